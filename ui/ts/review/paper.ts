/**
 * Shows changes on the page before the server has answered, and puts the server's own rendering in their place when it
 * has. Sends nothing.
 */
import { icon, make } from "../dom";
import { type Op, subject, type Value } from "./ops";
import { put, voice } from "./values";

export class Paper {
  constructor(private readonly root: HTMLElement) {}

  /** Shows changes as made. */
  apply(ops: readonly Op[]): void {
    for (const op of ops) this.one(op);
  }

  /** Takes the waiting mark from what the server has answered for. */
  settle(ops: readonly Op[], unsent: readonly Op[]): void {
    const still = new Set(unsent.map(subject));
    for (const op of ops) {
      if (still.has(subject(op))) continue;
      for (const element of this.about(op)) element.classList.remove("is-waiting");
    }
  }

  /** Puts back what stood there and marks what the server did not take. */
  refuse(op: Op, before: Value | undefined): void {
    for (const element of this.about(op)) {
      element.classList.remove("is-waiting");
      if (op.op === "set") element.classList.add("is-refused");
      if (op.op === "accept" || op.op === "skip") decide(element, first(element));
      if (op.op === "remove") element.classList.remove("is-removed");
      if (op.op === "add") element.remove();
    }
    if (op.op === "set" && before !== undefined) this.set(op.path, before);
  }

  /** Takes the mark of a refusal away: the value of somebody else stands there now. */
  unmark(ops: readonly Op[]): void {
    for (const op of ops) for (const element of this.about(op)) element.classList.remove("is-refused");
  }

  /**
   * Exchanges parts by id for the server's rendering; an empty one is taken away. `spared` is being edited. What is not
   * on the page yet is told by `elsewhere`. False when a row came that belongs to none of it.
   */
  swap(parts: Record<string, string>, spared: HTMLElement | undefined, elsewhere: (id: string, waits: boolean) => void): boolean {
    let isAll = true;
    for (const [id, html] of Object.entries(parts)) {
      const old = document.getElementById(id);
      if (old && spared && old.contains(spared)) continue;
      const template = make("template");
      template.innerHTML = html;
      const fresh = template.content.firstElementChild as HTMLElement | null;
      if (!old) {
        if (fresh?.dataset["item"] !== undefined) elsewhere(fresh.dataset["item"], waits(fresh));
        // A row of the document comes with its portion; one that somebody added is not known here.
        else if (/^it-.+-n[a-z0-9]+$/.test(id)) isAll = false;
        continue;
      }
      if (!fresh) {
        old.remove();
        continue;
      }
      const hadFocus = old.contains(document.activeElement);
      for (const name of ["sel", "is-now"]) if (old.classList.contains(name)) fresh.classList.add(name);
      old.replaceWith(fresh);
      if (hadFocus) (fresh.matches("[tabindex]") ? fresh : fresh.querySelector<HTMLElement>("a, button, [tabindex]"))?.focus({ preventScroll: true });
    }
    return isAll;
  }

  /** Only to be read from now on; links go on leading. */
  lock(): void {
    for (const button of this.root.querySelectorAll<HTMLButtonElement>("form[data-op] button, form[data-finish] button, [data-edit-item]")) button.disabled = true;
    for (const place of this.root.querySelectorAll<HTMLElement>(".nc-edit")) {
      place.removeAttribute("role");
      place.removeAttribute("aria-description");
    }
    this.root.dataset["over"] = "";
  }

  private one(op: Op): void {
    switch (op.op) {
      case "set":
        this.set(op.path, op.value);
        break;
      case "add":
        this.add(op.path);
        break;
      case "remove":
        for (const row of this.about(op)) row.classList.add("is-removed");
        break;
      case "restore":
        for (const row of this.about(op)) row.classList.remove("is-removed");
        break;
      default:
        for (const item of this.about(op)) decide(item, ({ accept: "accepted", skip: "skipped", reopen: first(item) } as const)[op.op]);
        // What somebody has looked at is no longer underlined in the source.
        for (const span of this.root.querySelectorAll(`[data-source] [data-item="${CSS.escape(op.item)}"]`)) {
          span.classList.toggle("m-bad", op.op === "reopen");
        }
    }
    for (const element of this.about(op)) element.classList.add("is-waiting");
  }

  private set(path: string, value: Value): void {
    for (const place of this.places(path)) {
      place.classList.remove("is-refused");
      put(place, value);
    }
  }

  /** A new row is a copy of the blank row that the page brings for its list. */
  private add(path: string): void {
    const cut = path.lastIndexOf("/");
    const [list, key] = [path.slice(0, cut), path.slice(cut + 1)];
    const blank = this.root.querySelector<HTMLTemplateElement>(`template[data-new="${CSS.escape(list)}"]`);
    const rows = this.root.querySelector(`[data-rows="${CSS.escape(list)}"]`);
    if (!blank || !rows || this.row(path)) return;
    const template = make("template");
    template.innerHTML = blank.innerHTML.replaceAll("__KEY__", key);
    for (const place of template.content.querySelectorAll<HTMLElement>(".nc-edit")) voice(place);
    rows.append(template.content);
  }

  private about(op: Op): HTMLElement[] {
    if (op.op === "set") return this.places(op.path);
    if ("item" in op) return [...this.root.querySelectorAll<HTMLElement>(`li[data-item="${CSS.escape(op.item)}"]`)];
    const row = this.row(op.path);
    return row ? [row] : [];
  }

  private places(path: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`.nc-edit[data-path="${CSS.escape(path)}"]`)];
  }

  private row(path: string): HTMLElement | null {
    return this.root.querySelector(`[data-row][data-path="${CSS.escape(path)}"]`);
  }
}

/** Whether a place waits for a person: open, or small with a mend to be put into the items. */
function waits(item: HTMLElement): boolean {
  return item.dataset["state"] === "open" || ("small" in item.dataset && item.querySelector("button[value='accept']") !== null);
}

/** The state of a place that nobody has dealt with. */
function first(item: HTMLElement): "open" | "noted" {
  return "small" in item.dataset ? "noted" : "open";
}

/** Shows a place as open or decided: its word in `data-state`, its shape and its colour. */
function decide(item: HTMLElement, state: "open" | "noted" | "accepted" | "skipped"): void {
  item.dataset["state"] = state;
  const family = item.dataset["family"] ?? "watch";
  const openIcon = family === "late" ? "circle-x" : "triangle-alert";
  const looks = { open: [family, openIcon], noted: [family, "sparkles"], accepted: ["ok", "circle-check"], skipped: ["idle", "circle-slash"] } as const;
  const [now, name] = looks[state];
  for (const other of ["watch", "late", "ok", "idle"]) item.classList.toggle(`s-${other}`, other === now);
  item.querySelector(".nc-look-icon")?.replaceChildren(icon(name));
}
