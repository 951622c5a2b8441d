// The score of one result: a level and points for each dimension, and what the people who answered agree on. There is
// never one number for everything. Python makes the same in maturity/scores.py.

import { fraction } from "./fractions.js";
import { choices, replies, rules } from "./replies.js";
import { heard } from "./respondents.js";
import { groupPoints, percentToTarget, score as scoreDimension } from "./scoring.js";

// {model, result, replies, dimensions, groups, percent_to_target, agreement}, by id; every score an exact fraction.
export function score(model, result) {
  const said = new Map(replies(model, result).map((reply) => [reply.question.id, reply]));
  const counting = rules(model);
  const dimensions = {};
  for (const { id } of model.dimensions) {
    const counted = [...said.values()].filter((reply) => reply.question.dimension === id && reply.counted);
    const target = (result.targets || {})[id];
    dimensions[id] = scoreDimension(counted.map((reply) => reply.counted), counting, target ? target.level : null);
  }
  const groups = {};
  for (const { id } of model.groups) {
    const inside = model.dimensions.filter((d) => d.group === id).map((d) => [fraction(d.weight), dimensions[d.id]]);
    groups[id] = { points: groupPoints(inside, model.levels.length) };
  }
  const aims = Object.values(dimensions).filter((d) => d.points !== null && d.target !== null);
  const agreement = {};
  for (const [id, reply] of said) {
    const found = heard(reply.votes);
    if (found) agreement[id] = { ...found, median: choiceName(model, reply.question, found.median) };
  }
  return { model, result, replies: said, dimensions, groups, percent_to_target: percentToTarget(aims.map((d) => [d.points, d.target])), agreement };
}

// A choice as results write it: the number of a level, or the id of an option.
export function choiceName(model, question, choice) {
  if (choice === null) return null;
  return question.ladder ? choice + 1 : choices(model, question)[choice];
}

// What `playbook assess score --format json` prints: fractions as texts.
export function asJson({ model, result, dimensions, groups, percent_to_target, agreement }) {
  const whose = result.team ? { team: result.team } : { side: result.side || null };
  const head = { model: model.id, version: result.version, ...whose, date: result.date };
  return JSON.parse(JSON.stringify({ ...head, dimensions, groups, percent_to_target, agreement }));
}

// How many questions of a dimension are in a state: "unknown", "unanswered".
export function open(score, dimension, state) {
  return [...score.replies.values()].filter((reply) => reply.question.dimension === dimension && reply.state === state).length;
}
