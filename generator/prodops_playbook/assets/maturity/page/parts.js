// Parts of which the page is made more than once.

import { button, element } from "../../dom.js";
import { say } from "../../words.js";
import { choose } from "./sheet.js";
import { REASONS } from "./wording.js";

/**
 * @import { Properties } from "../../dom.js"
 * @import { Question } from "../embedding.js"
 * @import { Session } from "./session.js"
 */

// A control under its name. Setting `value` again leaves alone what somebody is writing.
/** @type {(name: string, control: Node, properties?: Properties) => HTMLLabelElement} */
export function field(name, control, properties = {}) {
  return element("label", { className: "pb-ask", ...properties }, element("span", {}, name), control);
}

// What is being written, or is still to be mended, stays.
/** @type {(control: HTMLInputElement | HTMLSelectElement, value: string | number) => void} */
export function put(control, value) {
  const writing = document.activeElement === control || control.getAttribute("aria-invalid") === "true";
  if (!writing && control.value !== String(value)) control.value = String(value);
}

// A field for a number of people, at most so many. `took` gets the number, 0 for none, and null for what is no number: that stays as it is
// written, and says so, until it is mended.
/** @type {(most: number, took: (number: number | null) => void, properties?: Properties, event?: string) => HTMLInputElement} */
export function counter(most, took, properties = {}, event = "input") {
  const control = element("input", {
    type: "text",
    inputMode: "numeric",
    maxLength: 8,
    autocomplete: "off",
    ...properties,
  });
  const wrong = () => {
    const written = control.value.trim();
    return !/^\d*$/.test(written) || Number(written) > most;
  };
  control.addEventListener("input", () => {
    control.setCustomValidity("");
    if (!wrong()) control.removeAttribute("aria-invalid");
  });
  control.addEventListener(event, () => took(wrong() ? null : Number(control.value)));
  control.addEventListener("change", () => {
    if (!wrong()) return;
    control.setAttribute("aria-invalid", "true");
    control.setCustomValidity(say("Write a whole number, such as 6."));
    control.reportValidity();
  });
  return control;
}

/** @type {(change: (words: string) => void, properties?: Properties) => HTMLInputElement} */
export function line(change, properties = {}) {
  /** @type {HTMLInputElement} */
  const made = element("input", {
    type: "text",
    maxLength: 500,
    autocomplete: "off",
    on: { change: () => change(made.value) },
    ...properties,
  });
  return made;
}

/** @type {(options: (readonly [string | number, string])[], change: (value: string) => void, properties?: Properties) => HTMLSelectElement} */
export function select(options, change, properties = {}) {
  /** @type {HTMLSelectElement} */
  const made = element("select", { on: { change: () => change(made.value) }, ...properties });
  made.append(...options.map(([value, label]) => new Option(label, String(value))));
  return made;
}

// Why a question is not applicable.
/** @type {(change: (value: string) => void, properties?: Properties) => HTMLSelectElement} */
export function reasons(change, properties = {}) {
  return select(Object.entries(REASONS), change, { "aria-label": say("Why it is not applicable"), ...properties });
}

// An answer that somebody did not want to give is taken back; what was said about it stays.
/** @type {(session: Session, question: Question) => HTMLButtonElement} */
export function takeBack(session, question) {
  return button(say("Take the answer back"), () => session.answer(question, (answer) => choose(question, answer, "")));
}

const NUMBERS = [
  ...[say("no"), say("one"), say("two"), say("three"), say("four")],
  ...[say("five"), say("six"), say("seven"), say("eight"), say("nine")],
];

// "one", "two" for what is counted in a sentence.
/** @type {(number: number) => string} */
export const inWords = (number) => NUMBERS[number] || String(number);

/** @type {(words: string) => string} */
export const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
