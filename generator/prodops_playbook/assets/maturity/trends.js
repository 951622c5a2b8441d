// What changed between two results of one model: only questions that both answer are compared. How results are read where
// the rules leave it open stands in maturity/trends.py, which this follows.

import { fraction, sum } from "./fractions.js";
import { compare, named } from "./names.js";
import { numbers, whose } from "./replies.js";
import { choiceName, dimensionScore } from "./scores.js";
import { progress } from "./targets.js";

/**
 * @import { Fraction } from "./fractions.js"
 * @import { Score } from "./scores.js"
 * @import { DimensionScore } from "./scoring.js"
 */

/**
 * Why two results cannot be compared in a dimension; null where they can.
 * @typedef {"version" | "questions" | null} Broken
 */

/**
 * What changed in a dimension from one score to a later one. Where the line is broken nothing is compared. `moved`:
 * questions with what was chosen before and after.
 * @typedef {object} Change
 * @property {Fraction | null} shared
 * @property {Broken} broken
 * @property {DimensionScore | null} before
 * @property {DimensionScore | null} after
 * @property {Fraction | null} change
 * @property {Fraction | null} progress
 * @property {[string, string | number | null, string | number | null][]} moved
 */

const SHARED_AT_LEAST = fraction("4/5");

// What changed in each dimension from one score to a later one, by id.
/** @type {(before: Score, after: Score) => Record<string, Change>} */
export const changes = (before, after) =>
  named(after.model.dimensions.map(({ id }) => [id, changed(before, after, id)]));

// For each dimension its scores by date; `broken`: why no line leads to it from the one before.
/** @type {(scores: Score[]) => Record<string, { score: Score, dimension: DimensionScore, broken: Broken }[]>} */
export function trend(scores) {
  const ordered = [...scores].sort((a, b) => compare(a.result.date, b.result.date));
  if (!ordered.length) return named([]);
  return named(
    ordered[0].model.dimensions.map(({ id }) => [
      id,
      ordered.map((score, i) => {
        const broken = i ? shared(ordered[i - 1], score, id).broken : null;
        return { score, dimension: score.dimensions[id], broken };
      }),
    ]),
  );
}

// The changes as `playbook assess compare --format json` prints them; levels and points as pairs, before and after.
/** @type {(found: Record<string, Change>) => Record<string, unknown>} */
export function changesAsJson(found) {
  /** @type {(one: Change) => unknown} */
  const told = ({ shared: share, broken, before, after, change, progress: done, moved }) => {
    const pair = [before, after];
    return {
      shared: share,
      broken,
      level: pair.map((score) => score?.level ?? null),
      points: pair.map((score) => score?.points ?? null),
      change,
      progress: done,
      questions: named(moved.map(([question, then, now]) => [question, [then, now]])),
    };
  };
  return JSON.parse(JSON.stringify(named(Object.entries(found).map(([id, one]) => [id, told(one)]))));
}

/** @type {(before: Score, after: Score, dimension: string) => Change} */
function changed(before, after, dimension) {
  const { share, broken: reason } = shared(before, after, dimension);
  if (reason)
    return { shared: share, broken: reason, before: null, after: null, change: null, progress: null, moved: [] };
  const [first, second] = [before, after].map((score) => answered(score, dimension));
  const both = [...first.keys()].filter((id) => second.has(id));
  const target = after.dimensions[dimension].target ?? before.dimensions[dimension].target;
  const [then, now] = [before, after].map((score) =>
    dimensionScore(
      score.model,
      dimension,
      both.flatMap((id) => score.replies.get(id) ?? []),
      target,
    ),
  );
  const own = whose(before.result) === whose(after.result);
  const moved = both.filter((id) => before.replies.get(id)?.choice !== after.replies.get(id)?.choice);
  const points = then.points === null || now.points === null ? null : [then.points, now.points];
  return {
    shared: share,
    broken: null,
    before: then,
    after: now,
    change: points ? points[1].minus(points[0]) : null,
    progress: own && points && target !== null ? progress(points[0], points[1], target) : null,
    moved: moved.map((id) => [id, choice(before, id), choice(after, id)]),
  };
}

/** @type {(score: Score, id: string) => string | number | null} */
function choice(score, id) {
  const reply = score.replies.get(id);
  return reply ? choiceName(score.model, reply.question, reply.choice) : null;
}

// Why a dimension of two scores cannot be compared: "version", "questions", or null where it can be.
/** @type {(before: Score, after: Score, dimension: string) => Broken} */
export const broken = (before, after, dimension) => shared(before, after, dimension).broken;

// The share of the answered weight that both results have, and what breaks the line.
/** @type {(before: Score, after: Score, dimension: string) => { share: Fraction | null, broken: Broken }} */
function shared(before, after, dimension) {
  const [first, second] = [before, after].map((score) => answered(score, dimension));
  const all = [...new Map([...first, ...second]).values()];
  const both = [...first].filter(([id]) => second.has(id)).map(([, weight]) => weight);
  const share = all.length ? sum(both).over(sum(all)) : null;
  const [then, now] = [before, after].map((score) => numbers(score.result.version)[0]);
  if (then !== now) return { share, broken: "version" };
  return { share, broken: share === null || share.against(SHARED_AT_LEAST) < 0 ? "questions" : null };
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
