/** How things stand with the server and with other people, said in banners. */
import { icon } from "../dom";
import { say } from "../words";
import type { Banners } from "./banners";
import { type Op, subject } from "./ops";
import type { Ended, Held, Standing } from "./queue";
import { wordsOf } from "./values";

/** Who else has the document open, and which version the server holds. */
export interface Presence {
  others: { name: string; since: string }[];
  version?: number;
  /** Set once the review is over. */
  ended?: Ended | null;
}

/** Shows why nothing is being sent, if so. */
export function tell(banners: Banners, standing: Standing, retry: () => void): void {
  if (standing.is !== "signed-out") return banners.hide("signed-out");
  banners.show("signed-out", {
    family: "watch",
    icon: "circle-alert",
    title: say("signedOutTitle"),
    text: say("signedOut", { count: standing.waiting }),
    acts: [{ word: say("retry"), isFirst: true, act: retry }],
  });
}

/** Shows each change that met one of somebody else below its row, with both values and the choice. */
export function tellHeld(banners: Banners, root: HTMLElement, held: readonly Held[], choose: (held: Held, isMine: boolean) => void): void {
  banners.hideAll("clash:");
  for (const one of held) {
    const { by, label, theirs_words, mine_words } = one.clash;
    const name = by || say("somebody");
    banners.show(`clash:${subject(one.op)}`, {
      family: "watch",
      icon: "users",
      title: say("clashTitle", { what: label, name }),
      text: "",
      pairs: [[say("clashTheirs", { name }), theirs_words || say("blank")], [say("clashMine"), mine_words || say("blank")]],
      acts: [
        { word: say("clashKeep", { name }), isFirst: true, act: () => choose(one, false) },
        { word: say("clashUse"), act: () => choose(one, true) },
      ],
    }, rowInView(root, one.op));
  }
}

/** The row or place that a change is about, when its part of the page is the one shown. */
function rowInView(root: HTMLElement, op: Op): HTMLElement | undefined {
  const place = "item" in op
    ? root.querySelector<HTMLElement>(`li[data-item="${CSS.escape(op.item)}"]`)
    : root.querySelector<HTMLElement>(`[data-path="${CSS.escape(op.path)}"]:is([data-row], .nc-edit)`)?.closest<HTMLElement>("tr[data-row]");
  return place?.checkVisibility() ? place : undefined;
}

/** Tells what others had done already just so: one change in its sentence, several of one person as a number. */
export function alreadyWords(already: readonly { by: string; sentence: string }[]): string[] {
  const names = [...new Set(already.map((one) => one.by))];
  return names.map((name) => {
    const of = already.filter((one) => one.by === name);
    return of.length === 1 && of[0] ? of[0].sentence : say("alreadyMany", { name: name || say("somebody"), count: of.length });
  });
}

/** The review is over: who ended it, the way to the plan, and what was not sent, in full, so that it can be copied. */
export function tellEnded(banners: Banners, root: HTMLElement, ended: Ended, left: readonly Op[]): void {
  banners.show("ended", {
    family: "watch",
    icon: "users",
    title: ended.sentence,
    text: left.length > 0 ? say("endedUnsent", { count: left.length }) : say("ended"),
    pairs: left.map((op) => told(root, op)),
    way: ended.plan === null ? { word: say("toList"), href: "/imports" } : { word: say("openPlan"), href: ended.plan },
  });
}

/** What a change is about and what it says. */
function told(root: HTMLElement, op: Op): [string, string] {
  if ("item" in op) {
    const item = root.querySelector(`li[data-item="${CSS.escape(op.item)}"] .font-medium`);
    return [item?.textContent ?? op.item, say({ accept: "toAccept", skip: "toSkip", reopen: "toReopen" }[op.op])];
  }
  const place = root.querySelector<HTMLElement>(`.nc-edit[data-path="${CSS.escape(op.path)}"]`);
  if (op.op === "set") return [place?.dataset["label"] ?? op.path, place ? wordsOf(place, op.value) : JSON.stringify(op.value)];
  const row = root.querySelector<HTMLElement>(`[data-row][data-path="${CSS.escape(op.path)}"]`);
  const name = row?.querySelector<HTMLElement>("form[data-label]")?.dataset["label"] ?? say("row");
  return [name, say({ add: "toAdd", remove: "toRemove", restore: "toRestore" }[op.op])];
}

/** The plan is not made while the server does not know everything that was typed. */
export function tellUnsent(banners: Banners, n_unsent: number, retry: () => void, see?: () => void): void {
  banners.show("unsent", {
    family: "watch",
    icon: "circle-alert",
    title: say("unsentTitle"),
    text: n_unsent > 0 ? say("unsent", { count: n_unsent }) : say("unchosen"),
    acts: n_unsent > 0 ? [{ word: say("retry"), isFirst: true, act: retry }] : see ? [{ word: say("goThere"), isFirst: true, act: see }] : [],
  });
}

/** Tells of other people in the line of the head, where it takes no room from the work; `version` is what the page shows. */
export function tellOthers(banners: Banners, root: HTMLElement, presence: Presence, version: number): void {
  const names = presence.others.map((other) => other.name).join(", ");
  const chip = root.querySelector<HTMLElement>("[data-others]");
  if (chip && chip.dataset["others"] !== names) {
    chip.dataset["others"] = names;
    chip.hidden = names === "";
    chip.title = names === "" ? "" : say("others", { names });
    chip.replaceChildren(...(names === "" ? [] : [icon("users"), say("othersHere", { names })]));
  }
  if ((presence.version ?? 0) > version) quicker(banners, presence.others[0]?.name ?? "", say("conflictCalm"));
}

/** The server took these changes beside those of somebody else, which the page does not show yet. */
export function tellMerged(banners: Banners): void {
  banners.show("merged", {
    family: "run",
    icon: "users",
    title: say("merged"),
    text: say("conflictCalm"),
    acts: [{ word: say("reload"), isFirst: true, act: () => location.reload() }],
  });
}

function quicker(banners: Banners, name: string, text: string): void {
  banners.show("newer", {
    family: "watch",
    icon: "users",
    title: say("conflictTitle", { name: name || say("somebody") }),
    text,
    acts: [{ word: say("reload"), isFirst: true, act: () => location.reload() }],
  });
}
