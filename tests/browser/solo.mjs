// solo.mjs - one seat alone in a browser; prints one line of JSON {page, name, bad} for each check.
//
//     node solo.mjs CHROMIUM ADDRESS
import {chromium} from "playwright-core";

const [executablePath, address] = process.argv.slice(2);
const STOPS = 30, SLOW = 90000;
const report = (name, bad) => console.log(JSON.stringify({page: "solo", name, bad}));
const browser = await chromium.launch({executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu",
    "--disable-background-networking", "--no-first-run"]});
const page = await (await browser.newContext({viewport: {width: 390, height: 800}, locale: "en-GB"})).newPage();
const errors = [];
page.setDefaultTimeout(SLOW);
page.on("pageerror", e => errors.push(String(e)));

const cards = () => page.locator("article.card").filter({hasNot: page.locator(".received")})
    .getByRole("link", {name: /^(Decide|Answer)/});
const step = () => page.evaluate(() => document.body.dataset.n);

async function settle() {
    const answer = /^Answer/.test(await cards().first().innerText());
    await cards().first().click();
    if (answer) {
        await page.getByRole("radiogroup", {name: "Your answer"}).getByRole("radio").first().check();
    } else {
        await page.getByRole("radio", {name: "Do nothing", exact: true}).check();
    }
    await page.getByRole("button", {name: /^Submit/}).click();
    await page.locator(".received").first().waitFor();
}

await page.goto(address);
await page.getByRole("button", {name: "Go on"}).waitFor();
report("the page of the seat is there, without a curtain", await page.getByText("Others look away").count() ? ["a curtain"] : []);
await cards().first().waitFor(); // the matter for practice
await settle();
await page.getByRole("button", {name: "Go on"}).click();
await page.getByText("The practice is over").first().waitFor();
report("the practice is submitted and ends", []);
let settled = 0, refused = 0, ended = false;
for (let k = 0; k < STOPS && !ended; k++) {
    while (await cards().count()) {
        if (!refused) { // the first matter is left open once, so that the page asks how to proceed
            await page.getByRole("button", {name: "Go on"}).click();
            await page.getByRole("button", {name: "Wait"}).click();
            refused++;
        }
        await settle();
        settled++;
        await page.getByRole("link", {name: "Situation"}).first().click();
    }
    const before = await step();
    await page.getByRole("button", {name: "Go on"}).click();
    await page.waitForFunction(n => document.body.dataset.n !== n, before);
    ended = await page.getByRole("button", {name: "Open the review"}).count() > 0;
}
report("matters are settled one after the other", settled >= 2 && refused === 1 ? [] : [String([settled, refused])]);
report("the exercise comes to its end", ended ? [] : ["no review"]);
await page.getByRole("button", {name: "Open the review"}).click();
await page.getByRole("button", {name: "Open the review", exact: true}).click();
for (const name of ["One decision in full", "What was expected", "Turning points", "Signed or used", "What led to what", "Predictions", "The end",
    "Truth and belief"]) {
    await page.getByRole("button", {name, exact: true}).click();
    await page.getByRole("heading", {level: 2, name, exact: true}).waitFor();
    if (name === "One decision in full") {
        // the list of decisions, of which none is chosen
        await page.locator("main .news button").first().waitFor();
    }
}
report("the pages of the review turn", []);
await page.getByText("In truth").first().waitFor();
report("the review shows what was true", []);
report("the browser reports no error", errors);
await browser.close();
