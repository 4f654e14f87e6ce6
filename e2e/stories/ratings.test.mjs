// A rating: criteria pasted from a table, sent to a department, which scores itself on a phone; accepted, locked, published.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { json, officer as signIn, press, said } from "../support/officer.mjs";

const TABLE = "TT\tNội dung\tĐiểm tối đa\nI\tCông tác tuyên truyền\n1\tTuyên truyền nghị quyết\t40\n2\tTổ chức hội thảo\t50,25\n\tTổng\t90,25";
let house;
let browser;
let drafter;
let focal;
let rating;

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
  drafter = await signIn(browser, house, "soanthao", { size: DESK });
  focal = await signIn(browser, house, "donvi", { size: PHONE, theme: "dark" });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("a drafter pastes the criteria, looks at how they are read and sends the sheets", async () => {
  const { page } = drafter;
  await page.goto("/ratings/new");
  await noBarriers(page, "a new rating");
  await page.locator("[name=name]").fill("Đánh giá năm học 2023-2024");
  await page.locator("[name=asked][value=units]").check();
  await page.locator("[name=units]").fill("Sở Giáo dục và Đào tạo Hà Nội");
  await press(page, "Lập đợt và ghi tiêu chí");
  await page.locator("[name=paste]").fill(TABLE);
  await press(page, "Xem trước");
  await page.locator("td:has-text('50,25')").first().waitFor();
  await noBarriers(page, "criteria as they are read");
  await press(page, "Thêm các tiêu chí này");
  await said(page, "Tổng điểm chuẩn 90,25");
  await noBarriers(page, "criteria");
  await picture(page, "ratings-criteria-desk");
  rating = new URL(page.url()).pathname.replace("/criteria", "");
  await page.goto(rating);
  await noBarriers(page, "a draft");
  await press(page, "Gửi các đơn vị");
  await said(page, "Đang gửi phiếu tới 1 đơn vị");
  assert.deepEqual(drafter.faults, []);
});

test("a department scores itself on a phone; too many points are told and nothing typed is lost", async () => {
  const { page } = focal;
  await page.goto("/ratings");
  await noBarriers(page, "sheets on a phone");
  await page.getByRole("link", { name: "Đánh giá năm học 2023-2024" }).first().click();
  const points = page.locator("input[name$='.points']");
  await points.nth(0).fill("41");
  await points.nth(1).fill("50");
  await press(page, "Gửi đơn vị đánh giá");
  await page.locator("main:has-text('Tối đa 40 điểm.')").waitFor();
  assert.equal(await points.nth(0).inputValue(), "41");
  await noBarriers(page, "a sheet that is refused, on a phone");
  await picture(page, "ratings-sheet-phone-dark");
  await page.locator("[name=criterion]").selectOption({ label: "Tổ chức hội thảo" });
  await page.locator("[name=file]").setInputFiles({ name: "anh-hoi-thao.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n") });
  await press(page, "Gửi tệp");
  await page.getByRole("link", { name: "anh-hoi-thao.pdf" }).waitFor();
  await noBarriers(page, "a sheet with evidence, on a phone");
  await points.nth(0).fill("40");
  await points.nth(1).fill("50");
  await press(page, "Gửi đơn vị đánh giá");
  await said(page, "Đã gửi điểm tự chấm");
});

test("points come from a spreadsheet; a wrong cell is named, each change is seen before it is written", async () => {
  const { page } = drafter;
  await page.goto(rating);
  const { id, version } = (await json(page, rating)).results.rows[0];
  const csv = (first, second) => ({
    name: "cham-diem.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Mã phiếu;Bản;Đơn vị;Tình trạng;Tuyên truyền nghị quyết;Tổ chức hội thảo\n${id};${version};Sở;x;${first};${second}\n`),
  });
  await page.locator("summary", { hasText: "Chấm điểm bằng Excel" }).click();
  await noBarriers(page, "a rating with the way to a spreadsheet");
  await page.locator("[name=file]").setInputFiles(csv("39,5", "năm mươi"));
  await press(page, "Xem trước");
  await page.locator("td:has-text('F2')").first().waitFor();
  await noBarriers(page, "points as they are read");
  await picture(page, "ratings-points-desk");
  await page.setViewportSize(PHONE);
  await noBarriers(page, "points as they are read, on a phone");
  await picture(page, "ratings-points-phone");
  await page.setViewportSize(DESK);
  await page.locator("[name=file]").setInputFiles(csv("39,5", ""));
  await press(page, "Xem trước");
  await page.locator("td:has-text('F2')").first().waitFor({ state: "detached" });
  await press(page, "Ghi 1 điểm");
  await said(page, "Đã ghi điểm của 1 đơn vị");
});

