/** What an act says of itself, said only once the server has answered for all of it. Pure. */
import { type Op, subject } from "./ops";

interface Promised {
  left: Set<Op>;
  n_taken: number;
  say: (n_taken: number) => void;
}

export class Told {
  private promised: Promised[] = [];

  /** `say` is called when none of these changes is under way any more, with how many of them the server has taken. */
  expect(ops: readonly Op[], say: (n_taken: number) => void): void {
    this.promised.push({ left: new Set(ops), n_taken: 0, say });
  }

  /** The server took these. */
  taken(ops: readonly Op[]): void {
    for (const one of this.promised) for (const op of ops) if (one.left.delete(op)) one.n_taken += 1;
    this.settle();
  }

  /** These were refused, held for a choice, or somebody else had done them: an act of nothing else says nothing. */
  dropped(ops: readonly Op[]): void {
    const gone = new Set(ops.map(subject));
    for (const one of this.promised) for (const op of one.left) if (gone.has(subject(op))) one.left.delete(op);
    this.settle();
  }

  private settle(): void {
    const done = this.promised.filter((one) => one.left.size === 0);
    this.promised = this.promised.filter((one) => one.left.size > 0);
    for (const one of done) if (one.n_taken > 0) one.say(one.n_taken);
  }
}
