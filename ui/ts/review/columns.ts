/** Columns in which no row says anything are not drawn; a value that comes into one, or a hand that goes there, shows it. */

/** Whether the cell of a value is drawn, on this part of the page or on another. */
export function isDrawn(place: HTMLElement): boolean {
  const cell = place.closest("td");
  return cell === null || getComputedStyle(cell).display !== "none";
}

/** Shows the columns of the table that a value stands in. */
export function draw(place: HTMLElement): void {
  if (isDrawn(place)) return;
  const box = place.closest("table")?.nextElementSibling?.querySelector<HTMLInputElement>("input[type='checkbox']");
  if (box) box.checked = true;
}

/** Columns that something stands in by now are empty no more. */
export function settle(root: HTMLElement): void {
  for (const table of root.querySelectorAll<HTMLElement>("table[class*=' no-']")) {
    for (const name of [...table.classList].filter((name) => /^no-\d$/.test(name))) {
      const filled = `tr[data-row] > :nth-child(${name.slice(3)}) .nc-edit:not(:has(> .nc-blank))`;
      if (table.querySelector(filled)) table.classList.remove(name);
    }
    const asks = table.nextElementSibling;
    if (asks?.matches(".nc-more-columns") && !/ no-\d/.test(table.className)) asks.remove();
  }
}
