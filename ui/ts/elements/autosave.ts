/**
 * `<nc-autosave>`: keeps what is typed into its form in this browser, so that a reload, a lost line or an expired
 * session loses nothing; with `data-save` it is also sent to the server. Passwords, files and fields marked
 * `data-private` are never kept. The draft is forgotten once the form has arrived: when the page after the sending is
 * neither the sign-in page nor a problem.
 */
import { csrf, icon, whenQuiet } from "../dom";
import { clock, say } from "../words";

const QUIET_MS = 1000;
const DRAFT_DAYS_MAX = 14;
const DAY_MS = 24 * 3600 * 1000;
/** In the session store: the key of the draft whose form was just sent. */
export const SENT = "nc.sent";

/** Forgets the draft of a form that has arrived. Call once a page. */
export function forgetSent(): void {
  const key = sessionStorage.getItem(SENT);
  if (key === null) return;
  sessionStorage.removeItem(SENT);
  const isStranded = location.pathname.startsWith("/sessions") || document.querySelector("[data-problem]") !== null;
  if (!isStranded) localStorage.removeItem(key);
}

interface Draft {
  at: number;
  fields: [string, string][];
}

export class Autosave extends HTMLElement {
  private form: HTMLFormElement | null = null;
  private readonly keepSoon = whenQuiet(QUIET_MS, () => this.keep());

  connectedCallback(): void {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.bringBack();
    this.form.addEventListener("input", () => this.keepSoon());
    this.form.addEventListener("change", () => this.keep());
    this.form.addEventListener("submit", () => {
      this.keep();
      this.hasDraft = false;
      sessionStorage.setItem(SENT, this.key);
    });
    addEventListener("pagehide", () => this.hasDraft && this.keep());
  }

  private hasDraft = false;

  private get key(): string {
    return `nc.draft.${this.dataset["key"] ?? location.pathname}`;
  }

  /** The fields that may be kept. */
  private get fields(): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
    const all = [...(this.form?.elements ?? [])].filter(
      (field): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement,
    );
    return all.filter((field) => field.name !== "" && field.name !== "csrf" && !["password", "file", "submit"].includes(field.type) && !("private" in field.dataset));
  }

  private keep(): void {
    if (!this.form?.isConnected) return;
    this.hasDraft = true;
    const fields = this.fields.flatMap((field): [string, string][] =>
      field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type) && !field.checked ? [] : [[field.name, field.value]],
    );
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields } satisfies Draft));
    } catch {
      return; // The browser keeps nothing (private window, full): say nothing that is not true.
    }
    this.tell(say("draftKept", { time: clock(new Date()) }));
    if (this.dataset["save"]) void this.save(this.dataset["save"]);
  }

  private async save(address: string): Promise<void> {
    const body = new URLSearchParams(this.fields.map((field): [string, string] => [field.name, field.value]));
    try {
      const headers = { "X-CSRF-Token": csrf(), "X-Autosave": "1", Accept: "application/json" };
      const answer = await fetch(address, { method: "POST", headers, body });
      if (answer.ok) this.tell(say("saved", { time: clock(new Date()) }));
    } catch {
      // The browser still has it.
    }
  }

  private bringBack(): void {
    const draft = this.read();
    // What the server sent back with errors is newer than the draft.
    if (!draft || this.querySelector("[aria-invalid='true']")) return;
    const left = [...draft.fields];
    for (const field of this.fields) {
      const at = left.findIndex(([name, value]) => name === field.name && (!isBox(field) || value === field.value));
      if (isBox(field)) field.checked = at >= 0;
      else if (at >= 0) field.value = left[at]?.[1] ?? "";
      if (at >= 0) left.splice(at, 1);
    }
    this.tell(say("draftBack", { time: clock(new Date(draft.at)) }));
  }

  private read(): Draft | undefined {
    try {
      const draft = JSON.parse(localStorage.getItem(this.key) ?? "null") as Draft | null;
      return draft && Date.now() - draft.at < DRAFT_DAYS_MAX * DAY_MS ? draft : undefined;
    } catch {
      return undefined;
    }
  }

  private tell(text: string): void {
    this.querySelector(".nc-saved")?.replaceChildren(icon("cloud-check"), text);
  }
}

function isBox(field: Element): field is HTMLInputElement {
  return field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);
}
