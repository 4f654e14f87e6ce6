/**
 * `<nc-writing>`: the editor of a document. What is typed is kept in this browser at once and sent to the server when it
 * has been quiet for a second; the answer is the sheet as it will be printed, with its check. When somebody else wrote
 * meanwhile nothing more is sent until the writer has chosen. Typing that never arrived is offered again, never put
 * over what the server has.
 */
import { icon, renewCsrf, whenQuiet } from "../dom";
import { clock, say } from "../words";
import { SENT } from "./autosave";

const QUIET_MS = 1000;
const AGAIN_MS = 10_000;

interface Stray {
  at: number;
  version: string;
  revision: string;
  body: string;
}

export class Writing extends HTMLElement {
  private form: HTMLFormElement | null = null;
  private isSending = false;
  private isStopped = false;
  private isComposing = false;
  private typed = 0;
  private sent = 0;
  private readonly soon = whenQuiet(QUIET_MS, () => void this.send());

  connectedCallback(): void {
    this.form = this.querySelector("form");
    const form = this.form;
    if (!form) return;
    this.offerStray();
    this.isStopped = this.beside?.dataset["newer"] !== undefined;
    form.addEventListener("compositionstart", () => (this.isComposing = true));
    form.addEventListener("compositionend", () => (this.isComposing = false));
    form.addEventListener("input", () => this.note());
    form.addEventListener("change", () => this.note());
    form.addEventListener("submit", () => {
      // On its way by the form itself; the next page says whether it arrived, and forgets it then.
      this.isStopped = true;
      this.keep();
      sessionStorage.setItem(SENT, this.key);
    });
    addEventListener("pagehide", () => this.typed > this.sent && this.keep());
    this.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[data-take-theirs]")) this.forget();
    });
  }

  private get beside(): HTMLElement | null {
    return this.querySelector("#beside");
  }

  private get key(): string {
    return `nc.writing.${this.dataset["key"] ?? location.pathname}`;
  }

  private field(name: string): HTMLInputElement | null {
    return this.form?.querySelector<HTMLInputElement>(`input[name='${name}']`) ?? null;
  }

  private note(): void {
    this.typed += 1;
    this.keep();
    this.soon();
  }

  /** The form as it would be sent, without its token. */
  private body(): string {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(this.form ?? undefined)) {
      if (name !== "csrf" && typeof value === "string") data.append(name, value);
    }
    return data.toString();
  }

  private keep(): void {
    const stray: Stray = {
      at: Date.now(),
      version: this.field("version")?.value ?? "",
      revision: this.field("revision")?.value ?? "",
      body: this.body(),
    };
    try {
      localStorage.setItem(this.key, JSON.stringify(stray));
    } catch {
      return; // The browser keeps nothing: say nothing that is not true.
    }
    this.tell(say("draftKept", { time: clock(new Date()) }));
  }

  private forget(): void {
    localStorage.removeItem(this.key);
  }

  private async send(): Promise<void> {
    if (this.isStopped || this.typed === this.sent) return;
    if (this.isSending || this.isComposing) return this.soon();
    this.isSending = true;
    const typed = this.typed;
    try {
      const answer = await fetch(this.form?.action ?? "", {
        method: "POST",
        headers: { "HX-Request": "true", "X-CSRF-Token": this.field("csrf")?.value ?? "", "Content-Type": "application/x-www-form-urlencoded" },
        body: `${this.body()}&act=save`,
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const beside = page.querySelector<HTMLElement>("#beside");
      if (answer.ok && beside) {
        this.sent = typed;
        this.take(beside);
        if (this.typed === this.sent) this.forget();
        this.tell(beside.dataset["saved"] ?? say("saved", { time: clock(new Date()) }));
      } else if (beside) {
        this.take(beside);
        this.isStopped = beside.dataset["newer"] !== undefined;
      } else if (answer.status === 403 || answer.status === 401) {
        await renewCsrf();
        setTimeout(() => void this.send(), AGAIN_MS);
      } else {
        setTimeout(() => void this.send(), AGAIN_MS);
      }
    } catch {
      // The line is down: the browser has it, and it is tried again.
      setTimeout(() => void this.send(), AGAIN_MS);
    } finally {
      this.isSending = false;
      if (this.typed > this.sent && this.sent > 0) this.soon();
    }
  }

  private take(beside: HTMLElement): void {
    const old = this.beside;
    const top = old?.scrollTop ?? 0;
    const isNewer = beside.dataset["newer"] !== undefined;
    for (const name of ["version", "revision"] as const) {
      const field = this.field(name);
      const value = beside.dataset[name];
      if (field && value !== undefined && !isNewer) field.value = value;
    }
    const fresh = document.importNode(beside, true);
    old?.replaceWith(fresh);
    fresh.scrollTop = isNewer ? 0 : top;
  }

  /** Typing of an earlier visit that never arrived. */
  private offerStray(): void {
    const note = this.querySelector<HTMLElement>("[data-stray]");
    const stray = this.read();
    if (!note || !stray || stray.body === this.body()) return this.forgetIfSame(stray);
    note.hidden = false;
    note.querySelector("[data-stray-drop]")?.addEventListener("click", () => {
      this.forget();
      note.hidden = true;
    });
    note.querySelector("[data-stray-show]")?.addEventListener("click", () => this.show(stray));
  }

  private forgetIfSame(stray: Stray | undefined): void {
    if (stray) this.forget();
  }

  /** Sends it as it was: the server puts it beside what it has. */
  private show(stray: Stray): void {
    const form = document.createElement("form");
    form.method = "post";
    form.action = this.form?.action ?? "";
    form.hidden = true;
    const add = (name: string, value: string): void => {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    };
    add("csrf", this.field("csrf")?.value ?? "");
    add("act", "save");
    for (const [name, value] of new URLSearchParams(stray.body)) add(name, value);
    this.forget();
    document.body.append(form);
    form.submit();
  }

  private read(): Stray | undefined {
    try {
      return (JSON.parse(localStorage.getItem(this.key) ?? "null") as Stray | null) ?? undefined;
    } catch {
      return undefined;
    }
  }

  private tell(text: string): void {
    this.querySelector(".nc-saved")?.replaceChildren(icon("cloud-check"), text);
  }
}
