// Somebody with a sample account in a browser, and what every story of the desk does with a page.

import { person } from "./house.mjs";

const PASSWORD = "nhip-cau-mau-2024";

/** Signs in with a sample account: "soanthao", "lanhdao", "donvi". */
export async function officer(browser, house, name, options) {
  const one = await person(browser, house, options);
  await one.page.goto("/sessions/new");
  await one.page.fill("[name=email]", `${name}@mau.nhipcau.vn`);
  await one.page.fill("[name=password]", PASSWORD);
  await one.page.locator("form:has([name=password]) button").first().click();
  await one.page.waitForURL((url) => !url.pathname.startsWith("/sessions"));
  return one;
}

/** Presses the first button of this name. */
export const press = (page, name) => page.getByRole("button", { name }).first().click();

/** Waits until the page says these words, in its text or for a moment. */
export const said = (page, words) => page.locator(`main:has-text("${words}"), .nc-toast:has-text("${words}")`).first().waitFor();

/** What a page knows, asked for with the session of another one. */
export const json = (page, path) => page.evaluate(async (at) => (await fetch(at, { headers: { Accept: "application/json" } })).json(), path);
