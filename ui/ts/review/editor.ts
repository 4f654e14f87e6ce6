/**
 * The small panel in which one value is edited. It saves while a person types (each pause, and on leaving), so there is
 * nothing to forget; Esc takes back what was typed since it opened. On a phone it stands at the lower edge.
 */
import { fresh, icon, make, onTyped } from "../dom";
import { say } from "../words";
import { isSame, type UnitName, type Value } from "./ops";
import { chip, type Kind, kindOf, optionsOf, valueOf } from "./values";

const QUIET_MS = 1000;
const EDGE_PX = 8;
const DESK_PX = 1024;

/** What the editor tells the review. */
export interface Host {
  /** Where plan dates are counted from, as an ISO day. */
  at: string | undefined;
  /** The words of the document that a value was read from, when they are known. */
  printed(place: HTMLElement): string | undefined;
  commit(place: HTMLElement, value: Value, token: string): void;
  takeBack(token: string): void;
  closed(place: HTMLElement): void;
}

export class Editor {
  readonly panel = make("div", { class: "nc-editor", role: "dialog", "aria-modal": "false" });
  private readonly token = fresh("e");
  private readonly before: Value;
  private value: Value;
  private readonly away = new AbortController();
  private isOpen = true;

  constructor(
    readonly place: HTMLElement,
    private readonly host: Host,
  ) {
    this.before = valueOf(place);
    this.value = this.before;
    const label = place.dataset["label"] ?? "";
    this.panel.setAttribute("aria-label", say("edit", { what: label }));
    this.panel.append(...this.body(kindOf(place), label), this.foot());
    (place.closest("nc-review") ?? document.body).append(this.panel);
    this.stand();
    // At the lower edge of a phone the panel would cover what is being edited.
    if (innerWidth < DESK_PX) place.scrollIntoView({ block: "start" });
    this.listen();
    this.panel.querySelector<HTMLElement>("input, textarea, select")?.focus();
    this.panel.querySelector<HTMLInputElement>("input.input, textarea")?.select();
  }

