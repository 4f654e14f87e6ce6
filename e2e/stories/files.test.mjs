// Files that leave the product are opened by other programs: the workbook by LibreOffice, the calendar line by line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openHouse } from "../support/house.mjs";
import { program } from "../support/program.mjs";

let house;
let person;
let plan;
const folder = mkdtempSync(join(tmpdir(), "nhipcau-files-"));

before(async () => {
  house = await openHouse({ command: "demo" });
  person = program(house.url);
  await person.signIn();
  const list = await (await person.ask("/plans")).json();
  plan = await (await person.ask(`/plans/${list.plans[0].id}`)).json();
});
after(async () => {
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("LibreOffice opens the workbook: titles, tasks and dates are there", async () => {
  const answer = await person.ask(`/plans/${plan.plan.id}/work.xlsx`);
  assert.equal(answer.status, 200);
  writeFileSync(join(folder, "viec.xlsx"), Buffer.from(await answer.arrayBuffer()));
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  // Token -1 writes every sheet to a file of its own.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  execFileSync("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", folder, join(folder, "viec.xlsx")], { stdio: "ignore", timeout: 120_000 });
  const sheets = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  assert.equal(sheets.length, 2, `two sheets: ${sheets}`);
  const text = sheets.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  assert.ok(text.includes(plan.plan.subject), "the title of the plan");
  for (const task of plan.tasks) assert.ok(text.includes(task.title), `task «${task.title}»`);
  const dated = plan.tasks.find((task) => task.starts_on);
  const [year, month, day] = dated.starts_on.split("-");
  // LibreOffice prints a date in the order of its own language; a number or a text would not be printed so at all.
  const isDate = text.includes(`${day}/${month}/${year}`) || text.includes(`${month}/${day}/${year}`);
  assert.ok(isDate, `the first day of «${dated.title}» is a date`);
});

test("the calendar is well-formed and has an event for each task with days", async () => {
  const answer = await person.ask(`/plans/${plan.plan.id}/windows.ics`);
  const text = await answer.text();
  const lines = text.split("\r\n");
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75), "no line is longer than 75 octets (RFC 5545, 3.1)");
  const events = lines.filter((line) => line === "BEGIN:VEVENT").length;
  const dated = plan.tasks.filter((task) => task.starts_on || task.ends_on).length;
  assert.ok(events >= dated && dated > 0, `${events} events, ${dated} tasks with days`);
  assert.equal(lines.filter((line) => line === "END:VEVENT").length, events);
});
