// A result, as its file says it (data/assessments), in the form of JSON. Whatever arrives from storage, a link or a file is
// read into a new one: only what a result has, each part of its kind. Nothing of it is ever read as HTML.

import { fits, isMapping, mapping, word } from "../../forms.js";
import { quoted, say } from "../../words.js";
import { byId, choices, order, top, UNKNOWN, whose } from "../replies.js";

/**
 * @import { Action, Answer, Evidence, Limits, Model, Question, Result, Target } from "../embedding.js"
 * @import { About } from "./model.js"
 */

/**
 * A result of which every part is there, as the page keeps it.
 * @typedef {object} Parts
 * @property {string} method
 * @property {string} state
 * @property {{ count: number, roles: Record<string, number> }} respondents
 * @property {Record<string, Answer>} answers
 * @property {Record<string, Target>} targets
 * @property {Action[]} actions
 */

/** @typedef {Omit<Result, keyof Parts> & Parts} Full */

/** @typedef {Pick<About, "model" | "whose">} Fitting */

/** @typedef {(words: string) => void} Tell */

/** @typedef {Record<string, unknown>} Raw */

const METHODS = ["self", "facilitated", "peer", "external"];
export const ALL = "all"; // every side of a function together
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 500;

export { whose };

// Why something cannot be read, in a sentence for people.
export class Refused extends Error {}

/** @type {(model: Model, whose?: string) => Full} */
export function blank(model, whose = "") {
  const named = model.subject === "team" ? { team: whose } : { side: whose };
  return {
    model: model.id,
    version: model.version,
    ...named,
    date: "",
    method: "self",
    state: "submitted",
    respondents: { count: 0, roles: {} },
    answers: {},
    targets: {},
    actions: [],
  };
}

// How something is answered: the choice as results write it, "na", "unknown" or "".
/** @type {(answer?: Answer) => string} */
export function given(answer = {}) {
  if (answer.na) return "na";
  if (answer.unknown) return UNKNOWN;
  return String(answer.level ?? answer.answer ?? "");
}

// The same answer with another choice; what was said about it stays.
/** @type {(question: Question, answer: Answer | undefined, choice: string) => Answer} */
export function choose(question, answer, choice) {
  const { level: _level, answer: _answer, na: _na, unknown: _unknown, ...rest } = answer || {};
  if (!choice) return rest;
  if (choice === UNKNOWN) return { unknown: true, ...rest };
  if (choice === "na") return { na: answer?.na || "out_of_scope", ...rest };
  return question.ladder ? { level: Number(choice), ...rest } : { answer: choice, ...rest };
}

// Whether anything stands in it that would be missed.
/** @type {(result: Pick<Full, "answers" | "targets" | "actions">) => boolean} */
export function empty(result) {
  return ![result.answers, result.targets, result.actions].some((part) => Object.keys(part).length);
}

// Without what would tell who said what.
/** @type {(model: Model, result: Full) => Full} */
export function quiet({ limits }, result) {
  if (result.respondents.count >= limits.fewest) return result;
  const answers = Object.entries(result.answers).map(([id, { votes: _votes, ...rest }]) => [id, rest]);
  return { ...result, respondents: { ...result.respondents, roles: {} }, answers: Object.fromEntries(answers) };
}

// Reading

/** @type {(value: unknown, longest?: number) => string} */
function text(value, longest = LONGEST) {
  if (typeof value !== "string" && typeof value !== "number") return "";
  const line = String(value)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\s]+/gu, " ")
    .replaceAll("[[", "[ [")
    .trim();
  return line.slice(0, longest);
}

/** @type {(value: unknown, lowest: number, highest: number) => number | null} */
function whole(value, lowest, highest) {
  const number = /^\d{1,6}$/.test(word(value)) ? Number(value) : -1;
  return number >= lowest && number <= highest ? number : null;
}

/** @type {(value: unknown) => string} */
function day(value) {
  if (!fits(/^\d{4}-\d\d-\d\d$/, value)) return "";
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : "";
}

// Whether something is written there: empty texts, null, and lists and groups of nothing else count as absent.
/** @type {(value: unknown) => boolean} */
const said = (value) =>
  typeof value === "object" && value !== null ? Object.values(value).some(said) : Boolean(value) || value === 0;
/** @type {(value: unknown) => boolean} */
const holds = (value) => value === true || value === "true";

// The form of each part of a result. Another one is told, not passed over: somebody meant something by it.
/** @type {Record<string, (value: unknown) => boolean>} */
const RESULT = {
  date: (value) => day(value) !== "",
  method: (value) => METHODS.includes(word(value)),
  state: (value) => value === "draft" || value === "submitted",
  respondents: isMapping,
  answers: isMapping,
  targets: isMapping,
  actions: Array.isArray,
};
/** @type {Record<string, (value: unknown, limits: Limits) => boolean>} */
const ANSWER = {
  criteria: Array.isArray,
  votes: isMapping,
  confidence: (value, { sure }) => whole(value, sure[0], sure.length) !== null,
  note: (value) => typeof value === "string" || text(value) !== "",
  evidence: Array.isArray,
};

