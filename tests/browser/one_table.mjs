// one_table.mjs - the console of one laptop for all in a browser; prints one line of JSON {page, name, bad} for each check.
//
//     node one_table.mjs CHROMIUM ADDRESS
import {chromium} from "playwright-core";

const [executablePath, address] = process.argv.slice(2);
const report = (name, bad) => console.log(JSON.stringify({page: "one table", name, bad}));
const browser = await chromium.launch({executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu",
    "--disable-background-networking", "--no-first-run"]});
const page = await (await browser.newContext({viewport: {width: 1280, height: 800}, locale: "en-GB"})).newPage();
page.setDefaultTimeout(90000);
await page.goto(address);
await page.getByRole("link", {name: "Open the shared table"}).waitFor();
report("nothing asks for phones", await page.evaluate(() => document.querySelector(".qr, .code, .url") ||
    document.body.innerText.includes("--lan") ? [document.body.innerText.slice(0, 300)] : []));
await page.getByRole("link", {name: "Prepare"}).click();
await page.getByRole("button", {name: /^Go on: begin/}).click();
await page.locator("#h-plan").waitFor();
report("after it has begun, the console shows the exercise", await page.evaluate(() => location.hash === "#run" ? [] : [location.hash]));
const next = await page.getByRole("button", {name: /^Go on/}).innerText();
report("the next step is named", /^Go on: Round 1 of \d+ · Decide$/.test(next) ? [] : [next]);
await browser.close();
