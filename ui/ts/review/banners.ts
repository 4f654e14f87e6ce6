/** Notes across the review: somebody else is here, somebody was quicker, the session ended, changes were left over. */
import { icon, make } from "../dom";

export interface Banner {
  family: "watch" | "late" | "run";
  icon: string;
  title: string;
  text: string;
  /** Values side by side, each with its name. */
  pairs?: [string, string][];
  /** A link that leads on. */
  way?: { word: string; href: string };
  acts?: { word: string; isFirst?: boolean; act: () => void }[];
}

/** One place at the top, or the row that a banner is about; each kind of banner is there once. */
export class Banners {
  private readonly place = make("div", { class: "nc-review-banners", "aria-live": "polite" });
  private readonly shown = new Map<string, { mark: string; element: HTMLElement }>();

  constructor(after: Element | null) {
    after?.after(this.place);
  }

  /** Shows a banner under a name, below the row it is about if one is given; nothing anew that already stands there. */
  show(name: string, banner: Banner, row?: HTMLElement): void {
    const mark = JSON.stringify([banner.title, banner.text, banner.pairs]);
    const old = this.shown.get(name);
    if (old?.mark === mark && old.element.isConnected) return;
    this.hide(name);
    const words = make("div", {}, make("p", {}, make("b", {}, banner.title), " ", banner.text));
    if (banner.pairs) words.append(make("dl", { class: "nc-clash" }, ...banner.pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])));
    const note = make("div", { class: `nc-note s-${banner.family}`, "data-banner": name }, icon(banner.icon), words);
    const acts = make("div", { class: "nc-acts" });
    for (const { word, isFirst, act } of banner.acts ?? []) {
      const button = make("button", { type: "button", class: `btn btn-xs ${isFirst ? "btn-primary" : "btn-outline"}` }, word);
      button.addEventListener("click", act);
      acts.append(button);
    }
    if (banner.way) acts.append(make("a", { class: "btn btn-xs btn-primary", href: banner.way.href }, banner.way.word));
    if (acts.children.length > 0) note.append(acts);
    const element = row ? below(row, note) : note;
    if (!row) this.place.append(note);
    this.shown.set(name, { mark, element });
  }

  hide(name: string): void {
    this.shown.get(name)?.element.remove();
    this.shown.delete(name);
  }

  /** Hides all whose name begins so. */
  hideAll(start: string): void {
    for (const name of [...this.shown.keys()]) if (name.startsWith(start)) this.hide(name);
  }
}

/** Puts a note below a row of a table or of a list, as a row of its own: the row itself is exchanged by the server's. */
function below(row: HTMLElement, note: HTMLElement): HTMLElement {
  // Said at once: a row is no live region.
  note.setAttribute("role", "alert");
  const cell = make("td", { colspan: String(row.children.length) });
  const element = row.matches("tr") ? make("tr", { class: "nc-beside" }, cell) : make("li", { class: "nc-beside" });
  (row.matches("tr") ? cell : element).append(note);
  row.after(element);
  // Nobody is taken away from what they type.
  if (!document.querySelector(".nc-editor")) element.scrollIntoView({ block: "nearest" });
  return element;
}
