// Filters over the tables of an index. What is chosen stands in the address, so that it can be sent to somebody.

import { locale } from "./days.js";
import { adopt, all, counted, here, wordsOf } from "./dom.js";
import { wordsIn } from "./forms.js";
import { say } from "./words.js";

/** @type {Record<string, number>} */
const COLUMNS = { owner: 2, model: 2, principle: 3 };

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

// The form of a list, its field for words, and where it says how many are left.
/** @type {(root: HTMLElement) => [HTMLFormElement, HTMLInputElement, HTMLElement]} */
function panel(root) {
  const form = adopt(root, ".pb-filters", HTMLFormElement);
  form.addEventListener("submit", (event) => event.preventDefault());
  return [form, here(form, "input", HTMLInputElement), here(form, "p")];
}

// Fills a choice of one or all, which the address may have made already.
/** @type {(select: HTMLSelectElement, options: string[], chosen: string | null) => void} */
function fill(select, options, chosen) {
  select.append(...options.map((option) => new Option(option, option)));
  select.value = chosen !== null && options.includes(chosen) ? chosen : "";
}

/** @type {(root: HTMLElement) => void} */
export function index(root) {
  const rows = all(root, "tbody tr", HTMLTableRowElement);
  const asked = new URL(location.href).searchParams;
  const [form, words, count] = panel(root);
  words.value = asked.get("words") || "";
  const headings = new Map(rows.map((row) => [row, heading(row)]));
  /** @type {{ name: string, select: HTMLSelectElement, of: (row: HTMLTableRowElement) => string[] }[]} */
  const choices = all(form, "select", HTMLSelectElement).map((select) => {
    const { name } = select;
    const column = COLUMNS[name];
    /** @type {(row: HTMLTableRowElement) => string[]} */
    const of = column ? (row) => names(row.cells[column]) : (row) => [headings.get(row) ?? ""];
    const options = [...new Set(rows.flatMap(of))];
    fill(select, column ? options.sort((a, b) => a.localeCompare(b, locale())) : options, asked.get(name));
    return { name, select, of };
  });
  const update = () => {
    const wanted = words.value.trim().toLowerCase();
    apply(
      root,
      rows,
      count,
      (row) =>
        wordsOf(row).toLowerCase().includes(wanted) &&
        choices.every(({ select, of }) => !select.value || of(row).includes(select.value)),
    );
    remember({
      words: words.value.trim(),
      ...Object.fromEntries(choices.map(({ name, select }) => [name, select.value])),
    });
  };
  form.addEventListener("input", update);
  if ([words, ...choices.map(({ select }) => select)].some((control) => control.value)) update();
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
  const [form, words, count] = panel(root);
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
  const [form, words, count] = panel(root);
  words.value = asked.get("words") || "";
  const update = () => {
    const wanted = wordsIn(words.value);
    apply(root, rows, count, (row) => wanted.every((word) => wordsOf(row).toLowerCase().includes(word)));
    remember({ words: words.value.trim() });
  };
  form.addEventListener("input", update);
  if (words.value) update();
}
