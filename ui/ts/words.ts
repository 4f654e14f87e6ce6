/**
 * What the scripts say. The server writes the sentences of the page's language into one data block, so no script
 * carries a language of its own.
 */

let words: Record<string, string> | undefined;

/** The sentence `key` with its `<values>` put in; the key itself when the page has no such sentence. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  words ??= read();
  return fill(words[key] ?? key, values);
}

/** Puts values into `<angles>`. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/<(\w+)>/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** 18240 as "18.240" or "18,240". */
export function number(value: number): string {
  const language = typeof document === "undefined" ? "vi" : document.documentElement.lang;
  return value.toLocaleString(language === "en" ? "en-GB" : "vi-VN");
}

/** The hour as people here write it: 09:42. */
export function clock(at: Date): string {
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

function read(): Record<string, string> {
  const all: Record<string, string> = {};
  for (const block of document.querySelectorAll("script[type='application/json'][id$='nc-words']")) {
    Object.assign(all, JSON.parse(block.textContent ?? "{}"));
  }
  return all;
}