/** @type {(forms: Record<string, (value: unknown, limits: Limits) => boolean>, raw: Raw, limits: Limits) => string[]} */
function wrongForms(forms, raw, limits) {
  return Object.entries(forms)
    .filter(([part, form]) => said(raw[part]) && !form(raw[part], limits))
    .map(([part]) => part);
}

/** @type {(question: Question) => string} */
const answerTo = ({ id }) => say("the answer to “%(id)s”", { id });

// How one answer says what it says. `told` names it in a sentence; `wrong` is told of what the question does not have.
/** @type {(model: Model, question: Question, raw: Raw, told: string, wrong: Tell) => Answer} */
function fitChoice(model, question, raw, told, wrong) {
  const value = question.ladder ? raw.level : raw.answer;
  if (said(raw.na)) {
    if (question.na && model.limits.reasons.includes(word(raw.na))) return { na: word(raw.na) };
    wrong(say("%(answer)s cannot be “not applicable” for %(what)s", { answer: told, what: text(raw.na, 40) }));
  } else if (holds(raw.unknown)) return { unknown: true };
  else if (said(value)) {
    if (choices(model, question).includes(word(value))) return choose(question, {}, word(value));
    wrong(say("%(answer)s has no choice %(what)s", { answer: told, what: text(value, 40) }));
  } else if (said(question.ladder ? raw.answer : raw.level))
    wrong(say("%(answer)s is of another kind", { answer: told }));
  return {};
}

/** @type {(model: Model, question: Question, raw: Raw, told: string, wrong: Tell) => Record<string, number>} */
function fitVotes(model, question, raw, told, wrong) {
  /** @type {Record<string, number>} */
  const votes = {};
  const known = [...choices(model, question), UNKNOWN];
  for (const [choice, count] of Object.entries(mapping(raw.votes))) {
    const number = whole(count, 0, model.limits.people);
    if (number === null || !known.includes(choice))
      wrong(say("%(answer)s has votes for %(what)s", { answer: told, what: text(choice, 40) }));
    else if (number) votes[choice] = number;
  }
  return votes;
}

// The parts of one answer that the question has; `wrong` is told of the others.
/** @type {(model: Model, question: Question, raw: Raw, wrong: Tell) => Answer} */
function fitAnswer(model, question, raw, wrong) {
  const told = answerTo(question);
  const { limits } = model;
  for (const part of wrongForms(ANSWER, raw, limits))
    wrong(
      say("%(part)s of %(answer)s is written in a form that it does not have", { part: quoted(part), answer: told }),
    );
  const answer = fitChoice(model, question, raw, told, wrong);
  const criteria = Array.isArray(raw.criteria) ? raw.criteria.map(word) : [];
  const known = question.criteria.map((one) => one.id).filter((id) => criteria.includes(id));
  if (known.length < new Set(criteria).size)
    wrong(say("%(answer)s ticks what the question does not have", { answer: told }));
  if (known.length) answer.criteria = known;
  const votes = fitVotes(model, question, raw, told, wrong);
  if (said(votes)) answer.votes = votes;
  const confidence = whole(raw.confidence ?? "", limits.sure[0], limits.sure.length);
  if (confidence) answer.confidence = confidence;
  if (text(raw.note)) answer.note = text(raw.note);
  const evidence = (Array.isArray(raw.evidence) ? raw.evidence : [])
    .slice(0, 20)
    .flatMap((one) => fitEvidence(one) ?? []);
  if (evidence.length) answer.evidence = evidence;
  return answer;
}

/** @type {(raw: unknown) => Evidence | null} */
export function fitEvidence(raw) {
  const [title, url] =
    typeof raw === "string" ? [text(raw), ""] : [text(mapping(raw).title), text(mapping(raw).url, 2000)];
  if (!title) return null;
  return /^(https?:\/\/[^\s/]\S*|mailto:\S+@\S+)$/i.test(url) ? { title, url } : { title };
}

/** @type {(model: Model, known: Map<string, Question>, raw: Raw, wrong: Tell) => Action | null} */
function fitAction(model, known, raw, wrong) {
  const question = known.get(word(raw.question));
  if (!question) {
    wrong(say("a next step is for “%(question)s”, which is not asked", { question: text(raw.question, 60) }));
    return null;
  }
  /** @type {Action} */
  const action = { question: question.id };
  if (choices(model, question).includes(word(raw.to))) action.to = word(raw.to);
  if (text(raw.note)) action.note = text(raw.note);
  if (fits(NAME, raw.owner)) action.owner = raw.owner;
  if (day(raw.due)) action.due = day(raw.due);
  if (fits(/^[a-z]+:[a-z0-9.-]+$/, raw.go)) action.go = raw.go;
  return action;
}

