// What a group sees of a score: its two lowest dimensions, what to talk about first, what to do next, the sides beside
// each other. How ties and gaps are read stands in maturity/profile.py, which this follows.

import { fraction, ONE, ZERO } from "./fractions.js";
import { named } from "./names.js";
import { levelNumbers, people, top } from "./replies.js";
import { urgency } from "./respondents.js";
import { missing, reached, share } from "./scoring.js";

/**
 * @import { Fraction } from "./fractions.js"
 * @import { Score } from "./scores.js"
 */

/**
 * A record that lifts a question to a level, as `kind:id`.
 * @typedef {{ dimension: string, question: string, level: number, go: string }} Step
 */

/**
 * A dimension with the level that each side gave; `gap` is null with fewer than two levels.
 * @typedef {{ dimension: string, levels: Record<string, number | null>, gap: number | null }} Beside
 */

// The dimensions to look at first, as ids.
/** @type {(score: Score) => string[]} */
export function lowest({ model, dimensions }) {
  const found = model.dimensions.flatMap(({ id }) => {
    const { level } = dimensions[id];
    return level === null ? [] : [{ id, level, share: share(dimensions[id]) || ZERO }];
  });
  found.sort((a, b) => a.level - b.level || a.share.against(b.share));
  return found.slice(0, model.limits.lowest_shown).map(({ id }) => id);
}

// The other dimensions that are as low as the last of the lowest, as ids.
/** @type {(score: Score) => string[]} */
export function asLow(score) {
  const low = lowest(score);
  const level = low.length ? score.dimensions[low[low.length - 1]].level : undefined;
  return score.model.dimensions
    .map(({ id }) => id)
    .filter((id) => score.dimensions[id].level === level && !low.includes(id));
}

// The questions with votes, in the model's order: [[id, agreement]].
/** @type {(score: Score) => [string, Score["agreement"][string]][]} */
const voted = ({ replies, agreement }) =>
  [...replies.keys()].filter((id) => agreement[id]).map((id) => [id, agreement[id]]);

// The questions with votes as ids, what needs talk most first, each with its weight.
/** @type {(score: Score) => { id: string, urgent: Fraction }[]} */
export function agenda(score) {
  const found = voted(score).map(([id, { a }]) => {
    const d = score.dimensions[score.replies.get(id)?.question.dimension ?? ""];
    return { id, urgent: urgency(a, d ? missing(d) : ZERO) };
  });
  return found.sort((one, other) => other.urgent.against(one.urgent));
}

// The questions that nobody could answer, as ids, in the model's order. Votes that must not be shown are not among them.
/** @type {(score: Score) => string[]} */
export const nobodyKnows = ({ replies }) =>
  [...replies]
    .filter(([, { state, unsure, votes }]) => state === "unknown" && unsure && !votes.length)
    .map(([id]) => id);

// The questions with votes of half of the people or fewer, as ids: what those say is no agreement of all.
/** @type {(score: Score) => string[]} */
export const fewKnow = (score) =>
  voted(score)
    .filter(([, { n }]) => 2 * n <= people(score.result))
    .map(([id]) => id);

// The questions whose answer the group was not sure of, as ids, the least sure first.
/** @type {(score: Score) => string[]} */
export function guessed({ model, replies }) {
  const found = [...replies].flatMap(([id, { sure }]) =>
    sure !== null && sure <= model.limits.guessed ? [{ id, sure }] : [],
  );
  return found.sort((one, other) => one.sure - other.sure).map(({ id }) => id);
}

/** @type {(votes: number[]) => number} */
function spread(votes) {
  const chosen = votes.flatMap((count, choice) => (count ? [choice] : []));
  return chosen[chosen.length - 1] - chosen[0];
}

// The question on which people differ most; null where nobody differs.
/** @type {(score: Score) => string | null} */
export function widest(score) {
  const apart = voted(score)
    .filter(([, { a }]) => a.against(ONE) < 0)
    .map(([id, { a }]) => ({ id, a, wide: spread(score.replies.get(id)?.votes ?? []) }));
  apart.sort((one, other) => one.a.against(other.a) || other.wide - one.wide);
  return apart.length ? apart[0].id : null;
}

// What to do, from the records that the questions name.
/** @type {(score: Score) => Step[]} */
export function nextSteps({ model, dimensions, replies }) {
  /** @type {{ rank: Fraction, step: Step }[]} */
  const found = [];
  for (const { question, choice, counted } of replies.values()) {
    const d = dimensions[question.dimension];
    if (!d || choice === null || !counted || reached(d)) continue;
    const rank = d.priority === null ? fraction(-1) : d.priority;
    /** @type {(level: number) => boolean} */
    const lifts = (level) =>
      question.ladder
        ? level > levelNumbers(model)[choice]
        : (counted.own || []).some((value, k) => String(value) !== String(counted.high[k]));
    for (const { level, record: go } of question.raise) {
      if (level <= (d.target ?? top(model)) && lifts(level)) {
        found.push({ rank, step: { dimension: question.dimension, question: question.id, level, go } });
      }
    }
  }
  found.sort((a, b) => b.rank.against(a.rank) || a.step.level - b.step.level);
  return found.map(({ step }) => step);
}

// The dimensions with the level that each side gave, those first on which the sides differ most.
/** @type {(scores: Record<string, Score>) => Beside[]} */
export function sideBySide(scores) {
  const sides = Object.entries(scores);
  if (!sides.length) return [];
  const found = sides[0][1].model.dimensions.map(({ id: dimension }) => {
    const known = sides.flatMap(([, score]) => score.dimensions[dimension].level ?? []);
    const levels = named(sides.map(([side, score]) => [side, score.dimensions[dimension].level]));
    const got = sides.flatMap(([, score]) => score.dimensions[dimension].points ?? []);
    got.sort((a, b) => a.against(b));
    const apart = known.length > 1 ? Math.max(...known) - Math.min(...known) : null;
    return { dimension, levels, gap: apart, points: got.length > 1 ? got[got.length - 1].minus(got[0]) : ZERO };
  });
  found.sort((a, b) => (b.gap ?? -1) - (a.gap ?? -1) || b.points.against(a.points));
  return found.map(({ points: _points, ...beside }) => beside);
}
