// Parts of which the page is made more than once.

import { element } from "../../dom.js";
import { REASONS } from "./sheet.js";

// A control under its name. Setting `value` again leaves alone what somebody is writing.
export function field(name, control, properties = {}) {
  return element("label", { className: "pb-ask", ...properties }, element("span", {}, name), control);
}

export function put(control, value) {
  if (document.activeElement !== control && control.value !== String(value)) control.value = value;
}

export function line(change, properties = {}) {
  return element("input", { type: "text", maxLength: 500, autocomplete: "off", on: { change: (event) => change(event.target.value) }, ...properties });
}

export function select(options, change, properties = {}) {
  const made = element("select", { on: { change: () => change(made.value) }, ...properties });
  made.append(...options.map(([value, label]) => new Option(label, value)));
  return made;
}

// Why a question is not applicable.
export function reasons(change, properties = {}) {
  return select(Object.entries(REASONS), change, { "aria-label": "Why it is not applicable", ...properties });
}

// "one", "two" for what is counted in a sentence.
const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

export const count = (number, one, many = `${one}s`) => `${WORDS[number] || number} ${number === 1 ? one : many}`;

export const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

// "a, b and c"
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
