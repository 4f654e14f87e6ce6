/**
 * Builds ui/dist: style sheet, scripts, icon sprite and fonts under names that carry a hash of their content, each text
 * also as .br and .gz, and manifest.json {"app.css": "app.3f2a91c0.css", …}. Reads the templates for class names and
 * icons, so build again after changing one. Talks to no network.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const templates = join(here, "..", "templates");
const dist = join(here, "dist");
// Everything is made beside and moved at the end: a reader of dist never sees half a build, and two builds at once do
// not meet.
const fresh = mkdtempSync(join(here, ".dist-"));
process.on("exit", () => rmSync(fresh, { recursive: true, force: true }));

const HASH_LETTERS = 10;
const manifest = {};

/** Write one file under its hashed name and remember it. */
function put(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_LETTERS);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  writeFileSync(join(fresh, hashed), bytes);
  if (!name.endsWith(".woff2")) {
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    writeFileSync(join(fresh, `${hashed}.br`), brotliCompressSync(bytes, brotli));
    writeFileSync(join(fresh, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = hashed;
}

function fonts() {
  for (const name of readdirSync(join(here, "fonts")).filter((name) => name.endsWith(".woff2"))) {
    put(name, readFileSync(join(here, "fonts", name)));
  }
}

/** All .html files below a folder. */
function* pages(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pages(path);
    else if (entry.name.endsWith(".html")) yield path;
  }
}

function icons() {
  const listed = readFileSync(join(here, "icons.txt"), "utf8").split("\n");
  const names = new Set(listed.map((line) => line.trim()).filter((line) => line && !line.startsWith("#")));
  for (const page of pages(templates)) {
    for (const [, name] of readFileSync(page, "utf8").matchAll(/\bicon\(\s*["']([a-z0-9-]+)["']/g)) names.add(name);
  }
  const symbols = [...names].sort().map((name) => {
    const path = join(here, "node_modules", "lucide-static", "icons", `${name}.svg`);
    if (!existsSync(path)) throw new Error(`No icon is called "${name}". See lucide.dev for the names.`);
    const drawing = readFileSync(path, "utf8").replace(/<!--.*?-->/gs, "").match(/<svg[^>]*>(.*)<\/svg>/s)[1];
    const tight = drawing.replace(/\s*\n\s*/g, "").replace(/\s+\/>/g, "/>");
    return `<symbol id="${name}" viewBox="0 0 24 24">${tight}</symbol>`;
  });
  put("icon.svg", readFileSync(join(here, "icon.svg")));
  put("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

function styles() {
  const out = join(fresh, "app.css.tmp");
  const cli = join(here, "node_modules", "@tailwindcss", "cli", "dist", "index.mjs");
  execFileSync(process.execPath, [cli, "-i", "css/app.css", "-o", out, "--minify"], { cwd: here, stdio: ["ignore", "ignore", "pipe"] });
  const css = readFileSync(out, "utf8").replace(/asset:([\w.-]+)/g, (_, name) => {
    if (!manifest[name]) throw new Error(`The style sheet names ${name}, which is not in the build.`);
    return manifest[name];
  });
  rmSync(out);
  put("app.css", css);
}

async function scripts() {
  for (const name of ["app", "review"]) {
    const { outputFiles } = await build({
      entryPoints: [join(here, "ts", `${name}.ts`)],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      legalComments: "none",
    });
    put(`${name}.js`, outputFiles[0].contents);
  }
}

fonts();
icons();
styles();
await scripts();
writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
rmSync(dist, { recursive: true, force: true });
chmodSync(fresh, 0o755);
renameSync(fresh, dist);
console.log(`ui/dist: ${Object.keys(manifest).length} files`);
