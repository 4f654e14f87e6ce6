// The budget of a plan: an estimate typed on a phone, completed from a sheet, approved and issued; a department writes down
// what it was given, allots it to three units below and spends with a voucher; the sums follow.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { json, officer as signIn, press, said } from "../support/officer.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
let house;
let browser;
let drafter;
let leader;
let plan;

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
  drafter = await officer("soanthao", { size: PHONE, theme: "dark" });
  leader = await officer("lanhdao", { size: DESK });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const officer = (name, options) => signIn(browser, house, name, options);

const send = (page, name, kind, bytes) => page.locator("input[type=file]").setInputFiles({ name, mimeType: kind, buffer: Buffer.from(bytes) });

test("a drafter types the estimate on a phone; what can be read in two ways is asked and nothing is lost", async () => {
  const { page } = drafter;
  const plans = (await json(page, "/plans")).plans;
  plan = `/plans/${plans.find((one) => one.subject.includes("lắng nghe")).id}`;
  await page.goto(`${plan}/budget`);
  await noBarriers(page, "no estimate");
  await page.getByRole("link", { name: "Thêm khoản chi" }).first().click();
  await page.locator("[name=no]").fill("1");
  await page.locator("[name=content]").fill("Thuê hội trường");
  await page.locator("[name=fund]").selectOption("local");
  await page.locator("[name=unit]").fill("Sở Giáo dục và Đào tạo Hà Nội");
  await page.locator("[name=measure]").fill("buổi");
  await page.locator("[name=quantity]").fill("2,5");
  await page.locator("[name=price]").fill("1.500 triệu");
  await press(page, "Lưu khoản chi");
  await page.locator("#f-price-error:has-text('đọc được hai cách')").waitFor();
  assert.equal(await page.locator("[name=price]").inputValue(), "1.500 triệu");
  await noBarriers(page, "a line that is refused");
  await page.locator("[name=price]").fill("10 triệu");
  await press(page, "Lưu khoản chi");
  await said(page, "Đã thêm khoản");
  await page.locator("td:has-text('25.000.000')").first().waitFor();
  await noBarriers(page, "an estimate on a phone");
  await picture(page, "money-phone-dark");
  assert.deepEqual(drafter.faults, []);
});

test("the estimate goes out as Excel and comes back; a faulty table is told cell by cell", async () => {
  const desk = await officer("soanthao", { size: DESK });
  const { page } = desk;
  await page.goto(`${plan}/budget`);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Xuất Excel" }).click()]);
  await page.getByRole("link", { name: "Nhập từ Excel" }).click();
  await send(page, "du-toan.xlsx", XLSX, await readFile(await file.path()));
  await press(page, "Xem trước");
  await page.getByText("Tệp không có gì khác").waitFor();
  await page.goto(`${plan}/budget/sheet`);
  const csv = "TT,Nội dung chi,Số tiền,Nguồn\n2,In tài liệu,1500000,Kinh phí công đoàn\n3,Nước uống,1.500 triệu,NSTW\n";
  await send(page, "them.csv", "text/csv", csv);
  await press(page, "Xem trước");
  await page.locator("td:has-text('C3')").waitFor();
  await noBarriers(page, "a sheet with a fault");
  await picture(page, "money-sheet-desk");
  await send(page, "them.csv", "text/csv", csv.replace("1.500 triệu", "900000"));
  await press(page, "Xem trước");
  await press(page, "Nhận 2 khoản");
  await said(page, "Đã nhận 2 khoản từ Excel");
  assert.deepEqual(desk.faults, []);
});

