// review.js - the pages of the review, on the screen and on the console: truth and belief, turning
// points, what if, signed or used, predictions. Every picture is also shown as a table.
"use strict";

const Review = (() => {
    const {h, t, date, percent, number} = W;
    const PAGES = ["start", "truth", "turning", "decision", "use", "causes", "predictions", "end"];
    const MEASURES = ["wrong_hit", "struck_back", "high", "crisis", "known"];
    const SOURCES = {start: "predictions", truth: "truth", decision: "truth", turning: "turning", use: "use",
        predictions: "predictions"};
    const data = {};
    let ctx = {}; // ctx: see page()
    const wall = () => ctx.wall || {};

    const {stateName, agreementName} = Facts;

    const ENOUGH = 100, SECOND = 1000; // continuations of a final number

    // Requests the data of a page, again and again while the program computes them. The first
    // numbers come from few continuations. They are requested again until they come from many.
    async function load(what) {
        if (data[what]) {
            return;
        }
        const mine = data[what] = {busy: true};
        for (let tries = 0; tries < 900 && (data[what] === mine || data[what].from === mine); tries++) {
            try {
                const reply = await W.get("/api/review/" + what);
                if (reply.status === 200) {
                    data[what] = {...reply.data, from: mine};
                    W.render();
                    if (reply.data.n === undefined || reply.data.n >= ENOUGH) {
                        return;
                    }
                } else if (reply.status !== 202) {
                    data[what] = {failed: true};
                    W.render();
                    return;
                }
            } catch (e) { /* ask again */ }
            await W.pause(data[what].busy ? SECOND : 3 * SECOND);
        }
    }

    function ready(what) {
        load(what);
        const d = data[what];
        return d.busy ? [h("p", {key: "busy"}, t("computing"))]
            : d.failed ? [h("p", {key: "failed"}, t("not.there"))] : null;
    }

    const wide = (key, ...children) => h("div", {class: "wide " + key, tabindex: 0, role: "region",
        "aria-label": t(key === "use.single" ? key : key === "trust" ? "trust.caption" : "review." + key), key}, children);

    const row = (head, ...cells) => h("tr", {key: head}, h("th", {scope: "row"}, head),
        cells.map((c, k) => h("td", {key: k}, c)));
    const head = keys => h("thead", null, h("tr", null, keys.map(k => h("th", {scope: "col", key: k}, t("col." + k)))));

    // ---- truth and belief ----

    const isWrong = m => m.decisions.some(d => d.named && d.named !== m.truth);

    // Shows the most probable suspect at a stop. Whether the analysts named the right actor is
    // shown beside the decision.
    function beliefCell(b) {
        const top = b.suspects.slice().sort((x, y) => y.p - x.p)[0];
        return top ? h("span", {key: b.step}, b.day ? h("span", {class: "day"}, date(b.day)) : null, " " + stateName(top.who) + " " +
            percent(top.p), W.bar(top.p)) : "–";
    }

    // Shows the actor that the analysts named when the team decided.
    function namedThen(m, d) {
        return m.act ? null : h("small", {key: "then", class: !d.named ? false : d.named === m.truth ? "right" : "wrong"}, " " + t("col.named.then") +
            W.colon() + stateName(d.named) + (!d.named && d.lean ? " (" + t("lean.then", {who: stateName(d.lean), p: percent(d.lean_p)}) + ")" : "") + (d.named && typeof d.p === "number" ? " " + percent(d.p) : "") + (!d.named ? ""
            : d.named === m.truth ? " ✓" : " ✗"));
    }

    // Returns the beliefs about a matter at its decisions, and those that look different from the
    // previous one.
    function changes(m) {
        const shown = b => JSON.stringify(b.suspects.slice().sort((x, y) => y.p - x.p)[0]);
        return (m.beliefs || []).filter((b, k, all) => k === 0 || shown(b) !== shown(all[k - 1]) || m.decisions.some(d => d.step === b.step));
    }

    // A response has an arrow only if it is directed against a state.
    function done(d) {
        return h("span", {key: d.step + d.number}, W.carriedOut(d) + (d.to ? " → " + stateName(d.to) : "") +
            (d.by === "habit" ? " (" + t("by.habit") + ")" : "") + (d.pending ? " (" + t("order.end", {day: date(d.pending, true)}) + ")" : ""));
    }

    function truth() {
        const wait = ready("truth");
        if (wait) {
            return wait;
        }
        const items = data.truth.matters.filter(m => !wall().wrong || isWrong(m));
        return [!ctx.set ? wall().wrong ? h("p", {key: "filter"}, t("only.wrong")) : null : h("p", {key: "filter", class: "choice"}, h("input", {type: "checkbox",
            id: "only-wrong", checked: !!wall().wrong, onchange: e => ctx.set({wrong: e.target.checked})}), h("label", {for: "only-wrong"}, t("only.wrong"))),
        wide("truth", h("table", null, W.caption(t("review.truth.what")),
            head(["day", "who", "matter", "truth", "belief", "done", "reply", "known"]),
            h("tbody", null, items.map(m => h("tr", {key: m.id},
                h("th", {scope: "row", class: "day"}, date(m.day)), h("td", null, stateName(m.seat)),
                h("td", null, m.matter ? m.matter + " · " : "", m.act ? t("seen.act") : t("type." + m.kind)),
                h("td", null, stateName(m.truth), m.blamed ? h("small", null, " " + t("flag", {who:
                    stateName(m.blamed)})) : null),
                h("td", null, changes(m).map(b => h("div", {key: b.step}, beliefCell(b)))),
                h("td", null, m.decisions.map(d => h("div", {key: d.number + d.step},
                    m.decisions.length > 1 ? h("span", {class: "day"}, date(d.day) + " ") : null, done(d), namedThen(m, d),
                    d.why ? h("q", null, d.why) : null))),
                h("td", null, m.reply ? stateName(m.reply_from) + W.colon() + t("reply." + m.reply) +
                    (m.honesty && m.honesty !== "neither" ? " (" + t("honesty." + m.honesty) + ")" : "") : "–"),
                h("td", null, m.truth_day ? date(m.truth_day) : "–"))))))];
    }

    // ---- turning points ----

    function turning() {
        const wait = ready("turning");
        if (wait) {
            return wait;
        }
        const stops = data.turning.stops, large = data.turning.largest || [];
        const wide_ = 600, high = 220, left = 40, bottom = 30;
        const x = k => left + (stops.length < 2 ? 0 : k * (wide_ - left - 30) / (stops.length - 1));
        const y = p => high - bottom - p * (high - bottom - 10);
        const line = stops.map((s, k) => (k ? "L" : "M") + x(k).toFixed(1) + " " + y(s.habit.crisis.share).toFixed(1))
            .join("");
        const band = stops.map((s, k) => (k ? "L" : "M") + x(k).toFixed(1) + " " + y(s.habit.crisis.high).toFixed(1))
            .concat(stops.map((s, k) => [s, k]).reverse().map(([s, k]) => "L" + x(k).toFixed(1) + " " +
            y(s.habit.crisis.low).toFixed(1))).join("") + "z";
        return [wide("turning", h("svg", {key: "picture", viewBox: "0 0 " + wide_ + " " + high, role: "img", class: "chart",
            "aria-label": t("review.turning.what")},
        [0, 0.25, 0.5, 0.75, 1].map(p => h("g", {key: p}, h("line", {x1: left, x2: wide_ - 30, y1: y(p), y2: y(p),
            class: "grid"}), h("text", {x: left - 4, y: y(p) + 4, "text-anchor": "end"}, percent(p)))),
        h("path", {d: band, class: "band"}), h("path", {d: line, class: "line"}),
        stops.map((s, k) => h("g", {key: "s" + k}, h("circle", {cx: x(k), cy: y(s.habit.crisis.share),
            r: large.includes(k) ? 6 : 3, class: large.includes(k) ? "turn" : "dot"}),
        k % Math.ceil(stops.length / 8) === 0 ? h("text", {x: x(k), y: high - 10, "text-anchor": "middle"},
            date(s.day)) : null))),
        h("table", {key: "table"}, W.caption(t("review.turning.what")),
            head(["day", "crisis", "since", "change", "settled"]),
            h("tbody", null, stops.map((s, k) => h("tr", {key: k, class: large.includes(k) ? "turn" : false},
                h("th", {scope: "row"}, date(s.day), large.includes(k) ? " ★ " + t("turn") : ""),
                h("td", null, percent(s.habit.crisis.share)),
                h("td", null, s.since && s.since.crisis ? signed(s.since.crisis.difference) : "–"),
                h("td", null, s.done && s.done.crisis ? signed(s.done.crisis.difference) + interval(s.done.crisis) : "–"),
                h("td", null, s.settled)))))),
        h("p", {key: "read"}, t("turning.how", {n: number(data.turning.window_days, 0)})), h("p", {key: "star"}, t(large.length ? "turning.star" : "turning.none")),
        crisisList(), assumption("turning")];
    }

    const signed = d => (d > 0 ? "+" : d < 0 ? "−" : "") + number(Math.abs(100 * d), 1);
    const interval = d => " [" + signed(d.low) + ", " + signed(d.high) + "]";
    const assumption = what => h("p", {class: "hint", key: "assumption"}, what && data[what].n
        ? t("review.n", {n: number(data[what].n, 0)}) + " " : "", t("whatif.assumption"));

    // ---- one decision in full ----

    // Draws a share as at most ten dots. The number is printed beside them.
    const dots = share => h("span", {"aria-hidden": "true", class: "dots"}, "●".repeat(Math.round(10 * share)));

    function armName(arm, who) {
        return (arm.chosen ? "▶ " : "") + (arm.habit ? t("arm.habit") : W.has("family." + arm.id) ? W.choice(arm.id, arm.row)
            : t("answer." + arm.id)) + (arm.chosen ? " (" + who + ")" : "");
    }

    function sentence(arm, measure, of) {
        const m = arm.measures[measure];
        if (!m || m.difference === undefined) {
            return "";
        }
        return m.low <= 0 && m.high >= 0 ? t("whatif.none", {range: interval(m).trim()})
            : t("whatif.pairs", {of: number(of, 0), lost: m.lost, gained: m.gained});
    }

    function whatif(w) {
        if (!w || !w.arms) {
            return [h("p", {key: "none"}, t("whatif.choose"))];
        }
        const measures = MEASURES.filter(m => w.arms.some(a => a.measures[m]));
        const chosen = w.arms.find(a => a.chosen && !a.habit);
        const pending = decisionOf(w).pending;
        const when = decisionOf(w).day;
        return [h("h3", {key: "which"}, stateName(w.seat) + ", " + t("matter", {n: matterOf(w)}) + (when ? ", " + date(when) : "")),
            pending ? h("p", {key: "pending", class: "notice"}, t("whatif.pending", {day: date(pending, true)})) : null,
            h("p", {key: "n", role: "status"}, w.done ? t("whatif.n", {n: number(w.n, 0)})
                : t("whatif.so.far", {n: number(w.n, 0), of: number(w.of, 0)})),
            wide("decision", h("table", {class: "arms"}, W.caption(t("whatif.caption")),
                h("thead", null, h("tr", null, h("th", {scope: "col", key: "option"}, t("col.option")), measures.map(m =>
                    h("th", {scope: "col", key: m}, t("measure." + m))),
                w.arms.some(a => a.measures.days) ? h("th", {scope: "col", key: "days"}, t("measure.days")) : null)),
                h("tbody", null, w.arms.map(arm => h("tr", {key: arm.id, class: arm.chosen ? "chosen" : false},
                    h("th", {scope: "row"}, armName(arm, stateName(w.seat))), measures.map(m => h("td", {key: m}, arm.measures[m]
                        ? h("span", {class: "count"}, dots(arm.measures[m].share), " " +
                            Math.round(100 * arm.measures[m].share)) : "–")),
                    w.arms.some(a => a.measures.days) ? h("td", {key: "days"}, arm.measures.days
                        ? number(arm.measures.days.value, 0) : "–") : null))))),
            chosen ? h("p", {key: "beside"}, h("strong", null, armName({...chosen, chosen: false}), " – ", t("whatif.beside", {usual: t("arm.habit")}))) : null,
            chosen ? h("ul", {key: "pairs"}, measures.map(m => [m, sentence(chosen, m, w.n)]).filter(p => p[1]).map(([m, s]) =>
                h("li", {key: m}, h("strong", null, t("measure." + m) + W.colon()), s))) : null,
            h("p", {key: "crisis"}, t("whatif.crisis")), strip(w), assumption()];
    }

    // Shows how reliable the difference in wrong hits is, if the review has computed this for the
    // decision.
    function strip(w) {
        const s = suggestions().find(d => d.seat === w.seat && d.number === w.number);
        // A difference of 0 has no sign, and few continuations do not determine the sign.
        const says = s && s.factors && s.n >= ENOUGH && s.factors.some(f => f.cells[1].value !== 0);
        return !s || !s.factors ? null : [h("p", {key: "trust"}, t("trust.how", {n: number(s.n, 0)}), " ", !says ? null : s.flips
            ? h("strong", null, t("trust.flips")) : t("trust.holds")), !ctx.set ? null : h("details", {key: "factors"}, h("summary", null, t("trust.caption")), wide("trust", h("table", null,
            head(["factor", "halved", "unchanged", "doubled"]), h("tbody", null, s.factors.map(f => h("tr", {key: f.id},
                h("th", {scope: "row"}, t("factor." + f.id)), f.cells.map((c, k) => h("td", {key: k}, signed(c.value) +
                    interval(c)))))))))];
    }

    // Returns the decision with its data in the review; {} while the review is computed.
    function decisionOf(w) {
        load("truth");
        return (data.truth.matters || []).filter(one => one.seat === w.seat).flatMap(one => one.decisions)
            .find(d => d.number === w.number && d.step === w.step) || {};
    }

    // Returns the number that the matter of a decision has on the page of the seat.
    function matterOf(w) {
        load("truth");
        const m = (data.truth.matters || []).find(one => one.seat === w.seat && one.decisions.some(d => d.number === w.number));
        return m && m.matter || w.matter || w.number;
    }

    // Returns the decisions that the program suggests; none while the review is computed.
    function suggestions() {
        load("suggested");
        return data.suggested.decisions || [];
    }

    // Lists the decisions of teams, to choose one. Only the console uses this.
    function choices(start) {
        const wait = ready("truth");
        if (wait) {
            return wait;
        }
        const why = (m, d) => suggestions().filter(s => s.reason && s.seat === m.seat && s.number === d.number && s.step === d.step);
        suggestions();
        const screened = data.suggested.screened;
        return [h("p", {key: "how"}, t("whatif.which"), screened ? h("small", null, " ", t("whatif.stars", {n: screened})) : null), h("ul", {class: "news", key: "list"}, data.truth.matters
            .flatMap(m => m.decisions.map(d => [m, d])).filter(p => p[1].by === "team")
            .sort((a, b) => why(...b).length - why(...a).length || (a[1].day < b[1].day ? -1 : 1)).map(([m, d]) =>
                h("li", {key: m.seat + d.number}, why(m, d).map(s => h("p", {key: s.reason, class: "big"}, "★ " + t("reason." + s.reason))), h("button", {type: "button", onclick: () => start(m, d)}, date(d.day) + " · " +
                    stateName(m.seat) + " · " + t("matter", {n: m.matter || d.number})), " ", done(d))))];
    }

    // ---- signed or used, predictions ----

    function use() {
        const wait = ready("use");
        if (wait) {
            return wait;
        }
        const names_ = id => W.has("signed." + id) ? t("signed." + id) : agreementName(id);
        const cell = c => {
            const m = c.measures && (c.measures.misdirected_acts || c.measures.wrong_hit) || {};
            return {mean: m.mean === undefined ? m.share : m.mean, difference: m.difference, low: m.low, high: m.high};
        };
        const table = (key, cells) => wide(key, h("table", null, W.caption(t("review.use.what")),
            head(["signed", "used", "wrong", "difference"]), h("tbody", null, cells.map((c, k) => h("tr", {key: k},
                h("th", {scope: "row"}, names_(c.signed)), h("td", null, t(c.used ? "used.yes" : "used.no")),
                h("td", null, cell(c).mean === undefined ? "–" : number(cell(c).mean, 2)),
                h("td", null, cell(c).difference === undefined ? "–" : plus(cell(c).difference) + " " + range(cell(c))))))));
        const main = data.use.cells.filter(c => ["nothing", "all", "these"].includes(c.signed));
        const single = data.use.cells.filter(c => !main.includes(c));
        // Describes each cell in words, according to its interval.
        const say = c => h("li", {key: c.signed + c.used}, h("strong", null, names_(c.signed) + ", " +
            t(c.used ? "used.yes" : "used.no") + W.colon()), t(cell(c).low <= 0 && cell(c).high >= 0 ? "use.none"
            : cell(c).difference < 0 ? "use.fewer" : "use.more", {n: number(Math.abs(cell(c).difference), 2), range: range(cell(c))}));
        return [table("use", main), h("ul", {key: "say"}, main.filter(c => cell(c).low !== undefined).map(say)),
            h("p", {key: "here"}, h("strong", null, t("use.here"), " "), (data.use.signed || []).length ? W.list(data.use.signed.map(names_)) : t("nobody.signed")),
            h("p", {key: "join"}, t("use.join")),
            !single.length ? null : ctx.set ? h("p", {key: "choose", class: "choice"}, h("input", {type: "checkbox", id: "single", checked: !!wall().single,
                onchange: e => ctx.set({single: e.target.checked})}), h("label", {for: "single"}, t("use.single"))) : null,
            single.length && wall().single ? table("use.single", single) : null,
            assumption("use")];
    }

    const plus = d => (d > 0 ? "+" : d < 0 ? "−" : "") + number(Math.abs(d), 2);
    const range = d => "[" + plus(d.low) + ", " + plus(d.high) + "]";

    function predictions(bare, questions) {
        const wait = ready("predictions");
        if (wait) {
            return wait;
        }
        const ask = id => questions && questions[id] ? W.said(questions[id]) : id;
        const remember = bare ? h("p", {class: "big", key: "remember"}, t("review.remember")) : null;
        if (!data.predictions.rows.length) {
            return [h("p", {key: "none"}, t("predictions.none")), remember];
        }
        return [wide("predictions", h("table", null, W.caption(t(bare ? "predictions.before" : "predictions.table")),
            head(bare ? ["question", "day", "who", "percent"] : ["question", "day", "who", "percent", "model", "happened", "brier"]),
            h("tbody", null, data.predictions.rows.map((p, k) => h("tr", {key: k}, h("th", {scope: "row"}, ask(p.question)),
                h("td", {class: "day"}, p.day ? date(p.day) : "–"), h("td", null, stateName(p.seat)), h("td", null, bare ? dots(p.percent / 100) : null, " " + p.percent),
                bare ? null : [h("td", {key: "m"}, typeof p.share === "number" ? Math.round(100 * p.share) : "–"),
                    h("td", {key: "h"}, Facts.outcome(p)),
                    h("td", {key: "b"}, typeof p.brier === "number" ? number(p.brier, 2) : "–")]))))),
        bare ? remember : h("p", {class: "hint", key: "brier"}, t("predictions.from"), " ", t("brier.hint"))];
    }

    // ---- all ----

    function questions(brief, page) {
        const items = (brief && brief.debrief || []).filter(q => q.after === page);
        return items.length ? h("ul", {class: "debrief", key: "debrief"}, items.map((q, k) => h("li", {key: k}, W.said(q)))) : null;
    }

    // Returns a page of the review. In `given`, `whatif` is the newest result, or null, and `start`
    // chooses a decision (console).
    function page(id, given) {
        ctx = given;
        const brief = Facts.brief(), asks = brief && brief.predictions;
        const first = (data[SOURCES[id]] || {}).n; // few continuations: these change
        return [h("h2", {key: "title"}, t("review." + id)), first < ENOUGH && ["turning", "use", "predictions"].includes(id)
            ? h("p", {key: "first", class: "notice", role: "status"}, t("computing"), " ", t("whatif.so.far", {n: first, of: number(1000, 0)})) : null,
            id === "start" ? predictions(true, asks) : id === "truth" ? truth() : id === "turning" ? turning()
                : id === "decision" ? whatif(ctx.whatif).concat(ctx.start ? choices(ctx.start) : [])
                    : id === "use" ? use() : id === "causes" ? causes()
                        : id === "predictions" ? predictions(false, asks) : end(brief),
            questions(brief, id)];
    }

    // ---- what led to what ----

    // ---- crises ----

    const between = c => stateName(c.a) + " – " + stateName(c.b);

    // Returns the crises of the present moment in words.
    function crises(state) {
        const held = {};
        (state.crises || []).forEach(c => {
            held[between(c)] = c.begins;
        });
        return Object.keys(held).filter(k => held[k]).map(k => t("crisis") + W.colon() + k);
    }

    // Lists the beginning and the end of each crisis.
    function crisisList() {
        const items = ctx.crises || [];
        return h("p", {key: "crises"}, h("strong", null, t("crises"), W.colon()), items.length ? items.map((c, k) => [k ? "; " : "", date(c.day) + " " + between(c) + " (" +
            t(c.begins ? "seen.crisis.on" : "seen.crisis.off") + ")"]) : t("crises.none"));
    }

    function node(n, depth) {
        const what = n.kind ? t("type." + n.kind) : W.rowName(n.response);
        return h("li", {key: n.number, css: {"--depth": String(depth)}, class: n.matter ? "chosen" : false},
            h("span", {class: "day"}, date(n.day)), " ", h("strong", null, stateName(n.actor), n.target ? " → " +
            stateName(n.target) : "", W.colon() + what), n.flag ? " (" + t("flag", {who: stateName(n.flag)}) + ")" : "",
            n.by ? h("small", null, " " + t("by." + n.by)) : null,
            n.wrong ? h("strong", {class: "wrong"}, " ✗ " + t("wrong.one")) : null);
    }

    function tree(items) {
        const depth = {};
        items.forEach(n => {
            depth[n.number] = n.cause === undefined ? 0 : Math.min(6, (depth[n.cause] || 0) + 1);
        });
        return h("ol", {class: "tree", key: "tree"}, items.map(n => node(n, depth[n.number])));
    }

    function causes() {
        const wait = ready("truth");
        if (wait) {
            return wait;
        }
        const matters = data.truth.matters;
        for (const m of matters) { // one after the other
            const later = ready("tree/" + m.id);
            if (later) {
                return later;
            }
        }
        const items = m => data["tree/" + m.id].tree;
        const largest = matters.reduce((best, m) => !best || items(m).length > items(best).length ? m : best, null);
        const now = matters.find(m => m.id === wall().tree) || largest;
        const named = m => date(m.day) + " · " + stateName(m.seat) + " · " + (m.act ? t("seen.act") : t("type." + m.kind));
        return !now ? [h("p", {key: "none"}, t("none"))] : [!ctx.set ? h("h3", {key: "choose"}, named(now)) : h("p", {key: "choose"}, h("label", {for: "tree-of"}, t("tree.of")), " ",
            h("select", {id: "tree-of", value: String(now.id), onchange: e => ctx.set({tree: Number(e.target.value)})},
                matters.filter(m => items(m).length > 1 || m === now).map(m => h("option", {key: m.id, value: String(m.id)}, named(m) + " (" +
                items(m).length + ")")))), tree(items(now)), asked(now), crisisList()];
    }

    // Shows the questions of the state in this matter, with the answers. Questions are no acts, so
    // that the tree lacks them.
    function asked(m) {
        return m.decisions.filter(d => d.family === "ask").map(d => h("p", {key: "asked" + d.number}, date(d.day) + " " + stateName(m.seat) + W.colon() + W.carriedOut(d) +
            (d.to ? " → " + stateName(d.to) : "") + (m.reply ? ". " + stateName(m.reply_from) + W.colon() + t("reply." + m.reply) +
            (m.honesty && m.honesty !== "neither" ? " (" + t("honesty." + m.honesty) + ")" : "") : "")));
    }

    // Shows the agreements on offer in the talks, and their signers. A state that no team plays
    // signs every agreement that a team ticks.
    function talks(now) {
        return h("div", {key: "talks", class: "wide", tabindex: 0, role: "region", "aria-label": t("talks.table")}, h("table", null, W.caption(t("talks.table")),
            h("thead", null, h("tr", null, ["offer", "points", "ticked", "played"].map(c => h("th", {scope: "col", key: c}, t("col." + c))))),
            h("tbody", null, now.offers.map(o => h("tr", {key: o.id}, h("th", {scope: "row"}, agreementName(o.id)), h("td", null, o.points),
                h("td", null, (o.ticked_by || []).map(stateName).join(", ") || t("nobody")),
                h("td", null, (o.ticked_by || []).length ? (o.habit || []).map(stateName).join(", ") || "–" : "–"))))),
        h("p", {class: "hint"}, t("talks.played")));
    }

    function end(brief) {
        return [h("p", {key: "thanks"}, t("thanks")), h("h3", {key: "h"}, t("assumed")),
            h("ul", {key: "a"}, (brief && brief.assumptions || []).map((a, k) => h("li", {key: k}, W.said(a))))];
    }

    W.onLanguage(() => Object.keys(data).forEach(k => delete data[k]));

    return {PAGES, page, crises, talks, head};
})();
