// From answers to a level: contribution, attainment, level, points, interval and coverage. Python has the same rules, with
// their sources, in maturity/scoring.py and maturity/targets.py; a test holds the two to each other.

import { fraction, most, ONE, sum, ZERO } from "./fractions.js";

// A row has one entry for each level, the lowest first; null where nothing counts.

// What a ladder answered with a level contributes: 1 at it and below, 0 above.
export const ladder = (answered, levels) => Array.from({ length: levels }, (_, k) => (answered > k ? ONE : ZERO));

// What a graded question contributes: its value at its own level, and nothing at any other.
export const graded = (value, level, levels) => Array.from({ length: levels }, (_, k) => (k + 1 === level ? value : null));

// For each level the mean of what its questions contribute, by weight.
function attainment(counting, levels) {
  return Array.from({ length: levels }, (_, k) => {
    const here = counting.filter(([, row]) => row[k] !== null);
    if (!here.length) return null;
    return sum(here.map(([weight, row]) => weight.times(row[k]))).over(sum(here.map(([weight]) => weight)));
  });
}

// The highest level above `reach` with every lower one above `below`; 0 if none is, null if nothing counts.
export function stagedLevel(attained, rules) {
  let found = attained.every((a) => a === null) ? null : 0;
  for (const [k, a] of attained.entries()) {
    if (a === null) continue;
    if (a.against(rules.reach) > 0) found = k + 1;
    if (a.against(rules.below) <= 0) break;
  }
  return found;
}

function points(attained) {
  const values = attained.filter((a) => a !== null);
  return values.length ? sum(values) : null;
}

// The share of the weight that is answered; null when nothing is applicable.
function coverage(questions) {
  if (!questions.length) return null;
  return sum(questions.filter((q) => q.own).map((q) => q.weight)).over(sum(questions.map((q) => q.weight)));
}

// What is missing; 0 when the target is reached.
export const gap = (got, target) => (got === null || target === null ? ZERO : most(fraction(target).minus(got), ZERO));

// How much a gap matters, from 0 to 1: a wide one more than two of half its width.
export function priority(missing, levels) {
  const square = (number) => number.times(number).minus(ONE);
  return square(ONE.plus(missing)).over(square(fraction(1 + levels)));
}

// The share of all targets together that is reached; null without a target. What one dimension has beyond its target does
// not make up for another.
export function percentToTarget(pairs) {
  const wanted = sum(pairs.map(([, target]) => fraction(target)));
  if (!wanted.above) return null;
  return ONE.minus(sum(pairs.map(([got, target]) => gap(got, target))).over(wanted));
}

// What the applicable questions of one dimension come to. A question: {weight, low, high, own}, rows all but the weight;
// `own` is null while it is open.
export function score(questions, rules, target = null) {
  const rows = (end) => questions.map((q) => [q.weight, q.own || (end && q[end])]).filter(([, row]) => row);
  const [own, low, high] = ["", "low", "high"].map((end) => attainment(rows(end), rules.levels));
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

// The mean of what dimensions reached of their points, by weight, on the scale of the levels; null without any.
export function groupPoints(dimensions, levels) {
  const shares = dimensions.filter(([, d]) => d.points !== null).map(([weight, d]) => [weight, d.points.over(fraction(d.max))]);
  if (!shares.length) return null;
  const total = sum(shares.map(([weight]) => weight));
  return sum(shares.map(([weight, share]) => weight.times(share))).over(total).times(fraction(levels));
}
