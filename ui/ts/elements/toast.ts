/** Toasts: what happened, with "Hoàn tác" for half a minute. They stay under the pointer and the focus; two at most. */
import { icon, make } from "../dom";
import { say } from "../words";

const TOAST_MS = 30_000;
/** A sentence with nothing to do goes sooner. */
const TOAST_BRIEF_MS = 8_000;
const TOASTS_MAX = 2;

/** What another script asks for with the event `nc-toast`. */
export interface ToastWish {
  text: string;
  icon?: string;
  undo?: () => void;
}

/** Starts listening, and gives the sentence of the server (if any) the same manners. */
export function toasts(): void {
  const place = document.querySelector<HTMLElement>("[data-toasts]");
  if (!place) return;
  for (const toast of place.querySelectorAll<HTMLElement>("[data-toast]")) {
    const close = toast.querySelector<HTMLButtonElement>("[data-toast-close]");
    if (close) close.hidden = false;
    close?.addEventListener("click", () => toast.remove());
    // It lies over the end of a form: nothing to do with it, it goes before whoever fills the form is there.
    fade(toast, TOAST_BRIEF_MS);
  }
  document.addEventListener("nc-toast", (event) => show(place, (event as CustomEvent<ToastWish>).detail));
}

function show(place: HTMLElement, wish: ToastWish): void {
  while (place.children.length >= TOASTS_MAX) place.firstElementChild?.remove();
  const toast = make("div", { class: "nc-toast" }, icon(wish.icon ?? "check"), make("span", {}, wish.text));
  const button = make("button", { type: "button" }, say(wish.undo ? "undo" : "close"));
  button.addEventListener("click", () => {
    toast.remove();
    wish.undo?.();
  });
  toast.append(button);
  place.append(toast);
  fade(toast, wish.undo ? TOAST_MS : TOAST_BRIEF_MS);
}

/** Goes after its time, unless a pointer or the focus is on it. */
function fade(toast: HTMLElement, left_ms = TOAST_MS): void {
  const tick = setInterval(() => {
    if (!toast.isConnected) return clearInterval(tick);
    if (toast.matches(":hover, :focus-within")) return;
    left_ms -= 500;
    if (left_ms <= 0) toast.remove();
  }, 500);
}
