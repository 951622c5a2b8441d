// What a reader keeps, in this browser only. Storage may be full, forbidden, or hold what somebody else wrote there:
// nothing is thrown, and whoever asks is told.

import { say } from "./words.js";

/** @typedef {keyof typeof TOLD} Problem */

const ROOT = new URL("../", import.meta.url).pathname;

export const TOLD = {
  blocked: say("This browser keeps nothing for this site. What you enter stays until you close the page."),
  unread: say(
    "This browser does not let this site read what it kept. What you enter now stays until you close the page.",
  ),
  full: say("This browser's storage is full. What you enter now stays until you close the page."),
  damaged: say("What this browser had kept here could not be read. It was set aside."),
};

// The names that are kept here and begin with something, and what is kept under them, as it is.
/** @type {(start: string) => [string, string | null][]} */
export function keptUnder(start) {
  const key = `playbook:${ROOT}:${start}`;
  try {
    const found = Object.keys(localStorage).filter((name) => name.startsWith(key) && !name.endsWith(":aside"));
    return found.map((name) => [name.slice(key.length), localStorage.getItem(name)]);
  } catch {
    return [];
  }
}

// A short name on which all tabs agree; `make` makes one. "" where nothing can be kept.
/** @type {(name: string, make: () => string) => string} */
export function seed(name, make) {
  const key = `playbook:${ROOT}:seed:${name}`;
  try {
    if (!/^[a-z0-9]{8}$/.test(localStorage.getItem(key) ?? "")) localStorage.setItem(key, make());
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

// What storage did not take, as text by its key: it stays until the document is left, whatever pages are shown in it.
/** @type {Map<string, string>} */
const memory = new Map();

const KEPT = "playbook:kept";

/** @template T */
export class Store {
  // `clean` makes a good value of whatever was kept, or null; it is never trusted as it is.
  /**
   * @param {string} name
   * @param {(raw: unknown) => T | null} clean
   */
  constructor(name, clean) {
    this.key = `playbook:${ROOT}:${name}`;
    this.clean = clean;
    this.problem = this.#put(`${this.key}:probe`, "") || this.#put(`${this.key}:probe`, null);
  }

  /** @type {() => T | null} */
  read() {
    const there = memory.get(this.key);
    if (there !== undefined) return this.#value(there);
    /** @type {string | null} */
    let text;
    try {
      text = localStorage.getItem(this.key);
    } catch {
      // What cannot be read must not be written over.
      this.problem = this.problem || "unread";
      return null;
    }
    if (text === null) return null;
    const value = this.#value(text);
    if (value === null) {
      this.problem = "damaged";
      this.#put(`${this.key}:aside`, text);
      this.#put(this.key, null);
    }
    return value;
  }

  // The same, on the way out of a page: what is damaged stays for the next page to tell.
  /** @type {() => T | null} */
  peek() {
    try {
      const text = memory.get(this.key) || localStorage.getItem(this.key);
      return text ? this.#value(text) : null;
    } catch {
      return null;
    }
  }

  /** @type {(value: unknown) => void} */
  write(value) {
    const text = JSON.stringify(value);
    const problem = this.problem === "unread" ? "unread" : this.#put(this.key, text);
    if (problem || this.problem !== "damaged") this.problem = problem;
    if (problem) memory.set(this.key, text);
    else memory.delete(this.key);
    dispatchEvent(new CustomEvent(KEPT, { detail: { by: this, value } }));
  }

  // Calls back with the good value that another tab has written, or the same list elsewhere on the page.
  /** @type {(changed: (value: T | null) => void, life: AbortSignal) => void} */
  watch(changed, life) {
    addEventListener(
      KEPT,
      (event) => {
        if (!(event instanceof CustomEvent)) return;
        const { by, value } = event.detail;
        if (by !== this && by.key === this.key) changed(this.clean(structuredClone(value)));
      },
      { signal: life },
    );
    addEventListener(
      "storage",
      (event) => {
        const value = event.key === this.key && event.newValue !== null ? this.#value(event.newValue) : null;
        if (value) changed(value);
      },
      { signal: life },
    );
    // A tab that slept heard nothing.
    addEventListener(
      "pageshow",
      (event) => {
        const value = event.persisted ? this.read() : null;
        if (value) changed(value);
      },
      { signal: life },
    );
  }

  /** @type {(text: string) => T | null} */
  #value(text) {
    try {
      return this.clean(JSON.parse(text));
    } catch {
      return null; // not JSON, or nothing of ours
    }
  }

  /** @type {(key: string, text: string | null) => Problem | ""} */
  #put(key, text) {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      return "";
    } catch (error) {
      return /quota/i.test(String(error)) ? "full" : "blocked";
    }
  }
}
