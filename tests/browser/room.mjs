// room.mjs - plays an exercise in a browser, over the sockets of `cbmsim workshop`. Prints one line
// of JSON {page, name, bad} for each check.
//
//     node room.mjs CHROMIUM CONSOLE TEAMS SHOTS short|long
//
// CONSOLE: address of the console with its token, TEAMS: address for the devices, SHOTS: folder for
// screenshots, or "-". People and facilitator find controls only by their names. One team uses only
// the keyboard, one a page of 320 px, one a pseudo-language.
import fs from "node:fs";
import http from "node:http";
import {chromium} from "playwright-core";

const [executablePath, consoleAddress, teamsAddress, shots, length] = process.argv.slice(2);
const long = length === "long";
const axe = fs.readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TARGET = 43.5; // px; nominal size 44
const SLOW = 90000;  // ms; the machine may be busy
const COMPUTED = 600000; // ms; what the laptop computes has the lowest priority
const bad = {};

function report(page, name, found) {
    console.log(JSON.stringify({page, name, bad: found.slice(0, 12)}));
}

const browser = await chromium.launch({executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu",
    "--disable-background-networking", "--no-first-run"]});

// ---- checks of one page ----

async function violations(page) {
    if (!await page.evaluate(() => Boolean(window.axe))) {
        await page.evaluate(axe);
    }
    const found = await page.evaluate(async rules =>
        (await window.axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations, RULES);
    return found.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`));
}

const sideways = page => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
    : [...document.querySelectorAll("body *")].filter(e => !e.closest(".wide") &&
        e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 100)));

const small = page => page.evaluate(least => [...document.querySelectorAll("button, select, summary, textarea, nav a, .button, .badge")]
    .filter(e => e.checkVisibility()).filter(e => e.getBoundingClientRect().height < least)
    .map(e => `${e.getBoundingClientRect().height} px: ${e.outerHTML.slice(0, 90)}`), TARGET);

const marked = page => page.evaluate(() => [...new Set(document.body.innerText.match(/‹[^›]*›/g) || [])]);

const empty = page => page.evaluate(() => [...document.querySelectorAll("button, label, h1, h2, h3, th, legend, option, a")]
    .filter(e => !e.textContent.trim() && !e.getAttribute("aria-label")).map(e => e.outerHTML.slice(0, 100)));

// Checks a page at both widths, and restores its width.
async function look(page, name) {
    const size = page.viewportSize();
    const wide = [];
    for (const width of [320, 1280]) {
        await page.setViewportSize({width, height: width === 320 ? 640 : 800});
        wide.push(...(await sideways(page)).map(b => `${width}: ${b}`));
        if (shots !== "-") {
            await page.screenshot({path: `${shots}/${name}-${width}.png`, fullPage: true});
        }
    }
    report(name, "the page does not scroll horizontally", wide);
    report(name, "axe finds no violation in light", await violations(page));
    if (long) {
        await page.emulateMedia({colorScheme: "dark"});
        report(name, "axe finds no violation in dark", await violations(page));
        await page.emulateMedia({colorScheme: "light"});
    }
    if (name.startsWith("screen-")) {
        await page.setViewportSize({width: 1366, height: 768});
        await page.waitForTimeout(300);
        report(name, "a projector needs no scrolling, or the page has parts that the console turns", await page.evaluate(() => {
            const root = document.documentElement, main = document.querySelector("main");
            return root.scrollHeight <= root.clientHeight + 1 && (main.scrollHeight <= main.clientHeight + 1 || /Part 1 of \d/.test(document.body.innerText))
                ? [] : [[root.scrollHeight, root.clientHeight, main.scrollHeight, main.clientHeight].join()];
        }));
        if (shots !== "-") {
            await page.screenshot({path: `${shots}/${name}-1366.png`});
        }
    }
    await page.setViewportSize({width: 320, height: 640});
    report(name, "targets have 44 px", await small(page));
    report(name, "no message is missing, no control is without a name", [...await marked(page), ...await empty(page)]);
    await page.setViewportSize(size);
}

// Looks at a page as it is printed on A4: what it must contain is there, and nothing to press.
async function printed(page, name, selectors) {
    const size = page.viewportSize();
    await page.emulateMedia({media: "print"});
    await page.setViewportSize({width: 794, height: 1123});
    const bad_ = await page.evaluate(() => [...document.querySelectorAll("nav, button, .button, .badge, select, footer, .bar-top")]
        .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90)));
    for (const selector of selectors) {
        const n = await page.locator(selector).evaluateAll(all => all.filter(e => e.checkVisibility()).length);
        bad_.push(...n > 0 ? [] : ["lacks " + selector]);
    }
    report(name, "printed, it has its contents, and nothing to press", [...bad_, ...await sideways(page)]);
    if (shots !== "-") {
        await page.screenshot({path: `${shots}/${name}-printed.png`, fullPage: true});
    }
    await page.emulateMedia({media: "screen"});
    await page.setViewportSize(size);
}

// ---- people ----

const open = []; // pages, to print them if a control is missing
process.on("uncaughtException", async e => {
    console.error(String(e.stack || e));
    for (const page of open) {
        console.error("----", page.url(), await page.locator("body").innerText({timeout: 5000}).then(t => t.slice(0, 1500), String));
    }
    process.exit(1);
});
const teams = [];
const errors = [], foreign = [], taught = [];
const ACCENTS = {a: "á", e: "ë", i: "ï", o: "ø", u: "ü", A: "Á", E: "Ë", I: "Ï", O: "Ø", U: "Ü"};

const english = async () => (await fetch(teamsAddress + "words/en.json")).json();

// Returns a text in the pseudo-language: with accents, and 40 % longer.
function pseudo(text) {
    const out = text.split(/(\{\w+\})/).map(p => p[0] === "{" ? p : p.replace(/[aeiouAEIOU]/g, c => ACCENTS[c])).join("");
    return out + " " + "~".repeat(Math.ceil(0.4 * text.length));
}

// Every device has an address of its own, as in a room, because the program counts connections by
// address. A proxy connects from the address of each device.
const proxies = [];

async function address() {
    const from = "127.0.1." + (proxies.length + 1);
    const proxy = http.createServer((asked, answer) => {
        const onward = http.request(asked.url, {method: asked.method, headers: asked.headers, localAddress: from},
            reply => {
                answer.writeHead(reply.statusCode, reply.headers);
                reply.pipe(answer);
            });
        onward.on("error", () => answer.destroy());
        answer.on("close", () => onward.destroy());
        asked.pipe(onward);
    });
    proxies.push(proxy);
    await new Promise(done => proxy.listen(0, "127.0.0.1", done));
    return {server: "http://" + new URL(consoleAddress).hostname + ":" + proxy.address().port, bypass: "<-loopback>"};
}

async function person(width) {
    const context = await browser.newContext({viewport: {width, height: 800}, locale: "en-GB", proxy: await address()});
    context.setDefaultTimeout(SLOW);
    const page = await context.newPage();
    open.push(page);
    page.on("console", m => m.type() === "error" && !/status of (409|429|401|404)|ERR_/.test(m.text()) && errors.push(m.text()));
    page.on("pageerror", e => errors.push(String(e)));
    page.on("request", r => new URL(r.url()).hostname === new URL(teamsAddress).hostname || r.url().startsWith("data:") ||
        foreign.push(r.url()));
    return page;
}

// Makes the clock of a device jump forward and back by an hour, every few seconds.
function jumpClock() {
    const now = Date.now.bind(Date);
    Date.now = () => now() + (Math.floor(now() / 4000) % 3 - 1) * 3600000;
}

async function inPseudo(page) {
    await page.route("**/words/en.json", async route => {
        const file = await english();
        for (const key of Object.keys(file.words)) {
            const text = file.words[key];
            file.words[key] = typeof text === "string" ? pseudo(text)
                : Object.fromEntries(Object.entries(text).map(([c, t]) => [c, pseudo(t)]));
        }
        await route.fulfill({json: file});
    });
}

// Returns the texts of a page in the pseudo-language that are neither in this language nor texts of
// the scenario.
async function untranslated(page) {
    return page.evaluate(async () => {
        const reply = await fetch("/api/brief?lang=en", {headers: {"X-Workshop-Token": localStorage.getItem("cbmsim.token")}});
        const texts = [];
        JSON.stringify(await reply.json(), (key, value) => {
            if (typeof value === "string") {
                texts.push(value);
            }
            return value;
        });
        texts.sort((a, b) => b.length - a.length);
        const bad = [];
        const said = ".news p, .practice > p, .practice > h2, .language, .step, time, .day, .exact, main > p:not([class])";
        for (const e of document.querySelectorAll("nav a, h1, h2, h3, legend, label, th, dt, summary, button, caption, .label, .hint, .why, " +
            ".pill, .mark, .news strong, .quiet, .facts li, .relations li li")) {
            let text = e.closest(said) ? "" : e.textContent.split("~").length > 1 ? "" : e.textContent;
            texts.forEach(one => {
                text = text.split(one).join(" ");
            });
            if (/[a-z]{2}/i.test(text.replace(/\d+ [A-Z][a-z]+( \d+)?/g, "").replace(/cbmsim/g, ""))) {
                bad.push(`${location.hash} ${e.tagName} ${e.className}: ${text.slice(0, 80)}`);
            }
        }
        return [...new Set(bad)];
    });
}

async function join(page, code, observe) {
    await page.goto(teamsAddress);
    await page.getByRole("textbox", {name: "Code"}).fill(code);
    if (observe) {
        await page.getByRole("radio", {name: "I observe"}).check();
    }
    await page.getByRole("button", {name: "Join"}).click();
    await page.waitForURL("**/team");
}

// Moves to a control with Tab, and uses arrows, Space and Enter.
async function tabTo(page, role, name) {
    for (let k = 0; k < 120; k++) {
        const there = await page.evaluate(([r, n]) => {
            const e = document.activeElement;
            if (e === document.body) {
                return false;
            }
            const label = e.getAttribute("aria-label") || (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText) || "";
            return (e.getAttribute("role") || {A: "link", BUTTON: "button", SELECT: "combobox", TEXTAREA: "textbox"}[e.tagName] ||
                ({radio: "radio", checkbox: "checkbox", number: "spinbutton", range: "slider"}[e.type] || "textbox")) === r &&
                label.includes(n);
        }, [role, name]);
        if (there) {
            return true;
        }
        await page.keyboard.press("Tab");
    }
    (bad.keyboard = bad.keyboard || []).push(`Tab does not reach ${role} ${name}`);
    return false;
}

async function joinByKeyboard(page, code) {
    await page.goto(teamsAddress);
    await page.getByRole("textbox", {name: "Code"}).waitFor();
    await tabTo(page, "textbox", "Code");
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/team");
}

async function decideByKeyboard(page) {
    await page.getByRole("link", {name: /^Decide/}).first().waitFor();
    await tabTo(page, "link", "Decide");
    await page.keyboard.press("Enter");
    await page.getByRole("button", {name: /^Submit/}).waitFor();
    await tabTo(page, "radio", "Do nothing"); // the first family, or the chosen one
    await page.keyboard.press("Space");
    await tabTo(page, "spinbutton", "How sure");
    await page.keyboard.type("40");
    await tabTo(page, "textbox", "Why?");
    await page.keyboard.type("By keyboard alone.");
    await tabTo(page, "button", "Submit");
    await page.keyboard.press("Enter");
    await page.locator(".received").first().waitFor();
}

// choices that the page has made; answers that do not show the submission
const preset = [], unsaid = [];

// Settles all matters of a team, by names of controls.
async function settle(page, choose) {
    for (let k = 0; k < 6; k++) {
        await page.evaluate(() => {
            location.hash = "#situation";
        });
        await page.waitForTimeout(50);
        const cards_ = page.locator("article.card").filter({hasNot: page.locator(".received")}).getByRole("link", {name: /^(Decide|Answer)/});
        if (await cards_.count() === 0) {
            return k;
        }
        const answer = /^Answer/.test(await cards_.first().innerText());
        await cards_.first().click();
        if (answer) {
            await page.getByRole("radiogroup", {name: "Your answer"}).getByRole("radio").first().check();
        } else {
            const group = page.getByRole("radiogroup", {name: /^Decision on matter/});
            const wanted = group.getByRole("radio", {name: choose, exact: true});
            const whom = page.getByRole("group", {name: "Whom do you address?"});
            if (await whom.count()) {
                if (await whom.locator("input:checked").count()) {
                    preset.push(await whom.innerText());
                }
                await whom.getByRole("radio").first().check();
            }
            const able = await wanted.isEnabled();
            await (able ? wanted : group.getByRole("radio", {name: "Do nothing", exact: true})).check();
            const how = group.getByRole("radiogroup", {name: choose, exact: true});
            if (able && await how.count()) {
                if (await how.locator("input:checked").count()) {
                    preset.push(await how.innerText());
                }
                await how.getByRole("radio").last().check();
            }
            for (const [name, n] of [[/^How sure are you who did it/, "60"], [/^Chance that they answer/, "30"]]) {
                // the first field exists only if there is a suspect, the second one only if a state is addressed
                const field = page.getByRole("spinbutton", {name});
                if (await field.count()) {
                    await field.fill(n);
                }
            }
        }
        await page.getByRole("textbox", {name: "Why? One sentence."}).fill("We looked at it.");
        const submit = page.getByRole("button", {name: /^Submit/}), mine = page.locator("main form .received");
        await submit.click();
        const asked = page.getByText("cannot be taken back once the stop closes").first();
        await mine.or(asked).first().waitFor();
        if (await asked.count()) {
            await submit.click();
        }
        await mine.first().waitFor();
        if (!/^Received(: | from device \d+: )./.test(await mine.first().innerText())) {
            unsaid.push(await mine.first().innerText());
        }
    }
    return 6;
}

// ---- the facilitator ----

const facilitator = await person(1280);
await facilitator.goto(consoleAddress);
await facilitator.getByRole("heading", {name: "Codes of the teams"}).waitFor();
await look(facilitator, "console-prepare");
await printed(facilitator, "console-prepare", [".cards .code", ".cards .qr", ".cards .url"]);
report("console", "the token does not stay in the address", /t=/.test(facilitator.url()) ? [facilitator.url()] : []);
const cards = await facilitator.locator(".cards .card").evaluateAll(all => all.map(c => ({
    name: c.querySelector("strong").textContent, code: c.querySelector(".code").textContent.replace(/\D/g, "")})));
const used = long ? cards : cards.slice(0, 3);
report("console", "every team has a code of 8 digits", cards.filter(c => !/^\d{8}$/.test(c.code)).map(c => c.name));

// Goes to the next step. Habit settles open matters. Returns the kind of the stop: "brief",
// "decide", "talks".
async function goOn() {
    const before = await facilitator.evaluate(() => document.body.dataset.step);
    const habit = facilitator.getByRole("button", {name: "Leave it to habit"});
    await facilitator.getByRole("button", {name: /^Go on/}).click();
    await facilitator.waitForFunction(step => document.body.dataset.step !== step || document.querySelector("#ask"), before);
    if (await facilitator.evaluate(step => document.body.dataset.step === step, before)) {
        await habit.click();
        await facilitator.waitForFunction(step => document.body.dataset.step !== step, before);
    }
    const step = await facilitator.evaluate(() => document.body.dataset.step);
    await Promise.all(teams.map(team => team.page.waitForFunction(now => document.body.dataset.step === now, step)));
    return step.split(".").pop();
}

const screenContext = await person(1280);
await screenContext.goto(consoleAddress.replace("/console", "/screen"));
await screenContext.getByText("Teams here: 0").waitFor();
await look(screenContext, "screen-lobby");

// ---- joining ----

const first = await person(1280);
await first.goto(teamsAddress);
await first.getByRole("textbox", {name: "Code"}).waitFor();
await look(first, "join");
await first.getByRole("textbox", {name: "Code"}).fill("00000000");
await first.getByRole("button", {name: "Join"}).click();
await first.getByText("This is not a code of this exercise").first().waitFor();
report("join", "a wrong code is refused and can be typed again", []);

const lacking = await person(320);
await lacking.route("**/words/en.json", async route => {
    const file = await english();
    delete file.words["do.join"];
    await route.fulfill({json: file});
});
await lacking.goto(teamsAddress);
await lacking.locator("button.main").waitFor();
const label = await lacking.locator("button.main").innerText();
report("join", "a word that is missing is marked, and never empty", /^‹.+›$/.test(label) ? [] : [label]);

for (const [k, card] of used.entries()) {
    const page = k === 0 ? first : await person(k === 2 ? 320 : 800);
    if (k === 1) {
        await joinByKeyboard(page, card.code);
    } else {
        await join(page, card.code);
    }
    const second = long || k === 2 ? await person(k === 2 ? 320 : 390) : null;
    if (second) {
        if (long && k === 3) {
            await second.addInitScript(jumpClock);
        }
        if (k === 2) {
            await inPseudo(second);
            await second.goto(`${teamsAddress}#c=${card.code}`);
            await second.locator("button.main").click();
            await second.waitForURL("**/team");
        } else {
            await join(second, card.code, true);
        }
    }
    teams.push({...card, page, second});
}
for (const team of teams) {
    await team.page.getByRole("heading", {level: 1, name: team.name}).waitFor();
}
report("team", "every device shows its state", []);
await screenContext.getByText(`Teams here: ${used.length}`).waitFor();
await look(teams[0].page, "team-lobby");
report("team", "the pseudo-language reaches every control", await teams[2].second.evaluate(() =>
    [...document.querySelectorAll("nav a, legend, label")].filter(e => !/~/.test(e.textContent) && !e.closest(".language"))
        .map(e => e.outerHTML.slice(0, 100))));
