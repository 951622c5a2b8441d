// A result as the file in which it is kept, and back. Only the form of YAML that we write ourselves is read, here and in
// `playbook assess`; anything else is refused with its line. Every value arrives as its characters.

import { say } from "../../words.js";
import { Refused } from "./sheet.js";

/**
 * @import { Answer } from "../embedding.js"
 * @import { Full } from "./sheet.js"
 */

/**
 * One line of a file: how far in it stands, and what it says without its comment.
 * @typedef {{ indent: number, text: string, number: number }} Line
 */

const DEEPEST = 12;

// Writing

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

// Reading

// One line of a file: how far in it stands, and what it says without its comment.
/** @type {(raw: string, number: number) => Line} */
function lineOf(raw, number) {
  const indent = raw.length - raw.replace(/^ +/, "").length;
  let quote = "";
  let end = raw.length;
  for (let i = indent; i < raw.length; i += 1) {
    const letter = raw[i];
    if (quote === '"' && letter === "\\") i += 1;
    else if (quote) quote = letter === quote ? "" : quote;
    else if (/["']/.test(letter) && (!i || /[\s[{,:-]/.test(raw[i - 1]))) quote = letter;
    else if (letter === "#" && (i === indent || /\s/.test(raw[i - 1]))) {
      end = i;
      break;
    }
  }
  return { indent, text: raw.slice(indent, end).trimEnd(), number };
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    const lines = text
      .replace(/^\uFEFF/, "")
      .split(/\r\n?|\n/)
      .map((raw, i) => lineOf(raw, i + 1));
    this.lines = lines.filter((line) => line.text);
    this.at = 0;
  }

  /** @type {(number?: number) => never} */
  refuse(number = (this.lines[this.at] || this.lines.at(-1) || { number: 1 }).number) {
    throw new Refused(
      say(
        "Line %(line)s is written in a way that this page does not read. It reads files that it wrote itself, or “playbook assess”.",
        { line: number },
      ),
    );
  }

  get line() {
    return this.lines[this.at];
  }

  // What stands below, at this depth or deeper.
  /** @type {(deep?: number) => unknown} */
  block(deep = 0) {
    if (deep > DEEPEST) this.refuse();
    const { indent, text } = this.line;
    return /^-( |$)/.test(text) ? this.list(indent, deep) : this.mapping(indent, deep);
  }

  /** @type {(indent: number, deep: number) => Record<string, unknown>} */
  mapping(indent, deep) {
    const made = Object.create(null);
    while (this.line && this.line.indent === indent) {
      const match = /^([A-Za-z0-9_.-]+|"[A-Za-z0-9_.-]+"|'[A-Za-z0-9_.-]+'):(?: +(.*))?$/s.exec(this.line.text);
      if (!match) return this.refuse();
      const name = match[1].replace(/["']/g, "");
      if (name in made || name === "__proto__") this.refuse();
      const { number } = this.line;
      this.at += 1;
      made[name] = match[2] ? this.value(match[2], number) : this.below(indent, deep);
    }
    if (this.line && this.line.indent > indent) this.refuse();
    return made;
  }

  // The value of a name without one on its own line. A list may stand as far in as its name.
  /** @type {(indent: number, deep: number) => unknown} */
  below(indent, deep) {
    const next = this.line;
    if (next && (next.indent > indent || (next.indent === indent && /^-( |$)/.test(next.text))))
      return this.block(deep + 1);
    return "";
  }

  /** @type {(indent: number, deep: number) => unknown[]} */
  list(indent, deep) {
    const made = [];
    while (this.line && this.line.indent === indent && /^-( |$)/.test(this.line.text)) {
      const { number } = this.line;
      const inner = this.line.text.slice(1).trimStart();
      if (!inner) {
        this.at += 1;
        made.push(this.below(indent, deep));
      } else if (/^[A-Za-z0-9_.-]+:( |$)/.test(inner)) {
        const further = indent + this.line.text.length - inner.length;
        this.lines[this.at] = { indent: further, text: inner, number };
        made.push(this.mapping(further, deep + 1));
      } else {
        this.at += 1;
        made.push(this.value(inner, number));
      }
    }
    if (this.line && this.line.indent > indent) this.refuse();
    return made;
  }

  // A value on one line, whole.
  /** @type {(text: string, number: number) => unknown} */
  value(text, number) {
    const [value, rest] = this.flow(text, number, 0, /$/);
    if (rest.trim()) this.refuse(number);
    return value;
  }

  // A value at the beginning of a text, and what follows it. `ends`: where one without quotes stops.
  /** @type {(text: string, number: number, deep: number, ends?: RegExp) => [unknown, string]} */
  flow(text, number, deep, ends = /[,\]}]/) {
    if (deep > DEEPEST) this.refuse(number);
    const quoted = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(text);
    if (quoted) return [this.unquoted(quoted[0], number), text.slice(quoted[0].length)];
    if (text[0] === "[" || text[0] === "{") return this.group(text, number, deep);
    if (/^([&*!|>%@`"'?]|- )/.test(text)) this.refuse(number);
    const end = ends.exec(text);
    const plain = text.slice(0, end ? end.index : text.length);
    if (/: |:$/.test(plain)) this.refuse(number);
    return [plain.trim(), text.slice(plain.length)];
  }

  /** @type {(text: string, number: number) => string} */
  unquoted(text, number) {
    if (text[0] === "'") return text.slice(1, -1).replaceAll("''", "'");
    try {
      return JSON.parse(text.replace(/\\x([0-9a-f]{2})/gi, "\\u00$1"));
    } catch {
      return this.refuse(number);
    }
  }

  /** @type {(text: string, number: number, deep: number) => [unknown, string]} */
  group(text, number, deep) {
    const list = text[0] === "[";
    const close = list ? "]" : "}";
    const made = list ? [] : Object.create(null);
    let rest = text.slice(1).trimStart();
    while (rest && rest[0] !== close) {
      let name = "";
      if (!list) {
        const match = /^["']?([A-Za-z0-9_.-]+)["']?: */.exec(rest);
        if (!match || match[1] in made || match[1] === "__proto__") this.refuse(number);
        name = match[1];
        rest = rest.slice(match[0].length);
      }
      const [value, after] = this.flow(rest, number, deep + 1);
      if (list) made.push(value);
      else made[name] = value;
      rest = after.trimStart();
      if (rest[0] === ",") rest = rest.slice(1).trimStart();
      else if (rest[0] !== close) this.refuse(number);
    }
    if (!rest) this.refuse(number);
    return [made, rest.slice(1)];
  }
}

// What a file says, in YAML or in JSON. Throws Refused.
/** @type {(text: string) => unknown} */
export function read(text) {
  if (text.length > 1024 * 1024) throw new Refused(say("This file is too large to be a result."));
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Refused(say("This looks like JSON, but it is damaged."));
    }
  }
  const reader = new Reader(text);
  if (!reader.line) throw new Refused(say("This file is empty."));
  if (reader.line.indent) reader.refuse();
  const value = reader.block();
  if (reader.line) reader.refuse();
  return value;
}
