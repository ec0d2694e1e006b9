// phone.mjs - tests a phone in a network: the pages before an exercise, a page that is loaded
// again, and a page that is open twice. Prints one line of JSON {page, name, bad} for each check.
//
//     node phone.mjs CHROMIUM CONSOLE TEAMS
import {chromium} from "playwright-core";

const [executablePath, consoleAddress, teamsAddress] = process.argv.slice(2);
const WARNING = "Anyone on this Wi-Fi who tries hard can read the traffic. Everything here is invented.";
const ADVICE = "Use a hotspot of your own with a password. Anyone on it who tries hard can read the traffic.";
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
report("console", "its token is not in the address bar", /t=/.test(desk.url()) ? [desk.url()] : []);

// A scanned code is only after # in the address.
const scanned = await open(teamsAddress, 390), urls = [];
scanned.on("request", r => urls.push(r.url() + " " + (r.headers().referer || "")));
await scanned.goto("about:blank");
await scanned.goto(`${teamsAddress}#c=${code}`);
await scanned.waitForFunction(c => document.querySelector("#code") && document.querySelector("#code").value.replace(/\D/g, "") === c, code);
report("join", "a code that was scanned is filled in", []);
report("join", "and is not in the address bar, nor in any request", [...urls, scanned.url()].filter(u => u.replace("#c=" + code, "").includes(code))
    .concat(scanned.url().includes("#") ? [scanned.url()] : []));
const phone = await open(teamsAddress, 390);
const secure = await phone.evaluate(() => isSecureContext), loopback = /\/\/127\./.test(teamsAddress);
report("join", "the page works without a secure context, as phones have it", secure === loopback ? [] : [`${teamsAddress}: ${secure}`]);
await shows(phone, "the page to join warns before anybody types", WARNING);
await phone.getByLabel("Code").fill("123");
await phone.getByRole("button", {name: "Join"}).click();
await phone.locator("form .notice").waitFor();
await phone.getByLabel("Language").selectOption("fr");
await phone.waitForFunction(() => document.documentElement.lang === "fr");
const french = await phone.locator("form .notice").innerText();
await phone.getByLabel("Langue").selectOption("en");
await phone.waitForFunction(() => document.documentElement.lang === "en");
await phone.getByLabel("Code").fill(code);
report("join", "an error is in the language of the page, and goes when somebody types", /8 chiffres/.test(french) && await phone.locator("form .notice").count() === 0
    ? [] : [french]);
await phone.getByLabel("I decide").check();
await phone.getByRole("button", {name: "Join"}).click();
await phone.waitForURL("**/team");
await phone.locator("h1").waitFor();
report("team", "a device joins over the network", []);
await phone.locator(".badge").click();
await phone.waitForURL(/#decide\/\d+$/);
report("team", "the badge leads to the matter", []);
await phone.getByRole("button", {name: /^Submit/}).click();
const seen = await phone.locator("fieldset .notice").first().evaluate(e => {
    const box = e.getBoundingClientRect();
    return {top: box.top, bottom: box.bottom, high: innerHeight};
});
report("team", "what is missing is stated where one looks", seen.top >= 0 && seen.bottom <= seen.high ? [] : [JSON.stringify(seen)]);
await phone.getByRole("radio", {name: "Do nothing", exact: true}).check();
report("team", "and no longer once it is there", await phone.getByText("Choose one option first.").count() > 1 ? ["it stays"] : []);
await phone.goBack();

// Only one request of a device waits. A page that is loaded again is not locked out, and two
// windows do not end each other's requests in turn. Both windows show each change.
const asked = [];
phone.context().on("request", r => r.url().includes("/api/state") && asked.push(r.url()));
const began = Date.now();
await phone.reload();
await phone.locator("h1").waitFor();
report("team", "a page that is loaded again is there at once", Date.now() - began < 10000 ? [] : [`${Date.now() - began} ms`]);
const second = await phone.context().newPage();
await second.goto(teamsAddress + "team");
await second.locator("h1").waitFor();
await second.waitForTimeout(1000);
asked.length = 0;
await second.waitForTimeout(12000);
report("team", "two windows of a device ask now and then", asked.length <= 8 ? [] : [`${asked.length} requests in 12 seconds`]);
report("team", "both windows go on asking", asked.length >= 2 ? [] : [`${asked.length} requests in 12 seconds`]);
await desk.getByRole("button", {name: /^Go on/}).first().click();
await desk.locator("#practise").getByRole("button", {name: /^Go on/}).click();
report("console", "nobody has practised: the console asks before it begins", []);
for (const page of [phone, second]) {
    await page.locator("body[data-step=brief]").waitFor({state: "attached", timeout: 15000});
}
report("team", "both windows show the next step", []);
await browser.close();
