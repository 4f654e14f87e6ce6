/** The list of places to look at, and which one is in hand. Those that are not on the page yet count all the same. */
import type { Portions } from "./portions";
import { Sides } from "./sides";

export class Looks {
  private current: string | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly sides: Sides,
    private readonly portions: Portions,
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
    return this.open.length + this.portions.waiting(false).length;
  }

  /** The one in hand; the element itself may have been exchanged by the server's. */
  get now(): HTMLElement | null {
    return this.current === undefined ? null : this.find(this.current);
  }

  /** Fetches a place that is not on the page yet. */
  reach(id: string): Promise<void> {
    return this.portions.look(id);
  }

  /** Takes a place in hand and shows it on both sides. */
  select(item: HTMLElement, hasFocus: boolean, bringsResult = true): void {
    for (const other of this.root.querySelectorAll("li.is-now")) other.classList.remove("is-now");
    item.classList.add("is-now");
    this.current = item.dataset["item"];
    void this.showNow(item, bringsResult);
    if (!hasFocus) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  /** Both sides at the place in hand, unless another was taken in hand while they were fetched. */
  private async showNow(item: HTMLElement, bringsResult: boolean): Promise<void> {
    const spot = Sides.of(item);
    const isHere = (): boolean => this.current === item.dataset["item"];
    await this.sides.bring(spot, { source: true, result: bringsResult }, isHere);
  }

  /** To the next or previous open place in the order of the list, round the end. */
  async step(by: 1 | -1, from: HTMLElement | null, hasFocus = true, bringsResult = true): Promise<void> {
    const next = this.next(by, from);
    if (!next) return;
    if (!next.matches("[data-portion]")) return this.select(next, hasFocus, bringsResult);
    const waiting = next.dataset["waiting"]?.split(" ") ?? [];
    const id = by === 1 ? waiting[0] : waiting.at(-1);
    await this.portions.load(next);
    const item = id === undefined ? null : this.find(id);
    if (item) this.select(item, hasFocus, bringsResult);
  }

  /** The next open place, or the portion that holds it. */
  private next(by: 1 | -1, from: HTMLElement | null): HTMLElement | undefined {
    const all = [...this.root.querySelectorAll<HTMLElement>("#looks > ul > li")];
    const here = from ? all.indexOf(from) : -1;
    const before = all.slice(0, Math.max(here, 0));
    const after = all.slice(here + 1);
    const ahead = by === 1 ? [...after, ...before] : [...before.reverse(), ...after.reverse()];
    return ahead.find((item) => item.dataset["state"] === "open" || (item.dataset["waiting"] ?? "") !== "");
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
    return [...[...items].flatMap((item) => item.dataset["item"] ?? []), ...this.portions.waiting(true)];
  }

  private get all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("li[data-item]:not([data-small])")];
  }
}
