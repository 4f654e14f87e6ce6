/**
 * `<nc-review>`: the import review with the hands on the keyboard. The page underneath is forms and links; this sends
 * the same acts without leaving it, keeps them safe when the line is gone, and joins the two sides.
 */
import { Acts } from "./acts";
import { draw } from "./columns";
import { Editor, type Host } from "./editor";
import * as grid from "./grid";
import { Line } from "./line";
import { Looks } from "./looks";
import type { Value } from "./ops";
import { Portions } from "./portions";
import { Sides } from "./sides";

export class Review extends HTMLElement implements Host {
  private portions!: Portions;
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
    this.portions = new Portions(this, () => this.line.refresh());
    this.sides = new Sides(this, this.portions);
    this.looks = new Looks(this, this.sides, this.portions);
    this.line = new Line({ root: this, looks: this.looks, portions: this.portions, editing: () => this.editor?.place, closeEditor: () => this.editor?.close(false), show: (op) => void this.acts.goTo(op) });
    const { sides, looks } = this;
    this.acts = new Acts({ root: this, sides, looks, edit: (place) => this.edit(place) }, this.line);
    grid.prepare(this);
    this.listen();
    this.line.start(this.away.signal);
    // A link to one part of the result shows that part, wherever the first item lies.
    void this.looks.step(1, null, false, !new URLSearchParams(location.search).has("tab"));
    if (!this.dataset["pane"]) this.sides.pane(this.looks.nOpen > 0 ? "looks" : "result");
  }

  disconnectedCallback(): void {
    this.away.abort();
    this.portions.stop();
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
    draw(place);
    void this.sides.bring(Sides.of(place), { source: true }, () => this.editor?.place === place);
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
    if (name === "J" || name === "K") void this.looks.step(name === "J" ? 1 : -1, now);
    else if (name === "Enter") return this.looks.press("accept");
    else if (name === "X") return this.skip(now);
    else if (name === "A") return this.press("#small-acts button");
    else if (/^[1-9]$/.test(name)) return this.looks.choose(Number(name));
    else if (name === "E") return this.editNow(now);
    else if (name === "L") void this.toLine(now?.dataset["line"]);
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
    const path = item?.dataset["path"];
    if (!path) return false;
    void this.editAt(path);
    return true;
  }

  private async editAt(path: string): Promise<void> {
    const place = await this.sides.reach(path);
    if (!place) return this.addTo(path);
    this.sides.pane("result");
    this.sides.show(Sides.of(place), { result: true });
    this.edit(place);
  }

  /** Adds a row to a list in which nothing stands, as its own button does. */
  private addTo(list: string): void {
    const button = this.querySelector<HTMLButtonElement>(`form[data-op]:has(input[name="path"][value="${CSS.escape(list)}"]) button[value="add"]`);
    if (!button) return;
    this.sides.pane("result");
    this.sides.reveal(button);
    button.click();
  }

  private async toLine(number: string | undefined): Promise<void> {
    const line = number === undefined ? null : await this.sides.reachLine(number);
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
    const more = target.closest<HTMLElement>("[data-portion]");
    if (more) {
      event.preventDefault();
      return void this.portions.load(more);
    }
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
    else if (span) void this.fromSource(span);
    else if (line) this.toSource(line, item, row);
    else if (place) this.edit(place);
    else if (item && !target.closest("button, label, input")) this.looks.select(item, false);
    else if (row && !target.closest("a, button, form")) {
      void this.sides.bring(Sides.of(row), { source: true });
      // The row that was chosen is the one that E means.
      row.querySelector<HTMLElement>(".nc-edit")?.focus({ preventScroll: true });
    }
  }

  private async fromSource(span: HTMLElement): Promise<void> {
    const spot = Sides.of(span);
    if (spot.item !== undefined) await this.portions.look(spot.item);
    const item = spot.item === undefined ? null : this.looks.find(spot.item);
    if (item) {
      this.sides.pane("looks");
      return this.looks.select(item, true);
    }
    this.sides.pane("result");
    await this.sides.bring(spot, { result: true });
    if (spot.path !== undefined) this.sides.value(spot.path)?.focus({ preventScroll: true });
  }

  private toSource(link: HTMLElement, item: HTMLElement | null, row: HTMLElement | null): void {
    this.sides.pane("source");
    if (item) this.looks.select(item, false);
    else if (row) void this.sides.bring(Sides.of(row), { source: true });
    void this.toLine(link.dataset["line"]);
  }
}
