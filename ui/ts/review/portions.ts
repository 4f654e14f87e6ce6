/**
 * What of a long review is not on the page yet: each portion is a link that is fetched when it comes into view, or when
 * somebody goes to a place in it. What is fetched stands as the server holds it; the caller puts unsent changes on top.
 */
import { make } from "../dom";
import { rowOf } from "./ops";

/** About as high as one of it will be, so that one portion comes at a time and the scroll bar tells the truth. */
const HEIGHT_PX = { row: 52, line: 27, look: 64 };
/** Asked again so often when somebody saved while a portion was on its way. */
const TRIES_MAX = 4;

export class Portions {
  private readonly seen: IntersectionObserver;
  private readonly coming = new Map<HTMLElement, Promise<void>>();

  constructor(
    private readonly root: HTMLElement,
    private readonly onShown: () => void,
  ) {
    this.seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) void this.load(target as HTMLElement);
    });
    for (const portion of this.all()) {
      const kind = portion.matches("tbody") ? "row" : portion.matches("li") ? "look" : "line";
      const n = Number(portion.dataset["last"]) - Number(portion.dataset["first"]) + 1;
      (portion.querySelector("td") ?? portion).style.height = `${n * HEIGHT_PX[kind]}px`;
      this.seen.observe(portion);
    }
    window.addEventListener("online", this.again);
  }

  stop(): void {
    this.seen.disconnect();
    window.removeEventListener("online", this.again);
  }

  /** The line is back: what is in view and did not come is asked for again. */
  private readonly again = (): void => {
    for (const portion of this.all()) {
      this.seen.unobserve(portion);
      this.seen.observe(portion);
    }
  };

  /** Brings the row of a path onto the page. */
  async row(path: string): Promise<void> {
    const row = rowOf(path);
    const [, list = "", key = ""] = row.split("/");
    if (list === "" || this.root.querySelector(`[data-row][data-path="${CSS.escape(row)}"]`)) return;
    const portions = this.all(`[data-of="${CSS.escape(`/${list}`)}"]`);
    const at = Number(key) + 1;
    const holder = portions.find((portion) => isIn(portion, at));
    if (holder) return this.load(holder);
    // Added rows stand at the end of their list.
    for (const portion of key.startsWith("n") ? portions.reverse() : []) {
      await this.load(portion);
      if (this.root.querySelector(`[data-row][data-path="${CSS.escape(row)}"]`)) return;
    }
  }

  /** Brings a line of the document onto the page. */
  async line(number: string): Promise<void> {
    const holder = this.all("[data-source] [data-portion]").find((portion) => isIn(portion, Number(number)));
    if (holder) await this.load(holder);
  }

  /** Brings a place to look at onto the page. */
  async look(id: string): Promise<void> {
    const holder = this.holding("items", id);
    if (holder) await this.load(holder);
  }

  /** Ids of the places that wait in what is not shown: open ones, or small ones that can be mended. */
  waiting(areSmall: boolean): string[] {
    return this.all("li[data-portion]").filter((portion) => isSmall(portion) === areSmall).flatMap((portion) => words(portion, "waiting"));
  }

  /** The server rendered a place that is not shown: whether it still waits is known. */
  note(id: string, waits: boolean): void {
    const holder = this.holding("items", id);
    if (!holder) return;
    const others = words(holder, "waiting").filter((other) => other !== id);
    holder.dataset["waiting"] = [...others, ...(waits ? [id] : [])].join(" ");
  }

  /** Fetches a portion and puts it where its link stood; once, however often it is asked for. */
  load(portion: HTMLElement): Promise<void> {
    const known = this.coming.get(portion);
    if (known) return known;
    const coming = this.fetch(portion).finally(() => this.coming.delete(portion));
    this.coming.set(portion, coming);
    return coming;
  }

  private async fetch(portion: HTMLElement): Promise<void> {
    portion.setAttribute("aria-busy", "true");
    for (let i = 0; i < TRIES_MAX; i++) {
      const fresh = await ask(`${this.root.dataset["portions"] ?? ""}?${portion.dataset["portion"] ?? ""}`);
      if (!fresh || !portion.isConnected) break;
      // Saved meanwhile: the page knows more than this portion.
      if (Number(fresh.dataset["version"]) < Number(this.root.dataset["version"])) continue;
      this.seen.unobserve(portion);
      this.put(portion, fresh);
      this.onShown();
      return;
    }
    // The line is down or the session over: the link stays, and is tried again when it comes into view once more.
    portion.removeAttribute("aria-busy");
  }

  private put(portion: HTMLElement, fresh: HTMLElement): void {
    // A row that was added on this page is there already, with what is not sent yet.
    for (const row of fresh.querySelectorAll<HTMLElement>("[data-row][id]")) if (document.getElementById(row.id)) row.remove();
    delete fresh.dataset["version"];
    if (portion.matches("li")) portion.replaceWith(...fresh.children);
    else portion.replaceWith(fresh);
  }

  private holding(name: "items" | "waiting", id: string): HTMLElement | undefined {
    return this.all("li[data-portion]").find((portion) => words(portion, name).includes(id));
  }

  private all(selector = "[data-portion]"): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }
}

/** Whether a portion of places to look at is one of small defects. */
function isSmall(portion: HTMLElement): boolean {
  return portion.dataset["portion"]?.startsWith("small=") ?? false;
}

function words(portion: HTMLElement, name: "items" | "waiting"): string[] {
  return (portion.dataset[name] ?? "").split(" ").filter((word) => word !== "");
}

function isIn(portion: HTMLElement, at: number): boolean {
  return Number(portion.dataset["first"]) <= at && at <= Number(portion.dataset["last"]);
}

async function ask(address: string): Promise<HTMLElement | undefined> {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html", "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return undefined;
    const template = make("template");
    template.innerHTML = await answer.text();
    const fresh = template.content.firstElementChild;
    return fresh instanceof HTMLElement && fresh.dataset["version"] !== undefined ? fresh : undefined;
  } catch {
    return undefined;
  }
}
