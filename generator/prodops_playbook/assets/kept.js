// What a page keeps in this browser, with undo. Two tabs do not undo each other's work: every change starts from what is
// kept now.

import { Store } from "./store.js";

const STEPS = 100;

// A name for something new, that nothing else will have.
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
}

export class Kept {
  // `clean` makes a good value of whatever was kept, or null; `empty` makes the value to begin with.
  constructor(name, clean, empty, changed, life) {
    this.store = new Store(name, clean);
    this.empty = empty;
    this.changed = changed;
    this.before = [];
    this.step = "";
    this.kept = this.store.read() || empty();
    this.store.watch(() => {
      this.kept = this.mine(this.store.read() || empty());
      this.before = []; // undoing now would undo what the other tab did
      this.step = "";
      this.changed();
    }, life);
  }

  // What another tab wrote, with what this tab has of its own.
  mine(fresh) {
    return fresh;
  }

  // Changes with the same `step` in a row are undone as one.
  change(apply, step = "") {
    if (!step || step !== this.step) this.before.push(structuredClone(this.kept));
    if (this.before.length > STEPS) this.before.shift();
    this.step = step;
    const fresh = this.store.read();
    if (fresh) this.kept = this.mine(fresh);
    apply(this.kept);
    this.save();
  }

  save() {
    this.store.write(this.kept);
    this.changed();
  }

  undo() {
    const last = this.before.pop();
    if (!last) return;
    this.step = "";
    this.kept = last;
    this.save();
  }
}
