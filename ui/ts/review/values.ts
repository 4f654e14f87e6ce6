/** How a value stands on the page: read from and written to `.nc-edit`, in the manner of the server's `cell` macro. */
import { icon, make } from "../dom";
import { say } from "../words";
import type { UnitName, Value } from "./ops";

/** The kinds of editable values. */
export type Kind = "text" | "long" | "time" | "date" | "units" | "lines" | "choice";

/** The value of an editable place. */
export function valueOf(place: HTMLElement): Value {
  return JSON.parse(place.dataset["value"] ?? "null") as Value;
}

/** The kind of an editable place. */
export function kindOf(place: HTMLElement): Kind {
  return (place.dataset["kind"] ?? "text") as Kind;
}

/** The choices of an editable place. */
export function optionsOf(place: HTMLElement): { value: string; word: string }[] {
  return JSON.parse(place.dataset["options"] ?? "[]") as { value: string; word: string }[];
}

/** Puts a value into an editable place and shows it. */
export function put(place: HTMLElement, value: Value): void {
  place.dataset["value"] = JSON.stringify(value);
  place.replaceChildren(...shown(place, value));
  voice(place);
}

/** What a screen reader hears after the value: that it can be edited, and what it is. */
export function voice(place: HTMLElement): void {
  place.setAttribute("aria-description", say("edit", { what: place.dataset["label"] ?? "" }));
}

/** A value as plain words, to be read and copied. */
export function wordsOf(place: HTMLElement, value: Value): string {
  if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? one : one.name)).join("; ");
  if (typeof value !== "string" || value === "") return say("blank");
  return optionsOf(place).find((option) => option.value === value)?.word ?? value;
}

function shown(place: HTMLElement, value: Value): (Node | string)[] {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) {
    return [make("span", { class: "nc-blank" }, say("blank"))];
  }
  if (typeof value === "string") {
    return [optionsOf(place).find((option) => option.value === value)?.word ?? value];
  }
  if (!Array.isArray(value)) return [];
  if (kindOf(place) === "lines") return [(value as string[]).join("; ")];
  const units = value as UnitName[];
  if ("lead" in place.dataset) return [make("span", { class: "nc-units" }, ...units.map((unit) => chip(unit, true)))];
  return units.flatMap((unit, i) => [...(i > 0 ? [", "] : []), unit.is_guess ? chip(unit, false) : unit.name]);
}

/** The chip of a unit; one that nobody knows yet is dashed. */
export function chip(unit: UnitName, isLead: boolean): HTMLElement {
  const family = unit.is_guess ? " guess" : isLead ? " lead" : "";
  return make("span", { class: `nc-unit${family}` }, ...(unit.is_guess ? [icon("circle-question-mark")] : []), unit.name);
}
