// facts.js - names, and facts as labels and values, for the pages of teams, the screen and the
// review.
//
// A fact is a card, not a sentence, so that names need no case, gender or article.
"use strict";

const Facts = (() => {
    const {h, t, said, date, percent, number} = W;
    // Names and texts of the scenario, from the server.
    let brief = null;

    // Reads them, and again until they come.
    async function read(path, done) {
        try {
            const reply = await W.get(path);
            if (reply.status === 200) {
                brief = reply.data;
                done();
            }
        } catch (e) {
            setTimeout(() => read(path, done), 2000);
        }
    }

    const stateName = id => !id ? t("nobody")
        : id === "all" ? t("to.all")
            : brief && brief.names.states[id] || (W.has("actor." + id) ? t("actor." + id) : id);
    const agreementName = id => said(brief && brief.names.agreements[id] || id);
    const kindName = seen => seen.kind === "act" ? W.rowName(seen.act || "none") : t("type." + seen.kind);
    const agreementText = id => {
        const name = brief && brief.names.agreements[id];
        return name ? name.text || name : id;
    };

    const matterTitle = (n, what) => t("matter", {n}) + W.colon() + what;

    // Returns the class of target that was hit.
    const place = seen => seen.on && t("on." + seen.on) + (seen.critical ? ", " + t("critical") : "");
    const of100 = n => typeof n === "number" && n + " " + t("of.100");

    // Lists facts as "Label: value", without sentences. An empty value (but not 0) is left out.
    function facts(pairs) {
        return h("ul", {class: "facts"}, pairs.filter(p => p[1] || p[1] === 0)
            .map(([label, value]) => h("li", {key: label}, label ? h("span", {class: "label"}, t("fact." + label) + W.colon()) : null, value)));
    }

    function severity(x) {
        return typeof x !== "number" ? "" : t("severity." + Math.min(5, 1 + Math.floor(x / 2))) +
            " (" + t("of.ten", {x: number(x)}) + ")";
    }

    const LOG_STATES = ["actor", "target", "named"], LOG_ROWS = ["response", "overt", "covert", "help"];

    const WHERE = ["detected", "public", "industry", "truth"];
    // Kinds of facts that name two states. A team reads only the name of the other state.
    const MINE = ["read", "sent", "reply", "contact", "crisis", "settled"], PAIR = ["contact", "crisis", "settled"];
    const labelOf = (key, member) => key === "truth" && member === "actor" ? "truth"
        : key === "industry" && member === "named" ? "industry"
            : WHERE.includes(key) && member === "target" ? "on" : PAIR.includes(key) ? "with"
                // an order is directed against the state that was named
                : key.startsWith("order") && member === "named" ? "against"
                : key.startsWith("operation") && member === "target" ? "against" : member;

    // Whether the number belongs to an incident or act that is not a matter of this team.
    const ofOthers = i => i.key === "read" || i.key.startsWith("operation") || i.others;

    // Returns one fact of the log as labels and values. facts() leaves out empty values.
    function logFacts(item, what) {
        const i = {...item, ...item.args}, own = i.key === "decided" && i.settled;
        if (own) {
            // the state that the team addressed and the actor that the analysts named can differ
            Object.assign(i, {target: own.to, named: own.named, confidence: own.p});
        }
        const pairs = what ? [["", what]] : [];
        const add = (label, value) => pairs.push([label, value]);
        const word = (label, set) => add(label, i[label] && t(set + i[label]));
        const lean = i.confidence < 0.5 && !i.key.startsWith("order");
        // the actor that was named is shown even if it is "nobody"
        LOG_STATES.forEach(k => (i[k] || k === i.key) && !(brief && i[k] === brief.seat && MINE.includes(i.key)) && add(k === "named" && lean ? "lean" : labelOf(i.key, k), i[k] ? stateName(i[k]) : t("unsure")));
        word("kind", "type.");
        add("on", place(i));
        LOG_ROWS.forEach(k => i[k] && i[k] !== "none" && i[k] !== "no_request" && add(k === "overt" && (i.covert || "none") === "none" ? "done" : k, W.rowName(i[k])));
        word("message", "message.");
        add("reply", i.key === "reply" && t("reply." + (i.reply || "granted")));
        word("contact", "contact.");
        add("agreement", i.agreement && agreementName(i.agreement));
        word("status", "status.");
        word("end", "end.");
        add("severity", severity(i.severity));
        add(i.key === "decided" ? "analysts" : "confidence", i.named && !i.key.startsWith("order") && typeof i.confidence === "number" && percent(i.confidence));
        add("cause", i.key === "crisis" && i.begins && causeOf(i.cause, i));
        add("sure", i.settled && of100(i.settled.sure));
        add(ofOthers(i) ? "number" : "matter", i.number);
        add("about", i.about);
        return facts(pairs);
    }

    // Returns the fact after which a crisis began, if the state knows it.
    // A decision raises tension because the state then holds the other one responsible.
    const causeOf = (c, i) => !c ? t("cause.none") : (c.response ? stateName(c.actor) + W.colon() + W.rowName(c.response) : c.key === "decided"
        ? t("cause.decided", {who: stateName(i.target)}) : t("seen." + c.key))
        + (c.number ? ", " + t("matter", {n: c.number}) : "");

    function logTitle(item) {
        const both = item.key === "crisis" || item.key === "member";
        return item.settled && item.settled.by === "habit" ? t("decided.habit") : t("seen." + item.key + (both ? item.begins ? ".on" : ".off" : ""));
    }

    // Shows an incident as everybody reads it: the state that was hit and the type in the heading,
    // the other facts below.
    function publicItem(i) {
        return [h("strong", null, t("fact.on") + W.colon() + stateName(i.target) + " · " + t("type." + i.kind)),
            logFacts({...i, args: {}, target: undefined, kind: undefined, on: undefined}, W.list([i.all === false ? "" : t("seen.public"), place(i)]))];
    }

    function actItem(i) {
        return [h("strong", null, stateName(i.actor) + (i.target ? " → " + stateName(i.target) : "") + W.colon() + W.rowName(i.response)),
            logFacts({...i, args: {}, actor: undefined, target: undefined, response: undefined})];
    }

    // Shows the facts about an incident against the state itself. Only the first one has the class
    // of target.
    const OWN = ["detected", "triaged", "named", "over"];

    function ownItem(i) {
        return [h("strong", null, logTitle(i) + W.colon() + t("type." + i.kind)),
            logFacts({...i, args: {}, kind: undefined, on: i.key === "detected" ? i.on : undefined})];
    }

    function newsItem(one, k) {
        const i = {...one, ...one.args};
        i.others = WHERE.concat("act").includes(i.key) && brief && i.target && i.target !== brief.seat;
        return h("li", {key: one.day + (one.key || one.form) + k, class: one.all ? "all" : false},
            h("span", {class: "day"}, date(one.day)), one.all ? h("small", {class: "pill"}, t("known.all")) : null, " ", one.whose ? h("strong", null, one.whose, W.colon()) : null,
            one.text !== undefined ? [h("strong", {class: "form"}, t("form." + (one.form || "news"))),
                h("p", {lang: one.lang && one.lang !== W.language() ? one.lang : false}, one.text)]
                : i.key === "public" && i.kind && i.target ? publicItem(i)
                    : i.key === "act" && i.actor && i.response ? actItem(i) : OWN.includes(i.key) && i.kind ? ownItem(i) : [h("strong", null, logTitle(one)), logFacts({...i, args: {}})]);
    }


    // Returns whether the event of a prediction happened and, if so, when and between whom.
    const outcome = p => t(p.happened ? "yes" : "no") + (p.on ? ", " + date(p.on) + " " + stateName(p.actor) + " → " + stateName(p.target) : "");

    return {outcome, matterTitle, stateName, agreementName, agreementText, kindName, place, of100, facts, severity, logFacts, logTitle, newsItem,
        read, brief: () => brief};
})();
