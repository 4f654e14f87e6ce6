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

/** One place; each kind of banner is there once. */
export class Banners {
  private readonly place = make("div", { class: "nc-review-banners", "aria-live": "polite" });
  private readonly shown = new Map<string, string>();

  constructor(after: Element | null) {
    after?.after(this.place);
  }

  /** Shows a banner under a name; shows nothing anew that already stands there. */
  show(name: string, banner: Banner): void {
    const mark = JSON.stringify([banner.title, banner.text, banner.pairs]);
    if (this.shown.get(name) === mark) return;
    this.hide(name);
    this.shown.set(name, mark);
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
    this.place.append(note);
  }

  hide(name: string): void {
    this.shown.delete(name);
    this.place.querySelector(`[data-banner="${CSS.escape(name)}"]`)?.remove();
  }

  /** Hides all whose name begins so. */
  hideAll(start: string): void {
    for (const name of [...this.shown.keys()]) if (name.startsWith(start)) this.hide(name);
  }
}
