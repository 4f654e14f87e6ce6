/**
 * The way of changes to the server. Nothing is lost: every change is written to this browser before it is sent and
 * stays there until the server has answered for it. A batch in flight keeps its name, so that the server does not apply
 * it twice when only the answer was lost. Knows no page: the store, the sender and the clock are given.
 */
import { type Op, join, rowOf, subject } from "./ops";

/** What the server said to a batch. */
export type Answer =
  | { kind: "taken"; version: number; body: unknown }
  | { kind: "conflict"; version: number; clashes: Clash[]; parts: Record<string, string> }
  | { kind: "refused"; errors: Record<string, string>; sentence: string }
  | { kind: "signed-out" }
  /** The review is over: nothing can be sent any more. */
  | { kind: "ended"; ended: Ended }
  /** No answer, or an answer of a server in trouble: try again. */
  | { kind: "lost" };

/** Who ended the review and when, and the plan that was made, if one was. */
export interface Ended {
  sentence: string;
  plan: string | null;
}

/** A batch that the server has written. `hasOthers`: changes of somebody else came in between, which the page does not show. */
export interface Taken {
  version: number;
  body: unknown;
  ops: Op[];
  hasOthers: boolean;
}

/** A change that met one of somebody else: both values and who was quicker. One of `path` and `item` is empty. */
export interface Clash {
  path: string;
  item: string;
  label: string;
  by: string;
  is_removed: boolean;
  theirs_words: string;
  mine_words: string;
}

/** A change that waits for a person to choose between two values. */
export interface Held {
  op: Op;
  clash: Clash;
}

/** A batch on its way. */
export interface Batch {
  id: string;
  base: number;
  ops: Op[];
}

/** How things stand, for the page to show. */
export type Standing =
  | { is: "calm" }
  | { is: "sending"; waiting: number }
  | { is: "lost"; waiting: number }
  | { is: "signed-out"; waiting: number }
  | { is: "ended"; waiting: number };

export interface Outside {
  load(): string | null;
  save(text: string | null): void;
  send(batch: Batch): Promise<Answer>;
  /** Calls back after so many milliseconds; gives a way to call it off. */
  later(delay_ms: number, act: () => void): () => void;
  newId(): string;
  onStanding(standing: Standing): void;
  onTaken(taken: Taken): void;
  onRefused(ops: Op[], errors: Record<string, string>, sentence: string): void;
  /** Somebody else was quicker with these changes; `parts` show what is there now. */
  onClash(clash: { version: number; parts: Record<string, string>; ops: Op[] }): void;
  /** What waits for a choice now. */
  onHeld(held: readonly Held[]): void;
  /** Nothing is taken any more; what is not sent stays kept. */
  onEnded(ended: Ended): void;
}

/** At most this many changes travel together; the server refuses more. */
export const OPS_MAX = 200;
/** Typing waits this long for more. */
export const QUIET_MS = 600;
/** How long to wait after each failure in a row; the last one is repeated. */
export const RETRY_MS = [2000, 4000, 8000, 16000, 30000];

interface Stored {
  version: number;
  batch: Batch | null;
  waiting: Op[];
  held?: Held[];
}

export class Queue {
  private version: number;
  private batch: Batch | null = null;
  private waiting: Op[] = [];
  private holds: Held[] = [];
  /** The version that a person sees in an open field: what others change there meanwhile must not be covered unseen. */
  private floor: number | undefined;
  private isFloorLeft = false;
  private isSending = false;
  private failures = 0;
  private callOff: (() => void) | undefined;
  private blocked: Standing | undefined;
  /** Who waits to hear that everything is sent. */
  private asked: ((isAll: boolean) => void)[] = [];

