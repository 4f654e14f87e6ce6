import assert from "node:assert/strict";
import { test } from "node:test";
import { CHORD_MS, Keys, type Place, type Press } from "./keys";
import { fill } from "./words";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
const page: Place = { isTyping: false, isOnControl: false };
const field: Place = { isTyping: true, isOnControl: true };

test("single letters count only when no field has the focus", () => {
  const keys = new Keys();
  assert.equal(keys.read(press("j"), page, 0), "J");
  assert.equal(keys.read(press("j"), field, 0), undefined);
  assert.equal(keys.read(press("?", { shiftKey: true }), page, 0), "?");
});

test("letters can be turned off, Esc and Ctrl stay", () => {
  const keys = new Keys();
  keys.areLettersOn = false;
  assert.equal(keys.read(press("j"), page, 0), undefined);
  assert.equal(keys.read(press("Escape"), page, 0), "Escape");
  assert.equal(keys.read(press("z", { ctrlKey: true }), page, 0), "Ctrl+Z");
});

test("an input method keeps its keys", () => {
  const keys = new Keys();
  assert.equal(keys.read(press("j", { isComposing: true }), page, 0), undefined);
  assert.equal(keys.read(press("Process"), page, 0), undefined);
});

test("G waits for a second letter, and not for ever", () => {
  const keys = new Keys();
  assert.equal(keys.read(press("g"), page, 0), "G");
  assert.equal(keys.read(press("k"), page, 100), "G K");
  assert.equal(keys.read(press("k"), page, 200), "K");
  keys.read(press("g"), page, 1000);
  assert.equal(keys.read(press("k"), page, 1000 + CHORD_MS), "K");
});

test("Enter on a link or button is the browser's, undo in a field is the field's", () => {
  const keys = new Keys();
  assert.equal(keys.read(press("Enter"), page, 0), "Enter");
  assert.equal(keys.read(press("Enter"), { isTyping: false, isOnControl: true }, 0), undefined);
  assert.equal(keys.read(press("z", { ctrlKey: true }), field, 0), undefined);
  assert.equal(keys.read(press("Enter", { ctrlKey: true }), field, 0), "Ctrl+Enter");
  assert.equal(keys.read(press("Z", { ctrlKey: true, shiftKey: true }), page, 0), "Ctrl+Shift+Z");
});

test("sentences take their values and keep what is unknown", () => {
  assert.equal(fill("Còn <count> chỗ, <who>", { count: 1204 }), "Còn 1.204 chỗ, <who>");
});
