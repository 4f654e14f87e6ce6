// From a reviewed plan to the recipients' inboxes, role by role: comment, submit, return, approve, sign, number, issue,
// acknowledge, remind.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importSample, invited, settleIn, skipAll } from "../support/review.mjs";

let house;
let browser;
let drafter;
let leader;
let clerk;
let department;
let at;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  drafter = await person(browser, house, { size: DESK });
  await settleIn(drafter.page);
  const ministry = { unit: "bo giao duc", option: /^Bộ Giáo dục và Đào tạo/ };
  leader = await invited(browser, house, drafter.page, { name: "Quách Thế Vinh", email: "vinh@bo.vn", kind: "leader", ...ministry });
  clerk = await invited(browser, house, drafter.page, { name: "Âu Kim Thoa", email: "thoa@bo.vn", kind: "clerk", ...ministry });
  const so = { unit: "so gd&dt ha noi", option: /Hà Nội/, size: PHONE, theme: "dark" };
  department = await invited(browser, house, drafter.page, { name: "Sầm Thúy Liễu", email: "lieu@so.vn", kind: "focal", ...so });
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

const press = (page, name) => page.getByRole("button", { name }).first().click();
const said = (page, words) => page.locator(`main:has-text("${words}"), .nc-toast:has-text("${words}")`).first().waitFor();

test("a reviewed plan has a document, which the leader comments on beside its clause", async () => {
  const { page } = drafter;
  const review = await importSample(page);
  await skipAll(page, review);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.getByRole("link", { name: "Trình ký, phát hành" }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  at = new URL(page.url()).pathname;
  await page.locator(".nc-sheet:has-text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')").waitFor();
  await noBarriers(page, "a draft");
  await picture(page, "document-draft-desk");
  await leader.page.goto(at);
  await leader.page.locator("#p-b2").hover();
  await leader.page.locator("#p-b2 .nc-spot").click();
  await leader.page.getByLabel("Góp ý", { exact: true }).fill("Nêu rõ số điểm cầu.");
  await press(leader.page, "Gửi góp ý");
  await said(leader.page, "Đã gửi góp ý");
  await page.reload();
  assert.ok(await page.getByRole("button", { name: "Trình duyệt" }).isDisabled(), "an open comment holds it up");
  await press(page, "Đóng góp ý");
  await press(page, "Trình duyệt");
  await said(page, "Đã trình");
});

test("the leader returns it with a reason, gets it again, approves and signs", async () => {
  const { page } = leader;
  await page.goto("/documents");
  await page.getByRole("link", { name: /lắng nghe tiếng nói/ }).first().click();
  await page.locator("summary:has-text('Trả lại')").click();
  await page.getByLabel("Lý do trả lại").fill("Bổ sung phần kinh phí.");
  await press(page, "Trả lại");
  await drafter.page.goto(at);
  await said(drafter.page, "Bổ sung phần kinh phí.");
  await press(drafter.page, "Trình duyệt");
  await page.goto(at);
  await page.getByLabel("Thẩm quyền ký").selectOption("deputy");
  await page.getByLabel("Dòng thẩm quyền").fill("KT. BỘ TRƯỞNG");
  await page.getByLabel("Chức vụ người ký").fill("Thứ trưởng");
  await page.getByLabel("Họ và tên người ký").fill("Quách Thế Vinh");
  await noBarriers(page, "the form of an approval");
  await picture(page, "document-approve-desk");
  await press(page, "Duyệt");
  await said(page, "Đã duyệt");
  await page.getByRole("button", { name: "Ký", exact: true }).click();
  await page.locator(".nc-sheet .sig:has-text('THỨ TRƯỞNG')").waitFor();
});

test("the clerk takes the number, says who is meant by each name, and issues to all of them", async () => {
  const { page } = clerk;
  await page.goto(`${at}/issue`);
  await press(page, "Cấp số");
  await said(page, "01/KH-BGDĐT");
  // Names that no unit and no group is known for go by post.
  for (const choice of await page.locator("tr:has(.s-watch) select[name$='.to']").all()) await choice.selectOption("nobody");
  await picture(page, "document-issue-desk");
  await noBarriers(page, "the preparation of an issue");
  await press(page, "Lưu các tên");
  await press(page, /^Phát hành tới/);
  for (let i = 0; i < 60; i++) {
    await page.goto(at);
    if (await page.locator(".nc-head-facts:has-text('Đã ban hành')").count()) break;
    await page.waitForTimeout(250);
  }
  await page.locator(".nc-head-facts:has-text('Đã ban hành')").waitFor();
  await picture(page, "document-issued-desk");
  await noBarriers(page, "an issued document");
});

test("a department finds it on a phone, reads it and says that it has it; only the silent are reminded", async () => {
  const { page } = department;
  await page.goto("/inbox");
  await picture(page, "inbox-phone");
  await noBarriers(page, "the inbox");
  await page.getByRole("link", { name: /lắng nghe tiếng nói/ }).first().click();
  await picture(page, "document-received-phone");
  await press(page, "Xác nhận đã nhận");
  await said(page, "Đã xác nhận");
  await clerk.page.goto(`${at}/deliveries`);
  await noBarriers(clerk.page, "who got it");
  await picture(clerk.page, "deliveries-desk");
  const silent = Number((await clerk.page.getByRole("button", { name: /^Nhắc/ }).innerText()).match(/\d+/)[0]);
  await press(clerk.page, /^Nhắc/);
  await said(clerk.page, `Đã nhắc ${silent} nơi`);
  await page.goto("/inbox?show=all");
  assert.equal(await page.locator("text=được nhắc").count(), 0, "whoever acknowledged is not reminded");
  assert.deepEqual([...drafter.faults, ...leader.faults, ...clerk.faults, ...department.faults], []);
});
