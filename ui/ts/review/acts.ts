/** What people do on the review: each act is shown, remembered for undo, queued, and told once the server has taken it. */
import { fresh } from "../dom";
import type { ToastWish } from "../elements/toast";
import { say } from "../words";
import { draw } from "./columns";
import * as grid from "./grid";
import type { Line } from "./line";
import type { Looks } from "./looks";
import type { Op, Value } from "./ops";
import type { Sides } from "./sides";
import { count } from "./status";
import type { Act } from "./undo";
import { valueOf } from "./values";

/** What acts need of the page. */
export interface Page {
  readonly root: HTMLElement;
  readonly sides: Sides;
  readonly looks: Looks;
  edit(place: HTMLElement): void;
}

export class Acts {
  constructor(
    private readonly page: Page,
    private readonly line: Line,
  ) {}

  /** A new value of a field; the same `token` is the same run of typing. */
  set(place: HTMLElement, value: Value, token: string): void {
    const path = place.dataset["path"] ?? "";
    const label = say("changed", { what: place.dataset["label"] ?? "" });
    this.act({ label, redo: [{ op: "set", path, value }], undo: [{ op: "set", path, value: valueOf(place) }], token });
  }

  /** Takes back what was typed under this token, as if it had not been. */
  unset(token: string): void {
    const act = this.line.undo.back();
    if (act?.token !== token) {
      if (act) this.line.undo.forward();
      return;
    }
    this.line.paper.apply(act.undo);
    this.line.queue.push(act.undo);
    this.line.keepUndo();
  }

  /** An act of a form of the page. True when it was one. */
  ofForm(form: HTMLFormElement, button: HTMLButtonElement): boolean {
    const fields = new FormData(form, button);
    const text = (name: string): string => String(fields.get(name) ?? "");
    const [name, path] = [text("op"), text("path")];
    const what = form.dataset["label"] ?? say("row");
    if (name === "accept" || name === "skip" || name === "reopen") this.decide(name, text("item"), text("choice"));
    else if (name === "accept_small") this.mendSmall();
    else if (name === "add") this.add(path);
    else if (name === "remove") this.told({ label: say("removed", { what }), redo: [{ op: "remove", path }], undo: [{ op: "restore", path }] });
    else if (name === "restore") this.act({ label: say("undone"), redo: [{ op: "restore", path }], undo: [{ op: "remove", path }] });
    else return false;
    return true;
  }

  /** Takes the proposal of a place to look at, leaves it as printed, or opens it again. */
  decide(name: "accept" | "skip" | "reopen", id: string, choice: string): void {
    const { looks } = this.page;
    const item = looks.find(id);
    if (!item || this.line.isOver) return;
    const what = item.querySelector(".nc-look-body .font-medium")?.textContent ?? "";
    const word = { accept: "done", skip: "skipped", reopen: "reopened" }[name];
    const done: Op = name === "accept" && choice !== "" ? { op: "accept", item: id, choice } : { op: name, item: id };
    const before: Op = name === "reopen" ? { op: item.dataset["state"] === "accepted" ? "accept" : "skip", item: id } : { op: "reopen", item: id };
    this.told({ label: say(word, { what }), redo: [done], undo: [before] });
    if ("small" in item.dataset) return;
    if (name === "reopen") looks.select(item, true);
    else void looks.step(1, item);
  }

  /** The last act taken back, or done again. */
  takeBackLast(isForward: boolean): void {
    const { undo } = this.line;
    const act = isForward ? undo.forward() : undo.back();
    if (!act) return toast({ text: say("nothingToUndo") });
    const label = isForward ? act.label : `${say("undone")}: ${act.label}`;
    this.again(isForward ? act.redo : act.undo, label);
  }

  private add(list: string): void {
    const added = `${list}/${fresh("n")}`;
    this.act({ label: say("rowAdded"), redo: [{ op: "add", path: added, value: {} }], undo: [{ op: "remove", path: added }] });
    grid.prepare(this.page.root);
    const row = this.page.sides.row(added);
    row?.scrollIntoView({ block: "nearest" });
    const values = row?.querySelectorAll<HTMLElement>(".nc-edit") ?? [];
    for (const place of values) draw(place);
    const [first] = values;
    if (first) this.page.edit(first);
  }

  /** Puts the mends of all small defects into the items, as one act. */
  private mendSmall(): void {
    // However many they are: the queue sends them in as many batches as it takes.
    const items = this.page.looks.mendable;
    if (items.length === 0) return;
    const label = (n: number): string => say("smallMended", { count: n });
    const act: Act = { label: label(items.length), redo: items.map((item) => ({ op: "accept", item })), undo: items.map((item) => ({ op: "reopen", item })) };
    this.told(act, label);
  }

  /** Does an act and says so, with a way back, when the server has taken it; `label` counts what was not done before. */
  private told(act: Act, label?: (n_taken: number) => string): void {
    this.line.told.expect(act.redo, (n_taken) => {
      if (label) act.label = label(n_taken);
      toast({ text: act.label, undo: () => this.takeBack(act) });
    });
    this.act(act);
  }

  /** Every change goes through here: shown, remembered for undo, queued. */
  private act(act: Act): void {
    if (this.line.isOver) return;
    for (const op of act.redo) this.remember(op);
    this.line.paper.apply(act.redo);
    this.line.undo.push(act);
    this.line.keepUndo();
    this.line.queue.push(act.redo, act.token !== undefined);
    count(this.page.root, this.page.looks.nOpen);
  }

  private remember(op: Op): void {
    if (op.op !== "set" || this.line.befores.has(op.path)) return;
    const place = this.page.sides.value(op.path);
    if (place?.dataset["path"] === op.path) this.line.befores.set(op.path, valueOf(place));
  }

  /** Takes this one act back, wherever it stands among the others. */
  private takeBack(act: Act): void {
    if (this.line.undo.take(act)) this.again(act.undo, `${say("undone")}: ${act.label}`);
  }

  private again(ops: Op[], label: string): void {
    if (this.line.isOver) return;
    const { looks, root } = this.page;
    this.line.told.expect(ops, () => toast({ text: label, icon: "undo-2" }));
    this.line.paper.apply(ops);
    this.line.keepUndo();
    this.line.queue.push(ops);
    count(root, looks.nOpen);
    void this.goTo(ops[0]);
  }

  /** Shows where a change lies, wherever that is. */
  async goTo(op: Op | undefined): Promise<void> {
    const { looks, sides } = this.page;
    if (op === undefined) return;
    if ("path" in op) {
      sides.pane("result");
      return sides.bring({ path: op.path }, { result: true });
    }
    sides.pane("looks");
    await looks.reach(op.item);
    const item = looks.find(op.item);
    if (item) looks.select(item, true);
  }
}

export function toast(wish: ToastWish): void {
  document.dispatchEvent(new CustomEvent("nc-toast", { detail: wish }));
}
