// check.mjs - what a browser says of pages; prints one line of JSON for each check.
//
//     node check.mjs CHROMIUM PROFILE PAGE...
//
// Of every page: what axe finds against WCAG 2.2 AA in light and dark, whether it scrolls
// sideways at 320 px, what it asks of the network, whether it runs scripts, whether every picture
// has a name, the keyboard reaches what opens and scrolls, targets are large enough, marks stand
// out from what is behind them, and paper holds it.
import fs from "node:fs";
import {pathToFileURL} from "node:url";
import {chromium} from "playwright-core";

const [executablePath, profile, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MOST_A4 = 60;

function say(page, name, bad) {
    console.log(JSON.stringify({page, name, bad: bad.slice(0, 12)}));
}

// In the page: what axe finds, in one line each.
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

// Figures come with a table of the same, which whoever cannot see them reads.
const untabled = page => page.evaluate(() => [...document.querySelectorAll("figure")]
    .filter(f => f.querySelector("svg") && !f.querySelector("table") &&
        !f.parentElement.querySelector("table"))
    .map(f => f.outerHTML.slice(0, 120)));

// Everything that opens, leads somewhere or scrolls is reached by Tab, in the order of the page.
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
        return {n, scrolls: scrolls.map(e => "scrolls, and no key does it: " + e.outerHTML.slice(0, 100))};
    });
    const order = [];
    for (let k = 0; k < all.n; k++) {
        await page.keyboard.press("Tab");
        order.push(await page.evaluate(() => document.activeElement?.dataset?.stop ?? "?"));
    }
    const wrong = order.flatMap((stop, k) => stop === String(k) ? [] : [`Tab ${k + 1} led to ${stop}`]);
    return [...all.scrolls, ...wrong];
}

// A closed part opens with the keyboard alone.
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

// 24 by 24 px, but for links within a sentence (WCAG 2.5.8).
const small = page => page.evaluate(() => [...document.querySelectorAll("a[href], summary, button, input, select")]
    .filter(e => e.checkVisibility())
    .filter(e => {
        const r = e.getBoundingClientRect();
        const within = e.tagName === "A" && e.parentElement.textContent.trim() !== e.textContent.trim() &&
            getComputedStyle(e).display === "inline";
        return !within && r.width > 0 && (r.height < 24 || r.width < 24);
    }).map(e => `${Math.round(e.getBoundingClientRect().height)} px high: ${e.outerHTML.slice(0, 100)}`));

// Marks of charts against what is behind the chart: 3 to 1 (WCAG 1.4.11). A fill that is lighter
// passes if its outline does, or if it is as good as the background; grids and bands only help.
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
        const most = Math.max(...paints);
        if (paints.length > 0 && most > 1.6 && most < 3) {
            const what = `${most.toFixed(2)}: ${e.tagName}.${e.getAttribute("class") ?? ""} ${style.fill} ${style.stroke}`;
            bad.set(what, (bad.get(what) ?? 0) + 1);
        }
    }
    return [...bad].map(([what, n]) => `${what} (${n})`);
});

async function paper(page) {
    const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true, tagged: true});
    const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g) ?? []).length;
    return sheets >= 1 && sheets <= MOST_A4 ? [] : [`${sheets} sheets`];
}

// Text that was meant to do harm stands there as text.
const harmed = page => page.evaluate(() => {
    const bad = window.harmed ? ["a script ran"] : [];
    if (document.querySelector(".harm, marquee, img[src='x']")) {
        bad.push("an element was put in: " + document.querySelector(".harm, marquee, img[src='x']").outerHTML.slice(0, 80));
    }
    if (!document.body.textContent.includes("<script>window.harmed")) {
        bad.push("the text is not shown");
    }
    if (/[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent) &&
        !document.querySelector("bdi, [dir]")) {
        bad.push("what reverses writing is let loose");
    }
    return bad;
});

async function look(context, file) {
    const page = await context.newPage();
    const asked = [], errors = [];
    page.on("request", r => /^(file|data):/.test(r.url()) || asked.push(r.url()));
    page.on("console", m => m.type() === "error" && errors.push(m.text()));
    page.on("pageerror", e => errors.push(String(e)));
    await page.setViewportSize({width: 1280, height: 900});
    await page.goto(pathToFileURL(file).href);
    say(file, "runs no script", await scripts(page));
    say(file, "every picture has a name", await unnamed(page));
    say(file, "every figure has its table", await untabled(page));
    say(file, "the keyboard reaches everything, in order", await unreached(page));
    say(file, "a closed part opens with Enter", await unopened(page));
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({colorScheme});
        say(file, `axe finds nothing, ${colorScheme}`, await violations(page));
        say(file, `marks stand out, ${colorScheme}`, await faint(page));
    }
    await page.emulateMedia({colorScheme: "light"});
    await page.setViewportSize({width: 320, height: 640});
    say(file, "no sideways scrolling at 320 px", await sideways(page));
    await page.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
    say(file, "nor with everything open", await sideways(page));
    say(file, "axe finds nothing with everything open, either", await violations(page));
    say(file, "targets are large enough", await small(page));
    await page.setViewportSize({width: 1280, height: 900});
    say(file, "fits on paper", await paper(page));
    if (file.includes("hostile")) {
        say(file, "hostile text is text", await harmed(page));
    }
    say(file, "asks nothing of the network", asked);
    say(file, "nothing is amiss", errors);
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
