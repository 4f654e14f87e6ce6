// A training: begun and announced at a desk, answered on a phone, who was there is marked, and the results are written from
// the counts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { json, officer as signIn, press, said } from "../support/officer.mjs";

const UNIT = "Sở Giáo dục và Đào tạo Hà Nội";
const LONG = "Tập huấn đối thoại tại nơi làm việc và giám sát việc thực hiện chế độ, chính sách cho nhà giáo và cán bộ quản lý cơ sở giáo dục năm học 2023-2024";
let house;
let browser;
let host;
let unit;
let activity;
let part;

/** The day so many days from now, as people write it. */
function day(days) {
  const at = new Date(Date.now() + days * 86_400_000);
  const two = (n) => String(n).padStart(2, "0");
  return `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}

async function addSession(page, { topic, on, from = "8h", until = "11:30" }) {
  const form = page.locator(`form[action="${activity}/sessions"]`);
  if (!(await form.isVisible())) await page.locator("summary", { hasText: "Thêm buổi" }).click();
  await form.locator("[name=topic]").fill(topic);
  await form.locator("[name=on]").fill(on);
  await form.locator("[name=from]").fill(from);
  await form.locator("[name=until]").fill(until);
  await form.locator("[name=place]").fill("Hội trường A, 35 Đại Cồ Việt");
  await form.locator("[name=speaker]").fill("TS. Nguyễn Văn Bình");
  await form.getByRole("button", { name: "Thêm buổi" }).click();
}

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
  host = await signIn(browser, house, "soanthao", { size: DESK });
  unit = await signIn(browser, house, "donvi", { size: PHONE, theme: "dark" });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("an officer begins a training; a wrong hour is named and nothing typed is lost; the units are told", async () => {
  const { page } = host;
  await page.goto("/activities");
  await noBarriers(page, "no activities yet");
  await page.goto("/activities/new");
  await noBarriers(page, "a new activity");
  await page.locator("[name=name]").fill(LONG);
  await page.locator("[name=kind]").selectOption("training");
  await page.locator("[name=asked][value=units]").check();
  await page.locator("[name=units]").fill(UNIT);
  await page.locator("[name=seats]").fill("3");
  await page.locator("[name=answer_by]").fill(day(5));
  await picture(page, "activities-new-desk");
  await press(page, "Mở hoạt động");
  await said(page, "Đã mở hoạt động");
  activity = new URL(page.url()).pathname;
  await addSession(page, { topic: "Buổi 1: Kỹ năng đối thoại", on: day(-1), until: "7h" });
  await said(page, "Cần sửa 1 ô");
  assert.equal(await page.locator("[name=speaker]").inputValue(), "TS. Nguyễn Văn Bình");
  await noBarriers(page, "a session with a wrong hour");
  await addSession(page, { topic: "Buổi 1: Kỹ năng đối thoại", on: day(-1) });
  await said(page, "Đã thêm buổi");
  await addSession(page, { topic: "Buổi 2: Giám sát chính sách", on: day(9), from: "13h30", until: "17h" });
  await said(page, "Buổi 2: Giám sát chính sách");
  await page.locator("summary", { hasText: "Thêm liên kết" }).click();
  await page.locator("[name=title]").fill("Tài liệu đối thoại");
  await page.locator("[name=url]").fill("https://hoc.example/doi-thoai");
  await press(page, "Thêm liên kết");
  await said(page, "Tài liệu đối thoại");
  await noBarriers(page, "a draft with sessions");
  await picture(page, "activities-draft-desk");
  await press(page, "Thông báo cho đơn vị");
  await said(page, "Đã thông báo cho 1 đơn vị");
  await noBarriers(page, "an announced activity");
  assert.deepEqual(host.faults.filter((fault) => !String(fault).includes("422")), []);
});

test("a unit answers on a phone with who comes", async () => {
  const { page } = unit;
  await page.goto("/activities?side=asked");
  await noBarriers(page, "what we are asked to, dark, on a phone");
  await picture(page, "activities-asked-phone-dark");
  await page.getByRole("link", { name: LONG }).first().click();
  part = new URL(page.url()).pathname;
  await noBarriers(page, "the part of a unit, dark, on a phone");
  await picture(page, "activities-part-phone-dark");
  await page.locator("[name=people]").fill("Trần Thị Mai | Chủ tịch công đoàn\nLê Văn An | Phó Trưởng phòng\nPhạm Bình\nĐỗ Cường");
  await press(page, "Xác nhận tham gia");
  await said(page, "nhiều nhất 3 người");
  assert.match(await page.locator("[name=people]").inputValue(), /Đỗ Cường/);
  await page.locator("[name=people]").fill("Trần Thị Mai | Chủ tịch công đoàn\nLê Văn An | Phó Trưởng phòng");
  await press(page, "Xác nhận tham gia");
  await said(page, "Đã gửi danh sách 2 người");
  await page.setViewportSize(DESK);
  await noBarriers(page, "the part of a unit, dark");
  await picture(page, "activities-part-desk-dark");
  assert.deepEqual(unit.faults.filter((fault) => !String(fault).includes("422")), []);
});

test("who was there is marked on a phone, and the results begin with the counts", async () => {
  const { page } = host;
  await page.goto(`${activity}/people`);
  await noBarriers(page, "who comes");
  await page.locator("[name=people]").fill("Vũ Hà | Ban tổ chức");
  await press(page, "Ghi thêm người tham gia");
  await said(page, "Vũ Hà");
  await picture(page, "activities-people-desk");
  await page.setViewportSize(PHONE);
  await noBarriers(page, "who comes, on a phone");
  await page.goto(activity);
  await noBarriers(page, "an activity on a phone");
  await picture(page, "activities-one-phone");
  await page.getByRole("link", { name: "Buổi 1: Kỹ năng đối thoại" }).first().click();
  await noBarriers(page, "a session on a phone");
  await page.locator("tr", { hasText: "Lê Văn An" }).locator("[name$='.presence']").first().selectOption("excused");
  await page.locator("tr", { hasText: "Lê Văn An" }).locator("[name$='.reason']").fill("Dự họp tại Bộ");
  await page.locator("[name=n_others]").fill("40");
  await press(page, "người chưa điểm danh là có mặt");
  await said(page, "Đã điểm danh 3 người");
  await picture(page, "activities-session-phone");
  await page.setViewportSize(DESK);
  await noBarriers(page, "a session");
  await picture(page, "activities-session-desk");
  const sums = await json(page, activity);
  const { n_coming, n_people, n_present, n_attendances } = sums.figures;
  assert.deepEqual([n_coming, n_people, n_present, n_attendances], [1, 3, 2, 42]);
  await page.goto(activity);
  await press(page, "Đã tổ chức xong");
  await said(page, "Đã ghi nhận tổ chức xong");
  assert.match(await page.locator("[name=results]").inputValue(), /2\/3 người đăng ký có mặt/);
  await press(page, "Lưu kết quả");
  await said(page, "Lịch sử");
  await page.reload();
  await noBarriers(page, "a reported activity");
  await picture(page, "activities-one-desk");
  await page.goto("/activities");
  await noBarriers(page, "a list of activities");
  await picture(page, "activities-list-desk");
  assert.deepEqual(host.faults.filter((fault) => !String(fault).includes("422")), []);
});
