// A long review comes in portions: by scrolling, by keys, by links of the document, with edits and undo far down.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importText, known, saved, settleIn, signIn } from "../support/review.mjs";

const TASKS = 300;

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

function plan() {
  const head = ["SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI", "Số: 15/KH-SGDĐT", "Hà Nội, ngày 05 tháng 8 năm 2024", "", "KẾ HOẠCH", "Thực hiện nhiệm vụ năm học 2024 - 2025", "", "I. Lộ trình thực hiện", "", "TT\tCông việc\tThời gian\tSản phẩm\tChủ trì\tPhối hợp"];
  const row = (i) => `${i}\tTổ chức nội dung số ${i}\tTháng 9/2024\tBáo cáo số ${i}\tPhòng Lạ Lùng ${i}\tCục NGCB`;
  const rows = Array.from({ length: TASKS }, (_, i) => row(i + 1));
  return [...head, ...rows, "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", ""].join("\n");
}

/** What the server says of one row, wherever it stands. */
async function row(page, at, key) {
  const { rows } = await known(page, `${at}/portion?rows=roadmap.${Math.floor(key / 40)}`);
  return JSON.stringify(rows.find((one) => one.path === `/roadmap/${key}`));
}

test("a long review opens small, and everything is reached by scrolling, keys and links", async () => {
  const { page, faults } = await person(browser, house, { size: DESK });
  await settleIn(page);
  const at = await importText(page, "dai.txt", plan());
  const loaded = () => page.locator('#tab-roadmap [data-row]').count();
  const answer = await page.request.get(at);
  const bytes = (await answer.body()).byteLength;
  assert.ok(bytes < 400 * 1024, `${bytes} bytes`);
  assert.ok((await loaded()) < TASKS / 2, "not all of it is here");
  const open = Number(await page.locator("#looks [data-remaining]").first().textContent());
  assert.ok(open >= TASKS, `${open} places, shown or not`);
  await noBarriers(page, "a long review");
  await picture(page, "import-long-desk");

  // Scrolling brings the next rows, one portion after another.
  const before = await loaded();
  await page.locator("#tab-roadmap tbody.nc-portion").first().scrollIntoViewIfNeeded();
  await page.waitForFunction((n) => document.querySelectorAll("#tab-roadmap [data-row]").length > n, before);

  // K goes round the end: to the last place of the list, which is not here yet, with both sides at it.
  await page.locator("body").press("k");
  const last = page.locator("li.is-now");
  await page.waitForFunction(() => document.querySelector("li.is-now .font-medium")?.textContent?.includes("Nơi nhận") || document.querySelector("li.is-now")?.dataset.line > 290);
  const id = await last.getAttribute("data-item");
  const line = await last.getAttribute("data-line");
  await page.locator(`[data-source] [data-line="${line}"]`).first().waitFor();
  // Accepted there, known there, and taken back.
  await page.keyboard.press("x");
  await page.waitForFunction((item) => !document.querySelector(`li[data-item="${item}"].is-waiting`), id);
  await saved(page, at, (review) => review.import.version === 2);
  await page.keyboard.press("Control+z");
  await saved(page, at, (review) => review.import.version === 3);
  assert.equal(await page.locator(`li[data-item="${id}"]`).getAttribute("data-state"), "open");
  assert.equal(Number(await page.locator("#looks [data-remaining]").first().textContent()), open);

  // A value far down is edited from a place to look at, and what is taken back after a reload is shown where it lies.
  await page.keyboard.press("k");
  await page.keyboard.press("e");
  await page.locator(".nc-editor").waitFor();
  await page.keyboard.press("Escape");
  await page.click('[role=tab]:has-text("Lộ trình")');
  const far = page.locator(`.nc-edit[data-path="/roadmap/${TASKS - 5}/task"]`);
  await page.evaluate(() => document.querySelector("#tab-roadmap tbody.nc-portion:last-of-type, #tab-roadmap [data-rows]").scrollIntoView());
  await far.waitFor();
  await far.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Việc ở xa");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction((path) => document.querySelector(`.nc-edit[data-path="${path}"]:not(.is-waiting)`)?.textContent === "Việc ở xa", `/roadmap/${TASKS - 5}/task`);
  assert.ok((await row(page, at, TASKS - 5)).includes("Việc ở xa"));
  await page.reload();
  await page.locator("nc-review li.is-now").waitFor();
  assert.equal(await far.count(), 0, "not loaded at first");
  await page.keyboard.press("Control+z");
  await far.waitFor();
  await page.locator(".nc-toast:has-text('Đã hoàn tác')").waitFor();
  assert.ok((await row(page, at, TASKS - 5)).includes(`Tổ chức nội dung số ${TASKS - 4}`));
  assert.deepEqual(faults, []);
});

test("without scripts and on a phone the rest is a link", async () => {
  const { page } = await person(browser, house, { size: PHONE, scripts: false });
  await signIn(page);
  await page.goto("/imports");
  await page.locator("a:has-text('Thực hiện nhiệm vụ')").first().click();
  await page.locator("nc-review").waitFor();
  assert.equal(await page.locator("#it-roadmap-45").count(), 0);
  // What is far below is not drawn before it comes near.
  const rest = page.locator("#portion-roadmap-1 a");
  await rest.evaluate((link) => link.scrollIntoView({ block: "center" }));
  await rest.click();
  await page.locator("#it-roadmap-45").waitFor();
  await picture(page, "import-long-phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 0);
  assert.ok(width <= PHONE.width, `the page is ${width} px wide`);
});
