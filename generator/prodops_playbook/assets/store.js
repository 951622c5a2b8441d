// What a reader keeps, in this browser only. Storage may be full, forbidden, or hold what somebody else wrote there:
// nothing is thrown, and whoever asks is told.

const ROOT = new URL("../", import.meta.url).pathname;

export const TOLD = {
  blocked: "This browser keeps nothing for this site. What you enter stays until you close the page.",
  full: "This browser's storage is full. What you enter now stays until you close the page.",
  damaged: "What this browser had kept here could not be read. It was set aside.",
};

// The names that are kept here and begin with something, and what is kept under them, as it is.
export function keptUnder(start) {
  const key = `playbook:${ROOT}:${start}`;
  try {
    const found = Object.keys(localStorage).filter((name) => name.startsWith(key) && !name.endsWith(":aside"));
    return found.map((name) => [name.slice(key.length), localStorage.getItem(name)]);
  } catch {
    return [];
  }
}

// What storage did not take, by its key: it stays until the document is left, whatever pages are shown in it.
const memory = new Map();

export class Store {
  // `clean` makes a good value of whatever was kept, or null; it is never trusted as it is.
  constructor(name, clean) {
    this.key = `playbook:${ROOT}:${name}`;
    this.clean = clean;
    this.problem = this.#put(`${this.key}:probe`, "") || this.#put(`${this.key}:probe`, null);
  }

  read() {
    if (memory.has(this.key)) return memory.get(this.key);
    let text;
    try {
      text = localStorage.getItem(this.key);
    } catch {
      this.problem = "blocked";
      return null;
    }
    if (text === null) return null;
    let value = null;
    try {
      value = this.clean(JSON.parse(text));
    } catch { /* not JSON: set aside below */ }
    if (value === null) {
      this.problem = "damaged";
      this.#put(`${this.key}:aside`, text);
      this.#put(this.key, null);
    }
    return value;
  }

  write(value) {
    const problem = this.#put(this.key, value === null ? null : JSON.stringify(value));
    if (problem || this.problem !== "damaged") this.problem = problem;
    if (problem) memory.set(this.key, value);
    else memory.delete(this.key);
  }

  // Calls back when another tab has written.
  watch(changed, life) {
    addEventListener("storage", (event) => { if (event.key === this.key) changed(); }, { signal: life });
  }

  #put(key, text) {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      return "";
    } catch (error) {
      return /quota/i.test(`${error.name} ${error.message}`) ? "full" : "blocked";
    }
  }
}
