// Parts of which the page is made more than once.

import { button, element } from "../../dom.js";
import { choose, REASONS } from "./sheet.js";

// A control under its name. Setting `value` again leaves alone what somebody is writing.
export function field(name, control, properties = {}) {
  return element("label", { className: "pb-ask", ...properties }, element("span", {}, name), control);
}

// What is being written, or is still to be mended, stays.
export function put(control, value) {
  const writing = document.activeElement === control || control.getAttribute("aria-invalid") === "true";
  if (!writing && control.value !== String(value)) control.value = value;
}

const MOST = 100000; // people

// A field for a number of people. `took` gets the number, 0 for none, and null for what is no number: that stays as it is
// written, and says so, until it is mended.
export function counter(took, properties = {}, event = "input") {
  const control = element("input", {
    type: "text",
    inputMode: "numeric",
    maxLength: 8,
    autocomplete: "off",
    ...properties,
  });
  const wrong = () => {
    const written = control.value.trim();
    return !/^\d*$/.test(written) || Number(written) > MOST;
  };
  control.addEventListener("input", () => {
    control.setCustomValidity("");
    if (!wrong()) control.removeAttribute("aria-invalid");
  });
  control.addEventListener(event, () => took(wrong() ? null : Number(control.value)));
  control.addEventListener("change", () => {
    if (!wrong()) return;
    control.setAttribute("aria-invalid", "true");
    control.setCustomValidity("Write a whole number, such as 6.");
    control.reportValidity();
  });
  return control;
}

export function line(change, properties = {}) {
  return element("input", {
    type: "text",
    maxLength: 500,
    autocomplete: "off",
    on: { change: (event) => change(event.target.value) },
    ...properties,
  });
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

// An answer that somebody did not want to give is taken back; what was said about it stays.
export function takeBack(session, question) {
  return button("Take the answer back", () => session.answer(question, (answer) => choose(question, answer, "")));
}

// "one", "two" for what is counted in a sentence.
const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

export const count = (number, one, many = `${one}s`) => `${WORDS[number] || number} ${number === 1 ? one : many}`;

export const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
