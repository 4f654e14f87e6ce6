// Documents that leave the product are opened by other programs: each Word file by LibreOffice, without repair, and what
// it shows is what was written. The PDF that we print has the same words on about as many pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";

const BIN = process.env.NHIPCAU_BIN;
if (!BIN) throw new Error("NHIPCAU_BIN is not set: run scripts/e2e.sh");
const PAPERS = new URL("../../samples/papers/", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "nhipcau-documents-"));
const names = readdirSync(PAPERS).filter((name) => name.endsWith(".json")).map((name) => basename(name, ".json"));

const nhipcau = (...words) => execFileSync(BIN, words, { encoding: "utf8" });

/** Every file of a kind turned into another by one start of LibreOffice. */
function convert(filter, files) {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const words = [profile, "--headless", "--convert-to", filter, "--outdir", join(folder, "office"), ...files];
  execFileSync("soffice", words, { stdio: "ignore", timeout: 180_000 });
}

/** Pages of a PDF whose page tree stands in the open, as LibreOffice and we write it. */
const pages = (path) => readFileSync(path, "latin1").match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;

/** Words with one blank between them. */
const words = (text) => text.replace(/^\uFEFF/, "").split(/\s+/).join(" ");

/** All texts of a document that are printed as they stand. */
function texts(paper) {
  const of = (block) => {
    if (block.text) return [block.text];
    if (block.heading) return [block.heading.title];
    if (block.clause) return [block.clause.text];
    const rows = block.table.rows.flatMap((row) => (row.group ? [row.group] : row.cells.flat()));
    return [...block.table.columns.map((column) => column.title), ...rows];
  };
  const names = paper.signatures.map((one) => one.name);
  const appended = (paper.appendices ?? []).flatMap((one) => one.body.flatMap(of));
  return [...paper.body.flatMap(of), ...appended, ...names, ...(paper.contact ?? [])].filter(Boolean).map(words);
}

before(() => {
  const files = names.map((name) => {
    const to = join(folder, `${name}.docx`);
    nhipcau("write", join(PAPERS, `${name}.json`), "--to", to);
    return to;
  });
  convert("pdf", files);
  convert("txt:Text (encoded):UTF8", files);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("there are documents of nine kinds", () => assert.ok(names.length >= 9, names.join(", ")));

for (const name of names) {
  test(`${name}: LibreOffice opens the Word file and shows every text`, () => {
    const paper = JSON.parse(readFileSync(join(PAPERS, `${name}.json`), "utf8"));
    const shown = words(readFileSync(join(folder, "office", `${name}.txt`), "utf8"));
    // The foot of the first page is no part of LibreOffice's plain text.
    const expected = texts(paper).filter((text) => !(paper.contact ?? []).includes(text));
    for (const text of expected) assert.ok(shown.includes(text), `«${text}» in ${shown}`);
    assert.ok(pages(join(folder, "office", `${name}.pdf`)) > 0, "pages");
  });

  test(`${name}: the PDF has as many pages, give or take one, and its layout is checked`, () => {
    const to = join(folder, `${name}.pdf`);
    const told = nhipcau("write", join(PAPERS, `${name}.json`), "--to", to);
    const n = Number(told.match(/(\d+) pages?\./)?.[1]);
    assert.equal(pages(to), n, told);
    assert.ok(Math.abs(n - pages(join(folder, "office", `${name}.pdf`))) <= 1, `${n} pages`);
    assert.match(nhipcau("check", join(folder, `${name}.docx`)), /Không thấy lỗi thể thức/);
  });
}
