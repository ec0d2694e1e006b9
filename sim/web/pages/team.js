// team.js - the page of a team: situation, decisions, answers, messages, initiatives, brief, own
// review. table.js also uses this page, for one seat after the other on one laptop.
"use strict";

const Team = (() => {
    const {h, t, said, date, percent, render} = W;
    const {matterTitle, stateName, agreementName, agreementText, kindName, place, of100, facts, severity, newsItem} = Facts;
    const VIEWS = ["situation", "messages", "initiative", "brief", "words", "help"];
    const TEXT_MAX = 280;
    let state = null, line = "ok", local = null;

    // Returns the state of the forms before anybody types: drafts by kind and number, a message,
    // ticks.
    function nothing() {
        return {drafts: {}, message: {to: "", text: ""}, read: 0, initiative: null, predictions: {}, ticks: null,
            notice: {}, sure: {}, ticking: 0};
    }

    const keepLocal = () => W.keep("typed." + state.seat.id, JSON.stringify({drafts: local.drafts,
        message: local.message, read: local.read}), true);

    function readLocal(seat) {
        local = nothing();
        try {
            Object.assign(local, JSON.parse(W.kept("typed." + seat) || "{}"));
        } catch (e) { /* no drafts */ }
    }

    const observes = () => state.role === "observe";
    const decides = () => !observes() && !state.seat.habit;

    // ---- small parts ----

    // `all` returns a list of the snapshot, `texts` the texts of the exercise from the server.
    const all = list => state[list] || [];
    const texts = () => Facts.brief() || {};
    const named = id => id && stateName(id);
    const labelled = (label, ...value) => [label + W.colon(), value];

    const title = text => h("h2", {tabindex: -1, key: "title"}, text);
    const bullets = (items, f, attrs) => h("ul", attrs, items.map((one, k) => h("li", {key: k}, f(one))));
    const send = (label, attrs) => h("p", null, h("button", {type: "submit", class: "main", ...attrs}, t(label || "do.submit")));
    // `id`: the notice that is removed when somebody changes the form.
    const form = (key, id, onsubmit, ...inside) => h("form", {key, oninput: () => unsay(id), onsubmit: e => {
        e.preventDefault();
        onsubmit();
    }}, inside);

    function seenFacts(seen) {
        return !seen ? W.paragraphs(practiceTexts().told, "p") : facts([
            ["act_from", named(seen.act_from)],
            ["on", place(seen)],
            ["found", date(seen.found)],
            ["severity", severity(seen.severity)],
            ["decide_by", date(seen.decide_by)],
            ["public", seen.public && t("yes")]]);
    }

    // Titles of matters. The matter for practice has the texts of the scenario.
    const practiceTexts = () => texts().practice || {};
    const titleOf = m => m.practice ? [matterTitle(m.matter, ""), said(practiceTexts().title), " ",
        h("small", {class: "pill"}, t("practice"))] : matterTitle(m.matter, kindName(m.seen));

    // Rounds the probability of one of several suspects. It is never shown as certain or
    // impossible.
    const unsure = p => p <= 0 ? "< " + percent(0.01) : p >= 1 ? "> " + percent(0.99) : percent(p);

    function suspects(matter) {
        if (!matter.suspects || !matter.suspects.length) {
            return null;
        }
        return h("div", {class: "belief"}, h("p", null, t("suspects")),
            h("ul", null, matter.suspects.slice().sort((a, b) => b.p - a.p).map(s => h("li", {key: s.who},
                h("div", null, stateName(s.who)),
                h("div", {class: "row"}, W.bar(s.p), h("span", {class: "figure"}, (matter.suspects.length > 1 ? unsure : percent)(s.p)))))));
    }

    // Whether the posterior of the state that the analysts name is at least 0.5.
    const likely = m => ((m.suspects || []).find(s => s.who === m.named) || {p: 1}).p >= 0.5;

    function more(matter) {
        const asked = matter.asked;
        return facts([
            [likely(matter) ? "named" : "lean", named(matter.named)],
            ["target", named(matter.addressed)],
            ["asked", asked && labelled(stateName(asked.who), t(asked.reply ? "reply." + asked.reply : "asked.nothing"))],
            ["demands", named(matter.demands)],
            ["industry", named(matter.industry)],
            ["truth", named(matter.truth)]]);
    }

    function about(matter) {
        const a = matter.about || {};
        return facts([
            ["from", named(matter.from)],
            ["kind", a.kind && kindName(a)],
            ["on", place(a)],
            ["where", named(a.target)],
            ["found", date(a.day)],
            ["number", a.number]]);
    }

    const section = (id, title, ...children) => h("section", {key: id, "aria-labelledby": "h-" + id, class: id},
        h("h2", {id: "h-" + id}, title), children);

    const notice = id => local.notice[id] ? h("p", {class: "notice " + local.notice[id].kind, key: "notice"},
        local.notice[id].text) : null;

    function unsay(id) {
        if (local.notice[id]) {
            delete local.notice[id];
            render();
        }
    }

    function setNotice(id, text, kind) {
        local.notice[id] = {text, kind: kind || ""};
        W.announce(text);
        render();
    }

    const refuse = (id, key) => setNotice(id, t(key), "bad");
    const changedLine = () => h("p", {class: "notice bad", key: "changed"}, t("changed"));
    const note = text => h("p", {class: "hint"}, text);

    // An input for a number from 0 to 100: a field with buttons, and a slider.
    function percentField(id, label, value, change) {
        const none = value === null || value === undefined, shown = none ? "" : String(value);
        const set = v => {
            change(v === "" ? null : Math.round(Number(v)) || 0);
            render();
        };
        const step = by => set(Math.max(0, Math.min(100, (none ? 50 : value) + by)));
        return h("div", {class: "percent", key: id},
            h("label", {for: id}, label),
            h("div", {class: "row"},
                h("button", {"aria-label": t("less") + W.colon() + label, onclick: () => step(-5)}, "−"),
                h("input", {type: "number", id, min: 0, max: 100, inputmode: "numeric", value: shown,
                    oninput: e => set(e.target.value)}),
                h("span", null, t("of.100")),
                h("button", {"aria-label": t("more") + W.colon() + label, onclick: () => step(5)}, "+")),
            h("input", {type: "range", min: 0, max: 100, step: 5, value: none ? "50" : shown,
                "aria-label": label, class: none ? "unset" : false, oninput: e => set(e.target.value)}));
    }

    function radio(group, value, chosen, choose, label, options) {
        const o = options || {}, id = group + "-" + value;
        return h("div", {class: "choice" + (o.off ? " off" : ""), key: value},
            h("input", {type: o.type || "radio", name: group, id, value, checked: chosen, disabled: !!(o.off || o.fixed),
                "aria-describedby": o.why || o.hint ? id + "-why" : false,
                onchange: e => choose(e.target.checked)}),
            h("label", {for: id}, label, o.mark ? h("small", {class: "mark"}, o.mark) : null),
            o.why || o.hint ? h("p", {id: id + "-why", class: "why"}, o.why, o.why && o.hint ? " " : null, o.hint) : null, o.inside);
    }

    // Returns a received submission in words.
    function submission(s, kind) {
        const to = s.named && !["pass", "repair", "wait"].includes(s.family) ? " → " + stateName(s.named) : "";
        return s.reply ? t(replyKey(kind) + s.reply) : W.list([W.choice(s.family, s.row) + to,
            s.together && W.rowName(s.together)]);
    }

    const receivedLine = what => h("p", {class: line === "lost" ? "hint" : "received", key: "received"}, what);

    const MEMBERS = ["family", "row", "named", "together", "sure", "hostile_chance", "why", "reply"];
    const same = (a, b) => a === b || !(a || a === 0) && !(b || b === 0);

    // Shows the submission that was received, its device, and whether the form has changed since.
    function received(m) {
        const s = m.submitted, d = local.drafts[draftId(m)];
        if (!s) {
            return null;
        }
        const at = s.at ? new Date(s.at) : null;
        const args = {what: W.list([submission(s, m.kind), typeof s.sure === "number" && t("sure.of", {n: s.sure}),
            typeof s.hostile_chance === "number" && labelled(t("fact.hostile"), of100(s.hostile_chance)).join(""), s.why && "“" + s.why + "”"]), device: s.device || "–", at: at && !isNaN(at)
            ? at.toLocaleTimeString(W.locale(), {hour: "2-digit", minute: "2-digit"}) : s.at || ""};
        const changed = d && d.typed && !d.sent && MEMBERS.some(k => !same(d[k], s[k]));
        return [changed ? changedLine() : null,
            h("p", {class: changed || line === "lost" ? "hint" : "received", key: "received"},
                t(s.device ? "received.from" : "received.what", args), " ", h("small", null, args.at))];
    }

    // For a choice that cannot be taken back: true if it is already confirmed. Otherwise asks and
    // returns false.
    function confirmed(id, what) {
        if (local.sure[id] === what) {
            return true;
        }
        local.sure[id] = what;
        setNotice(id, t("final.sure", {what}), "bad");
        return false;
    }

    // ---- submitting ----

    const ERRORS = ["gone", "closed", "impossible", "taken"];

    async function submit(id, path, body, done, refused) {
        setNotice(id, t("sending"));
        const reply = await W.post(path, body, () => refuse(id, "line.lost"));
        if (reply.status === 200) {
            delete local.notice[id];
            delete local.sure[id];
            done(reply.data.n);
            keepLocal();
            W.announce(t("sent"));
            render();
        } else {
            const key = reply.data.error;
            if (refused) {
                refused();
            }
            setNotice(id, t("error." + (ERRORS.includes(key) ? key : "refused")), "bad");
        }
    }

    // ---- decide ----

    const draftId = m => (m.practice ? "p" : m.kind === "decision" ? "d" : "a") + m.number;

    // Returns the values of a form. `named` is undefined until somebody chooses a target.
    function chosen(from, submitted) {
        const count = x => x === undefined ? null : x;
        return {family: from.family || null, row: from.row || null, named: from.named || (submitted ? null : undefined),
            together: from.together || null, sure: count(from.sure), hostile_chance: count(from.hostile_chance),
            why: from.why || "", reply: from.reply || null, typed: false};
    }

    function draftOf(m) {
        const id = draftId(m);
        const other = all("drafts").find(x => x.tabled === m.number && x.device !== state.device);
        if (!local.drafts[id] || !local.drafts[id].typed && (m.submitted || other)) {
            // take the values of the submission, or of another device of the team
            local.drafts[id] = Object.assign(local.drafts[id] || {}, chosen(m.submitted || other || {}, m.submitted));
        }
        return local.drafts[id];
    }

    // Marks a form as sent in snapshot n. From that snapshot on, the form shows the values of the
    // program.
    function sent(d, n) {
        d.sent = n;
        d.typed = state.n < n;
    }

    const HELP = ["assistance_request", "technical_notice", "police_request", "joint_case"];
    const needsName = row => Array.isArray(row.to);
    const fits = (row, named) => !needsName(row) || row.to.includes(named);

    // Returns the rows of a family that are possible for the named state, or the reason if there
    // are none.
    function familyNow(f, named) {
        const rows = (f.rows || []).filter(row => fits(row, named));
        const not = f.not && named ? f.not[named] : null;
        return {rows, why: rows.length ? null : f.why || not || (named ? "not_offered" : "nobody_named")};
    }

    const reach = channel => W.list([t("channel." + channel.kind), t("reach", {n: Math.round(10 * channel.reach)})]);

    // Explains the family and, for a question, the channel with its reach.
    function hint(family, named, over) {
        const channel = family === "ask" && named ? bestChannel(named) : null;
        return (channel ? reach(channel) + ". " : "") + t(family === "repair" && over ? "repair.over" : "hint." + family);
    }

    function rowMarks(row) {
        return W.list([row.secret && t("mark.secret"), row.final && t("mark.final"), row.days && t("mark.days", {n: row.days})]
            .concat(row.tags || []));
    }

    function type(d, member, value) {
        d[member] = value;
        d.typed = true;
        delete d.sent;
        keepLocal();
    }

    let drafting = null;
    function shareDraft(m, d) {
        clearTimeout(drafting);
        drafting = setTimeout(() => W.post("/api/draft", {tabled: m.number, draft: {family: d.family, row: d.row,
            named: d.named, together: d.together, sure: d.sure, hostile_chance: d.hostile_chance, why: d.why}})
            .catch(() => {}), 1500);
    }

    function familyChoice(m, d, f) {
        const now = familyNow(f, d.named), group = "family-" + m.number;
        const rows = f.family === "together" ? now.rows : now.rows.filter(r => !HELP.includes(r.id));
        const chosen = d.family === f.family;
        const row = rows.length === 1 ? rows[0] : rows.find(r => r.id === d.row);
        const inside = chosen && rows.length > 1 ? h("div", {class: "rows", role: "radiogroup",
            "aria-label": t("family." + f.family)}, !row ? notice("d" + m.number) : null, rows.map(r => radio("row-" + m.number + f.family, r.id, row === r,
            () => {
                type(d, "row", r.id);
                render();
                shareDraft(m, d);
            }, t("row." + r.id), {mark: rowMarks(r)}))) : null;
        return radio(group, f.family, chosen, () => {
            type(d, "family", f.family);
            type(d, "row", rows.length === 1 ? rows[0].id : null);
            render();
            shareDraft(m, d);
        }, t("family." + f.family), {off: !rows.length, why: rows.length ? null : t(now.why === "waited" && m.asked ? "asked.once" : "obstacle." + now.why),
            hint: rows.length ? hint(f.family, d.named, m.over) + (rows.length === 1 && rowMarks(row) ? " (" + rowMarks(row) + ")" : "") : null, inside});
    }

    // Shows responses with partners that can be added to a choice of another family, as boxes to
    // tick.
    function beside(m, d) {
        const family = (m.families || []).find(f => f.family === "together");
        const rows = family ? familyNow(family, d.named).rows.filter(r => HELP.includes(r.id)) : [];
        if (!rows.length || d.family === "together" || d.family === "wait") {
            return null;
        }
        return h("fieldset", {key: "beside"}, h("legend", null, t("beside")), note(t("beside.hint")),
            rows.map(r => radio("beside-" + m.number, r.id, d.together === r.id, on => {
                type(d, "together", on ? r.id : null);
                render();
            }, t("row." + r.id), {type: "checkbox"})));
    }

    function whom(m, d) {
        const names = m.may_name || [];
        if (!names.length) {
            return null;
        }
        const share = who => ((m.suspects || []).find(one => one.who === who) || {p: -1}).p;
        const p = who => share(who) < 0 ? "" : " " + unsure(share(who));
        return h("fieldset", {key: "whom"}, h("legend", null, t("whom")), names.some(who => share(who) >= 0) ? note(t("whom.hint")) : null,
            names.slice().sort((x, y) => share(y) - share(x)).concat([null]).map(who => radio("whom-" + m.number, who || "nobody", d.named === who, () => {
                type(d, "named", who);
                const f = (m.families || []).find(one => one.family === d.family);
                if (f && !familyNow(f, who).rows.some(r => r.id === d.row)) {
                    const rows = familyNow(f, who).rows;
                    type(d, "family", rows.length ? d.family : null);
                    type(d, "row", rows.length === 1 ? rows[0].id : null);
                }
                render();
            }, stateName(who) + p(who))));
    }

    // Returns the actor of the first number: the addressed state, otherwise the most probable
    // suspect.
    const culprit = (m, d) => d.named || ((m.suspects || []).slice().sort((a, b) => b.p - a.p)[0] || {}).who;
    // Whether the second number is asked: the chance that the addressed state answers with something
    // hostile.
    const mayAnswer = d => d.named && !["pass", "repair", "wait", null].includes(d.family);

    function decideForm(m, d, what, carryOut) {
        const families = m.families || [], known = m.seen && m.seen.act_from, family = families.find(f => f.family === d.family);
        const rows = family ? familyNow(family, d.named).rows : [], row = rows.find(r => r.id === d.row), lacksRow = rows.length && !row;
        return form("decide" + m.number, "d" + m.number, () => {
            d.hostile_chance = mayAnswer(d) ? d.hostile_chance : null;
            if (!d.family) {
                refuse("d" + m.number, "choose.first");
                W.focus("input[name=family-" + m.number + "]:not(:disabled)");
                return;
            }
            if (lacksRow) {
                refuse("d" + m.number, "choose.row");
                document.querySelector(".rows").scrollIntoView({block: "center"});
                W.focus(".rows input");
                return;
            }
            if (!row || !row.final && !row.secret || confirmed("d" + m.number, submission(d))) {
                carryOut();
            }
        },
        whom(m, d),
        h("fieldset", {key: "families", role: "radiogroup", "aria-labelledby": "decision-" + m.number},
            h("legend", {id: "decision-" + m.number}, what), d.family ? null : notice("d" + m.number),
            families.map(f => familyChoice(m, d, f)),
            m.keep ? radio("family-" + m.number, "wait", d.family === "wait", () => {
                type(d, "family", "wait");
                type(d, "row", null);
                render();
            }, t("family.wait"), {hint: t("hint.wait")}) : null),
        beside(m, d),
        known ? null : percentField("sure-" + m.number, t("sure") + " · " + (culprit(m, d) ? stateName(culprit(m, d)) : t("sure.any")), d.sure, v => type(d, "sure", v)),
        mayAnswer(d) ? percentField("hostile-" + m.number, t("hostile") + " · " + stateName(d.named), d.hostile_chance, v => type(d, "hostile_chance", v)) : null,
        whyField("why-" + m.number, d, () => shareDraft(m, d)),
        !d.family || lacksRow ? null : notice("d" + m.number), received(m),
        send(null, {"aria-label": labelled(t("do.submit"), what).join("")}), note(t("submit.hint")));
    }

    function whyField(id, d, share) {
        return h("p", {key: id}, h("label", {for: id}, t("why")),
            h("textarea", {id, rows: 2, maxlength: TEXT_MAX, value: d.why || "", "aria-describedby": id + "-who", oninput: e => {
                type(d, "why", e.target.value);
                if (share) {
                    share();
                }
            }}), h("small", {class: "hint", id: id + "-who"}, t("why.hint")));
    }

    function decideView(m) {
        const d = draftOf(m);
        return [title(titleOf(m)), seenFacts(m.seen), suspects(m), more(m),
            decides() ? decideForm(m, d, t("decision.on", {n: m.matter}), () => submit("d" + m.number, m.practice ? "/api/practice" : "/api/settle", {tabled: m.number,
                family: d.family, row: d.row, together: d.together, named: d.named, sure: d.sure,
                hostile_chance: d.hostile_chance, why: d.why || ""}, n => sent(d, n))) : received(m)];
    }

    const replyKey = kind => kind === "question" ? "answer." : kind === "order" ? "order." : "say.";

    function answerView(m) {
        const id = draftId(m), d = draftOf(m);
        return [title(askTitle(m)), about(m), ownService(m),
            m.kind === "offer" ? note(t("offer.hint")) : null,
            decides() ? form("answer" + m.number, id, () => {
                if (!d.reply) {
                    refuse(id, "choose.first");
                    return;
                }
                if (m.kind !== "order" || d.reply !== "yes" || confirmed(id, t("order.yes"))) {
                    submit(id, "/api/answer", {tabled: m.number, reply: d.reply, why: d.why || ""}, n => sent(d, n));
                }
            },
            h("fieldset", {role: "radiogroup", "aria-labelledby": "answer-" + m.number},
                h("legend", {id: "answer-" + m.number}, t("your.answer")),
                m.replies.filter(r => r !== "silence").concat(m.replies.includes("silence") ? "silence" : []).map(r => radio("reply-" + m.number, r, d.reply === r, () => {
                    type(d, "reply", r);
                    render();
                }, t(replyKey(m.kind) + r)))),
            whyField("why-" + id, d), notice(id), received(m), send(), note(t("submit.hint"))) : received(m)];
    }

    function askTitle(m) {
        return (m.kind === "order" ? labelled(t("ask.order"), t("row." + m.response) + " · " + stateName(m.to))
            : labelled(stateName(m.from), t("ask." + (m.kind === "request" ? m.asks : m.kind)))).join("");
    }

    // Shows whether the services of the state itself are responsible. Only the team reads this.
    const ownService = m => m.own ? h("p", {class: "secret", key: "own"}, h("strong", null, labelled(t("secret.own"))), t("own." + m.own)) : null;

    // ---- situation ----

    const verb = (m, first) => !decides() ? "do.look" : m.submitted ? "do.change" : first;
    const opens = (href, label, what) => h("p", null, h("a", {class: "button main", href,
        "aria-label": labelled(t(label), what).join("")}, t(label)));

    function matterCard(m) {
        return h("article", {class: "card", key: "m" + m.number},
            h("h3", null, titleOf(m)), seenFacts(m.seen), suspects(m), more(m), received(m),
            opens("#decide/" + m.number, verb(m, "do.decide"), t("matter", {n: m.matter})));
    }

    function askCard(m) {
        return h("article", {class: "card", key: "q" + m.number},
            h("h3", null, askTitle(m)), about(m), ownService(m), received(m), opens("#answer/" + m.number, verb(m, "do.answer"), askTitle(m)));
    }

    const news = items => h("ul", {class: "news"}, items.map((i, k) => newsItem(i, i.k || k)));

    function happened() {
        const own = i => i.key === "decided" && all("settled").find(s => s.matter === i.number && s.day === i.day);
        const top = i => i.new && i.key === "crisis";
        const items = all("told").concat(all("log"), all("acted").map(acted)).map((item, k) => ({...item, settled: own(item), k}))
            .sort((a, b) => top(b) - top(a) || (a.day < b.day ? 1 : a.day > b.day ? -1 : b.k - a.k));
        const fresh = items.filter(i => i.new), rest = items.filter(i => !i.new);
        return section("happened", t("happened"),
            fresh.length ? news(fresh)
                : h("p", null, t("happened.nothing")), fresh.some(i => i.key === "operation") ? note(t("services.hint")) : null,
            rest.length ? h("details", {key: "earlier"}, h("summary", null, t("earlier", {n: rest.length})),
                news(rest)) : null);
    }

    // Returns an initiative of an earlier stop with its result.
    function acted(a) {
        const settled = all("log").some(i => i.key === "settled" && i.day >= a.day && [i.target, i.actor].includes(a.with));
        return {day: a.day, new: a.new, form: "initiative", text: actName(a) + (a.initiative !== "offer" ? ""
            : W.colon() + t(settled ? "seen.settled" : "asked.nothing"))};
    }

    function relation(r) {
        const open = (r.channels || []).filter(c => c.open);
        return h("li", {key: r.other},
            h("h3", null, stateName(r.other), r.crisis ? h("strong", {class: "crisis"}, " " + t("crisis")) : null),
            h("p", {class: "gauges"},
                h("span", null, t("tension"), " ", W.bar(r.tension, "tension"), h("span", {class: "figure"},
                    percent(r.tension))), " ",
                h("span", null, t("trust"), " ", W.bar(r.trust, "trust"), h("span", {class: "figure"},
                    percent(r.trust)))),
            open.length ? h("ul", null, open.map(c => h("li", {key: c.kind}, t("channel." + c.kind), W.colon(),
                W.list([t("reach", {n: Math.round(10 * c.reach)}),
                    c.last ? t("last.used", {day: date(c.last, true)}) : t("never.used")]))))
                : h("p", null, t("no.line")),
            bullets(all("agreements").filter(a => a.status === "in_force" && a.party && a.parties.includes(r.other)),
                a => [agreementName(a.id), W.colon(), t("status.in_force")]));
    }

    const notesOf = id => said((texts().notes || {})[id]);

    function agreements() {
        const items = all("agreements"), begun = items.filter(a => a.status !== "proposed");
        const offered = items.filter(a => a.status === "proposed");
        const list = (key, some) => h("ul", {key}, some.map(a => h("li", {key: a.id}, agreementName(a.id), W.colon(),
            t("status." + a.status), a.parties && a.parties.length ? " (" + W.list(a.parties.map(stateName)) + ")" : "",
            key === "list" && notesOf(a.id) ? [h("br"), h("small", null, notesOf(a.id))] : null)));
        return section("agreements", t("agreements"), begun.length ? list("begun", begun) : h("p", {key: "none"},
            t("agreements.none")), offered.length ? h("details", {key: "offered"}, h("summary", null, t("agreements.offered",
            {n: offered.length})), list("list", offered)) : null);
    }

    function services() {
        const items = all("services");
        return items.length ? section("services", t("services"), note(t("services.hint")), bullets(items, s => facts([["against", stateName(s.against)],
            ["kind", t("type." + s.kind)], ["since", date(s.since, true)], ["over", s.over && t("yes")]]))) : null;
    }

    // Lists the incidents on which the analysts still work.
    function underWay() {
        const tabled = all("tabled").map(m => m.matter);
        const items = all("incidents").filter(i => !tabled.includes(i.number) && !i.over && !i.decided);
        return items.length ? section("working", t("working"), note(t("working.hint")), items.map(i => h("article", {class: "card",
            key: i.number}, h("h3", null, matterTitle(i.number, kindName(i.seen))), seenFacts(i.seen),
        suspects(i), more(i),
        decides() && all("takes").includes(i.number) ? h("p", null, h("button", {
            onclick: () => submit("t" + i.number, "/api/take", {matter: i.number}, () => {})}, t("do.take")),
        h("small", null, t("take.hint"))) : null, notice("t" + i.number)))) : null;
    }

    // Lists the orders that are not carried out yet. A legal step may take longer than the
    // exercise.
    function orders() {
        const waits = s => all("incidents").some(i => i.number === s.matter && i.phase === "deferred");
        const items = all("orders").concat(all("settled").filter(s => s.due && waits(s)));
        return items.length ? section("orders", t("orders"), h("ul", null, items.map(o => h("li", {key: o.matter + o.row + o.day},
            matterTitle(o.matter, W.rowName(o.row)) + (o.to ? " → " + stateName(o.to) : "") + ", " + t("order.pending",
                {day: date(o.day), due: date(o.due, true)}))))) : null;
    }

    const questionText = (id, ask) => (texts().predictions || {})[id] || ask || id;

    function predictions() {
        const items = all("questions");
        if (!items.length) {
            return null;
        }
        return section("predictions", t("predictions"), note(t("predictions.hint", {end: date(state.phase.end)})),
            items.map(q => {
                const typed = local.predictions[q.id];
                const value = typed === undefined ? q.percent === undefined ? null : q.percent : typed;
                const text = questionText(q.id, q.ask);
                return h(decides() ? "form" : "div", {key: q.id, class: "card", oninput: () => unsay("p" + q.id), onsubmit: e => {
                    e.preventDefault();
                    if (value === null) {
                        refuse("p" + q.id, "number.first");
                        return;
                    }
                    submit("p" + q.id, "/api/predict", {question: q.id, percent: value}, () => {
                        delete local.predictions[q.id];
                    });
                }}, decides() ? percentField("predict-" + q.id, typeof text === "string" ? text : text.text, value, v => {
                    local.predictions[q.id] = v;
                }) : h("p", null, said(text)), notice("p" + q.id),
                typeof q.percent !== "number" ? null : typed === undefined || typed === q.percent
                    ? receivedLine(t("received.what", {what: q.percent + " " + t("of.100")}))
                    : changedLine(),
                decides() ? h("p", null, h("button", {type: "submit"}, t(typeof q.percent === "number" ? "do.change" : "do.submit"))) : null);
            }));
    }

    // Drops the local ticks as soon as the snapshot has the ticks that were sent.
    function freeTicks() {
        if (!local.ticking && state.n >= local.ticked) {
            local.ticks = null;
        }
    }

    function talks() {
        const x = state.talks;
        if (!x) {
            return null;
        }
        const ticks = local.ticks || x.offers.filter(o => o.ticked).map(o => o.id);
        const absent = o => o.parties.filter(id => all("unplayed").includes(id));
        const used = x.offers.reduce((sum, o) => sum + (ticks.includes(o.id) ? o.points : 0), 0);
        const tick = (o, on) => {
            local.ticks = on ? ticks.concat(o.id) : ticks.filter(id => id !== o.id);
            local.ticking++;
            const over = n => {
                local.ticking--;
                local.ticked = n;
                freeTicks();
            };
            submit("talks", "/api/offer", {agreements: local.ticks}, over, () => {
                local.ticks = null;
                over(0);
            });
        };
        return section("talks", t("talks"), h("p", null, t("talks.hint")),
            h("p", {class: "points"}, t("points.left", {n: x.points - used})),
            h("ul", {class: "offers"}, x.offers.map(o => {
                const on = ticks.includes(o.id), dear = !on && used + o.points > x.points;
                const by = o.ticked_by || [];
                return h("li", {key: o.id}, radio("offer", o.id, on, v => tick(o, v), agreementName(o.id), {
                    type: "checkbox", off: !o.party || dear, fixed: !decides(),
                    mark: t("points", {n: o.points}),
                    why: !o.party ? t("not.party") : dear ? t("too.dear") : null,
                    hint: notesOf(o.id)}),
                h("p", {class: "by"}, t("fact.parties") + W.colon() + W.list(o.parties.map(stateName)), h("br"), t("ticked.by") + W.colon() + (by.length ? W.list(by.map(stateName)) : t("nobody")),
                    by.length && absent(o).length ? [h("br"), t("ticked.habit") + W.colon() + W.list(absent(o).map(stateName))] : null));
            })), notice("talks"), !ticks.length || local.ticking ? null : [receivedLine(t("received.what", {what: W.list(ticks.map(agreementText))})),
                note(t("submit.hint"))]);
    }

    // Shows what the team submitted in the practice round, after the end of the round.
    const practised = () => state.practice && !state.practice.open ? section("practice", t("practice"),
        h("p", null, t("practice.over")), received(state.practice.matter)) : null;

    function situation() {
        const tabled = all("tabled");
        const own = tabled.filter(m => m.kind === "decision"), asked = tabled.filter(m => m.kind !== "decision");
        const brief_ = state.phase.kind === "brief" || state.phase.kind === "lobby";
        return [
            state.phase.kind === "review" ? ownReview() : null,
            own.length ? section("decide", t(own.every(m => m.submitted) ? "decided" : "to.decide"), own.map(matterCard)) : null,
            asked.length ? section("asked", t("to.answer"), asked.map(askCard)) : null,
            !tabled.length && state.phase.open && !brief_ && !state.talks
                ? h("p", {class: "quiet", key: "quiet"}, t("table.empty") + " " + t("table.wait")) : null,
            state.phase.kind === "brief" ? h("p", {key: "read"}, h("a", {class: "button main", href: "#brief"},
                t("do.brief"))) : null,
            state.phase.kind === "lobby" && !practised() ? h("p", {class: "quiet", key: "lobby"}, t("lobby")) : null,
            practised(), talks(), predictions(), state.review ? null : underWay(), orders(), state.phase.kind === "lobby" ? null : [happened(),
                section("lines", t("lines"), note(t("tension.hint")), h("ul", {class: "relations"}, all("relations").map(relation))),
                agreements(), services()]];
    }

    // ---- messages, initiatives, brief, words, help ----

    function bestChannel(to) {
        const r = all("relations").find(one => one.other === to);
        const open = r ? r.channels.filter(c => c.open).sort((a, b) => b.reach - a.reach) : [];
        return open[0] || null;
    }

    const got = () => all("messages").filter(one => one.from !== state.seat.id).length;
    const unread = () => Math.max(0, got() - local.read);

    function messages() {
        if (unread()) {
            local.read = got();
            keepLocal();
        }
        const m = local.message;
        const to = m.to || all("say_to")[0] || "all", channel = bestChannel(to);
        const items = all("messages").slice().reverse(), absent = all("unplayed").filter(id => id !== state.seat.id);
        return [title(t("view.messages")),
            decides() && state.phase.open && !state.practice ? form("say", "say", () => {
                if (!m.text.trim()) {
                    refuse("say", "text.first");
                    return;
                }
                submit("say", "/api/say", {to, text: m.text, channel: to === "all" || !channel ? null : channel.kind},
                    () => {
                        m.text = "";
                    });
            },
            h("p", null, h("label", {for: "say-to"}, t("say.to")),
                h("select", {id: "say-to", value: to, onchange: e => {
                    m.to = e.target.value;
                    render();
                }}, all("say_to").concat("all").map(id => h("option", {value: id, key: id}, stateName(id))))),
            note(t("say.people")), absent.length ? note(labelled(t("say.unplayed"), W.list(absent.map(stateName)))) : null,
            note(to === "all" ? t("say.press") : channel ? reach(channel) : t("no.line")),
            h("p", null, h("label", {for: "say-text"}, t("say.text")),
                h("textarea", {id: "say-text", rows: 4, maxlength: TEXT_MAX, value: m.text, oninput: e => {
                    m.text = e.target.value;
                    keepLocal();
                    render();
                }})),
            note(t("characters.left", {n: TEXT_MAX - m.text.length})),
            notice("say"), send("do.send")) : null,
            h("h3", {key: "all"}, t("messages.all")),
            items.length ? h("ul", {class: "news", key: "list"}, items.map((one, k) => h("li",
                {key: items.length - k}, h("span", {class: "day"}, date(one.day)), " ",
                h("strong", null, stateName(one.from), " → ", stateName(one.to)), h("p", null, one.text))))
                : h("p", {key: "list"}, t("none"))];
    }

    const actId = i => [i.initiative, i.with, i.about, i.agreement].join("/");
    const actName = i => t("initiative." + i.initiative) + ([i.with ? stateName(i.with) : "",
        i.agreement ? agreementText(i.agreement) : "", i.about ? t("matter", {n: i.about}) : ""].filter(x => x)
        .map(x => " · " + x).join(""));
    const freeInitiative = () => {
        local.initiative = state.n >= local.acted ? null : local.initiative;
    };

    function initiative() {
        const items = all("initiatives"), chosen = local.initiative || (state.initiative ? actId(state.initiative) : null);
        return [title(t("view.initiative")), h("p", {key: "hint"}, t("initiative.hint")),
            !items.length ? h("p", {key: "none"}, t("initiative.none")) : !decides() ? null
                : form("act", "act", () => {
                    const i = chosen === "none" ? {initiative: "none"} : items.find(one => actId(one) === chosen);
                    if (!i) {
                        refuse("act", "choose.first");
                        return;
                    }
                    submit("act", "/api/act", i, n => {
                        local.acted = n;
                        freeInitiative();
                    });
                },
                h("fieldset", {role: "radiogroup", "aria-label": t("view.initiative")}, state.initiative ? radio("act", "none",
                    chosen === "none", () => {
                        local.initiative = "none";
                        render();
                    }, t("initiative.withdraw")) : null, items.map(i =>
                    radio("act", actId(i), chosen === actId(i), () => {
                        local.initiative = actId(i);
                        delete local.acted;
                        render();
                    }, actName(i), {hint: t("initiative." + i.initiative + ".hint")}))),
                notice("act"), state.initiative && chosen !== actId(state.initiative)
                    ? changedLine() : null, send()),
            state.initiative ? receivedLine(t("received.what", {what: actName(state.initiative)})) : null];
    }

    const points = items => bullets(items || [], one => [one.id && W.has("role." + one.id)
        ? h("strong", null, labelled(t("role." + one.id))) : null, said(one)]);

    function briefView() {
        const b = Facts.brief();
        if (!b) {
            return [title(t("view.brief")), h("p", null, t("loading"))];
        }
        const part = name => [h("h3", {key: name}, t(name)), points(b[name])];
        return [title(t("view.brief")), W.paragraphs(b.brief, "b"), part("aims"), part("limits"),
            b.secret ? h("div", {class: "secret", key: "secret"}, h("h3", null, t("secret")), W.paragraphs(b.secret, "s")) : null,
            part("people")];
    }

    function wordsView() {
        const rungs = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
        return [title(t("view.words")),
            h("dl", {key: "glossary"}, (texts().glossary || []).map((g, k) => [h("dt", {key: "t" + k}, said(g.term)),
                h("dd", {key: "m" + k}, said(g.meaning))])),
            bullets(["stop", "matter", "initiative", "habit", "line", "points", "model", "services"], k => t("word." + k), {key: "page"}),
            h("h3", {key: "ladder"}, t("ladder")), h("p", {key: "how"}, t("ladder.hint")),
            bullets(rungs, n => t("rung." + n), {class: "ladder", key: "rungs"}),
            h("h3", {key: "assumed"}, t("assumed")), points(texts().assumptions)];
    }

    function helpView() {
        return [title(t("view.help")), bullets([1, 2, 3, 4, 5, 6], k => t("help." + k), {key: "how"}),
            state.device ? h("p", {key: "device"}, t("device", {n: state.device})) : null,
            Team.leave ? h("p", {key: "leave"}, h("button", {onclick: () => local.notice.leave ? Team.leave() : refuse("leave", "leave.sure")}, t("do.leave")), notice("leave")) : null];
    }

    // ---- own review ----

    // Returns the title of a matter: its number and, for an incident, its kind as the team saw it.
    function ownTitle(m) {
        const i = all("incidents").find(one => one.number === m.matter);
        return m.matter ? i ? matterTitle(m.matter, kindName(i.seen)) : t("matter", {n: m.matter}) : t("seen.act");
    }

    const said_ = () => all("messages").filter(one => one.from === state.seat.id || one.to === state.seat.id);

    function ownReview() {
        const r = state.review;
        if (!r) {
            return section("review", t("review"), h("p", null, t("review.wait")));
        }
        // whether the program has computed the shares
        const known = (r.predictions || []).some(p => typeof p.share === "number");
        const named_ = m => (m.named ? stateName(m.named) : t("unsure")) + (typeof m.p === "number" ? ", " + percent(m.p) : "");
        const hit = m => m.done.to && m.truth && m.done.to !== m.truth ? " (" + t(m.done.family === "ask" ? "wrong.asked" : "wrong.one") + ")" : "";
        // what the addressed state did to this one afterwards
        const after = m => of100(m.hostile_chance) && (W.list(all("log").filter(i => i.key === "act" && i.actor === m.done.to && i.target === state.seat.id
            && i.day >= m.day).map(i => date(i.day) + " " + W.rowName(i.response))) || t("none"));
        const done = m => W.carriedOut(m.done) + (m.done.to ? " → " + stateName(m.done.to) + hit(m) : "")
            + (m.done.pending ? ", " + t("order.end", {day: date(m.done.pending, true)}) : "");
        const honesty = (one, before, after) => one.honesty && one.honesty !== "neither" ? before + t("honesty." + one.honesty) + after : "";
        const part = (heading, items, f, attrs) => items && items.length ? [h("h3", {key: "h" + heading}, t(heading)), bullets(items, f, {key: heading, ...attrs})] : null;
        // the main events: crises, settlements, agreements, and the acts and operations of the
        // state itself
        const course = all("log").filter(i => ["crisis", "settled", "operation"].includes(i.key) || i.key === "agreement" && i.status === "in_force"
            || i.key === "act" && i.actor === state.seat.id);
        return section("review", t("review"),
            (r.matters || []).map((m, k) => h("article", {class: "card", key: k},
                h("h3", null, date(m.day), " · ", ownTitle(m)),
                facts([["truth", stateName(m.truth)], ["named", named_(m)], ["done", m.done && done(m)], ["by", m.done && t("by." + (m.done.by === "team" ? "own" : m.done.by))],
                    ["sure", of100(m.sure)], ["hostile", of100(m.hostile_chance)], ["happened", after(m)],
                    ["reply", m.reply && labelled(stateName(m.reply_from), t("reply." + m.reply) + honesty(m, " (", ")"))]]),
                m.why ? h("blockquote", null, m.why) : null)),
            h("p", {key: "whatif"}, t("review.whatif")),
            course.length ? [h("h3", {key: "hcourse"}, t("review.course")), news(course)] : null,
            part("view.initiative", all("acted"), i => [date(i.day), " · ", acted(i).text]),
            part("view.messages", said_(), one => [date(one.day), " · ", labelled(stateName(one.from) + " → " + stateName(one.to), one.text)]),
            part("review.answers", r.answers, a => [date(a.day), " · ", labelled(stateName(a.asker) + (a.offer ? " " + t("ask.offer") : ""), t("answer." + a.reply)),
                " (", t("by." + a.by), honesty(a, ", ", ""), ")", a.why ? h("blockquote", null, a.why) : null]),
            part("review.predictions", r.predictions, p => [said(questionText(p.question)), p.when ? h("small", null, " ", t("phase." + p.when)) : null,
                facts([["you", String(p.percent)]].concat(known ? [["model", typeof p.share === "number" && String(Math.round(100 * p.share))],
                    ["happened", p.happened !== undefined && Facts.outcome(p)]] : []))]),
            known || !(r.predictions || []).length ? null : note(t("computing")),
            h("p", {key: "print", class: "noprint"}, h("button", {onclick: () => print()}, t("do.home"))));
    }

    // ---- the page ----

    const seatName = of => Facts.brief() && Facts.brief().names.states[of.seat.id] || of.seat.name;

    const route = () => {
        const [view, at] = location.hash.slice(1).split("/");
        return {view: view || "situation", at: Number(at)};
    };

    function main() {
        const {view, at} = route();
        const m = all("tabled").find(one => one.number === at) ||
            (view === "decide" ? all("tabled").find(one => one.matter === at) : null);
        const back = h("p", {key: "back"}, h("a", {href: "#situation", class: "button"}, "‹ " + t("view.situation")));
        if (view === "decide" || view === "answer") {
            const lost = local.drafts[(view === "decide" ? "d" : "a") + at];
            if (!m && state.phase.open && all("tabled").length) {
                // the address is that of a matter that is over: show the open matters
                return [lost && lost.typed ? h("p", {class: "notice", key: "gone"}, t("closed.late")) : null].concat(situation())
                    .filter(x => x);
            }
            return [back, m ? m.kind === "decision" ? decideView(m) : answerView(m)
                : h("p", {class: "notice", key: "gone"}, t(lost && lost.typed ? "closed.late" : "closed"))];
        }
        return view === "messages" ? messages() : view === "initiative" ? initiative()
            : view === "brief" ? briefView() : view === "words" ? wordsView() : view === "help" ? helpView()
                : situation();
    }

    function header() {
        const p = state.phase, tabled = all("tabled");
        // Counts the open matters. A badge is a link to the first of them.
        const open = decision => tabled.filter(m => (m.kind === "decision") === decision && !m.submitted);
        const badge = (matters, view) => matters.length ? h("a", {class: "badge", href: "#" + view + "/" + matters[0].number},
            t("badge." + view, {n: matters.length})) : null;
        const badges = decides() ? [badge(open(true), "decide"), badge(open(false), "answer")].filter(x => x) : [];
        const crises = all("relations").filter(r => r.crisis);
        return h("header", {key: "header"},
            h("h1", null, seatName(state)),
            h("p", {class: "when"}, W.list([W.round(p),
                date(p.day, true)]), W.timer() ? " · " + (W.secondsLeft() > 0 ? t("time.planned") + " " : "") : "", W.timer()),
            p.title ? h("p", {class: "step"}, said(p.title), p.round ? " · " + t("phase." + p.kind) : "") : null,
            crises.length ? h("p", {class: "notice bad"}, h("strong", null, labelled(t("crisis"), W.list(crises.map(r => stateName(r.other)))))) : null,
            decides() && p.kind !== "review" ? h("p", {class: "badges"}, badges.map((one, k) => [k ? " " : "", one])) : null,
            line === "lost" ? h("p", {class: "notice bad"}, t("line.lost")) : null,
            line === "back" ? h("p", {class: "notice good"}, t("line.back")) : null,
            observes() ? h("p", {class: "notice"}, t("observer")) : null,
            state.seat.habit ? h("p", {class: "notice"}, t("habit.plays")) : null);
    }

    // Returns the number that a link of the navigation shows: unread messages, or possible
    // initiatives if none is chosen.
    const counts = view => view === "messages" ? unread() : view === "initiative" && decides() && !state.initiative ? all("initiatives").length : 0;

    function nodes() {
        if (!state) {
            return [h("main", {key: "main"}, h("h1", null, "cbmsim"), h("p", null,
                t(line === "lost" ? "line.lost" : "loading")))];
        }
        const {view} = route();
        return [header(),
            h("nav", {key: "nav", "aria-label": t("nav")}, VIEWS.map(v => h("a", {key: v, href: "#" + v,
                "aria-current": v === view ? "page" : false}, t("view." + v), counts(v) && v !== view ? h("strong", {class: "count"},
                " " + counts(v)) : null))),
            h("main", {key: "main" + view, id: "main"}, main())].concat(Team.leave ? h("footer", {key: "footer"}, W.languageChoice()) : []);
    }

    // Whether the sheet is open. The console shows which teams have opened it.
    const isReading = () => location.hash === "#brief";

    const readBrief = () => Facts.read("/api/brief" + (isReading() ? "?read=1" : ""), render);

    function show(now) {
        const before = state;
        if (!before || before.seat.id !== now.seat.id) {
            readLocal(now.seat.id);
        }
        const practises = s => !!(s && s.practice && s.practice.open);
        const moved = before && (before.phase.step !== now.phase.step || practises(before) !== practises(now));
        if (practises(now)) {
            // the matter for practice is shown like any other matter
            now.practice.matter.practice = true;
            now.tabled = [now.practice.matter];
        }
        state = now;
        freeTicks();
        freeInitiative();
        Object.keys(local.drafts).forEach(id => {
            local.drafts[id].typed = local.drafts[id].typed && !(now.n >= local.drafts[id].sent);
        });
        if (moved) {
            const at = /^#(decide|answer)\/(\d+)$/.exec(location.hash), own = at && local.drafts[at[1][0] + at[2]];
            if (at && !(own && own.typed) && !(now.tabled || []).some(m => m.number === Number(at[2]))) {
                // leave the page of a matter that is over, but keep text that was not sent
                location.hash = "#situation";
            }
            local.ticks = null;
            local.notice = {};
            local.sure = {};
            local.initiative = null;
            Object.keys(local.drafts).forEach(id => {
                // delete drafts of matters that are over
                if (!(now.tabled || []).some(m => draftId(m) === id) && (id[0] === "p" || location.hash !== "#decide/" + id.slice(1))) {
                    delete local.drafts[id];
                }
            });
            keepLocal();
        }
        W.setClock(now.phase);
        document.title = seatName(now) + " – cbmsim";
        document.body.dataset.n = now.n;
        document.body.dataset.step = now.phase.step;
        render();
        if (moved) {
            const n = (now.tabled || []).length;
            W.announce(practises(before) ? t("practice.over") : t("phase." + now.phase.kind) + ". "
                + (all("relations").some(r => r.crisis) ? t("crisis") + ". " : "") + (n ? t("badge.table", {n}) : t("table.empty")));
        }
    }

    function onLine(now) {
        line = now;
        W.announce(now === "lost" ? t("line.lost") : now === "back" ? t("line.back") : "");
        if (now === "back") {
            setTimeout(() => {
                line = line === "back" ? "ok" : line;
                render();
            }, 8000);
        }
        if (now === "gone") {
            leave();
            return;
        }
        render();
    }

    addEventListener("hashchange", () => {
        if (state) {
            render();
            if (isReading()) {
                readBrief();
            }
            W.focus("main h2[tabindex], h1");
            scrollTo(0, 0);
        }
    });

    function leave() {
        W.keep("token", null);
        location.replace("/");
    }

    async function boot() {
        await W.startLanguage();
        W.setToken(W.kept("token"));
        if (!W.token()) {
            location.replace("/");
            return;
        }
        W.page(nodes, true);
        readBrief();
        W.follow("/api/state", show, onLine);
        W.onLanguage(() => {
            local = Object.assign(local || nothing(), {notice: {}});
            readBrief();
        });
    }

    return {boot, leave, nodes, show, readBrief, forget: () => {
        state = null;
    }};
})();

if (document.body.className === "team") {
    Team.boot();
}
