// What a page keeps in this browser, with undo. Two tabs lose nothing of each other's work: what one writes, the other
// merges with its own.

import { mapping } from "./forms.js";
import { apart, changed, merged, times, whole } from "./merging.js";
import { Store } from "./store.js";

/** @import { Timed } from "./merging.js" */

/**
 * What is kept, and how: `clean` makes a good value of whatever was kept, or null; `empty` makes the value to begin with;
 * `deep`: how far down two tabs can change it side by side.
 * @template {object} T
 * @typedef {{ name: string, clean: (raw: unknown) => T | null, empty: () => T, deep: number }} Way
 */

const STEPS = 100;

// A name for something new, that nothing else will have.
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
}

/** @template {object} T */
export class Kept {
  /**
   * @param {Way<T>} way
   * @param {() => void} changed
   * @param {AbortSignal} life
   */
  constructor({ name, clean, empty, deep }, changed, life) {
    this.clean = clean;
    this.empty = empty;
    this.deep = deep;
    this.changed = changed;
    /** @type {T[]} */
    this.before = [];
    this.step = "";
    this.store = new Store(name, (raw) => {
      const value = clean(raw);
      return value && { parts: apart(value, deep), times: times(mapping(raw).times) };
    });
    const there = this.store.read();
    this.kept = there ? this.made(there.parts) : empty();
    this.parts = apart(this.kept, deep); // as they were when last written or read
    this.times = there ? there.times : new Map();
    this.first = !there; // whether nothing of it was ever written
    this.store.watch((theirs) => this.hear(theirs), life);
    // What another tab wrote over in this moment is not lost with this page.
    addEventListener("pagehide", () => this.hear(this.store.peek()), { signal: life });
  }

  /** @type {(parts: Map<string, unknown>) => T} */
  made(parts) {
    return this.clean(whole(parts, this.empty())) || this.empty();
  }

  // What is kept now, with what this tab has of its own.
  /** @type {(fresh: T) => T} */
  mine(fresh) {
    return fresh;
  }

  // Takes in what another tab knows. Undoing then would undo what that tab did.
  /** @type {(theirs: Timed | null) => { news: boolean, behind: boolean }} */
  merge(theirs) {
    if (!theirs) return { news: false, behind: false };
    const found = merged(this, theirs);
    this.first = false;
    this.times = found.times;
    if (found.news) {
      this.kept = this.mine(this.made(found.parts));
      this.parts = apart(this.kept, this.deep);
      this.before = [];
      this.step = "";
    }
    return found;
  }

  /** @type {(theirs: Timed | null) => void} */
  hear(theirs) {
    const { news, behind } = this.merge(theirs);
    if (behind) this.write();
    if (news) this.changed();
  }

  // Changes a copy: whoever holds what was kept before still holds it as it was. Changes with the same `step` in a row
  // are undone as one.
  /** @type {(apply: (kept: T) => void, step?: string) => void} */
  change(apply, step = "") {
    this.merge(this.store.read());
    if (!step || step !== this.step) this.before.push(this.kept);
    this.kept = structuredClone(this.kept);
    if (this.before.length > STEPS) this.before.shift();
    this.step = step;
    apply(this.kept);
    this.save();
  }

  /** @type {() => void} */
  save() {
    const parts = apart(this.kept, this.deep);
    this.times = changed(this.first ? new Map() : this.parts, parts, this.times, Date.now());
    this.parts = parts;
    this.first = false;
    this.write();
    this.changed();
  }

  write() {
    this.store.write({ ...this.kept, times: Object.fromEntries(this.times) });
  }

  undo() {
    const last = this.before.pop();
    if (!last) return;
    this.step = "";
    this.kept = last;
    this.save();
  }
}
