// common.js - code that all pages of the workshop share: elements, words, requests, times.
//
// A page draws itself from one snapshot of the server: render(state) returns a list of h() nodes,
// and patch() changes only what differs. Elements keep their identity by `key`, so focus, scrolling
// and open parts survive. Text that people type is kept in objects of the page, because the next
// snapshot replaces the last one. Texts of other people enter the document only as text nodes.
"use strict";

const W = (() => {
    const SVG = new Set(["svg", "path", "line", "circle", "rect", "g", "text", "title"]);
    const LANGUAGES = [["en", "English"], ["fr", "Français"], ["id", "Bahasa Indonesia"],
        ["vi", "Tiếng Việt"], ["ru", "Русский"]];

    // ---- elements ----

    // A node to draw: tag, attributes (on*: handlers; css: custom properties), children.
    function h(tag, attrs, ...children) {
        return {tag, attrs: tag === "button" ? {type: "button", ...attrs} : attrs || {}, children: children.flat(Infinity)
            .filter(c => c !== null && c !== undefined && c !== false && c !== "")};
    }

    const PROPERTIES = new Set(["value", "checked", "disabled", "indeterminate"]);

    function setAttribute(node, name, value, created) {
        if (name === "key") {
            return;
        }
        if (name.startsWith("on")) {
            node[name] = value;
        } else if (name === "css") {
            for (const part of Object.keys(value)) {
                if (node.style.getPropertyValue(part) !== value[part]) {
                    node.style.setProperty(part, value[part]);
                }
            }
        } else if (name === "open") {
            // people may close and open the part later; the page sets only its first state
            if (created && value) {
                node.open = true;
            }
        } else if (PROPERTIES.has(name)) {
            if (node[name] !== value) {
                node[name] = value;
            }
        } else if (value === false || value === null || value === undefined) {
            node.removeAttribute(name);
        } else if (node.getAttribute(name) !== String(value)) {
            node.setAttribute(name, value === true ? "" : value);
        }
    }

    function make(child, parent) {
        const node = typeof child !== "object" ? document.createTextNode(child)
            : SVG.has(child.tag) && (child.tag === "svg" || parent.namespaceURI.endsWith("svg"))
                ? document.createElementNS("http://www.w3.org/2000/svg", child.tag)
                : document.createElement(child.tag);
        node.wKey = keyless(child);
        return node;
    }

    const keyless = child => typeof child !== "object" ? "#" : child.tag + (child.attrs.key || "");

    function update(node, child, created) {
        if (typeof child !== "object") {
            if (node.nodeValue !== String(child)) {
                node.nodeValue = child;
            }
            return;
        }
        const before = node.wAttrs || {};
        for (const name of Object.keys(before)) {
            if (!(name in child.attrs)) {
                setAttribute(node, name, name.startsWith("on") || PROPERTIES.has(name) ? null :
                    name === "css" ? {} : false, false);
            }
        }
        if (child.attrs.type) {
            // the type is set before the value
            setAttribute(node, "type", child.attrs.type, created);
        }
        // the value of a select element is set after its options
        const late = child.tag === "select" ? ["value"] : [];
        for (const name of Object.keys(child.attrs)) {
            if (!late.includes(name)) {
                setAttribute(node, name, child.attrs[name], created);
            }
        }
        node.wAttrs = child.attrs;
        patch(node, child.children);
        for (const name of late) {
            if (name in child.attrs) {
                setAttribute(node, name, child.attrs[name], created);
            }
        }
    }

    // Replaces the children of `parent` with the list. Nodes with the same tag and key are kept.
    function patch(parent, list) {
        const old = new Map();
        for (const node of parent.childNodes) {
            old.set(node.wKey, (old.get(node.wKey) || []).concat(node));
        }
        const now = list.map(child => {
            const same = old.get(keyless(child));
            return same && same.length ? same.shift() : null;
        });
        for (const left of old.values()) {
            left.forEach(node => node.remove());
        }
        list.forEach((child, k) => {
            const node = now[k] || make(child, parent);
            if (parent.childNodes[k] !== node) {
                parent.insertBefore(node, parent.childNodes[k] || null);
            }
            update(node, child, !now[k]);
        });
    }

    // ---- words ----

    let words = {}, english = null, plural = null, reviewed = null;
    let language = "en";
    const listeners = [];

    function plain(key) {
        return key.slice(key.indexOf(".") + 1).replace(/_/g, " ");
    }

    // Returns the message of that key. A missing message is shown in English, or as its key with a
    // mark.
    function t(key, args) {
        let text = words[key], mark = false;
        if (text === undefined) {
            mark = true;
            text = english ? english[key] : undefined;
            if (english === null && language !== "en") {
                english = {};
                fetchWords("en").then(file => {
                    english = file.words;
                    changed();
                }, () => {});
            }
        }
        if (text && typeof text === "object") {
            text = text[plural.select(args.n)] || text.other;
        }
        if (text === undefined) {
            text = plain(key);
        }
        text = text.replace(/\{(\w+)\}/g, (all, name) => args && name in args ? args[name] : all);
        return mark ? "‹" + text + "›" : text;
    }

    const has = key => words[key] !== undefined;

    function fetchWords(tag) {
        return fetch("/words/" + tag + ".json").then(reply => {
            if (!reply.ok) {
                throw new Error(String(reply.status));
            }
            return reply.json();
        });
    }

    function changed() {
        // the announced text is in the previous language
        announce("");
        listeners.forEach(f => f());
    }

    async function setLanguage(tag) {
        const file = await fetchWords(tag);
        language = tag;
        words = file.words;
        reviewed = file.reviewed_by;
        plural = new Intl.PluralRules(tag);
        document.documentElement.lang = tag;
        keep("language", tag);
        changed();
    }

    // Begins with the language chosen on this device, otherwise with a language of the browser.
    async function startLanguage() {
        const wanted = [kept("language")].concat((navigator.languages || []).map(tag => tag.slice(0, 2)));
        const tag = wanted.find(one => LANGUAGES.some(l => l[0] === one)) || "en";
        try {
            await setLanguage(tag);
        } catch (e) {
            if (tag !== "en") {
                await setLanguage("en");
            }
        }
    }

    function languageChoice() {
        return h("p", {class: "language", key: "language"},
            h("label", {for: "language"}, t("language")), " ",
            h("select", {id: "language", value: language,
                onchange: e => setLanguage(e.target.value).catch(() => {})},
            LANGUAGES.map(([tag, name]) => h("option", {value: tag, lang: tag, key: tag}, name))),
            reviewed ? null : h("small", {class: "unreviewed"}, t("language.unreviewed")));
    }

    // Returns a text of the scenario. A text in another language than the page is marked with its
    // language.
    function said(text) {
        if (!text) {
            return "";
        }
        return typeof text === "string" ? text
            : text.lang && text.lang !== language
                ? h("span", {lang: text.lang, class: "foreign"}, text.text) : text.text;
    }

    // Paragraphs of a longer text.
    function paragraphs(text, key) {
        const whole = text && typeof text === "object" ? text.text : text || "";
        const lang = text && text.lang && text.lang !== language ? text.lang : false;
        return whole.split(/\n\s*\n/).map((part, k) => h("p", {lang, key: key + k}, part));
    }

    // ---- dates, numbers ----

    const locale = () => language === "en" ? "en-GB" : language;

    function date(text, long) {
        if (!text) {
            return "";
        }
        const day = new Date(text + "T00:00:00Z");
        const shown = new Intl.DateTimeFormat(locale(), {day: "numeric", month: long ? "long" : "short",
            year: long ? "numeric" : undefined, timeZone: "UTC"}).format(day);
        return language === "vi" ? t("date." + (long ? "long" : "short"), {d: day.getUTCDate(), m: day.getUTCMonth() + 1,
            y: day.getUTCFullYear()}) : language === "fr" ? shown.replace(/^1 /, "1er ") : shown;
    }

    const percent = p => new Intl.NumberFormat(language, {style: "percent"}).format(p);
    const number = (x, digits) => new Intl.NumberFormat(language,
        {maximumFractionDigits: digits === undefined ? 1 : digits}).format(x);
    const list = items => items.filter(x => x).join(", ");
    const colon = () => language === "fr" ? "\u202f: " : ": ";

    // Returns the part of the exercise in words: a round, or another phase.
    const round = p => p.round && p.kind !== "review" ? t("round.of", {n: p.round, of: p.rounds}) : t("phase." + p.kind);

    // Returns a choice in words: its family, and its row if the family has several.
    const ONLY = ["absorb", "mitigate"];
    const rowName = row => t(row === "absorb" ? "family.pass" : row === "mitigate" ? "family.repair" : "row." + row);
    const choice = (family, row) => [family ? t("family." + family) : "", row && (!family || !ONLY.includes(row))
        ? rowName(row) : ""].filter(x => x).join(colon()) || t("family.wait");

    // Returns everything that a decision has carried out: its choice and its other responses.
    const carriedOut = d => list([choice(d.family, d.row)].concat((d.also || []).map(rowName)));

    // Draws a share in [0, 1] as a bar. The number is printed beside it, so that the bar is hidden
    // from screen readers.
    function bar(share, klass) {
        return h("span", {class: "bar " + (klass || ""), "aria-hidden": "true",
            css: {"--share": Math.round(100 * share) + "%"}});
    }

    const caption = text => h("caption", null, h("span", null, text));

    // ---- values kept on the device ----

    function kept(name) {
        try {
            return sessionStorage.getItem("cbmsim." + name) || localStorage.getItem("cbmsim." + name);
        } catch (e) {
            return null;
        }
    }

    function keep(name, value, only) {
        try {
            for (const store of only ? [sessionStorage] : [sessionStorage, localStorage]) {
                if (value === null) {
                    store.removeItem("cbmsim." + name);
                } else {
                    store.setItem("cbmsim." + name, value);
                }
            }
        } catch (e) { /* a private window keeps nothing */ }
    }

    // Returns the token or code after # of the address, and removes it from the address bar.
    function fromAddress(name) {
        const found = new RegExp("[#&]" + name + "=([\\w-]+)").exec(location.hash);
        if (found) {
            history.replaceState(null, "", location.pathname);
        }
        return found ? found[1] : null;
    }

    // The token of the console: at first in the address, then kept by this window.
    function consoleToken() {
        const given = fromAddress("t");
        if (given) {
            keep("console", given, true);
        }
        return kept("console");
    }

    // ---- requests ----

    let token = null;
    const pause = ms => new Promise(done => setTimeout(done, ms));
    const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)),
        b => b.toString(16).padStart(2, "0")).join("");
    const backOff = tries => Math.min(10000, 1000 * Math.pow(1.7, tries)) * (0.8 + 0.4 * Math.random());

    async function request(path, options) {
        const headers = {...(options && options.headers)};
        if (token) {
            headers["X-Workshop-Token"] = token;
        }
        const reply = await fetch(path, {...options, headers, cache: "no-store"});
        const text = reply.status === 204 ? "" : await reply.text();
        let data = {};
        try {
            data = text ? JSON.parse(text) : {};
        } catch (e) { /* not JSON: use the status */ }
        return {status: reply.status, data};
    }

    const get = path => request(path + (path.includes("?") ? "&" : "?") + "lang=" + language);

    // Sends a request until the program answers. The program accepts each key only once, so that
    // repetitions have no effect. `lost` is called before each wait.
    async function post(path, body, lost) {
        const joins = path === "/api/join";
        const text = JSON.stringify(joins ? body : {key: newKey(), ...body});
        for (let tries = 0; ; tries++) {
            try {
                const reply = await request(path, {method: "POST", body: text,
                    headers: {"Content-Type": "application/json"}});
                if (reply.status < 500 && reply.status !== 429 || joins) {
                    return reply;
                }
            } catch (e) { /* no answer: post again */ }
            if (lost) {
                lost();
            }
            await pause(backOff(tries));
        }
    }

    // ---- time that is left ----

    let clock = {end: null, left: null};

    function setClock(phase) {
        const left = phase && typeof phase.left_s === "number" ? phase.left_s : null;
        clock = {end: left === null || phase.paused ? null : performance.now() + 1000 * left, left,
            paused: !!(phase && phase.paused)};
    }

    function secondsLeft() {
        return clock.left === null ? null
            : clock.end === null ? clock.left : Math.round((clock.end - performance.now()) / 1000);
    }

    function exact(seconds) {
        const s = Math.abs(seconds);
        return (seconds < 0 ? "−" : "") + Math.floor(s / 60) + ":" + String(s % 60).padStart(2, "0");
    }

    // The exact time changes each second and is hidden from screen readers. The time in words
    // changes each minute.
    function timer() {
        const left = secondsLeft();
        if (left === null) {
            return null;
        }
        const minutes = Math.max(1, Math.round(left / 60));
        const text = clock.paused ? t("time.paused") : left <= 0 ? t("time.up")
            : left < 60 ? t("time.soon") : t("time.about", {n: minutes});
        return h("span", {class: "time", key: "timer"},
            h("span", {role: "timer", "aria-label": t("time.left"), class: clock.paused || left <= 0 ? false : "unseen"}, text), " ",
            h("span", {class: "exact", "aria-hidden": "true"}, exact(left)));
    }

    // ---- the document ----

    let draw = null;

    function render() {
        if (draw) {
            patch(document.getElementById("app"), draw());
        }
    }

    // Draws the page with f: now, whenever the language changes and, if `timed`, each second.
    function page(f, timed) {
        draw = f;
        listeners.push(render);
        if (timed) {
            setInterval(() => {
                if (clock.end !== null) {
                    render();
                }
            }, 1000);
        }
        render();
    }

    // There is one live region. The same text twice is not announced again.
    function announce(text) {
        const place = document.getElementById("say");
        if (place.textContent !== text) {
            place.textContent = text;
        }
    }

    function focus(selector) {
        const node = document.querySelector(selector);
        if (node) {
            node.focus();
        }
    }

    return {h, t, has, said, paragraphs, caption, round, choice, carriedOut, rowName, colon, locale, date, percent, number, list, bar, kept, keep, fromAddress, consoleToken, get, post, request, pause, backOff,
        setClock, secondsLeft, timer, exact, render, page, announce, focus, startLanguage, languageChoice,
        language: () => language, onLanguage: f => listeners.push(f), setToken: value => {
            token = value;
        }, token: () => token};
})();
