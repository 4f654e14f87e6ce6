/** What an act says of itself, said only once the server has taken all of it. Pure. */
import { type Op, subject } from "./ops";

interface Promised {
  left: Set<Op>;
  say: () => void;
}

export class Told {
  private promised: Promised[] = [];

  /** `say` is called when the server has taken every one of these changes. */
  expect(ops: readonly Op[], say: () => void): void {
    this.promised.push({ left: new Set(ops), say });
  }

  /** The server took these. */
  taken(ops: readonly Op[]): void {
    for (const one of this.promised) for (const op of ops) one.left.delete(op);
    const done = this.promised.filter((one) => one.left.size === 0);
    this.promised = this.promised.filter((one) => one.left.size > 0);
    for (const one of done) one.say();
  }

  /** These were refused, held for a choice, or somebody else had done them: nothing is said of an act they belong to. */
  dropped(ops: readonly Op[]): void {
    const gone = new Set(ops.map(subject));
    this.promised = this.promised.filter((one) => ![...one.left].some((op) => gone.has(subject(op))));
  }
}
