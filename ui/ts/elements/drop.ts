/**
 * `<nc-drop>`: drag a file onto a plain multipart form, see it travel, read what went wrong in its row. Without this
 * script the form is sent by its button.
 */
import { csrf, icon, make } from "../dom";
import { number, say } from "../words";

const MB = 1_000_000;

export class Drop extends HTMLElement {
  private form: HTMLFormElement | null = null;
  private input: HTMLInputElement | null = null;
  private row: HTMLElement | undefined;
  /** A file is on its way, or its page is being opened. */
  private isSending = false;

  connectedCallback(): void {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type='file']");
    const place = this.querySelector<HTMLElement>("[data-drop]");
    if (!this.form || !this.input || !place) return;
    // A page that comes back out of the browser's memory can send once more.
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.hold(false);
    });
    this.form.addEventListener("submit", (event) => {
      const file = this.input?.files?.[0];
      if (!file) return;
      event.preventDefault();
      this.send(file);
    });
    this.input.addEventListener("change", () => {
      const file = this.input?.files?.[0];
      if (file) this.send(file);
    });
    for (const name of ["dragenter", "dragover"]) {
      place.addEventListener(name, (event) => {
        event.preventDefault();
        place.classList.add("is-over");
      });
    }
    place.addEventListener("dragleave", () => place.classList.remove("is-over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("is-over");
      if (this.isSending) return;
      const files = event.dataTransfer?.files;
      const file = files?.[0];
      if (!file || !this.input) return;
      // The form holds the dropped file too: its button and the browser's own sending go on working.
      this.input.files = files;
      this.send(file);
    });
  }

  /** One file, one import: choosing it sends it, so the button rests until the answer is there. */
  private hold(isSending: boolean): void {
    this.isSending = isSending;
    if (this.input) this.input.disabled = isSending;
    for (const button of this.form?.querySelectorAll("button") ?? []) button.disabled = isSending;
  }

  private send(file: File): void {
    if (this.isSending) return;
    const max = Number(this.dataset["bytesMax"] ?? Infinity);
    if (file.size > max) {
      this.show(file);
      return this.fail(say("tooBig", { max: `${number(Math.round(max / MB))} MB` }));
    }
    const { bar, status } = this.show(file);
    const request = new XMLHttpRequest();
    request.open("POST", this.form?.action ?? "");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", csrf());
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round((event.loaded / event.total) * 100);
      bar.value = percent;
      status.textContent = percent < 100 ? say("uploading", { percent }) : say("uploaded");
    });
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () => this.fail(say("uploadLost"), file));
    const fields = new FormData();
    // The token must be the first field.
    fields.append("csrf", csrf());
    for (const [name, value] of new FormData(this.form ?? undefined)) {
      if (name !== "csrf" && !(value instanceof File)) fields.append(name, value);
    }
    fields.append(this.input?.name ?? "file", file, file.name);
    // Fields at rest are in no form: only now that theirs are taken.
    this.hold(true);
    request.send(fields);
  }

  private answered(request: XMLHttpRequest): void {
    const next = request.getResponseHeader("Location");
    // A document that could not be read is kept as well: its page says why and shows the ways on.
    if ((request.status < 300 || request.status === 422) && next) return location.assign(next);
    if (request.status < 300) return location.reload();
    this.fail(sentence(request.responseText) ?? say("serverDown"));
  }

  private show(file: File): { bar: HTMLProgressElement; status: HTMLElement } {
    this.row?.remove();
    const bar = make("progress", { max: "100", value: "0", "aria-label": file.name });
    const status = make("span", { class: "lbl", role: "status" });
    const size = file.size < MB / 10 ? `${number(Math.max(Math.ceil(file.size / 1024), 1))} KB` : `${number(Math.round((file.size / MB) * 10) / 10)} MB`;
    this.row = make("div", { class: "nc-upload" }, icon("file-text"), make("span", {}, make("b", {}, file.name), ` `, make("span", { class: "lbl" }, size)), status, bar);
    this.form?.after(this.row);
    return { bar, status };
  }

  private fail(text: string, again?: File): void {
    this.hold(false);
    const error = make("p", { class: "nc-error", role: "alert" }, icon("circle-alert"), text);
    this.row?.querySelector("progress")?.remove();
    this.row?.querySelector("[role='status']")?.replaceChildren();
    this.row?.append(error);
    if (!again) return;
    const button = make("button", { type: "button", class: "btn btn-outline btn-xs" }, say("retry"));
    button.addEventListener("click", () => this.send(again));
    this.row?.querySelector("[role='status']")?.replaceChildren(button);
  }
}

/** The sentence of a problem answer: of the field when there is one, else of the whole. */
function sentence(body: string): string | undefined {
  try {
    const problem = JSON.parse(body) as { detail?: string; errors?: Record<string, string> };
    return Object.values(problem.errors ?? {})[0] ?? problem.detail;
  } catch {
    return undefined;
  }
}
