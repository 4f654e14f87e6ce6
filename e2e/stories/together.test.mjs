// Two people at one review: what both keep, what they choose between, what one does after the other is done.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBarriers } from "../support/axe.mjs";
import { DESK, openBrowser, openHouse, person, PHONE, picture } from "../support/house.mjs";
import { importSample, importText, known, open, saved, secondPerson, settleIn, skipAll, type } from "../support/review.mjs";

let house;
let browser;
let one;
let other;

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  one = await person(browser, house, { size: DESK });
  await settleIn(one.page);
  other = await secondPerson(browser, house, one.page);
});

after(async () => {
  await browser?.close();
  await house?.stop();
});

test("two people keep different fields of one item, and choose where they changed the same", async () => {
  const at = await importSample(one.page);
  await other.page.goto(at);
  await one.page.goto(at);
  await type(other.page, "/roadmap/0/task", "Việc của người thứ hai");
  await saved(other.page, at, (review) => JSON.stringify(review.tabs).includes("Việc của người thứ hai"));
  // Another field of the same item: merged, and what the other wrote comes along.
  await type(one.page, "/roadmap/0/product", "Sản phẩm của người thứ nhất");
  await saved(one.page, at, (review) => JSON.stringify(review.tabs).includes("Sản phẩm của người thứ nhất"));
  await one.page.locator('.nc-edit[data-path="/roadmap/0/task"]:has-text("người thứ hai")').waitFor({ state: "attached" });
  // The same field from an older page: both values, and a choice.
  await type(other.page, "/roadmap/0/product", "Sản phẩm của người thứ hai");
  const banner = other.page.locator("[data-banner^='clash:']");
  await banner.locator("text=Sản phẩm của người thứ nhất").waitFor();
  await banner.locator("text=Sản phẩm của người thứ hai").waitFor();
  // The choice stands below its row and leaves the room above to the work, also on the phone.
  assert.equal(await other.page.locator("#it-roadmap-0 + tr.nc-beside [data-banner^='clash:']").count(), 1);
  await other.page.setViewportSize(PHONE);
  await other.page.locator(".nc-switch a[href='#result']").click();
  const width = await banner.locator("p").first().evaluate((words) => words.getBoundingClientRect().width);
  assert.ok(width > 200, `the words of a clash have ${width} px on the phone`);
  await picture(other.page, "import-clash-phone");
  await other.page.setViewportSize(DESK);
  // No plan is made before the choice, and what is in the way is shown wherever the person is.
  await skipAll(other.page, at);
  await other.page.locator("[role=tab]:has-text('Kinh phí')").click();
  await other.page.evaluate(() => document.querySelector("nc-review form[data-finish]").requestSubmit());
  await other.page.locator("[data-banner=unsent] button:has-text('Tới chỗ đó')").click();
  assert.ok(await banner.isVisible(), "on another part of the result");
  // That somebody else is here stands in the head, not on a line of its own.
  await other.page.locator(".nc-review-head [data-others]:has-text('Đoàn Minh Khuê')").waitFor();
  assert.equal(await other.page.locator("[data-banner=others]").count(), 0);
  await noBarriers(other.page, "a review with a clash");
  await picture(other.page, "import-clash-desk");
  await banner.locator("button:has-text('Dùng bản của mình')").click();
  await saved(other.page, at, (review) => JSON.stringify(review.tabs).includes("Sản phẩm của người thứ hai"));
  assert.equal(await other.page.locator("[data-banner]").count(), 0);
  assert.deepEqual([...one.faults, ...other.faults], []);
});

