// The same requests beside a Ruby issue tracker on the same machine in the same run: CPU of each server process for a task
// made, a task changed and a list of 25. Usage: node bench/peer.mjs BINARY, on Debian with the packages redmine,
// redmine-sqlite and puma (apt-get install redmine redmine-sqlite puma; instance "default" on SQLite).
//
// Redmine answers its own JSON interface with a key, one thread, production settings, on a copy of its database: its
// shortest way, without pages. Ours are measured by bench/requests.mjs and answer as to a browser's script.

import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.argv[2] ?? "target/release/nhipcau";
const ROUNDS = Number(process.env.PEER_ROUNDS ?? 300);
const TICK_MS = 10;
const PORT = Number(process.env.PEER_PORT ?? 8499);
const HOME = "/usr/share/redmine";
const DATABASE = "/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default";

const data = mkdtempSync(join(tmpdir(), "nhipcau-peer-"));
copyFileSync(DATABASE, join(data, "db.sqlite3"));
const env = { ...process.env, RAILS_ENV: "production", DATABASE_URL: `sqlite3:${join(data, "db.sqlite3")}` };
const setup = spawnSync("bundle", ["exec", "rails", "runner", new URL("peer/redmine.rb", import.meta.url).pathname], { cwd: HOME, env, encoding: "utf8" });
const [key, project, states] = setup.stdout.trim().split("\n").at(-1).split(" ");
const [opened, other] = states.split(",");

const server = spawn("puma", ["-e", "production", "-t", "1:1", "-b", `tcp://127.0.0.1:${PORT}`, "config.ru"], { cwd: HOME, env, stdio: "ignore" });
const url = `http://127.0.0.1:${PORT}`;
const ask = (path, method = "GET", body = undefined) =>
  fetch(`${url}${path}`, { method, headers: { "X-Redmine-API-Key": key, "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
for (;;) {
  try {
    if ((await ask("/issues.json?limit=1")).ok) break;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** User and system time of the server so far, in milliseconds. */
function cpu() {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const spent = {};
async function measure(what, one) {
  for (let n = 0; n < 20; n++) await (await one(n)).arrayBuffer();
  const before = cpu();
  for (let n = 0; n < ROUNDS; n++) {
    const answer = await one(n);
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
  spent[what] = (cpu() - before) / ROUNDS;
  console.log(`Redmine, ${what}: ${spent[what].toFixed(1)} ms CPU (${ROUNDS} requests)`);
}

console.log(`${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`);
const made = [];
await measure("a task made", async (n) => {
  const answer = await ask("/issues.json", "POST", { issue: { project_id: Number(project), subject: `Việc ${n}` } });
  made.push((await answer.clone().json()).issue.id);
  return answer;
});
await measure("a task changed", (n) =>
  ask(`/issues/${made[n % made.length]}.json`, "PUT", { issue: { status_id: Number(n % 2 ? opened : other), notes: `Lần ${n}` } }),
);
await measure("a list of 25 tasks", () => ask("/issues.json?limit=25"));
server.kill("SIGTERM");
await new Promise((resolve) => server.once("exit", resolve));
rmSync(data, { recursive: true, force: true });

const ours = spawnSync(process.execPath, [new URL("requests.mjs", import.meta.url).pathname, BINARY], { encoding: "utf8", env: process.env });
process.stdout.write(ours.stdout);
process.stderr.write(ours.stderr);
for (const [what, theirs] of Object.entries(spent)) {
  const line = ours.stdout.split("\n").find((one) => one.startsWith(what));
  const here = Number(/: ([\d.]+) ms CPU/.exec(line ?? "")?.[1]);
  if (here) console.log(`${what}: ${(theirs / here).toFixed(1)} times less CPU than Redmine`);
}
