// Every word of the scripts. English is the source: a message is its own English words, and names what is put into it as
// %(name)s. In a site of another language this file has one more line, which teaches it what that says (words/scripts.py).

/** @import { Child } from "./dom.js" */

/** @typedef {Record<string, string | number>} Values */

/** @type {Map<string, string | string[]>} */
let known = new Map();
/** @type {(n: number) => number | boolean} */
let form = Number; // of a number; told with the messages

// Messages with what the language says, in as many forms as it counts by; and which form a number wants.
/** @type {(messages: Record<string, string | string[]>, plural: (n: number) => number | boolean) => void} */
export function learn(messages, plural) {
  known = new Map(Object.entries(messages));
  form = plural;
}

const PLACE = /%(?:%|\((\w+)\)s)/g;

// What is said already, with what is put into it.
/** @type {(told: string, values: Values) => string} */
export const filled = (told, values) => told.replace(PLACE, (_, name) => (name ? String(values[name]) : "%"));

/** @type {(message: string) => string} */
const told = (message) => [known.get(message) ?? message].flat()[0];

/** @type {(message: string, values?: Values) => string} */
export const say = (message, values = {}) => filled(told(message), values);

// A message that counts; its number is %(num)s.
/** @type {(one: string, many: string, number: number, values?: Values) => string} */
export function several(one, many, number, values = {}) {
  const forms = known.get(one);
  const told = Array.isArray(forms) ? forms[Number(form(number))] : number === 1 ? one : many;
  return filled(told, { num: number, ...values });
}

// A message around elements, such as links.
/** @type {(message: string, parts: Record<string, Child>) => Child[]} */
export const woven = (message, parts) =>
  told(message)
    .split(/%\((\w+)\)s/)
    .map((piece, i) => (i % 2 ? parts[piece] : piece))
    .filter((piece) => piece !== "");

/** @type {(words: string) => string} */
export const quoted = (words) => say("“%(words)s”", { words });

// "a, b and c"
/** @type {(words: string[]) => string} */
export function listed(words) {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : say("%(some)s and %(other)s", { some: words.slice(0, -1).join(", "), other: last });
}
