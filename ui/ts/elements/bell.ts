/**
 * The bell keeps its number fresh. It asks only while the page is seen and somebody has touched it lately: an open page
 * that nobody is at must not keep a session alive.
 */

const EVERY_MS = 60_000;
const TOUCHED_MS = 5 * 60_000;
const SHOWN_MAX = 99;

/** Starts asking. */
export function bell(): void {
  const link = document.querySelector<HTMLElement>("[data-bell]");
  const pip = link?.querySelector<HTMLElement>("[data-bell-pip]");
  if (!link || !pip) return;
  let touchedAt = Date.now();
  for (const name of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    addEventListener(name, () => (touchedAt = Date.now()), { passive: true });
  }
  const ask = async (): Promise<void> => {
    if (document.hidden || Date.now() - touchedAt > TOUCHED_MS) return;
    try {
      const answer = await fetch("/notices/count", { headers: { Accept: "application/json" } });
      if (answer.ok) show(link, pip, ((await answer.json()) as { n_unread: number }).n_unread);
    } catch {
      // The next round asks again; the offline banner says what is to be said.
    }
  };
  setInterval(() => void ask(), EVERY_MS);
  document.addEventListener("visibilitychange", () => void ask());
}

function show(link: HTMLElement, pip: HTMLElement, n: number): void {
  const words = link.dataset;
  pip.hidden = n === 0;
  pip.textContent = n > SHOWN_MAX ? `${SHOWN_MAX}+` : String(n);
  // The sentence was written with a number that no bell shows.
  const some = words["words"]?.replace(/7[.,\s]?777/, String(n));
  const text = n === 0 ? words["wordsNone"] : n > SHOWN_MAX ? words["wordsMany"] : some;
  if (text) link.setAttribute("aria-label", text);
}
