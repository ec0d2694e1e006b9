// lan.mjs - what people read about the network before an exercise; prints one line of JSON {page, name, bad} for each check.
//
//     node lan.mjs CHROMIUM CONSOLE TEAMS
import {chromium} from "playwright-core";

const [executablePath, consoleAddress, teamsAddress] = process.argv.slice(2);
const WARNING = "Anyone on this Wi-Fi who tries hard can read along. Everything here is invented.";
const ADVICE = "Use a hotspot of your own with a password. Anyone on it who tries hard can read along.";
const report = (page, name, bad) => console.log(JSON.stringify({page, name, bad}));
const browser = await chromium.launch({executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu",
    "--disable-background-networking", "--no-first-run"]});

async function open(address, width) {
    const page = await (await browser.newContext({viewport: {width, height: 800}, locale: "en-GB"})).newPage();
    page.setDefaultTimeout(90000);
    await page.goto(address);
    return page;
}

async function shows(page, what, text) {
    await page.getByText(text, {exact: true}).first().waitFor();
    report(page.url().replace(/.*\/([a-z]*)(#.*)?$/, "$1") || "join", what, []);
}

const desk = await open(consoleAddress, 1280);
await shows(desk, "the console advises a hotspot with a password", ADVICE);
await shows(desk, "devices on the network can join", "Devices on this network can join.");
await shows(desk, "the address of the teams is the one of the network", teamsAddress.replace(/\/$/, ""));
const code = (await desk.locator(".card .code").first().innerText()).replace(/\D/g, "");
const phone = await open(teamsAddress, 390);
await shows(phone, "the page to join warns before anybody types", WARNING);
await phone.getByLabel("Code").fill(code);
await phone.getByLabel("I decide").check();
await phone.getByRole("button", {name: "Join"}).click();
await phone.waitForURL("**/team");
await phone.locator("h1").waitFor();
report("team", "a device joins over the network", []);
await browser.close();
