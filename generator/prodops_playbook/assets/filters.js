// Filters over the tables of an index. What is chosen stands in the address, so that it can be sent to somebody.

import { counted } from "./dom.js";

const COLUMNS = [
  ["owner", "Owner", 2],
  ["principle", "Principle", 3],
];

function names(cell) {
  return [...cell.querySelectorAll("a")].map((link) => link.textContent.trim());
}

function remember(chosen) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(chosen)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
}

function field(label, control) {
  const wrap = document.createElement("label");
  wrap.append(label, control);
  return wrap;
}

function search(label) {
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  return [input, field(label, input)];
}

// Hides rows that do not match, and headings whose table has none left; says how many are left.
function apply(root, rows, count, matches) {
  let left = 0;
  for (const row of rows) {
    row.hidden = !matches(row);
    left += !row.hidden;
  }
  for (const table of root.querySelectorAll("table")) {
    const none = ![...table.tBodies[0].rows].some((row) => !row.hidden);
    const box = table.closest(".md-typeset__scrollwrap") || table;
    box.hidden = none;
    const above = box.previousElementSibling;
    if (above && /^H[2-6]$/.test(above.tagName)) above.hidden = none;
  }
  tell(count, left, rows.length);
}

function tell(count, left, all) {
  count.replaceChildren(...(left === all ? [] : [counted(`${left} of ${all}`)]));
}

function panel(root) {
  const made = document.createElement("form");
  made.className = "pb-filters";
  made.setAttribute("role", "search");
  made.addEventListener("submit", (event) => event.preventDefault());
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  root.prepend(made);
  return [made, count];
}

export function index(root) {
  const rows = [...root.querySelectorAll("tbody tr")];
  const asked = new URL(location.href).searchParams;
  const [form, count] = panel(root);
  const [words, wordsField] = search("Words");
  words.value = asked.get("words") || "";
  form.append(wordsField);
  const selects = [];
  for (const [name, label, column] of COLUMNS) {
    const options = [...new Set(rows.flatMap((row) => names(row.cells[column])))].sort((a, b) => a.localeCompare(b));
    if (options.length < 2) continue;
    const select = document.createElement("select");
    select.append(new Option("All", ""), ...options.map((option) => new Option(option, option)));
    select.value = options.includes(asked.get(name)) ? asked.get(name) : "";
    form.append(field(label, select));
    selects.push([name, column, select]);
  }
  const status = document.createElement("select");
  const headings = new Map(rows.map((row) => [row, heading(row)]));
  const kinds = [...new Set(headings.values())];
  if (kinds.length > 1) {
    status.append(new Option("All", ""), ...kinds.map((kind) => new Option(kind, kind)));
    status.value = kinds.includes(asked.get("status")) ? asked.get("status") : "";
    form.append(field("Status", status));
  }
  form.append(count);
  const update = () => {
    const wanted = words.value.trim().toLowerCase();
    apply(
      root,
      rows,
      count,
      (row) =>
        row.textContent.toLowerCase().includes(wanted) &&
        (!status.value || headings.get(row) === status.value) &&
        selects.every(([, column, select]) => !select.value || names(row.cells[column]).includes(select.value)),
    );
    remember({
      words: words.value.trim(),
      status: status.value,
      ...Object.fromEntries(selects.map(([name, , select]) => [name, select.value])),
    });
  };
  form.addEventListener("input", update);
  if ([words, status, ...selects.map(([, , select]) => select)].some((control) => control.value)) update();
}

function heading(row) {
  const table = row.closest("table");
  const above = (table.closest(".md-typeset__scrollwrap") || table).previousElementSibling;
  if (!above || !/^H[2-6]$/.test(above.tagName)) return "In use";
  return above.firstChild.textContent.trim();
}

// The doors on home: a field that leaves those with all the words.
export function doors(root) {
  const rows = [...root.querySelectorAll("li")];
  const [form, count] = panel(root);
  const [words, wordsField] = search("Narrow it down");
  form.append(wordsField, count);
  form.addEventListener("input", () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
    const left = rows.filter((row) => !row.hidden).length;
    for (const more of root.querySelectorAll("details")) more.open = wanted.length > 0;
    tell(count, left, rows.length);
  });
}

export function finder(root) {
  const rows = [...root.querySelectorAll("tbody tr")];
  const asked = new URL(location.href).searchParams;
  const [form, count] = panel(root);
  const [words, wordsField] = search("What are you looking for?");
  words.value = asked.get("words") || "";
  form.append(wordsField, count);
  const update = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    apply(root, rows, count, (row) => wanted.every((word) => row.textContent.toLowerCase().includes(word)));
    remember({ words: words.value.trim() });
  };
  form.addEventListener("input", update);
  if (words.value) update();
}
