// screen.js - the projector: what everybody knows, who is here, the talks, and the review.
"use strict";

(() => {
    const {h, t, said, date} = W;
    const NEWS = 12, NEWS_LEAST = 3;
    let state = null, brief = null, line = "ok", most = NEWS; // number of news that are shown

    const name = id => brief && brief.names.states[id] || id;

    // States on a circle; a line where a channel is open, a band for each agreement in force.
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
        const items = (state.told || []).concat(state.log || []).map((item, k) => ({...item, k}))
            .sort((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : b.k - a.k).slice(0, most);
        return h("section", {key: "known", class: "known", "aria-labelledby": "h-known"},
            h("h2", {id: "h-known"}, t("known.to.all")),
            h("div", {role: "log", "aria-labelledby": "h-known"}, items.length ? h("ul", {class: "news"}, items.map(i =>
                Facts.newsItem({...i, all: false}, i.k))) : null),
            items.length ? null : h("p", null, t("happened.nothing")));
    }

    function agreements() {
        const items = (state.agreements || []).filter(a => a.status !== "proposed");
        return h("section", {key: "agreements", "aria-labelledby": "h-agr"}, h("h2", {id: "h-agr"}, t("agreements")), items.length
            ? h("ul", null, items.map(a => h("li", {key: a.id}, Facts.agreementName(a.id), W.colon(), t("status." + a.status))))
            : h("p", null, t("agreements.none")));
    }

    function lobby() {
        const here = state.teams.filter(x => x.here).length;
        return [h("section", {key: "join", class: "join-box"}, W.qr(state.join && state.join.qr),
            h("div", null, h("p", null, t("screen.join")), h("p", {class: "url"}, state.join ? state.join.url : ""), h("p", null, t("screen.code")),
                h("p", null, t("teams.here", {n: here, of: state.teams.length})),
                h("ul", {class: "teams"}, state.teams.map(x => h("li", {key: x.id, class: x.here ? "here" : false},
                    (x.here ? "✓ " : "· ") + name(x.id) + " – " + W.list([t(x.here ? "here" : "not.here"), x.practised ? t("practised") : ""]
                        .filter(y => y))))))),
        state.practised ? h("p", {key: "over", class: "big"}, t("practice.over")) : null,
        h("p", {key: "rules", class: "quiet"}, t("screen.rules"))];
    }

    function talks() {
        return h("section", {key: "talks", "aria-labelledby": "h-talks"}, h("h2", {id: "h-talks"}, t("talks")), h("div", {class: "wide",
            tabindex: 0, role: "region", "aria-label": t("talks.table")}, h("table", null, W.caption(t("talks.table")),
            h("thead", null, h("tr", null, ["offer", "points", "ticked"].map(c => h("th", {scope: "col", key: c}, t("col." + c))))),
            h("tbody", null, state.talks.offers.map(o => h("tr", {key: o.id}, h("th", {scope: "row"}, Facts.agreementName(o.id)),
                h("td", null, o.points), h("td", null, (o.ticked_by || []).map(name).join(", ") || t("nobody"))))))));
    }

    function signed() {
        return [(state.signed || []).length ? h("p", {key: "signed", class: "big"}, t("signed.now"), " ",
            state.signed.map(id => W.said(brief && brief.names.agreements[id] || id)).map((x, k) => [k ? ", " : "", x])) : null,
        (state.nobody || []).length ? h("p", {key: "nobody"}, t("signed.nobody"), " ",
            state.nobody.map(id => W.said(brief && brief.names.agreements[id] || id)).map((x, k) => [k ? ", " : "", x])) : null];
    }

    function body() {
        if (state.review && state.review.page) {
            return Review.page(state.review.page, {brief, whatif: state.whatif});
        }
        if (state.phase.kind === "lobby") {
            return lobby();
        }
        return [state.text ? h("p", {class: "big", key: "text"}, state.text) : null,
            h("div", {class: "columns", key: "columns"}, h("div", {key: "left"}, state.talks ? talks() : known(), signed()),
                h("div", {key: "right"}, map(), agreements())),
            state.talks ? null : h("p", {class: "quiet", key: "work"}, t(state.phase.open ? "teams.work" : "world.runs"))];
    }

    function nodes() {
        if (!state) {
            return [h("main", {key: "main"}, h("h1", null, "cbmsim"), h("p", null, t(line === "gone" ? "console.gone" : "loading")))];
        }
        const p = state.phase;
        return [h("header", {key: "header"}, h("h1", null, said(brief && brief.title || state.title)),
            h("p", {class: "when"}, h("span", null, [W.round(p), date(p.day, true)].filter(x => x).join(" · "), p.title ? h("strong", null, " · ", said(p.title)) : null), W.timer()),
            line === "lost" ? h("p", {class: "notice bad"}, t("line.lost")) : null),
        h("main", {key: "main"}, body()),
        h("footer", {key: "footer"}, state.join && p.kind !== "lobby" && !state.review ? h("p", {class: "hint"}, t("screen.late") + " ",
            h("span", {class: "url"}, state.join.url)) : null, W.languageChoice())];
    }

    // The oldest news give way until a projected page needs no scrolling.
    function fit() {
        const page = document.documentElement;
        for (most = NEWS; most >= NEWS_LEAST; most--) {
            W.render();
            if (page.clientWidth < 960 || page.scrollHeight <= page.clientHeight) {
                return;
            }
        }
    }

    async function readBrief() {
        try {
            const reply = await W.get("/api/brief");
            if (reply.status === 200) {
                brief = reply.data;
                Facts.useBrief(brief);
                fit();
            }
        } catch (e) {
            setTimeout(readBrief, 2000);
        }
    }

    (async () => {
        await W.startLanguage();
        const given = W.fromAddress("t");
        if (given) {
            W.keep("console", given, true);
        }
        W.setToken(W.kept("console"));
        W.page(nodes, true);
        W.onLanguage(readBrief);
        addEventListener("resize", fit);
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
