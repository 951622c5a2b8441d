// What changed between two results of one model: only questions that both answer are compared. How results are read where
// the rules leave it open stands in maturity/trends.py, which this follows.

import { fraction, sum } from "./fractions.js";
import { compare, named } from "./names.js";
import { numbers, whose } from "./replies.js";
import { choiceName, dimensionScore } from "./scores.js";
import { progress } from "./targets.js";

const SHARED_AT_LEAST = fraction("4/5");

// What changed in each dimension from one score to a later one, by id: {shared, broken, before, after, change, progress,
// moved}. Where the line is `broken` ("version" or "questions") nothing is compared. `moved`: [[question, before, after]].
export const changes = (before, after) =>
  named(after.model.dimensions.map(({ id }) => [id, changed(before, after, id)]));

// For each dimension its scores by date, [{score, dimension, broken}]: why no line leads to it from the one before.
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
export function changesAsJson(found) {
  const each = Object.entries(found).map(
    ([id, { shared: share, broken, before, after, change, progress: done, moved }]) => {
      const pair = [before, after];
      return [
        id,
        {
          shared: share,
          broken,
          level: pair.map((score) => score?.level ?? null),
          points: pair.map((score) => score?.points ?? null),
          change,
          progress: done,
          questions: named(moved.map(([question, then, now]) => [question, [then, now]])),
        },
      ];
    },
  );
  return JSON.parse(JSON.stringify(named(each)));
}

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
      both.map((id) => score.replies.get(id)),
      target,
    ),
  );
  const own = whose(before.result) === whose(after.result);
  const known = then.points !== null && now.points !== null;
  const moved = both.filter((id) => before.replies.get(id).choice !== after.replies.get(id).choice);
  return {
    shared: share,
    broken: null,
    before: then,
    after: now,
    change: known ? now.points.minus(then.points) : null,
    progress: own && known && target !== null ? progress(then.points, now.points, target) : null,
    moved: moved.map((id) => [id, ...[before, after].map((score) => choice(score, id))]),
  };
}

function choice(score, id) {
  const reply = score.replies.get(id);
  return choiceName(score.model, reply.question, reply.choice);
}

// Why a dimension of two scores cannot be compared: "version", "questions", or null where it can be.
export const broken = (before, after, dimension) => shared(before, after, dimension).broken;

// The share of the answered weight that both results have, and what breaks the line.
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
function answered(score, dimension) {
  const here = [...score.replies].filter(
    ([, { question, choice: chosen, counted }]) => question.dimension === dimension && chosen !== null && counted,
  );
  return new Map(here.map(([id, { counted }]) => [id, counted.weight]));
}
