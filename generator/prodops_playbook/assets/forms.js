// The form of what arrives from storage, a link or a file. Nothing is taken for what it only looks like: a list of one text
// would pass for the text in most tests.

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// A value as a mapping; an empty one for anything else.
/** @type {(value: unknown) => Record<string, unknown>} */
export const mapping = (value) => (isMapping(value) ? value : {});

// What stands under a name in what came as JSON; undefined when nothing does. A name is anybody's word, and "constructor" is
// one, so nothing is looked up as a plain property.
/** @type {<T>(object: Record<string, T> | null | undefined, name: string) => T | undefined} */
export const under = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);

// Puts something under a name, be it "__proto__", which an assignment would take for something else.
/** @type {<T>(object: Record<string, T>, name: string, value: T) => void} */
export function putUnder(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

// A text or a number as its characters; "" for anything else.
/** @type {(value: unknown) => string} */
export const word = (value) => (["string", "number"].includes(typeof value) ? String(value) : "");

/**
 * @param {RegExp} pattern
 * @param {unknown} value
 * @returns {value is string}
 */
export const fits = (pattern, value) => typeof value === "string" && pattern.test(value);

// A name that this browser made, as `newId` does.
/**
 * @param {unknown} value
 * @returns {value is string}
 */
export const isId = (value) => fits(/^[a-z0-9]{4,24}$/, value);

// Words on one line, without the space around them.
/** @type {(words: string) => string} */
export const oneLine = (words) => words.trim().replace(/\s+/g, " ");

// The words of a search, to be found in any order.
/** @type {(words: string) => string[]} */
export const wordsIn = (words) => words.toLowerCase().split(/\s+/).filter(Boolean);
