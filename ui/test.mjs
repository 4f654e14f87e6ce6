/** Bundles ts/*.test.ts (Node 20 reads no TypeScript) into a temporary folder and runs node's test runner on them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nhipcau-ui-"));
const tests = readdirSync(join(here, "ts"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: tests.map((name) => join(here, "ts", name)),
  bundle: true,
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: "inline",
});
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".mjs"));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files.map((name) => join(folder, name))], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
