// Starts a fresh installation for one story and stops it afterwards: real binary, empty data folder, real browser.

import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
/** Address of a PostgreSQL server: stories then live in databases of their own on it. Without it they live in SQLite. */
const POSTGRES = process.env.NHIPCAU_E2E_POSTGRES;
/** In the data folder: which database belongs to it, so that a second start finds it. */
const DATABASE_NOTE = "e2e-database";
const START_MS_MAX = 30_000;

/** A port that was free a moment ago. */
async function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const sql = (command) => run("psql", ["--quiet", "--dbname", POSTGRES, "--command", command]);

/** The database of a data folder: an empty one on PostgreSQL, or none, and the program makes its file. */
async function databaseOf(data, isKept) {
  if (!POSTGRES) return null;
  const note = join(data, DATABASE_NOTE);
  if (isKept) return readFile(note, "utf8");
  const name = `nhipcau_e2e_${randomBytes(6).toString("hex")}`;
  await sql(`create database ${name}`);
  await writeFile(note, name);
  return name;
}

/** Runs `nhipcau serve` (or `demo`) on an empty folder, or on `kept` once more; `await house.stop()` ends it. */
export async function openHouse({ command = "serve", env = {}, kept } = {}) {
  const binary = process.env.NHIPCAU_BIN;
  if (!binary) throw new Error("NHIPCAU_BIN is not set: run scripts/e2e.sh");
  const data = kept ?? (await mkdtemp(join(tmpdir(), "nhipcau-e2e-")));
  const database = await databaseOf(data, Boolean(kept));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const words = [command, "--data", data, "--listen", `127.0.0.1:${port}`, "--public-url", url];
  if (database) words.push("--database", POSTGRES.replace(/\/[^/]*$/, `/${database}`));
  const child = spawn(binary, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const began = Date.now();
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server stopped at once:\n${said}`);
    if (Date.now() - began > START_MS_MAX) throw new Error(`the server did not answer within ${START_MS_MAX} ms:\n${said}`);
    try {
      const answer = await fetch(`${url}/health`);
      if (answer.ok) break;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    data,
    said: () => said,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(data, { recursive: true, force: true });
      if (database) await sql(`drop database if exists ${database} with (force)`);
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Opens Chromium. One for a story file; a context for each person. */
export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A person at a screen. `scripts: false` is a browser without JavaScript. Errors of the page fail the story. */
export async function person(browser, house, { size = DESK, theme = "light", scripts = true, locale = "vi-VN" } = {}) {
  const context = await browser.newContext({
    baseURL: house.url,
    viewport: size,
    colorScheme: theme,
    javaScriptEnabled: scripts,
    locale,
    acceptDownloads: true,
    isMobile: size.width < 500,
    hasTouch: size.width < 500,
  });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error on ${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(`console on ${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(house.url) && !request.url().startsWith("data:")) faults.push(`request to another host: ${request.url()}`);
  });
  return { context, page, faults };
}

/** Keeps a picture of the page for the eye, in e2e/results/. */
export async function picture(page, name) {
  const folder = new URL("../results/", import.meta.url).pathname;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
