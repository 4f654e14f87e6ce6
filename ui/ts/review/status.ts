/** What the head of the review says: whether it is saved, how much is left. */
import { icon } from "../dom";
import { say } from "../words";

/** Whether what was done is safe. */
export function saved(root: HTMLElement, iconName: string, text: string): void {
  root.querySelector("[data-saved]")?.replaceChildren(icon(iconName), text);
}

/** How many places still wait, wherever the page says it. */
export function count(root: HTMLElement, left: number): void {
  for (const place of root.querySelectorAll("[data-remaining]")) {
    place.textContent = String(left);
    const chip = place.closest(".nc-chip");
    chip?.classList.toggle("s-watch", left > 0);
    chip?.classList.toggle("s-ok", left === 0);
    chip?.querySelector("svg")?.replaceWith(icon(left > 0 ? "triangle-alert" : "circle-check"));
  }
  const words = left === 0 ? say("allSeen") : say("remaining", { count: left });
  for (const place of root.querySelectorAll("[data-left]")) place.textContent = words;
}
