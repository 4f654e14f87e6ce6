/** How things stand with the server and with other people, said in banners. */
import { say } from "../words";
import type { Banners } from "./banners";
import type { Standing } from "./queue";

/** What a person can do about it. */
export interface Ways {
  retry(): void;
  sendOver(): void;
  forget(): void;
}

/** Who else has the document open, and which version the server holds. */
export interface Presence {
  others: { name: string; since: string }[];
  version?: number;
}

const STOPPED = ["signed-out", "conflict", "left-over"] as const;

/** Shows why nothing is being sent, if so. */
export function tell(banners: Banners, standing: Standing, ways: Ways): void {
  for (const name of STOPPED) if (name !== standing.is) banners.hide(name);
  if (standing.is === "signed-out") {
    banners.show("signed-out", {
      family: "watch",
      icon: "circle-alert",
      title: say("signedOutTitle"),
      text: say("signedOut", { count: standing.waiting }),
      acts: [{ word: say("retry"), isFirst: true, act: ways.retry }],
    });
  } else if (standing.is === "conflict") {
    quicker(banners, standing.by, say("conflict", { count: standing.waiting }));
  } else if (standing.is === "left-over") {
    const count = standing.waiting;
    banners.show("left-over", {
      family: "watch",
      icon: "users",
      title: say("leftTitle", { count }),
      text: say("left"),
      acts: [
        { word: say("sendOver", { count }), isFirst: true, act: ways.sendOver },
        { word: say("dropOver", { count }), act: ways.forget },
      ],
    });
  }
}

/** Warns of other people; `version` is what the page shows. */
export function tellOthers(banners: Banners, presence: Presence, version: number): void {
  const names = presence.others.map((other) => other.name).join(", ");
  if (names === "") banners.hide("others");
  else banners.show("others", { family: "watch", icon: "users", title: say("othersTitle"), text: say("others", { names }) });
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
  banners.show("conflict", {
    family: "watch",
    icon: "users",
    title: say("conflictTitle", { name: name || say("somebody") }),
    text,
    acts: [{ word: say("reload"), isFirst: true, act: () => location.reload() }],
  });
}
