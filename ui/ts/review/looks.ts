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

  /** How many they are. */
  get nOpen(): number {
    return this.open.length;
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

  /** Chooses the candidate with this number; without candidates, presses the button with this number. */
  choose(number: number): boolean {
    const radios = this.now?.querySelectorAll<HTMLInputElement>("input[name='choice']") ?? [];
    const radio = radios[number - 1];
    if (radio) radio.checked = true;
    if (radios.length > 0) return radio !== undefined;
    const button = this.now?.dataset["state"] === "open" ? this.now.querySelectorAll<HTMLButtonElement>(".nc-look-acts button")[number - 1] : undefined;
    button?.click();
    return button !== undefined;
  }

  /** Small defects whose mend can be put into the items. */
  get mendable(): string[] {
    const items = this.root.querySelectorAll<HTMLElement>("li[data-small][data-state='noted']:has(button[value='accept'])");
    return [...items].flatMap((item) => item.dataset["item"] ?? []);
  }

  private get all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("li[data-item]:not([data-small])")];
  }
}
