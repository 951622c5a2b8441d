// Levels as pictures, for today, the target and last time: bars in HTML, a radar in SVG. Each number stands in the picture
// and in its text alternative; whoever shows one puts the table with the same numbers beside it.
// `levels`: how many there are.

import { drawn, element } from "../dom.js";
import { say } from "../words.js";

/**
 * A level as a picture shows it: today, the target and last time, null where there is none.
 * @typedef {{ title: string, level: number | null, target: number | null, last: number | null }} Part
 */

/** @type {["level" | "target" | "last", string][]} */
const MARKS = [
  ["level", say("today")],
  ["target", say("target")],
  ["last", say("last time")],
];

/**
 * @param {number | null} value
 * @returns {value is number}
 */
const known = (value) => value !== null && value !== undefined;
/** @type {(level: number | null) => string} */
const shown = (level) => (known(level) ? String(level) : "–");

// What a picture shows, in words.
/** @type {(parts: Part[]) => string} */
const told = (parts) =>
  parts
    .map(({ title, level, target, last }) => {
      const said = [known(level) ? level : say("no level")];
      if (known(target)) said.push(say("target %(level)s", { level: target }));
      if (known(last)) said.push(say("last time %(level)s", { level: last }));
      return `${title}: ${said.join(", ")}.`;
    })
    .join(" ");

/** @type {(parts: Part[]) => HTMLElement} */
function legend(parts) {
  const used = MARKS.filter(([name]) => name === "level" || parts.some((part) => known(part[name])));
  return element(
    "p",
    { className: "pb-legend", "aria-hidden": "true" },
    ...used.flatMap(([name, words]) => [element("span", { className: `pb-key pb-key-${name}` }), `${words} `]),
  );
}

// One bar without its number: as many cells as levels, those reached filled, the target and last time marked.
/** @type {(part: Omit<Part, "title">, levels: number) => HTMLElement} */
export function bar({ level, target, last }, levels) {
  const cells = Array.from({ length: levels }, (_, k) =>
    element("span", { className: k < (level || 0) ? "pb-cell pb-full" : "pb-cell" }),
  );
  /** @type {(at: number | null, name: string) => HTMLElement[]} */
  const mark = (at, name) =>
    known(at) ? [element("span", { className: `pb-mark pb-mark-${name}`, style: `--share: ${at / levels}` })] : [];
  return element(
    "span",
    { className: "pb-track", "aria-hidden": "true" },
    ...cells,
    ...mark(last, "last"),
    ...mark(target, "target"),
  );
}

/** @type {(parts: Part[], levels: number) => HTMLElement} */
export function bars(parts, levels) {
  const rows = parts.map((part) =>
    element(
      "span",
      { className: "pb-bar-row" },
      element("span", {}, part.title),
      bar(part, levels),
      element("b", {}, shown(part.level)),
    ),
  );
  const says = say("Levels from 0 to %(top)s as bars.", { top: levels });
  return element(
    "div",
    { className: "pb-bars" },
    element("div", { role: "img", "aria-label": `${says} ${told(parts)}` }, ...rows),
    legend(parts),
  );
}

// The radar

const [WIDE, HIGH, RADIUS] = [490, 390, 115];
const LETTERS = 14; // that fit on one line beside it
const LINE = 15;
const CROWDED = 10; // axes from which names near the top and the bottom stand further out

// Names are broken between words; a word that is too long for a line is cut.
/** @type {(title: string) => string[]} */
function lines(title) {
  const words = title.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${LETTERS}}`, "gu")) || []);
  /** @type {string[]} */
  const found = [];
  for (const word of words) {
    const longer = `${found.at(-1)} ${word}`;
    if (found.length && longer.length <= LETTERS) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

// The place of a share of the way out, on one of so many axes.
/** @type {(i: number, count: number, share: number) => number[]} */
function spot(i, count, share) {
  const angle = (2 * Math.PI * i) / count - Math.PI / 2;
  return [WIDE / 2 + RADIUS * share * Math.cos(angle), HIGH / 2 + RADIUS * share * Math.sin(angle)].map(
    (at) => Math.round(at * 10) / 10,
  );
}

// A line through the values from axis to axis, closed and filled when every axis has one. Where a level is not known there
// is no line: it would say one.
/** @type {(name: "level" | "last", values: (number | null)[], levels: number) => SVGElement[]} */
function shape(name, values, levels) {
  const count = values.length;
  const at = values.map((value, i) => (known(value) ? spot(i, count, value / levels) : null));
  const closed = at.every(Boolean);
  const steps = at.flatMap((here, i) => (here && at[(i + 1) % count] ? [`M${here}L${at[(i + 1) % count]}`] : []));
  const d = closed ? `M${at.join("L")}Z` : steps.join("");
  const dots =
    name === "level"
      ? at.flatMap((here) => (here ? [drawn("circle", { class: "pb-spot", cx: here[0], cy: here[1], r: 3.5 })] : []))
      : [];
  return [...(d ? [drawn("path", { class: `pb-shape-${name}${closed ? " pb-closed" : ""}`, d })] : []), ...dots];
}

// The name of an axis and its level, outside.
/** @type {(part: Part, i: number, count: number) => SVGElement} */
function name({ title, level }, i, count) {
  const away = Math.abs(Math.sin((2 * Math.PI * i) / count));
  const [x, y] = spot(i, count, count > CROWDED && away > 0.01 && away < 0.45 ? 1.3 : 1.1);
  const side = x > WIDE / 2 + 5 ? "start" : x < WIDE / 2 - 5 ? "end" : "middle";
  const text = lines(title);
  const up = text.length * LINE * ((HIGH / 2 - y) / RADIUS / 2 + 0.5);
  const rows = text.map((words, k) => drawn("tspan", { x, dy: k ? LINE : 0 }, words));
  return drawn(
    "text",
    { x, y: Math.round(y - up + LINE * 0.8), "text-anchor": side },
    ...rows,
    drawn("tspan", { class: "pb-level", dx: 5 }, shown(level)),
  );
}

/** @type {(parts: Part[], levels: number) => HTMLElement} */
export function radar(parts, levels) {
  const count = parts.length;
  const rings = Array.from({ length: levels }, (_, k) =>
    drawn("polygon", { class: "pb-axis", points: parts.map((_part, i) => spot(i, count, (k + 1) / levels)).join(" ") }),
  );
  const axes = parts.map((_, i) => {
    const [x2, y2] = spot(i, count, 1);
    return drawn("line", { class: "pb-axis", x1: WIDE / 2, y1: HIGH / 2, x2, y2 });
  });
  // Not everything has a target, so these are marks and no shape.
  const targets = parts.flatMap(({ target }, i) => {
    if (!known(target)) return [];
    const [x, y] = spot(i, count, target / levels);
    return [drawn("path", { class: "pb-shape-target", d: `M${x} ${y - 7}l7 7l-7 7l-7 -7z` })];
  });
  const says = say("Levels from 0 to %(top)s as a radar.", { top: levels });
  const picture = drawn(
    "svg",
    { viewBox: `0 0 ${WIDE} ${HIGH}`, direction: "ltr", role: "img", "aria-label": `${says} ${told(parts)}` },
    ...rings,
    ...axes,
    ...shape(
      "last",
      parts.map((part) => part.last),
      levels,
    ),
    ...targets,
    ...shape(
      "level",
      parts.map((part) => part.level),
      levels,
    ),
    ...parts.map((part, i) => name(part, i, count)),
  );
  return element("div", { className: "pb-radar" }, picture, legend(parts));
}
