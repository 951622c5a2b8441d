// Whether two results of one model can be compared: only where both answer enough of the same questions. Python has the same
// rules, and tells what changed, in maturity/trends.py.

import { under } from "../forms.js";
import { fraction, sum } from "./fractions.js";
import { answerTo, numbers, replies } from "./replies.js";

/**
 * @import { Before, Model, Question, Result } from "./embedding.js"
 * @import { Fraction } from "./fractions.js"
 * @import { Score } from "./scores.js"
 */

// Why a dimension of two scores cannot be compared: "version", "questions", or null where it can be.
/** @type {(before: Score, after: Score, dimension: string) => "version" | "questions" | null} */
export function broken(before, after, dimension) {
  const [first, second] = [before, after].map((score) => answered(score, dimension));
  const all = [...new Map([...first, ...second]).values()];
  const both = [...first].filter(([id]) => second.has(id)).map(([, weight]) => weight);
  const [then, now] = [before, after].map((score) => numbers(score.result.version)[0]);
  if (then !== now) return "version";
  return all.length && sum(both).over(sum(all)).against(fraction(after.model.limits.shared_at_least)) >= 0
    ? null
    : "questions";
}

// Answers of a result that are far above those before them, with nothing that shows it, and by how many choices.
/** @type {(model: Model, before: Record<string, Before>, result: Result) => { question: Question, more: number }[]} */
export function leaps(model, before, result) {
  if (numbers(result.version)[0] !== numbers(model.version)[0]) return [];
  return replies(model, result).flatMap(({ question, choice }) => {
    const then = under(before, question.id);
    if (choice === null || !then || then.date >= result.date || choice - then.choice < model.limits.leap) return [];
    return answerTo(model, result, question)?.evidence?.length ? [] : [{ question, more: choice - then.choice }];
  });
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
