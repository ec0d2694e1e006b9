// screen.js - the page for the projector: public facts, present teams, the talks, and the review.
"use strict";

(() => {
    const {h, t, said, date} = W;
    const NEWS = 12, NEWS_LEAST = 3;
    let state = null, line = "ok", most = NEWS; // number of news that are shown
    let part = ""; // which part of a long page is shown, in words

    const name = Facts.stateName;

    // Draws the states on a circle, a line for each pair with an open channel, and a band for each
    // agreement in force.
    function map() {
        const ids = state.states || [], n = ids.length, size = 400, middle = size / 2, radius = 130;
        const at = id => {
            const a = 2 * Math.PI * ids.indexOf(id) / n - Math.PI / 2;
            return [middle + radius * Math.cos(a), middle + radius * Math.sin(a)];
        };
        const side = x => Math.abs(x - middle) < 20 ? 0 : Math.sign(x - middle);
        const force = (state.agreements || []).filter(a => a.status === "in_force");
        const bands = r => force.filter(a => (a.parties || []).includes(r.a) && (a.parties || []).includes(r.b)).length;
        return h("figure", {class: "map", key: "map"}, h("svg", {viewBox: "-50 40 " + (size + 100) + " " + (size - 80), role: "img",
            "aria-label": t("map")}, (state.relations || []).filter(r => r.open).map(r => {
            const [x1, y1] = at(r.a), [x2, y2] = at(r.b);
            return h("line", {key: r.a + r.b, x1, y1, x2, y2, class: bands(r) ? "signed" : "open",
                "stroke-width": bands(r) ? 2 + 3 * bands(r) : 1.5});
        }), ids.map(id => {
            const [x, y] = at(id);
            return h("g", {key: id}, h("circle", {cx: x, cy: y, r: 8}), h("text", {x: x + 14 * side(x), y: side(x) ? y + 5 : y < middle ? y - 16 : y + 26,
                "text-anchor": ["end", "middle", "start"][1 + side(x)]}, name(id)));
        })), h("figcaption", null, t("map.hint")));
    }

    function known() {
        const crises = (state.crises || []).map(c => ({day: c.day, key: "crisis", begins: c.begins, actor: c.a, target: c.b}));
        const all = (state.told || []).concat(state.log || [], crises).map((item, k) => ({...item, k}))
            .filter(i => !(i.key === "agreement" && i.status === "in_force" && (state.signed || []).includes(i.agreement)))
            .sort((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : b.k - a.k);
        const items = all.slice(0, most);
        return h("section", {key: "known", class: "known", "aria-labelledby": "h-known"},
            h("h2", {id: "h-known"}, t("known.to.all")),
            h("div", {role: "log", "aria-labelledby": "h-known"}, items.length ? h("ul", {class: "news"}, items.map(i =>
                i.key === "crisis" ? h("li", {key: "crisis" + i.k}, h("span", {class: "day"}, date(i.day)), " ", h("strong", {class: "crisis"}, t(i.begins ? "seen.crisis.on" : "seen.crisis.off") +
                    W.colon() + name(i.actor) + " – " + name(i.target))) : Facts.newsItem({...i, all: false}, i.k))) : null),
            all.length > items.length ? h("p", {class: "hint"}, t("earlier", {n: all.length - items.length})) : null,
            items.length ? null : h("p", null, t("happened.nothing")));
    }

    function agreements() {
        const items = (state.agreements || []).filter(a => a.status !== "proposed");
        return h("section", {key: "agreements", "aria-labelledby": "h-agr"}, h("h2", {id: "h-agr"}, t("agreements")), items.length
            ? h("ul", null, items.map(a => h("li", {key: a.id}, Facts.agreementName(a.id), W.colon(), t("status." + a.status))))
            : h("p", null, t("agreements.none")));
    }

    function lobby() {
        const people = state.teams.filter(x => !x.habit), here = people.filter(x => x.here).length;
        return [h("section", {key: "join", class: "join-box"}, W.qr(state.join && state.join.qr),
            h("div", null, h("p", null, t("screen.join")), h("p", {class: "url"}, state.join ? state.join.url : ""), h("p", null, t("screen.code")),
                h("p", null, t("teams.here", {n: here, of: people.length})),
                h("ul", {class: "teams"}, state.teams.map(x => h("li", {key: x.id, class: x.here ? "here" : false},
                    (x.here ? "✓ " : "· ") + name(x.id) + " – " + W.list([t(x.habit && !x.here ? "played.model" : x.here ? "here" : "not.here"), x.practised && t("practised")])))))),
        state.practised ? h("p", {key: "over", class: "big"}, t("practice.over")) : null,
        h("p", {key: "rules", class: "quiet"}, t("screen.rules"))];
    }

    function talks() {
        return h("section", {key: "talks", "aria-labelledby": "h-talks"}, h("h2", {id: "h-talks"}, t("talks")), Review.talks(state.talks));
    }

    const listed = ids => ids.map((id, k) => [k ? ", " : "", Facts.agreementName(id)]);

    function signed() {
        return [(state.signed || []).length ? h("p", {key: "signed", class: "big"}, t("signed.now"), " ",
            listed(state.signed)) : null,
        (state.nobody || []).length ? h("p", {key: "nobody"}, t("signed.nobody"), " ",
            listed(state.nobody)) : null];
    }

    function body() {
        if (state.review && state.review.page) {
            return Review.page(state.review.page, {whatif: state.whatif, crises: state.crises, wall: state.review});
        }
        if (state.phase.kind === "lobby") {
            return lobby();
        }
        const {kind, open} = state.phase, wall = "wall." + kind;
        return [state.text ? h("p", {class: "big", key: "text"}, state.text) : null,
            h("div", {class: "columns", key: "columns"}, h("div", {key: "left"}, state.talks ? talks() : known(), signed()),
                h("div", {key: "right"}, map(), agreements())),
            h("p", {class: "quiet", key: "work"}, t(W.has(wall) && (open || kind === "review") ? wall : open ? "teams.work" : "world.runs"))];
    }

    function nodes() {
        if (!state) {
            return [h("main", {key: "main"}, h("h1", null, "cbmsim"), h("p", null, t(line === "gone" ? "console.gone" : "loading")))];
        }
        const p = state.phase;
        return [h("header", {key: "header"}, h("h1", null, said((Facts.brief() || state).title)),
            h("p", {class: "when"}, h("span", null, [...new Set([W.round(p), t("phase." + p.kind), date(p.day, true)])].join(" · "), p.title ? h("strong", null, " · ", said(p.title)) : null,
                Review.crises(state).map(c => h("strong", {class: "crisis", key: c}, " · ", c))), W.timer()),
            line === "lost" ? h("p", {class: "notice bad"}, t("line.lost")) : null),
        h("main", {key: "main"}, body()),
        h("footer", {key: "footer"}, state.join && p.kind !== "lobby" && !state.review ? h("p", {class: "hint"}, t("screen.late") + " ",
            h("span", {class: "url"}, state.join.url)) : null, h("p", {class: "hint", key: "part"}, part), W.languageChoice())];
    }

    // Leaves out the oldest news until the page needs no scrolling. A page that is still too long
    // is divided into parts.
    function fit() {
        const main = () => document.querySelector("main");
        for (most = NEWS; most >= NEWS_LEAST; most--) {
            W.render();
            if (document.documentElement.clientWidth < 960 || !main() || main().scrollHeight <= main().clientHeight) {
                break;
            }
        }
        turnTo(main());
    }

    // Shows the part that the console has chosen, because there may be nobody near the screen. A part
    // begins with a whole row, and the head of a table stays visible.
    function turnTo(main) {
        if (!main) {
            return;
        }
        main.style.paddingBottom = "0";
        main.style.clipPath = "none";
        main.scrollTop = 0;
        const top = main.getBoundingClientRect().top, high = main.clientHeight, begins = [0], cuts = [];
        if (document.documentElement.clientWidth < 960 || main.scrollHeight <= high + 1) {
            name_("");
            return;
        }
        const rows = [...main.querySelectorAll("tbody tr, li, p, h3, svg.chart, summary")].filter(e => !e.closest("thead") && !e.parentElement.closest("tbody tr, li"))
            .map(e => ({from: e.getBoundingClientRect().top - top, to: e.getBoundingClientRect().bottom - top, head: e.closest("table") ? e.closest("table").tHead.offsetHeight : 0}));
        for (let end = high; ;) {
            const first = rows.find(r => r.to > end && r.from - r.head > begins[begins.length - 1]);
            if (!first) {
                break;
            }
            cuts.push(high - (first.from - begins[begins.length - 1]));
            begins.push(first.from - first.head);
            end = first.from - first.head + high;
        }
        const k = (state.review && state.review.part || 0) % begins.length;
        main.style.paddingBottom = Math.max(0, begins[k] + high - main.scrollHeight) + "px";
        main.scrollTop = begins[k];
        main.style.clipPath = cuts[k] > 0 ? "inset(0 0 " + cuts[k] + "px 0)" : "none"; // no half row at the end
        name_(t("part.of", {n: k + 1, of: begins.length}));
    }

    function name_(text) {
        if (text !== part) {
            part = text;
            W.render();
        }
    }

    const readBrief = () => Facts.read("/api/brief", fit);

    (async () => {
        await W.startLanguage();
        W.setToken(W.consoleToken());
        W.page(nodes, true);
        W.onLanguage(readBrief);
        addEventListener("resize", fit);
        new MutationObserver(() => turnTo(document.querySelector("main"))).observe(document.getElementById("app"), {childList: true, subtree: true, characterData: true});
        readBrief();
        W.follow("/api/screen/state", now => {
            const page = state && state.phase.step;
            state = now;
            W.setClock(now.phase);
            document.title = t("page.screen") + " – cbmsim";
            document.body.dataset.n = now.n;
            fit();
            if (page && page !== now.phase.step) {
                W.announce(t("phase." + now.phase.kind));
            }
        }, now => {
            line = now;
            W.render();
        });
    })();
})();
