// Several results, of single people or of groups, as one result with votes. How what they say is read stands in
// maturity/merging.py, which this follows.

import { under } from "../forms.js";
import { filled } from "../words.js";
import { compare, compareAll } from "./names.js";
import {
  agreed,
  answerTo,
  byId,
  choices,
  histogram,
  levelNumbers,
  numbers,
  order,
  people,
  UNKNOWN,
} from "./replies.js";
import { lowerMedian } from "./respondents.js";

/**
 * @import { Action, Answer, Model, Question, Result, Evidence, Target } from "./embedding.js"
 */

const NOT_APPLICABLE = ""; // among voices; no choice has an empty name

/** @type {<T>(values: T[]) => T[]} */
const unique = (values) => [...new Set(values)];
/** @type {(result: Result) => number} */
const heads = (result) => Math.max(people(result), 1);
/** @type {(values: string[], earlier: (found: string, value: string) => number) => string} */
const latest = (values, earlier) => values.reduce((found, value) => (earlier(found, value) < 0 ? value : found));
// The fields that say something.
/**
 * @template {object} T
 * @param {T} fields
 * @returns {Partial<T>}
 */
const said = (fields) =>
  /** @type {Partial<T>} */ (
    Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value && (typeof value !== "object" || Object.keys(value).length)),
    )
  );

// How often something was said, by what was said.
/**
 * @template T
 * @extends {Map<T, number>}
 */
class Counts extends Map {
  /** @type {(name: T) => number} */
  of(name) {
    return this.get(name) || 0;
  }

  /** @type {(name: T, number: number) => this} */
  add(name, number) {
    return this.set(name, this.of(name) + number);
  }
}

// Why these results cannot become one, as a sentence; "" when they can.
/** @type {(model: Model, results: Result[]) => string} */
export function cannotMerge(model, results) {
  const { says } = model;
  if (!results.length) return says.none;
  const others = unique(results.map((result) => result.model))
    .filter((id) => id !== model.id)
    .sort(compare);
  if (others.length) return filled(says.models, { model: model.id, others: others.join(", ") });
  if (unique(results.map((result) => numbers(result.version)[0])).length > 1) {
    const versions = unique(results.map((result) => result.version)).sort((a, b) => order(a, b) || compare(a, b));
    return filled(says.versions, { versions: versions.join(", ") });
  }
  const teams = unique(results.map((result) => result.team || "")).sort(compare);
  if (teams.length > 1) return filled(says.teams, { teams: teams.map((team) => team || says.teamless).join(", ") });
  return "";
}

// One result of all of them, under the questions' ids of today. Call it where `cannotMerge` says nothing.
/** @type {(model: Model, results: Result[]) => Result} */
export function merge(model, results) {
  const sides = unique(results.map((result) => result.side || ""));
  const methods = unique(results.map((result) => result.method || "self"));
  const count = results.reduce((all, result) => all + heads(result), 0);
  const roles = new Counts();
  for (const { respondents } of results) {
    for (const [role, number] of Object.entries(respondents?.roles || {})) roles.add(role, number);
  }
  const answers = model.questions.map((question) => [question.id, merged(model, question, results, count)]);
  return {
    model: results[0].model,
    version: latest(
      results.map((result) => result.version),
      order,
    ),
    ...said({ side: sides.length === 1 ? sides[0] : "all", team: results[0].team }),
    date: latest(
      results.map((result) => result.date),
      compare,
    ),
    method: methods.length === 1 ? methods[0] : "facilitated",
    state: "draft",
    ...said({
      example: results.some((result) => result.example),
      respondents: {
        count,
        ...said({
          roles: count >= model.limits.fewest ? Object.fromEntries([...roles].sort(([a], [b]) => compare(a, b))) : {},
        }),
      },
      answers: Object.fromEntries(answers.filter(([, answer]) => answer)),
      targets: targets(model, results),
      actions: actions(model, results),
    }),
  };
}

// What everybody together says to one question; null when nobody says anything.
/** @type {(model: Model, question: Question, results: Result[], count: number) => Answer | null} */
function merged(model, question, results, count) {
  const given = results.flatMap((result) => {
    const answer = answerTo(model, result, question);
    return answer ? [{ answer, result }] : [];
  });
  if (!given.length) return null;
  const [voices, ticked, reasons, sure] = Array.from({ length: 4 }, () => new Counts());
  for (const { answer, result } of given) {
    const told = voicesOf(model, question, answer, result);
    for (const [choice, number] of told) voices.add(choice, number);
    for (const id of unique(answer.criteria || [])) ticked.add(id, answered(told));
    reasons.add(answer.na || "", told.of(NOT_APPLICABLE));
    sure.add(answer.confidence || 0, heads(result));
  }
  const shown = given.flatMap(({ answer }) => answer.evidence || []);
  /** @type {[string[], Evidence][]} */
  const evidence = shown.map((one) => [[one.title, one.url || ""], one]);
  return {
    ...outcome(model, question, voices, reasons, count),
    ...said({
      criteria: question.criteria.map((one) => one.id).filter((id) => 2 * ticked.of(id) > answered(voices)),
      confidence: medianOf(sure, model.limits.sure),
      note: unique(given.flatMap(({ answer }) => answer.note || []))
        .sort(compare)
        .join("; "),
      evidence: sorted(evidence),
    }),
  };
}

