// Two tabs with one thing to keep: a value is taken apart into its parts, each with the time at which it was last changed,
// and of two tabs' parts the later ones count. So both hold the same in the end, whatever came first, and no lock is
// needed, which browsers give to https alone.
//
// A list whose entries all have an `id` is taken apart by it; any other list is one part, and so is what lies deeper than
// asked.

const STEP = "\u001f";
const ENTRY = "\u001e"; // before the id of an entry
const MONTH = 30 * 24 * 60 * 60 * 1000; // for so long it is known what was taken away
const LATEST = 2 ** 52;

const mapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const entries = (value) => Array.isArray(value) && value.every((one) => mapping(one) && typeof one.id === "string");

// Whether an entry of a list ever was there, as far as times tell.
export function known(all, list, id) {
  const below = `${list}${STEP}${ENTRY}${id}${STEP}`;
  return [...all.keys()].some((place) => place.startsWith(below));
}

// The parts of a value by their place.
export function apart(value, deep, place = "", found = new Map()) {
  const below = place ? `${place}${STEP}` : "";
  if (deep && entries(value)) for (const one of value) apart(one, deep - 1, `${below}${ENTRY}${one.id}`, found);
  else if (deep && mapping(value))
    for (const [name, part] of Object.entries(value)) apart(part, deep - 1, `${below}${name}`, found);
  else found.set(place, value);
  return found;
}

// The value that has these parts; `empty` is one without any.
export function whole(parts, empty) {
  for (const [place, part] of parts) {
    const names = place.split(STEP);
    if (names.includes("__proto__")) continue;
    const last = names.pop();
    let at = empty;
    for (const [i, name] of names.entries()) {
      const list = (names[i + 1] || last)[0] === ENTRY;
      at = name[0] === ENTRY ? entry(at, name.slice(1)) : inside(at, name, list ? [] : {});
    }
    if (last[0] !== ENTRY) at[last] = part;
  }
  return empty;
}

// What stands under a name, where something can stand in it; else `next`, from now on.
function inside(at, name, next) {
  const there = Object.hasOwn(at, name) ? at[name] : null;
  if (typeof there !== "object" || there === null) at[name] = next;
  return at[name];
}

function entry(list, id) {
  const there = list.find((one) => one.id === id);
  if (there) return there;
  list.push({ id });
  return list.at(-1);
}

// Times as they were kept: only what can be one.
export function times(value) {
  const good = ([, time]) => Number.isInteger(time) && time > 0 && time < LATEST;
  return new Map(mapping(value) ? Object.entries(value).filter(good) : []);
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Times with those parts marked as changed that differ. A time is later than all that are known, whatever the clock says.
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
function other(mine, theirs, place) {
  if (!mine.parts.has(place) || !theirs.parts.has(place)) return theirs.parts.has(place);
  return JSON.stringify(theirs.parts.get(place)) > JSON.stringify(mine.parts.get(place));
}

// {parts, times, news, behind} of two {parts, times}. `news`: something of theirs was not here; `behind`: something that is
// here is not there.
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