  /** `version`: what the page shows. */
  constructor(
    private readonly outside: Outside,
    pageVersion: number,
  ) {
    this.version = pageVersion;
    const stored = read(outside.load());
    if (stored) {
      this.batch = stored.batch;
      this.waiting = stored.waiting;
      this.holds = stored.held ?? [];
      // Sent on the version they were made on: if somebody else changed the document since, the server says so.
      if (this.count > 0) this.version = Math.min(stored.version, pageVersion);
    }
  }

  /** Changes that the server has not answered for, oldest first. */
  get unsent(): Op[] {
    return [...(this.batch?.ops ?? []), ...this.waiting];
  }

  /** How many they are. */
  get count(): number {
    return this.unsent.length;
  }

  /** What waits for a choice. */
  get held(): readonly Held[] {
    return this.holds;
  }

  /** Sends what an earlier visit left. */
  start(): void {
    if (this.count > 0) this.soon(0);
    if (this.held.length > 0) this.outside.onHeld(this.holds);
    this.tell();
  }

  /** A field is open: what is sent from now on stands on what it shows. */
  open(): void {
    this.floor ??= this.version;
    this.isFloorLeft = false;
  }

  /** The field is closed; its last change may still wait. */
  close(): void {
    if (this.waiting.length === 0) this.floor = undefined;
    this.isFloorLeft = true;
  }

  /** A person has chosen between two values. */
  choose(held: Held, isMine: boolean): void {
    this.hold(this.held.filter((other) => other !== held));
    const { op, clash } = held;
    if (!isMine) return this.store();
    // Who goes on writing in an item that was taken out wants it back.
    const row = op.op === "set" && clash.is_removed ? rowOf(op.path) : undefined;
    this.push([...(row === undefined ? [] : [{ op: "restore", path: row } as const]), op]);
  }

  /** Takes changes; `isTyping` waits for more of them. */
  push(ops: Op[], isTyping = false): void {
    for (const op of ops) this.waiting = join(this.waiting, op);
    // Who changes the same again has seen the other value and chosen.
    const changed = new Set(ops.map(subject));
    if (this.held.some(({ op }) => changed.has(subject(op)))) this.hold(this.held.filter(({ op }) => !changed.has(subject(op))));
    this.store();
    this.tell();
    if (!this.blocked && this.failures === 0) this.soon(isTyping ? QUIET_MS : 0);
  }

  /** Sends now: the line is back, the page is being left, a person asked. */
  flush(): void {
    if (this.blocked?.is === "signed-out") this.blocked = undefined;
    this.failures = 0;
    void this.send();
  }

  /** The review is over: what is not sent stays where it is. */
  end(): void {
    this.callOff?.();
    this.blocked = { is: "ended", waiting: this.count };
    this.tell();
  }

  /** Sends everything now. True once the server has all of it; false when something is left, refused or to be chosen. */
  settle(): Promise<boolean> {
    return new Promise((resolve) => {
      this.asked.push(resolve);
      this.flush();
    });
  }

  private settled(isAll: boolean): void {
    for (const resolve of this.asked.splice(0)) resolve(isAll);
  }

  private hold(held: Held[]): void {
    this.holds = held;
    this.outside.onHeld(held);
  }

  private soon(delay_ms: number): void {
    this.callOff?.();
    this.callOff = this.outside.later(delay_ms, () => void this.send());
  }

  private async send(): Promise<void> {
    this.callOff?.();
    if (this.isSending) return;
    if (this.blocked) return this.tell();
    if (!this.batch) {
      if (this.waiting.length === 0) return this.tell();
      this.batch = { id: this.outside.newId(), base: Math.min(this.version, this.floor ?? this.version), ops: this.waiting.slice(0, OPS_MAX) };
      this.waiting = this.waiting.slice(OPS_MAX);
      if (this.isFloorLeft && this.waiting.length === 0) this.floor = undefined;
      this.store();
    }
    const batch = this.batch;
    this.isSending = true;
    this.tell();
    const answer = await this.outside.send(batch);
    this.isSending = false;
    // A person may have dropped it meanwhile.
    if (this.batch === batch) this.hear(answer, batch);
  }

