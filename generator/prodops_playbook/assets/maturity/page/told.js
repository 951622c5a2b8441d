// What the score of the page's answers says, in words and in order.

import { nextSteps } from "../profile.js";
import { numbers, replies } from "../replies.js";
import { open, score, unsettled } from "../scores.js";
import { broken } from "../trends.js";
import { levelInWords } from "../wording.js";
import { whose } from "./sheet.js";

const LEAP = 2; // so many levels above the last answer want something that shows it

export function levelWords(found, dimension) {
  const [unknown, unanswered] = ["unknown", "unanswered"].map((state) => open(found, dimension.id, state));
  return levelInWords(found.dimensions[dimension.id], unknown, unanswered);
}

// A level with its name: "3, On purpose".
export function named(model, level) {
  const { name } = model.levels[level - model.lowest] || {};
  return name ? `${level}, ${name}` : String(level);
}

// Where a dimension stands, as the tables say it: "3, On purpose", "3, On purpose; not agreed yet", "1 to 4: two not answered".
export function standing(found, dimension) {
  const { level } = found.dimensions[dimension.id];
  const words = levelWords(found, dimension);
  const said = level !== null && words === String(level) ? named(found.model, level) : words;
  return unsettled(found, dimension.id) ? `${said}; not agreed yet` : said;
}

// The committed result that came before this one, scored; null where there is none that can be compared.
export function lastTime({ model, last }, result) {
  const before = last.find((one) => whose(one) === whose(result) && (!result.date || one.date < result.date));
  if (!before || numbers(before.version)[0] !== numbers(model.version)[0]) return null;
  return { date: before.date, score: score(model, before) };
}

// The level that a dimension had last time; null where the two cannot be compared.
export function levelBefore(before, found, id) {
  return before && !broken(before.score, found, id) ? before.score.dimensions[id].level : null;
}

// The latest score of every side that has one, this one's answers in the place of its own.
export function sides({ model, last }, found) {
  if (model.subject !== "function") return {};
  const own = whose(found.result);
  const others = last.filter((one) => one.side !== own && numbers(one.version)[0] === numbers(model.version)[0]);
  const scores = others.map((one) => [one.side, score(model, one)]);
  return Object.fromEntries(own ? [[own, found], ...scores] : scores);
}

// What to do next, each record once: [{question, level, to, go, title}].
export function steps(found) {
  const seen = new Set();
  return nextSteps(found).flatMap(({ dimension, question, level, go }) => {
    if (seen.has(go.record)) return [];
    seen.add(go.record);
    const ladder = found.replies.get(question).question.ladder;
    const { title } = found.model.dimensions.find((one) => one.id === dimension);
    return [{ question, level, go, title, ...(ladder ? { to: String(level) } : {}) }];
  });
}

// Answers far above those of last time with nothing that shows them: `playbook check` asks for it too.
export function leaps(about, result) {
  const before = lastTime(about, result);
  if (!before) return [];
  const now = new Map(replies(about.model, result).map((reply) => [reply.question.id, reply.choice]));
  return [...before.score.replies].flatMap(([id, { choice, question }]) => {
    const more = choice === null || (now.get(id) ?? null) === null ? 0 : now.get(id) - choice;
    if (more < LEAP || result.answers[id]?.evidence) return [];
    return `Question ${about.model.questions.indexOf(question) + 1} is ${more} ${question.ladder ? "levels" : "options"} above last time. What shows it?`;
  });
}
