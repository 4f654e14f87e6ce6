/**
 * `<nc-tabs>`: links to parts of one page (`aria-controls` names each part) become tabs that switch without a request.
 * The address follows, so that a reload and a copied link show the same part.
 */

export class Tabs extends HTMLElement {
  connectedCallback(): void {
    const nav = this.querySelector<HTMLElement>(".nc-tabs");
    if (!nav) return;
    nav.setAttribute("role", "tablist");
    for (const tab of this.tabs) {
      tab.setAttribute("role", "tab");
      const panel = this.panel(tab);
      panel?.setAttribute("role", "tabpanel");
      panel?.setAttribute("tabindex", "0");
      tab.id ||= `${panel?.id ?? "tab"}-word`;
      panel?.setAttribute("aria-labelledby", tab.id);
    }
    this.show(this.tabs.find((tab) => tab.hasAttribute("aria-current")) ?? this.tabs[0]);
    nav.addEventListener("click", (event) => this.clicked(event));
    nav.addEventListener("keydown", (event) => this.key(event));
  }

  /** Shows the part that holds `element`. */
  reveal(element: Element): void {
    const tab = this.tabs.find((tab) => this.panel(tab)?.contains(element));
    if (tab && tab.getAttribute("aria-selected") !== "true") this.show(tab, true);
  }

  private get tabs(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>(".nc-tabs > a[aria-controls]")];
  }

  private panel(tab: Element): HTMLElement | null {
    return document.getElementById(tab.getAttribute("aria-controls") ?? "");
  }

  private show(chosen: HTMLAnchorElement | undefined, isNewAddress = false): void {
    if (!chosen) return;
    for (const tab of this.tabs) {
      const isHere = tab === chosen;
      tab.removeAttribute("aria-current");
      tab.setAttribute("aria-selected", String(isHere));
      tab.tabIndex = isHere ? 0 : -1;
      const panel = this.panel(tab);
      if (panel) panel.hidden = !isHere;
    }
    chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (isNewAddress) history.replaceState(history.state, "", chosen.href);
  }

  private clicked(event: MouseEvent): void {
    const tab = (event.target as Element).closest<HTMLAnchorElement>("a[role='tab']");
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.show(tab, true);
  }

  private key(event: KeyboardEvent): void {
    const tabs = this.tabs;
    const here = tabs.indexOf(event.target as HTMLAnchorElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    this.show(tab, true);
    tab?.focus();
  }
}
