// The whole way of a joint plan, role by role: a province with thirty districts comes in as a spreadsheet, the Word file
// is read and reviewed, the department and the union both approve and sign, thirty districts issue plans of their own, the
// work they were given comes back, and an interim report goes out as a Word file that LibreOffice opens.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, PHONE, picture } from "../support/house.mjs";
import { json, officer, press, said } from "../support/officer.mjs";
import { program } from "../support/program.mjs";
import { invited, skipAll } from "../support/review.mjs";

const SAMPLE = new URL("../../samples/so-cong-doan-phoi-hop-2024.docx", import.meta.url).pathname;
const PASSWORD = "giay-rach-phai-giu-lay-le";
const SO = "Sở Giáo dục và Đào tạo tỉnh Lam Giang";
const UNION = "Công đoàn ngành Giáo dục tỉnh Lam Giang";
const N = 30;
/** Names of districts that no province has. */
const DISTRICTS = Array.from({ length: N }, (_, at) => `Lam Sơn ${at + 1}`);
const office = (district) => `Phòng Giáo dục và Đào tạo huyện ${district}`;
const SHEET = [
  "Tên đơn vị,Mã,Loại,Đơn vị cấp trên,Mã xã phường,Tên gọi khác,Từ ngày",
  `${SO},LG.SO,Sở GD&ĐT,Bộ GD&ĐT,,Sở GD&ĐT Lam Giang,`,
  `${UNION},LG.CDN,Công đoàn ngành Giáo dục,Công đoàn Giáo dục Việt Nam,,CĐN Lam Giang,`,
  `Văn phòng Sở,LG.VP,Văn phòng,LG.SO,,,`,
  ...DISTRICTS.map((name, at) => `${office(name)},LG.P${at + 1},Phòng GD&ĐT,LG.SO,,,`),
].join("\n");

let house;
let browser;
let admin;
let drafter;
let leader;
let clerk;
let union;
let units;
let plan;
let matrix;
const offices = [];

