// A result as the file in which it is kept, letter for letter as `playbook assess` writes it. `opening.js` reads it.

/**
 * @import { Answer } from "../embedding.js"
 * @import { Full } from "./sheet.js"
 */

// A JSON text is a YAML text; what needs no quotes goes without.
/** @type {(value: unknown) => string} */
function scalar(value) {
  const plain = String(value);
  return /^[a-z0-9][a-z0-9_.-]*$/i.test(plain) || /^[a-z]+:[a-z0-9.-]+$/.test(plain) ? plain : JSON.stringify(plain);
}

/** @type {(pairs: object) => string} */
const short = (pairs) =>
  `{${Object.entries(pairs)
    .map(([name, count]) => `${name}: ${count}`)
    .join(", ")}}`;

/** @type {(answer: Answer) => string[]} */
function answerLines(answer) {
  const lines = [];
  for (const name of /** @type {const} */ (["level", "answer", "na", "unknown"]))
    if (answer[name] || answer[name] === 0) lines.push(`${name}: ${answer[name]}`);
  if (answer.criteria) lines.push(`criteria: [${answer.criteria.join(", ")}]`);
  if (answer.votes) lines.push(`votes: ${short(answer.votes)}`);
  if (answer.confidence) lines.push(`confidence: ${answer.confidence}`);
  if (answer.note) lines.push(`note: ${JSON.stringify(answer.note)}`);
  if (answer.evidence) lines.push("evidence:");
  for (const { title, url } of answer.evidence || []) {
    lines.push(`  - title: ${JSON.stringify(title)}`);
    if (url) lines.push(`    url: ${JSON.stringify(url)}`);
  }
  return lines;
}

/** @type {(result: Full) => string} */
export function write(result) {
  const lines = [`model: ${result.model}`, `version: ${result.version}`];
  for (const name of /** @type {const} */ (["side", "team"])) if (result[name]) lines.push(`${name}: ${result[name]}`);
  lines.push(`date: ${result.date}`, `method: ${result.method}`, `state: ${result.state}`);
  if (result.example) lines.push("example: true");
  const { count, roles } = result.respondents;
  if (count) lines.push("respondents:", `  count: ${count}`);
  if (count && Object.keys(roles).length) lines.push(`  roles: ${short(roles)}`);
  const answers = Object.entries(result.answers).filter(([, answer]) => answerLines(answer).length);
  if (answers.length) lines.push("answers:");
  for (const [id, answer] of answers) lines.push(`  ${id}:`, ...answerLines(answer).map((line) => `    ${line}`));
  const targets = Object.entries(result.targets);
  if (targets.length) lines.push("targets:");
  for (const [id, target] of targets) lines.push(`  ${id}: ${short(target)}`);
  if (result.actions.length) lines.push("actions:");
  for (const action of result.actions) {
    const names = /** @type {const} */ (["question", "to", "note", "owner", "due", "go"]);
    const parts = names.filter((name) => action[name]);
    for (const [i, name] of parts.entries()) lines.push(`  ${i ? " " : "-"} ${name}: ${scalar(action[name])}`);
  }
  return `${lines.join("\n")}\n`;
}
