/** The review's line to the server: what is sent, what is answered, and the page brought to what the server holds. */
import { fresh, getJson } from "../dom";
import { clock, say } from "../words";
import { toast } from "./acts";
import { Banners } from "./banners";
import * as columns from "./columns";
import * as grid from "./grid";
import type { Looks } from "./looks";
import { type Op, subject, type Value } from "./ops";
import { Paper } from "./paper";
import type { Portions } from "./portions";
import { type Ended, type Held, Queue, type Standing, type Taken } from "./queue";
import { send } from "./sender";
import { alreadyWords, type Presence, tell, tellEnded, tellHeld, tellMerged, tellOthers, tellUnsent } from "./standing";
import { count, saved } from "./status";
import { Store } from "./store";
import { Told } from "./told";
import { Undo } from "./undo";

const PRESENCE_MS = 15_000;

/** What the server adds to a taken batch. */
interface TakenBody {
  saved_words?: string;
  parts?: Record<string, string>;
  /** What somebody else had done already, just so. */
  already?: { path: string; item: string; by: string; sentence: string }[];
}

/** What the line needs of the page. */
export interface Shown {
  readonly root: HTMLElement;
  readonly looks: Looks;
  readonly portions: Portions;
  /** The value that is being edited. */
  editing(): HTMLElement | undefined;
  /** Saves and closes what is being edited. */
  closeEditor(): void;
  /** Shows where a change lies. */
  show(op: Op): void;
}

export class Line {
  readonly paper: Paper;
  readonly undo: Undo;
  readonly told = new Told();
  readonly queue: Queue;
  /** What stood in a field before its unsent change, to put back when the server refuses it. */
  readonly befores = new Map<string, Value>();
  readonly store: Store;
  private readonly banners: Banners;
  private version: number;
  private isCalm = true;
  private isFinishing = false;
  /** The last answer found all of its rows on the page; else somebody has added one. */
  private isCurrent = true;
  /** Somebody made the plan or put the import aside: nothing can be changed any more. */
  isOver = false;

  constructor(private readonly shown: Shown) {
    const { root } = shown;
    this.version = Number(root.dataset["version"] ?? 0);
    this.paper = new Paper(root);
    this.banners = new Banners(root.querySelector(".nc-review-head"));
    this.store = new Store(root.dataset["import"] ?? "", root.dataset["me"] ?? "");
    this.undo = Undo.load(this.store.loadUndo());
    this.queue = this.makeQueue();
    this.paper.apply(this.queue.unsent);
  }

  start(signal: AbortSignal): void {
    this.queue.start();
    void this.watchOthers();
    const watch = setInterval(() => void this.watchOthers(), PRESENCE_MS);
    signal.addEventListener("abort", () => clearInterval(watch));
  }

  keepUndo(): void {
    this.store.saveUndo(this.undo.save());
  }

  /** Makes the plan of what is on the page: first everything typed reaches the server. */
  async finish(): Promise<void> {
    if (this.isFinishing || this.isOver) return;
    this.isFinishing = true;
    this.shown.closeEditor();
    const isAll = await this.queue.settle();
    this.isFinishing = false;
    if (this.isOver) return;
    const held = this.queue.held[0];
    if (!isAll) return tellUnsent(this.banners, this.queue.count, () => void this.finish(), held && (() => this.shown.show(held.op)));
    this.banners.hide("unsent");
    // The answer to a change may have exchanged the form, and closed its button because something waits again.
    const form = this.shown.root.querySelector<HTMLFormElement>("form[data-finish]");
    if (form?.querySelector("button:enabled")) form.submit();
  }

  private makeQueue(): Queue {
    const address = this.shown.root.dataset["changes"] ?? "";
    return new Queue(
      {
        load: () => this.store.load(),
        save: (text) => this.store.save(text),
        send: (batch) => send(address, batch),
        later: (delay_ms, act) => {
          const timer = setTimeout(act, delay_ms);
          return () => clearTimeout(timer);
        },
        newId: () => fresh("b", 20),
        onStanding: (standing) => this.stand(standing),
        onTaken: (taken) => this.taken(taken),
        onRefused: (ops, errors, sentence) => this.refused(ops, errors, sentence),
        onClash: ({ version, parts, ops }) => this.clashed(version, parts, ops),
        onHeld: (held) => tellHeld(this.banners, this.shown.root, held, (one, isMine) => this.choose(one, isMine)),
        onEnded: (ended) => this.end(ended),
      },
      this.version,
    );
  }

  private taken({ version, body, ops, hasOthers }: Taken): void {
    const { parts = {}, saved_words, already = [] } = (body ?? {}) as TakenBody;
    const same = new Set(already.map((one) => one.path || one.item));
    const theirs = ops.filter((op) => same.has(subject(op)));
    this.forget(theirs);
    this.told.taken(ops);
    this.showNow(version, parts, ops);
    saved(this.shown.root, "cloud-check", saved_words ?? say("saved", { time: clock(new Date()) }));
    for (const text of alreadyWords(already)) toast({ text, icon: "users" });
    if (hasOthers && !this.isCurrent) tellMerged(this.banners);
  }

