// team_page.cjs - makes the page of a team from snapshots, without a browser. Prints one line of
// JSON {name, bad} for each check.
//
//     node team_page.cjs PAGES        PAGES: the folder of the scripts and words
"use strict";

const fs = require("fs"), path = require("path"), vm = require("vm");
const pages = process.argv[2];
const read = name => fs.readFileSync(path.join(pages, name), "utf8");
const report = (name, bad) => console.log(JSON.stringify({name, bad}));
const store = {getItem: () => null, setItem() {}, removeItem() {}};
const place = {textContent: ""};
const document = {getElementById: () => place, querySelector: () => null, addEventListener() {}, documentElement: {},
    body: {className: "", dataset: {}}};
const location = {hash: ""};
const context = vm.createContext({document, location, sessionStorage: store, localStorage: store, navigator: {languages: ["en"]},
    performance, setTimeout, clearTimeout, addEventListener() {}, Intl, Date, Math, JSON, Promise, console,
    fetch: async address => address.startsWith("/api/brief") ? {status: 200, text: async () => JSON.stringify({seat: "ardane",
        names: {states: NAMES, agreements: {line: "Direct line"}}})}
        : {ok: true, json: async () => JSON.parse(read(address.slice(1)))}});
const {W, Facts, Team} = vm.runInContext(["common.js", "facts.js", "team.js"].map(read).join("\n") + "\n;({W, Facts, Team})", context);

const NAMES = {ardane: "Ardane", belmor: "Belmor", dunmar: "Dunmar"};
const CRIME = [{who: "non_state", p: 0.57}, {who: "belmor", p: 0.08}, {who: "dunmar", p: 0.06}];
const ROWS = [{family: "pass", rows: [{id: "absorb"}]}, {family: "together", rows: [{id: "joint_investigation", days: 45, to: ["dunmar"]}]},
    {family: "say", rows: [{id: "demarche", to: ["belmor", "dunmar"]}, {id: "public_attribution", to: ["belmor", "dunmar"]}]}];
const MATTER = {number: 7, kind: "decision", matter: 2, seen: {kind: "intrusion_disruption", on: "government", found: "2027-03-02"},
    suspects: CRIME, families: ROWS, may_name: ["belmor", "dunmar"], keep: true};
const relation = (other, crisis) => ({other, tension: crisis ? 1.2 : 0.25, trust: 0.65, crisis: !!crisis, channels: [{kind: "political", open: true, reach: 0.9}]});
let n = 0;
const state = more => ({v: 1, n: ++n, role: "decide", device: 1, seat: {id: "ardane", name: "Ardane"},
    phase: {step: "r1.decide", kind: "decide", round: 1, rounds: 5, day: "2027-03-16", open: true}, relations: [relation("belmor"), relation("dunmar")],
    say_to: [], unplayed: ["belmor"], ...more});

// Returns all words of a tree of elements, in their order.
const words = node => typeof node !== "object" ? String(node) : node.children.map(words).join(" ");
const find = (node, test) => typeof node !== "object" ? [] : (test(node) ? [node] : []).concat(node.children.flatMap(c => find(c, test)));

function page(more, view) {
    location.hash = "#" + (view || "situation");
    Team.show(state(more));
    const nodes = Team.nodes();
    return {nodes, text: nodes.map(words).join("\n").replace(/\s+/g, " "), head: words(nodes[0]).replace(/\s+/g, " ")};
}

