// The choices of one person as a short code that can be read out: product-ops/1.0.0/field/32?4x1135/k3f9c2a1/7c0ffee1.
// Notes, and whatever else needs more than one letter, are left to the link.

import { under } from "../../forms.js";
import { crc32 } from "../../travel.js";
import { say } from "../../words.js";
import { choices, UNKNOWN } from "../replies.js";
import { blank, choose, given, Refused, whose } from "./sheet.js";

/**
 * @import { Model } from "../embedding.js"
 * @import { Full } from "./sheet.js"
 */

const DIGITS = "123456789abcdefghijklmnopqrs"; // choices, the lowest first
/** @type {Record<string, string>} */
const NOT_APPLICABLE = { out_of_scope: "x", owned_elsewhere: "y", business_priority: "z" };

/** @type {(text: string) => string} */
const sum = (text) => crc32(new TextEncoder().encode(text));

// The code, or "" where the answers say more than it can hold.
/** @type {(model: Model, person: { id: string, result: Full }) => string} */
export function encode(model, { id, result }) {
  const letters = model.questions.map((question) => {
    const answer = under(result.answers, question.id) || {};
    const choice = given(answer);
    if (answer.criteria) return "";
    if (!choice) return "-";
    if (choice === UNKNOWN) return "?";
    if (choice === "na") return NOT_APPLICABLE[answer.na ?? ""] || "";
    return DIGITS[choices(model, question).indexOf(choice)] || "";
  });
  if (letters.some((letter) => !letter)) return "";
  const told = [model.id, model.version, whose(result) || "-", letters.join(""), id].join("/");
  return `${told}/${sum(told)}`;
}

// Every part has an end: in a long text without codes, each place is looked at for a moment only.
export const PATTERN =
  /\b[a-z0-9][a-z0-9-]{0,99}\/\d{1,5}\.\d{1,5}\.\d{1,5}\/[a-z0-9-]{1,100}\/[?a-z0-9-]{1,1000}\/[a-z0-9]{1,24}\/[0-9a-f]{8}(?![\w/])/g;

/** @type {(model: Model, code: string) => { id: string, result: Full }} */
export function decode(model, code) {
  const told = code.slice(0, code.lastIndexOf("/"));
  const short = code.slice(0, 60);
  if (`${told}/${sum(told)}` !== code)
    throw new Refused(say("The code %(code)s has a slip in it. Ask for it again.", { code: short }));
  const [id, version, who, letters, person] = told.split("/");
  if (id !== model.id) throw new Refused(say("The code %(code)s answers another model.", { code: short }));
  if (version !== model.version || letters.length !== model.questions.length) {
    throw new Refused(
      say("The code %(code)s is of version %(version)s, and this page asks %(now)s. Ask for the link.", {
        code: short,
        version,
        now: model.version,
      }),
    );
  }
  const result = blank(model, who === "-" ? "" : who);
  const reasons = Object.fromEntries(Object.entries(NOT_APPLICABLE).map(([reason, letter]) => [letter, reason]));
  model.questions.forEach((question, i) => {
    const letter = letters[i];
    if (letter === "-") return;
    if (letter === "?") result.answers[question.id] = { unknown: true };
    else if (reasons[letter]) result.answers[question.id] = { na: reasons[letter] };
    else result.answers[question.id] = choose(question, {}, choices(model, question)[DIGITS.indexOf(letter)] || "none");
  });
  return { id: person, result };
}
