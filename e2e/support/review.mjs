// What several stories do at a review: settling in, importing the sample, asking the server what it knows.

import assert from "node:assert/strict";
import { DESK, person } from "./house.mjs";

export const SAMPLE = new URL("../../samples/bo-lang-nghe-hoc-duong-2026.docx", import.meta.url).pathname;
const EMAIL = "khue@bo.vn";
const PASSWORD = "mot-cay-lam-chang-nen";

/** The first visitor becomes administrator and takes a post in the Ministry's bureau. */
export async function settleIn(page) {
  await page.goto("/");
  await page.fill("[name=name]", "Đoàn Minh Khuê");
  await page.fill("[name=email]", EMAIL);
  await page.fill("[name=password]", PASSWORD);
  await page.click("main form button");
  await page.waitForURL(/\/plans/);
  // Without a post nothing can be imported, and the page says what to do.
  await page.goto("/imports/new");
  await page.click("text=Giao chức vụ cho tôi");
  await page.waitForURL(/\/people\//);
  const picker = page.locator("nc-unit-picker input:not([type=hidden])").first();
  await picker.fill("Cục Nhà giáo");
  await page.locator("[role=option]").first().click();
  await page.selectOption("select[name=kind]", "drafter");
  await page.locator("form:has(select[name=kind]) button:not([type=button])").last().click();
  await page.waitForLoadState();
}

export async function signIn(page) {
  await page.goto("/sessions/new");
  await page.fill("[name=email]", EMAIL);
  await page.fill("[name=password]", PASSWORD);
  await page.locator("form:has([name=password]) button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sessions"));
}

/** Drops the sample and gives the address of its review. */
export async function importSample(page) {
  await page.goto("/imports/new");
  await page.setInputFiles("input[type=file]", SAMPLE);
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  // A busy machine shows first that the document is being read; that page leads on by itself.
  await page.locator("nc-review").waitFor();
  return new URL(page.url()).pathname;
}

/** Sends a text of one's own and gives the address of its review. */
export async function importText(page, name, text) {
  await page.goto("/imports/new");
  await page.setInputFiles("input[type=file]", { name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.locator("nc-review").waitFor();
  return new URL(page.url()).pathname;
}

/** What the server knows of a review. */
export async function known(page, at) {
  return page.evaluate(async (path) => (await fetch(path, { headers: { Accept: "application/json" } })).json(), at);
}

export const open = (review) => review.looks.filter((look) => look.state === "open");

/** Waits until the server has taken everything. */
export async function saved(page, at, isThere) {
  for (let i = 0; i < 50; i++) {
    const review = await known(page, at);
    if (isThere(review)) return review;
    await page.waitForTimeout(100);
  }
  assert.fail(`the server never knew: ${isThere}`);
}

/** Leaves every open place as printed. */
export async function skipAll(page, at) {
  const review = await known(page, at);
  const ops = open(review).map((look) => ({ op: "skip", item: look.id }));
  const status = await page.evaluate(async ([address, body]) => {
    const token = document.querySelector("meta[name='csrf-token']").content;
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": token };
    return (await fetch(address, { method: "POST", headers, body: JSON.stringify(body) })).status;
  }, [`${at}/changes`, { base: review.import.version, batch: `all-${at.slice(-12)}`, ops }]);
  assert.equal(status, 200);
}

/** Somebody whom the administrator invites into the same unit. */
export async function secondPerson(browser, house, page) {
  const who = { name: "Tạ Thu Giang", email: "giang@bo.vn", unit: "cuc nha giao", option: /Nhà giáo/, kind: "drafter" };
  return invited(browser, house, page, who);
}

/** Somebody whom the administrator at `page` invites; `unit` is typed and `option` chosen from what is found. */
export async function invited(browser, house, page, { name, email, unit, option, kind, ...looks }) {
  await page.goto("/invitations/new");
  await page.getByLabel("Họ và tên").fill(name);
  await page.getByLabel("Địa chỉ thư điện tử").fill(email);
  const field = page.locator("input[name=unit_name]");
  await field.fill("");
  await field.pressSequentially(unit, { delay: 20 });
  await page.getByRole("option", { name: option }).first().click();
  await page.getByLabel("Loại chức vụ").selectOption(kind);
  await page.getByRole("button", { name: "Lập lời mời" }).click();
  const invitation = await page.locator("#f-link").inputValue();
  const other = await person(browser, house, { size: DESK, ...looks });
  await other.page.goto(invitation.replace(house.url, ""));
  await other.page.getByLabel("Mật khẩu").fill("giay-rach-phai-giu-lay-le");
  await other.page.getByRole("button", { name: "Lập tài khoản" }).click();
  await other.page.waitForURL("**/plans");
  return other;
}

/** Opens a value, types over it and leaves it. */
export async function type(page, path, text) {
  await page.click('[role=tab]:has-text("Lộ trình")');
  await page.locator(`.nc-edit[data-path="${path}"]`).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
}