// The votes, where there are enough people for them, else the answer that they come to.
/** @type {(model: Model, question: Question, voices: Counts<string>, reasons: Counts<string>, count: number) => Answer} */
function outcome(model, question, voices, reasons, count) {
  const names = choices(model, question);
  const votes = [...names, UNKNOWN].filter((choice) => voices.of(choice)).map((choice) => [choice, voices.of(choice)]);
  const median = lowerMedian(names.map((choice) => voices.of(choice)));
  if (votes.length && count >= model.limits.fewest) return { votes: Object.fromEntries(votes) };
  if (median !== null) return question.ladder ? { level: levelNumbers(model)[median] } : { answer: names[median] };
  if (votes.length) return { unknown: true };
  if (voices.of(NOT_APPLICABLE))
    return { na: model.limits.reasons.find((reason) => reasons.of(reason) === Math.max(...reasons.values())) };
  return {};
}

// How many people of one result say what: a choice, that they do not know, or that it is not applicable.
/** @type {(model: Model, question: Question, answer: Answer, result: Result) => Counts<string>} */
function voicesOf(model, question, answer, result) {
  const names = choices(model, question);
  if (answer.na) return new Counts(question.na ? [[NOT_APPLICABLE, heads(result)]] : []);
  const counts = histogram(model, question, answer);
  /** @type {[string, number][]} */
  const votes = names.map((choice, i) => [choice, counts[i]]);
  votes.push([UNKNOWN, under(answer.votes, UNKNOWN) || 0]);
  if (people(result) >= model.limits.fewest && votes.some(([, number]) => number)) return new Counts(votes);
  if (answer.unknown) return new Counts([[UNKNOWN, heads(result)]]);
  const choice = agreed(model, question, answer);
  return new Counts(choice === null ? [] : [[names[choice], heads(result)]]);
}

// How many of the voices chose something.
/** @type {(voices: Counts<string>) => number} */
function answered(voices) {
  return [...voices].reduce(
    (all, [choice, number]) => all + (choice === UNKNOWN || choice === NOT_APPLICABLE ? 0 : number),
    0,
  );
}

// The lower median of counted numbers, of those on a scale.
/** @type {<T extends number>(counts: Counts<T>, scale: T[]) => T | null} */
function medianOf(counts, scale) {
  const place = lowerMedian(scale.map((number) => counts.of(number)));
  return place === null ? null : scale[place];
}

// Of pairs [texts, value] the values in the order of their texts, each once.
/** @type {<T>(pairs: [string[], T][]) => T[]} */
function sorted(pairs) {
  const once = new Map(pairs.map((pair) => [JSON.stringify(pair[0]), pair]));
  return [...once.values()].sort(([a], [b]) => compareAll(a, b)).map(([, value]) => value);
}

// For each dimension the lower median of the targets, with the latest day of those that aim there.
/** @type {(model: Model, results: Result[]) => Record<string, Target>} */
function targets(model, results) {
  /** @type {[string, Target][]} */
  const found = model.dimensions.flatMap(({ id }) => {
    const aims = results.flatMap((result) => {
      const aim = under(result.targets, id);
      return aim ? [{ aim, number: heads(result) }] : [];
    });
    const counts = new Counts();
    for (const { aim, number } of aims) counts.add(aim.level, number);
    const level = medianOf(counts, levelNumbers(model));
    if (level === null) return [];
    const days = aims.flatMap(({ aim }) => (aim.level === level && aim.by ? [aim.by] : []));
    return [[id, { level, ...(days.length ? { by: latest(days, compare) } : {}) }]];
  });
  return Object.fromEntries(found);
}

// Every next step once, in the order of the questions, those due first before the others.
/** @type {(model: Model, results: Result[]) => Action[]} */
function actions(model, results) {
  const ids = model.questions.map((question) => question.id);
  /** @type {(id: string) => string} */
  const place = (id) => String(ids.includes(id) ? ids.indexOf(id) : ids.length).padStart(9, "0");
  const steps = results
    .flatMap((result) => result.actions || [])
    .map((step) => {
      const id = (byId(model).get(step.question) || { id: step.question }).id;
      const told = [step.due || "9999", step.to || "", step.owner || "", step.go || "", step.note || "", id];
      /** @type {[string[], Action]} */
      const placed = [[place(id), ...told], { ...step, question: id }];
      return placed;
    });
  return sorted(steps);
}
