import assert from "node:assert/strict";
import { test } from "node:test";
import { isWithin, join, type Op, rowOf } from "./ops";
import { ACTS_MAX, Undo } from "./undo";

const set = (value: string): Op => ({ op: "set", path: "/roadmap/1/task", value });

test("typing in one field is taken back at once, to where it began", () => {
  const undo = new Undo();
  undo.push({ label: "a", redo: [set("AB")], undo: [set("")], token: "t1" });
  undo.push({ label: "a", redo: [set("ABC")], undo: [set("AB")], token: "t1" });
  const act = undo.back();
  assert.deepEqual(act?.undo, [set("")]);
  assert.deepEqual(act?.redo, [set("ABC")]);
  assert.equal(undo.back(), undefined);
  assert.deepEqual(undo.forward(), act);
});

test("a field that is left and entered again is two acts", () => {
  const undo = new Undo();
  undo.push({ label: "a", redo: [set("A")], undo: [set("")], token: "t1" });
  undo.seal();
  undo.push({ label: "a", redo: [set("AB")], undo: [set("A")], token: "t1" });
  assert.deepEqual(undo.back()?.undo, [set("A")]);
  assert.deepEqual(undo.back()?.undo, [set("")]);
});

test("a new act forgets what had been taken back", () => {
  const undo = new Undo();
  undo.push({ label: "a", redo: [set("A")], undo: [set("")] });
  undo.back();
  undo.push({ label: "b", redo: [set("B")], undo: [set("")] });
  assert.equal(undo.forward(), undefined);
});

test("what others had done goes out of an act of many, the rest can be taken back", () => {
  const undo = new Undo();
  const [accept, reopen] = [(item: string): Op => ({ op: "accept", item }), (item: string): Op => ({ op: "reopen", item })];
  const act = { label: "all", redo: [accept("i1"), accept("i2")], undo: [reopen("i1"), reopen("i2")] };
  undo.push(act);
  undo.push({ label: "one", redo: [accept("i1")], undo: [reopen("i1")] });
  undo.forget((op) => "item" in op && op.item === "i1");
  assert.equal(undo.take(act), true, "the button beside its toast still knows it");
  assert.deepEqual([act.redo, act.undo], [[accept("i2")], [reopen("i2")]]);
  assert.equal(undo.back(), undefined, "nothing is left of the other");
});

test("the memory has an end and survives a reload", () => {
  const undo = new Undo();
  for (let i = 0; i < ACTS_MAX + 3; i++) undo.push({ label: String(i), redo: [], undo: [] });
  const again = Undo.load(undo.save());
  let count = 0;
  let oldest = "";
  for (let act = again.back(); act; act = again.back()) {
    count += 1;
    oldest = act.label;
  }
  assert.equal(count, ACTS_MAX);
  assert.equal(oldest, "3");
  assert.equal(Undo.load("not json").back(), undefined);
});

test("a later value of a field takes the earlier one's place, but never jumps over a removal", () => {
  const other: Op = { op: "set", path: "/roadmap/2/task", value: "x" };
  assert.deepEqual(join([set("A"), other], set("B")), [set("B"), other]);
  const gone: Op = { op: "remove", path: "/roadmap/1" };
  assert.deepEqual(join([set("A"), gone], set("B")), [set("A"), gone, set("B")]);
});

test("paths know their row and what lies inside them", () => {
  assert.equal(rowOf("/roadmap/6/lead_units/1"), "/roadmap/6");
  assert.equal(rowOf("/header/subject"), "/header/subject");
  assert.ok(isWithin("/roadmap/6/task", "/roadmap/6"));
  assert.ok(!isWithin("/roadmap/61/task", "/roadmap/6"));
});
