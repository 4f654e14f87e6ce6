/**
 * `<nc-review>`: the import review with the hands on the keyboard. The page underneath is forms and links; this sends
 * the same acts without leaving it, keeps them safe when the line is gone, and joins the two sides.
 */
import { fresh, getJson } from "../dom";
import type { ToastWish } from "../elements/toast";
import { clock, say } from "../words";
import { Banners } from "./banners";
import { Editor, type Host } from "./editor";
import * as grid from "./grid";
import { Looks } from "./looks";
import { type Op, subject, type Value } from "./ops";
import { Paper } from "./paper";
import { type Held, Queue, type Standing } from "./queue";
import { send } from "./sender";
import { type Presence, tell, tellHeld, tellMerged, tellOthers, tellUnsent } from "./standing";
import { Sides } from "./sides";
import { count, saved } from "./status";
import { Store } from "./store";
import { Undo } from "./undo";
import { valueOf } from "./values";

const PRESENCE_MS = 15_000;

/** What the server adds to a taken batch. */
interface TakenBody {
  saved_words?: string;
  remaining?: number;
  parts?: Record<string, string>;
}

export class Review extends HTMLElement implements Host {
  private sides!: Sides;
  private looks!: Looks;
  private paper!: Paper;
  private banners!: Banners;
  private store!: Store;
  private queue!: Queue;
  private undo!: Undo;
  private editor: Editor | undefined;
  private version = 0;
  private isCalm = true;
  private isFinishing = false;
  /** What stood in a field before its unsent change, to put back when the server refuses it. */
  private readonly befores = new Map<string, Value>();
  private readonly away = new AbortController();

  get at(): string | undefined {
    return this.dataset["at"];
  }

  connectedCallback(): void {
    this.version = Number(this.dataset["version"] ?? 0);
    this.sides = new Sides(this);
    this.looks = new Looks(this, this.sides);
    this.paper = new Paper(this);
    this.banners = new Banners(this.querySelector(".nc-review-head"));
    this.store = new Store(this.dataset["import"] ?? "", this.dataset["me"] ?? "");
    this.undo = Undo.load(this.store.loadUndo());
    this.queue = this.makeQueue();
    grid.prepare(this);
    this.paper.apply(this.queue.unsent);
    this.listen();
    this.queue.start();
    const first = this.looks.open[0];
    // A link to one part of the result shows that part, wherever the first item lies.
    if (first) this.looks.select(first, false, !new URLSearchParams(location.search).has("tab"));
    if (!this.dataset["pane"]) this.sides.pane(first ? "looks" : "result");
    void this.watchOthers();
    setInterval(() => void this.watchOthers(), PRESENCE_MS);
  }

  disconnectedCallback(): void {
    this.away.abort();
  }

  // ── Acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Every change goes through here: shown, remembered for undo, queued. */
  private act(label: string, redo: Op[], undo: Op[], token?: string): void {
    for (const op of redo) this.remember(op);
    this.paper.apply(redo);
    this.undo.push({ label, redo, undo, ...(token !== undefined && { token }) });
    this.store.saveUndo(this.undo.save());
    this.queue.push(redo, token !== undefined);
    count(this, this.looks.open.length);
  }

  private remember(op: Op): void {
    if (op.op !== "set" || this.befores.has(op.path)) return;
    const place = this.sides.value(op.path);
    if (place?.dataset["path"] === op.path) this.befores.set(op.path, valueOf(place));
  }

  private takeBackLast(isForward: boolean): void {
    const act = isForward ? this.undo.forward() : this.undo.back();
    if (!act) return this.toast({ text: say("nothingToUndo") });
    const ops = isForward ? act.redo : act.undo;
    this.paper.apply(ops);
    this.store.saveUndo(this.undo.save());
    this.queue.push(ops);
    count(this, this.looks.open.length);
    this.toast({ text: isForward ? act.label : `${say("undone")}: ${act.label}`, icon: "undo-2" });
    const place = ops.map((op) => ("item" in op ? this.looks.find(op.item) : this.sides.value(op.path))).find((place) => place);
    if (place?.matches("li[data-item]")) this.looks.select(place, true);
    else place?.scrollIntoView({ block: "nearest" });
  }

  printed(place: HTMLElement): string | undefined {
    return this.sides.printed(place.dataset["path"] ?? "");
  }

  commit(place: HTMLElement, value: Value, token: string): void {
    const path = place.dataset["path"] ?? "";
    const label = say("changed", { what: place.dataset["label"] ?? "" });
    this.act(label, [{ op: "set", path, value }], [{ op: "set", path, value: valueOf(place) }], token);
  }

