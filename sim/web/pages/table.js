// table.js - one laptop for all teams: shows the page of one team for a minute, and hides it before
// and after.
"use strict";

(() => {
    const {h, t} = W;
    const SECONDS = 60;
    let screen = null, brief = null, seat = null, shown = false, hideAt = 0, stop = 0, consoleToken = null, failed = null;

    const name = id => brief && brief.names.states[id] || id;

    async function read() {
        try {
            W.setToken(consoleToken);
            const [now, texts] = [await W.get("/api/screen/state?after=0&wait=0"), await W.get("/api/brief")];
            if (now.status === 200) {
                screen = now.data;
                W.setClock(screen.phase);
            }
            brief = texts.status === 200 ? texts.data : brief;
            failed = now.status === 200 ? null : t("console.gone");
        } catch (e) {
            failed = t("line.lost");
        }
        W.render();
        if (alone() && !shown && !seat) {
            seat = screen.solo;
            await show();
        }
    }

    function hide() {
        shown = false;
        seat = null;
        clearInterval(stop);
        Team.forget();
        location.hash = "";
        // draw at once, because the next team may already look
        W.render();
        read();
        W.focus("h1");
    }

    // Whether one person plays one seat alone. The page is then never hidden and has a button for
    // the next step.
    const alone = () => screen && screen.solo;

    async function show() {
        W.setToken(consoleToken);
        const given = await W.post("/api/console/table", {seat});
        if (given.status !== 200) {
            failed = t("error.refused");
            W.render();
            return;
        }
        W.setToken(given.data.token);
        await refresh();
        await Team.readBrief();
        shown = true;
        hideAt = alone() ? Infinity : Date.now() + 1000 * SECONDS;
        clearInterval(stop);
        stop = setInterval(tick, 1000);
        W.render();
        W.focus("h1, h2");
    }

    // `open`: the matters that were not settled when somebody pressed the button for the next step.
    let going = false, open = null;

    async function go(unsettled) {
        if (going) {
            return;
        }
        going = true;
        const own = W.token();
        W.setToken(consoleToken);
        const reply = await W.post("/api/console/go", {unsettled});
        const now = await W.get("/api/screen/state?after=0&wait=0");
        screen = now.status === 200 ? now.data : screen;
        W.setToken(own);
        going = false;
        open = reply.data.error === "unsettled" ? reply.data.teams : null;
        if (!open) {
            location.hash = "";
        }
        await refresh();
        W.render();
        W.focus(open ? "#unsettled button" : "main h2");
    }

    const review = () => {
        W.keep("console", consoleToken, true);
        location.assign("/console#review");
    };

    function bar() {
        const button = (label, onclick, more) => [h("button", {onclick, ...more}, t(label)), " "];
        return h("div", {class: "curtain-bar", key: "bar", role: "region", "aria-label": t("controls")},
            screen.phase.kind === "review" ? button("do.review", review, {class: "main"})
                : open ? h("div", {id: "unsettled"}, t("unsettled"), " ", button("do.habit", () => go("habit")), button("do.wait", () => {
                    open = null;
                    W.render();
                })) : button("do.go", () => go(null), {class: "main"}));
    }

    async function refresh() {
        if (going) {
            return;
        }
        const reply = await W.get("/api/state?after=0&wait=0");
        if (reply.status === 200) {
            Team.show(reply.data);
        }
    }

    // Hides the page when its minute is over. Before that, a button gives another minute.
    let last = -1;
    async function tick() {
        const left = Math.round((hideAt - Date.now()) / 1000);
        if (left <= 0) {
            hide();
            return;
        }
        if (left === 15) {
            W.announce(t("curtain.soon"));
        }
        const second = Math.floor(Date.now() / 1000);
        if (second % 3 === 0 && second !== last) {
            last = second;
            await refresh();
        }
        W.render();
    }

    function curtain() {
        if (seat) {
            return [h("h2", {key: "only"}, t("curtain.only", {name: name(seat)})),
                h("p", {key: "away"}, t("curtain.away")),
                h("p", {key: "show"}, h("button", {class: "main", onclick: show}, t("do.show")), " ",
                    h("button", {onclick: () => {
                        seat = null;
                        W.render();
                    }}, t("do.cancel")))];
        }
        const teams = screen ? screen.teams : [];
        return [h("h2", {key: "whose"}, t("curtain.whose")),
            h("ul", {class: "seats", key: "seats"}, teams.map(x => h("li", {key: x.id}, h("button", {
                onclick: () => {
                    seat = x.id;
                    W.render();
                    W.focus("button.main");
                }}, name(x.id))))),
            h("p", {key: "again"}, h("button", {onclick: read}, t("do.again")))];
    }

    function nodes() {
        if (shown && alone()) {
            return Team.nodes().concat(bar());
        }
        if (shown) {
            const left = Math.max(0, Math.round((hideAt - Date.now()) / 1000));
            return [h("div", {class: "curtain-bar", key: "bar", role: "region", "aria-label": t("curtain")},
                h("span", {role: "timer", "aria-label": t("curtain.left")}, t("seconds", {n: left})), " ",
                h("button", {onclick: hide}, t("do.hide")), " ",
                h("button", {onclick: () => {
                    hideAt = Date.now() + 1000 * SECONDS;
                    W.render();
                }}, t("do.minute")))].concat(Team.nodes());
        }
        return [h("header", {key: "header"}, h("h1", {tabindex: -1}, t("page.table")), h("p", {class: "when"},
            screen ? t("phase." + screen.phase.kind) : "", W.timer() ? " · " : "", W.timer())),
        h("main", {key: "main"}, failed ? h("p", {class: "notice bad", key: "failed"}, failed) : null, curtain()),
        h("footer", {key: "footer"}, W.languageChoice())];
    }

    (async () => {
        await W.startLanguage();
        consoleToken = W.consoleToken();
        Team.leave = null;
        document.title = t("page.table") + " – cbmsim";
        W.page(nodes, true);
        W.onLanguage(() => !shown && read());
        read();
        setInterval(() => !shown && !seat && read(), 5000);
    })();
})();