  private hear(answer: Answer, batch: Batch): void {
    switch (answer.kind) {
      case "taken": {
        // One's own earlier batches stand between a floor and now; only what came unseen is somebody else's.
        const hasOthers = answer.version > this.version + 1;
        this.failures = 0;
        this.batch = null;
        this.version = answer.version;
        this.store();
        this.outside.onTaken({ version: answer.version, body: answer.body, ops: batch.ops, hasOthers });
        break;
      }
      case "refused":
        this.refuse(answer.errors, answer.sentence, batch);
        break;
      case "conflict":
        this.clash(answer, batch);
        break;
      case "signed-out":
        this.blocked = { is: "signed-out", waiting: this.count };
        break;
      case "ended":
        this.end();
        this.outside.onEnded(answer.ended);
        break;
      case "lost":
        this.soon(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0);
        this.failures += 1;
    }
    this.tell();
    if (answer.kind === "taken" || answer.kind === "refused" || answer.kind === "conflict") void this.send();
  }

  /** Puts the changes that met somebody else's aside for a choice; the others go again on the new version. */
  private clash(answer: Answer & { kind: "conflict" }, batch: Batch): void {
    const clashOf = (op: Op): Clash | undefined => answer.clashes.find((clash) => subject(op) === (clash.path || clash.item));
    // Nothing named: then all of it is in question, rather than sent again for ever.
    const bad = answer.clashes.length > 0 ? batch.ops.filter(clashOf) : batch.ops;
    const held = bad.map((op) => {
      const later = this.waiting.findLast((next) => subject(next) === subject(op));
      return { op: later ?? op, clash: clashOf(op) ?? unnamed(op) };
    });
    const isHeld = new Set(bad.map(subject));
    this.waiting = [...batch.ops.filter((op) => !bad.includes(op)), ...this.waiting.filter((op) => !isHeld.has(subject(op)))];
    this.batch = null;
    this.failures = 0;
    this.version = answer.version;
    if (this.floor !== undefined) this.floor = answer.version;
    this.holds = [...this.held.filter(({ op }) => !isHeld.has(subject(op))), ...held];
    this.store();
    this.outside.onClash({ version: answer.version, parts: answer.parts, ops: bad });
    this.outside.onHeld(this.holds);
  }

  /** Takes the refused changes out; the others of the batch were not applied either and go again. */
  private refuse(errors: Record<string, string>, sentence: string, batch: Batch): void {
    const named = batch.ops.filter((op) => subject(op) in errors);
    const bad = named.length > 0 ? named : batch.ops;
    this.waiting = [...batch.ops.filter((op) => !bad.includes(op)), ...this.waiting];
    this.batch = null;
    this.store();
    this.outside.onRefused(bad, errors, sentence);
    this.settled(false);
  }

  private store(): void {
    const isEmpty = this.count === 0 && this.held.length === 0;
    const stored: Stored = { version: this.version, batch: this.batch, waiting: this.waiting, held: this.holds };
    this.outside.save(isEmpty ? null : JSON.stringify(stored));
  }

  private tell(): void {
    const waiting = this.count;
    if (waiting === 0) this.settled(this.held.length === 0);
    else if (this.blocked || this.failures > 0) this.settled(false);
    if (this.blocked) this.outside.onStanding({ ...this.blocked, waiting } as Standing);
    else if (this.failures > 0) this.outside.onStanding({ is: "lost", waiting });
    else if (waiting > 0) this.outside.onStanding({ is: "sending", waiting });
    else this.outside.onStanding({ is: "calm" });
  }
}

function unnamed(op: Op): Clash {
  const [path, item] = "path" in op ? [op.path, ""] : ["", op.item];
  return { path, item, label: "", by: "", is_removed: false, theirs_words: "", mine_words: "" };
}

function read(text: string | null): Stored | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Stored);
  } catch {
    return undefined;
  }
}
