// check.mjs - check pages in a browser; prints one line of JSON {page, name, bad} for each check.
//
//     node check.mjs CHROMIUM PROFILE PAGE...
//
// For every page: violations of WCAG 2.2 AA found by axe in light and dark mode; horizontal scrolling at
// 320 px; network requests; scripts; names of pictures; keyboard access to links, collapsible parts and
// scrolling parts; size of targets; contrast of marks in charts; number of printed pages.
import fs from "node:fs";
import {pathToFileURL} from "node:url";
import {chromium} from "playwright-core";

const [executablePath, profile, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MAX_SHEETS = 60;

function report(page, name, bad) {
    console.log(JSON.stringify({page, name, bad: bad.slice(0, 12)}));
}

// Violations that axe finds in the page, one line for each element.
async function violations(page) {
    const found = await page.evaluate(async rules =>
        (await window.axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations, RULES);
    return found.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`));
}

const sideways = page => page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) {
        return [];
    }
    return [`${document.documentElement.scrollWidth} px wide in ${room} px`,
        ...[...document.querySelectorAll("body *")]
            .filter(e => e.getBoundingClientRect().right > room + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 100))];
});

const scripts = page => page.evaluate(() => {
    const bad = [...document.querySelectorAll("script, iframe, object, embed, link[rel=stylesheet], base")]
        .map(e => e.outerHTML.slice(0, 100));
    for (const e of document.querySelectorAll("*")) {
        for (const a of e.attributes) {
            if (/^on/i.test(a.name) || /^\s*javascript:/i.test(a.value)) {
                bad.push(`${e.tagName} ${a.name}=${a.value.slice(0, 60)}`);
            }
        }
    }
    return bad;
});

const unnamed = page => page.evaluate(() => [...document.querySelectorAll("svg")]
    .filter(s => s.getAttribute("aria-hidden") !== "true" && !s.closest("[aria-hidden=true]"))
    .filter(s => {
        const by = (s.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
            .map(id => document.getElementById(id)?.textContent ?? "").join(" ");
        const title = [...s.children].find(c => c.tagName === "title")?.textContent ?? "";
        return s.getAttribute("role") !== "img" ||
            (by || s.getAttribute("aria-label") || title).trim().length < 3;
    }).map(s => s.outerHTML.slice(0, 120)));

// Every figure has a table with the same data, for readers who cannot see the figure.
const untabled = page => page.evaluate(() => [...document.querySelectorAll("figure")]
    .filter(f => f.querySelector("svg") && !f.querySelector("table") &&
        !f.parentElement.querySelector("table"))
    .map(f => f.outerHTML.slice(0, 120)));

// Tab reaches all links, collapsible parts and scrolling parts, in the order of the page.
async function unreached(page) {
    const all = await page.evaluate(() => {
        let n = 0;
        for (const e of document.querySelectorAll("a[href], summary, [tabindex], button, input, select")) {
            if (e.checkVisibility() && e.tabIndex >= 0) {
                e.dataset.stop = String(n++);
            }
        }
        const scrolls = [...document.querySelectorAll("body *")].filter(e =>
            e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && e.tabIndex < 0 &&
            /auto|scroll/.test(getComputedStyle(e).overflowX) && !e.querySelector("[data-stop]"));
        window.scrollTo(0, 0);
        document.activeElement?.blur();
        return {n, scrolls: scrolls.map(e => "cannot be scrolled with the keyboard: " + e.outerHTML.slice(0, 100))};
    });
    const order = [];
    for (let k = 0; k < all.n; k++) {
        await page.keyboard.press("Tab");
        order.push(await page.evaluate(() => document.activeElement?.dataset?.stop ?? "?"));
    }
    const wrong = order.flatMap((stop, k) => stop === String(k) ? [] : [`Tab ${k + 1} reached ${stop}`]);
    return [...all.scrolls, ...wrong];
}

// A closed part can be opened with the keyboard.
async function unopened(page) {
    const n = await page.evaluate(() => document.querySelectorAll("details:not([open]) > summary").length);
    if (n === 0) {
        return [];
    }
    await page.evaluate(() => document.querySelector("details:not([open]) > summary").focus());
    await page.keyboard.press("Enter");
    const left = await page.evaluate(() => document.querySelectorAll("details:not([open]) > summary").length);
    return left === n - 1 ? [] : [`${n} closed parts, ${left} after Enter`];
}

// Targets have at least 24 by 24 px, except links within a sentence (WCAG 2.5.8).
const small = page => page.evaluate(() => [...document.querySelectorAll("a[href], summary, button, input, select")]
    .filter(e => e.checkVisibility())
    .filter(e => {
        const r = e.getBoundingClientRect();
        const within = e.tagName === "A" && e.parentElement.textContent.trim() !== e.textContent.trim() &&
            getComputedStyle(e).display === "inline";
        return !within && r.width > 0 && (r.height < 24 || r.width < 24);
    }).map(e => `${Math.round(e.getBoundingClientRect().height)} px high: ${e.outerHTML.slice(0, 100)}`));

// The contrast of marks in charts with the background is at least 3 to 1 (WCAG 1.4.11). A mark passes if its fill
// or its outline has this contrast, or if it is almost invisible on purpose (at most 1.6). Grids and bands are
// exempt.
const faint = page => page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    function rgb(colour) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = "#000";
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    }
    function luminance(c) {
        const [r, g, b] = c.map(x => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
    function ratio(a, b) {
        const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
        return (x + 0.05) / (y + 0.05);
    }
    function behind(e) {
        for (; e; e = e.parentElement) {
            const c = rgb(getComputedStyle(e).backgroundColor);
            if (c[3] === 255) {
                return c.slice(0, 3);
            }
        }
        return rgb(getComputedStyle(document.documentElement).colorScheme === "dark" ? "#121212" : "#fff").slice(0, 3);
    }
    function over(colour, opacity, base) {
        const c = rgb(colour), a = c[3] / 255 * opacity;
        return base.map((x, k) => c[k] * a + x * (1 - a));
    }
    const bad = new Map();
    for (const e of document.querySelectorAll("svg path, svg circle, svg rect, svg polygon, svg polyline, svg line")) {
        if (e.closest("defs, clipPath, mask, pattern, marker, .grid, .band") || !e.checkVisibility()) {
            continue;
        }
        const style = getComputedStyle(e), base = behind(e.ownerSVGElement);
        let opacity = 1;
        for (let up = e; up && up !== e.ownerSVGElement.parentElement; up = up.parentElement) {
            opacity *= Number(getComputedStyle(up).opacity);
        }
        const paints = [];
        if (style.fill !== "none" && !style.fill.startsWith("url") && !/^(line|polyline)$/.test(e.tagName)) {
            paints.push(ratio(over(style.fill, opacity * Number(style.fillOpacity), base), base));
        }
        if (style.stroke !== "none" && !style.stroke.startsWith("url") && parseFloat(style.strokeWidth) > 0) {
            paints.push(ratio(over(style.stroke, opacity * Number(style.strokeOpacity), base), base));
        }
        const contrast = Math.max(...paints);
        if (paints.length > 0 && contrast > 1.6 && contrast < 3) {
            const what = `${contrast.toFixed(2)}: ${e.tagName}.${e.getAttribute("class") ?? ""} ${style.fill} ${style.stroke}`;
            bad.set(what, (bad.get(what) ?? 0) + 1);
        }
    }
    return [...bad].map(([what, n]) => `${what} (${n})`);
});

async function paper(page) {
    const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true, tagged: true});
    const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g) ?? []).length;
    return sheets >= 1 && sheets <= MAX_SHEETS ? [] : [`${sheets} sheets`];
}

// Returns the faults of a page with hostile text, which must appear as text.
const harmed = page => page.evaluate(() => {
    const bad = window.harmed ? ["a script ran"] : [];
    if (document.querySelector(".harm, marquee, img[src='x']")) {
        bad.push("an element was inserted: " + document.querySelector(".harm, marquee, img[src='x']").outerHTML.slice(0, 80));
    }
    if (!document.body.textContent.includes("<script>window.harmed")) {
        bad.push("the text is not shown");
    }
    if (/[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent) &&
        !document.querySelector("bdi, [dir]")) {
        bad.push("a direction character is not isolated");
    }
    return bad;
});

async function look(context, file) {
    const page = await context.newPage();
    const requests = [], errors = [];
    page.on("request", r => /^(file|data):/.test(r.url()) || requests.push(r.url()));
    page.on("console", m => m.type() === "error" && errors.push(m.text()));
    page.on("pageerror", e => errors.push(String(e)));
    await page.setViewportSize({width: 1280, height: 900});
    await page.goto(pathToFileURL(file).href);
    report(file, "the page runs no script", await scripts(page));
    report(file, "every picture has an accessible name", await unnamed(page));
    report(file, "every figure has a table", await untabled(page));
    report(file, "the keyboard reaches everything, in order", await unreached(page));
    report(file, "a closed part opens with Enter", await unopened(page));
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({colorScheme});
        report(file, `axe finds no violation in ${colorScheme}`, await violations(page));
        report(file, `marks of charts have enough contrast in ${colorScheme}`, await faint(page));
    }
    await page.emulateMedia({colorScheme: "light"});
    await page.setViewportSize({width: 320, height: 640});
    report(file, "the page does not scroll horizontally at 320 px", await sideways(page));
    await page.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
    report(file, "the page with all parts open does not scroll horizontally at 320 px", await sideways(page));
    report(file, "axe finds no violation with all parts open", await violations(page));
    report(file, "targets are large enough", await small(page));
    await page.setViewportSize({width: 1280, height: 900});
    report(file, "the page prints on a limited number of sheets", await paper(page));
    if (file.includes("hostile")) {
        report(file, "hostile text appears as text", await harmed(page));
    }
    report(file, "the page makes no network request", requests);
    report(file, "the browser reports no error", errors);
    await page.close();
}

const context = await chromium.launchPersistentContext(profile, {executablePath, headless: true,
    offline: true,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"]});
for (const file of pages) {
    await look(context, file);
}
await context.close();
