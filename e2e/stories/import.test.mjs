// A document goes in and becomes a plan: by keyboard at the desk, by thumb on a phone, and without any script.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importSample, known, open, SAMPLE, saved, settleIn, signIn, skipAll, type } from "../support/review.mjs";

let house;
let browser;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

test("the first visitor imports a Word file, mends it by keyboard and gets a plan with its workbook", async () => {
  const { page, faults } = await person(browser, house, { size: DESK });
  await settleIn(page);
  const at = await importSample(page);
  await noBarriers(page, "the review");
  await picture(page, "import-review-desk");
  const before = await known(page, at);
  const n = open(before).length;
  assert.ok(n >= 3, `the sample has ${n} places to look at`);

  // J and K move, Enter accepts, Ctrl+Z takes back.
  const now = () => page.locator("li.is-now").getAttribute("data-item");
  const first = await now();
  await page.keyboard.press("j");
  const second = await now();
  assert.notEqual(second, first);
  await page.keyboard.press("k");
  assert.equal(await now(), first);
  await page.keyboard.press("Enter");
  await saved(page, at, (review) => review.looks.find((look) => look.id === first).state === "accepted");
  await page.keyboard.press("Control+z");
  await saved(page, at, (review) => review.looks.find((look) => look.id === first).state === "open");

  // X leaves any open place as printed, with a button for it or without.
  for (const wants of [true, false]) {
    const item = open(await known(page, at)).find((look) => look.can_skip === wants);
    if (!item) continue;
    for (let i = 0; i < n && (await now()) !== item.id; i++) await page.keyboard.press("j");
    await page.keyboard.press("x");
    await saved(page, at, (review) => review.looks.find((look) => look.id === item.id).state === "skipped");
    await page.keyboard.press("Control+z");
    await saved(page, at, (review) => review.looks.find((look) => look.id === item.id).state === "open");
  }

  // A digit chooses a candidate, and where there is none presses the button of that number.
  const plain = open(await known(page, at)).find((look) => look.candidates.length === 0);
  for (let i = 0; i < n && (await now()) !== plain.id; i++) await page.keyboard.press("j");
  await page.keyboard.press("1");
  await saved(page, at, (review) => review.looks.find((look) => look.id === plain.id).state === "accepted");
  await page.keyboard.press("Control+z");
  await saved(page, at, (review) => review.looks.find((look) => look.id === plain.id).state === "open");

  // L goes to the line, and the first Enter after it still means the place in hand.
  const inHand = await now();
  await page.keyboard.press("l");
  await page.keyboard.press("Enter");
  await saved(page, at, (review) => review.looks.find((look) => look.id === inHand).state === "accepted");
  await page.keyboard.press("Control+z");

  // A mends all small defects, as one act.
  const { small } = await known(page, at);
  if (small.n_mendable > 0) {
    await page.keyboard.press("a");
    await saved(page, at, (review) => review.small.n_mendable === 0 && review.small.n_mended === small.n_mendable);
    await page.keyboard.press("Control+z");
    await saved(page, at, (review) => review.small.n_mendable === small.n_mendable);
  }

  // E edits the value in its place.
  await page.click('[role=tab]:has-text("Lộ trình")');
  await page.locator('.nc-edit[data-path="/roadmap/0/task"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Thành lập Ban tổ chức và tổ giúp việc");
  await page.keyboard.press("Control+Enter");
  await saved(page, at, (review) => JSON.stringify(review.tabs).includes("Thành lập Ban tổ chức và tổ giúp việc"));

  // A slip in a date is told at once and nothing is lost.
  await page.locator('.nc-edit[data-path="/roadmap/0/time"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("31/9/2026");
  await page.keyboard.press("Enter");
  await page.locator("text=Tháng 9 có 30 ngày").first().waitFor();
  assert.ok(!JSON.stringify(await known(page, at)).includes("31/9/2026"));

  // A reload shows what was saved.
  await page.reload();
  await page.locator('.nc-edit[data-path="/roadmap/0/task"]:has-text("tổ giúp việc")').waitFor({ state: "attached" });

  // The rest: one key each.
  for (let left = open(await known(page, at)).length; left > 0; left--) {
    const item = await now();
    const skip = page.locator(`li[data-item="${item}"] button[value=skip]`);
    await page.keyboard.press((await skip.count()) > 0 ? "x" : "Enter");
    await page.locator(`li[data-item="${item}"]:not([data-state=open]):not(.is-waiting)`).waitFor();
  }
  await page.click("text=Lập kế hoạch");
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await page.locator("h1").waitFor();
  const [workbook] = await Promise.all([page.waitForEvent("download"), page.locator('a[href*="/work.xlsx"]').first().click()]);
  const bytes = await readFile(await workbook.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  assert.deepEqual(faults.filter((fault) => !fault.includes("422")), []);
});

test("the plan has what was typed the moment before, and none is made while something is unsent", async () => {
  const { page, context, faults } = await person(browser, house, { size: DESK });
  await signIn(page);
  const at = await importSample(page);
  await skipAll(page, at);
  await page.reload();
  const finish = page.locator("form[data-finish] button");
  // Without a line the plan is not made, and the change stays.
  await context.setOffline(true);
  await type(page, "/roadmap/0/task", "Việc gõ khi mất mạng");
  await finish.click();
  await page.locator("[data-banner=unsent]").waitFor();
  await context.setOffline(false);
  await saved(page, at, (review) => JSON.stringify(review.tabs).includes("Việc gõ khi mất mạng"));
  // The field is still open and what is in it not sent: the button takes it along.
  await page.locator('.nc-edit[data-path="/roadmap/0/task"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Việc gõ ngay trước khi bấm");
  await finish.click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  const plan = await page.evaluate(async () => (await fetch(location.href, { headers: { Accept: "application/json" } })).text());
  assert.ok(plan.includes("Việc gõ ngay trước khi bấm"), plan.slice(0, 2000));
  assert.deepEqual(faults.filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED")), []);
});

test("the Edit button of a place and E on a chosen row open the value they mean", async () => {
  const { page, faults } = await person(browser, house, { size: DESK });
  await signIn(page);
  const at = await importSample(page);
  const editor = page.locator(".nc-editor");
  for (const item of open(await known(page, at)).filter((look) => look.path !== "").slice(0, 4)) {
    await page.locator(`li[data-item="${item.id}"] [data-edit-item]`).click();
    await editor.waitFor();
    assert.equal(await page.locator("li.is-now").getAttribute("data-item"), item.id, "the place is in hand");
    // The field stands where the place says, or is the nearest to it.
    const row = item.path.split("/").slice(0, 3).join("/");
    assert.equal(await page.locator(`.sel[data-path^="${row}"]`).count(), 1, item.path);
    await page.keyboard.press("Escape");
    await editor.waitFor({ state: "detached" });
  }
  // A row is chosen by a press beside its values; E means it, and not the place in hand.
  await page.click('[role=tab]:has-text("Lộ trình")');
  const row = page.locator("#it-roadmap-2");
  await row.locator("td[data-label='Dòng']").click({ position: { x: 2, y: 2 } });
  await page.keyboard.press("e");
  await editor.waitFor();
  const label = await row.locator(".nc-edit").first().getAttribute("data-label");
  assert.ok((await editor.getAttribute("aria-label")).includes(label));
  await page.keyboard.type("3a");
  await page.keyboard.press("Enter");
  await saved(page, at, (review) => JSON.stringify(review.tabs).includes("3a"));
  assert.deepEqual(faults, []);
});

test("a file that is chosen and sent by the button as well is one import", async () => {
  const { page } = await person(browser, house, { size: DESK });
  await signIn(page);
  const total = async () => (await known(page, "/imports")).total;
  const before = await total();
  await page.goto("/imports/new");
  const buffer = Buffer.from(`${await readFile(SAMPLE.replace(".docx", ".txt"), "utf8")}\n`);
  // The answer is held up, so that the button meets the sending on its way.
  await page.route("**/imports", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.setInputFiles("input[type=file]", { name: "hai-lan.txt", mimeType: "text/plain", buffer });
  await page.evaluate(() => document.querySelector("nc-drop form").requestSubmit());
  assert.equal(await page.locator("nc-drop form button").isDisabled(), true);
  await page.locator("nc-review").waitFor();
  assert.equal(await total(), before + 1);
});

test("the same on a phone", async () => {
  const { page, faults } = await person(browser, house, { size: PHONE });
  await signIn(page);
  const at = await importSample(page);
  await noBarriers(page, "the review on a phone");
  await picture(page, "import-review-phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= PHONE.width, `the page is ${width} px wide`);
  const before = open(await known(page, at)).length;
  await page.locator("li[data-item][data-state=open] button[value=accept]").first().tap();
  await saved(page, at, (review) => open(review).length < before);
  await page.locator('.nc-switch a[href="#source"]').tap();
  await page.locator("#source .nc-src").waitFor({ state: "visible" });
  await page.locator('.nc-switch a[href="#result"]').tap();
  await page.locator("#result .nc-tabs").waitFor({ state: "visible" });
  assert.deepEqual(faults, []);
});

test("changes made without a line are kept and sent when it is back", async () => {
  const { page, context } = await person(browser, house, { size: DESK });
  await signIn(page);
  const at = await importSample(page);
  const before = await known(page, at);
  await context.setOffline(true);
  const item = await page.locator("li.is-now").getAttribute("data-item");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await context.setOffline(false);
  // The page reads its head before its items: what was written in between may show in the one and not yet in the other.
  const isSent = (seen) => seen.import.version > before.import.version && seen.looks.find((look) => look.id === item).state === "accepted";
  const review = await saved(page, at, isSent);
  assert.equal(review.import.version, before.import.version + 1, "sent once");
});

test("without scripts forms suffice", async () => {
  const { page } = await person(browser, house, { size: DESK, scripts: false });
  await signIn(page);
  await page.goto("/imports/new");
  await page.setInputFiles("input[type=file]", SAMPLE);
  await page.click("text=Đọc văn bản");
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.locator("nc-review").waitFor();
  const left = async () => Number(await page.locator("#looks [data-remaining]").textContent());
  const before = await left();
  await page.locator("li[data-item][data-state=open] button[value=accept]").first().click();
  await page.waitForLoadState();
  assert.equal(await left(), before - 1);
  await page.goto(`${new URL(page.url()).pathname}?tab=roadmap`);
  await page.locator('a.nc-row-edit[href*="/roadmap/0"]').first().click();
  await page.fill('[name="fields.task"]', "Thành lập Ban tổ chức, không cần kịch bản");
  await page.click("main form button:has-text('Lưu')");
  await page.locator("text=không cần kịch bản").first().waitFor();
});

test("a text that is no plan is asked about first", async () => {
  for (const scripts of [true, false]) {
    const { page } = await person(browser, house, { size: scripts ? DESK : PHONE, scripts });
    await signIn(page);
    await page.goto("/imports/new");
    await noBarriersIf(scripts, page, "the page of a new import");
    const buffer = Buffer.from("Bảng giá rau chợ đầu mối\n\nCà chua 18.000\nBắp cải 9.500\nHành lá 22.000\nGừng 35.000\n".repeat(3));
    await page.setInputFiles("input[type=file]", { name: "bang-gia.txt", mimeType: "text/plain", buffer });
    if (!scripts) await page.click("text=Đọc văn bản");
    await page.locator("h1:has-text('Không thấy dấu hiệu của một kế hoạch')").waitFor();
    await noBarriersIf(scripts, page, "a text that is no plan");
    await picture(page, `import-doubt-${scripts ? "desk" : "phone"}`);
    await page.click("text=Vẫn rà soát");
    await page.locator("nc-review").waitFor();
  }
});

async function noBarriersIf(isWanted, page, what) {
  if (isWanted) await noBarriers(page, what);
}
