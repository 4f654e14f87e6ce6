/**
 * Binds the keys to the page: elements with `data-key` and `data-go`, lists with `data-list` and `data-row`, the help
 * dialog and its off switch. A work screen that needs more listens for `nc-key` and prevents the default.
 */
import { isTyping } from "../dom";
import { Keys } from "../keys";

const OFF = "nc.keys.off";

/** Starts listening. */
export function keyboard(): void {
  const keys = new Keys();
  keys.areLettersOn = localStorage.getItem(OFF) === null;
  offSwitch(keys);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const isOnControl = target.closest?.("a[href], button, summary, [role='button'], [role='option'], input, label") !== null;
    const command = keys.read(event, { isTyping: isTyping(target), isOnControl }, event.timeStamp);
    if (command !== undefined && run(command, target)) event.preventDefault();
  });
}

/** True when somebody acted on the command. */
function run(command: string, target: HTMLElement): boolean {
  const isTaken = !document.dispatchEvent(new CustomEvent("nc-key", { detail: { command, target }, cancelable: true }));
  if (isTaken) return true;
  if (document.querySelector("dialog[open]")) return false;
  if (command === "?") return open("nc-keys");
  if (command === "J" || command === "K") return step(command === "J" ? 1 : -1);
  if (command === "Ctrl+Enter") return send(target);
  if (command.startsWith("G ")) return click(`[data-go="${CSS.escape(command.slice(2))}"]`);
  return press(command);
}

function open(id: string): boolean {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return false;
  dialog.showModal();
  return true;
}

function click(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.click();
  return element !== null;
}

/** `data-key` on a field means "go there", on a link or button "do it". */
function press(command: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(command)}"]`);
  if (!element || element.closest("[hidden]")) return false;
  if (isTyping(element)) element.focus();
  else element.click();
  return true;
}

/**
 * J and K move the focus to what opens the next or previous row: its `data-open`, else its first link. A row that opens
 * nothing takes the focus itself.
 */
function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-list] [data-row]")].filter((row) => row.offsetParent !== null);
  if (rows.length === 0) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
  const row = rows[next];
  if (row) focusRow(row);
  row?.scrollIntoView({ block: "nearest" });
  return true;
}

function focusRow(row: HTMLElement): void {
  const way = row.querySelector<HTMLElement>("[data-open]") ?? (row.dataset.row === "own" ? null : row.querySelector<HTMLElement>("a[href], button"));
  if (!way) row.tabIndex = -1;
  (way ?? row).focus();
}

/** Ctrl ↵ sends the form that the focus is in. */
function send(target: HTMLElement): boolean {
  const form = target.closest("form");
  form?.requestSubmit();
  return form !== null;
}

function offSwitch(keys: Keys): void {
  const box = document.querySelector<HTMLInputElement>("[data-keys-switch]");
  if (!box) return;
  box.checked = keys.areLettersOn;
  box.addEventListener("change", () => {
    keys.areLettersOn = box.checked;
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}
