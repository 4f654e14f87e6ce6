/** `<nc-menu>`: a `<details>` that also closes on Esc and on a click elsewhere, and whose items take the arrow keys. */

export class Menu extends HTMLElement {
  private away = new AbortController();

  connectedCallback(): void {
    this.away = new AbortController();
    const { signal } = this.away;
    this.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("click", (event) => {
      if (!this.contains(event.target as Node)) this.close();
    }, { signal });
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.close();
    }, { signal });
  }

  disconnectedCallback(): void {
    this.away.abort();
  }

  private get details(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  private close(): void {
    if (this.details) this.details.open = false;
  }

  private key(event: KeyboardEvent): void {
    if (!this.details?.open) return;
    if (event.key === "Escape") {
      this.close();
      this.querySelector("summary")?.focus();
      event.preventDefault();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = [...this.querySelectorAll<HTMLElement>(".nc-menu-item")];
    const here = items.indexOf(document.activeElement as HTMLElement);
    const next = event.key === "ArrowDown" ? here + 1 : here < 0 ? items.length - 1 : here - 1;
    items[(next + items.length) % items.length]?.focus();
  }
}
