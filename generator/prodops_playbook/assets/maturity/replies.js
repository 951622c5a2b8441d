// What a result says to each question of its model. How results are read where their format leaves it open stands in
// maturity/replies.py, which this follows.

import { under } from "../forms.js";
import { fraction, least as lower } from "./fractions.js";
import { lowerMedian } from "./respondents.js";
import { graded, ladder } from "./scoring.js";

/**
 * @import { Answer, Model, Question, Result } from "./embedding.js"
 * @import { Counted, Row, Rules } from "./scoring.js"
 */

/**
 * What a result says to one question. `choice`: the place among the choices; `votes` is empty where they must not be shown;
 * `unsure` counts those who do not know; `agreed`: the group said so itself, and it is not just the middle of its votes;
 * `sure`: how sure it was, 1 to 5; `counted` is null where it is not applicable.
 * @typedef {object} Reply
 * @property {Question} question
 * @property {"answered" | "unknown" | "unanswered" | "na"} state
 * @property {number | null} choice
 * @property {number[]} votes
 * @property {number} unsure
 * @property {boolean} agreed
 * @property {number | null} sure
 * @property {Counted | null} counted
 */

export const UNKNOWN = "unknown";

// The numbers of the levels, the lowest first; and the highest, which is how many are counted, since nothing is reached at 0.
/** @type {(model: Model) => number[]} */
export const levelNumbers = (model) => model.levels.map((_, i) => model.lowest + i);
/** @type {(model: Model) => number} */
export const top = (model) => model.lowest + model.levels.length - 1;

// What can be answered to a question, the lowest first, as results write it: numbers of levels, or ids of options.
/** @type {(model: Model, question: Question) => string[]} */
export function choices(model, question) {
  if (question.ladder) return levelNumbers(model).map(String);
  return options(model, question).map((option) => option.id);
}

// The same as people name it: numbers of levels, or what options are called.
/** @type {(model: Model, question: Question) => string[]} */
export const names = (model, question) =>
  question.ladder ? choices(model, question) : options(model, question).map((option) => option.label);

/** @type {(model: Model, question: Question) => Model["answer_sets"][string]} */
const options = (model, question) => under(model.answer_sets, question.answers || "") || [];

/** @type {WeakMap<Model, Map<string, Question>>} */
const known = new WeakMap();

// The questions by the ids that results may call them: their own, and those that they had before.
/** @type {(model: Model) => Map<string, Question>} */
export function byId(model) {
  const there = known.get(model);
  if (there) return there;
  /** @type {Map<string, Question>} */
  const made = new Map();
  for (const question of model.questions) for (const was of question.was) made.set(was, question);
  for (const question of model.questions) made.set(question.id, question);
  known.set(model, made);
  return made;
}

/** @type {(version: string) => number[]} */
export const numbers = (version) => version.split(".").map(Number);

// Below 0 when the first version is the earlier one.
/** @type {(a: string, b: string) => number} */
export function order(a, b) {
  const [one, other] = [numbers(a), numbers(b)];
  const place = one.findIndex((number, i) => number !== other[i]);
  return place < 0 ? 0 : one[place] - other[place];
}

/** @type {(model: Model) => Rules} */
export function rules({ scoring: { levels, reach, below, min_coverage: least } }) {
  return { levels, reach: fraction(reach), below: fraction(below), min_coverage: fraction(least) };
}

// The team or side that a result is about.
/** @type {(result: { team?: string, side?: string }) => string} */
export const whose = (result) => result.team || result.side || "";

/** @type {(result: Result) => number} */
export const people = (result) => result.respondents?.count || 0;

// What a result says under the question's id, or under one that it had before and that no other question has now.
/** @type {(model: Model, result: Result, question: Question) => Answer | null} */
export function answerTo(model, result, question) {
  const ids = [question.id, ...question.was].filter((id) => byId(model).get(id) === question);
  const id = ids.find((one) => under(result.answers, one));
  return (id !== undefined && under(result.answers, id)) || null;
}

// The choice that the group agreed on, by its place; null when it did not, or when there is no such choice.
/** @type {(model: Model, question: Question, answer: Answer) => number | null} */
export function agreed(model, question, answer) {
  const place = choices(model, question).indexOf(String((question.ladder ? answer.level : answer.answer) ?? ""));
  return place < 0 ? null : place;
}

// How many people chose what, the lowest choice first.
/** @type {(model: Model, question: Question, answer: Answer) => number[]} */
export const histogram = (model, question, answer) =>
  choices(model, question).map((choice) => under(answer.votes, choice) || 0);

// Every question that the result was asked.
/** @type {(model: Model, result: Result) => Reply[]} */
export function replies(model, result) {
  const found = [];
  for (const question of model.questions) {
    const level = question.level ?? 0;
    const counts = question.ladder || (level >= 1 && level <= top(model));
    if (!counts || !choices(model, question).length) continue;
    const answer = answerTo(model, result, question);
    if (answer || !question.since || order(question.since, result.version) <= 0) {
      found.push(reply(model, question, answer || {}, people(result) >= model.limits.fewest));
    }
  }
  return found;
}

/** @type {(model: Model, question: Question, answer: Answer, showsVotes: boolean) => Reply} */
function reply(model, question, answer, showsVotes) {
  const counted = showsVotes ? histogram(model, question, answer) : [];
  const votes = counted.some(Boolean) ? counted : [];
  const unsure = (showsVotes && under(answer.votes, UNKNOWN)) || 0;
  const own = agreed(model, question, answer);
  /** @type {number | null} */
  let choice = null;
  /** @type {Reply["state"]} */
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

/** @type {(model: Model, question: Question, answer: Answer, choice: number | null) => Counted} */
function weighed(model, question, answer, choice) {
  const last = choices(model, question).length - 1;
  const gated = question.criteria.some((one) => !(answer.criteria || []).includes(one.id));
  const own = choice === null ? null : row(model, question, choice, gated);
  return { weight: fraction(question.weight), low: row(model, question, 0), high: row(model, question, last), own };
}

/** @type {(model: Model, question: Question, choice: number, gated?: boolean) => Row} */
function row(model, question, choice, gated = false) {
  if (question.ladder) return ladder(levelNumbers(model)[choice], top(model));
  const set = options(model, question);
  const gate = set.find((option) => option.id === question.gate);
  const value = fraction(set[choice].value);
  return graded(gated && gate ? lower(value, fraction(gate.value)) : value, question.level ?? 0, top(model));
}