report("team", "the page of 320 px holds longer words", await sideways(teams[2].second));

// ---- practice ----

await teams[0].page.getByRole("link", {name: "Decide: Matter 1"}).click();
await look(teams[0].page, "team-practice");
await settle(teams[0].page, "Ask first");
const row = card => facilitator.getByRole("row", {name: card.name}).getByRole("cell");
await row(used[0]).nth(2).getByText("1 of 1").waitFor();
report("practice", "the facilitator sees who has practised", [await row(used[0]).nth(2).innerText(), await row(used[1]).nth(2).innerText()]
    .join() === "1 of 1,0 of 1" ? [] : [await facilitator.getByRole("table").first().innerText()]);
await screenContext.getByText(`${used[0].name} – here, has practised`).waitFor();
await facilitator.getByRole("button", {name: "Go on: end the practice"}).click();
await teams[1].page.getByText("The practice is over").first().waitFor();
await look(teams[0].page, "team-practised");
report("practice", "its end leaves nothing to decide, and the exercise has not begun", [await teams[0].page.getByRole("link", {name: /^Decide/}).count(),
    await facilitator.evaluate(() => document.body.dataset.step)].join() === "0,lobby" ? [] : ["the practice goes on"]);

// ---- rounds ----

const jumps = [], translated = [];
const jumping = long ? teams[3].second : null;
let shown = "", stops = 0, decided = 0, called = 0, kept = [], drafted = false;
for (let k = 0; k < (long ? 40 : 3); k++) {
    shown = await goOn();
    stops++;
    if (shown === "review") {
        break;
    }
    if (shown === "brief") {
        await teams[0].page.getByRole("spinbutton").first().fill("35");
        await teams[0].page.getByRole("button", {name: "Submit"}).first().click();
        await teams[0].page.getByText("Received: 35 of 100").first().waitFor();
        await teams[0].page.getByRole("link", {name: "Brief", exact: true}).click();
        await teams[0].page.getByRole("heading", {name: "What you want"}).waitFor();
        await look(teams[0].page, "team-brief");
        await printed(teams[0].page, "team-brief", ["h1", "h2", ".secret"]);
        await teams[0].page.getByRole("link", {name: "Situation"}).click();
    }
    if (shown === "talks") {
        for (const team of teams) {
            await team.page.getByRole("checkbox").first().check();
        }
        await screenContext.getByText("Ticked by").first().waitFor();
        await look(teams[0].page, "team-talks");
        await look(screenContext, "screen-talks");
    }
    if (shown === "decide" && !drafted) {
        drafted = true;
        const page = teams[0].page;
        await page.getByRole("heading", {name: "To decide"}).waitFor();
        await look(page, "team");
        await page.getByRole("link", {name: /^Decide/}).first().click();
        await page.getByRole("radio", {name: "Ask first", exact: true}).waitFor();
        await look(page, "team-decide");
        // A new snapshot does not change focus, text and position.
        const why = page.getByRole("textbox", {name: "Why? One sentence."});
        await why.fill("Half a sentence");
        await why.evaluate(e => e.setSelectionRange(4, 4));
        const n = await page.evaluate(() => [document.body.dataset.n, scrollY]);
        await facilitator.getByRole("textbox", {name: "Text"}).fill("The port is open again.");
        await facilitator.getByRole("button", {name: "Send the news"}).click();
        await page.waitForFunction(before => document.body.dataset.n !== before, n[0]);
        const after = await page.evaluate(() => [document.activeElement.tagName, document.activeElement.value,
            document.activeElement.selectionStart, scrollY]);
        kept = after[0] === "TEXTAREA" && after[1] === "Half a sentence" && after[2] === 4 && Math.abs(after[3] - n[1]) < 3 ? [] : [String(after)];
        // The network is lost for a moment.
        await page.context().setOffline(true);
        await page.getByText("Connection lost").first().waitFor();
        await page.context().setOffline(false);
        await page.getByText("Nothing was lost").first().waitFor({timeout: 30000});
        report("team", "after a lost connection the text is there", await why.inputValue() === "Half a sentence" ? [] : [await why.inputValue()]);
        await page.reload();
        await page.getByRole("textbox", {name: "Why? One sentence."}).waitFor();
        report("team", "after a reload the text is there", await page.getByRole("textbox", {name: "Why? One sentence."})
            .inputValue() === "Half a sentence" ? [] : ["the text is gone"]);
        for (const view of ["situation", "messages", "initiative", "brief", "words", "help"]) {
            const page = teams[2].second;
            await page.evaluate(v => {
                location.hash = v;
            }, view);
            await page.waitForTimeout(100);
            translated.push(...await untranslated(page), ...await sideways(page));
        }
        await look(screenContext, "screen");
        await look(facilitator, "console");
        await decideByKeyboard(teams[1].page);
    }
    decided += (await Promise.all(teams.map((team, i) => settle(team.page, ["Ask first", "Repair and warn", "Say it to them",
        "Do nothing", "Impose a cost", "Ask first"][i])))).reduce((sum, n) => sum + n, 0);
    if (long && shown === "decide" && called < 2) {
        const send = facilitator.getByRole("button", {name: /^Send \d+ /});
        const left = await send.count();
        await send.first().click();
        await facilitator.waitForFunction(n => [...document.querySelectorAll("button[aria-label]")]
            .filter(b => /^Send \d+ /.test(b.getAttribute("aria-label"))).length < n, left);
        called++;
    }
    if (long && jumping && shown === "decide" && stops > 3) {
        jumps.push(await Promise.all([teams[3].page, jumping].map(p => p.evaluate(() => {
            const shown_ = /(-|−)?(\d+):(\d\d)/.exec(document.querySelector(".exact").textContent);
            return (shown_[1] ? -1 : 1) * (60 * Number(shown_[2]) + Number(shown_[3]));
        }))));
    }
    taught.push(shown);
}
// ---- back to an earlier stop, and the truth ----

