/** What was done and can be taken back. Pure; survives a reload as JSON. */
import type { Op } from "./ops";

/** One act of a person: how to do it again, how to take it back, and what to call it. */
export interface Act {
  label: string;
  redo: Op[];
  undo: Op[];
  /** Acts that carry the same token are one: typing in one field until it is left. */
  token?: string;
}

/** How many acts are remembered. */
export const ACTS_MAX = 200;

export class Undo {
  private done: Act[] = [];
  private undone: Act[] = [];

  /** Remembers an act. A new act forgets what had been taken back. */
  push(act: Act): void {
    this.undone = [];
    const last = this.done.at(-1);
    if (last && act.token !== undefined && last.token === act.token) {
      // Back to where the typing began, forward to where it ended.
      this.done[this.done.length - 1] = { ...act, undo: last.undo };
      return;
    }
    this.done.push(act);
    if (this.done.length > ACTS_MAX) this.done.shift();
  }

  /** The act to take back, now counted as taken back. */
  back(): Act | undefined {
    const act = this.done.pop();
    if (act) this.undone.push(act);
    return act;
  }

  /** Takes this one act out of what was done, now counted as taken back. False when it is not there any more. */
  take(act: Act): boolean {
    const at = this.done.indexOf(act);
    if (at < 0) return false;
    this.undone.push(...this.done.splice(at, 1));
    return true;
  }

  /** The act to do again. */
  forward(): Act | undefined {
    const act = this.undone.pop();
    if (act) this.done.push(act);
    return act;
  }

  /** Forgets what the server did not take: taking it back would cover somebody else's value. The rest of an act stays. */
  forget(isGone: (op: Op) => boolean): void {
    const isLeft = (act: Act): boolean => {
      act.redo = act.redo.filter((op) => !isGone(op));
      act.undo = act.undo.filter((op) => !isGone(op));
      return act.redo.length > 0;
    };
    this.done = this.done.filter(isLeft);
    this.undone = this.undone.filter(isLeft);
  }

  /** Ends a run of typing: the next act is one of its own. */
  seal(): void {
    const last = this.done.at(-1);
    if (last) delete last.token;
  }

  /** For the store. */
  save(): string {
    return JSON.stringify([this.done, this.undone]);
  }

  /** From the store; what cannot be read is nothing. */
  static load(text: string | null): Undo {
    const undo = new Undo();
    try {
      const [done, undone] = JSON.parse(text ?? "[[],[]]") as [Act[], Act[]];
      undo.done = done;
      undo.undone = undone;
    } catch {
      return new Undo();
    }
    return undo;
  }
}