  takeBack(token: string): void {
    const act = this.undo.back();
    if (act?.token !== token) {
      if (act) this.undo.forward();
      return;
    }
    this.paper.apply(act.undo);
    this.queue.push(act.undo);
    this.store.saveUndo(this.undo.save());
  }

  closed(): void {
    this.editor = undefined;
    this.queue.close();
    this.undo.seal();
  }

  /** A form of the page, sent by a button that names the act. */
  private submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (form.matches("[data-finish]")) {
      event.preventDefault();
      return void this.finish();
    }
    if (!form.matches("[data-op]") || !button) return;
    const fields = new FormData(form, button);
    const text = (name: string): string => String(fields.get(name) ?? "");
    const name = text("op");
    event.preventDefault();
    if (name === "accept" || name === "skip" || name === "reopen") return this.decide(name, text("item"), text("choice"));
    if (name === "accept_small") return this.mendSmall();
    const path = text("path");
    if (name === "add") {
      const added = `${path}/${fresh("n")}`;
      this.act(say("rowAdded"), [{ op: "add", path: added, value: {} }], [{ op: "remove", path: added }]);
      grid.prepare(this);
      const row = this.sides.row(added);
      row?.scrollIntoView({ block: "nearest" });
      const first = row?.querySelector<HTMLElement>(".nc-edit");
      if (first) this.edit(first);
    } else if (name === "remove") {
      this.act(say("removed", { what: form.dataset["label"] ?? say("row") }), [{ op: "remove", path }], [{ op: "restore", path }]);
      this.toast({ text: say("removed", { what: form.dataset["label"] ?? say("row") }), undo: () => this.takeBackLast(false) });
    } else if (name === "restore") {
      this.act(say("undone"), [{ op: "restore", path }], [{ op: "remove", path }]);
    }
  }

  /** Makes the plan of what is on the page: first everything typed reaches the server. */
  private async finish(): Promise<void> {
    if (this.isFinishing) return;
    this.isFinishing = true;
    this.editor?.close(false);
    const isAll = await this.queue.settle();
    this.isFinishing = false;
    if (!isAll) return tellUnsent(this.banners, this.queue.count, () => void this.finish());
    this.banners.hide("unsent");
    // The answer to a change may have exchanged the form, and closed its button because something waits again.
    const form = this.querySelector<HTMLFormElement>("form[data-finish]");
    if (form?.querySelector("button:enabled")) form.submit();
  }

  private decide(name: "accept" | "skip" | "reopen", id: string, choice: string): void {
    const item = this.looks.find(id);
    if (!item) return;
    const what = item.querySelector(".nc-look-body .font-medium")?.textContent ?? "";
    const word = { accept: "done", skip: "skipped", reopen: "reopened" }[name];
    const done: Op = name === "accept" && choice !== "" ? { op: "accept", item: id, choice } : { op: name, item: id };
    const before: Op = name === "reopen" ? { op: item.dataset["state"] === "accepted" ? "accept" : "skip", item: id } : { op: "reopen", item: id };
    const label = say(word, { what });
    this.act(label, [done], [before]);
    this.toast({ text: label, undo: () => this.takeBackLast(false) });
    if ("small" in item.dataset) return;
    if (name === "reopen") this.looks.select(item, true);
    else this.looks.step(1, item);
  }

  /** Puts the mends of all small defects into the items, as one act. */
  private mendSmall(): void {
    // However many they are: the queue sends them in as many batches as it takes.
    const items = this.looks.mendable;
    if (items.length === 0) return;
    const label = say("smallMended", { count: items.length });
    this.act(label, items.map((item) => ({ op: "accept", item })), items.map((item) => ({ op: "reopen", item })));
    this.toast({ text: label, undo: () => this.takeBackLast(false) });
  }

  private edit(place: HTMLElement): void {
    this.editor?.close(false);
    this.sides.show(Sides.of(place), { source: true });
    this.queue.open();
    this.editor = new Editor(place, this);
  }

  // ── Hands ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private listen(): void {
    const { signal } = this.away;
    this.addEventListener("submit", (event) => this.submit(event), { signal });
    this.addEventListener("click", (event) => this.clicked(event), { signal });
    this.addEventListener("keydown", (event) => this.inGrid(event), { signal });
    document.addEventListener("nc-key", (event) => {
      const { command } = (event as CustomEvent<{ command: string }>).detail;
      if (this.command(command)) event.preventDefault();
    }, { signal });
    document.addEventListener("nc-retry", () => this.queue.flush(), { signal });
    addEventListener("online", () => this.queue.flush(), { signal });
    addEventListener("pagehide", () => {
      this.editor?.close(false);
      this.queue.flush();
    }, { signal });
    addEventListener("beforeunload", (event) => {
      if (!this.store.isKeeping) event.preventDefault();
    }, { signal });
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
    else if (name === "Ctrl+Z" || name === "Ctrl+Shift+Z") this.takeBackLast(name === "Ctrl+Shift+Z");
    else return false;
    return true;
  }

  /** Whatever is open can be left as it is printed, with a button for it or without. */
  private skip(item: HTMLElement | null): boolean {
    if (item?.dataset["state"] !== "open") return false;
    this.decide("skip", item.dataset["item"] ?? "", "");
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

  // ── The server ──────────────────────────────────────────────────────────────────────────────────────────────────

  private makeQueue(): Queue {
    return new Queue(
      {
        load: () => this.store.load(),
        save: (text) => this.store.save(text),
        send: (batch) => send(this.dataset["changes"] ?? "", batch),
        later: (delay_ms, act) => {
          const timer = setTimeout(act, delay_ms);
          return () => clearTimeout(timer);
        },
        newId: () => fresh("b", 20),
        onStanding: (standing) => this.stand(standing),
        onTaken: ({ version, body, ops, hasOthers }) => {
          this.taken(version, body as TakenBody, ops);
          if (hasOthers) tellMerged(this.banners);
        },
        onRefused: (ops, errors, sentence) => this.refused(ops, errors, sentence),
        onClash: ({ version, parts, ops }) => this.clashed(version, parts, ops),
        onHeld: (held) => tellHeld(this.banners, held, (one, isMine) => this.choose(one, isMine)),
      },
      this.version,
    );
  }

  private taken(version: number, body: TakenBody, ops: Op[]): void {
    this.showNow(version, body.parts ?? {}, ops);
    saved(this, "cloud-check", body.saved_words ?? say("saved", { time: clock(new Date()) }));
  }

  /** What somebody else wrote stands on the page; one's own value waits for a choice. */
  private clashed(version: number, parts: Record<string, string>, ops: Op[]): void {
    const gone = new Set(ops.map(subject));
    this.undo.forget((op) => gone.has(subject(op)));
    this.store.saveUndo(this.undo.save());
    for (const op of ops) this.paper.refuse(op, undefined);
    this.showNow(version, parts, ops);
    this.paper.unmark(ops);
    saved(this, "users", say("waiting", { count: ops.length }));
  }

  private choose(held: Held, isMine: boolean): void {
    if (isMine) this.paper.apply([held.op]);
    else saved(this, "cloud-check", say("saved", { time: clock(new Date()) }));
    this.queue.choose(held, isMine);
    count(this, this.looks.open.length);
  }

  /** Brings the page to a version of the server, with what is not sent yet on top. */
  private showNow(version: number, parts: Record<string, string>, ops: Op[]): void {
    this.version = version;
    this.dataset["version"] = String(version);
    for (const field of this.querySelectorAll<HTMLInputElement>("input[name='base']")) field.value = String(version);
    for (const op of ops) if (op.op === "set") this.befores.delete(op.path);
    this.paper.swap(parts, this.editor?.place);
    const unsent = this.queue.unsent;
    this.paper.settle(ops, unsent);
    this.paper.apply(unsent);
    grid.prepare(this);
    this.looks.now?.classList.add("is-now");
    count(this, this.looks.open.length);
  }

  private refused(ops: Op[], errors: Record<string, string>, sentence: string): void {
    for (const op of ops) {
      this.paper.refuse(op, op.op === "set" ? this.befores.get(op.path) : undefined);
      if (op.op === "set") this.befores.delete(op.path);
    }
    const why = ops.map((op) => errors["path" in op ? op.path : op.item]).filter(Boolean).join(" ") || sentence;
    this.banners.show("refused", {
      family: "late",
      icon: "circle-alert",
      title: say("refused"),
      text: why,
      acts: [{ word: say("close"), act: () => this.banners.hide("refused") }],
    });
    count(this, this.looks.open.length);
  }

  private stand(standing: Standing): void {
    this.isCalm = standing.is === "calm";
    if (this.isCalm) this.banners.hide("unsent");
    const waiting = standing.is === "calm" ? 0 : standing.waiting;
    document.dispatchEvent(new CustomEvent("nc-line", { detail: { isUp: standing.is !== "lost", waiting } }));
    if (!this.isCalm) {
      const isSending = standing.is === "sending";
      saved(this, isSending ? "loader" : "cloud-off", say(isSending ? "saving" : "waiting", { count: waiting }));
    }
    tell(this.banners, standing, () => this.queue.flush());
  }

  private async watchOthers(): Promise<void> {
    const address = this.dataset["presence"];
    if (!address || document.hidden) return;
    const presence = await getJson<Presence>(address);
    if (presence) tellOthers(this.banners, presence, this.isCalm ? this.version : Infinity);
  }

  private toast(wish: ToastWish): void {
    document.dispatchEvent(new CustomEvent("nc-toast", { detail: wish }));
  }
}