  /** Saves and goes. */
  close(hasFocus = true): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.commit();
    this.leave(hasFocus);
  }

  /** Takes back what was typed and goes. */
  cancel(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.host.takeBack(this.token);
    this.leave(true);
  }

  private leave(hasFocus: boolean): void {
    this.away.abort();
    this.panel.remove();
    this.host.closed(this.place);
    if (hasFocus) this.place.focus();
  }

  private commit(): void {
    if (isSame(this.value, valueOf(this.place))) return;
    this.host.commit(this.place, this.value, this.token);
  }

  private body(kind: Kind, label: string): HTMLElement[] {
    if (kind === "units") return this.units(label);
    const field = this.field(kind);
    field.id = `${this.token}-field`;
    const title = make("label", { for: field.id }, label);
    const isWindow = kind === "time" || kind === "date";
    const box = isWindow ? document.createElement("nc-window") : undefined;
    if (box && this.host.at) box.dataset["at"] = this.host.at;
    box?.append(field);
    const printed = isWindow ? this.host.printed(this.place) : undefined;
    field.addEventListener("input", () => (this.value = this.typed(kind, field.value)));
    onTyped(field, QUIET_MS, () => this.isOpen && this.commit());
    return [title, ...(printed === undefined ? [] : [make("p", { class: "nc-help" }, say("printed", { text: printed }))]), box ?? field];
  }

  private field(kind: Kind): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
    if (kind === "choice") {
      const options = optionsOf(this.place).map(({ value, word }) => make("option", { value, selected: value === this.before }, word));
      return make("select", { class: "select" }, ...options);
    }
    const text = Array.isArray(this.before) ? (this.before as string[]).join("\n") : ((this.before as string | null) ?? "");
    const isLong = kind === "long" || kind === "lines" || text.length > 50;
    const field = isLong ? make("textarea", { class: "textarea", rows: "3" }) : make("input", { class: "input", autocomplete: "off" });
    field.value = text;
    return field;
  }

  private typed(kind: Kind, text: string): Value {
    if (kind === "lines") return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    const trimmed = text.trim();
    return trimmed === "" ? null : trimmed;
  }

  /** Units: chips to take away, a chip to press and say which unit it is, a picker to add one. */
  private units(label: string): HTMLElement[] {
    const list = make("span", { class: "nc-units" });
    const picker = document.createElement("nc-unit-picker");
    if (this.host.at) picker.dataset["at"] = this.host.at;
    const title = make("label", { for: `${this.token}-unit` });
    const input = make("input", { class: "input", id: `${this.token}-unit` });
    picker.append(input);
    // The unit that the next choice is for; none means a new one.
    let asked: UnitName | undefined;
    const draw = (): void => {
      const units = (this.value as UnitName[] | null) ?? [];
      title.textContent = asked ? `${asked.name}:` : say("addUnit");
      list.replaceChildren(...units.map((unit) => this.chipOf(unit, () => ask(unit), () => change(units.filter((other) => other !== unit)))));
    };
    const ask = (unit: UnitName): void => {
      asked = unit;
      input.value = unit.name;
      draw();
      input.focus();
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    const change = (units: UnitName[]): void => {
      this.value = units;
      asked = undefined;
      input.value = "";
      draw();
      this.commit();
      input.focus();
    };
    const take = (name: string, id: string | null): void => {
      const units = (this.value as UnitName[] | null) ?? [];
      // The words of the document stay; only who is meant changes.
      if (asked) change(units.map((unit) => (unit === asked ? { name: unit.name, unit: id, ...(id === null && { is_guess: true }) } : unit)));
      else if (id !== null && units.some((unit) => unit.unit === id)) change(units);
      else change([...units, { name, unit: id, ...(id === null && { is_guess: true }) }]);
    };
    picker.addEventListener("nc-pick", (event) => {
      const { id, name, short } = (event as CustomEvent<{ id: string; name: string; short: string | null }>).detail;
      take(short ?? name, id);
    });
    // On the picker, not the input: a choice from the list has stopped the key by then.
    picker.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      if (input.value.trim() === "") this.close();
      else take(input.value.trim(), null);
    });
    draw();
    return [make("span", { class: "cap" }, label), list, title, picker];
  }

  private chipOf(unit: UnitName, ask: () => void, remove: () => void): HTMLElement {
    const element = chip(unit, "lead" in this.place.dataset);
    const name = make("button", { type: "button", class: "nc-unit-name" }, ...element.childNodes);
    name.addEventListener("click", ask);
    const away = make("button", { type: "button", "aria-label": say("removeUnit", { name: unit.name }) }, icon("x"));
    away.addEventListener("click", remove);
    element.append(name, away);
    return element;
  }

  private foot(): HTMLElement {
    const save = make("button", { type: "button", class: "btn btn-primary btn-xs" }, say("save"));
    const cancel = make("button", { type: "button", class: "btn btn-outline btn-xs" }, say("cancel"));
    save.addEventListener("click", () => this.close());
    cancel.addEventListener("click", () => this.cancel());
    return make("div", { class: "nc-acts" }, save, cancel, make("span", { class: "lbl" }, say("editorHelp")));
  }

  private listen(): void {
    const { signal } = this.away;
    this.panel.addEventListener("keydown", (event) => {
      if (event.isComposing || event.defaultPrevented) return;
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        // Units are chosen one by one, each an act of its own with its own undo; Esc only closes.
        if (kindOf(this.place) === "units") this.close();
        else this.cancel();
      }
      const isLong = event.target instanceof HTMLTextAreaElement;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey || (!isLong && event.target instanceof HTMLInputElement))) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }
    }, { signal });
    document.addEventListener("pointerdown", (event) => {
      if (!this.panel.contains(event.target as Node)) this.close(false);
    }, { signal, capture: true });
    addEventListener("scroll", () => this.stand(), { signal, capture: true, passive: true });
    addEventListener("resize", () => this.stand(), { signal });
  }

  /** Under the value, or above it when there is no room. */
  private stand(): void {
    const at = this.place.getBoundingClientRect();
    const own = this.panel.getBoundingClientRect();
    const below = at.bottom + EDGE_PX;
    const top = below + own.height > innerHeight - EDGE_PX ? Math.max(EDGE_PX, at.top - own.height - EDGE_PX) : below;
    const left = Math.max(EDGE_PX, Math.min(at.left - EDGE_PX, innerWidth - own.width - EDGE_PX));
    this.panel.style.top = `${top}px`;
    this.panel.style.left = `${left}px`;
  }
}
