// A plan on its way out, as the people of one agency send it.

import assert from "node:assert/strict";
import { json, press, said } from "./officer.mjs";

/** Walks a document from draft to issued: drafter, leader, clerk. */
export async function issue(plan, { drafter, leader, clerk, title, name }) {
  const at = `/documents/${(await json(drafter, plan)).plan.document_id}`;
  await drafter.goto(at);
  await press(drafter, "Trình duyệt");
  await leader.goto(at);
  await leader.getByLabel("Chức vụ người ký").fill(title);
  await leader.getByLabel("Họ và tên người ký").fill(name);
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
  for (let i = 0; i < 80; i++) {
    await clerk.goto(at);
    if (await clerk.locator(".nc-head-facts:has-text('Đã ban hành')").count()) return;
    await clerk.waitForTimeout(250);
  }
  assert.fail("it was never issued");
}
