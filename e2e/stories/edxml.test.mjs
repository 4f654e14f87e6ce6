// A package of another office: its department gets a code, the clerk brings the package in, looks at it, receives it, and
// sends the status back. The sender's side is walked by `packages::` in the tests of the app.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { invited, settleIn } from "../support/review.mjs";

const SAMPLE = new URL("../../crates/exchange/tests/samples/ke-hoach.edxml", import.meta.url).pathname;

let house;
let browser;
let clerk;
let phone;
let at;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  const admin = await person(browser, house, { size: DESK });
  await settleIn(admin.page);
  const so = { unit: "so gd&dt ha noi", option: /Hà Nội/, kind: "clerk" };
  clerk = await invited(browser, house, admin.page, { name: "Âu Kim Thoa", email: "thoa@so.vn", ...so });
  phone = await invited(browser, house, admin.page, { name: "Sầm Thúy Liễu", email: "lieu@so.vn", size: PHONE, theme: "dark", ...so });
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

const press = (page, name) => page.getByRole("button", { name }).first().click();
const said = (page, words) => page.locator(`main:has-text("${words}"), .nc-toast:has-text("${words}")`).first().waitFor();

/** Barriers once nothing fades any more: buttons and told words do for a moment. */
const calm = async (page, what) => {
  await page.waitForTimeout(700);
  await noBarriers(page, what);
};

test("what is no package is refused in a sentence", async () => {
  const { page } = clerk;
  await page.goto("/packages");
  await page.getByText("Chưa có gói nào").waitFor();
  await calm(page, "no packages");
  await page.getByRole("link", { name: "Nhập gói edXML" }).first().click();
  await calm(page, "the form of a package");
  await page.locator("#f-file").setInputFiles({ name: "la.edxml", mimeType: "application/xml", buffer: Buffer.from("<html/>") });
  // Choosing the file sends it.
  await said(page, "không phải gói edXML");
  await calm(page, "a package that is refused");
});

test("a package is shown, the unit gets its code, and then it is for the unit", async () => {
  const { page } = clerk;
  await page.goto("/packages/new");
  await page.locator("#f-file").setInputFiles(SAMPLE);
  await page.waitForURL(/\/packages\/[0-9a-f-]{36}$/);
  at = new URL(page.url()).pathname;
  await said(page, "chưa có mã định danh");
  await calm(page, "a package that waits");
  await page.getByRole("link", { name: "Ghi mã định danh" }).click();
  await page.locator("#f-office_code").fill("26.11");
  await press(page, "Ghi mã");
  await page.locator("#f-office_code-error:has-text('Mã không đúng mẫu')").waitFor();
  await page.locator("#f-office_code").fill("000.00.11.h26");
  await press(page, "Ghi mã");
  await said(page, "Đã ghi mã định danh 000.00.11.H26");
  await calm(page, "a unit with a code");
  await page.goto(at);
  await said(page, "Đơn vị mình");
  await said(page, "Gói gửi đúng đơn vị");
  await picture(page, "package-waiting-desk");
});

test("it is received into the register and answered; on a phone it stands in the inbox", async () => {
  const { page } = clerk;
  await page.getByLabel(/^Chuyển đến/).fill("Phòng Tổ chức cán bộ");
  await press(page, "Nhận văn bản");
  await said(page, "Số đến 1");
  await page.goto(at);
  await page.getByLabel("Trạng thái", { exact: true }).selectOption("02");
  await press(page, "Xuất gói trạng thái");
  await page.locator("#f-words-error:has-text('Ghi lý do')").waitFor();
  await page.getByLabel("Trạng thái", { exact: true }).selectOption("03");
  await press(page, "Xuất gói trạng thái");
  await said(page, "Đã tiếp nhận");
  await calm(page, "a package that was received");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#answers a[download]").first().click()]);
  assert.match(await readFile(await download.path(), "utf8"), /<edXML:StatusCode>03<\/edXML:StatusCode>/);
  await phone.page.goto("/inbox");
  await said(phone.page, "05/KH-BGDĐT");
  await calm(phone.page, "an inbox with packages");
  await picture(phone.page, "package-inbox-phone");
  await phone.page.goto(at);
  await calm(phone.page, "a package on a phone");
  await picture(phone.page, "package-phone");
});