before(async () => {
  house = await openHouse({ command: "demo" });
  browser = await openBrowser();
  admin = await officer(browser, house, "quantri", { size: DESK });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const find = async (name) => {
  const found = await json(admin.page, `/units/search?q=${encodeURIComponent(name)}`);
  const one = found.items.find((item) => item.name === name);
  assert.ok(one, `${name} is not among ${JSON.stringify(found.items.map((item) => item.name))}`);
  return one.id;
};

test("the province comes in as a spreadsheet and its people are invited", async () => {
  const { page } = admin;
  await page.goto("/units/imports");
  await page.setInputFiles("input[type=file]", { name: "lam-giang.csv", mimeType: "text/csv", buffer: Buffer.from(SHEET) });
  await page.waitForURL(/\/units\/imports\/[0-9a-f-]{36}/);
  await press(page, new RegExp(`^Ghi ${N + 3} đơn vị`));
  await said(page, `Đã ghi ${N + 3} đơn vị`);
  units = { so: await find(SO), union: await find(UNION) };
  const at = (name, email, kind, unit) => ({ name, email, kind, unit, option: new RegExp(unit) });
  drafter = await invited(browser, house, page, at("Lê Thị Hiền", "hien@lamgiang.vn", "drafter", SO));
  leader = await invited(browser, house, page, at("Lục Minh Khôi", "khoi@lamgiang.vn", "leader", SO));
  clerk = await invited(browser, house, page, at("Vũ Bích Thủy", "thuy@lamgiang.vn", "clerk", SO));
  union = await invited(browser, house, page, at("Quách Thị Thùy Dương", "duong@cdn.vn", "leader", UNION));
});

test("the Word file is read, its issuers are said, and the plan is made", async () => {
  const { page } = drafter;
  await page.goto("/imports/new");
  await page.setInputFiles("input[type=file]", SAMPLE);
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.locator("nc-review").waitFor();
  const review = new URL(page.url()).pathname;
  await noBarriers(page, "the review of a joint plan");
  await picture(page, "joint-review-desk");
  await skipAll(page, review);
  await change(page, review, [{ op: "set", path: "/header/agencies", value: [{ name: "Sở Giáo dục và Đào tạo", unit: units.so }, { name: "Công đoàn ngành Giáo dục", unit: units.union }] }]);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  plan = new URL(page.url()).pathname;
  await said(page, "Công đoàn ngành Giáo dục");
});

/** Changes a review as a program does. */
async function change(page, at, ops) {
  const review = await json(page, at);
  const status = await page.evaluate(async ([address, body]) => {
    const token = document.querySelector("meta[name='csrf-token']").content;
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": token };
    return (await fetch(address, { method: "POST", headers, body: JSON.stringify(body) })).status;
  }, [`${at}/changes`, { base: review.import.version, batch: "issuers", ops }]);
  assert.equal(status, 200);
}

test("it asks every district for a plan of its own and for somebody in charge", async () => {
  const { page } = drafter;
  await page.goto(`${plan}/cascade`);
  await page.getByLabel("Hạn").fill("31/12/2026");
  if (!(await page.locator("#f-kinds[open]").count())) await page.locator("#f-kinds summary").click();
  await page.getByLabel("Phòng GD&ĐT", { exact: true }).check();
  await press(page, "Ghi yêu cầu");
  await said(page, "Chờ ban hành kế hoạch");
  await picture(page, "joint-asks-desk");
});

test("the department and the union approve and sign, each for itself; a clerk numbers and issues it", async () => {
  const at = `/documents/${(await json(drafter.page, plan)).plan.document_id}`;
  await drafter.page.goto(at);
  await press(drafter.page, "Trình duyệt");
  await said(drafter.page, "Đã trình");
  for (const [who, title, name] of [[leader, "Phó Giám đốc", "Lục Minh Khôi"], [union, "Chủ tịch", "Quách Thị Thùy Dương"]]) {
    const { page } = who;
    await page.goto(at);
    await page.getByLabel("Chức vụ người ký").fill(title);
    await page.getByLabel("Họ và tên người ký").fill(name);
    await press(page, "Duyệt");
    await said(page, "Đã duyệt");
  }
  for (const who of [leader, union]) {
    await who.page.goto(at);
    await who.page.getByRole("button", { name: "Ký", exact: true }).click();
    await who.page.waitForLoadState();
  }
  const { page } = clerk;
  await page.goto(at);
  for (const name of ["Lục Minh Khôi", "Quách Thị Thùy Dương"]) await page.locator(`.nc-sheet .sig:has-text('${name}')`).waitFor();
  await picture(page, "joint-signed-desk");
  await page.goto(`${at}/issue`);
  await press(page, "Cấp số");
  await page.waitForLoadState();
  await sayWhoIsMeant(page);
  await picture(page, "joint-names-desk");
  await press(page, /^Phát hành tới/);
  await until(async () => (await json(page, at)).document.state === "issued", "it was never issued");
  await until(async () => {
    const [question] = (await json(page, `${plan}/cascade`)).questions;
    matrix = `/cascades/${question.id}`;
    return question.state === "open" && question.n_units === N;
  }, "thirty districts were never asked");
});

/** "Phòng GD&ĐT các huyện, thành phố" are the district offices of the province; the other names go by post. */
async function sayWhoIsMeant(page) {
  for (const row of await page.locator("tr:has(.s-watch)").all()) {
    const isOffices = (await row.locator("b").first().innerText()).startsWith("Phòng GD&ĐT");
    await row.locator("select[name$='.to']").selectOption(isOffices ? "group" : "nobody");
    if (!isOffices) continue;
    await row.locator("select[name$='.kind']").selectOption("district_office");
    await row.locator("input[name$='.unit']").fill(SO);
    await page.getByRole("option", { name: SO }).first().click();
  }
  await press(page, "Lưu các tên");
  await page.waitForLoadState();
}

async function until(is, words) {
  for (let i = 0; i < 240; i++) {
    if (await is()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail(words);
}

test("one district does it in the browser, on a phone", async () => {
  const name = DISTRICTS[0];
  const who = { name: `Trưởng phòng ${name}`, email: "truong1@lamgiang.vn", unit: office(name), option: new RegExp(`${office(name)}(?!\\d)`), kind: "leader", size: PHONE };
  const head = await invited(browser, house, admin.page, who);
  const writer = await invited(browser, house, admin.page, { ...who, name: "Văn thư phòng", email: "vanthu1@lamgiang.vn", kind: "clerk" });
  const { page } = head;
  await page.goto("/cascades");
  await page.getByRole("link", { name: /Phối hợp công tác/ }).first().click();
  await page.getByLabel("Họ và tên").fill("Trịnh Hoài Thu");
  await press(page, "Ghi người phụ trách");
  await said(page, "Đã cử Trịnh Hoài Thu phụ trách.");
  await page.getByRole("link", { name: "Soạn kế hoạch riêng" }).click();
  await press(page, "Bắt đầu soạn");
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.locator("nc-review").waitFor();
  const review = new URL(page.url()).pathname;
  await skipAll(page, review);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  const at = `/documents/${(await json(page, new URL(page.url()).pathname)).plan.document_id}`;
  await page.goto(at);
  await press(page, "Trình duyệt");
  await page.waitForLoadState();
  await page.goto(at);
  await page.getByLabel("Chức vụ người ký").fill("Trưởng phòng");
  await page.getByLabel("Họ và tên người ký").fill("Trịnh Hoài Thu");
  await press(page, "Duyệt");
  await said(page, "Đã duyệt");
  await page.getByRole("button", { name: "Ký", exact: true }).click();
  await page.waitForLoadState();
  await writer.page.goto(`${at}/issue`);
  await press(writer.page, "Cấp số");
  await writer.page.waitForLoadState();
  for (const choice of await writer.page.locator("tr:has(.s-watch) select[name$='.to']").all()) await choice.selectOption("nobody");
  await press(writer.page, "Lưu các tên");
  // Its schools have no accounts: the plan goes to them by hand, and is issued all the same.
  await press(writer.page, "Phát hành, gửi ngoài phần mềm");
  await until(async () => (await json(page, at)).document.state === "issued", "the district's plan was never issued");
  await picture(page, "joint-own-phone");
  assert.deepEqual([...head.faults, ...writer.faults], []);
});

/** Somebody who leads a district and keeps its stamp, as a program. */
async function district(root, at) {
  const [unit, email] = [await find(office(DISTRICTS[at])), `phong${at + 1}@lamgiang.vn`];
  const post = { unit_id: unit, unit_name: office(DISTRICTS[at]), title: "" };
  const invitation = await root.post("/invitations", { name: `Nguyễn Thị Phòng ${at + 1}`, email, kind: "leader", ...post });
  const link = new URL((await invitation.json()).link).pathname;
  const desk = program(house.url);
  await desk.token();
  const joined = await desk.ask(link, { method: "POST", body: { name: `Nguyễn Thị Phòng ${at + 1}`, password: PASSWORD } });
  assert.ok(joined.status < 400, await joined.text());
  await desk.signIn(email, PASSWORD);
  const { id } = (await desk.know("/account")).person;
  await root.post(`/people/${id}/posts`, { kind: "clerk", ...post });
  return desk;
}

/** Its own plan, from the question to the issue. */
async function ownPlan(desk, at) {
  const [asked] = (await desk.know("/cascades")).asked;
  const answer = `/cascades/answers/${asked.row.id}`;
  await desk.post(`${answer}/person`, { name: `Trần Văn Đầu Mối ${at + 1}` });
  const offer = await desk.know(`${answer}/own`);
  const items = [...offer.tasks, ...offer.duties].filter((one) => one.is_on).map((one) => one.value);
  const begun = await desk.post(`${answer}/own`, { items, subject: `${offer.subject} tại ${DISTRICTS[at]}`, doers: "Các trường" });
  const review = begun.headers.get("location");
  await until(async () => (await desk.know(review)).import.state === "review", "the own plan was never read");
  let known = await desk.know(review);
  const ops = known.looks.filter((look) => look.state === "open").map(({ id }) => ({ op: "skip", item: id }));
  if (ops.length) await desk.post(`${review}/changes`, { base: known.import.version, batch: "skip", ops });
  known = await desk.know(review);
  const made = await desk.post(`${review}/finish`, { base: known.import.version });
  const document = `/documents/${(await desk.know(made.headers.get("location"))).plan.document_id}`;
  const version = async () => String((await desk.know(document)).document.version);
  await desk.post(`${document}/submit`, { version: await version() });
  const [part] = (await desk.know(document)).parts;
  await desk.post(`/approvals/${part.id}/approve`, { version: await version(), authority: "head", title: "Trưởng phòng", name: `Nguyễn Thị Phòng ${at + 1}` });
  await desk.post(`/approvals/${part.id}/sign`);
  const ready = await desk.know(`${document}/issue`);
  await desk.post(`${document}/number`, { on: ready.today.split("-").reverse().join("/"), symbol: ready.symbol });
  const names = (await desk.know(`${document}/issue`)).names.filter((name) => name.target === null);
  if (names.length) {
    const answers = names.map((name) => [String(name.at), { printed: name.printed, to: "nobody" }]);
    await desk.post(`${document}/addresses`, { names: Object.fromEntries(answers) });
  }
  await desk.post(`${document}/issue`);
  return document;
}

test("the other twenty-nine do the same, and the matrix shows thirty of thirty", { timeout: 600_000 }, async () => {
  const root = program(house.url);
  await root.signIn("quantri");
  const documents = [];
  const waiting = Array.from({ length: N - 1 }, (_, at) => at + 1);
  // Several at once, as in a real week: each waits for its text to be read.
  const hands = Array.from({ length: 4 }, async () => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const desk = await district(root, at);
      offices.push(desk);
      documents.push([desk, await ownPlan(desk, at)]);
    }
  });
  await Promise.all(hands);
  for (const [desk, at] of documents) await until(async () => (await desk.know(at)).document.state === "issued", `${at} was never issued`);
  // Each district has a register of its own: all of them begin at one.
  for (const [desk, at] of documents) assert.match((await desk.know(at)).document.symbol, /^01\/KH-/);
  const shown = await json(drafter.page, matrix);
  const bar = (at) => Object.fromEntries(shown.question.bars[at].parts.map((part) => [part.word, part.n]));
  assert.deepEqual([bar(0), bar(1)], [{ issued: N }, { named: N }]);
  await drafter.page.goto(matrix);
  await noBarriers(drafter.page, "thirty of thirty");
  await picture(drafter.page, "joint-matrix-desk");
});

test("work comes back: what two districts hand in is accepted and returned", async () => {
  const [first, second] = offices;
  for (const desk of [first, second]) {
    const [one] = (await desk.know("/work")).groups.flatMap((group) => group.rows);
    assert.ok(one, "a district has work of the joint plan");
    await desk.post(`/work/${one.id}/accept`);
    await desk.post(`/work/${one.id}/reports`, { percent: "100", words: "Đã tổ chức tại toàn bộ trường học trong huyện.", send: "hand_in" });
  }
  const { page } = leader;
  await page.goto("/work/asked");
  await noBarriers(page, "what was handed in");
  await picture(page, "joint-handed-desk");
  const handed = (await json(page, "/work/asked")).handed;
  assert.equal(handed.length, 2);
  const [good, poor] = handed.map((one) => one.row.id);
  await page.goto(`/work/${good}`);
  await page.locator("button[name=verdict][value=approve]").click();
  await page.waitForLoadState();
  await page.goto(`/work/${poor}`);
  await page.getByLabel("Lý do trả lại").first().fill("Còn ba trường chưa tổ chức.");
  await page.locator("button[name=verdict][value=return]").click();
  await page.waitForLoadState();
  const opened = async (id) => (await json(page, `/work/${id}`)).open;
  assert.equal((await opened(good)).row.chip.word, "done");
  // Work given back after its day shows as late: what was decided stands in its history.
  const told = (await opened(poor)).history.map((step) => [step.verb, step.words]);
  assert.ok(told.some(([verb, words]) => verb === "return" && words === "Còn ba trường chưa tổ chức."), JSON.stringify(told));
});

test("an interim report is frozen, approved, signed, numbered, and Word opens it", async () => {
  const { page } = drafter;
  await page.goto(`${plan}/reviews`);
  await press(page, "Lập và chốt số liệu");
  await page.waitForURL(/\/reviews\/[0-9a-f-]{36}$/);
  await noBarriers(page, "the interim review of a joint plan");
  await picture(page, "joint-review-of-plan-desk");
  const delivered = (await page.locator("#r-general a.num").first().innerText()).trim();
  await page.getByLabel("Lời văn của phần KIẾN NGHỊ, ĐỀ XUẤT").fill("Đề nghị các huyện còn lại báo cáo đúng hạn.");
  await press(page, "Lưu lời văn");
  await press(page, "Lập báo cáo");
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  const at = new URL(page.url()).pathname;
  await press(page, "Trình duyệt");
  await said(page, "Đã trình");
  await leader.page.goto(at);
  await leader.page.getByLabel("Chức vụ người ký").fill("Phó Giám đốc");
  await leader.page.getByLabel("Họ và tên người ký").fill("Lục Minh Khôi");
  await press(leader.page, "Duyệt");
  await said(leader.page, "Đã duyệt");
  await leader.page.getByRole("button", { name: "Ký", exact: true }).click();
  await leader.page.waitForLoadState();
  await clerk.page.goto(`${at}/issue`);
  await press(clerk.page, "Cấp số");
  await said(clerk.page, "BC-SGDĐT");
  await page.goto(at);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Word" }).click()]);
  const folder = await mkdtemp(join(tmpdir(), "bao-cao-"));
  await file.saveAs(join(folder, "bao-cao.docx"));
  execFileSync("soffice", [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, join(folder, "bao-cao.docx")], { stdio: "ignore", timeout: 180_000 });
  const text = await readFile(join(folder, "bao-cao.txt"), "utf8");
  await rm(folder, { recursive: true, force: true });
  for (const words of [`đã gửi tới ${delivered} đơn vị`, "Đề nghị các huyện còn lại báo cáo đúng hạn.", "BC-SGDĐT", "Lục Minh Khôi"]) assert.ok(text.includes(words), `${words} is missing: ${text.slice(0, 3000)}`);
  for (const who of [admin, drafter, leader, clerk, union]) assert.deepEqual(who.faults, []);
});
