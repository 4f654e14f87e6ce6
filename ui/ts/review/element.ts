/**
 * `<nc-review>`: the import review with the hands on the keyboard. The page underneath is forms and links; this sends
 * the same acts without leaving it, keeps them safe when the line is gone, and joins the two sides.
 */
import { Acts } from "./acts";
import { Editor, type Host } from "./editor";
import * as grid from "./grid";
import { Line } from "./line";
import { Looks } from "./looks";
import type { Value } from "./ops";
import { Sides } from "./sides";

export class Review extends HTMLElement implements Host {
  private sides!: Sides;
  private looks!: Looks;
  private line!: Line;
  private acts!: Acts;
  private editor: Editor | undefined;
  private readonly away = new AbortController();

  get at(): string | undefined {
    return this.dataset["at"];
  }

  connectedCallback(): void {
    this.sides = new Sides(this);
    this.looks = new Looks(this, this.sides);
    this.line = new Line({ root: this, looks: this.looks, editing: () => this.editor?.place, closeEditor: () => this.editor?.close(false) });
    const { sides, looks } = this;
    this.acts = new Acts({ root: this, sides, looks, edit: (place) => this.edit(place) }, this.line);
    grid.prepare(this);
    this.listen();
    this.line.start(this.away.signal);
    const first = this.looks.open[0];
    // A link to one part of the result shows that part, wherever the first item lies.
    if (first) this.looks.select(first, false, !new URLSearchParams(location.search).has("tab"));
    if (!this.dataset["pane"]) this.sides.pane(first ? "looks" : "result");
  }

  disconnectedCallback(): void {
    this.away.abort();
  }

  // ── The value that is being edited ──────────────────────────────────────────────────────────────────────────────

  printed(place: HTMLElement): string | undefined {
    return this.sides.printed(place.dataset["path"] ?? "");
  }

  commit(place: HTMLElement, value: Value, token: string): void {
    this.acts.set(place, value, token);
  }

  takeBack(token: string): void {
    this.acts.unset(token);
  }

  closed(): void {
    this.editor = undefined;
    this.line.queue.close();
    this.line.undo.seal();
  }

  private edit(place: HTMLElement): void {
    this.editor?.close(false);
    if (this.line.isOver) return;
    this.sides.show(Sides.of(place), { source: true });
    this.line.queue.open();
    this.editor = new Editor(place, this);
  }

