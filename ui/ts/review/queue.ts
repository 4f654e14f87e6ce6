/**
 * The way of changes to the server. Nothing is lost: every change is written to this browser before it is sent and
 * stays there until the server has answered for it. A batch in flight keeps its name, so that the server does not apply
 * it twice when only the answer was lost. Knows no page: the store, the sender and the clock are given.
 */
import { type Op, join, subject } from "./ops";

/** What the server said to a batch. */
export type Answer =
  | { kind: "taken"; version: number; body: unknown }
  | { kind: "conflict"; version: number; by: string }
  | { kind: "refused"; errors: Record<string, string>; sentence: string }
  | { kind: "signed-out" }
  /** No answer, or an answer of a server in trouble: try again. */
  | { kind: "lost" };

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
  | { is: "conflict"; waiting: number; by: string }
  /** Changes of an earlier visit meet a document that somebody else changed since: a person decides. */
  | { is: "left-over"; waiting: number; by: string };

export interface Outside {
  load(): string | null;
  save(text: string | null): void;
  send(batch: Batch): Promise<Answer>;
  /** Calls back after so many milliseconds; gives a way to call it off. */
  later(delay_ms: number, act: () => void): () => void;
  newId(): string;
  onStanding(standing: Standing): void;
  /** `hasOthers`: changes of somebody else, which the page does not show, were taken in between. */
  onTaken(taken: { version: number; body: unknown; ops: Op[]; hasOthers: boolean }): void;
  onRefused(ops: Op[], errors: Record<string, string>, sentence: string): void;
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
}

export class Queue {
  private version: number;
  private batch: Batch | null = null;
  private waiting: Op[] = [];
  private isSending = false;
  private failures = 0;
  private callOff: (() => void) | undefined;
  private blocked: Standing | undefined;

  /** `version`: what the page shows. */
  constructor(
    private readonly outside: Outside,
    private readonly pageVersion: number,
  ) {
    this.version = pageVersion;
    const stored = read(outside.load());
    if (stored) {
      this.batch = stored.batch;
      this.waiting = stored.waiting;
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

  /** Sends what an earlier visit left. */
  start(): void {
    if (this.count > 0) this.soon(0);
    this.tell();
  }

  /** Takes changes; `isTyping` waits for more of them. */
  push(ops: Op[], isTyping = false): void {
    for (const op of ops) this.waiting = join(this.waiting, op);
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

  /** A person decided to send left-over changes over those of somebody else. */
  sendOver(): void {
    this.waiting = this.unsent;
    this.batch = null;
    this.version = this.pageVersion;
    this.blocked = undefined;
    this.store();
    this.flush();
  }

  /** A person decided to forget what was not sent. */
  drop(): void {
    this.waiting = [];
    this.batch = null;
    this.version = this.pageVersion;
    this.blocked = undefined;
    this.store();
    this.tell();
  }

  private soon(delay_ms: number): void {
    this.callOff?.();
    this.callOff = this.outside.later(delay_ms, () => void this.send());
  }

  private async send(): Promise<void> {
    this.callOff?.();
    if (this.isSending || this.blocked) return;
    if (!this.batch) {
      if (this.waiting.length === 0) return this.tell();
      this.batch = { id: this.outside.newId(), base: this.version, ops: this.waiting.slice(0, OPS_MAX) };
      this.waiting = this.waiting.slice(OPS_MAX);
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
      case "taken":
        this.failures = 0;
        this.batch = null;
        this.version = answer.version;
        this.store();
        this.outside.onTaken({
          version: answer.version,
          body: answer.body,
          ops: batch.ops,
          hasOthers: answer.version > batch.base + 1,
        });
        break;
      case "refused":
        this.refuse(answer.errors, answer.sentence, batch);
        break;
      case "conflict": {
        const is = answer.version <= this.pageVersion ? "left-over" : "conflict";
        this.blocked = { is, waiting: this.count, by: answer.by };
        break;
      }
      case "signed-out":
        this.blocked = { is: "signed-out", waiting: this.count };
        break;
      case "lost":
        this.soon(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0);
        this.failures += 1;
    }
    this.tell();
    if (answer.kind === "taken" || answer.kind === "refused") void this.send();
  }

  /** Takes the refused changes out; the others of the batch were not applied either and go again. */
  private refuse(errors: Record<string, string>, sentence: string, batch: Batch): void {
    const named = batch.ops.filter((op) => subject(op) in errors);
    const bad = named.length > 0 ? named : batch.ops;
    this.waiting = [...batch.ops.filter((op) => !bad.includes(op)), ...this.waiting];
    this.batch = null;
    this.store();
    this.outside.onRefused(bad, errors, sentence);
  }

  private store(): void {
    const isEmpty = this.count === 0;
    const stored: Stored = { version: this.version, batch: this.batch, waiting: this.waiting };
    this.outside.save(isEmpty ? null : JSON.stringify(stored));
  }

  private tell(): void {
    const waiting = this.count;
    if (this.blocked) this.outside.onStanding({ ...this.blocked, waiting } as Standing);
    else if (this.failures > 0) this.outside.onStanding({ is: "lost", waiting });
    else if (waiting > 0) this.outside.onStanding({ is: "sending", waiting });
    else this.outside.onStanding({ is: "calm" });
  }
}

function read(text: string | null): Stored | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Stored);
  } catch {
    return undefined;
  }
}
