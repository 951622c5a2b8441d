// What a result says to each question of its model. How results are read where their format leaves it open stands in
// maturity/replies.py, which this follows.

import { fraction, least } from "./fractions.js";
import { under } from "./names.js";
import { lowerMedian } from "./respondents.js";
import { graded, ladder } from "./scoring.js";

export const FEWEST = 3; // people below which nobody's vote or role is kept: with two, each would know the other's
export const UNKNOWN = "unknown";

// The numbers of the levels, the lowest first; and the highest, which is how many are counted, since nothing is reached at 0.
export const levelNumbers = (model) => model.levels.map((_, i) => model.lowest + i);
export const top = (model) => model.lowest + model.levels.length - 1;

// What can be answered to a question, the lowest first, as results write it: numbers of levels, or ids of options.
export function choices(model, question) {
  if (question.ladder) return levelNumbers(model).map(String);
  return options(model, question).map((option) => option.id);
}

const options = (model, question) => under(model.answer_sets, question.answers || "") || [];

const known = new WeakMap();

// The questions by the ids that results may call them: their own, and those that they had before.
export function byId(model) {
  if (!known.has(model)) {
    const old = model.questions.flatMap((question) => question.was.map((was) => [was, question]));
    known.set(model, new Map([...old, ...model.questions.map((question) => [question.id, question])]));
  }
  return known.get(model);
}

export const numbers = (version) => version.split(".").map(Number);

// Below 0 when the first version is the earlier one.
export function order(a, b) {
  const [one, other] = [numbers(a), numbers(b)];
  const place = one.findIndex((number, i) => number !== other[i]);
  return place < 0 ? 0 : one[place] - other[place];
}

export function rules(model) {
  const exact = Object.fromEntries(Object.entries(model.scoring).map(([name, value]) => [name, fraction(value)]));
  return { ...exact, levels: top(model) };
}

// The team or side that a result is about.
export const whose = (result) => result.team || result.side || "";

export const people = (result) => result.respondents?.count || 0;

// What a result says under the question's id, or under one that it had before and that no other question has now.
export function answerTo(model, result, question) {
  const ids = [question.id, ...question.was].filter((id) => byId(model).get(id) === question);
  const id = ids.find((one) => under(result.answers, one));
  return id === undefined ? null : result.answers[id];
}

// The choice that the group agreed on, by its place; null when it did not, or when there is no such choice.
export function agreed(model, question, answer) {
  const place = choices(model, question).indexOf(String((question.ladder ? answer.level : answer.answer) ?? ""));
  return place < 0 ? null : place;
}

// How many people chose what, the lowest choice first.
export const histogram = (model, question, answer) =>
  choices(model, question).map((choice) => under(answer.votes, choice) || 0);

// Every question that the result was asked: {question, state, choice, votes, unsure, agreed, sure, counted}. `state` is "answered", "unknown",
// "unanswered" or "na"; `choice` the place among the choices; `votes` is empty where they must not be shown; `unsure`
// counts those who do not know; `agreed`: the group said so itself, and it is not just the middle of its votes; `sure`: how
// sure it was, 1 to 5, or null; `counted` is null where it is not applicable.
export function replies(model, result) {
  const found = [];
  for (const question of model.questions) {
    const counts = question.ladder || (question.level >= 1 && question.level <= top(model));
    if (!counts || !choices(model, question).length) continue;
    const answer = answerTo(model, result, question);
    if (answer || !question.since || order(question.since, result.version) <= 0) {
      found.push(reply(model, question, answer || {}, people(result) >= FEWEST));
    }
  }
  return found;
}

function reply(model, question, answer, showsVotes) {
  const counted = showsVotes ? histogram(model, question, answer) : [];
  const votes = counted.some(Boolean) ? counted : [];
  const unsure = (showsVotes && under(answer.votes, UNKNOWN)) || 0;
  const own = agreed(model, question, answer);
  let choice = null;
  let state = "unanswered";
  if (answer.na) state = question.na ? "na" : "unanswered";
  else if (answer.unknown) state = "unknown";
  else {
    choice = own ?? lowerMedian(votes);
    if (choice !== null) state = "answered";
    else if (unsure) state = "unknown";
  }
  const said = Boolean(answer.na || answer.unknown || own !== null);
  const sure = answer.confidence || null;
  return {
    question,
    state,
    choice,
    votes,
    unsure,
    agreed: said,
    sure,
    counted: state === "na" ? null : weighed(model, question, answer, choice),
  };
}

function weighed(model, question, answer, choice) {
  const last = choices(model, question).length - 1;
  const gated = question.criteria.some((one) => !(answer.criteria || []).includes(one.id));
  const own = choice === null ? null : row(model, question, choice, gated);
  return { weight: fraction(question.weight), low: row(model, question, 0), high: row(model, question, last), own };
}

function row(model, question, choice, gated = false) {
  if (question.ladder) return ladder(levelNumbers(model)[choice], top(model));
  const set = options(model, question);
  const gate = set.find((option) => option.id === question.gate);
  const value = fraction(set[choice].value);
  return graded(gated && gate ? least(value, fraction(gate.value)) : value, question.level, top(model));
}
