// follow.js - code that all pages except the shared table use: the held request by which a page
// follows the state of the exercise, and the address as a code to scan.
"use strict";

{
    // Requests the state at `path` again and again. Calls onState(snapshot) and onLine("ok" |
    // "lost" | "back" | "gone"). Returns a function that requests at once: the whole state if
    // `whole` is true.
    W.follow = (path, onState, onLine) => {
        let n = 0, tries = 0, line = "ok", abort = null, wake = null, woken = false, stopped = false;

        async function rest(ms) {
            await Promise.race([W.pause(ms), new Promise(done => {
                wake = done;
            })]);
            wake = null;
        }

        function status(now) {
            if (now !== line) {
                line = now;
                onLine(now);
            }
        }

        // If the same page is open twice, the newer request waits, and the older one is answered at
        // once. The page with the older one then pauses, longer if it is hidden, so that the two
        // pages do not end each other's requests in turn.
        async function once() {
            const began = performance.now(), wait = tries ? 0 : 25;
            abort = new AbortController();
            const limit = setTimeout(() => abort.abort(), 40000);
            try {
                const reply = await W.request(path + "?after=" + n + "&wait=" + wait + "&lang=" + W.language(), {signal: abort.signal});
                if (reply.status === 200) {
                    n = reply.data.n;
                    status(line === "lost" ? "back" : line);
                    tries = 0;
                    try {
                        onState(reply.data);
                    } catch (e) { // not a lost line
                        setTimeout(() => {
                            throw e;
                        });
                    }
                } else if (reply.status === 204) {
                    status(line === "lost" ? "back" : "ok");
                    tries = 0;
                    if (performance.now() - began < 800 * wait) {
                        await rest(document.hidden ? 60000 : 5000);
                    }
                } else if (reply.status === 401 || reply.status === 403) {
                    stopped = true;
                    status("gone");
                } else {
                    throw new Error(String(reply.status));
                }
            } finally {
                clearTimeout(limit);
            }
        }

        (async () => {
            while (!stopped) {
                try {
                    await once();
                } catch (e) {
                    if (woken) {
                        woken = false;
                        continue;
                    }
                    status("lost");
                    await rest(W.backOff(tries));
                    tries++;
                }
                woken = false;
            }
        })();

        function again(whole) {
            if (whole) {
                n = 0;
            }
            woken = true;
            if (abort) {
                abort.abort();
            }
            if (wake) {
                wake();
            }
        }
        addEventListener("online", () => again(false));
        document.addEventListener("visibilitychange", () => {
            if (!document.hidden && (line === "lost" || wake)) {
                again(false);
            }
        });
        W.onLanguage(() => again(true));
        return again;
    };

    // Draws the address as a code to scan, dark on light in both colour schemes.
    W.qr = code => {
        const size = code ? code.size + 4 : 0;
        return code && code.path ? W.h("svg", {class: "qr", viewBox: "-2 -2 " + size + " " + size, role: "img",
            "aria-label": W.t("qr")}, W.h("rect", {x: -2, y: -2, width: size, height: size, fill: "#fff"}),
        W.h("path", {d: code.path, fill: "#000"})) : null;
    };
}
