// join.js - a device joins an exercise: language, code, decide or observe.
"use strict";

(() => {
    const {h, t} = W;
    const form = {code: "", role: "decide", notice: null, busy: false}; // notice: key and values of a message
    let title = null;

    async function hello() {
        try {
            const reply = await W.get("/api/hello");
            title = reply.status === 200 ? reply.data.title : title;
            W.render();
        } catch (e) {
            setTimeout(hello, 3000);
        }
    }

    function fail(...notice) {
        form.notice = notice;
        form.busy = false;
        W.announce(t(...notice));
        W.render();
    }

    async function join(e) {
        e.preventDefault();
        const code = form.code.replace(/\D/g, "");
        if (code.length !== 8) {
            fail("code.eight");
            W.focus("#code");
            return;
        }
        if (form.busy) {
            return;
        }
        form.busy = true;
        form.notice = ["sending"];
        W.render();
        const reply = await W.post("/api/join", {code, role: form.role}, () => {
            form.notice = ["line.lost"];
            W.announce(t("line.lost"));
            W.render();
        });
        if (reply.status === 200) {
            W.keep("token", reply.data.token);
            location.assign("/team");
        } else if (reply.status === 429) {
            fail("code.slow", {n: reply.data.wait || 60});
        } else {
            fail(...(typeof reply.data.left === "number" ? ["code.wrong.left", {n: reply.data.left}] : ["code.wrong"]));
        }
    }

    function choice(role) {
        return h("div", {class: "choice", key: role},
            h("input", {type: "radio", name: "role", id: "role-" + role, value: role, checked: form.role === role,
                onchange: () => {
                    form.role = role;
                    W.render();
                }}), h("label", {for: "role-" + role}, t("role.i." + role)));
    }

    function nodes() {
        return [h("main", {key: "main"},
            h("h1", null, title ? W.said(title) : "cbmsim"),
            h("p", null, t("join.what")),
            W.languageChoice(),
            h("form", {onsubmit: join, novalidate: true},
                h("p", null, h("label", {for: "code"}, t("code")),
                    h("input", {id: "code", inputmode: "numeric", autocomplete: "off", maxlength: 12, value: form.code,
                        "aria-describedby": "code-hint", oninput: e => {
                            form.code = e.target.value;
                            form.notice = null;
                            W.render();
                        }}), h("span", {id: "code-hint", class: "hint"}, t("code.hint"))),
                h("fieldset", null, h("legend", null, t("role.ask")), choice("decide"), choice("observe")),
                form.notice ? h("p", {class: "notice"}, t(...form.notice)) : null,
                h("p", null, h("button", {type: "submit", class: "main"}, t("do.join")))),
            h("p", {class: "hint"}, t("join.noname")),
            h("p", {class: "hint"}, t("join.trouble")),
            h("p", {class: "hint"}, t("join.tls")))];
    }

    (async () => {
        form.code = W.fromAddress("c") || "";
        await W.startLanguage();
        if (!form.code && W.kept("token")) {
            location.replace("/team");
            return;
        }
        W.page(nodes, false);
        W.onLanguage(hello);
        hello();
    })();
})();
