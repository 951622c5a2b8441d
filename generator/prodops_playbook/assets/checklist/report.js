// A run as text: Markdown for an issue or a page, plain text for a chat, a line for the record's own file.

function counted(list, run) {
  const open = list.items.filter((item) => item.must && !run.ticks[item.id]).length;
  const done = list.items.filter((item) => run.ticks[item.id]).length;
  return { done, open, all: list.items.length };
}

export function progress(list, run) {
  const { done, open, all } = counted(list, run);
  const must =
    open === 0 ? "nothing that must not be missed is open" : `${open === 1 ? "one" : open} must-not-miss open`;
  return `${done} of ${all}, ${must}`;
}

function head(list, run) {
  return list.fields.filter((name) => run.fields[name]).map((name) => `${name}: ${run.fields[name]}`);
}

function end(list, run) {
  const lines = [`${progress(list, run)}.`];
  if (run.outcome) lines.push(`Outcome: ${run.outcome}${run.decided ? `. Decided by ${run.decided}.` : "."}`);
  if (run.conditions) lines.push(`Conditions, or what must change: ${run.conditions}`);
  if (run.finished) lines.push(`Finished on ${run.finished}.`);
  return lines;
}

function row(item, run, bold) {
  const must = item.must ? `${bold("Must not miss:")} ` : "";
  const who = item.who ? ` (${item.who})` : "";
  const asked = item.shows ? ` (evidence asked: ${item.shows})` : "";
  const evidence = run.evidence[item.id] ? ` (evidence: ${run.evidence[item.id]})` : asked;
  return `[${run.ticks[item.id] ? "x" : " "}] ${must}${item.text}${who}${evidence}`;
}

// The list as it is divided: [title, items], the title "" where a part has none.
function sections(list) {
  const found = [];
  for (const item of list.items) {
    if (!found.length || found.at(-1)[2] !== item.part) found.push([item.section, [], item.part]);
    found.at(-1)[1].push(item);
  }
  return found;
}

// What to call an item among others: with its section where another one has the same words, and with its number where
// that does not tell them apart either.
export function nameOf(list, item) {
  const alike = list.items.filter((other) => other.text === item.text);
  if (alike.length < 2) return item.text;
  const near = alike.filter((other) => other.section === item.section);
  const where = [item.section, near.length > 1 ? `number ${list.items.indexOf(item) + 1}` : ""].filter(Boolean);
  return `${item.text} (${where.join(", ")})`;
}

// What somebody typed or wrote in a record must not become a heading, a link or a mention in an issue.
function plain(text) {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+!|<>~@]/g, "\\$&");
}

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
    ...sections(safe).flatMap(([title, items]) => [
      title && `### ${title}`,
      items.map((item) => `- ${row(item, told, (words) => `**${words}**`)}`).join("\n"),
    ]),
    end(safe, told).join("\n"),
    `The list: <${address}>`,
  ];
  return `${body.filter(Boolean).join("\n\n")}\n`;
}

export function chat(list, run, address) {
  const parts = sections(list).flatMap(([title, items]) => [
    "",
    ...(title ? [title] : []),
    ...items.map((item) => row(item, run, (words) => words)),
  ]);
  const body = [list.title, ...head(list, run), ...parts, "", ...end(list, run), address];
  return `${body.join("\n")}\n`;
}

// The record's `tried`, in YAML: a JSON text is a YAML text.
export function tried(list, run, day) {
  const by = list.fields
    .filter((name) => /\bby$/i.test(name))
    .map((name) => run.fields[name])
    .find(Boolean);
  return `tried:\n  - on: ${run.finished || day}\n    by: ${JSON.stringify(by || list.runBy)}\n    changed: "Nothing yet"\n`;
}

export function issue(list, run, address, pattern) {
  const name = list.fields.map((field) => run.fields[field]).find(Boolean) || run.started;
  const title = encodeURIComponent(`${list.title}: ${name}`);
  const fill = (body) => pattern.replace("{title}", title).replace("{body}", encodeURIComponent(body));
  const whole = fill(markdown(list, run, address));
  return whole.length <= 7500 ? whole : fill(`Paste the run here. ${address}`);
}