await facilitator.getByText("Go back to an earlier stop").click();
const back = await facilitator.locator("#back li").allInnerTexts();
report("console", "the way back names the stops", back.length === stops && back.every(x => /^Back to: .+, \d+ \w+ \d{4}$/.test(x) &&
    !/undefined|r\d\./.test(x)) ? [] : back);
const stood = await facilitator.evaluate(() => document.body.dataset.step);
await facilitator.locator("#back li button").last().click();
await facilitator.getByRole("button", {name: "Cancel"}).click();
report("console", "the way back asks first", await facilitator.evaluate(() => document.body.dataset.step) === stood &&
    await facilitator.locator("#back li").count() === back.length ? [] : ["a stop was undone without a question"]);
await facilitator.getByText("Go back to an earlier stop").click();
await facilitator.getByRole("link", {name: "World"}).click();
await facilitator.getByRole("button", {name: "Show what is true"}).click();
await facilitator.getByRole("heading", {name: "World"}).waitFor();
report("console", "the world names matters, actors and beliefs", await facilitator.locator("main").innerText().then(x =>
    /undefined|‹/.test(x) ? [x.slice(0, 300)] : []));
await look(facilitator, "console-world");
await facilitator.getByRole("link", {name: "Run"}).click();

report("team", "the page chooses no target and no kind by itself", preset);
report("team", "the page says what was received, and from which device", unsaid);
const observer = long ? teams[0].second : await person(390);
if (!long) {
    await join(observer, teams[0].code, true);
}
const active = [];
for (const view of ["situation", "initiative", "messages", ...await observer.locator("a[href^='#decide/'], a[href^='#answer/']")
    .evaluateAll(all => all.map(a => a.getAttribute("href").slice(1)))]) {
    await observer.evaluate(v => {
        location.hash = v;
    }, view);
    await observer.getByText("You observe").first().waitFor();
    await observer.waitForTimeout(100);
    active.push(...await observer.locator("main form, main button, main input:not(:disabled), main textarea").evaluateAll(all =>
        all.map(e => location.hash + " " + e.outerHTML.slice(0, 80))));
}
report("team", "an observer reads so, and finds nothing to submit", active);
report("team", "the pseudo-language leaves no text as it was", translated);
report("team", "a snapshot leaves focus, text and position alone", kept);
report("team", "teams have settled matters", decided >= used.length ? [] : [String(decided), ...taught]);
report("team", "the keyboard alone is enough", bad.keyboard || []);
if (long) {
    report("team", "two injects were called", called === 2 ? [] : [String(called)]);
    report("team", "jumps of a device's clock leave the time that is left alone", jumps.length > 0 && jumps.every(([a, b]) =>
        Math.abs(a - b) <= 5) ? [] : [JSON.stringify(jumps)]);
    report("console", "the exercise reaches the review", shown === "review" ? [] : [shown, ...taught]);
}

