/**
 * `<nc-window>`: a date, month, quarter or span typed as people write it. The server reads it and the words in full
 * stand under the field; the field itself keeps what was typed.
 */
import { getJson, icon, make, onTyped } from "../dom";

const QUIET_MS = 300;

interface Reading {
  is_understood: boolean;
  full?: string;
  sentence?: string;
}

let count = 0;

export class WindowPicker extends HTMLElement {
  private input: HTMLInputElement | null = null;
  private readonly echo = make("p", { class: "nc-echo", "aria-live": "polite" });

  connectedCallback(): void {
    this.input = this.querySelector("input");
    if (!this.input || this.echo.isConnected) return;
    this.echo.id = `nc-echo-${++count}`;
    const described = this.input.getAttribute("aria-describedby");
    this.input.setAttribute("aria-describedby", described ? `${described} ${this.echo.id}` : this.echo.id);
    this.append(this.echo);
    onTyped(this.input, QUIET_MS, () => void this.read());
    if (this.input.value.trim() !== "" && this.input.getAttribute("aria-invalid") !== "true") void this.read();
  }

  private async read(): Promise<void> {
    const text = this.input?.value.trim() ?? "";
    if (text === "") return this.echo.replaceChildren();
    const query = new URLSearchParams({ text });
    if (this.dataset["at"]) query.set("at", this.dataset["at"]);
    const reading = await getJson<Reading>(`/plans/window?${query}`);
    if (!reading || text !== this.input?.value.trim()) return;
    this.echo.classList.toggle("nc-error", !reading.is_understood);
    const words = reading.is_understood ? reading.full : reading.sentence;
    this.echo.replaceChildren(...(reading.is_understood ? [] : [icon("circle-alert")]), words ?? "");
  }
}
