/**
 * Dialogs: `data-open-dialog="id"` opens one of the page; a link with `data-dialog` shows the confirm page it leads to
 * in a dialog. Without this script both are plain links.
 */
import { make } from "../dom";

/** Starts listening. */
export function dialogs(): void {
  for (const opener of document.querySelectorAll<HTMLElement>("[data-open-dialog][hidden]")) opener.hidden = false;
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const opener = target.closest<HTMLElement>("[data-open-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset["openDialog"] ?? "");
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const link = target.closest<HTMLAnchorElement>("a[data-dialog]");
    if (link) {
      event.preventDefault();
      void show(link);
    }
    if (target.closest("dialog [data-dialog-close]")) {
      event.preventDefault();
      target.closest("dialog")?.close();
    }
  });
}

/** Fetches the confirm page and shows its body; goes there instead when anything is unusual. */
async function show(link: HTMLAnchorElement): Promise<void> {
  const body = await fetchBody(link.href);
  if (!body) {
    location.assign(link.href);
    return;
  }
  const heading = body.querySelector("h1, h2");
  if (heading) heading.id ||= "nc-dialog-title";
  const dialog = make("dialog", { class: "nc-dialog", "aria-labelledby": heading?.id ?? undefined }, body);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.showModal();
}

async function fetchBody(address: string): Promise<Element | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-dialog-body]");
  } catch {
    return null;
  }
}
