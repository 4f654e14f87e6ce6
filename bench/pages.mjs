// Times pages of a running server as a browser would ask for them: p50, p90, p99 of sequential requests, with a small
// plan beside a large one, so that the ratio holds on any machine. Usage: node bench/pages.mjs BINARY
//
// Starts its own server on an empty folder with sample data, imports a generated plan of 500 tasks through the API.

import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.argv[2] ?? "target/release/nhipcau";
const TASKS = 500;
const ROUNDS = Number(process.env.ROUNDS ?? 200);
const PASSWORD = "nhip-cau-mau-2024";

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const data = mkdtempSync(join(tmpdir(), "nhipcau-bench-"));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;

async function start(command) {
  const began = performance.now();
  const child = spawn(BINARY, [command, "--data", data, "--listen", `127.0.0.1:${port}`], { stdio: "ignore" });
  for (;;) {
    try {
      if ((await fetch(`${base}/health`)).ok) break;
    } catch {
      await new Promise((r) => setTimeout(r, 5));
    }
  }
  return { child, ms: performance.now() - began };
}

const stop = (child) => new Promise((resolve) => (child.once("exit", resolve), child.kill("SIGTERM")));
const resident = (child) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;

// --- a person at a program ------------------------------------------------------------------------------------------
let cookies = {};
let csrf = "";
async function ask(path, { method = "GET", body, kind, accept = "application/json" } = {}) {
  const headers = { accept, cookie: Object.entries(cookies).map(([k, v]) => `${k}=${v}`).join("; ") };
  if (kind) headers["content-type"] = kind;
  if (csrf) headers["x-csrf-token"] = csrf;
  const answer = await fetch(base + path, { method, body, headers, redirect: "manual" });
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair] = cookie.split(";");
    const at = pair.indexOf("=");
    cookies[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return answer;
}
async function token() {
  const page = await (await ask("/api", { accept: "text/html" })).text();
  csrf = /name="csrf-token" content="([^"]+)"/.exec(page)?.[1] ?? "";
}
async function json(path, value) {
  const answer = await ask(path, { method: "POST", body: JSON.stringify(value), kind: "application/json" });
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 400)}`);
  return answer;
}

function largePlan(number) {
  const lines = ["UBND TỈNH LAM GIANG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "", `Số: ${number}/KH-SGDĐT`, "", "Lam Giang, ngày 05 tháng 8 năm 2024", "", "KẾ HOẠCH", "", "Thực hiện nhiệm vụ năm học 2024 - 2025", "", "Sở Giáo dục và Đào tạo ban hành kế hoạch như sau:", "", "I. LỘ TRÌNH", "", "TT\tCông việc\tThời gian\tSản phẩm\tĐơn vị chủ trì\tĐơn vị phối hợp"];
  for (let i = 1; i <= TASKS; i++) {
    const month = ((i * 7) % 12) + 1;
    lines.push(`${i}\tTổ chức nội dung công việc số ${i} theo phân công\tTháng ${month}/2024\tBáo cáo kết quả số ${i}\tVăn phòng Sở\tPhòng chuyên môn ${i % 40}`);
  }
  lines.push("", "Trên đây là Kế hoạch, đề nghị các đơn vị triển khai./.", "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", "GIÁM ĐỐC", "", "Nguyễn Văn Mẫu");
  return lines.join("\n");
}

/** Brings a text in and waits until it is read; gives back the address of its review. */
async function startReview(text) {
  const form = new FormData();
  form.set("csrf", csrf);
  form.set("file", new Blob([text]), "lon.txt");
  const answer = await fetch(`${base}/imports`, { method: "POST", body: form, headers: { accept: "application/json", "x-csrf-token": csrf, cookie: Object.entries(cookies).map(([k, v]) => `${k}=${v}`).join("; ") } });
  if (answer.status !== 201) throw new Error(`import: ${answer.status} ${(await answer.text()).slice(0, 400)}`);
  const at = answer.headers.get("location");
  for (let i = 0; i < 600; i++) {
    if ((await (await ask(at)).json()).looks) return at;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error(`${at} was not read in a minute`);
}

async function importPlan(text) {
  const at = await startReview(text);
  let base;
  for (;;) {
    const page = await (await ask(at)).json();
    base = page.import.version;
    // What waits in this portion, and by name in the others.
    const shown = page.looks.filter((l) => l.state === "open").map((l) => l.id);
    const waiting = [...shown, ...page.look_portions.filter((p) => !p.is_here).flatMap((p) => p.waiting)];
    const open = waiting.slice(0, 200).map((item) => ({ op: "skip", item }));
    if (open.length === 0) break;
    await json(`${at}/changes`, { base: page.import.version, batch: `b-${Math.random()}`, ops: open });
  }
  const finished = await json(`${at}/finish`, { base });
  return finished.headers.get("location");
}

function figures(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(1);
  return `p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms`;
}
async function time(name, path) {
  for (let i = 0; i < 10; i++) await (await ask(path, { accept: "text/html" })).arrayBuffer();
  const times = [];
  let bytes = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now();
    const answer = await ask(path, { accept: "text/html" });
    bytes = (await answer.arrayBuffer()).byteLength;
    times.push(performance.now() - began);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  }
  console.log(`${name}: ${figures(times)} (${ROUNDS} requests, ${(bytes / 1024).toFixed(0)} KB)`);
}

let server = await start("demo");
console.log(`first start with seeding and sample data: ${server.ms.toFixed(0)} ms`);
await token();
await json("/sessions", { email: "soanthao@mau.nhipcau.vn", password: PASSWORD, back: "/" });
await token();
const small = (await (await ask("/plans")).json()).plans[0].id;
const large = await importPlan(largePlan(15));
const review = await startReview(largePlan(16));
await stop(server.child);
server = await start("serve");
await new Promise((r) => setTimeout(r, 1500));
console.log(`start on a filled database: ${server.ms.toFixed(0)} ms, resident at rest ${resident(server.child).toFixed(0)} MB`);
await time("plan page, sample", `/plans/${small}`);
await time(`plan page, ${TASKS} tasks`, large);
await time("tasks and duties, sample", `/plans/${small}/work`);
await time(`tasks and duties, ${TASKS} tasks`, `${large}/work`);
await time(`review page, ${TASKS} tasks`, review);
await time("search over plans", "/plans?q=noi+dung+cong+viec");
await time("unit tree, one level", "/units");
await time("unit search", "/units/search?q=cuc+nha+giao");
console.log(`resident after the load ${resident(server.child).toFixed(0)} MB`);
console.log(`machine: ${execFileSync("nproc").toString().trim()} cores, ${process.version}`);
await stop(server.child);
rmSync(data, { recursive: true, force: true });
