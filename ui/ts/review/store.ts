/**
 * Where unsent changes and the undo memory of one import live in this browser: apart for each person (machines are
 * shared) and each tab (two tabs must not overwrite each other). What a closed tab left behind is taken over.
 */
import { fresh } from "../dom";

/** A tab that has not said "here" for so long is gone. */
const GONE_MS = 30_000;
const HERE_MS = 10_000;

interface Kept {
  seen: number;
  text: string;
}

export class Store {
  private readonly prefix: string;
  private readonly tab: string;
  /** False when the browser refuses to keep anything: then leaving the page must be warned about. */
  isKeeping = true;

  constructor(importId: string, personId: string) {
    this.prefix = `nc.review.${importId}.${personId}.`;
    this.tab = this.tabName();
    this.takeOver();
    setInterval(() => {
      const text = this.load();
      if (text !== null) this.save(text);
    }, HERE_MS);
  }

  load(): string | null {
    return this.read(this.prefix + this.tab)?.text ?? null;
  }

  save(text: string | null): void {
    const key = this.prefix + this.tab;
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ seen: Date.now(), text } satisfies Kept));
      this.isKeeping = true;
    } catch {
      this.isKeeping = text === null;
    }
  }

  loadUndo(): string | null {
    return session(() => sessionStorage.getItem(`${this.prefix}undo`)) ?? null;
  }

  saveUndo(text: string): void {
    session(() => sessionStorage.setItem(`${this.prefix}undo`, text));
  }

  /** Lives as long as the tab; a tab that was duplicated gets a name of its own. */
  private tabName(): string {
    const known = session(() => sessionStorage.getItem("nc.tab"));
    const navigation = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
    const other = known ? this.read(this.prefix + known) : undefined;
    const isCopy = navigation?.type === "navigate" && other !== undefined && Date.now() - other.seen < HERE_MS;
    const name = known && !isCopy ? known : fresh("t");
    session(() => sessionStorage.setItem("nc.tab", name));
    return name;
  }

  /** Takes the oldest changes of a tab that is gone, if this one has none. */
  private takeOver(): void {
    if (this.load() !== null) return;
    const keys = session(() => Object.keys(localStorage)) ?? [];
    const left = keys
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => ({ key, kept: this.read(key) }))
      .filter(({ kept }) => kept && Date.now() - kept.seen > GONE_MS)
      .sort((a, b) => (a.kept?.seen ?? 0) - (b.kept?.seen ?? 0))[0];
    if (!left?.kept) return;
    this.save(left.kept.text);
    localStorage.removeItem(left.key);
  }

  private read(key: string): Kept | undefined {
    try {
      return (JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null) ?? undefined;
    } catch {
      return undefined;
    }
  }
}

/** A browser may forbid the session store altogether. */
function session<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
