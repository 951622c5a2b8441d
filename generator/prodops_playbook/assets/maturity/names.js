// Things by their ids. An id is anybody's word, and "constructor" is one, so nothing is looked up as a plain property; and
// "2" is one, which a plain object puts before "10", so order is never taken from an object.

// An object of these entries that knows no other names.
/** @type {<T>(entries: Iterable<[string, T]>) => Record<string, T>} */
export function named(entries) {
  const made = Object.create(null);
  for (const [id, value] of entries) made[id] = value;
  return made;
}

// Texts in the order of their characters, as Python has it: below 0 when the first one comes earlier.
/** @type {(one: string, other: string) => number} */
export function compare(one, other) {
  const [a, b] = [one, other].map((text) => Array.from(text, (sign) => sign.codePointAt(0) ?? 0));
  const place = a.findIndex((sign, i) => sign !== b[i]);
  return place < 0 ? a.length - b.length : a[place] - (b[place] ?? -1);
}

// The same for lists of texts, of one length.
/** @type {(a: string[], b: string[]) => number} */
export const compareAll = (a, b) => a.reduce((found, text, i) => found || compare(text, b[i]), 0);
