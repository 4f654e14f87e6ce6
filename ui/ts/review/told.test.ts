import assert from "node:assert/strict";
import { test } from "node:test";
import type { Op } from "./ops";
import { Told } from "./told";

const skip = (item: string): Op => ({ op: "skip", item });

test("nothing is said before the server has taken all of an act", () => {
  const told = new Told();
  const said: string[] = [];
  const ops = [skip("i1"), skip("i2")];
  told.expect(ops, () => said.push("small mended"));
  assert.deepEqual(said, []);
  told.taken([ops[0] as Op]);
  assert.deepEqual(said, []);
  told.taken([ops[1] as Op]);
  assert.deepEqual(said, ["small mended"]);
  told.taken(ops);
  assert.deepEqual(said, ["small mended"], "once");
});

test("what met somebody else's answer is never called done", () => {
  const told = new Told();
  const said: string[] = [];
  const [mine, other] = [skip("i1"), skip("i2")];
  told.expect([mine], () => said.push("i1"));
  told.expect([other], () => said.push("i2"));
  told.dropped([skip("i1")]);
  told.taken([mine, other]);
  assert.deepEqual(said, ["i2"]);
});

test("of an act of many what others had done already is not counted", () => {
  const told = new Told();
  const said: number[] = [];
  const ops = [skip("i1"), skip("i2"), skip("i3")];
  told.expect(ops, (n_taken) => said.push(n_taken));
  told.dropped([skip("i1")]);
  told.taken(ops.slice(0, 2));
  assert.deepEqual(said, []);
  told.taken(ops.slice(2));
  assert.deepEqual(said, [2]);
});
