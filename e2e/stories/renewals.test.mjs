// Next year's plan from this year's: what moves is looked at, a tick is taken away, the draft is read and reviewed, and
// the two plans lead to each other.

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

test("a plan that is a draft is not carried on; one that is issued is", async () => {
  const { page } = drafter;
  const plans = (await json(page, "/plans")).plans;
  plan = `/plans/${plans.find((one) => one.subject.includes("lắng nghe")).id}`;
  await page.goto(plan);
  assert.equal(await page.getByRole("link", { name: "Lập kế hoạch kỳ sau" }).count(), 0);
  const leader = await officer("thutruong", { size: DESK });
  const clerk = await officer("vanphong", { size: DESK });
  await issue(plan, { drafter: page, leader: leader.page, clerk: clerk.page, title: "Thứ trưởng", name: "Quách Thế Vinh" });
  await page.goto(plan);
  await page.getByRole("link", { name: "Lập kế hoạch kỳ sau" }).click();
  await noBarriers(page, "what moves");
  await picture(page, "renew-desk");
  assert.deepEqual([...drafter.faults, ...leader.faults, ...clerk.faults], []);
});

test("what moves is looked at on a phone, kept weekdays are another proposal", async () => {
  const phone = await officer("soanthao", { size: PHONE, theme: "dark" });
  const { page } = phone;
  await page.goto(`${plan}/renew`);
  await noBarriers(page, "what moves on a phone");
  await picture(page, "renew-phone");
  const before = await json(page, `${plan}/renew?years=1`);
  await page.getByLabel("Chuyển đi").selectOption("2");
  await page.getByLabel("Giữ đúng thứ trong tuần").check();
  await press(page, "Xem lại các chỗ đổi");
  await page.waitForURL(/years=2/);
  assert.ok(await page.getByLabel("Giữ đúng thứ trong tuần").isChecked());
  const now = await json(page, `${plan}/renew?years=2&weekday=true`);
  assert.ok(before.moves.length > 0 && now.moves.length > 0);
  const year = (page) => Number(/20\d\d/.exec(page.moves.find((one) => /20\d\d/.test(one.becomes)).becomes)[0]);
  assert.equal(year(now), year(before) + 1);
  assert.deepEqual(phone.faults, []);
});

test("the draft says what was ticked, and both plans lead to each other", async () => {
  const { page } = drafter;
  await page.goto(`${plan}/renew?years=1`);
  const proposal = await json(page, `${plan}/renew?years=1`);
  const kept = proposal.moves.find((one) => one.was.includes("20"));
  await page.locator(`input[value="${kept.key}"]`).uncheck();
  await press(page, "Lập dự thảo");
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.locator("nc-review").waitFor();
  const review = new URL(page.url()).pathname;
  const text = JSON.stringify(await json(page, review));
  const moved = proposal.moves.filter((one) => one !== kept && /20\d\d/.test(one.becomes));
  for (const one of moved) assert.ok(text.includes(one.becomes), `${one.was} should have become ${one.becomes}`);
  await page.goto(plan);
  await said(page, "Đang soát");
  await skipAll(page, review);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await noBarriers(page, "a plan with the one before it");
  await picture(page, "renew-kin-desk");
  await page.getByText("Lập từ kế hoạch").waitFor();
  await page.locator("section:has(h2:text('Kỳ trước, kỳ sau')) a").first().click();
  await page.waitForURL((url) => url.pathname === plan);
  await said(page, "Kế hoạch kỳ sau");
  assert.deepEqual(drafter.faults, []);
});
