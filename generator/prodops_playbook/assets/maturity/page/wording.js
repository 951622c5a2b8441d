// What the codes of a result are called. `sheet.js` and the page's data know the codes alone.

import { say } from "../../words.js";

/** @type {Record<string, string>} */
export const REASONS = {
  out_of_scope: say("It is not ours to do"),
  owned_elsewhere: say("Somebody else looks after it"),
  business_priority: say("We leave it out on purpose for now"),
  other: say("Another reason, written below"),
};
/** @type {Record<string, string>} */
export const METHODS = {
  self: say("Nobody in particular"),
  facilitated: say("A facilitator"),
  peer: say("Another team"),
  external: say("Somebody from outside"),
};
// The same in a sentence.
/** @type {Record<string, string>} */
export const LED = {
  self: say("led by nobody in particular"),
  facilitated: say("led by a facilitator"),
  peer: say("led by another team"),
  external: say("led by somebody from outside"),
};
// How sure people are.
/** @type {[string, string][]} */
export const SURE = [
  ["", say("Not said")],
  ["1", say("1, guessed")],
  ["2", "2"],
  ["3", "3"],
  ["4", "4"],
  ["5", say("5, seen")],
];
