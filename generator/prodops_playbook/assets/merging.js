// Two tabs with one thing to keep: a value is taken apart into its parts, each with the time at which it was last changed,
// and of two tabs' parts the later ones count. So both hold the same in the end, whatever came first, and no lock is
// needed, which browsers give to https alone.
//
// A list whose entries all have an `id` is taken apart by it; any other list is one part, and so is what lies deeper than
// asked.

import { isMapping, mapping, putUnder, under } from "./forms.js";

/**
 * The parts of a value by their place, and when each was last changed.
 * @typedef {{ parts: Map<string, unknown>, times: Map<string, number> }} Timed
 */

/**
 * Something that can hold others: a mapping, or a list by the places of its entries.
 * @typedef {Record<string, unknown>} Holder
 */

const STEP = "\u001f";
const ENTRY = "\u001e"; // before the id of an entry
const MONTH = 30 * 24 * 60 * 60 * 1000; // for so long it is known what was taken away
const LATEST = 2 ** 52;

/**
 * @param {unknown} value
 * @returns {value is { id: string }[]}
 */
const entries = (value) => Array.isArray(value) && value.every((one) => isMapping(one) && typeof one.id === "string");

// Whether an entry of a list ever was there, as far as times tell.
/** @type {(all: Map<string, number>, list: string, id: string) => boolean} */
export function known(all, list, id) {
  const below = `${list}${STEP}${ENTRY}${id}${STEP}`;
  return [...all.keys()].some((place) => place.startsWith(below));
}

// The parts of a value by their place.
/** @type {(value: unknown, deep: number, place?: string, found?: Map<string, unknown>) => Map<string, unknown>} */
export function apart(value, deep, place = "", found = new Map()) {
  const below = place ? `${place}${STEP}` : "";
  if (deep && entries(value)) for (const one of value) apart(one, deep - 1, `${below}${ENTRY}${one.id}`, found);
  else if (deep && isMapping(value))
    for (const [name, part] of Object.entries(value)) apart(part, deep - 1, `${below}${name}`, found);
  else found.set(place, value);
  return found;
}

// The value that has these parts; `empty` is one without any.
/**
 * @template {object} T
 * @param {Map<string, unknown>} parts
 * @param {T} empty
 * @returns {T}
 */
export function whole(parts, empty) {
  for (const [place, part] of parts) {
    const names = place.split(STEP);
    const last = names.pop() ?? "";
    let at = /** @type {Holder} */ (empty);
    for (const [i, name] of names.entries()) {
      const list = (names[i + 1] || last)[0] === ENTRY;
      at = name[0] === ENTRY && Array.isArray(at) ? entry(at, name.slice(1)) : inside(at, name, list ? [] : {});
    }
    if (last[0] !== ENTRY) putUnder(at, last, part);
  }
  return empty;
}

// What stands under a name, where something can stand in it; else `next`, from now on.
/** @type {(at: Holder, name: string, next: unknown) => Holder} */
function inside(at, name, next) {
  const there = under(at, name);
  if (typeof there === "object" && there !== null) return /** @type {Holder} */ (there);
  putUnder(at, name, next);
  return /** @type {Holder} */ (next);
}

/** @type {(list: Holder[], id: string) => Holder} */
function entry(list, id) {
  const there = list.find((one) => one.id === id);
  if (there) return there;
  const made = { id };
  list.push(made);
  return made;
}

// Times as they were kept: only what can be one.
/** @type {(value: unknown) => Map<string, number>} */
export function times(value) {
  const found = new Map();
  for (const [place, time] of Object.entries(mapping(value))) {
    if (Number.isInteger(time) && Number(time) > 0 && Number(time) < LATEST) found.set(place, time);
  }
  return found;
}

/** @type {(one: unknown, other: unknown) => boolean} */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Times with those parts marked as changed that differ. A time is later than all that are known, whatever the clock says.
/** @type {(before: Map<string, unknown>, after: Map<string, unknown>, times: Map<string, number>, now: number) => Map<string, number>} */
export function changed(before, after, known, now) {
  const made = new Map(known);
  const time = [...known.values()].reduce((latest, one) => Math.max(latest, one + 1), now);
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    if (before.has(place) !== after.has(place) || !same(before.get(place), after.get(place))) made.set(place, time);
  }
  for (const [place, one] of made) if (!after.has(place) && one < now - MONTH) made.delete(place);
  return made;
}

// Whether of two parts with the same time the other one counts: one rule for both tabs.
/** @type {(mine: Timed, theirs: Timed, place: string) => boolean} */
function other(mine, theirs, place) {
  if (!mine.parts.has(place) || !theirs.parts.has(place)) return theirs.parts.has(place);
  return JSON.stringify(theirs.parts.get(place)) > JSON.stringify(mine.parts.get(place));
}

// {parts, times, news, behind} of two {parts, times}. `news`: something of theirs was not here; `behind`: something that is
// here is not there.
/** @type {(mine: Timed, theirs: Timed) => Timed & { news: boolean, behind: boolean }} */
export function merged(mine, theirs) {
  const parts = new Map(mine.parts);
  const all = new Map(mine.times);
  let [news, behind] = [false, false];
  for (const place of new Set([
    ...mine.parts.keys(),
    ...theirs.parts.keys(),
    ...mine.times.keys(),
    ...theirs.times.keys(),
  ])) {
    const [here, there] = [mine.times.get(place) || 0, theirs.times.get(place) || 0];
    const differ =
      mine.parts.has(place) !== theirs.parts.has(place) || !same(mine.parts.get(place), theirs.parts.get(place));
    if (there > here) all.set(place, there);
    if (here > there) behind = true;
    if (!differ || here > there || (here === there && !other(mine, theirs, place))) {
      if (differ) behind = true;
      continue;
    }
    news = true;
    if (theirs.parts.has(place)) parts.set(place, theirs.parts.get(place));
    else parts.delete(place);
  }
  return { parts, times: all, news, behind };
}
