/**
 * The changes that a person makes to an import, as they travel to the server. Paths are JSON pointers into the plan whose
 * second segment is a key that never shifts (see the page). Pure.
 */

/** A value as the page carries it: a text, a list of lines, a list of units, or nothing. */
export type Value = string | null | string[] | UnitName[] | Record<string, never>;

/** A unit by the name that stands in the text, with its id when somebody or the machine knew it. */
export interface UnitName {
  name: string;
  unit: string | null;
  is_guess?: boolean;
}

/** One change. */
export type Op =
  | { op: "set"; path: string; value: Value }
  | { op: "add"; path: string; value: Value }
  | { op: "remove"; path: string }
  | { op: "restore"; path: string }
  | { op: "accept"; item: string; choice?: string }
  | { op: "skip"; item: string }
  | { op: "reopen"; item: string };

/** What the change is about: its path or its item. Errors of the server use the same names. */
export function subject(op: Op): string {
  return "path" in op ? op.path : op.item;
}

/**
 * Adds a change to those that wait. A field that is set again takes the place of the earlier value, as long as only
 * other fields were set in between (a field inside a removed row must not jump before the removal).
 */
export function join(waiting: readonly Op[], next: Op): Op[] {
  if (next.op === "set") {
    for (let i = waiting.length - 1; i >= 0; i--) {
      const before = waiting[i];
      if (before?.op !== "set") break;
      if (before.path === next.path) return waiting.with(i, next);
    }
  }
  return [...waiting, next];
}

/** True when two values are the same to a reader. */
export function isSame(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The path of the row that a field is in: "/roadmap/6/task" is in "/roadmap/6"; "/header/subject" in itself. */
export function rowOf(path: string): string {
  return path.split("/").slice(0, 3).join("/");
}

/** True when `path` is `above` or lies inside it. */
export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}
