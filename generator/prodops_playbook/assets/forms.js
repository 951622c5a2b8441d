// The form of what arrives from storage, a link or a file. Nothing is taken for what it only looks like: a list of one text
// would pass for the text in most tests.

export const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// A value as a mapping; an empty one for anything else.
export const mapping = (value) => (isMapping(value) ? value : {});

// A text or a number as its characters; "" for anything else.
export const word = (value) => (["string", "number"].includes(typeof value) ? String(value) : "");

export const fits = (pattern, value) => typeof value === "string" && pattern.test(value);

// A name that this browser made, as `newId` does.
export const isId = (value) => fits(/^[a-z0-9]{4,24}$/, value);
