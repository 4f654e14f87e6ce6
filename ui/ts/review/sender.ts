/** Sends a batch of changes and puts the answer of the server into the words of the queue. */
import { csrf, renewCsrf } from "../dom";
import type { Answer, Batch, Clash, Ended } from "./queue";

/** Bodies above this are not sent while the page is being left: browsers cap what may outlive a page at 64 KiB. */
const KEEPALIVE_BYTES_MAX = 60_000;
/** A server that says nothing for so long is as good as gone. */
const SILENCE_MS = 20_000;

interface Taken {
  version: number;
}
interface Conflict {
  version: number;
  values?: Clash[];
  parts?: Record<string, string>;
}
interface Over {
  ended?: Ended;
}
interface Problem {
  code?: string;
  detail?: string;
  errors?: Record<string, string>;
}

/** POSTs the batch as JSON. Never throws. */
export async function send(address: string, batch: Batch, isSecondTry = false): Promise<Answer> {
  const body = JSON.stringify({ base: batch.base, batch: batch.id, ops: batch.ops });
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": csrf() },
      body,
      keepalive: body.length < KEEPALIVE_BYTES_MAX,
      signal: AbortSignal.timeout(SILENCE_MS),
    });
    const heard = await read(answer);
    // The token may be of a session that ended: take the new one once before asking a person.
    const isStale = heard.kind === "signed-out" && answer.status === 403;
    if (isStale && !isSecondTry && (await renewCsrf())) return await send(address, batch, true);
    return heard;
  } catch {
    return { kind: "lost" };
  }
}

async function read(answer: Response): Promise<Answer> {
  if (answer.ok) {
    const body = (await answer.json()) as Taken;
    return { kind: "taken", version: body.version, body };
  }
  if (answer.status === 401) return { kind: "signed-out" };
  if (answer.status === 409) {
    const body = (await answer.json()) as Partial<Conflict> & Over;
    if (body.ended) return { kind: "ended", ended: body.ended };
    if (body.version === undefined) return { kind: "refused", errors: {}, sentence: (body as Problem).detail ?? "" };
    return { kind: "conflict", version: body.version, clashes: body.values ?? [], parts: body.parts ?? {} };
  }
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return { kind: "lost" };
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  if (answer.status === 403 && problem.code === "csrf") return { kind: "signed-out" };
  return { kind: "refused", errors: problem.errors ?? {}, sentence: problem.detail ?? "" };
}
