// Looks for barriers with axe-core (WCAG 2.2 A and AA, best practice). The story fails on any finding.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with one line per finding: rule, what to do, where. */
export async function noBarriers(page, what) {
  // A moment that is still fading in or out has colours that nobody sees for long.
  await page.evaluate(async () => {
    const ends = (one) => Number.isFinite(one.effect?.getComputedTiming().endTime);
    const moving = document.getAnimations().filter(ends).map((one) => one.finished.catch(() => {}));
    await Promise.race([Promise.all(moving), new Promise((resolve) => setTimeout(resolve, 2000))]);
  });
  // evaluate() runs outside the page's content security policy, which forbids injected scripts.
  await page.evaluate(source);
  const findings = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  });
  assert.deepEqual(findings, [], `axe-core found barriers on ${what}`);
}
