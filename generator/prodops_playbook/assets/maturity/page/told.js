// What the score of the page's answers says, in words and in order.

import { under } from "../../forms.js";
import { several } from "../../words.js";
import { nextSteps } from "../profile.js";
import { numbers } from "../replies.js";
import { score } from "../scores.js";
import { broken, leaps } from "../trends.js";
import { whose } from "./sheet.js";

/**
 * @import { Score } from "../scores.js"
 * @import { About } from "./model.js"
 * @import { Full } from "./sheet.js"
 */

/**
 * The result that came before, scored.
 * @typedef {{ date: string, score: Score }} Before
 */

/**
 * What to do next; `to`: the level that it aims at, for a ladder.
 * @typedef {{ question: string, level: number, go: string, title: string, to?: string }} Offer
 */

// The committed result that came before this one, scored; null where there is none that can be compared.
/** @type {(about: About, result: Full) => Before | null} */
export function lastTime({ model, last }, result) {
  const before = last.find((one) => whose(one) === whose(result) && (!result.date || one.date < result.date));
  if (!before || numbers(before.version)[0] !== numbers(model.version)[0]) return null;
  return { date: before.date, score: score(model, before) };
}

// The level that a dimension had last time; null where the two cannot be compared.
/** @type {(before: Before | null, found: Score, id: string) => number | null} */
export function levelBefore(before, found, id) {
  return before && !broken(before.score, found, id) ? before.score.dimensions[id].level : null;
}

// The latest score of every side that has one, this one's answers in the place of its own.
/** @type {(about: About, found: Score) => Record<string, Score>} */
export function sides({ model, last }, found) {
  if (model.subject !== "function") return {};
  const own = whose(found.result);
  const others = last.filter((one) => one.side !== own && numbers(one.version)[0] === numbers(model.version)[0]);
  const scores = others.map((one) => [one.side, score(model, one)]);
  return Object.fromEntries(own ? [[own, found], ...scores] : scores);
}

// What to do next, each record once: [{question, level, to, go, title}].
/** @type {(found: Score) => Offer[]} */
export function steps(found) {
  const seen = new Set();
  return nextSteps(found).flatMap(({ dimension, question, level, go }) => {
    if (seen.has(go)) return [];
    seen.add(go);
    const ladder = found.replies.get(question)?.question.ladder;
    const title = found.model.dimensions.find((one) => one.id === dimension)?.title ?? "";
    return [{ question, level, go, title, ...(ladder ? { to: String(level) } : {}) }];
  });
}

// Answers far above those before them, as `playbook check` asks for them too.
/** @type {(about: About, result: Full) => string[]} */
export const asked = ({ model, before }, result) =>
  leaps(model, under(before, whose(result)) ?? {}, result).map(({ question, more }) => {
    const place = { question: model.questions.indexOf(question) + 1 };
    return question.ladder
      ? several(
          "Question %(question)s is %(num)s level above last time. What shows it?",
          "Question %(question)s is %(num)s levels above last time. What shows it?",
          more,
          place,
        )
      : several(
          "Question %(question)s is %(num)s option above last time. What shows it?",
          "Question %(question)s is %(num)s options above last time. What shows it?",
          more,
          place,
        );
  });
