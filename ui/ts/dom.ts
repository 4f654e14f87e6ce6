/** Small helpers for building and finding elements, and for talking to our own server. */

/** Makes an element with attributes and children; a `false` or `undefined` attribute is left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of the sprite that the page already uses. */
export function icon(name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite()}#${name}`);
  svg.append(use);
  return svg;
}

function sprite(): string {
  return document.querySelector("svg use[href]")?.getAttribute("href")?.split("#")[0] ?? "";
}

/** The token that unsafe requests carry. */
export function csrf(): string {
  return document.querySelector<HTMLMetaElement>("meta[name='csrf-token']")?.content ?? "";
}

/**
 * Takes the token of the session that the browser has now: somebody may have signed in again in another tab. False
 * when nobody is signed in.
 */
export async function renewCsrf(): Promise<boolean> {
  const meta = document.querySelector<HTMLMetaElement>("meta[name='csrf-token']");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!meta || !answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector<HTMLMetaElement>("meta[name='csrf-token']")?.content;
    if (!token) return false;
    meta.content = token;
    // Forms of the page go on working too.
    for (const field of document.querySelectorAll<HTMLInputElement>("input[name='csrf']")) field.value = token;
    return true;
  } catch {
    return false;
  }
}

/** GET as JSON; `undefined` when the answer is no success or the line is down. */
export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T | undefined> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...(signal && { signal }) });
    return answer.ok ? ((await answer.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** True while a text is being typed, so that single letters belong to the field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}

/**
 * Calls `act` after typing in a field, once it has been quiet for `quiet_ms`, and never while an input method (Telex, VNI)
 * still composes.
 */
export function onTyped(field: HTMLElement, quiet_ms: number, act: () => void): void {
  let isComposing = false;
  const soon = whenQuiet(quiet_ms, () => {
    if (!isComposing) act();
  });
  field.addEventListener("compositionstart", () => (isComposing = true));
  field.addEventListener("compositionend", () => {
    isComposing = false;
    soon();
  });
  field.addEventListener("input", () => {
    if (!isComposing) soon();
  });
}

/** Calls `act` once things have been quiet for `quiet_ms`. */
export function whenQuiet<A extends unknown[]>(quiet_ms: number, act: (...values: A) => void): (...values: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), quiet_ms);
  };
}

/** A letters-and-digits name that will not come twice. Works without a secure context, unlike `crypto.randomUUID`. */
export function fresh(prefix: string, letters = 10): string {
  const bytes = crypto.getRandomValues(new Uint8Array(letters));
  return prefix + Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
