// A document goes to five thousand schools; the server is killed (SIGKILL) in the middle of it. After the start each school
// has it exactly once, with its work exactly once, and the sums of work add up.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { openHouse } from "../support/house.mjs";
import { program } from "../support/program.mjs";

const run = promisify(execFile);
const N_SCHOOLS = 5000;
const PLAN = `BỘ GIÁO DỤC VÀ ĐÀO TẠO

Số:      /KH-BGDĐT

Hà Nội, ngày      tháng 8 năm 2024

KẾ HOẠCH

Kiểm tra điều kiện đầu năm học 2024 - 2025

Bộ Giáo dục và Đào tạo ban hành kế hoạch như sau:

I. MỤC ĐÍCH

1. Bảo đảm điều kiện dạy học.

II. LỘ TRÌNH

TT\tCông việc\tThời gian\tĐơn vị chủ trì\tĐơn vị phối hợp
1\tTự kiểm tra cơ sở vật chất\tTháng 9/2024\tCác trường trung học cơ sở\t
2\tBáo cáo kết quả\tTháng 10/2024\tCác trường trung học cơ sở\t

Trên đây là Kế hoạch, đề nghị các đơn vị triển khai./.

Nơi nhận:
- Các trường trung học cơ sở (để t/h);
- Lưu: VT.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Quách Thế Vinh
`;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function as(house, who) {
  const one = program(house.url);
  await one.signIn(who);
  return one;
}

/** Five thousand schools below one department, from a list. */
async function schools(house) {
  const admin = await as(house, "quantri");
  const rows = Array.from({ length: N_SCHOOLS }, (_, n) => `Trường Trung học cơ sở Số ${n + 1},KT-${n + 1},Trường THCS,Sở GD&ĐT Hà Nội,01/01/2023`);
  const list = `Tên đơn vị,Mã,Loại,Đơn vị cấp trên,Từ ngày\n${rows.join("\n")}\n`;
  const answer = await admin.upload("/units/imports", "truong.csv", list);
  assert.ok(answer.status < 400, await answer.clone().text());
  const at = answer.headers.get("location");
  await admin.post(`${at}/commit`);
  for (let n = 0; n < 240; n++) {
    const { state } = (await admin.know(at)).import ?? (await admin.know(at));
    if (state === "done") return;
    assert.notEqual(state, "failed");
    await wait(500);
  }
  assert.fail("the schools were not brought in");
}

/** A plan that is signed and numbered, and addressed to the schools. Gives the address of its document. */
async function numbered(house) {
  const [drafter, leader, clerk] = [await as(house, "soanthao"), await as(house, "thutruong"), await as(house, "vanphong")];
  const answer = await drafter.upload("/imports", "ke-hoach.txt", PLAN);
  const review = answer.headers.get("location");
  let known = await drafter.know(review);
  for (let n = 0; n < 60 && known.import.state === "reading"; n++) {
    await wait(500);
    known = await drafter.know(review);
  }
  const open = known.looks.filter((look) => look.state === "open").map(({ id }) => ({ op: "skip", item: id }));
  if (open.length) {
    await drafter.post(`${review}/changes`, { base: known.import.version, batch: "skip", ops: open });
    known = await drafter.know(review);
  }
  const made = await drafter.post(`${review}/finish`, { base: known.import.version });
  const at = `/documents/${(await drafter.know(made.headers.get("location"))).plan.document_id}`;
  const version = async () => String((await drafter.know(at)).document.version);
  await drafter.post(`${at}/submit`, { version: await version() });
  const part = (await leader.know(at)).parts[0];
  await leader.post(`/approvals/${part.id}/approve`, { version: await version(), authority: "deputy", rank: "KT. BỘ TRƯỞNG", title: "Thứ trưởng", name: "Quách Thế Vinh" });
  await leader.post(`/approvals/${part.id}/sign`);
  await clerk.post(`${at}/number`, { on: "5/8/2024", symbol: "KH-BGDĐT" });
  const names = (await clerk.know(`${at}/issue`)).names;
  const answers = names.map((name, n) => [String(n), { printed: name.printed, to: "group", kind: "lower_secondary" }]);
  await clerk.post(`${at}/addresses`, { names: Object.fromEntries(answers) });
  return { at, clerk };
}

test("issuing that is killed in the middle reaches every school once", { timeout: 600_000 }, async () => {
  let house = await openHouse({ command: "demo" });
  try {
    await schools(house);
    const { at, clerk } = await numbered(house);
    const expected = (await clerk.know(`${at}/issue`)).n_units;
    assert.ok(expected >= N_SCHOOLS, `only ${expected} units`);
    await clerk.post(`${at}/issue`);
    // Killed as soon as the first portions are out.
    let reached = 0;
    while (reached === 0) {
      reached = (await clerk.know(at)).n_delivered;
      await wait(20);
    }
    await house.kill();
    assert.ok(reached < expected, "the kill came after the issuing: the test proves nothing");
    house = await openHouse({ command: "serve", kept: house.data });
    const again = await as(house, "vanphong");
    const document = async () => again.know(at);
    assert.equal((await document()).document.state, "issuing", "it was cut");
    for (let n = 0; n < 300 && (await document()).document.state !== "issued"; n++) await wait(1000);
    const after = await document();
    assert.deepEqual([after.document.state, after.n_delivered], ["issued", expected]);
    const first = await again.know(`${at}/deliveries`);
    assert.equal(first.n_all, expected);
    const units = new Set();
    for (let page = 1; page <= first.n_pages; page++) {
      for (const one of (await again.know(`${at}/deliveries?page=${page}`)).deliveries) units.add(one.unit_id);
    }
    assert.equal(units.size, expected, "each has it once");
    if (!process.env.NHIPCAU_E2E_POSTGRES) {
      await house.kill();
      // It ends with an error when a sum is not what counting gives.
      const { stdout } = await run(process.env.NHIPCAU_BIN, ["doctor", "--data", house.data]);
      assert.match(stdout, /ok +sums of work/, stdout);
    }
  } finally {
    await house.stop();
  }
});
