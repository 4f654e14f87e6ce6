/**
 * Editable values as one stop of the Tab key each table: arrows move between them, Enter opens one. Hundreds of stops
 * would bury everything that comes after.
 */
import { isDrawn } from "./columns";
import { voice } from "./values";

/** Makes every editable value of the page reachable. Call again after parts of it were exchanged. */
export function prepare(root: HTMLElement): void {
  const current = root.querySelector<HTMLElement>(".nc-edit[tabindex='0']");
  for (const place of root.querySelectorAll<HTMLElement>(".nc-edit")) {
    place.setAttribute("role", "button");
    place.tabIndex = -1;
    voice(place);
  }
  for (const group of groups(root)) {
    const places = [...group.querySelectorAll<HTMLElement>(".nc-edit")];
    const stop = places.find((place) => place === current) ?? places.find(isDrawn);
    if (stop) stop.tabIndex = 0;
  }
}

/** Moves by an arrow key; true when it did. */
export function move(place: HTMLElement, key: string): boolean {
  const target = next(place, key);
  if (!target) return false;
  place.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

function next(place: HTMLElement, key: string): HTMLElement | undefined {
  const row = place.closest<HTMLElement>("[data-row]");
  const group = place.closest<HTMLElement>(".nc-tab") ?? document.body;
  const all = [...group.querySelectorAll<HTMLElement>(".nc-edit")].filter(isDrawn);
  const here = all.indexOf(place);
  if (key === "ArrowRight") return all[here + 1];
  if (key === "ArrowLeft") return all[here - 1];
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const by = key === "ArrowDown" ? 1 : -1;
  if (!row) return all[here + by];
  const rows = [...group.querySelectorAll<HTMLElement>("[data-row]")];
  const column = [...row.querySelectorAll(".nc-edit")].indexOf(place);
  const other = [...(rows[rows.indexOf(row) + by]?.querySelectorAll<HTMLElement>(".nc-edit") ?? [])];
  const target = other[Math.min(column, other.length - 1)];
  return target && !isDrawn(target) ? other.find(isDrawn) : target;
}

function groups(root: HTMLElement): HTMLElement[] {
  const tabs = [...root.querySelectorAll<HTMLElement>(".nc-tab")];
  return tabs.length > 0 ? tabs : [root];
}
