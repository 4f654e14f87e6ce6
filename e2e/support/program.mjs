// A program that speaks JSON to the product, as somebody with a sample account.

import assert from "node:assert/strict";

const PASSWORD = "nhip-cau-mau-2024";

/** Speaks JSON and keeps its cookies. */
export function program(url) {
  const cookies = new Map();
  let csrf = "";
  async function ask(path, { method = "GET", body, accept = "application/json" } = {}) {
    const headers = { accept, cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join("; ") };
    if (body) headers["content-type"] = "application/json";
    if (csrf) headers["x-csrf-token"] = csrf;
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body), redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
  async function token() {
    const page = await (await ask("/api", { accept: "text/html" })).text();
    csrf = /name="csrf-token" content="([^"]+)"/.exec(page)?.[1] ?? "";
  }
  /** Sends a file as a form does. */
  async function upload(path, name, text) {
    const form = new FormData();
    form.append("csrf", csrf);
    form.append("file", new Blob([text]), name);
    const headers = { accept: "application/json", "x-csrf-token": csrf, cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join("; ") };
    return fetch(url + path, { method: "POST", headers, body: form, redirect: "manual" });
  }
  return {
    ask,
    upload,
    /** Takes the token that every form carries, before anybody has signed in. */
    token,
    /** Sends a form of plain values. */
    async post(path, body = {}) {
      const answer = await ask(path, { method: "POST", body });
      assert.ok(answer.status < 400, `POST ${path}: ${answer.status} ${await answer.clone().text()}`);
      return answer;
    },
    /** What a page knows. */
    async know(path) {
      const answer = await ask(path);
      assert.equal(answer.status, 200, `GET ${path}: ${await answer.clone().text()}`);
      return answer.json();
    },
    /** With a sample account, or with an address and its password. */
    async signIn(who = "soanthao", password = PASSWORD) {
      await token();
      const email = who.includes("@") ? who : `${who}@mau.nhipcau.vn`;
      const answer = await ask("/sessions", { method: "POST", body: { email, password, back: "/" } });
      assert.ok(answer.status < 400, `sign-in: ${answer.status} ${await answer.text()}`);
      await token();
    },
  };
}