test("a leader approves, and the plan is issued", async () => {
  const { page } = leader;
  await page.goto(`${plan}/budget`);
  await page.locator("[name=document]").fill("125/QĐ-BGDĐT ngày 01/10/2026");
  await press(page, "Duyệt dự toán");
  await said(page, "Đã duyệt dự toán");
  await page.locator("td:has-text('27.400.000')").first().waitFor();
  await page.getByRole("link", { name: "Kinh phí công đoàn" }).first().click();
  await page.getByText("Cộng 1 khoản đang lọc").waitFor();
  await noBarriers(page, "lines of a source");
  const minister = (await officer("thutruong", { size: DESK })).page;
  const clerk = (await officer("vanphong", { size: DESK })).page;
  const at = `/documents/${(await json(page, plan)).plan.document_id}`;
  await drafter.page.goto(at);
  await press(drafter.page, "Trình duyệt");
  await minister.goto(at);
  await minister.getByLabel("Chức vụ người ký").fill("Thứ trưởng");
  await minister.getByLabel("Họ và tên người ký").fill("Quách Thế Vinh");
  await press(minister, "Duyệt");
  await said(minister, "Đã duyệt");
  await minister.getByRole("button", { name: "Ký", exact: true }).click();
  await minister.waitForLoadState();
  await clerk.goto(`${at}/issue`);
  await press(clerk, "Cấp số");
  await clerk.waitForLoadState();
  for (const choice of await clerk.locator("tr:has(.s-watch) select[name$='.to']").all()) await choice.selectOption("nobody");
  await press(clerk, "Lưu các tên");
  await press(clerk, /^Phát hành tới/);
  for (let i = 0; i < 80; i++) {
    await clerk.goto(at);
    if (await clerk.locator(".nc-head-facts:has-text('Đã ban hành')").count()) return;
    await clerk.waitForTimeout(250);
  }
  assert.fail("it was never issued");
});

test("a department allots to three units below and spends with a voucher; the sums follow", async () => {
  const head = await officer("giamdocso", { size: DESK });
  const { page } = head;
  await page.goto("/money");
  await noBarriers(page, "money of a unit");
  await page.getByRole("link", { name: "Thuê hội trường" }).click();
  await page.getByRole("link", { name: "Ghi kinh phí được giao" }).click();
  await page.locator("[name=amount]").fill("20 triệu");
  await page.locator("[name=document]").fill("12/QĐ-UBND");
  await noBarriers(page, "an allocation");
  await press(page, "Ghi");
  await said(page, "Đã ghi được giao 20.000.000 đồng");
  await page.getByRole("link", { name: "Phân bổ cho đơn vị" }).click();
  const names = ["Phòng Giáo dục Mầm non", "Phòng Giáo dục Tiểu học", "Phòng Giáo dục Trung học"];
  await page.locator("[name=units]").fill(names.map((name) => `${name}; 8.000.000`).join("\n"));
  await page.locator("[name=document]").fill("30/QĐ-SGDĐT");
  await press(page, "Phân bổ");
  await page.locator("#f-units-error:has-text('Chỉ còn 20.000.000 đồng')").waitFor();
  await noBarriers(page, "an allotment that is refused");
  await page.locator("[name=units]").fill(names.map((name) => `${name}; 4.000.000`).join("\n"));
  await press(page, "Phân bổ");
  await said(page, "Đã phân bổ cho 3 đơn vị");
  await noBarriers(page, "a line with its parts");
  await picture(page, "money-line-desk");
  const focal = await officer("donvi", { size: PHONE });
  await focal.page.goto(new URL(page.url()).pathname);
  await focal.page.getByRole("link", { name: "Ghi khoản đã chi" }).click();
  await focal.page.locator("[name=amount]").fill("9 triệu");
  await focal.page.locator("[name=document]").fill("PC-07");
  await focal.page.locator("[name=words]").fill("Đặt cọc hội trường");
  await press(focal.page, "Ghi");
  await focal.page.locator("#f-reason-error:has-text('Chi vượt 1.000.000 đồng')").waitFor();
  await focal.page.locator("[name=reason]").fill("Giá thuê tăng");
  await press(focal.page, "Ghi");
  await said(focal.page, "Chi vượt số được giao");
  await noBarriers(focal.page, "a line that is overspent, on a phone");
  await picture(focal.page, "money-line-phone");
  const budget = await json(leader.page, `${plan}/budget`);
  assert.deepEqual([budget.total.estimated, budget.total.allocated, budget.total.spent, budget.total.left], [27_400_000, 20_000_000, 9_000_000, 11_000_000]);
  await leader.page.goto(`${plan}/budget`);
  await noBarriers(leader.page, "an approved estimate");
  await picture(leader.page, "money-desk");
  assert.deepEqual([...head.faults, ...focal.faults, ...leader.faults], []);
});
