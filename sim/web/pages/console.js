// console.js - the facilitator's page, on this laptop only: prepare, run, world, review.
"use strict";

(() => {
    const {h, t, said, date, percent} = W;
    const VIEWS = ["prepare", "run", "world", "review"];
    let state = null, line = "ok", notice = null, asking = null, choices = false, world = false, backTo = null, early = false, unpractised = false;
    const typed = {news: "", to: "all", note: "", show: "", delete: false};
    let gone = false; // the exercise is deleted
    let shown = null;

    const name = Facts.stateName;
    const view = () => location.hash.slice(1) || (state && state.phase.kind === "lobby" ? "prepare" : "run");

    function tellUser(text, kind) {
        notice = text ? {text, kind: kind || ""} : null;
        W.announce(text || "");
        W.render();
    }

    async function act(what, body, done) {
        const reply = await W.post("/api/console/" + what, body || {}, () => tellUser(t("line.lost"), "bad"));
        if (reply.status === 200) {
            tellUser(done || null);
        } else if (reply.data.error === "unsettled") {
            notice = null;
            asking = reply.data.teams || {};
            W.render();
            W.focus("#ask button");
        } else {
            tellUser(t("refused"), "bad");
        }
        return reply;
    }

    const button = (label, onclick, more) => h("button", {onclick, ...more}, label);

    // ---- the bar that is always there ----

    // A second click before the reply has no effect, because it would skip a stop.
    let going = false;
    async function go(unsettled) {
        if (!going) {
            going = true;
            asking = notice = null;
            unpractised = false;
            const before = view(), practice = state.next && state.next.kind === "practice";
            const reply = await act("go", {unsettled: unsettled || null});
            going = false;
            if (reply.status === 200 && !practice && (before === "prepare" || state.next && state.next.kind === "review")) {
                location.hash = before === "prepare" ? "run" : "review";
            }
        }
    }

    function goLabel() {
        const n = state.next || {kind: "go"};
        return t("do.go") + W.colon() + (n.kind === "practice" || n.kind === "close" ? t("go." + n.kind) : n.kind === "review" ? t("go.review")
            : state.phase.kind === "lobby" ? t("go.begin") : n.step_kind ? stopName({...n, kind: n.step_kind}) : t("go.next"));
    }

    // Returns a stop in words: "Round 1 of 4 · Decide".
    const stopName = p => [...new Set([W.round({...p, rounds: p.rounds || state.phase.rounds}), t("phase." + p.kind)])].join(" · ");

    // Whether the practice round is open and nobody has submitted. If devices have joined, a press
    // that is too early would begin the exercise.
    const mayPractise = () => state.next && state.next.practice && state.next.kind !== "practice";
    const practises = () => mayPractise() && state.teams.some(x => (x.devices || []).length);

    const confirm = (id, text, ...buttons) => h("div", {id, class: "notice", role: "group", "aria-label": text, key: id}, h("p", null, text), h("p", {class: "buttons"}, buttons));

    function bar() {
        const p = state.phase, crises = Review.crises(state);
        return h("section", {class: "bar-top", key: "bar", "aria-label": t("controls")},
            h("p", {class: "when"}, h("strong", null, stopName(p)), " · ", date(p.day, true), W.timer() ? " · " : "", W.timer(),
                crises.map(c => h("strong", {class: "crisis", key: c}, " · ", c))),
            h("p", {class: "buttons"},
                W.secondsLeft() === null ? null : button(t(p.paused ? "do.resume" : "do.pause"), () => act("pause",
                    {pause: !p.paused}), {key: "pause"}),
                p.kind === "lobby" || p.kind === "review" ? null : button(t("do.plus"), () => act("add", {minutes: 1}), {key: "plus"}),
                state.review && state.review.open ? null : button(goLabel(), () => {
                    unpractised = practises();
                    if (unpractised) {
                        W.render();
                        W.focus("#practise button");
                    } else {
                        go(null);
                    }
                }, {class: "main go", key: "go"})),
            mayPractise() && !unpractised
                ? h("p", {class: "hint", key: "practise"}, t("practise.now")) : null,
            unpractised && practises() ? confirm("practise", t("practise.none"), button(t("do.go") + W.colon() + t("go.begin"), () => go(null)), button(t("do.wait"), () => {
                unpractised = false;
                W.render();
            })) : null,
            asking ? confirm("ask", t("unsettled") + " " + Object.keys(asking).map(id => name(id) + " (" + asking[id] + ")").join(", ") + ". " + t("unsettled.hint"),
                button(t("do.habit"), () => go("habit")), button(t("do.keep"), () => go("keep")), button(t("do.wait"), () => {
                    asking = null;
                    W.render();
                })) : null,
            notice ? h("p", {class: "notice " + notice.kind, key: "notice"}, notice.text) : null,
            line === "lost" ? h("p", {class: "notice bad", key: "line"}, t("line.lost.console")) : null,
            (state.warnings || []).map((w, k) => h("p", {class: "notice bad", key: "w" + k}, W.has("warning." + w.key)
                ? t("warning." + w.key, w.args) : w.text || w.key)));
    }

    // ---- tables ----

    const wide = (key, ...children) => h("div", {class: "wide", tabindex: 0, role: "region", key, "aria-label": t("table." + key)},
        children);
    const head = Review.head;

    function choiceText(x) {
        return (x.family ? W.choice(x.family, x.row) : x.reply ? t("answer." + x.reply) : "–") +
            (x.named ? " → " + name(x.named) : "") + (typeof x.sure === "number" ? ", " + t("sure.of", {n: x.sure}) : "");
    }

    function teams() {
        return [wide("teams", h("table", null, W.caption(t("table.teams")),
            head(["team", "here", "read", "submitted", "numbers", "choices", "habit"]),
            h("tbody", null, state.teams.map(x => h("tr", {key: x.id}, h("th", {scope: "row"}, name(x.id)),
                h("td", null, x.here), h("td", null, x.read ? "✓" : "–"), h("td", null, submitted(x)), h("td", null, predicted(x)),
                h("td", null, state.talks ? ticks(x) : choices ? (x.choices || []).map((one, k) => h("div", {key: k}, choiceText(one))) : x.submitted ? t("hidden") : "–"),
                h("td", null, h("input", {type: "checkbox", checked: !!x.habit, "aria-label": t("habit.of", {name: name(x.id)}),
                    onchange: e => act("habit", {seat: x.id, habit: e.target.checked})}))))))),
        state.talks ? Review.talks(state.talks) : null,
        choices ? pending() : null,
        state.talks ? null : h("p", {class: "buttons", key: "choices"}, button(t(choices ? "do.hide.choices" : "do.show.choices"), () => {
            choices = !choices;
            W.render();
        }, {"aria-pressed": String(choices)}))];
    }

    // Returns how many matters of a team are submitted, of how many, and of which kinds.
    function submitted(x) {
        const answers = (x.choices || []).filter(one => one.kind && !["decision", "practice"].includes(one.kind)).length;
        return !x.tabled ? "–" : t("n.of", {n: x.submitted, of: x.tabled}) + (answers ? " (" + W.list([x.tabled > answers ? t("badge.decide", {n: x.tabled - answers}) : "",
            t("badge.answer", {n: answers})]) + ")" : "");
    }

    // Returns the number of questions about the future that a team has answered at this stop.
    const predicted = x => new Set((state.predictions || []).filter(p => p.seat === x.id && p.step === state.phase.step).map(p => p.question)).size || "–";
    const ticks = x => state.talks.offers.filter(o => (o.ticked_by || []).includes(x.id)).map((o, k) => [k ? ", " : "", Facts.agreementName(o.id)]);

    // Shows the orders of teams that are not carried out yet.
    function pending() {
        const items = state.teams.flatMap(x => (x.orders || []).map(o => [x, o]));
        return items.length ? h("section", {key: "pending", class: "pending"}, h("h3", null, t("orders")), h("ul", null, items.map(([x, o]) => h("li", {key: x.id + o.matter + o.row + o.day},
            name(x.id) + ", " + t("matter", {n: o.matter}) + W.colon() + W.rowName(o.row) + (o.to ? " → " + name(o.to) : "") + ", " +
            t(o.due < state.phase.day ? "order.late" : "order.pending", {day: date(o.day), due: date(o.due, true)}))))) : null;
    }

    function injectRow(i) {
        const name_ = i.number + " " + i.id;
        return h("tr", {key: i.id}, h("th", {scope: "row"}, i.number, " ", h("small", null, i.id)),
            i.called ? null : h("td", {class: "day"}, date(i.day)), h("td", null, (i.to || []).map(name).join(", ")),
            h("td", {class: "text"}, said(i.text)), h("td", {class: "text"}, said(i.expect)),
            h("td", {class: "does"}, i.state === "ready" && i.called ? [button(t("do.inject"), () => act("call", {inject: i.id}, t("sent")),
                {key: "send", "aria-label": t("do.inject") + " " + name_}), button(t("do.skip"), () => act("skip", {inject: i.id}),
                {key: "skip", "aria-label": t("do.skip") + " " + name_})] : t("inject." + i.state)));
    }

    const injectTable = (key, items) => wide(key, h("table", null, W.caption(t("table." + key)),
        head(["number", ...key === "planned" ? ["round"] : [], "to", "text", "expect", "state"]), h("tbody", null, items.map(injectRow))));

    // Shows the injects that can be called and the next ones with a day. The others are folded.
    function injects() {
        const items = (state.injects || []).filter(i => i.text), called = items.filter(i => i.called && (i.state !== "ready" || state.phase.kind !== "review"));
        const planned = items.filter(i => !i.called);
        return [called.length ? injectTable("injects", called) : null, planned.length ? h("details", {key: "planned"},
            h("summary", null, t("planned", {n: planned.length})), injectTable("planned", planned)) : null];
    }

    function plan() {
        return h("section", {key: "plan", "aria-labelledby": "h-plan"}, h("h2", {id: "h-plan"}, t("plan")), h("ol", {class: "plan"},
            (state.plan || []).map(s => h("li", {key: s.step, class: s.at, "aria-current": s.at === "now" ? "step" : false},
                (s.at === "done" ? "✓ " : s.at === "now" ? "▸ " : ""), said(s.title) || t("phase." + s.kind)))),
        ["answer", "react"].includes(state.phase.kind) ? h("p", {key: "react"}, t("wall." + state.phase.kind)) : (state.plan || []).filter(s => s.at === "now" && s.usual).map(s => h("dl", {class: "notes", key: s.step},
            ["usual", "if_quiet", "if_heated"].filter(k => s[k]).map(k => [h("dt", {key: k}, t("notes." + k)),
                h("dd", {key: k + "d"}, said(s[k]))]))));
    }

    function field(id, label, rows, max) {
        return [h("label", {for: "f-" + id, key: "l" + id}, label), h("textarea", {id: "f-" + id, key: "t" + id, rows, maxlength: max,
            value: typed[id], oninput: e => {
                typed[id] = e.target.value;
            }})];
    }

    const clear = (id, reply) => {
        if (reply.status === 200) {
            typed[id] = "";
            W.render();
        }
    };

    function writing() {
        return h("section", {key: "writing", "aria-labelledby": "h-write", class: "writing"}, h("h2", {id: "h-write"}, t("writing")),
            h("form", {key: "news", onsubmit: async e => {
                e.preventDefault();
                clear("news", await act("news", {to: typed.to, text: typed.news}, t("sent")));
            }}, h("label", {for: "news-to"}, t("news.to")), h("select", {id: "news-to", value: typed.to, onchange: e => {
                typed.to = e.target.value;
            }}, ["all"].concat(state.teams.map(x => x.id)).map(id => h("option", {value: id, key: id}, name(id)))),
            field("news", t("news.text"), 2, 600), h("button", {type: "submit"}, t("do.news"))),
            h("form", {key: "note", onsubmit: async e => {
                e.preventDefault();
                clear("note", await act("note", {text: typed.note}, t("kept")));
            }}, field("note", t("note.text"), 2, 600), h("button", {type: "submit"}, t("do.note"))),
            (state.notes || []).length ? h("ul", {key: "notes"}, state.notes.map(n => h("li", {key: n.n}, n.text))) : null,
            (state.said || []).length ? h("details", {key: "said"}, h("summary", null, t("said.all", {n: state.said.length})), h("ul", null,
                state.said.map((s, k) => h("li", {key: k}, (s.day ? date(s.day) + " · " : "") + name(s.from) + (s.to ? " → " +
                    name(s.to) : "") + W.colon() + s.text, " ",
                    s.to && s.to !== "all" ? h("small", null, t("said.private"), " ") : null,
                    button(t("do.screen"), () => act("show", {text: name(s.from) + (s.to && s.to !== "all" ? " → " + name(s.to) : "") + W.colon() + s.text}, t("on.screen")), {"aria-label":
                        t("do.screen") + W.colon() + s.text}))))) : null,
            h("p", {class: "buttons", key: "off"}, button(t("do.screen.off"), () => act("show", {text: null}))));
    }

    function backwards() {
        const stops = (state.records || []).filter(r => r.do === "go" && r.stands).reverse();
        const label = r => t("do.back") + W.colon() + stopName(r) + ", " + date(r.day, true);
        const ask = r => {
            backTo = r;
            W.render();
            W.focus(r ? "#back-sure button" : "#back summary");
        };
        return stops.length ? h("details", {key: "back", id: "back"}, h("summary", null, t("back")), h("p", null, t("back.hint")),
            h("ul", null, stops.map(r => h("li", {key: r.n}, backTo && backTo.n === r.n ? h("div", {id: "back-sure", class: "notice",
                role: "group", "aria-label": label(r), key: "sure"}, h("p", null, label(r) + ". " + t("back.hint")),
            h("p", {class: "buttons"}, button(t("do.back.sure"), () => {
                ask(null);
                act("back", {to: r.n}, t("back.done"));
            }, {class: "main"}), button(t("do.cancel"), () => ask(null)))) : button(label(r), () => ask(r), {key: "ask"}))))) : null;
    }

    // ---- views ----

    const open = path => h("a", {class: "button", href: path + "#t=" + W.token(), target: "_blank", rel: "noopener"}, t("open" + path.replace("/", ".")));

    function prepare() {
        const net = state.net || {};
        if (state.one_table && !net.lan) { // nobody joins: one laptop for all
            return [h("h2", {key: "h"}, t("view.prepare")), h("p", {key: "one", class: "buttons noprint"}, open("/screen"), open("/table")), present(), erasing()];
        }
        return [h("h2", {key: "h", class: "unseen"}, t("view.prepare")),
            h("div", {class: "halves turned", key: "halves"}, h("section", {key: "net", class: "noprint", "aria-labelledby": "h-net"}, h("h3", {id: "h-net"}, t("net")),
                h("div", {class: "join-box"}, W.qr(net.qr), h("div", null,
                    h("p", {class: "url big"}, net.url), h("p", null, t(net.lan ? "net.lan" : "net.loopback")),
                    h("p", null, t("net.reached", {n: net.reached || 0})), causes(net),
                    h("p", {class: "hint"}, t("net.tls")),
                    h("p", {class: "buttons"}, open("/screen"), open("/table"))))), present()),
            h("section", {key: "cards", "aria-labelledby": "h-cards"}, h("h3", {id: "h-cards"}, t("cards")), h("p", {class: "hint noprint"},
                t("cards.hint"), " ", button(t("do.print"), () => print())), h("ul", {class: "cards"}, state.teams.map(x => h("li", {key: x.id, class: "card"},
                h("strong", null, name(x.id)), h("p", {class: "code"}, x.code ? x.code.replace(/(\d{4})(\d{4})/, "$1 $2") : t("code.given")),
                h("div", {class: "printed", key: "qr"}, h("p", {class: "url"}, net.url), W.qr(net.qr)), h("p", {class: "noprint buttons"}, button(t("do.code"), () => act("code", {seat: x.id}),
                    {"aria-label": t("do.code") + W.colon() + name(x.id)})), devices(x))))), erasing()];
    }

    // Shows which teams are present, and which have submitted the matter for practice.
    const present = () => h("section", {key: "present", class: "noprint", "aria-labelledby": "h-present"}, h("h3", {id: "h-present"}, t("present")),
        state.phase.kind === "lobby" ? h("p", {class: "hint"}, t(state.next && state.next.practice ? "present.hint" : "practice.over")) : null, teams());

    // Deleting takes two steps, because it cannot be undone.
    function erasing() {
        return h("details", {class: "noprint", key: "delete"}, h("summary", null, t("delete")), h("p", null, t("delete.what")),
            h("p", {class: "choice"}, h("input", {type: "checkbox", id: "delete-sure", checked: typed.delete, onchange: e => {
                typed.delete = e.target.checked;
                W.render();
            }}), h("label", {for: "delete-sure"}, t("delete.sure"))),
            h("p", null, button(t("do.delete"), async () => {
                gone = (await act("delete", {confirm: true})).status === 200;
                W.render();
            }, {disabled: !typed.delete})));
    }

    // The connection test: as long as nobody has reached the address, shows the usual causes.
    function causes(net) {
        return !net.reached && net.lan ? h("div", {class: "notice", key: "causes"}, h("p", null, t("net.nobody")),
            h("ol", null, [1, 2, 3].map(k => h("li", {key: k}, t("net.cause." + k))))) : null;
    }

    // Shows the devices of a team, with buttons to remove them. They are folded, so that no device
    // is removed by accident.
    function devices(x) {
        const items = x.devices || [];
        return items.length ? h("details", {class: "noprint", key: "devices"}, h("summary", null, t("devices", {n: items.length})),
            h("p", {class: "buttons"}, items.map(d => button(t("do.kick", {n: d.device}) +
            (d.here ? "" : " (" + t("not.here") + ")"), () => act("kick", {seat: x.id, device: d.device}), {key: d.device,
                "aria-label": t("do.kick", {n: d.device}) + W.colon() + name(x.id)})))) : null;
    }

    // The facts that seats have learned since the previous stop, as on their own pages: results of
    // decisions, answers, acts, crises.
    const TOLD = ["decided", "sent", "reply", "no_reply", "act", "contact", "crisis", "settled", "order_closed", "truth", "concession", "violation"];

    function happened() {
        const items = (state.happened || []).flatMap(s => s.log.map((i, k) => ({...i, k, seat: s.seat})).filter(i => TOLD.includes(i.key) &&
            (i.key !== "act" || i.actor === s.seat))).sort((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0);
        return items.length ? h("details", {key: "happened"}, h("summary", null, t("since.stop", {n: items.length})), h("ul", {class: "news"},
            items.map(i => Facts.newsItem({...i, all: false, whose: name(i.seat)}, i.seat + i.k)))) : null;
    }

    function run() {
        return [h("h2", {key: "h", class: "unseen"}, t("view.run")), h("div", {class: "halves", key: "halves"}, h("div", {key: "a"}, teams(), happened(), injects(), backwards()),
            h("div", {key: "b"}, plan(), writing()))];
    }

    function worldView() {
        const matters = (state.world || []).filter(m => m.kind === "decision" && m.matter && m.by !== "kept").reverse();
        if (!world) {
            return [h("h2", {key: "h"}, t("view.world")), h("p", {key: "w"}, t("world.warning")), h("p", {key: "b"}, button(t("do.world"),
                () => {
                    world = true;
                    W.render();
                }, {class: "main"}))];
        }
        return [h("h2", {key: "h"}, t("view.world")), h("p", {key: "b"}, button(t("do.hide"), () => {
            world = false;
            W.render();
        })), !matters.length ? h("p", {key: "none"}, t("world.none")) : wide("world", h("table", null, W.caption(t("table.world")), head(["day", "matter", "kind", "truth", "belief.then", "done"]),
            h("tbody", null, matters.map((m, k) => h("tr", {key: k}, h("td", {class: "day"}, date(m.day)), h("th", {scope: "row"}, name(m.seat) + " " + m.matter),
                h("td", null, m.what === "act" ? t("seen.act") : m.what ? t("type." + m.what) : "–"), h("td", null, name(m.truth)), h("td", null, name(m.named) +
                    (typeof m.p === "number" ? " " + percent(m.p) : "") + (m.named && m.truth ? m.named === m.truth ? " ✓" : " ✗" : "")), h("td", null, t("by." + m.by), m.done && m.done.row ? W.colon() + W.carriedOut(m.done) + (m.done.to ? " → " + name(m.done.to) : "") : null)))))), happened()];
    }

    async function startWhatif(m, d) {
        await act("whatif", {seat: m.seat, number: d.number, step: d.step, n: 1000});
    }

    // Whether the files of the exercise contain what people wrote.
    const texts = () => h("p", {key: "texts", class: "choice"}, h("input", {type: "checkbox", id: "texts", checked: state.texts,
        onchange: e => act("texts", {exported: e.target.checked})}), h("label", {for: "texts"}, t("texts.exported")));

    function review() {
        if (!state.review || !state.review.open) {
            const last = state.phase.kind === "review";
            return [h("h2", {key: "h"}, t("view.review")), h("p", {key: "p"}, t(last ? "review.ready" : "review.locked")), h("p", {key: "b"}, last
                ? button(t("do.review"), () => act("review", {}), {class: "main"}) : early ? null : button(t("do.early"), () => {
                    early = true;
                    W.render();
                    W.focus("#early button");
                })),
            early && !last ? confirm("early", t("review.early"), button(t("do.early.sure"), () => {
                early = false;
                act("review", {early: true});
            }), button(t("do.cancel"), () => {
                early = false;
                W.render();
            })) : null, texts()];
        }
        shown = shown || state.review.page || "start";
        const wall = {page: shown, part: 0, tree: state.review.tree, wrong: state.review.wrong, single: state.review.single};
        const turn = by => button(t(by > 0 ? "do.part" : "do.part.back"), () => act("review", {...wall, part: Math.max(0, (state.review.part || 0) + by)}), {key: by});
        return [h("nav", {key: "pages", class: "pages", "aria-label": t("review.pages")}, Review.PAGES.map(p => button(t("review." + p), () => {
            shown = p;
            act("review", {page: p});
        }, {key: p, "aria-current": p === shown ? "page" : false}))),
        h("p", {key: "parts", class: "buttons"}, turn(-1), turn(1), h("span", {class: "hint"}, t("part.hint"))),
        Review.page(shown, {whatif: state.whatif, start: startWhatif, crises: state.crises, wall: state.review, set: more => act("review", {...wall, ...more})}),
        h("p", {key: "files", class: "hint"}, t("review.files")), texts()];
    }

    function nodes() {
        if (!state || gone) {
            return [h("main", {key: "main"}, h("h1", null, "cbmsim"), h("p", {role: "status"}, gone ? t("deleted") : t(line === "gone" ? "console.gone" :
                line === "lost" ? "line.lost.console" : "loading")))];
        }
        const now = view();
        return [h("header", {key: "header"}, h("h1", null, said((Facts.brief() || state).title)),
            h("nav", {"aria-label": t("nav")}, VIEWS.map(v => h("a", {key: v, href: "#" + v, "aria-current": v === now ? "page" : false},
                t("view." + v))))),
        h("main", {key: "main" + now}, bar(), now === "prepare" ? prepare() : now === "world" ? worldView() : now === "review" ? review() : run()),
        h("footer", {key: "footer"}, W.languageChoice())];
    }

    const readBrief = () => Facts.read("/api/brief", W.render);

    addEventListener("hashchange", () => {
        W.render();
        scrollTo(0, 0);
    });

    (async () => {
        await W.startLanguage();
        W.setToken(W.consoleToken());
        W.page(nodes, true);
        W.onLanguage(readBrief);
        readBrief();
        W.follow("/api/console/state", now => {
            if (state && (state.phase.step !== now.phase.step || state.next && state.next.practice && !now.next.practice)) {
                asking = notice = null;
                choices = unpractised = false;
            }
            state = now;
            W.setClock(now.phase);
            document.title = t("page.console") + " – cbmsim";
            document.body.dataset.n = now.n;
            document.body.dataset.step = now.phase.step;
            W.render();
        }, now => {
            line = now;
            W.render();
        });
    })();
})();
