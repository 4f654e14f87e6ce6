// From a reviewed plan to the recipients' inboxes, role by role: comment, submit, return, approve, sign, number, issue,
// acknowledge, remind; then a decision written from empty, and an interim report of the plan.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importSample, invited, settleIn, skipAll } from "../support/review.mjs";

let house;
let browser;
let drafter;
let leader;
let clerk;
let department;
let at;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  drafter = await person(browser, house, { size: DESK });
  await settleIn(drafter.page);
  const ministry = { unit: "bo giao duc", option: /^Bộ Giáo dục và Đào tạo/ };
  leader = await invited(browser, house, drafter.page, { name: "Quách Thế Vinh", email: "vinh@bo.vn", kind: "leader", ...ministry });
  clerk = await invited(browser, house, drafter.page, { name: "Âu Kim Thoa", email: "thoa@bo.vn", kind: "clerk", ...ministry });
  const so = { unit: "so gd&dt ha noi", option: /Hà Nội/, size: PHONE, theme: "dark" };
  department = await invited(browser, house, drafter.page, { name: "Sầm Thúy Liễu", email: "lieu@so.vn", kind: "focal", ...so });
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

const press = (page, name) => page.getByRole("button", { name }).first().click();
const said = (page, words) => page.locator(`main:has-text("${words}"), .nc-toast:has-text("${words}")`).first().waitFor();

test("a reviewed plan has a document, which the leader comments on beside its clause", async () => {
  const { page } = drafter;
  const review = await importSample(page);
  await skipAll(page, review);
  await page.goto(review);
  await page.locator("form[data-finish] button").first().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.getByRole("link", { name: "Trình ký, phát hành" }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  at = new URL(page.url()).pathname;
  await page.locator(".nc-sheet:has-text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')").waitFor();
  await noBarriers(page, "a draft");
  await picture(page, "document-draft-desk");
  await leader.page.goto(at);
  await leader.page.locator("#p-b2").hover();
  await leader.page.locator("#p-b2 .nc-spot").click();
  await leader.page.getByLabel("Góp ý", { exact: true }).fill("Nêu rõ số điểm cầu.");
  await press(leader.page, "Gửi góp ý");
  await said(leader.page, "Đã gửi góp ý");
  await page.reload();
  assert.ok(await page.getByRole("button", { name: "Trình duyệt" }).isDisabled(), "an open comment holds it up");
  await press(page, "Đóng góp ý");
  await press(page, "Trình duyệt");
  await said(page, "Đã trình");
});

test("the leader returns it with a reason, gets it again, approves and signs", async () => {
  const { page } = leader;
  await page.goto("/documents");
  await page.getByRole("link", { name: /lắng nghe tiếng nói/ }).first().click();
  await page.locator("summary:has-text('Trả lại')").click();
  await page.getByLabel("Lý do trả lại").fill("Bổ sung phần kinh phí.");
  await press(page, "Trả lại");
  await drafter.page.goto(at);
  await said(drafter.page, "Bổ sung phần kinh phí.");
  await press(drafter.page, "Trình duyệt");
  await page.goto(at);
  await page.getByLabel("Thẩm quyền ký").selectOption("deputy");
  await page.getByLabel("Dòng thẩm quyền").fill("KT. BỘ TRƯỞNG");
  await page.getByLabel("Chức vụ người ký").fill("Thứ trưởng");
  await page.getByLabel("Họ và tên người ký").fill("Quách Thế Vinh");
  await noBarriers(page, "the form of an approval");
  await picture(page, "document-approve-desk");
  await press(page, "Duyệt");
  await said(page, "Đã duyệt");
  await page.getByRole("button", { name: "Ký", exact: true }).click();
  await page.locator(".nc-sheet .sig:has-text('THỨ TRƯỞNG')").waitFor();
});

test("the clerk takes the number, says who is meant by each name, and issues to all of them", async () => {
  const { page } = clerk;
  await page.goto(`${at}/issue`);
  await press(page, "Cấp số");
  await said(page, "01/KH-BGDĐT");
  // Names that no unit and no group is known for go by post.
  for (const choice of await page.locator("tr:has(.s-watch) select[name$='.to']").all()) await choice.selectOption("nobody");
  await picture(page, "document-issue-desk");
  await noBarriers(page, "the preparation of an issue");
  await press(page, "Lưu các tên");
  await press(page, /^Phát hành tới/);
  for (let i = 0; i < 60; i++) {
    await page.goto(at);
    if (await page.locator(".nc-head-facts:has-text('Đã ban hành')").count()) break;
    await page.waitForTimeout(250);
  }
  await page.locator(".nc-head-facts:has-text('Đã ban hành')").waitFor();
  await picture(page, "document-issued-desk");
  await noBarriers(page, "an issued document");
});

test("a department finds it on a phone, reads it and says that it has it; only the silent are reminded", async () => {
  const { page } = department;
  await page.goto("/inbox");
  await picture(page, "inbox-phone");
  await noBarriers(page, "the inbox");
  await page.getByRole("link", { name: /lắng nghe tiếng nói/ }).first().click();
  await picture(page, "document-received-phone");
  await press(page, "Xác nhận đã nhận");
  await said(page, "Đã xác nhận");
  await clerk.page.goto(`${at}/deliveries`);
  await noBarriers(clerk.page, "who got it");
  await picture(clerk.page, "deliveries-desk");
  const silent = Number((await clerk.page.getByRole("button", { name: /^Nhắc/ }).innerText()).match(/\d+/)[0]);
  await press(clerk.page, /^Nhắc/);
  await said(clerk.page, `Đã nhắc ${silent} nơi`);
  await page.goto("/inbox?show=all");
  assert.equal(await page.locator("text=được nhắc").count(), 0, "whoever acknowledged is not reminded");
  assert.deepEqual([...drafter.faults, ...leader.faults, ...clerk.faults, ...department.faults], []);
});

test("the bureau writes a decision about the plan from empty to issue; what is typed is kept and shown as it prints", async () => {
  const { page } = drafter;
  await page.goto(at);
  await page.getByRole("link", { name: "Soạn văn bản về việc này" }).click();
  await noBarriers(page, "beginning a document");
  await page.getByLabel("Loại văn bản").selectOption("QĐ");
  await page.getByLabel(/^Trích yếu/).fill("Về việc thành lập Ban Tổ chức chương trình");
  const issuer = page.locator("#f-issuer");
  await issuer.fill("bo giao duc");
  await page.getByRole("option", { name: /^Bộ Giáo dục và Đào tạo/ }).first().click();
  await press(page, "Bắt đầu soạn");
  await page.waitForURL(/\/write$/);
  await page.locator("#w-body-0-text").fill("Thành lập Ban Tổ chức gồm 12 thành viên.");
  await page.locator("#beside .nc-sheet:has-text('gồm 12 thành viên')").waitFor();
  await page.locator("#w-bases").fill("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019\nTheo đề nghị của Cục trưởng Cục Nhà giáo và Cán bộ quản lý giáo dục");
  await page.locator("#beside .nc-sheet:has-text('ngày 14 tháng 6 năm 2019;')").waitFor();
  await page.locator("#w-recipients-0-name").fill("Sở Giáo dục và Đào tạo Hà Nội");
  await page.locator("#beside .nc-sheet:has-text('- Sở Giáo dục và Đào tạo Hà Nội;')").waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, "write-desk");
  await noBarriers(page, "writing a document");
  // Somebody else writes in the same text: both are shown, one is chosen, nothing is lost.
  await leader.page.goto(page.url());
  await leader.page.locator("#w-body-0-text").fill("Thành lập Ban Tổ chức gồm 15 thành viên.");
  await leader.page.locator("#beside .nc-sheet:has-text('gồm 15 thành viên')").waitFor();
  await page.locator("#w-body-0-text").fill("Thành lập Ban Tổ chức gồm 13 thành viên.");
  await page.locator("#beside[data-newer]").waitFor();
  await noBarriers(page, "two who write");
  await page.getByRole("button", { name: "Giữ bản của trang này" }).click();
  await page.waitForLoadState();
  assert.equal(await page.inputValue("#w-body-0-text"), "Thành lập Ban Tổ chức gồm 13 thành viên.");
  await press(page, "Xong, lưu phiên bản");
  await press(page, "Trình duyệt");
  const decision = new URL(page.url()).pathname;
  await leader.page.goto(decision);
  await leader.page.getByLabel("Chức vụ người ký").fill("Bộ trưởng");
  await leader.page.getByLabel("Họ và tên người ký").fill("Quách Thế Vinh");
  await press(leader.page, "Duyệt");
  await leader.page.getByRole("button", { name: "Ký", exact: true }).click();
  await clerk.page.goto(`${decision}/issue`);
  await press(clerk.page, "Cấp số");
  await said(clerk.page, /QĐ-BGDĐT/.source);
  await clerk.page.getByText("phần mềm đề nghị", { exact: false }).first().waitFor({ timeout: 2000 }).catch(() => {});
  await press(clerk.page, /^Phát hành tới/);
  await department.page.goto("/inbox");
  for (let i = 0; i < 60 && !(await department.page.getByText("Về việc thành lập Ban Tổ chức").count()); i++) {
    await department.page.waitForTimeout(250);
    await department.page.reload();
  }
  await department.page.getByRole("link", { name: /Về việc thành lập Ban Tổ chức/ }).first().waitFor();
});

