// The runs of one checklist: what was ticked, by whom, for what. Several side by side, kept in this browser.

import { today } from "../days.js";
import { fits, isId, isMapping, mapping } from "../forms.js";
import { Kept, newId } from "../kept.js";
import { known } from "../merging.js";
import { seed } from "../store.js";

/**
 * One run of a list: what it is for, what is ticked, with which evidence, and what was decided.
 * @typedef {object} Run
 * @property {string} id
 * @property {string} started
 * @property {string} finished
 * @property {Record<string, string>} fields
 * @property {Record<string, boolean>} ticks
 * @property {Record<string, string>} evidence
 * @property {string} outcome
 * @property {string} conditions
 * @property {string} decided
 */

/**
 * The runs that are kept, the oldest first, and the id of the one that the page shows.
 * @typedef {{ format: number, runs: Run[], current: string }} Side
 */

const MOST = 50; // runs that are kept; the oldest finished ones go first
const FORMAT = 1;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** @type {(value: unknown, longest: number) => string} */
function text(value, longest) {
  return typeof value === "string" ? value.slice(0, longest) : "";
}

/** @type {<T>(value: unknown, clean: (part: unknown) => T) => Record<string, T>} */
function pairs(value, clean) {
  const entries = Object.entries(mapping(value)).slice(0, 200);
  const kept = entries.map(([name, part]) => ({ name: text(name, 100), part: clean(part) }));
  const good = kept.filter(({ name, part }) => name && part);
  return Object.fromEntries(good.map(({ name, part }) => [name, part]));
}

// A run made of whatever arrived from storage or from a link: only what a run has, each part of its type.
/** @type {(value: unknown) => Run | null} */
export function cleanRun(value) {
  if (!isMapping(value) || !isId(value.id)) return null;
  return {
    id: value.id,
    started: fits(DAY, value.started) ? value.started : "",
    finished: fits(DAY, value.finished) ? value.finished : "",
    fields: pairs(value.fields, (part) => text(part, 200)),
    ticks: pairs(value.ticks, (part) => part === true),
    evidence: pairs(value.evidence, (part) => text(part, 500)),
    outcome: text(value.outcome, 200),
    conditions: text(value.conditions, 500),
    decided: text(value.decided, 200),
  };
}

// A run in which nothing is said yet.
/** @type {(id: string) => Run} */
export function blank(id) {
  const nothing = { outcome: "", conditions: "", decided: "" };
  return { id, started: today(), finished: "", fields: {}, ticks: {}, evidence: {}, ...nothing };
}

// Whether every part of a run has its form, so that nothing is passed over.
/** @type {(value: Record<string, unknown>) => boolean} */
export function sound(value) {
  const texts = ["outcome", "conditions", "decided", "started", "finished"].every((part) =>
    ["string", "undefined"].includes(typeof value[part]),
  );
  const parts = ["fields", "ticks", "evidence"].every((part) => value[part] === undefined || isMapping(value[part]));
  const inner = [mapping(value.fields), mapping(value.evidence)].every((part) =>
    Object.values(part).every((one) => typeof one === "string"),
  );
  return texts && parts && inner && Object.values(mapping(value.ticks)).every((one) => typeof one === "boolean");
}

// Whether two runs say the same.
/** @type {(one: Run, other: Run) => boolean} */
const same = (one, other) => JSON.stringify(cleanRun(one)) === JSON.stringify(cleanRun(other));

/** @type {(value: unknown) => Side | null} */
function clean(value) {
  if (!isMapping(value) || value.format !== FORMAT || !Array.isArray(value.runs)) return null;
  /** @type {Map<string, Run>} */
  const one = new Map();
  for (const run of value.runs.flatMap((each) => cleanRun(each) ?? [])) one.set(run.id, run);
  const runs = [...one.values()].slice(-MOST);
  return { format: FORMAT, runs, current: runs.find((run) => run.id === value.current)?.id ?? "" };
}

/** @extends {Kept<Side>} */
export class Runs extends Kept {
  /**
   * @param {string} list
   * @param {() => void} changed
   * @param {AbortSignal} life
   */
  constructor(list, changed, life) {
    const empty = () => ({ format: FORMAT, runs: [], current: "" });
    super({ name: `checklist:${list}`, clean, empty, deep: 4 }, changed, life);
    this.seed = () => seed(`checklist:${list}`, newId);
    this.seed(); // before anything is ticked: tabs need a moment to hear of each other
  }

  // Each tab looks at a run of its own, as long as it is there.
  /** @type {(fresh: Side) => Side} */
  mine(fresh) {
    const there = fresh.runs.some((run) => run.id === this.kept.current);
    return { ...fresh, current: there ? this.kept.current : fresh.current };
  }

  get all() {
    return this.kept.runs;
  }

  get current() {
    return this.kept.runs.find((run) => run.id === this.kept.current) || null;
  }

  save() {
    const old = this.kept.runs.filter((run) => run.finished && run.id !== this.kept.current);
    const gone = new Set(old.slice(0, Math.max(0, this.kept.runs.length - MOST)));
    this.kept.runs = this.kept.runs.filter((run) => !gone.has(run));
    super.save();
  }

  // The first run gets the same name in every tab: what is ticked in two at once is ticked in one run.
  get next() {
    const name = this.kept.runs.length ? "" : this.seed();
    if (!name) return newId();
    let number = 1;
    while (known(this.times, "runs", `${name}${number}`)) number += 1;
    return `${name}${number}`;
  }

  /** @type {(fields?: Record<string, string>, apply?: (run: Run) => void, step?: string) => void} */
  begin(fields = {}, apply = () => {}, step = "") {
    const id = this.next;
    this.change((kept) => {
      const there = kept.runs.find((one) => one.id === id); // another tab began it in this moment
      const run = there || { ...blank(id), fields };
      apply(run);
      if (!there) kept.runs = [...kept.runs, run];
      kept.current = id;
    }, step);
  }

  // Changes the current run; begins one where there is none.
  /** @type {(apply: (run: Run) => void, fields?: Record<string, string>, step?: string) => void} */
  edit(apply, fields = {}, step = "") {
    if (!this.current) return this.begin(fields, apply, step);
    return this.change(() => {
      if (this.current) apply(this.current);
    }, step);
  }

  /** @type {(id: string) => void} */
  choose(id) {
    this.kept.current = id;
    this.save();
  }

  // The run that is kept here under the id of one that came by a link, and says something else; null where there is none.
  /** @type {(run: Run) => Run | null} */
  other(run) {
    const here = this.kept.runs.find((one) => one.id === run.id);
    return here && !same(here, run) ? here : null;
  }

  // A run that came by a link: in the place of the same one, or beside it.
  /** @type {(run: Run, beside?: boolean) => void} */
  take(run, beside = false) {
    const taken = beside ? { ...run, id: newId() } : run;
    this.change((kept) => {
      kept.runs = [...kept.runs.filter((other) => other.id !== taken.id), taken];
      kept.current = taken.id;
    });
  }

  remove() {
    this.change((kept) => {
      kept.runs = kept.runs.filter((run) => run.id !== kept.current);
      kept.current = kept.runs.length ? kept.runs[kept.runs.length - 1].id : "";
    });
  }
}
