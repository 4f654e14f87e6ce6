// A document is issued: the department's officer gets a notice and, two minutes later, a mail; opens it, and it is read.
// Mail is seen by the administrator; choices are kept; a calendar is read by its secret address.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { json, officer as signIn, press, said } from "../support/officer.mjs";
import { openSink, read } from "../support/mail.mjs";

const SUBJECT = /lắng nghe/;
/** A notice waits two minutes for what may come with it. */
const MAIL_MS_MAX = 200_000;
let house;
let browser;
let sink;
let drafter;
let focal;
let admin;

before(async () => {
  sink = await openSink();
  house = await openHouse({ command: "demo", env: sink.env });
  browser = await openBrowser();
  drafter = await officer("soanthao", { size: DESK });
  focal = await officer("donvi", { size: PHONE, theme: "dark" });
  admin = await officer("quantri", { size: DESK });
});
after(async () => {
  await browser?.close();
  await house?.stop();
  await sink?.stop();
});

const officer = (name, options) => signIn(browser, house, name, options);

const came = async () => (await json(focal.page, "/notices?show=all")).notices.find((one) => one.kind === "document-came" && SUBJECT.test(one.sentence));

async function mailTo(address, subject) {
  const began = Date.now();
  for (;;) {
    const mail = sink.taken.map(read).find((one) => one.to.includes(address) && subject.test(one.subject + one.text));
    if (mail) return mail;
    assert.ok(Date.now() - began < MAIL_MS_MAX, `no mail to ${address}; the server took ${sink.taken.length}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

test("the administrator tries the mail server", async () => {
  const { page } = admin;
  await page.goto("/outbox");
  await noBarriers(page, "an empty outbox");
  await press(page, "Gửi thư thử cho tôi");
  const mail = await mailTo("quantri@mau.nhipcau.vn", /thư thử/);
  assert.match(mail.text, /đã được đặt đúng/);
  for (let i = 0; i < 20 && !(await page.locator("td:has-text('Đã gửi')").count()); i++) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  await picture(page, "outbox-desk");
  await noBarriers(page, "the outbox");
  await page.getByRole("link", { name: /thư thử/ }).first().click();
  await page.getByText("đã được đặt đúng").waitFor();
  await picture(page, "mail-desk");
  await noBarriers(page, "a mail");
});

test("a document is issued, and the officer of a department finds it in the bell", async () => {
  const { page } = drafter;
  const plans = (await json(page, "/plans")).plans;
  const plan = `/plans/${plans.find((one) => SUBJECT.test(one.subject)).id}`;
  const leader = (await officer("thutruong", { size: DESK })).page;
  const clerk = (await officer("vanphong", { size: DESK })).page;
  const at = `/documents/${(await json(page, plan)).plan.document_id}`;
  await page.goto(at);
  await press(page, "Trình duyệt");
  await leader.goto(at);
  await leader.getByLabel("Chức vụ người ký").fill("Thứ trưởng");
  await leader.getByLabel("Họ và tên người ký").fill("Quách Thế Vinh");
  await press(leader, "Duyệt");
  await said(leader, "Đã duyệt");
  await leader.getByRole("button", { name: "Ký", exact: true }).click();
  await leader.waitForLoadState();
  await clerk.goto(`${at}/issue`);
  await press(clerk, "Cấp số");
  await clerk.waitForLoadState();
  for (const choice of await clerk.locator("tr:has(.s-watch) select[name$='.to']").all()) await choice.selectOption("nobody");
  await press(clerk, "Lưu các tên");
  await press(clerk, /^Phát hành tới/);
  let notice;
  for (let i = 0; i < 160 && !notice; i++) {
    await focal.page.waitForTimeout(250);
    notice = await came();
  }
  assert.ok(notice?.is_unread, "it came and nobody has opened it");
  await focal.page.goto("/notices");
  await picture(focal.page, "notices-phone");
  await noBarriers(focal.page, "notices");
});

test("choices, calendar and rules have their pages, on the desk and on a telephone", async () => {
  const { page } = focal;
  await page.goto("/notices/settings");
  await picture(page, "notices-settings-phone");
  await noBarriers(page, "what is told");
  await page.getByLabel(/thư tổng hợp/).uncheck();
  await press(page, "Lưu");
  assert.equal((await json(page, "/notices/settings")).digest, false);
  assert.ok((await json(page, "/notices/settings")).choices.find((one) => one.kind === "document-came").mails, "nothing else changed");
  await page.goto("/calendar");
  await page.getByLabel(/Việc của đơn vị tôi/).check();
  await press(page, "Lập địa chỉ lịch");
  const link = await page.locator("input[readonly]").inputValue();
  await picture(page, "calendar-phone");
  await noBarriers(page, "calendars");
  const answer = await fetch(link);
  const calendar = (await answer.text()).replace(/\r\n /g, "");
  assert.match(answer.headers.get("content-type"), /^text\/calendar/);
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.ok(calendar.split("BEGIN:VEVENT").length > 1, "the work of the document has deadlines");
  assert.match(calendar, /SUMMARY:Hạn: /);
  await admin.page.goto("/escalation");
  await picture(admin.page, "escalation-desk");
  await noBarriers(admin.page, "rules for late work");
  await page.goto("/escalation/late");
  await noBarriers(page, "late work");
  for (const [path, name] of [["/notices", "notices"], ["/notices/settings", "notices-settings"], ["/calendar", "calendar"]]) {
    await drafter.page.goto(path);
    await picture(drafter.page, `${name}-desk`);
  }
});

test("the mail says what came and leads to it; opened, the notice is read; a wrong link stops nothing", async () => {
  const mail = await mailTo("donvi@mau.nhipcau.vn", SUBJECT);
  const link = mail.text.match(/http\S+\/notices\/[0-9a-f-]{36}\/open/)[0];
  const { page } = focal;
  await page.goto(link.replace(house.url, ""));
  await page.waitForURL(/\/documents\/|\/inbox/);
  const notice = await came();
  assert.equal((await json(page, "/notices?show=all")).notices.find((one) => one.id === link.split("/").at(-2)).is_unread, false);
  assert.ok(notice);
  // What is written to a person is the administrator's to see, not the clerk's of the department.
  const clerk = (await officer("vanthuso", { size: PHONE })).page;
  assert.equal((await json(clerk, "/outbox")).total, 0);
  await admin.page.goto("/outbox?show=sent");
  await admin.page.locator("td:has-text('donvi@mau.nhipcau.vn')").first().waitFor();
  await clerk.goto("/digest/stop/rac");
  await clerk.getByText("không còn dùng được").first().waitFor();
  assert.deepEqual([...drafter.faults, ...focal.faults, ...admin.faults], []);
});
