// What a request costs the server in CPU time: user and system time of its process before and after some thousand
// requests over HTTP, one connection, one after the other. Usage: node bench/requests.mjs BINARY
//
// Starts its own server on an empty folder with sample data. A task is a piece of a unit's work: made, then closed and
// opened again. /proc counts in hundredths of a second, so that 2,000 requests are exact to 0.005 ms each.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "../e2e/support/program.mjs";

const BINARY = process.argv[2] ?? "target/release/nhipcau";
const ROUNDS = Number(process.env.ROUNDS ?? 2000);
const PIECES_MAX = 50;
const TICK_MS = 10;

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const data = mkdtempSync(join(tmpdir(), "nhipcau-requests-"));
const url = `http://127.0.0.1:${port}`;
const server = spawn(BINARY, ["demo", "--data", data, "--listen", `127.0.0.1:${port}`], { stdio: "ignore" });
for (;;) {
  try {
    if ((await fetch(`${url}/health`)).ok) break;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** User and system time of the server so far. */
function cpu() {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function measure(what, limit, requests) {
  const [before, began] = [cpu(), performance.now()];
  let n = 0;
  for await (const _ of requests()) n += 1;
  const [spent, took] = [cpu() - before, performance.now() - began];
  console.log(`${what}: ${(spent / n).toFixed(2)} ms CPU, ${(took / n).toFixed(2)} ms in all (${n} requests, limit ${limit} ms CPU)`);
}

const one = program(url);
await one.signIn("donvi");
const works = [];
for (let page = 1, last = 1; page <= last && works.length * PIECES_MAX < ROUNDS; page++) {
  const list = await one.know(`/work?page=${page}`);
  last = list.n_pages;
  const rows = list.groups.flatMap((group) => group.rows);
  for (const { id, state } of rows) {
    if (state === "waiting") await one.post(`/work/${id}/accept`);
    if (["waiting", "doing", "returned"].includes(state)) works.push(id);
  }
}
console.log(`${works.length} pieces of work; load ${loadavg()[0].toFixed(1)}`);

await measure("a task made", 1.5, async function* () {
  for (const id of works) {
    for (let n = 0; n < PIECES_MAX; n++) {
      const answer = await one.ask(`/work/${id}/pieces`, { method: "POST", body: { act: "add", title: `Việc số ${n}` } });
      await answer.arrayBuffer();
      if (answer.status < 400) yield answer;
      else break;
    }
  }
});
const pieces = [];
for (const id of works) {
  for (const piece of (await one.know(`/work/${id}`)).open.pieces) pieces.push([id, piece.id]);
}
await measure("a task changed", 1.5, async function* () {
  for (const act of ["close", "open"]) {
    for (const [id, piece] of pieces) {
      const answer = await one.ask(`/work/${id}/pieces`, { method: "POST", body: { act, piece } });
      await answer.arrayBuffer();
      if (answer.status < 400) yield answer;
    }
  }
});
const LIST = "/work?size=25";
const rows = (await one.know(LIST)).groups.flatMap((group) => group.rows);
for (const accept of ["text/html", "application/json"]) {
  await measure(`a list of ${rows.length} tasks as ${accept}`, 2, async function* () {
    for (let n = 0; n < ROUNDS; n++) yield (await one.ask(LIST, { accept })).arrayBuffer();
  });
}
server.kill("SIGTERM");
await new Promise((resolve) => server.once("exit", resolve));
rmSync(data, { recursive: true, force: true });