// The version of a result. Throws Refused where it is none of this model at all, or of a version that this page cannot read.
/** @type {(model: Model, raw: Raw) => string} */
function refuse(model, raw) {
  if (!said(raw.model) || !said(raw.version))
    throw new Refused(say("This is no result: it does not say of which model it is."));
  if (raw.model !== model.id)
    throw new Refused(say("This answers another model, “%(model)s”.", { model: text(raw.model, 60) }));
  const { version } = raw;
  if (!fits(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, version))
    throw new Refused(say("Its version is none: it has three numbers."));
  if (order(version, model.version) > 0) {
    throw new Refused(
      say("This answers version %(version)s, and this page still asks %(now)s. Load the page again.", {
        version,
        now: model.version,
      }),
    );
  }
  if (version.split(".")[0] !== model.version.split(".")[0]) {
    throw new Refused(
      say("This answers version %(version)s. Its answers cannot be compared with those of %(now)s.", {
        version,
        now: model.version,
      }),
    );
  }
  return version;
}

/** @type {(kind: "team" | "side", name: string) => string} */
const noSuch = (kind, name) =>
  kind === "team"
    ? say("there is no team “%(name)s” here", { name })
    : say("there is no side “%(name)s” here", { name });

// Whose result it is, how many took part, and the rest of what stands above its answers.
/** @type {(about: Fitting, version: string, raw: Raw, wrong: Tell) => Full} */
function fitHead(about, version, raw, wrong) {
  const result = { ...blank(about.model, ""), version };
  const name = about.model.subject === "team" ? "team" : "side";
  if (said(raw[name])) {
    const known = about.whose.find((one) => one.id === raw[name]);
    if (known) result[name] = known.id;
    else wrong(noSuch(name, text(raw[name], 60)));
  }
  result.date = day(raw.date);
  if (METHODS.includes(word(raw.method))) result.method = word(raw.method);
  if (raw.state === "draft") result.state = "draft";
  for (const part of wrongForms(RESULT, raw, about.model.limits))
    wrong(say("%(part)s is written in a form that it does not have", { part: quoted(part) }));
  const people = mapping(raw.respondents);
  result.respondents.count = whole(people.count ?? "", 0, about.model.limits.people) || 0;
  if (people.count && said(people.count) && !result.respondents.count) wrong(say("how many took part is no number"));
  for (const [role, count] of Object.entries(mapping(people.roles))) {
    const number = whole(count, 1, about.model.limits.people);
    if (NAME.test(role) && number) result.respondents.roles[role] = number;
  }
  return result;
}

// The answers by the ids of today's questions, and in `gone` the ids of those that are no longer asked.
/** @type {(model: Model, raw: Raw, wrong: Tell) => { answers: Record<string, Answer>, gone: string[] }} */
function fitAnswers(model, raw, wrong) {
  /** @type {Record<string, Answer>} */
  const answers = {};
  const gone = [];
  const ids = byId(model);
  const retired = new Set(model.retired);
  for (const [id, answer] of Object.entries(mapping(raw.answers)).filter(([, answer]) => said(answer))) {
    const question = ids.get(id);
    if (question) {
      if (!isMapping(answer))
        wrong(say("%(part)s is written in a form that it does not have", { part: answerTo(question) }));
      const read = fitAnswer(model, question, mapping(answer), wrong);
      if (said(read)) answers[question.id] = read;
    } else if (retired.has(id)) gone.push(id);
    else wrong(say("there is no question “%(id)s”", { id: text(id, 60) }));
  }
  return { answers, gone };
}

/** @type {(model: Model, raw: Raw, wrong: Tell) => Record<string, Target>} */
function fitTargets(model, raw, wrong) {
  /** @type {Record<string, Target>} */
  const targets = {};
  for (const [id, target] of Object.entries(mapping(raw.targets)).filter(([, target]) => said(target))) {
    const level = whole(mapping(target).level ?? "", model.lowest, top(model));
    const by = day(mapping(target).by);
    if (!model.dimensions.some((one) => one.id === id))
      wrong(say("there is nothing called “%(id)s” to aim at", { id: text(id, 60) }));
    else if (level === null) wrong(say("the target of “%(id)s” is no level", { id }));
    else targets[id] = { level, ...(by ? { by } : {}) };
  }
  return targets;
}

// The result in whatever arrived: {result, gone, wrong}. `gone`: answers to questions that are no longer asked; `wrong`:
// sentences about what does not fit the model. Throws Refused where it is no result of this model at all.
/** @type {(about: Fitting, value: unknown) => { result: Full, gone: string[], wrong: string[] }} */
export function fit(about, value) {
  const { model } = about;
  const raw = mapping(value);
  const version = refuse(model, raw);
  /** @type {string[]} */
  const found = [];
  /** @type {Tell} */
  const wrong = (words) => found.push(words);
  const result = fitHead(about, version, raw, wrong);
  const { answers, gone } = fitAnswers(model, raw, wrong);
  const targets = fitTargets(model, raw, wrong);
  const actions = (Array.isArray(raw.actions) ? raw.actions : []).slice(0, 20);
  const steps = actions.flatMap((one) => fitAction(model, byId(model), mapping(one), wrong) ?? []);
  return { result: quiet(model, { ...result, answers, targets, actions: steps }), gone, wrong: found };
}