  /** What somebody else wrote stands on the page; one's own value waits for a choice. */
  private clashed(version: number, parts: Record<string, string>, ops: Op[]): void {
    this.forget(ops);
    for (const op of ops) this.paper.refuse(op, undefined);
    this.showNow(version, parts, ops);
    this.paper.unmark(ops);
    saved(this.shown.root, "users", say("waiting", { count: ops.length }));
  }

  /** Not done by this page: not said to be, and not to be taken back, which would cover somebody else's value. */
  private forget(ops: readonly Op[]): void {
    if (ops.length === 0) return;
    const gone = new Set(ops.map(subject));
    this.told.dropped(ops);
    this.undo.forget((op) => gone.has(subject(op)));
    this.keepUndo();
  }

  private choose(held: Held, isMine: boolean): void {
    if (isMine) this.paper.apply([held.op]);
    else saved(this.shown.root, "cloud-check", say("saved", { time: clock(new Date()) }));
    this.queue.choose(held, isMine);
    this.banners.hide("unsent");
    this.count();
    // The button is gone: the keyboard goes on where the value stands.
    const [name, value] = "item" in held.op ? ["item", held.op.item] : ["path", held.op.path];
    this.shown.root.querySelector<HTMLElement>(`:is(.nc-edit, li)[data-${name}="${CSS.escape(value)}"]`)?.focus({ preventScroll: true });
  }

  /** Brings the page to a version of the server, with what is not sent yet on top. */
  private showNow(version: number, parts: Record<string, string>, ops: Op[]): void {
    const { root } = this.shown;
    this.version = version;
    root.dataset["version"] = String(version);
    for (const field of root.querySelectorAll<HTMLInputElement>("input[name='base']")) field.value = String(version);
    for (const op of ops) if (op.op === "set") this.befores.delete(op.path);
    this.isCurrent = this.paper.swap(parts, this.shown.editing(), (id, waits) => this.shown.portions.note(id, waits));
    this.paper.settle(ops, this.queue.unsent);
    this.refresh();
  }

  /** Something of the server's came onto the page: what is not sent yet goes on top. */
  refresh(): void {
    const { root, looks } = this.shown;
    this.paper.apply(this.queue.unsent);
    columns.settle(root);
    grid.prepare(root);
    looks.now?.classList.add("is-now");
    if (this.isOver) this.paper.lock();
    this.count();
  }

  private refused(ops: Op[], errors: Record<string, string>, sentence: string): void {
    this.told.dropped(ops);
    for (const op of ops) {
      this.paper.refuse(op, op.op === "set" ? this.befores.get(op.path) : undefined);
      if (op.op === "set") this.befores.delete(op.path);
    }
    const why = ops.map((op) => errors[subject(op)]).filter(Boolean).join(" ") || sentence;
    this.banners.show("refused", {
      family: "late",
      icon: "circle-alert",
      title: say("refused"),
      text: why,
      acts: [{ word: say("close"), act: () => this.banners.hide("refused") }],
    });
    this.count();
  }

  /** Nothing can be changed any more: who ended it, the way on, and what was not sent, to be copied. */
  private end(ended: Ended): void {
    if (this.isOver) return;
    // What is being typed belongs to what was not sent.
    this.shown.closeEditor();
    this.isOver = true;
    this.queue.end();
    this.banners.hideAll("");
    const others = this.shown.root.querySelector<HTMLElement>("[data-others]");
    if (others) others.hidden = true;
    tellEnded(this.banners, this.shown.root, ended, [...this.queue.held.map(({ op }) => op), ...this.queue.unsent]);
    saved(this.shown.root, "users", say("readOnly"));
    this.paper.lock();
  }

  private stand(standing: Standing): void {
    if (standing.is === "ended") return;
    this.isCalm = standing.is === "calm";
    if (this.isCalm) this.banners.hide("unsent");
    const waiting = standing.is === "calm" ? 0 : standing.waiting;
    document.dispatchEvent(new CustomEvent("nc-line", { detail: { isUp: standing.is !== "lost", waiting } }));
    if (!this.isCalm) {
      const isSending = standing.is === "sending";
      saved(this.shown.root, isSending ? "loader" : "cloud-off", say(isSending ? "saving" : "waiting", { count: waiting }));
    }
    tell(this.banners, standing, () => this.queue.flush());
  }

  private async watchOthers(): Promise<void> {
    const address = this.shown.root.dataset["presence"];
    if (!address || document.hidden || this.isOver) return;
    const presence = await getJson<Presence>(address);
    if (presence?.ended) return this.end(presence.ended);
    if (presence) tellOthers(this.banners, this.shown.root, presence, this.isCalm ? this.version : Infinity);
  }

  private count(): void {
    count(this.shown.root, this.shown.looks.nOpen);
  }
}