  // ── Hands ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private listen(): void {
    const { signal } = this.away;
    const { queue, store } = this.line;
    this.addEventListener("submit", (event) => this.submit(event), { signal });
    this.addEventListener("click", (event) => this.clicked(event), { signal });
    this.addEventListener("keydown", (event) => this.inGrid(event), { signal });
    document.addEventListener("nc-key", (event) => {
      const { command } = (event as CustomEvent<{ command: string }>).detail;
      if (this.command(command)) event.preventDefault();
    }, { signal });
    document.addEventListener("nc-retry", () => queue.flush(), { signal });
    addEventListener("online", () => queue.flush(), { signal });
    addEventListener("pagehide", () => {
      this.editor?.close(false);
      queue.flush();
    }, { signal });
    addEventListener("beforeunload", (event) => {
      if (!store.isKeeping) event.preventDefault();
    }, { signal });
  }

  /** A form of the page, sent by a button that names the act. */
  private submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (form.matches("[data-finish]")) {
      event.preventDefault();
      return void this.line.finish();
    }
    if (!form.matches("[data-op]") || !button) return;
    event.preventDefault();
    this.acts.ofForm(form, button);
  }

  /** True when the key was for the review. */
  private command(name: string): boolean {
    if (this.editor || document.querySelector("dialog[open]")) return false;
    const now = this.looks.now;
    if (name === "J" || name === "K") this.looks.step(name === "J" ? 1 : -1, now);
    else if (name === "Enter") return this.looks.press("accept");
    else if (name === "X") return this.skip(now);
    else if (name === "A") return this.press("#small-acts button");
    else if (/^[1-9]$/.test(name)) return this.looks.choose(Number(name));
    else if (name === "E") return this.editNow(now);
    else if (name === "L") this.toLine(now?.dataset["line"]);
    else if (name === "Ctrl+Z" || name === "Ctrl+Shift+Z") this.acts.takeBackLast(name === "Ctrl+Shift+Z");
    else return false;
    return true;
  }

  /** Whatever is open can be left as it is printed, with a button for it or without. */
  private skip(item: HTMLElement | null): boolean {
    if (item?.dataset["state"] !== "open") return false;
    this.acts.decide("skip", item.dataset["item"] ?? "", "");
    return true;
  }

  private press(selector: string): boolean {
    const button = this.querySelector<HTMLButtonElement>(selector);
    button?.click();
    return button !== null;
  }

  private editNow(item: HTMLElement | null): boolean {
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".nc-edit");
    if (!focused) return this.editItem(item);
    this.sides.show(Sides.of(focused), { result: true });
    this.edit(focused);
    return true;
  }

  /** Opens the value that a place to look at is about, also where a phone shows one side at a time. */
  private editItem(item: HTMLElement | null): boolean {
    const place = item?.dataset["path"] ? this.sides.value(item.dataset["path"]) : null;
    if (!place) return false;
    this.sides.pane("result");
    this.sides.show(Sides.of(place), { result: true });
    this.edit(place);
    return true;
  }

  private toLine(number: string | undefined): void {
    const line = number === undefined ? null : this.sides.line(number);
    if (!line) return;
    this.sides.pane("source");
    line.scrollIntoView({ block: "center" });
    // The line and not a link in it: Enter goes on to mean the place in hand.
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
  }

  private inGrid(event: KeyboardEvent): void {
    const place = event.target as HTMLElement;
    if (!place.matches(".nc-edit") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpening = event.key === "Enter" || event.key === "F2" || event.key === " ";
    if (isOpening) this.edit(place);
    if (isOpening || grid.move(place, event.key)) event.preventDefault();
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.shiftKey || this.editor?.panel.contains(target)) return;
    const span = target.closest<HTMLElement>("[data-source] [data-span], [data-source] [data-item]");
    const pane = target.closest<HTMLAnchorElement>(".nc-switch a");
    const line = target.closest<HTMLAnchorElement>("a[data-line]");
    const place = target.closest<HTMLElement>(".nc-edit");
    const item = target.closest<HTMLElement>("li[data-item]");
    const row = target.closest<HTMLElement>("[data-row]");
    if (pane || span || line) event.preventDefault();
    if (item && target.closest("[data-edit-item]")) {
      this.looks.select(item, false);
      return void this.editItem(item);
    }
    if (pane) this.sides.pane((pane.getAttribute("href")?.slice(1) ?? "result") as "source" | "result" | "looks");
    else if (span) this.fromSource(span);
    else if (line) this.toSource(line, item, row);
    else if (place) this.edit(place);
    else if (item && !target.closest("button, label, input")) this.looks.select(item, false);
    else if (row && !target.closest("a, button, form")) {
      this.sides.show(Sides.of(row), { source: true });
      // The row that was chosen is the one that E means.
      row.querySelector<HTMLElement>(".nc-edit")?.focus({ preventScroll: true });
    }
  }

  private fromSource(span: HTMLElement): void {
    const spot = Sides.of(span);
    const item = spot.item === undefined ? null : this.looks.find(spot.item);
    if (item) {
      this.sides.pane("looks");
      return this.looks.select(item, true);
    }
    this.sides.pane("result");
    this.sides.show(spot, { result: true });
    if (spot.path !== undefined) this.sides.value(spot.path)?.focus({ preventScroll: true });
  }

  private toSource(link: HTMLElement, item: HTMLElement | null, row: HTMLElement | null): void {
    this.sides.pane("source");
    if (item) this.looks.select(item, false);
    else if (row) this.sides.show(Sides.of(row), { source: true });
    this.toLine(link.dataset["line"]);
  }
}
