// A run as text: Markdown for an issue or a page, plain text for a chat, a line for the record's own file.

import { under } from "../forms.js";
import { say, several } from "../words.js";
import { isPerson } from "./page.js";

/**
 * @import { Item, List } from "./page.js"
 * @import { Run } from "./runs.js"
 */

/** @type {(list: List, run: Run) => { done: number, open: number, all: number }} */
function counted(list, run) {
  const open = list.items.filter((item) => item.must && !under(run.ticks, item.id)).length;
  const done = list.items.filter((item) => under(run.ticks, item.id)).length;
  return { done, open, all: list.items.length };
}

/** @type {(list: List, run: Run) => string} */
export function progress(list, run) {
  const { done, open, all } = counted(list, run);
  const must =
    open === 0
      ? say("nothing that must not be missed is open")
      : several("one must-not-miss open", "%(num)s must-not-miss open", open);
  return say("%(num)s of %(all)s, %(must)s", { num: done, all, must });
}

// When it was finished; nothing while it is not.
/** @type {(run: Run) => string[]} */
export const finished = (run) => (run.finished ? [say("Finished on %(day)s.", { day: run.finished })] : []);

/** @type {(list: List, run: Run) => string[]} */
function head(list, run) {
  return list.fields.filter((name) => under(run.fields, name)).map((name) => `${name}: ${run.fields[name]}`);
}

/** @type {(list: List, run: Run) => string[]} */
function end(list, run) {
  const lines = [`${progress(list, run)}.`];
  const { outcome, decided: who, conditions } = run;
  if (outcome && who) lines.push(say("Outcome: %(outcome)s. Decided by %(who)s.", { outcome, who }));
  else if (outcome) lines.push(say("Outcome: %(outcome)s.", { outcome }));
  if (conditions) lines.push(say("Conditions, or what must change: %(conditions)s", { conditions }));
  return [...lines, ...finished(run)];
}

/** @type {(item: Item, run: Run, bold: (words: string) => string) => string} */
function row(item, run, bold) {
  const asked = item.shows && say("(evidence asked: %(what)s)", { what: item.shows });
  const evidence = under(run.evidence, item.id);
  const said = [
    item.must && bold(say("Must not miss:")),
    item.text,
    item.who && `(${item.who})`,
    evidence ? say("(evidence: %(what)s)", { what: evidence }) : asked,
  ];
  return [`[${under(run.ticks, item.id) ? "x" : " "}]`, ...said.filter(Boolean)].join(" ");
}

// The list as it is divided; the title is "" where a part has none.
/** @type {(list: List) => { title: string, items: Item[] }[]} */
function sections(list) {
  /** @type {{ title: string, items: Item[], part: HTMLElement }[]} */
  const found = [];
  for (const item of list.items) {
    const last = found[found.length - 1];
    if (last?.part === item.part) last.items.push(item);
    else found.push({ title: item.section, items: [item], part: item.part });
  }
  return found;
}

// What to call an item among others: with its section where another one has the same words, and with its number where
// that does not tell them apart either.
/** @type {(list: List, item: Item) => string} */
export function nameOf(list, item) {
  const alike = list.items.filter((other) => other.text === item.text);
  if (alike.length < 2) return item.text;
  const near = alike.filter((other) => other.section === item.section);
  const where = [
    item.section,
    near.length > 1 ? say("number %(num)s", { num: list.items.indexOf(item) + 1 }) : "",
  ].filter(Boolean);
  return `${item.text} (${where.join(", ")})`;
}

// What somebody typed or wrote in a record must not become a heading, a link or a mention in an issue.
/** @type {(text: string) => string} */
function plain(text) {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+!|<>~@]/g, "\\$&");
}

/** @type {(words: string) => string} */
const strong = (words) => `**${words}**`;

/** @type {(list: List, run: Run, address: string) => string} */
export function markdown(list, run, address) {
  const safe = {
    ...list,
    title: plain(list.title),
    items: list.items.map((item) => ({
      ...item,
      text: plain(item.text),
      section: plain(item.section),
      who: plain(item.who),
      shows: plain(item.shows),
    })),
    fields: list.fields,
  };
  const told = {
    ...run,
    fields: Object.fromEntries(Object.entries(run.fields).map(([name, value]) => [name, plain(value)])),
    evidence: Object.fromEntries(Object.entries(run.evidence).map(([name, value]) => [name, plain(value)])),
    outcome: plain(run.outcome),
    conditions: plain(run.conditions),
    decided: plain(run.decided),
  };
  const body = [
    `## ${safe.title}`,
    head(safe, told).join(" · "),
    ...sections(safe).flatMap(({ title, items }) => [
      title && `### ${title}`,
      items.map((item) => `- ${row(item, told, strong)}`).join("\n"),
    ]),
    end(safe, told).join("\n"),
    say("The list: %(address)s", { address: `<${address}>` }),
  ];
  return `${body.filter(Boolean).join("\n\n")}\n`;
}

/** @type {(list: List, run: Run, address: string) => string} */
export function chat(list, run, address) {
  const parts = sections(list).flatMap(({ title, items }) => [
    "",
    ...(title ? [title] : []),
    ...items.map((item) => row(item, run, (words) => words)),
  ]);
  const body = [list.title, ...head(list, run), ...parts, "", ...end(list, run), address];
  return `${body.join("\n")}\n`;
}

// The record's `tried`, in YAML: a JSON text is a YAML text.
/** @type {(list: List, run: Run, day: string) => string} */
export function tried(list, run, day) {
  const by = list.fields
    .filter(isPerson)
    .map((name) => under(run.fields, name))
    .find(Boolean);
  const changed = say("Nothing yet");
  const said = {
    on: run.finished || day,
    by: JSON.stringify(by || list.runBy),
    changed: JSON.stringify(changed),
  };
  return `tried:\n  - on: ${said.on}\n    by: ${said.by}\n    changed: ${said.changed}\n`;
}

/** @type {(list: List, run: Run, address: string, pattern: string) => string} */
export function issue(list, run, address, pattern) {
  const name = list.fields.map((field) => under(run.fields, field)).find(Boolean) || run.started;
  const title = encodeURIComponent(`${list.title}: ${name}`);
  /** @type {(body: string) => string} */
  const fill = (body) => pattern.replace("{title}", title).replace("{body}", encodeURIComponent(body));
  const whole = fill(markdown(list, run, address));
  return whole.length <= 7500 ? whole : fill(say("Paste the run here. %(address)s", { address }));
}
