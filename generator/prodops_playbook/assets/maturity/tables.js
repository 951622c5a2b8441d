// What a score says in tables, row by row below the heads; "" where there is nothing to say. Python has the same tables, for
// the site and the terminal, in maturity/tables.py.

import { filled } from "../words.js";
import { agenda, fewKnow } from "./profile.js";
import { levelNumbers, names, people, top } from "./replies.js";
import { open, unsettled } from "./scores.js";
import { decimal, levelInWords, percent } from "./wording.js";

/**
 * @import { Model, Phrases, Question } from "./embedding.js"
 * @import { Fraction } from "./fractions.js"
 * @import { Score } from "./scores.js"
 */

/** @type {(share: Fraction | null) => string} */
const share = (value) => (value === null ? "" : `${percent(value)} %`);

/** @type {(points: Fraction | null, most: number, says: Phrases) => string} */
const outOf = (points, most, says) => (points === null ? "" : filled(says.of, { points: decimal(points), most }));

// The level with what could become of it.
/** @type {(score: Score, id: string) => string} */
export const levelWords = (score, id) =>
  levelInWords(score.dimensions[id], open(score, id, "unknown"), open(score, id, "unanswered"), score.model.says);

// A level with its name: "3, On purpose".
/** @type {(model: Model, level: number) => string} */
export function named(model, level) {
  const known = model.levels[level - model.lowest];
  return known ? filled(model.says.named, { level, name: known.name }) : String(level);
}

// Where a dimension stands: "3, On purpose", "3, On purpose; not agreed yet", "1 to 4: two not answered".
/** @type {(score: Score, id: string) => string} */
export function standing(score, id) {
  const { level } = score.dimensions[id];
  const words = levelWords(score, id);
  const said = level !== null && words === String(level) ? named(score.model, level) : words;
  return unsettled(score, id) ? filled(score.model.says.unsettled, { level: said }) : said;
}

// Where each dimension stands, and where it should.
/** @type {(score: Score) => string[][]} */
export function levels(score) {
  const { model, dimensions } = score;
  const rows = model.dimensions.map(({ id, title }) => {
    const { target } = dimensions[id];
    return [title, standing(score, id), target === null ? "" : named(model, target)];
  });
  return [[model.says.part, model.says.level, model.says.target], ...rows];
}

// The arithmetic behind the levels.
/** @type {(score: Score) => string[][]} */
export function points({ model, dimensions }) {
  const { says } = model;
  const at = levelNumbers(model).flatMap((level) => (level ? [filled(says.at, { level })] : []));
  const rows = model.dimensions.map(({ id, title }) => {
    const { points: got, max, points_low: low, points_high: high, coverage, attainment, priority } = dimensions[id];
    const same = low === null || high === null || !low.against(high);
    const range = same ? "" : filled(says.span, { low: decimal(low), high: decimal(high) });
    const matters = priority === null ? "" : decimal(priority);
    return [title, outOf(got, max, says), range, share(coverage), ...attainment.map(share), matters];
  });
  return [[says.part, says.points, says.range, says.answered, ...at, says.priority], ...rows];
}

// What groups of dimensions come to together.
/** @type {(score: Score) => string[][]} */
export function groups({ model, groups: found }) {
  const rows = model.groups.map(({ id, title }) => [title, outOf(found[id].points, top(model), model.says)]);
  return [[model.says.group, model.says.points], ...rows];
}

// How far people agree, what needs talk most first.
/** @type {(score: Score) => string[][]} */
export function agreement(score) {
  const { model, result, replies } = score;
  const { says } = model;
  const few = new Set(fewKnow(score));
  const rows = agenda(score).flatMap(({ id, urgent }) => {
    const { question } = replies.get(id) ?? {};
    if (!question) return [];
    const { n, median, a, flags } = score.agreement[id];
    const say = flags.map((flag) => says.flags[flag]);
    if (few.has(id)) say.push(filled(says.few, { some: n, all: people(result) }));
    return [[question.text, String(n), names(model, question)[median], decimal(a), decimal(urgent), say.join(", ")]];
  });
  return [[says.question, says.votes, says.median, says.a, says.order, says.say], ...rows];
}
