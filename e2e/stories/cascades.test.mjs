// A plan is carried down: declared on the draft, asked when it is issued, answered by a department with a person and an
// own plan made of the parent, approved, numbered and issued; the matrix follows and only the silent are reminded.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { issue } from "../support/issue.mjs";
import { json, officer as signIn, press, said } from "../support/officer.mjs";
import { skipAll } from "../support/review.mjs";

let house;
let browser;
let drafter;
let plan;
let matrix;

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
  drafter = await officer("soanthao", { size: DESK });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const officer = (name, options) => signIn(browser, house, name, options);

test("what a plan asks of units below is declared on its draft and sent when it is issued", async () => {
  const { page } = drafter;
  const plans = (await json(page, "/plans")).plans;
  plan = `/plans/${plans.find((one) => one.subject.includes("lắng nghe")).id}`;
  await page.goto(plan);
  await page.getByRole("link", { name: "Triển khai", exact: true }).click();
  await noBarriers(page, "what a plan asks");
  await picture(page, "cascade-plan-desk");
  await page.getByLabel("Hạn").fill("31/2/2026");
  await press(page, "Ghi yêu cầu");
  await said(page, "Không có ngày này trong lịch");
  await page.getByLabel("Hạn").fill("30/9/2026");
  // What was not said either is open already.
  if (!(await page.locator("#f-kinds[open]").count())) await page.locator("#f-kinds summary").click();
  await page.getByLabel("Sở GD&ĐT", { exact: true }).check();
  await press(page, "Ghi yêu cầu");
  await said(page, "Chờ ban hành kế hoạch");
  const leader = await officer("thutruong", { size: DESK });
  const clerk = await officer("vanphong", { size: DESK });
  await issue(plan, { drafter: page, leader: leader.page, clerk: clerk.page, title: "Thứ trưởng", name: "Quách Thế Vinh" });
  for (let i = 0; i < 40 && !matrix; i++) {
    const [question] = (await json(page, `${plan}/cascade`)).questions;
    if (question.state === "open") matrix = `/cascades/${question.id}`;
    else await page.waitForTimeout(250);
  }
  await page.goto(matrix);
  await noBarriers(page, "the matrix");
  await picture(page, "cascade-matrix-desk");
  assert.deepEqual([...drafter.faults, ...leader.faults, ...clerk.faults], []);
});

test("a department names somebody, drafts its own plan from the parent and issues it", async () => {
  const leader = await officer("giamdocso", { size: PHONE, theme: "dark" });
  const { page } = leader;
  await page.goto("/work");
  await page.getByRole("link", { name: "Triển khai" }).first().click();
  await noBarriers(page, "what a unit carries out");
  await picture(page, "cascade-list-phone");
  await page.getByRole("link", { name: /lắng nghe/ }).first().click();
  await noBarriers(page, "what one unit is asked");
  await picture(page, "cascade-answer-phone");
  await page.getByLabel("Họ và tên").fill("Trịnh Hoài Thu");
  await press(page, "Ghi người phụ trách");
  await said(page, "Đã cử Trịnh Hoài Thu phụ trách.");
  await page.getByRole("link", { name: "Soạn kế hoạch riêng" }).click();
  await noBarriers(page, "what an own plan takes over");
  await picture(page, "cascade-own-phone");
  await press(page, "Bắt đầu soạn");
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.locator("nc-review").waitFor();
  const review = new URL(page.url()).pathname;
  await skipAll(page, review);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  const own = new URL(page.url()).pathname;
  await page.goto(`${own}/cascade`);
  await said(page, "Kế hoạch này triển khai");
  const desk = await officer("giamdocso", { size: DESK });
  const clerk = await officer("vanthuso", { size: DESK });
  await issue(own, { drafter: clerk.page, leader: desk.page, clerk: clerk.page, title: "Giám đốc", name: "Khổng Hải Đăng" });
  await page.goto("/cascades");
  await page.getByRole("link", { name: /lắng nghe/ }).first().click();
  await picture(page, "cascade-carried-phone");
  assert.deepEqual([...leader.faults, ...desk.faults, ...clerk.faults], []);
});

test("the matrix shows it, and only the silent are reminded", async () => {
  const { page } = drafter;
  const before = await json(page, matrix);
  const parts = before.question.bars[0].parts;
  assert.equal(parts.find((part) => part.word === "issued").n, 1);
  assert.equal(parts.reduce((sum, part) => sum + part.n, 0), before.question.n_units);
  await page.goto(matrix);
  await press(page, /^Nhắc \d+ đơn vị chưa xong/);
  await said(page, `Đã nhắc ${before.question.n_silent} đơn vị.`);
  await picture(page, "cascade-reminded-desk");
  const rows = (await json(page, matrix)).rows;
  for (const row of rows) assert.equal(row.n_reminders, row.plan === "issued" ? 0 : 1, row.unit);
  await page.goto(`${matrix}?show=issued`);
  await page.getByRole("link", { name: /\/KH-SGDĐT/ }).click();
  await page.waitForURL(/\/plans\//);
  const phone = await officer("soanthao", { size: PHONE, theme: "dark" });
  await phone.page.goto(matrix);
  await noBarriers(phone.page, "the matrix on a phone");
  await picture(phone.page, "cascade-matrix-phone");
  assert.deepEqual([...drafter.faults, ...phone.faults], []);
});