test("an interim report is made of the plan: numbers open, words change, Word opens and holds them", async () => {
  const { page } = drafter;
  const plan = await page.evaluate(async (at) => (await (await fetch(at, { headers: { Accept: "application/json" } })).json()).document.plan_id, at);
  await page.goto(`/plans/${plan}/reviews`);
  await noBarriers(page, "the reviews of a plan");
  await press(page, "Lập và chốt số liệu");
  await page.waitForURL(/\/reviews\/[0-9a-f-]{36}$/);
  const review = new URL(page.url()).pathname;
  await noBarriers(page, "a review");
  await picture(page, "review-desk");
  const delivered = (await page.locator("#r-general a.num").first().innerText()).trim();
  await page.locator("#r-general a.num").first().click();
  await page.locator(`h1:has-text('${delivered}')`).waitFor();
  await noBarriers(page, "what a number counted");
  await page.goto(review);
  await page.getByLabel("Lời văn của phần KIẾN NGHỊ, ĐỀ XUẤT").fill("Đề nghị nâng đường truyền cho các điểm cầu vùng cao.");
  await press(page, "Lưu lời văn");
  await press(page, "Lập báo cáo");
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  await page.locator(".nc-sheet:has-text('nâng đường truyền')").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Word" }).click()]);
  const folder = await mkdtemp(join(tmpdir(), "bao-cao-"));
  await file.saveAs(join(folder, "bao-cao.docx"));
  execFileSync("soffice", [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, join(folder, "bao-cao.docx")], { stdio: "ignore", timeout: 180_000 });
  const text = await readFile(join(folder, "bao-cao.txt"), "utf8");
  assert.ok(text.includes(`đã gửi tới ${delivered} đơn vị`), text.slice(0, 2000));
  assert.ok(text.includes("nâng đường truyền"));
  await rm(folder, { recursive: true, force: true });
  await department.page.setViewportSize(PHONE);
  assert.deepEqual([...drafter.faults, ...leader.faults, ...clerk.faults], []);
});
