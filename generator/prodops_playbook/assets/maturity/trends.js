// Whether two results of one model can be compared: only where both answer enough of the same questions. Python has the same
// rule, and tells what changed, in maturity/trends.py.

import { fraction, sum } from "./fractions.js";
import { numbers } from "./replies.js";

/**
 * @import { Fraction } from "./fractions.js"
 * @import { Score } from "./scores.js"
 */

const SHARED_AT_LEAST = fraction("4/5");

// Why a dimension of two scores cannot be compared: "version", "questions", or null where it can be.
/** @type {(before: Score, after: Score, dimension: string) => "version" | "questions" | null} */
export function broken(before, after, dimension) {
  const [first, second] = [before, after].map((score) => answered(score, dimension));
  const all = [...new Map([...first, ...second]).values()];
  const both = [...first].filter(([id]) => second.has(id)).map(([, weight]) => weight);
  const [then, now] = [before, after].map((score) => numbers(score.result.version)[0]);
  if (then !== now) return "version";
  return all.length && sum(both).over(sum(all)).against(SHARED_AT_LEAST) >= 0 ? null : "questions";
}

// The answered questions of a dimension with their weight.
/** @type {(score: Score, dimension: string) => Map<string, Fraction>} */
function answered(score, dimension) {
  const found = new Map();
  for (const [id, { question, choice: chosen, counted }] of score.replies) {
    if (question.dimension === dimension && chosen !== null && counted) found.set(id, counted.weight);
  }
  return found;
}
