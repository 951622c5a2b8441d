// From answers to a level: contribution, attainment, level, points, interval and coverage. Python has the same rules, with
// their sources, in maturity/scoring.py; a test holds the two to each other.

import { fraction, ONE, sum, ZERO } from "./fractions.js";
import { gap, priority } from "./targets.js";

/** @import { Fraction } from "./fractions.js" */

/**
 * One entry for each level, the lowest first; null where nothing counts.
 * @typedef {(Fraction | null)[]} Row
 */

/**
 * An applicable question of a dimension; `own` is null while it is open.
 * @typedef {{ weight: Fraction, low: Row, high: Row, own: Row | null }} Counted
 */

/**
 * @typedef {{ reach: Fraction, below: Fraction, min_coverage: Fraction, levels: number }} Rules
 */

/**
 * What one dimension comes to. `level` is null below the coverage that the rules ask for, `points` while nothing is
 * answered.
 * @typedef {object} DimensionScore
 * @property {number | null} level
 * @property {Fraction | null} points
 * @property {number} max
 * @property {Row} attainment
 * @property {Fraction | null} coverage
 * @property {number | null} level_low
 * @property {number | null} level_high
 * @property {Fraction | null} points_low
 * @property {Fraction | null} points_high
 * @property {number | null} target
 * @property {Fraction | null} priority
 */

// What a ladder answered with a level contributes: 1 at it and below, 0 above.
/** @type {(answered: number, levels: number) => Row} */
export const ladder = (answered, levels) => Array.from({ length: levels }, (_, k) => (answered > k ? ONE : ZERO));

// What a graded question contributes: its value at its own level, and nothing at any other.
/** @type {(value: Fraction, level: number, levels: number) => Row} */
export const graded = (value, level, levels) =>
  Array.from({ length: levels }, (_, k) => (k + 1 === level ? value : null));

// For each level the mean of what its questions contribute, by weight.
/** @type {(counting: [Fraction, Row][], levels: number) => Row} */
function attainment(counting, levels) {
  return Array.from({ length: levels }, (_, k) => {
    const here = counting.flatMap(([weight, row]) => (row[k] === null ? [] : [{ weight, value: row[k] }]));
    if (!here.length) return null;
    return sum(here.map(({ weight, value }) => weight.times(value))).over(sum(here.map(({ weight }) => weight)));
  });
}

// The highest level above `reach` with every lower one above `below`; 0 if none is, null if nothing counts.
/** @type {(attained: Row, rules: Rules) => number | null} */
function stagedLevel(attained, rules) {
  let found = attained.every((a) => a === null) ? null : 0;
  for (const [k, a] of attained.entries()) {
    if (a === null) continue;
    if (a.against(rules.reach) > 0) found = k + 1;
    if (a.against(rules.below) <= 0) break;
  }
  return found;
}

// The sum over the levels that count; for ladders, the mean of the levels that were chosen. null without any.
/** @type {(attained: Row) => Fraction | null} */
function points(attained) {
  const values = attained.filter((a) => a !== null);
  return values.length ? sum(values) : null;
}

// The share of the weight that is answered; null when nothing is applicable.
/** @type {(questions: Counted[]) => Fraction | null} */
function coverage(questions) {
  if (!questions.length) return null;
  return sum(questions.filter((q) => q.own).map((q) => q.weight)).over(sum(questions.map((q) => q.weight)));
}

// What the applicable questions of one dimension come to.
/** @type {(questions: Counted[], rules: Rules, target?: number | null) => DimensionScore} */
export function score(questions, rules, target = null) {
  /** @type {(row: (question: Counted) => Row | null) => Row} */
  const of = (row) => {
    const rows = questions.map((q) => /** @type {const} */ ([q.weight, row(q)]));
    return attainment(
      rows.flatMap(([weight, one]) => (one ? [[weight, one]] : [])),
      rules.levels,
    );
  };
  const [own, low, high] = [of((q) => q.own), of((q) => q.own || q.low), of((q) => q.own || q.high)];
  const covered = coverage(questions);
  const got = points(own);
  return {
    level: covered === null || covered.against(rules.min_coverage) < 0 ? null : stagedLevel(own, rules),
    points: got,
    max: own.filter((a) => a !== null).length,
    attainment: own,
    coverage: covered,
    level_low: stagedLevel(low, rules),
    level_high: stagedLevel(high, rules),
    points_low: points(low),
    points_high: points(high),
    target,
    priority: got === null || target === null ? null : priority(gap(got, target), rules.levels),
  };
}

// Points of those that could be had, from 0 to 1; null while nothing is answered.
/** @type {(dimension: DimensionScore) => Fraction | null} */
export const share = (dimension) => (dimension.points === null ? null : dimension.points.over(fraction(dimension.max)));

// How many points are missing to the target; 0 without one, and while nothing is answered.
/** @type {(dimension: DimensionScore) => Fraction} */
export function missing({ points: got, target }) {
  return got === null || target === null ? ZERO : gap(got, target);
}

// Whether the target is there, in level and in points.
/** @type {(dimension: DimensionScore) => boolean} */
export function reached(dimension) {
  const { level, target } = dimension;
  return target !== null && level !== null && level >= target && !missing(dimension).above;
}

// The mean of what dimensions reached of their points, by weight, on the scale of the levels; null without any.
/** @type {(dimensions: [Fraction, DimensionScore][], levels: number) => Fraction | null} */
export function groupPoints(dimensions, levels) {
  const shares = dimensions.flatMap(([weight, d]) => {
    const part = share(d);
    return part === null ? [] : [{ weight, part }];
  });
  if (!shares.length) return null;
  const total = sum(shares.map(({ weight }) => weight));
  return sum(shares.map(({ weight, part }) => weight.times(part)))
    .over(total)
    .times(fraction(levels));
}
