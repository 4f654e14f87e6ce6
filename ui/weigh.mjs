/**
 * Weighs the first visit on a phone, as it travels: page, style sheet, scripts, icons, and the fonts that a phone loads
 * (weights 400 and 600). Fails above the budget, in all or in one part.
 *
 *     node weigh.mjs [page.html …]     pages saved from a running server; without one the page counts with its full allowance
 */
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const KB = 1000;
const BUDGET_BYTES = { page: 12 * KB, css: 20 * KB, scripts: 25 * KB, icons: 4 * KB, fonts: 29 * KB };
const VISIT_BYTES_MAX = 100 * KB;
// A server compresses pages as it goes, not at the highest level.
const PAGE_BROTLI_QUALITY = 5;

const dist = join(dirname(fileURLToPath(import.meta.url)), "dist");
const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
const size = (name) => statSync(join(dist, manifest[name] + (name.endsWith(".woff2") ? "" : ".br"))).size;
const sum = (names) => names.map(size).reduce((a, b) => a + b, 0);

const pages = process.argv.slice(2).map((path) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: PAGE_BROTLI_QUALITY };
  return brotliCompressSync(readFileSync(path), { params }).length;
});
const isPhoneFont = (name) => /^(sans|figures)-(400|600)/.test(name);

const parts = {
  page: pages.length > 0 ? Math.max(...pages) : BUDGET_BYTES.page,
  css: size("app.css"),
  scripts: size("app.js"),
  icons: size("icons.svg") + size("icon.svg"),
  fonts: sum(Object.keys(manifest).filter(isPhoneFont)),
};
const visit = Object.values(parts).reduce((a, b) => a + b, 0);

let isOver = visit > VISIT_BYTES_MAX;
for (const [name, bytes] of Object.entries(parts)) {
  const isHeavy = bytes > BUDGET_BYTES[name];
  isOver ||= isHeavy;
  console.log(`${name.padEnd(8)} ${String(bytes).padStart(7)} of ${BUDGET_BYTES[name]} bytes${isHeavy ? "   TOO HEAVY" : ""}`);
}
console.log(`${"visit".padEnd(8)} ${String(visit).padStart(7)} of ${VISIT_BYTES_MAX} bytes${visit > VISIT_BYTES_MAX ? "   TOO HEAVY" : ""}`);
console.log(`review   ${String(size("review.js")).padStart(7)} bytes more on the import review`);
process.exit(isOver ? 1 : 0);
