// Levels as pictures: bars in HTML, a radar in SVG. Beside each stands a table with the same numbers, so that they are
// pictures and nothing more. `parts`: [{title, level, target, last}], levels null where there is none.

import { drawn, element } from "../dom.js";

const LEGEND = [["today", "today"], ["target", "target"], ["last", "last time"]];

function legend(parts) {
  const shown = LEGEND.filter(([name]) => name === "today" || parts.some((part) => part[name] !== null && part[name] !== undefined));
  return element("p", { className: "pb-legend", "aria-hidden": "true" },
    ...shown.flatMap(([name, words]) => [element("span", { className: `pb-key pb-key-${name}` }), `${words} `]));
}

// One bar: as many cells as levels, those reached filled, the target and last time marked.
export function bar({ level, target, last }, levels) {
  const cells = Array.from({ length: levels }, (_, k) => element("span", { className: k < (level || 0) ? "pb-cell pb-full" : "pb-cell" }));
  const mark = (at, name) => (at === null || at === undefined ? [] : [element("span", { className: `pb-mark pb-mark-${name}`, style: `--at: ${at / levels}` })]);
  return element("span", { className: "pb-track", "aria-hidden": "true" }, ...cells, ...mark(last, "last"), ...mark(target, "target"));
}

export function bars(parts, levels) {
  const rows = parts.map((part) => element("span", { className: "pb-bar-row" }, element("span", {}, part.title), bar(part, levels)));
  return element("div", { className: "pb-bars" }, element("div", { role: "img", "aria-label": "The levels as bars. The table below says the same." }, ...rows), legend(parts));
}

const [WIDE, HIGH, RADIUS] = [520, 380, 130];

export function radar(parts, levels) {
  const spot = (i, share) => {
    const angle = (2 * Math.PI * i) / parts.length - Math.PI / 2;
    return [WIDE / 2 + RADIUS * share * Math.cos(angle), HIGH / 2 + RADIUS * share * Math.sin(angle)].map((x) => Math.round(x * 10) / 10);
  };
  const known = (value) => value !== null && value !== undefined;
  const ring = (shares) => shares.flatMap((share, i) => (known(share) ? [spot(i, share).join(",")] : [])).join(" ");
  const lines = parts.map((_, i) => {
    const [x2, y2] = spot(i, 1);
    return drawn("line", { class: "pb-axis", x1: WIDE / 2, y1: HIGH / 2, x2, y2 });
  });
  const rings = Array.from({ length: levels }, (_, k) => drawn("polygon", { class: "pb-axis", points: ring(parts.map(() => (k + 1) / levels)) }));
  const shape = (name) => drawn("polygon", { class: `pb-shape-${name}`, points: ring(parts.map((part) => (known(part[name]) ? part[name] / levels : null))) });
  // Not everything has a target, so these are spots and no shape.
  const targets = parts.flatMap(({ target }, i) => {
    if (!known(target)) return [];
    const [x, y] = spot(i, target / levels);
    return [drawn("path", { class: "pb-shape-target", d: `M${x} ${y - 7}l7 7l-7 7l-7 -7z` })];
  });
  const names = parts.map(({ title }, i) => {
    const [x, y] = spot(i, 1.12);
    const side = x > WIDE / 2 + 5 ? "start" : x < WIDE / 2 - 5 ? "end" : "middle";
    return drawn("text", { x, y: y + 4, "text-anchor": side }, title);
  });
  const picture = drawn("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": "The levels as a radar. The table below says the same." },
    ...rings, ...lines, shape("last"), shape("today"), ...targets, ...names);
  return element("div", { className: "pb-radar" }, picture, legend(parts));
}
