/**
 * The offline banner. The browser's word alone is not enough (a router without a line is "online"), so scripts that
 * send also report with the event `nc-line` {isUp, waiting}.
 */
import { say } from "../words";

export interface Line {
  isUp: boolean;
  /** Changes that wait in this browser. */
  waiting?: number;
}

/** Starts listening. */
export function offline(): void {
  const banner = document.querySelector<HTMLElement>("[data-offline]");
  if (!banner) return;
  const more = banner.querySelector<HTMLElement>("[data-offline-more]");
  const calm = more?.textContent ?? "";
  const show = (line: Line): void => {
    banner.hidden = line.isUp;
    if (more) more.textContent = line.waiting ? `${say("offlineWaiting", { count: line.waiting })} ${calm}` : calm;
  };
  addEventListener("offline", () => show({ isUp: false }));
  addEventListener("online", () => show({ isUp: true }));
  document.addEventListener("nc-line", (event) => show((event as CustomEvent<Line>).detail));
  banner.querySelector("[data-offline-retry]")?.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("nc-retry"));
    // Pages without a queue only want to know whether the server is back.
    void fetch(location.href, { method: "HEAD" }).then(() => show({ isUp: true }), () => undefined);
  });
  if (!navigator.onLine) show({ isUp: false });
}
