// An item of a plan's communications: proposed by the plan's words, written, submitted, returned, approved, held until its
// embargo ends, published elsewhere and corrected; at the desk and on a phone.

import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importSample, invited, settleIn, skipAll } from "../support/review.mjs";

let house;
let browser;
let writer;
let leader;
let plan;
let item;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  writer = await person(browser, house, { size: DESK });
  await settleIn(writer.page);
  const bureau = { unit: "cuc nha giao", option: /Nhà giáo/ };
  leader = await invited(browser, house, writer.page, { name: "Lương Đình Phúc", email: "phuc@bo.vn", kind: "leader", size: PHONE, theme: "dark", ...bureau });
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

const press = (page, name) => page.getByRole("button", { name }).first().click();
const said = (page, words) => page.locator(`main:has-text("${words}"), .nc-toast:has-text("${words}")`).first().waitFor();

test("a clause that speaks of communications proposes an item, which is planned and written", async () => {
  const { page } = writer;
  const review = await importSample(page);
  await skipAll(page, review);
  await page.goto(review);
  await press(page, /Lập kế hoạch/);
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  plan = new URL(page.url()).pathname;
  await page.goto(`${plan}/media`);
  await page.getByText("Chưa có tin, bài nào").waitFor();
  await noBarriers(page, "an empty board");
  await page.getByRole("link", { name: "Lập tin, bài" }).first().click();
  await page.getByLabel("Tiêu đề", { exact: true }).fill("Sắp lắng nghe tiếng nói học đường");
  await page.getByLabel(/^Hạn hoàn thành/).fill("31/2/2027");
  await press(page, "Thêm tin, bài");
  await page.locator("#f-due-error").waitFor();
  await page.getByLabel(/^Hạn hoàn thành/).fill("1/2/2027");
  await page.getByLabel(/^Nội dung/).fill("## Mở đầu\nXem kế hoạch tại https://moet.gov.vn.");
  await page.getByLabel(/^Không đăng trước ngày/).fill("1/1/2090");
  await noBarriers(page, "the form of an item");
  await press(page, "Thêm tin, bài");
  await said(page, "Đã thêm");
  item = new URL(page.url()).pathname;
  await page.getByRole("heading", { name: "Mở đầu" }).waitFor();
});

test("it is returned with a reason and approved in the version that was read", async () => {
  await press(writer.page, "Trình duyệt");
  await said(writer.page, "Chờ duyệt");
  const { page } = leader;
  await page.goto("/media?view=waiting");
  await page.getByRole("link", { name: "Sắp lắng nghe tiếng nói học đường" }).click();
  await page.locator("summary:has-text('Trả lại')").click();
  await page.locator("#why-return").fill("Thêm thời gian");
  await press(page, "Trả lại");
  await said(page, "Đang viết");
  await writer.page.goto(item);
  await said(writer.page, "Thêm thời gian");
  await press(writer.page, "Trình duyệt");
  await said(writer.page, "Chờ duyệt");
  await page.goto(item);
  await noBarriers(page, "an item that waits");
  await press(page, /^Duyệt/);
  await said(page, "Đã duyệt");
  await picture(page, "media-item-phone");
});

test("nothing is published before its embargo, and what was typed stays", async () => {
  const { page } = writer;
  await page.goto(item);
  await page.getByLabel(/^Địa chỉ đã đăng/).fill("https://moet.gov.vn/tin");
  await press(page, "Ghi đã đăng");
  await page.locator("#f-on-error:has-text('Không đăng trước 00:00 01/01/2090')").waitFor();
  await noBarriers(page, "an item that is held");
  await page.goto(`${plan}/media`);
  await page.getByRole("link", { name: "Sắp lắng nghe tiếng nói học đường" }).waitFor();
  await noBarriers(page, "a board");
  await picture(page, "media-board-desk");
});
