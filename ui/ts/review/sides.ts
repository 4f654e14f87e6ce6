/**
 * The two sides of the review and what joins them: from a span of the source to the value read from it and back. Moves
 * highlights and scrolls; changes nothing.
 */
import { isWithin, rowOf } from "./ops";
import type { Portions } from "./portions";

/** A place of the document: a path of the plan, an item to look at, a line of the source; what is known of them. */
export interface Spot {
  path?: string | undefined;
  item?: string | undefined;
  line?: string | undefined;
}

export class Sides {
  constructor(
    private readonly root: HTMLElement,
    private readonly portions: Portions,
  ) {}

  /** The same as `show`, after what is not on the page yet was fetched; `isWanted` says whether it still matters. */
  async bring(spot: Spot, sides: { source?: boolean; result?: boolean }, isWanted = (): boolean => true): Promise<void> {
    // What is there already is shown at once.
    this.show(spot, sides);
    const rows = sides.result && spot.path !== undefined ? this.portions.row(spot.path) : undefined;
    const lines = sides.source && spot.line !== undefined ? this.portions.line(spot.line) : undefined;
    await Promise.all([rows, lines]);
    if (isWanted()) this.show(spot, sides);
  }

  /** Fetches the row of a path, when it is not there, and gives the value to edit. */
  async reach(path: string): Promise<HTMLElement | null> {
    await this.portions.row(path);
    return this.value(path);
  }

  /** Fetches a line of the source, when it is not there. */
  async reachLine(number: string): Promise<HTMLElement | null> {
    await this.portions.line(number);
    return this.line(number);
  }

  /** Marks everything that belongs to the spot, and brings it into view on the sides asked for. */
  show(spot: Spot, bring: { source?: boolean; result?: boolean }): void {
    this.clear();
    const spans = this.spans(spot);
    for (const span of spans) span.classList.add("m-now");
    const line = spans[0]?.closest("[data-line]") ?? (spot.line ? this.line(spot.line) : null);
    line?.classList.add("now");
    if (bring.source) (spans[0] ?? line)?.scrollIntoView({ block: "center", inline: "nearest" });
    const row = spot.path === undefined ? null : this.row(spot.path);
    row?.classList.add("sel");
    if (bring.result && row) {
      this.reveal(row);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  /** The spot of a span of the source. */
  static of(element: HTMLElement): Spot {
    const row = element.closest("[data-row]")?.querySelector<HTMLElement>("a[data-line]");
    const line = element.closest<HTMLElement>("[data-line]")?.dataset["line"] ?? row?.dataset["line"];
    return { path: element.dataset["span"] ?? element.dataset["path"], item: element.dataset["item"], line };
  }

  /** The line of the source. */
  line(number: string): HTMLElement | null {
    return this.root.querySelector(`[data-source] [data-line="${CSS.escape(number)}"]`);
  }

  /** The row or the single value that a path lies in. */
  row(path: string): HTMLElement | null {
    const rows = [...this.root.querySelectorAll<HTMLElement>("[data-row][data-path]")];
    return rows.find((row) => isWithin(path, row.dataset["path"] ?? "")) ?? this.value(path)?.closest<HTMLElement>("[data-row]") ?? null;
  }

  /** The editable value nearest to a path: itself, what it lies in, what lies in it. */
  value(path: string): HTMLElement | null {
    const all = [...this.root.querySelectorAll<HTMLElement>(".nc-edit[data-path]")];
    const pathOf = (place: HTMLElement): string => place.dataset["path"] ?? "";
    const around = all.filter((place) => isWithin(path, pathOf(place))).sort((a, b) => pathOf(b).length - pathOf(a).length);
    return around[0] ?? all.find((place) => isWithin(pathOf(place), path)) ?? all.find((place) => rowOf(pathOf(place)) === rowOf(path)) ?? null;
  }

  /** The words of the source that the value of this path was read from, when they are known. */
  printed(path: string): string | undefined {
    const spans = [...this.root.querySelectorAll(`[data-source] [data-span="${CSS.escape(path)}"]`)];
    const words = spans.map((span) => span.textContent).join(" ").trim();
    return words === "" ? undefined : words;
  }

  /** On a phone only one pane is there: the one asked for. */
  pane(name: "source" | "result" | "looks"): void {
    this.root.dataset["pane"] = name;
    for (const link of this.root.querySelectorAll(".nc-switch a")) {
      if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  private spans(spot: Spot): HTMLElement[] {
    const all = [...this.root.querySelectorAll<HTMLElement>("[data-source] [data-span], [data-source] [data-item]")];
    const ofItem = all.filter((span) => spot.item !== undefined && span.dataset["item"] === spot.item);
    if (ofItem.length > 0 || spot.path === undefined) return ofItem;
    const path = spot.path;
    const exact = all.filter((span) => span.dataset["span"] === path);
    if (exact.length > 0) return exact;
    const inside = all.filter((span) => isWithin(span.dataset["span"] ?? "", path));
    if (inside.length > 0) return inside;
    return all.filter((span) => span.dataset["span"] !== undefined && isWithin(path, span.dataset["span"]));
  }

  /** Shows the part of the result that an element stands in. */
  reveal(element: Element): void {
    const tabs = element.closest("nc-tabs");
    if (tabs && "reveal" in tabs) (tabs.reveal as (element: Element) => void)(element);
  }

  private clear(): void {
    for (const name of ["m-now", "now", "sel"]) {
      for (const element of this.root.querySelectorAll(`.${name}`)) element.classList.remove(name);
    }
  }
}