// Reports the words that a text lacks, and those that it must not have.
function holds(name, whole, has, not) {
    const text = whole.replace(/\s+/g, " ");
    report(name, [...has.filter(x => !text.includes(x)).map(x => "lacks: " + x), ...(not || []).filter(x => text.includes(x)).map(x => "has: " + x)]
        .concat(/undefined|‹[^ ]|\[object/.test(text) ? [text.slice(0, 400)] : []));
}

const decided = {day: "2027-03-16", key: "decided", number: 2, named: "dunmar", overt: "joint_investigation", confidence: 0.06, new: true, all: false,
    begins: false};
const settled = {matter: 2, day: "2027-03-16", by: "team", to: "dunmar", sure: 57, row: "joint_investigation", due: "2027-04-30"};
const crisis = cause => ({day: "2027-03-31", key: "crisis", actor: "ardane", target: "belmor", begins: true, new: true, all: false, cause});

(async () => {
    await W.startLanguage();
    await Facts.read("/api/brief", () => {});

    Team.leave = null; // the shared table adds a footer of its own
    report("every part of the page is an element", page({}).nodes.every(x => x && x.tag) ? [] : ["something else"]);
    Team.leave = () => {};
    report("twin: a device has a footer", page({}).nodes.some(x => x.tag === "footer") ? [] : ["no footer"]);

    let p = page({relations: [relation("belmor", true)], log: [crisis({key: "decided", number: 8}), {day: "2027-04-02", key: "reply", new: true, begins: false}]});
    holds("a crisis stands in the head, and first among the news with what it followed", p.head + p.text.slice(p.text.indexOf("What happened"), p.text.indexOf("An answer")),
        ["Crisis: Belmor", "A crisis begins", "With: Belmor", "Caused by: your state holds Belmor responsible, Matter 8"]);
    holds("twin: without a crisis the head is silent", page({}).head, [], ["Crisis"]);
    p = page({relations: [relation("belmor", true)], log: [crisis(undefined)]});
    holds("a crisis without a known cause states so", p.text, ["Caused by: no single event that you know of"]);

    p = page({log: [decided], settled: [settled]});
    holds("a decision names whom the team addressed, and not as suspect of the analysts", p.text, ["To: Dunmar", "You were sure: 57 of 100"],
        ["lean to: Dunmar", "name: Dunmar", "6%"]);
    holds("twin: an analyst's own conclusion is shown as such", page({log: [{...decided, confidence: 0.9}], settled: [{...settled, named: "dunmar", p: 0.9}]}).text,
        ["Your analysts name: Dunmar", "Your analysts were sure: 90%"]);
    holds("an order is directed against a state", page({log: [{day: "2027-03-16", key: "ordered", number: 2, named: "belmor", response: "sanctions",
        confidence: 0.4, new: true}]}).text, ["Against: Belmor"], ["lean to", "40%"]);
    holds("nobody is named for lack of certainty", page({log: [{day: "2027-03-16", key: "named", number: 2, new: true}]}).text, ["Your analysts name: nobody (too uncertain to name one)"]);
    holds("a matter has the one that was addressed apart from the analysts", page({tabled: [{...MATTER, addressed: "dunmar"}]}).text, ["To: Dunmar"], ["lean to", "analysts name"]);
    const sure = ps => page({tabled: [{...MATTER, suspects: ps.map((x, k) => ({who: ["belmor", "dunmar"][k], p: x}))}]}, "decide/7").text;
    holds("no suspect of several is certain", sure([1, 0]), ["> 99%", "< 1%"], ["100%", " 0%"]);
    holds("twin: the only one is", sure([1]), ["100%"]);
    holds("an investigation under way has its day", page({incidents: [{number: 2, phase: "deferred", decided: "joint_investigation"}], settled: [settled]}).text,
        ["investigate together with the suspect", "planned for about 30 April 2027"]);
    holds("twin: when it is over it is not under way", page({incidents: [{number: 2, phase: "tabled", decided: "joint_investigation"}], settled: [settled]}).text, [], ["planned for about"]);

    const form = draft => page({tabled: [MATTER], drafts: [{tabled: 7, device: 2, ...draft}]}, "decide/7");
    p = form({family: "pass"});
    holds("without an addressee the number is about the first suspect, and nobody answers", p.text, ["How sure are you who did it? · a criminal group",
        "The percentages"], ["Chance that they answer"]);
    Team.forget();
    p = form({family: "say", row: "demarche", named: "dunmar"});
    holds("with an addressee both numbers are about it", p.text, ["who did it? · Dunmar", "something hostile? · Dunmar", "takes about 45 days"]);
    Team.forget();
    p = page({tabled: [{...MATTER, seen: {...MATTER.seen, act_from: "belmor"}, suspects: []}]}, "decide/7");
    holds("the author of an open act is not asked for", p.text, ["Whom do you address?"], ["How sure are you", "The percentages"]);

    Team.forget();
    holds("if nobody is suspected, the number is about the strongest suspicion", page({tabled: [{...MATTER, suspects: []}]}, "decide/7").text, ["who did it? · the one that you suspect most"]);
    Team.forget();
    holds("after the damage, repair offers no repair", page({tabled: [{...MATTER, over: true, families: [{family: "repair", rows: [{id: "mitigate"}]}]}]}, "decide/7").text,
        ["nothing left to repair"], ["told what to look for"]);
    holds("a receipt has the numbers and the sentence", page({tabled: [{...MATTER, submitted: {family: "pass", sure: 50, hostile_chance: 15, why: "We wait.", device: 1}}]}).text,
        ["sure: 50 of 100", "You expected a hostile reply with: 15 of 100", "“We wait.”"]);
    const feed = page({log: [{day: "2027-03-21", key: "public", target: "dunmar", kind: "intrusion_disruption", on: "private", all: true, new: true},
        {day: "2027-03-29", key: "act", actor: "dunmar", target: "belmor", response: "public_attribution", all: true, new: true}]}).text;
    holds("the state that was hit and the state that acts are not mistaken", feed, ["Hit: Dunmar · intrusion, services down", "Became public, companies", "Dunmar → Belmor: accusation in public"],
        ["Dunmar: intrusion"]);
    holds("predictions have their last day", page({questions: [{id: "crisis", ask: "?"}], phase: {step: "brief", kind: "brief", day: "2027-03-01", end: "2027-05-23"}}).text, ["From today to 23 May"]);
    Team.forget();
    p = page({tabled: [MATTER]}, "decide/7");
    const submit = find(p.nodes[2], x => x.tag === "form")[0];
    submit.attrs.onsubmit({preventDefault() {}});
    const errors = () => Team.nodes().map(words).join(" ").split("Choose one option first.").length - 1;
    const stood = errors();
    find(Team.nodes()[2], x => x.tag === "form")[0].attrs.oninput();
    report("what is missing is stated once, until somebody changes something", stood === 1 && errors() === 0 ? [] : [String([stood, errors()])]);

    Team.forget();
    holds("a message can be sent to people, and the page names who has none", page({say_to: ["dunmar"]}, "messages").text,
        ["People read it; the program does not", "No team plays these states, so nobody would read a message: Belmor"]);
    p = page({initiatives: [{initiative: "offer", with: "belmor"}]});
    holds("initiatives are counted at their link", words(p.nodes[1]), ["Initiative 1"]);
    holds("twin: what was chosen is not", words(page({initiatives: [{initiative: "offer", with: "belmor"}], initiative: {initiative: "offer", with: "belmor"}}).nodes[1]),
        [], ["Initiative 1"]);
    const acted = [{day: "2027-03-31", new: true, initiative: "offer", with: "belmor"}];
    holds("an initiative and its result stand among the news", page({acted, log: [{day: "2027-04-02", key: "settled", actor: "ardane", target: "belmor"}]}).text,
        ["Your initiative Offer a way out · Belmor: A way out of the crisis is accepted"]);
    holds("twin: without a result it waits for an answer", page({acted}).text, ["Offer a way out · Belmor: no answer yet"]);
    holds("an offer has its price and its consequences", page({tabled: [{number: 9, kind: "offer", from: "belmor", replies: ["yes", "no"]}]}, "answer/9").text,
        ["Yes: the crisis ends", "No: the crisis goes on"]);

    const offers = [{id: "line", points: 1, party: true, ticked: true, ticked_by: ["ardane"], parties: ["ardane", "belmor"]},
        {id: "other", points: 3, party: true, parties: ["ardane", "belmor"]}];
    p = page({talks: {points: 3, offers}});
    holds("talks: what was ticked is received, and states without a team sign with it", p.text, ["Received: Direct line", "Ticked by: Ardane",
        "States without a team that sign, too: Belmor", "You have too few points left."]);
    holds("twin: nothing was ticked", page({talks: {points: 3, offers: offers.map(o => ({...o, ticked: false, ticked_by: []}))}}).text, ["Ticked by: nobody"],
        ["Received", "sign with them"]);
    holds("services act unasked", page({log: [{day: "2027-03-03", key: "operation", target: "belmor", kind: "ddos_disruption", new: true}]}).text,
        ["Your services act by the scenario, without asking you."]);

    const review = {matters: [{matter: 2, day: "2027-03-31", truth: "dunmar", named: "belmor", p: 0.9, sure: 57, hostile_chance: 15,
        done: {family: "ask", row: "inquiry", to: "belmor", by: "team"}}], answers: [{day: "2027-04-15", asker: "belmor", offer: true, reply: "yes", by: "team"}],
    predictions: [{question: "crisis", when: "brief", percent: 35, share: 0.4, happened: true, on: "2027-03-31", actor: "ardane", target: "belmor"}]};
    p = page({review, phase: {step: "review", kind: "review", day: "2027-05-23"}, log: [crisis({key: "decided", number: 8}),
        {day: "2027-04-15", key: "settled", actor: "ardane", target: "belmor"}, {day: "2027-04-06", key: "act", actor: "belmor", target: "ardane", response: "public_attribution"}, {day: "2027-04-23", key: "agreement", agreement: "line", status: "in_force"}]});
    holds("the review has the crisis, the way out, the agreement, who decided, and who was innocent", p.text.split("Print or save")[0],
        ["Decided by: your team", "Belmor (it did not do it; a question is no accusation)", "You expected a hostile reply with: 15 of 100", "Happened: 6 Apr accusation in public", "A crisis begins", "A way out of the crisis is accepted", "Direct line",
            "Belmor offers a way out of the crisis: Yes", "You: 35", "Model: 40", "Happened: yes, 31 Mar Ardane → Belmor"], ["→ Belmor (team)"]);
})().catch(e => {
    console.error(e.stack);
    process.exit(1);
});
