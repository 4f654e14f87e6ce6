// What was acknowledged is there after the power went: the server is killed without warning while somebody mends a
// reading, and started again on the same folder, several times over.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openHouse } from "../support/house.mjs";
import { program } from "../support/program.mjs";

const ROUNDS = 5;

test("every acknowledged change survives a kill", async () => {
  let house = await openHouse({ command: "demo" });
  const data = house.data;
  let acknowledged = 0;
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const person = program(house.url);
      await person.signIn();
      const list = await (await person.ask("/imports")).json();
      const id = list.imports.find((one) => one.state === "review").id;
      const before = await (await person.ask(`/imports/${id}`)).json();
      const subject = () => before.tabs;
      assert.ok(subject(), "the review is there");
      // The server is killed somewhere in the middle of this row of changes.
      const kill = setTimeout(() => house.kill(), 800 + 500 * round);
      let base = before.import.version;
      let isAlive = true;
      while (isAlive) {
        const value = `Lần sửa thứ ${acknowledged + 1}`;
        try {
          const answer = await person.ask(`/imports/${id}/changes`, {
            method: "POST",
            body: { base, batch: `r${round}-${acknowledged + 1}`, ops: [{ op: "set", path: "/header/place", value }] },
          });
          assert.equal(answer.status, 200, await answer.clone().text());
          base = (await answer.json()).version;
          acknowledged += 1;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          isAlive = false;
        }
      }
      clearTimeout(kill);
      house = await openHouse({ command: "serve", kept: data });
      const again = program(house.url);
      await again.signIn();
      const page = JSON.stringify(await (await again.ask(`/imports/${id}`)).json());
      const kept = Number(/Lần sửa thứ (\d+)/.exec(page)?.[1] ?? 0);
      assert.ok(kept >= acknowledged, `round ${round}: ${acknowledged} changes were acknowledged, ${kept} are kept`);
      acknowledged = kept;
    }
    assert.ok(acknowledged >= ROUNDS, `only ${acknowledged} changes were made: the test proves nothing`);
  } finally {
    await house.stop();
  }
});

test("a document that was being read when the power went is read after the start", async () => {
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
