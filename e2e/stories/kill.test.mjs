// What was acknowledged is there after the server was killed (SIGKILL, the machine stays up): it is killed without warning
// while somebody mends a reading, and started again on the same folder, several times over.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openHouse } from "../support/house.mjs";
import { program } from "../support/program.mjs";

const ROUNDS = 5;
/** So many changes are taken before each kill, however slow the machine. */
const CHANGES_MIN = 4;

test("every acknowledged change survives a kill", async () => {
  let house = await openHouse({ command: "demo" });
  const data = house.data;
  let made = 0;
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const person = program(house.url);
      await person.signIn();
      const list = await (await person.ask("/imports")).json();
      const id = list.imports.find((one) => one.state === "review").id;
      const before = await (await person.ask(`/imports/${id}`)).json();
      const fields = tasks(before).map(({ path }) => path);
      assert.ok(fields.length >= 3, `only ${fields.length} fields: a change would only cover the one before it`);
      // The server is killed somewhere in the middle of this row of changes, each in another field than the last.
      let kill;
      const acknowledged = new Map();
      const now = new Map();
      let base = before.import.version;
      for (;;) {
        const value = `Lần sửa thứ ${made + 1}`;
        const path = fields[made % fields.length];
        try {
          const answer = await person.ask(`/imports/${id}/changes`, {
            method: "POST",
            body: { base, batch: `r${round}-${made + 1}`, ops: [{ op: "set", path, value }] },
          });
          assert.equal(answer.status, 200, await answer.clone().text());
          base = (await answer.json()).version;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          // The change on its way may have been taken: its field says nothing.
          now.delete(path);
          break;
        }
        acknowledged.set(base, value);
        now.set(path, value);
        made += 1;
        if (acknowledged.size === CHANGES_MIN) kill = setTimeout(() => house.kill(), 37 * round);
      }
      clearTimeout(kill);
      house = await openHouse({ command: "serve", kept: data });
      const again = program(house.url);
      await again.signIn();
      const after = await (await again.ask(`/imports/${id}`)).json();
      const kept = new Map(tasks(after).map(({ path, value }) => [path, value]));
      for (const [path, value] of now) assert.equal(kept.get(path), value, `round ${round}: ${path}`);
      const { changes } = await (await again.ask(`/imports/${id}/history`)).json();
      const told = new Map(changes.map((change) => [change.version, change.sentences.join(" ")]));
      const oldest = Math.min(...told.keys());
      for (const [version, value] of acknowledged) {
        if (version >= oldest) assert.ok(told.get(version)?.includes(value), `round ${round}: ${value} is not in the history`);
      }
      // One change may have been taken whose answer was cut off; it keeps its number.
      assert.ok([base, base + 1].includes(after.import.version), `round ${round}: version ${base} became ${after.import.version}`);
      made += after.import.version - base;
    }
    assert.ok(made >= ROUNDS * CHANGES_MIN, `only ${made} changes were made: the test proves nothing`);
  } finally {
    await house.stop();
  }
});

/** The tasks of the plan that can be changed, each with what stands in it. */
function tasks(review) {
  const rows = review.tabs.find((tab) => tab.name === "roadmap").sections.flatMap((section) => section.rows);
  return rows.flatMap((row) => row.cells.filter((cell) => cell.path.endsWith("/task")));
}

test("a document that was being read when the server was killed is read after the start", async () => {
  // Nobody waits for the reading, so that the kill meets it; the queue gives a job of a dead process back after a minute.
  let house = await openHouse({ command: "demo", env: { NHIPCAU_READER__WAIT_SECONDS: "0" } });
  try {
    const sample = await readFile(new URL("../../samples/bo-lang-nghe-hoc-duong-2026.txt", import.meta.url), "utf8");
    let person = program(house.url);
    await person.signIn();
    const answer = await person.upload("/imports", "dai.txt", sample.repeat(6));
    assert.equal(answer.status, 202, await answer.clone().text());
    const at = answer.headers.get("location");
    await new Promise((resolve) => setTimeout(resolve, 150));
    await house.kill();
    house = await openHouse({ command: "serve", kept: house.data });
    person = program(house.url);
    await person.signIn();
    const state = async () => (await (await person.ask(at)).json()).import.state;
    assert.equal(await state(), "reading", "the kill came after the reading: the test proves nothing");
    const until = Date.now() + 120_000;
    while ((await state()) === "reading" && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(await state(), "review");
  } finally {
    await house.stop();
  }
});