// ---- the shared table ----

const table = await person(1280);
await table.goto(consoleAddress.replace("/console", "/table"));
await table.getByRole("button", {name: cards[0].name}).waitFor();
await look(table, "table");
await table.getByRole("button", {name: cards[0].name}).click();
await table.getByText("Others look away").waitFor();
report("table", "the curtain shows nothing of the team", await table.evaluate(() => document.querySelector(".belief, .secret, .relations")
    ? ["the page of the team stands behind it"] : []));
await table.getByRole("button", {name: "Show"}).click();
await table.getByRole("heading", {name: "What happened"}).waitFor();
await look(table, "table-team");
// on a slow machine the minute may be over, and the page hidden
const hide = table.getByRole("button", {name: "Hide"});
if (await hide.count()) {
    await hide.click();
}
report("table", "the page of the team is gone after Hide", await table.evaluate(() => document.querySelector(".relations")
    ? ["it is still there"] : []));

// ---- the review ----

if (long) {
    await facilitator.getByRole("button", {name: "Go on: open the review", exact: true}).click();
    await facilitator.getByRole("button", {name: "Truth and belief", exact: true}).first().waitFor();
    for (const name of ["What was expected", "Truth and belief", "Turning points", "One decision in full", "Signed or used", "What led to what",
        "Predictions", "The end"]) {
        await facilitator.getByRole("button", {name, exact: true}).click();
        await screenContext.getByRole("heading", {level: 2, name}).waitFor();
        await facilitator.locator("#app").getByText("The laptop is computing").waitFor({state: "detached", timeout: COMPUTED});
        await screenContext.locator("#app").getByText("The laptop is computing").waitFor({state: "detached", timeout: COMPUTED});
        if (name === "One decision in full") {
            await facilitator.locator("main .news button").first().click();
            await screenContext.locator("table.arms").waitFor({timeout: 60000});
        }
        const short = name.toLowerCase().split(" ")[0];
        await look(facilitator, "console-review-" + short);
        await look(screenContext, "screen-review-" + short);
    }
    await teams[0].page.goto(teamsAddress + "team#situation");
    await teams[0].page.getByRole("heading", {name: "Review"}).first().waitFor();
    await teams[0].page.locator("section.review article").getByText("In truth").first().waitFor();
    await look(teams[0].page, "team-review");
    await printed(teams[0].page, "team-review", ["section.review article", "section.review blockquote"]);
}
for (const [name, view] of [["Messages", "messages"], ["Initiative", "initiative"], ["Words", "words"], ["Help", "help"]]) {
    await teams[0].page.getByRole("link", {name, exact: true}).click();
    await teams[0].page.getByRole("heading", {level: 2, name}).waitFor();
    await look(teams[0].page, "team-" + view);
}
if (long) {
    for (const tag of ["fr", "id", "vi", "ru"]) {
        await teams[0].page.getByRole("combobox").selectOption(tag);
        await teams[0].page.waitForFunction(t => document.documentElement.lang === t, tag);
        await look(teams[0].page, "team-help-" + tag);
    }
}

