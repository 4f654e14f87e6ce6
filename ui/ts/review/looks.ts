/** The list of places to look at, and which one is in hand. */
import { Sides } from "./sides";

export class Looks {
  private current: string | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly sides: Sides,
  ) {}

  /** The place with this id. */
  find(id: string): HTMLElement | null {
    return this.root.querySelector(`li[data-item="${CSS.escape(id)}"]`);
  }

  /** Those that still wait for a person. */
  get open(): HTMLElement[] {
    return this.all.filter((item) => item.dataset["state"] === "open");
  }

  /** The one in hand; the element itself may have been exchanged by the server's. */
  get now(): HTMLElement | null {
    return this.current === undefined ? null : this.find(this.current);
  }

  /** Takes a place in hand and shows it on both sides. */
  select(item: HTMLElement, hasFocus: boolean, bringsResult = true): void {
    for (const other of this.root.querySelectorAll("li.is-now")) other.classList.remove("is-now");
    item.classList.add("is-now");
    this.current = item.dataset["item"];
    this.sides.show(Sides.of(item), { source: true, result: bringsResult });
    if (!hasFocus) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  /** To the next or previous open place in the order of the list, round the end. */
  step(by: 1 | -1, from: HTMLElement | null): void {
    const all = this.all;
    const here = from ? all.indexOf(from) : -1;
    const before = all.slice(0, Math.max(here, 0));
    const after = all.slice(here + 1);
    const ahead = by === 1 ? [...after, ...before] : [...before.reverse(), ...after.reverse()];
    const next = ahead.find((item) => item.dataset["state"] === "open");
    if (next) this.select(next, true);
  }

  /** Presses the button of the place in hand; true when it has one. */
  press(name: "accept" | "skip"): boolean {
    const button = this.now?.querySelector<HTMLButtonElement>(`button[name="op"][value="${name}"]`);
    button?.click();
    return button !== null && button !== undefined;
  }

  /** Chooses the candidate with this number; true when there is one. */
  choose(number: number): boolean {
    const radio = this.now?.querySelectorAll<HTMLInputElement>("input[name='choice']")[number - 1];
    if (radio) radio.checked = true;
    return radio !== undefined;
  }

  private get all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("li[data-item]")];
  }
}
