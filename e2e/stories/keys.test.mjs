// Story: an officer goes through the work of a plan by keyboard. J and K stand on tasks, not on their units; Enter opens
// the task where it stands in the text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, openBrowser, openHouse, person } from "../support/house.mjs";
import { noBarriers } from "../support/axe.mjs";

let house;
let browser;

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

async function signIn(page) {
  await page.goto("/sessions/new");
  await page.fill("[name=email]", "soanthao@mau.nhipcau.vn");
  await page.fill("[name=password]", "nhip-cau-mau-2024");
  await page.locator("form:has([name=password]) button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sessions"));
}

/** The row that has the focus, and where its link leads. */
const focus = (page) =>
  page.evaluate(() => ({
    row: document.activeElement.closest("[data-row]")?.id ?? "",
    href: document.activeElement.getAttribute("href") ?? "",
    text: document.activeElement.textContent.trim(),
  }));

test("J and K stand on tasks and duties, Enter opens the task in the text", async () => {
  const { page, faults } = await person(browser, house, { size: DESK });
  await signIn(page);
  await page.goto("/plans");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.goto(`${page.url()}/work`);
  const rows = await page.locator("tr[data-row]").evaluateAll((all) => all.map((row) => ({ id: row.id, title: row.querySelector("[data-open]").textContent })));
  assert.ok(rows.length >= 3, `${rows.length} tasks`);
  for (const { id, title } of rows.slice(0, 3)) {
    await page.keyboard.press("j");
    const now = await focus(page);
    assert.deepEqual([now.row, now.text], [id, title]);
    assert.match(now.href, /\/text#L\d+$/);
  }
  await page.keyboard.press("k");
  const now = await focus(page);
  assert.equal(now.row, rows[1].id);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/text"));
  assert.ok(page.url().endsWith(now.href), `${page.url()} is ${now.href}`);
  // After the last task come the duties.
  await page.goBack();
  await page.locator("tr[data-row] [data-open]").last().focus();
  await page.keyboard.press("j");
  const duty = await focus(page);
  assert.match(duty.row, /^duty-/);
  assert.match(duty.href, /\/text#L\d+$/);
  await noBarriers(page, "tasks and duties");
  assert.deepEqual(faults, []);
});
