// From an empty installation to a second person with a post: first run, invitation, joining, signing out everywhere.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, PHONE, openBrowser, openHouse, person, picture } from "../support/house.mjs";

const PASSWORD = "mot-cay-lam-chang-nen-non";
let house;
let browser;
let invitation;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("the first visitor makes the administrator, on a phone, in the dark", async () => {
  const { page, faults, context } = await person(browser, house, { size: PHONE, theme: "dark" });
  await page.goto("/");
  await page.waitForURL("**/first-run");
  await noBarriers(page, "the first-run page on a phone in the dark");
  await page.getByLabel("Họ và tên").fill("Đoàn Minh Khuê");
  await page.getByLabel("Địa chỉ thư điện tử").fill("khue@bo.vn");
  await page.getByLabel("Mật khẩu").fill("ngan");
  await page.getByRole("button", { name: "Lập tài khoản" }).click();
  await page.getByText("Mật khẩu cần ít nhất 10 ký tự.").first().waitFor();
  assert.equal(await page.getByLabel("Họ và tên").inputValue(), "Đoàn Minh Khuê", "what was typed comes back");
  await noBarriers(page, "the first-run page with an error");
  await page.getByLabel("Mật khẩu").fill(PASSWORD);
  await page.getByRole("button", { name: "Lập tài khoản" }).click();
  await page.waitForURL("**/plans");
  await page.getByText("Chưa có kế hoạch nào").waitFor();
  await noBarriers(page, "the empty list of plans on a phone");
  await picture(page, "plans-empty-phone-dark");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the administrator invites a drafter into a unit found without accents", async () => {
  const { page, faults, context } = await person(browser, house, { size: DESK });
  await page.goto("/sessions/new");
  await noBarriers(page, "the sign-in page");
  await page.getByLabel("Địa chỉ thư điện tử").fill("khue@bo.vn");
  await page.getByLabel("Mật khẩu").fill(PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL(house.url + "/plans");
  await page.goto("/invitations/new");
  await noBarriers(page, "the form of an invitation");
  await page.getByLabel("Họ và tên").fill("Tạ Thu Giang");
  await page.getByLabel("Địa chỉ thư điện tử").fill("giang@bo.vn");
  const unit = page.locator("input[name=unit_name]");
  await unit.fill("");
  await unit.pressSequentially("cuc nha giao", { delay: 20 });
  await page.getByRole("option", { name: /Nhà giáo và Cán bộ quản lý/ }).first().click();
  assert.notEqual(await page.locator("input[name=unit_id]").inputValue(), "", "the unit is chosen");
  await page.getByLabel("Loại chức vụ").selectOption("drafter");
  await page.getByRole("button", { name: "Lập lời mời" }).click();
  invitation = await page.locator("#f-link").inputValue();
  assert.match(invitation, /\/join\/[\w-]{20,}$/);
  await noBarriers(page, "the list of invitations");
  for (const [path, what] of [["/people", "the people"], ["/account", "one's own account"], ["/units", "the tree of units"], ["/api", "the description of the API"]]) {
    await page.goto(path);
    await noBarriers(page, what);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("the invited person joins without JavaScript and has the post", async () => {
  const { page, context } = await person(browser, house, { size: PHONE, scripts: false });
  await page.goto(invitation.replace(house.url, ""));
  await page.getByText("Chuyên viên soạn thảo").first().waitFor();
  await page.getByLabel("Mật khẩu").fill("giay-rach-phai-giu-lay-le");
  await page.getByRole("button", { name: "Lập tài khoản" }).click();
  await page.waitForURL("**/plans");
  await page.getByRole("link", { name: "Nhập văn bản" }).first().waitFor();
  await page.goto("/account");
  await page.getByText("Chuyên viên soạn thảo").first().waitFor();
  const gone = await page.goto(invitation.replace(house.url, ""));
  assert.equal(gone.status(), 410, "the link works once");
  await context.close();
});

test("a forgotten password is set anew by a link, without JavaScript", async () => {
  const { page, faults, context } = await person(browser, house, { size: DESK });
  await page.goto("/sessions/new");
  await page.getByLabel("Địa chỉ thư điện tử").fill("khue@bo.vn");
  await page.getByLabel("Mật khẩu").fill(PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL(house.url + "/plans");
  await page.goto("/people");
  await page.getByRole("link", { name: "Tạ Thu Giang" }).click();
  await page.getByRole("button", { name: "Lập liên kết đặt lại mật khẩu" }).click();
  await page.getByText("Đã lập liên kết đặt lại mật khẩu").waitFor();
  const link = await page.locator("#f-link").inputValue();
  assert.match(link, /\/password\/[\w-]{20,}$/);
  await noBarriers(page, "the page of a person with a link to a new password");
  await picture(page, "reset-made-desk-light");
  assert.deepEqual(faults, []);
  await context.close();

  const phone = await person(browser, house, { size: PHONE, theme: "dark", scripts: false });
  await phone.page.goto(link.replace(house.url, ""));
  await phone.page.getByText("giang@bo.vn").waitFor();
  await phone.page.getByLabel("Mật khẩu mới").fill("matkhau123456");
  await phone.page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await phone.page.getByText("Mật khẩu này dễ đoán").first().waitFor();
  await picture(phone.page, "reset-phone-dark");
  await phone.page.getByLabel("Mật khẩu mới").fill("nuoc-chay-da-mon-mai-thoi");
  await phone.page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await phone.page.getByText("Đã đặt mật khẩu mới").first().waitFor();
  await phone.page.getByLabel("Địa chỉ thư điện tử").fill("giang@bo.vn");
  await phone.page.getByLabel("Mật khẩu").fill("nuoc-chay-da-mon-mai-thoi");
  await phone.page.getByRole("button", { name: "Đăng nhập" }).click();
  await phone.page.waitForURL("**/plans");
  const gone = await phone.page.goto(link.replace(house.url, ""));
  assert.equal(gone.status(), 410, "the link works once");
  await phone.context.close();
});

test("language and theme are chosen with plain forms and stay", async () => {
  const { page, context } = await person(browser, house, { scripts: false });
  await page.goto("/sessions/new");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await context.close();
});