test("the sheet is accepted from the list, locked and published; the department sees its rank and may complain", async () => {
  const { page } = drafter;
  await page.goto(rating);
  await page.locator("[name=sheets]").first().check();
  await noBarriers(page, "results to be accepted");
  await press(page, "Chấp nhận các phiếu đã chọn");
  await said(page, "Đã chấp nhận 1 phiếu");
  await press(page, "Khóa kết quả");
  await said(page, "Đã khóa kết quả");
  await noBarriers(page, "locked results");
  await press(page, "Mở khóa");
  await said(page, "Đã mở khóa");
  await press(page, "Khóa kết quả");
  await said(page, "Đã khóa kết quả");
  await press(page, "Soạn dự thảo");
  await page.waitForURL(/\/documents\//);
  await noBarriers(page, "the document on the results");
  await picture(page, "ratings-document-desk");
  await page.goto(rating);
  await page.getByRole("link", { name: "Mở dự thảo" }).waitFor();
  await press(page, "Công bố kết quả");
  await said(page, "Đã công bố");
  await noBarriers(page, "published results");
  await picture(page, "ratings-results-desk");
  const found = await json(page, rating);
  assert.deepEqual([found.results.rows[0].total, found.results.rows[0].rank], ["89,5", 1]);
  await page.setViewportSize(PHONE);
  await page.goto(rating);
  await noBarriers(page, "published results on a phone");
  await picture(page, "ratings-results-phone");
  await focal.page.goto("/ratings");
  await focal.page.getByRole("link", { name: "Đánh giá năm học 2023-2024" }).first().click();
  await said(focal.page, "Hạng 1 trong 1 đơn vị đã chấm");
  await noBarriers(focal.page, "a published sheet on a phone");
  await picture(focal.page, "ratings-published-phone-dark");
  await focal.page.locator("[name=complaint]").fill("Chấm thiếu phần hội thảo");
  await press(focal.page, "Gửi kiến nghị");
  await said(focal.page, "Đã gửi kiến nghị");
  assert.deepEqual([...drafter.faults], []);
});

test("the silent are reminded, a unit comes late, and a round that was sent by mistake is given up", async () => {
  const { page } = drafter;
  await page.setViewportSize(DESK);
  await page.goto(rating);
  await press(page, "Lập đợt mới theo đợt này");
  await said(page, "Đã lập đợt mới");
  await page.locator("[data-toast-close]").click();
  await page.locator("[name=name]").fill("Đánh giá gửi nhầm");
  await page.locator("[name=due_on]").fill("01/08/2024");
  await press(page, "Lưu");
  await said(page, "Đã lưu");
  const round = new URL(page.url()).pathname;
  await press(page, "Gửi các đơn vị");
  await said(page, "Đang gửi phiếu tới 1 đơn vị");
  await page.getByRole("button", { name: "Nhắc 1 đơn vị chưa gửi" }).click();
  await said(page, "Đang nhắc 1 đơn vị");
  await page.locator("summary", { hasText: "Gửi thêm đơn vị" }).click();
  await page.locator("[name=units]").fill("Đơn vị không có");
  await press(page, "Gửi thêm");
  await page.locator("main:has-text('Đơn vị không có')").first().waitFor();
  assert.equal(await page.locator("[name=units]").inputValue(), "Đơn vị không có");
  await noBarriers(page, "a unit that nobody knows");
  await page.locator("[name=units]").fill("Sở Giáo dục và Đào tạo Hải Phòng");
  await press(page, "Gửi thêm");
  await said(page, "Đang gửi phiếu tới 1 đơn vị");
  await page.locator("#f-q").fill("hai phong");
  await press(page, "Xem");
  await page.locator("[data-row]:has-text('Hải Phòng')").waitFor();
  assert.equal(await page.locator("[data-row]").count(), 1);
  await page.goto(`${round}?state=silent`);
  assert.equal(await page.locator("[data-row]").count(), 2);
  await page.locator("summary", { hasText: "Thôi đánh giá đợt này" }).click();
  await noBarriers(page, "a round that runs");
  await picture(page, "ratings-running-desk");
  await page.setViewportSize(PHONE);
  await noBarriers(page, "a round that runs, on a phone");
  await picture(page, "ratings-running-phone");
  await page.setViewportSize(DESK);
  await page.locator("[name=reason]").fill("Gửi nhầm tiêu chí năm trước");
  await page.getByRole("button", { name: "Thôi đánh giá", exact: true }).click();
  await said(page, "Đã thôi đánh giá");
  await noBarriers(page, "a round that was given up");
  await focal.page.goto("/ratings");
  await focal.page.getByRole("link", { name: "Đánh giá gửi nhầm" }).first().click();
  await said(focal.page, "Thôi đánh giá: Gửi nhầm tiêu chí năm trước");
  await noBarriers(focal.page, "a sheet of a round that was given up, on a phone");
  await picture(focal.page, "ratings-stopped-phone-dark");
  assert.deepEqual([...drafter.faults], []);
});
