// Filters over the tables of an index. What is chosen stands in the address, so that it can be sent to somebody.

import { locale } from "./days.js";
import { all, counted, element, wordsOf } from "./dom.js";
import { wordsIn } from "./forms.js";
import { say } from "./words.js";

/** @type {[string, string, number][]} */
const COLUMNS = [
  ["owner", say("Owner"), 2],
  ["principle", say("Principle"), 3],
];

/** @type {(cell: Element) => string[]} */
function names(cell) {
  return [...cell.querySelectorAll("a")].map(wordsOf);
}

/** @type {(chosen: Record<string, string>) => void} */
function remember(chosen) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(chosen)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
}

/** @type {(label: string, control: HTMLElement) => HTMLLabelElement} */
function field(label, control) {
  return element("label", {}, label, control);
}

/** @type {(label: string) => [HTMLInputElement, HTMLLabelElement]} */
function search(label) {
  const input = element("input", { type: "search", autocomplete: "off" });
  return [input, field(label, input)];
}

// What a table scrolls in where it is too wide.
/** @type {(table: HTMLTableElement) => HTMLElement} */
function boxOf(table) {
  const box = table.closest(".md-typeset__scrollwrap");
  return box instanceof HTMLElement ? box : table;
}

// Hides rows that do not match, and headings whose table has none left; says how many are left.
/** @type {(root: HTMLElement, rows: HTMLTableRowElement[], count: HTMLElement, matches: (row: HTMLTableRowElement) => boolean) => void} */
function apply(root, rows, count, matches) {
  let left = 0;
  for (const row of rows) {
    row.hidden = !matches(row);
    if (!row.hidden) left += 1;
  }
  for (const table of all(root, "table", HTMLTableElement)) {
    const none = ![...table.tBodies[0].rows].some((row) => !row.hidden);
    const box = boxOf(table);
    box.hidden = none;
    const above = box.previousElementSibling;
    if (above instanceof HTMLHeadingElement && above.tagName !== "H1") above.hidden = none;
  }
  tell(count, left, rows.length);
}

/** @type {(count: HTMLElement, left: number, all: number) => void} */
function tell(count, left, all) {
  count.replaceChildren(...(left === all ? [] : [counted(say("%(num)s of %(all)s", { num: left, all }))]));
}

/** @type {(root: HTMLElement) => [HTMLFormElement, HTMLElement]} */
function panel(root) {
  const made = element("form", { className: "pb-filters", on: { submit: (event) => event.preventDefault() } });
  made.setAttribute("role", "search");
  root.prepend(made);
  return [made, element("p", { role: "status" })];
}

// A choice of one or all, which the address may have made already.
/** @type {(options: string[], chosen: string | null) => HTMLSelectElement} */
function choice(options, chosen) {
  const select = element(
    "select",
    {},
    new Option(say("All"), ""),
    ...options.map((option) => new Option(option, option)),
  );
  select.value = chosen !== null && options.includes(chosen) ? chosen : "";
  return select;
}

/** @type {(root: HTMLElement) => void} */
export function index(root) {
  const rows = all(root, "tbody tr", HTMLTableRowElement);
  const asked = new URL(location.href).searchParams;
  const [form, count] = panel(root);
  const [words, wordsField] = search(say("Words"));
  words.value = asked.get("words") || "";
  form.append(wordsField);
  /** @type {{ name: string, column: number, select: HTMLSelectElement }[]} */
  const selects = [];
  for (const [name, label, column] of COLUMNS) {
    const options = [...new Set(rows.flatMap((row) => names(row.cells[column])))].sort((a, b) =>
      a.localeCompare(b, locale()),
    );
    if (options.length < 2) continue;
    const select = choice(options, asked.get(name));
    form.append(field(label, select));
    selects.push({ name, column, select });
  }
  const headings = new Map(rows.map((row) => [row, heading(row)]));
  const kinds = [...new Set(headings.values())];
  const status = choice(kinds.length > 1 ? kinds : [], asked.get("status"));
  if (kinds.length > 1) form.append(field(say("Status"), status));
  form.append(count);
  const update = () => {
    const wanted = words.value.trim().toLowerCase();
    apply(
      root,
      rows,
      count,
      (row) =>
        wordsOf(row).toLowerCase().includes(wanted) &&
        (!status.value || headings.get(row) === status.value) &&
        selects.every(({ column, select }) => !select.value || names(row.cells[column]).includes(select.value)),
    );
    remember({
      words: words.value.trim(),
      status: status.value,
      ...Object.fromEntries(selects.map(({ name, select }) => [name, select.value])),
    });
  };
  form.addEventListener("input", update);
  if ([words, status, ...selects.map(({ select }) => select)].some((control) => control.value)) update();
}

/** @type {(row: HTMLTableRowElement) => string} */
function heading(row) {
  const table = row.closest("table");
  const above = table && boxOf(table).previousElementSibling;
  if (!above || !/^H[2-6]$/.test(above.tagName)) return say("In use");
  return above.firstChild ? wordsOf(above.firstChild) : "";
}

// The doors on home: a field that leaves those with all the words.
/** @type {(root: HTMLElement) => void} */
export function doors(root) {
  const rows = all(root, "li");
  const [form, count] = panel(root);
  const [words, wordsField] = search(say("Narrow it down"));
  form.append(wordsField, count);
  form.addEventListener("input", () => {
    const wanted = wordsIn(words.value);
    for (const row of rows) row.hidden = !wanted.every((word) => wordsOf(row).toLowerCase().includes(word));
    const left = rows.filter((row) => !row.hidden).length;
    for (const more of all(root, "details", HTMLDetailsElement)) more.open = wanted.length > 0;
    tell(count, left, rows.length);
  });
}

/** @type {(root: HTMLElement) => void} */
export function finder(root) {
  const rows = all(root, "tbody tr", HTMLTableRowElement);
  const asked = new URL(location.href).searchParams;
  const [form, count] = panel(root);
  const [words, wordsField] = search(say("What are you looking for?"));
  words.value = asked.get("words") || "";
  form.append(wordsField, count);
  const update = () => {
    const wanted = wordsIn(words.value);
    apply(root, rows, count, (row) => wanted.every((word) => wordsOf(row).toLowerCase().includes(word)));
    remember({ words: words.value.trim() });
  };
  form.addEventListener("input", update);
  if (words.value) update();
}
