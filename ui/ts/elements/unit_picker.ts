/**
 * `<nc-unit-picker>`: finds a unit while a person types, without marks if they like ("nghe an", "gddh"). An ARIA
 * combobox over a plain input: what was typed stays what was typed, the hidden field beside it holds the id only when a
 * unit was chosen. While an input method composes (Telex, VNI) it does nothing.
 */
import { getJson, make, onTyped } from "../dom";
import { say } from "../words";

const QUIET_MS = 180;

interface Unit {
  id: string;
  name: string;
  short: string | null;
  path: string | null;
}

let count = 0;

export class UnitPicker extends HTMLElement {
  private input: HTMLInputElement | null = null;
  private readonly list = make("div", { class: "nc-suggest", role: "listbox", hidden: true });
  private readonly status = make("p", { class: "sr-only", role: "status" });
  private units: Unit[] = [];
  private here = -1;
  private asked = "";
  private running: AbortController | undefined;

  connectedCallback(): void {
    this.input = this.querySelector("input:not([type='hidden'])");
    const { input, list } = this;
    if (!input || list.isConnected) return;
    list.id = `nc-suggest-${++count}`;
    list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() || input.getAttribute("aria-label") || "");
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      autocomplete: "off",
      spellcheck: "false",
    })) {
      input.setAttribute(name, value);
    }
    this.append(list, this.status);
    input.addEventListener("input", () => {
      // Another text is another unit until one is chosen.
      if (this.hiddenId) this.hiddenId.value = "";
    });
    onTyped(input, QUIET_MS, () => void this.look());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // Before the blur of the input, so that the choice is not lost.
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = (event.target as Element).closest<HTMLElement>("[role='option']");
      if (option) this.choose(Number(option.dataset["at"]));
    });
  }

  private get hiddenId(): HTMLInputElement | null {
    return this.querySelector("input[type='hidden']");
  }

  private async look(): Promise<void> {
    const text = this.input?.value.trim() ?? "";
    this.running?.abort();
    if (text === "" || document.activeElement !== this.input) return this.close();
    this.running = new AbortController();
    this.asked = text;
    const query = new URLSearchParams({ q: text });
    if (this.dataset["at"]) query.set("at", this.dataset["at"]);
    const found = await getJson<{ items: Unit[] }>(`/units/search?${query}`, this.running.signal);
    if (!found || text !== this.asked || document.activeElement !== this.input) return;
    this.units = found.items;
    this.show();
  }

  private show(): void {
    const options = this.units.map((unit, at) => {
      const more = [unit.short, unit.path].filter(Boolean).join(" · ");
      const option = make("div", { role: "option", id: `${this.list.id}-${at}`, "data-at": String(at), "aria-selected": "false" }, unit.name);
      if (more) option.append(make("small", {}, more));
      return option;
    });
    const isEmpty = options.length === 0;
    this.list.setAttribute("role", isEmpty ? "presentation" : "listbox");
    this.list.replaceChildren(...(isEmpty ? [make("p", {}, say("noUnit"))] : options));
    this.status.textContent = isEmpty ? say("noUnit") : say("units", { count: options.length });
    this.list.hidden = false;
    this.input?.setAttribute("aria-expanded", String(!isEmpty));
    this.point(isEmpty ? -1 : 0);
  }

  private point(at: number): void {
    this.here = at;
    const options = this.list.querySelectorAll("[role='option']");
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = options[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input?.setAttribute("aria-activedescendant", option.id);
    else this.input?.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return void this.look();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (this.units.length > 0) this.point((this.here + by + this.units.length) % this.units.length);
    } else if (event.key === "Enter" && isOpen && this.here >= 0) {
      event.preventDefault();
      event.stopPropagation();
      this.choose(this.here);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  private choose(at: number): void {
    const unit = this.units[at];
    if (!unit || !this.input) return;
    this.input.value = unit.name;
    if (this.hiddenId) this.hiddenId.value = unit.id;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.dispatchEvent(new CustomEvent("nc-pick", { detail: { id: unit.id, name: unit.name, short: unit.short }, bubbles: true }));
  }

  private close(): void {
    this.running?.abort();
    this.list.hidden = true;
    this.input?.setAttribute("aria-expanded", "false");
    this.input?.removeAttribute("aria-activedescendant");
  }
}