test("whoever mends all small defects after a colleague mended one is told how many were theirs, and can take them back", async () => {
  const rows = ["Tổ chức lớp , báo cáo", "Xây dựng sách , tài liệu", "Kiểm tra lớp , trường"].map((task, i) => `${i + 1}\t${task}\tTháng 9/2024\tBáo cáo\tCục NGCB\t`);
  const text = ["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "KẾ HOẠCH", "Thực hiện nhiệm vụ năm học 2024 - 2025", "I. Lộ trình thực hiện", "TT\tCông việc\tThời gian\tSản phẩm\tChủ trì\tPhối hợp", ...rows].join("\n");
  const at = await importText(one.page, "loi-nho.txt", text);
  await other.page.goto(at);
  const { small } = await known(one.page, at);
  assert.equal(small.n_mendable, 3, small.sentence);
  await one.page.locator("#small summary").click();
  await one.page.locator(`li[data-item="${small.looks[0].id}"] button[value=accept]`).click();
  await saved(one.page, at, (review) => review.small.n_mended === 1);
  await other.page.locator("body").press("a");
  await other.page.locator('.nc-toast:has-text("đã làm y như vậy")').waitFor();
  await other.page.locator('.nc-toast:has-text("Đã sửa 2 lỗi nhỏ")').waitFor();
  await other.page.locator("body").press("Control+z");
  await saved(other.page, at, (review) => review.small.n_mended === 1 && review.small.n_mendable === 2);
  assert.deepEqual([...one.faults, ...other.faults], []);
});

test("a column in which nothing stands is drawn when a hand goes there, somebody asks, or a value comes", async () => {
  const rows = ["Tổ chức lớp tập huấn", "Xây dựng tài liệu"].map((task, i) => `${i + 1}\t${task}\tTháng 9/2024\t\tCục NGCB\t`);
  const text = ["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "KẾ HOẠCH", "Thực hiện nhiệm vụ năm học 2024 - 2025", "I. Lộ trình thực hiện", "TT\tCông việc\tThời gian\tSản phẩm\tChủ trì\tPhối hợp", ...rows].join("\n");
  const at = await importText(one.page, "cot-trong.txt", text);
  await one.page.goto(`${at}?tab=roadmap`);
  await other.page.goto(`${at}?tab=roadmap`);
  const value = (page, path) => page.locator(`.nc-edit[data-path="${path}"]`);
  const asks = one.page.locator("#tab-roadmap .nc-more-columns");
  await value(one.page, "/roadmap/0/task").waitFor();
  assert.equal(await asks.textContent(), "Hiện cột trống: Sản phẩm, Phối hợp");
  assert.equal(await value(one.page, "/roadmap/0/product").isVisible(), false);
  await noBarriers(one.page, "a review with empty columns");
  await picture(one.page, "import-columns-desk");
  // Arrows pass over what is not drawn, and stand on it once it is.
  await value(one.page, "/roadmap/0/time").focus();
  await one.page.keyboard.press("ArrowRight");
  assert.equal(await one.page.evaluate(() => document.activeElement.dataset.path), "/roadmap/0/lead_units");
  await asks.locator("input").check();
  assert.ok(await value(one.page, "/roadmap/0/product").isVisible());
  await type(one.page, "/roadmap/0/product", "Tập tài liệu");
  await saved(one.page, at, (review) => JSON.stringify(review.tabs).includes("Tập tài liệu"));
  await asks.locator("input").uncheck();
  assert.ok(await value(one.page, "/roadmap/1/product").isVisible(), "something stands in it now");
  assert.equal(await value(one.page, "/roadmap/1/coop_units").isVisible(), false);
  // What a colleague wrote there comes with the answer to one's own change, and is seen.
  assert.equal(await value(other.page, "/roadmap/0/product").isVisible(), false);
  await type(other.page, "/roadmap/1/task", "Xây dựng bộ tài liệu");
  await value(other.page, "/roadmap/0/product").locator("text=Tập tài liệu").waitFor();
  assert.ok(await value(other.page, "/roadmap/0/product").isVisible());
  // What is missing is added by the button of its place, and nothing else is opened.
  const missing = one.page.locator('#looks li:has-text("Không thấy chữ ký")');
  await missing.locator("button:has-text('Thêm chữ ký')").click();
  await one.page.locator(".nc-editor").waitFor();
  assert.ok(await one.page.locator("#tab-recipients").isVisible());
  await one.page.keyboard.press("Escape");
  await saved(one.page, at, (review) => review.tabs.find((tab) => tab.name === "recipients").count === 1);
  // A new row has all its values at hand.
  await other.page.locator("#tab-roadmap button[value=add]").click();
  await other.page.locator(".nc-editor").waitFor();
  await other.page.keyboard.press("Escape");
  assert.ok(await value(other.page, "/roadmap/0/coop_units").isVisible());
  assert.deepEqual([...one.faults, ...other.faults], []);
});

test("who gives the same answer is told so and asked nothing; who gives another sees no word of success", async () => {
  const at = await importSample(one.page);
  await other.page.goto(at);
  const [first, second] = open(await known(one.page, at)).filter((look) => look.can_skip || look.candidates.length === 0);
  const press = (page, id, act) => page.locator(`li[data-item="${id}"] button[value=${act}]`).click();
  const toast = (page, words) => page.locator(`.nc-toast:has-text("${words}")`);
  await press(one.page, first.id, "accept");
  await toast(one.page, "Đã nhận").waitFor();
  await saved(one.page, at, (review) => review.looks.find((look) => look.id === first.id).state === "accepted");
  // The same from a page that does not know of it: no clash, and who it was.
  await press(other.page, first.id, "accept");
  await toast(other.page, "đã làm y như vậy").waitFor();
  assert.equal(await toast(other.page, "Đã nhận").count(), 0, "not done by this person");
  assert.equal(await other.page.locator("[data-banner^='clash:']").count(), 0);
  const { version } = (await known(one.page, at)).import;
  assert.equal(version, 2, "nothing was written twice");
  // Another answer: both are shown, and nothing says that it was taken.
  await one.page.keyboard.press("x");
  await saved(one.page, at, (review) => review.import.version === 3);
  const decided = (await known(one.page, at)).looks.find((look) => look.state === "skipped");
  const clash = decided ?? second;
  await press(other.page, clash.id, "accept");
  await other.page.locator(`[data-banner^='clash:']`).waitFor();
  assert.equal(await toast(other.page, "Đã nhận").count(), 0);
  assert.deepEqual([...one.faults, ...other.faults], []);
});

test("after a colleague made the plan the review leads to it, can only be read, and shows what was not sent", async () => {
  const at = await importSample(one.page);
  await skipAll(one.page, at);
  await other.page.goto(at);
  await one.page.goto(at);
  // Something is typed and its line is cut while the plan is made.
  await other.context.setOffline(true);
  await type(other.page, "/roadmap/0/task", "Việc gõ muộn");
  await one.page.locator("form[data-finish] button").click();
  await one.page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  const plan = new URL(one.page.url()).pathname;
  await other.context.setOffline(false);
  const banner = other.page.locator("[data-banner=ended]");
  await banner.locator("text=đã lập kế hoạch lúc").waitFor();
  await banner.locator("text=Việc gõ muộn").waitFor();
  assert.equal(await banner.locator("a:has-text('Mở kế hoạch')").getAttribute("href"), plan);
  assert.equal(await other.page.locator("form[data-finish] button:enabled, form[data-op] button:enabled").count(), 0);
  await other.page.locator('.nc-edit[data-path="/roadmap/0/product"]').click();
  assert.equal(await other.page.locator(".nc-editor").count(), 0, "read only");
  await noBarriers(other.page, "a review that is over");
  await picture(other.page, "import-ended-desk");
  await other.page.setViewportSize(PHONE);
  await picture(other.page, "import-ended-phone");
  await banner.locator("a:has-text('Mở kế hoạch')").click();
  await other.page.waitForURL(`**${plan}`);
  const faults = [...one.faults, ...other.faults].filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED"));
  assert.deepEqual(faults, []);
  await other.page.setViewportSize(DESK);
});
