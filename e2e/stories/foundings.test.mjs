// Units without a union: a list is begun, a line is pasted and looked at, steps are written on a phone, and the leader of
// the union records the decision.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { json, officer as signIn, press, said } from "../support/officer.mjs";

const LINES = "TT\tTên đơn vị\tLoại\tPhường\tSố lao động\tLiên hệ\n1\tTrường Mầm non Tư thục Ánh Dương\t\tPhường Láng\t25\tCô Hà\n2\tTrung tâm Ngoại ngữ Bình Minh\tTrung tâm\tPhường Láng\tnhiều";
let house;
let browser;
let focal;
let leader;
let list;
let row;

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
  focal = await signIn(browser, house, "donvi", { size: DESK });
  leader = await signIn(browser, house, "giamdocso", { size: PHONE, theme: "dark" });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("an officer begins a list and pastes lines; a wrong one is named and nothing typed is lost", async () => {
  const { page } = focal;
  await page.goto("/foundings");
  await noBarriers(page, "no lists yet");
  await page.goto("/foundings/new");
  await noBarriers(page, "a new list");
  await page.locator("[name=name]").fill("Đơn vị ngoài công lập chưa có công đoàn");
  await press(page, "Lập danh sách và chọn đơn vị");
  await said(page, "Đã lập");
  await noBarriers(page, "proposals");
  list = new URL(page.url()).pathname.replace("/add", "");
  await page.locator("[name=paste]").fill(LINES);
  await press(page, "Thêm các đơn vị đã dán");
  await said(page, "Chưa đọc được dòng 3");
  assert.equal(await page.locator("[name=paste]").inputValue(), LINES);
  await noBarriers(page, "lines as they are read");
  await picture(page, "foundings-add-desk");
  await page.locator("[name=paste]").fill(LINES.replace("nhiều", "12"));
  await press(page, "Thêm các đơn vị đã dán");
  await said(page, "Đã thêm 2 đơn vị");
  await noBarriers(page, "a list");
  await picture(page, "foundings-list-desk");
  await page.setViewportSize(PHONE);
  await noBarriers(page, "a list on a phone");
  await picture(page, "foundings-list-phone");
  assert.deepEqual(focal.faults.filter((fault) => !String(fault).includes("422")), []);
});

test("steps are written on a phone", async () => {
  const { page } = focal;
  await page.getByRole("link", { name: "Trường Mầm non Tư thục Ánh Dương" }).first().click();
  row = new URL(page.url()).pathname;
  await noBarriers(page, "a unit on a phone");
  await page.locator("[name$='.done_on']").first().fill("01/02/2024");
  await page.locator("[name$='.evidence']").first().fill("12/BC-CĐ");
  await picture(page, "foundings-unit-phone");
  await press(page, "Lưu");
  await said(page, "Đã lưu");
  await page.setViewportSize(DESK);
  await noBarriers(page, "a unit");
  await picture(page, "foundings-unit-desk");
});

test("the leader records the decision and the unit leaves the open list", async () => {
  const { page } = leader;
  await page.goto(row);
  await noBarriers(page, "a unit as its leader sees it, dark, on a phone");
  await page.locator("[name=decision_number]").fill("15/QĐ-CĐN");
  await page.locator("[name=decided_on]").fill("05/03/2024");
  await press(page, "Ghi nhận đã thành lập");
  await said(page, "15/QĐ-CĐN");
  await noBarriers(page, "a founded union");
  await picture(page, "foundings-founded-phone-dark");
  const found = await json(page, list);
  const { n, n_waiting, n_going, n_founded, n_closed } = found.list.counts;
  assert.deepEqual([n, n_waiting, n_going, n_founded, n_closed], [2, 1, 0, 1, 0]);
  assert.deepEqual(leader.faults, []);
});
