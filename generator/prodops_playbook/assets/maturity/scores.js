// The score of one result: a level and points for each dimension, and what the people who answered agree on. There is
// never one number for everything. Python makes the same in maturity/scores.py.

import { under } from "../forms.js";
import { fraction } from "./fractions.js";
import { named } from "./names.js";
import { replies, rules, top } from "./replies.js";
import { heard } from "./respondents.js";
import { groupPoints, score as scoreDimension } from "./scoring.js";
import { percentToTarget } from "./targets.js";

/**
 * @import { Model, Result } from "./embedding.js"
 * @import { Fraction } from "./fractions.js"
 * @import { Reply } from "./replies.js"
 * @import { Heard } from "./respondents.js"
 * @import { DimensionScore } from "./scoring.js"
 */

/**
 * Every score is an exact fraction. `replies` is in the model's order; of the others take the order from the model.
 * @typedef {object} Score
 * @property {Model} model
 * @property {Result} result
 * @property {Map<string, Reply>} replies
 * @property {Record<string, DimensionScore>} dimensions
 * @property {Record<string, { points: Fraction | null }>} groups
 * @property {Fraction | null} percent_to_target
 * @property {Record<string, Heard>} agreement
 */

/** @type {(model: Model, result: Result) => Score} */
export function score(model, result) {
  const said = new Map(replies(model, result).map((reply) => [reply.question.id, reply]));
  const dimensions = named(
    model.dimensions.map(({ id }) => {
      const target = under(result.targets, id);
      return [id, dimensionScore(model, id, said.values(), target ? target.level : null)];
    }),
  );
  const groups = named(
    model.groups.map(({ id }) => {
      /** @type {[Fraction, DimensionScore][]} */
      const inside = model.dimensions.flatMap((d) => (d.group === id ? [[fraction(d.weight), dimensions[d.id]]] : []));
      return [id, { points: groupPoints(inside, top(model)) }];
    }),
  );
  /** @type {[Fraction, number][]} */
  const aims = model.dimensions.flatMap(({ id }) => {
    const { points, target } = dimensions[id];
    return points === null || target === null ? [] : [[points, target]];
  });
  const agreement = named(
    [...said].flatMap(([id, { votes }]) => {
      const found = heard(votes, model.limits);
      return found ? [[id, found]] : [];
    }),
  );
  const reached = percentToTarget(aims);
  return { model, result, replies: said, dimensions, groups, percent_to_target: reached, agreement };
}

// What those of the replies that count in a dimension come to.
/** @type {(model: Model, dimension: string, said: Iterable<Reply>, target?: number | null) => DimensionScore} */
function dimensionScore(model, dimension, said, target = null) {
  const counted = [...said].flatMap((one) =>
    one.question.dimension === dimension && one.counted ? [one.counted] : [],
  );
  return scoreDimension(counted, rules(model), target);
}

// Whether people differ on a question of a dimension and have not agreed; then the middle of their votes counts.
/** @type {(score: Score, dimension: string) => boolean} */
export function unsettled({ replies: said, agreement }, dimension) {
  return [...said].some(
    ([id, { question, agreed }]) => question.dimension === dimension && !agreed && Boolean(agreement[id]?.flags.length),
  );
}

// How many questions of a dimension are in a state: "unknown", "unanswered".
/** @type {(score: Score, dimension: string, state: Reply["state"]) => number} */
export function open(score, dimension, state) {
  return [...score.replies.values()].filter((reply) => reply.question.dimension === dimension && reply.state === state)
    .length;
}