// ---- hostile text, hostile pages ----

const HARM = "<img src=x onerror='window.harmed=1'><script>window.harmed=1</script><b class=harm>bold</b>";
if (!long) {
    await teams[0].page.evaluate(() => {
        location.hash = "#messages";
    });
    await teams[0].page.getByRole("combobox", {name: "To"}).selectOption("all");
    await teams[0].page.getByRole("textbox", {name: "Message"}).fill(HARM);
    await teams[0].page.getByRole("button", {name: "Send"}).click();
    await teams[0].page.locator("main .news").getByText("window.harmed=1").waitFor();
    await facilitator.getByText(/^What teams wrote/).click();
    await facilitator.getByRole("button", {name: /^Show on the screen/}).first().click();
    await screenContext.getByText("<img src=x").waitFor();
    await teams[1].page.evaluate(() => {
        location.hash = "#messages";
    });
    await teams[1].page.locator("main .news").getByText("window.harmed=1").waitFor();
    for (const [name, page] of [["team", teams[0].page], ["team", teams[1].page], ["console", facilitator], ["screen", screenContext]]) {
        report(name, "text of a person stays text", await page.evaluate(() => window.harmed || document.querySelector(".harm, img")
            ? ["a script ran, or an element was made"] : []));
    }
}

// A browser without its own protection against requests to this machine, so that the program has to
// refuse them.
const hostile = await chromium.launch({executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu",
    "--host-resolver-rules=MAP evil.test 127.0.0.1",
    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights"]});
const evil = await (await hostile.newContext()).newPage();
const token = await facilitator.evaluate(() => sessionStorage.getItem("cbmsim.console"));
const consolePort = new URL(consoleAddress).port, teamsPort = new URL(teamsAddress).port;
for (const [name, address] of [["teams", `http://evil.test:${teamsPort}/`], ["console", `http://evil.test:${consolePort}/console`]]) {
    const reply = await evil.goto(address);
    report("hostile page", `another name for this machine does not reach the ${name}`, reply.status() === 421 ? [] : [String(reply.status())]);
}
// The name first leads to the page of the attacker, and later to this machine. The scripts of the
// page then send requests to their own origin.
for (const [name, port, path] of [["teams", teamsPort, "/api/hello"], ["console", consolePort, "/api/console/state"]]) {
    const own = `http://evil.test:${port}/rebound`;
    await evil.route(own, route => route.fulfill({contentType: "text/html", body: "<p>a hostile page</p>"}));
    await evil.goto(own);
    const replies = await evil.evaluate(async ([where, stolen]) => {
        const headers = {"X-Workshop-Token": stolen, "Content-Type": "application/json"};
        const status = (address, options) => fetch(address, options).then(reply => reply.status, e => String(e));
        return [await status(where, {headers}), await status("/api/console/pause", {method: "POST", headers,
            body: '{"key":"3","pause":true}'})];
    }, [path, token]);
    report("hostile page", `a name that is bound anew reaches nothing of the ${name}`, replies.every(r => r === 421) ? [] : replies.map(String));
}
await evil.route("http://hostile.test/", route => route.fulfill({contentType: "text/html", body: "<p>a hostile page</p>"}));
await evil.goto("http://hostile.test/");
// Returns the results of all actions of people and facilitator, without times and without running
// computations.
const standing = () => facilitator.evaluate(async ([path, token_]) => {
    const now = await (await fetch(path, {headers: {"X-Workshop-Token": token_}})).json();
    return JSON.stringify([now.phase.step, now.phase.paused, now.records, now.notes, now.said, now.teams.map(x => [x.submitted, x.habit])]);
}, ["/api/console/state?after=0&wait=0", token]);
const before = await standing();
const tried = await evil.evaluate(async ([teams, console_, stolen]) => {
    const out = {};
    const attempt = async (name, address, options) => {
        try {
            const reply = await fetch(address, options);
            out[name] = reply.type === "opaque" ? "opaque" : String(reply.status);
        } catch (e) {
            out[name] = "refused";
        }
    };
    const headers = {"X-Workshop-Token": stolen, "Content-Type": "application/json"};
    await attempt("reads the console", `${console_}/api/console/state`, {headers});
    await attempt("posts with a token", `${console_}/api/console/pause`, {method: "POST", headers, body: '{"key":"1","pause":true}'});
    await attempt("posts without asking", `${console_}/api/console/pause`, {method: "POST", mode: "no-cors", body: '{"key":"2","pause":true}'});
    await attempt("joins", `${teams}api/join`, {method: "POST", mode: "no-cors", body: '{"code":"12345678","role":"decide"}'});
    await attempt("reads a page", teams);
    for (const address of [teams, `${console_}/console`]) {
        const frame = document.createElement("iframe");
        frame.src = address;
        document.body.append(frame);
    }
    return out;
}, [teamsAddress, new URL(consoleAddress).origin, token]);
await evil.waitForTimeout(1500);
report("hostile page", "it can read nothing and post nothing, even with a token", Object.entries(tried)
    .filter(([, r]) => r !== "refused" && r !== "opaque").map(String));
report("hostile page", "what it posts without asking changes nothing", await standing() === before ? [] : ["the exercise has changed"]);
report("hostile page", "it can frame no page", await Promise.all(evil.frames().slice(1).map(f => f.evaluate(() =>
    document.querySelector("#app") ? "a page stands in a frame" : "").catch(() => ""))).then(all => all.filter(x => x)));
await hostile.close();
report("all", "the pages ask no other machine", foreign);
report("all", "the browser reports no error", errors);
await browser.close();
for (const proxy of proxies) {
    proxy.closeAllConnections();
    proxy.close();
}
