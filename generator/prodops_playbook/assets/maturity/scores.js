// The score of one result: a level and points for each dimension, and what the people who answered agree on. There is
// never one number for everything. Python makes the same in maturity/scores.py.

import { fraction } from "./fractions.js";
import { named, under } from "./names.js";
import { choices, levelNumbers, replies, rules, top } from "./replies.js";
import { heard } from "./respondents.js";
import { groupPoints, score as scoreDimension } from "./scoring.js";
import { percentToTarget } from "./targets.js";

// {model, result, replies, dimensions, groups, percent_to_target, agreement}, by id; every score an exact fraction.
// `replies` is a Map in the model's order; of the others take the order from the model.
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
      const inside = model.dimensions.filter((d) => d.group === id).map((d) => [fraction(d.weight), dimensions[d.id]]);
      return [id, { points: groupPoints(inside, top(model)) }];
    }),
  );
  const aims = model.dimensions.map(({ id }) => dimensions[id]).filter((d) => d.points !== null && d.target !== null);
  const agreement = named(
    [...said].flatMap(([id, { question, votes }]) => {
      const found = heard(votes);
      return found ? [[id, { ...found, median: choiceName(model, question, found.median) }]] : [];
    }),
  );
  const reached = percentToTarget(aims.map((d) => [d.points, d.target]));
  return { model, result, replies: said, dimensions, groups, percent_to_target: reached, agreement };
}

// What those of the replies that count in a dimension come to.
export function dimensionScore(model, dimension, said, target = null) {
  const counted = [...said].filter((reply) => reply.question.dimension === dimension && reply.counted);
  return scoreDimension(
    counted.map((reply) => reply.counted),
    rules(model),
    target,
  );
}

// A choice as results write it: the number of a level, or the id of an option.
export function choiceName(model, question, choice) {
  if (choice === null) return null;
  return question.ladder ? levelNumbers(model)[choice] : choices(model, question)[choice];
}

// What `playbook assess score --format json` prints: fractions as texts.
export function asJson({ result, dimensions, groups, percent_to_target, agreement }) {
  const whose = result.team ? { team: result.team } : { side: result.side || null };
  const head = { model: result.model, version: result.version, ...whose, date: result.date };
  return JSON.parse(JSON.stringify({ ...head, dimensions, groups, percent_to_target, agreement }));
}

// Whether people differ on a question of a dimension and have not agreed; then the middle of their votes counts.
export function unsettled({ replies: said, agreement }, dimension) {
  return [...said].some(
    ([id, { question, agreed }]) => question.dimension === dimension && !agreed && agreement[id]?.flags.length,
  );
}

// How many questions of a dimension are in a state: "unknown", "unanswered".
export function open(score, dimension, state) {
  return [...score.replies.values()].filter((reply) => reply.question.dimension === dimension && reply.state === state)
    .length;
}
