// A cluster that a document can address, a partner outside, and the organising committee of a plan with its decision; at the
// desk and on a phone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importSample, invited, settleIn, skipAll } from "../support/review.mjs";

let house;
let browser;
let admin;
let clerk;
let phone;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  admin = await person(browser, house, { size: DESK });
  await settleIn(admin.page);
  const so = { unit: "so gd&dt ha noi", option: /Hà Nội/ };
  clerk = await invited(browser, house, admin.page, { name: "Âu Kim Thoa", email: "thoa@so.vn", kind: "clerk", ...so });
  phone = await invited(browser, house, admin.page, { name: "Sầm Thúy Liễu", email: "lieu@so.vn", kind: "drafter", size: PHONE, theme: "dark", ...so });
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

const press = (page, name) => page.getByRole("button", { name }).first().click();
const said = (page, words) => page.locator(`main:has-text("${words}"), .nc-toast:has-text("${words}")`).first().waitFor();

test("a clerk makes a cluster, pastes its units and names the leading one", async () => {
  const { page } = clerk;
  await page.goto("/clusters");
  await page.getByText("Chưa có cụm nào trong ngày này").waitFor();
  await noBarriers(page, "no clusters");
  await page.getByRole("link", { name: "Lập cụm" }).first().click();
  await page.getByLabel("Tên", { exact: true }).fill("Cụm thi đua số 3");
  await noBarriers(page, "the form of a cluster");
  await press(page, "Lập cụm");
  await said(page, "Đã lập Cụm thi đua số 3");
  await page.getByLabel(/^Nhiều đơn vị/).fill("Sở Giáo dục và Đào tạo Tuyên Quang\nPhòng Không Có Thật");
  await press(page, "Ghi vào cụm");
  await page.locator("#f-units-error:has-text('Phòng Không Có Thật')").waitFor();
  await page.getByLabel(/^Nhiều đơn vị/).fill("Sở Giáo dục và Đào tạo Tuyên Quang\nSở Giáo dục và Đào tạo Hà Nội");
  await press(page, "Ghi vào cụm");
  await said(page, "Đã ghi 2 đơn vị");
  await page.getByLabel(/^Nhiều đơn vị/).fill("Sở Giáo dục và Đào tạo Hà Nội");
  await page.getByLabel("Vai trò").selectOption("leader");
  await press(page, "Ghi vào cụm");
  await page.locator("tr:has-text('Hà Nội'):has-text('Cụm trưởng')").waitFor();
  await noBarriers(page, "a cluster");
  await picture(page, "cluster-desk");
});

test("a partner of a similar name is asked about before it is added", async () => {
  const { page } = clerk;
  const add = async (name) => {
    await page.goto("/partners/new");
    await page.getByLabel("Tên", { exact: true }).fill(name);
    await page.getByLabel(/^Tỉnh hoặc nước/).fill("Nghệ An");
    await press(page, "Thêm đối tác");
  };
  await add("Sở Giáo dục và Đào tạo tỉnh Nghệ An");
  await said(page, "Đã thêm");
  await noBarriers(page, "a partner");
  await add("Sở giáo dục và đào tạo Nghệ An");
  await page.getByText("Có phải nơi này không?").waitFor();
  await noBarriers(page, "a partner like another");
  await picture(page, "partner-similar-desk");
  await page.goto("/partners?q=nghe+an");
  await page.locator("tr:has-text('tỉnh Nghệ An')").waitFor();
  await noBarriers(page, "partners");
});

test("a committee of a plan is put together on a phone, its gaps stand out, and its decision is drafted", async () => {
  const { page } = phone;
  const review = await importSample(page);
  await skipAll(page, review);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.goto(`${new URL(page.url()).pathname}/committees`);
  await noBarriers(page, "no committees");
  await page.getByRole("link", { name: "Lập ban, tổ" }).first().click();
  await page.getByLabel(/^Tên/).fill("Ban Tổ chức Chương trình gặp gỡ nhà giáo");
  await noBarriers(page, "the form of a committee");
  await press(page, "Lập ban, tổ");
  await page.getByText("Chưa có trưởng ban (tổ trưởng)").waitFor();
  await page.getByLabel(/^Họ và tên/).fill("Lê Thị Hoa");
  await page.getByLabel(/^Chức vụ/).fill("Giám đốc");
  await press(page, "Thêm thành viên");
  await said(page, "Đã thêm Lê Thị Hoa");
  await page.locator("#f-member").selectOption({ index: 1 });
  await page.getByLabel(/^Việc của kế hoạch/).selectOption({ index: 1 });
  await press(page, "Phân công");
  await said(page, "Đã phân công");
  await page.reload();
  await noBarriers(page, "a committee");
  await picture(page, "committee-phone");
  await press(page, "Soạn quyết định thành lập");
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  await page.locator(".nc-sheet:has-text('Ban Tổ chức Chương trình gặp gỡ nhà giáo')").first().waitFor();
  assert.deepEqual([...admin.faults, ...clerk.faults, ...phone.faults], []);
});
