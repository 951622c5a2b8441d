// Several results, of single people or of groups, as one result with votes. How what they say is read stands in
// maturity/merging.py, which this follows.

import { agreed, answerTo, choices, FEWEST, histogram, numbers, order, people, UNKNOWN } from "./replies.js";
import { lowerMedian } from "./respondents.js";

const REASONS = ["out_of_scope", "owned_elsewhere", "business_priority", "other"];
const SURE = [1, 2, 3, 4, 5];
const NOT_APPLICABLE = ""; // among voices; no choice has an empty name

const unique = (values) => [...new Set(values)];
const head = (result) => Math.max(people(result), 1);
const before = (a, b) => (a < b ? -1 : Number(a > b));

// Why these results cannot become one, as a sentence; "" when they can.
export function cannotMerge(model, results) {
  if (!results.length) return "There is no result to merge.";
  const others = unique(results.map((result) => result.model)).filter((id) => id !== model.id).sort();
  if (others.length) return `Not all of these answer the model ${model.id}: ${others.join(", ")}.`;
  if (unique(results.map((result) => numbers(result.version)[0])).length > 1) {
    const versions = unique(results.map((result) => result.version)).sort(order);
    return `These answer versions whose answers cannot be compared: ${versions.join(", ")}.`;
  }
  const teams = unique(results.map((result) => result.team || "")).sort();
  if (teams.length > 1) return `These are of different teams: ${teams.map((team) => team || "none").join(", ")}.`;
  return "";
}

// One result of all of them, under the questions' ids of today. Call it where `cannotMerge` says nothing.
export function merge(model, results) {
  const sides = unique(results.map((result) => result.side || ""));
  const methods = unique(results.map((result) => result.method));
  const count = results.reduce((all, result) => all + head(result), 0);
  const roles = {};
  for (const result of results) {
    for (const [role, number] of Object.entries((result.respondents || {}).roles || {})) roles[role] = (roles[role] || 0) + number;
  }
  const answers = model.questions.map((question) => [question.id, merged(model, question, results, count)]);
  const side = sides.length === 1 ? sides[0] : "all";
  return {
    model: model.id,
    version: results.map((result) => result.version).sort(order).at(-1),
    ...(results[0].team ? { team: results[0].team } : { side }),
    date: results.map((result) => result.date).sort().at(-1),
    method: methods.length === 1 ? methods[0] : "facilitated",
    state: "draft",
    respondents: { count, roles: count >= FEWEST ? Object.fromEntries(Object.entries(roles).sort(([a], [b]) => before(a, b))) : {} },
    answers: Object.fromEntries(answers.filter(([, answer]) => answer)),
    targets: targets(model, results),
    actions: actions(model, results),
  };
}

// What everybody together says to one question; null when nobody says anything.
function merged(model, question, results, count) {
  const given = results.map((result) => [answerTo(model, result, question), result]).filter(([answer]) => answer);
  if (!given.length) return null;
  const [voices, ticked, reasons, sure] = [{}, {}, {}, {}];
  const add = (counts, name, number) => { counts[name] = (counts[name] || 0) + number; };
  for (const [answer, result] of given) {
    const said = voicesOf(model, question, answer, result);
    for (const [choice, number] of Object.entries(said)) add(voices, choice, number);
    for (const id of unique(answer.criteria || [])) add(ticked, id, answered(said));
    add(reasons, answer.na || "", said[NOT_APPLICABLE] || 0);
    add(sure, answer.confidence || 0, head(result));
  }
  const options = choices(model, question);
  const votes = Object.fromEntries([...options, UNKNOWN].filter((choice) => voices[choice]).map((choice) => [choice, voices[choice]]));
  const median = lowerMedian(options.map((choice) => voices[choice] || 0));
  const kept = {};
  if (Object.keys(votes).length && count >= FEWEST) kept.votes = votes;
  else if (median !== null) Object.assign(kept, question.ladder ? { level: median + 1 } : { answer: options[median] });
  else if (Object.keys(votes).length) kept.unknown = true;
  else if (voices[NOT_APPLICABLE]) {
    const most = Math.max(...Object.values(reasons));
    kept.na = REASONS.find((reason) => reasons[reason] === most);
  }
  const criteria = question.criteria.map((one) => one.id).filter((id) => 2 * (ticked[id] || 0) > answered(voices));
  if (criteria.length) kept.criteria = criteria;
  const confidence = medianOf(sure, SURE);
  if (confidence) kept.confidence = confidence;
  const note = unique(given.map(([answer]) => answer.note).filter(Boolean)).sort(before).join("; ");
  if (note) kept.note = note;
  const shows = given.flatMap(([answer]) => answer.evidence || []);
  const evidence = shows.filter((one, i) => shows.findIndex((other) => other.title === one.title && (other.url || "") === (one.url || "")) === i);
  evidence.sort((a, b) => before(a.title, b.title) || before(a.url || "", b.url || ""));
  if (evidence.length) kept.evidence = evidence;
  return kept;
}

// How many people of one result say what: a choice, that they do not know, or that it is not applicable.
function voicesOf(model, question, answer, result) {
  const options = choices(model, question);
  if (answer.na) return question.na ? { [NOT_APPLICABLE]: head(result) } : {};
  const votes = histogram(model, question, answer);
  const unsure = (answer.votes || {})[UNKNOWN] || 0;
  if (people(result) >= FEWEST && (unsure || votes.some(Boolean))) {
    return Object.fromEntries([...options.map((choice, i) => [choice, votes[i]]), [UNKNOWN, unsure]]);
  }
  if (answer.unknown) return { [UNKNOWN]: head(result) };
  const choice = agreed(model, question, answer);
  return choice === null ? {} : { [options[choice]]: head(result) };
}

// How many of the voices chose something.
function answered(voices) {
  return Object.entries(voices).reduce((all, [choice, number]) => all + (choice === UNKNOWN || choice === NOT_APPLICABLE ? 0 : number), 0);
}

// The lower median of counted numbers, of those on a scale.
function medianOf(counts, scale) {
  const place = lowerMedian(scale.map((number) => counts[number] || 0));
  return place === null ? null : scale[place];
}

// For each dimension the lower median of the targets, with the latest day of those that aim there.
function targets(model, results) {
  const found = {};
  for (const { id } of model.dimensions) {
    const aims = results.filter((result) => (result.targets || {})[id]).map((result) => [result.targets[id], head(result)]);
    const counts = {};
    for (const [{ level }, number] of aims) counts[level] = (counts[level] || 0) + number;
    const level = medianOf(counts, model.levels.map((_, i) => i + 1));
    const days = aims.filter(([aim]) => aim.level === level && aim.by).map(([aim]) => aim.by).sort();
    if (level !== null) found[id] = { level, ...(days.length ? { by: days.at(-1) } : {}) };
  }
  return found;
}

// Every next step once, in the order of the questions, those due first before the others.
function actions(model, results) {
  const ids = model.questions.map((question) => question.id);
  const place = (step) => (ids.includes(step.question) ? ids.indexOf(step.question) : ids.length);
  const told = (step) => [step.due || "9999", step.to || "", step.owner || "", step.go || "", step.note || ""];
  const steps = results.flatMap((result) => result.actions || []).map((step) => {
    const question = model.questions.find((one) => one.id === step.question || one.was.includes(step.question));
    return question ? { ...step, question: question.id } : step;
  });
  const known = new Map(steps.map((step) => [JSON.stringify([step.question, ...told(step)]), step]));
  return [...known.values()].sort((a, b) => place(a) - place(b) || before(JSON.stringify(told(a)), JSON.stringify(told(b))));
}
