// A unit and the unit that asked: taken on, reported with a file, returned, handed in again, accepted. At the desk with
// keys, on the phone, and without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { officer as signIn } from "../support/officer.mjs";

let house;
let browser;
const PDF = { name: "bien-ban.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n") };

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const officer = (name, options) => signIn(browser, house, name, options);

/** The id of the nth piece of work in this state. */
async function work(page, state, n = 0) {
  const list = await page.evaluate(async (word) => (await fetch(`/work?state=${word}`, { headers: { Accept: "application/json" } })).json(), state);
  return list.groups.flatMap((group) => group.rows)[n].id;
}

async function stateOf(page, id) {
  const shown = await page.evaluate(async (path) => (await fetch(path, { headers: { Accept: "application/json" } })).json(), `/work/${id}`);
  return shown.open.row.chip.word;
}

async function story(size, nth) {
  const doer = await officer("donvi", { size });
  const asker = await officer("soanthao", { size });
  const { page } = doer;
  await page.goto("/work");
  await noBarriers(page, "the list of work");
  await picture(page, `work-list-${size.width}`);
  const id = await work(page, "waiting", nth);
  await page.goto("/work?state=waiting");
  await page.locator(`#row-${id}`).click();
  await page.locator(`.nc-work-side [data-work="${id}"]`).waitFor();
  await noBarriers(page, "work at the side of the list");
  if (size === DESK) {
    // The focus stays in the list, so the keys go on from there.
    assert.equal(await page.evaluate(() => document.activeElement?.id), `row-${id}`);
    await page.keyboard.press("n");
  } else {
    await page.locator("form[action$='/accept'] button").click();
  }
  await page.locator("[data-toast]:has-text('Đã nhận việc')").waitFor();
  await page.goto(`/work/${id}`);
  await page.setInputFiles(".nc-wd input[type=file]", PDF);
  await page.locator(".nc-wd-files :text('bien-ban.pdf')").waitFor();
  await page.fill("[name=words]", "Đã họp ở 28 trường.");
  await page.locator(".nc-saved:has-text('Đã')").waitFor();
  await page.reload();
  assert.equal(await page.inputValue("[name=words]"), "Đã họp ở 28 trường.");
  await page.locator("button[name=send][value=hand_in]").click();
  await page.locator("[data-toast]:has-text('chờ đơn vị giao việc duyệt')").waitFor();
  assert.equal(await stateOf(page, id), "handed");

  await asker.page.goto("/work/asked");
  await noBarriers(asker.page, "what waits for an answer");
  await picture(asker.page, `work-asked-${size.width}`);
  await asker.page.locator(`input[name=ids][value="${id}"]`).check();
  await asker.page.locator("button[value=return]").click();
  await asker.page.locator(".nc-error:has-text('Ghi lý do'), [data-summary]").first().waitFor();
  await asker.page.goto(`/work/${id}`);
  await asker.page.fill("[name=return_reason]", "Thiếu danh sách ký tên.");
  await asker.page.locator("button[name=verdict][value=return]").click();
  await asker.page.locator("[data-toast]:has-text('Đã trả lại')").waitFor();

  await page.goto(`/work/${id}`);
  await page.locator(":text('Trả lại, cần bổ sung')").first().waitFor();
  await noBarriers(page, "returned work");
  await picture(page, `work-returned-${size.width}`);
  await page.fill("[name=words]", "Đã bổ sung danh sách.");
  await page.locator("button[name=send][value=hand_in]").click();
  await page.locator("[data-toast]:has-text('chờ đơn vị giao việc duyệt')").waitFor();
  await asker.page.goto("/work/asked");
  await asker.page.locator(`input[name=ids][value="${id}"]`).check();
  await asker.page.locator("button[value=approve]").click();
  await asker.page.locator("[data-toast]:has-text('Đã duyệt 1 việc')").waitFor();
  assert.equal(await stateOf(page, id), "done");
  assert.deepEqual([...doer.faults, ...asker.faults], []);
  await doer.context.close();
  await asker.context.close();
}

test("a unit takes work on, hands it in with a file, mends what was returned, and is done when the other side says so: desk", () => story(DESK, 0));

test("the same on the phone, where the open work covers the list", () => story(PHONE, 0));

test("keys walk the list, and J goes on from the row that is open", async () => {
  const { page, faults } = await officer("donvi", { size: DESK });
  await page.goto("/work");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press("Enter");
  await page.locator("#side").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), second);
  await page.keyboard.press("j");
  assert.notEqual(await page.evaluate(() => document.activeElement?.id), second);
  await page.keyboard.press("Escape");
  await page.locator("#side").waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});

test("without scripts the list, the open work and its forms do the same", async () => {
  const { page, faults } = await officer("donvi", { size: DESK, scripts: false });
  await page.goto("/work?state=waiting");
  await page.locator(".nc-work-what a").first().click();
  await page.locator("#side form[action$='/accept'] button").click();
  await page.locator("text=Đã nhận việc").waitFor();
  assert.deepEqual(faults, []);
});
