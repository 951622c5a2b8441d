// The runs of one checklist: what was ticked, by whom, for what. Several side by side, kept in this browser.

import { today } from "../days.js";
import { fits, isId, isMapping, mapping } from "../forms.js";
import { Kept, newId } from "../kept.js";
import { known } from "../merging.js";
import { seed } from "../store.js";

const MOST = 50; // runs that are kept; the oldest finished ones go first
const FORMAT = 1;
const DAY = /^\d{4}-\d\d-\d\d$/;

function text(value, longest) {
  return typeof value === "string" ? value.slice(0, longest) : "";
}

function pairs(value, clean) {
  const kept = Object.entries(mapping(value))
    .slice(0, 200)
    .map(([name, part]) => [text(name, 100), clean(part)]);
  return Object.fromEntries(kept.filter(([name, part]) => name && name !== "__proto__" && part));
}

// A run made of whatever arrived from storage or from a link: only what a run has, each part of its type.
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

// Whether every part of a run has its form, so that nothing is passed over.
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
const same = (one, other) => JSON.stringify(cleanRun(one)) === JSON.stringify(cleanRun(other));

function clean(value) {
  if (!isMapping(value) || value.format !== FORMAT || !Array.isArray(value.runs)) return null;
  const one = new Map(
    value.runs
      .map(cleanRun)
      .filter(Boolean)
      .map((run) => [run.id, run]),
  );
  const runs = [...one.values()].slice(-MOST);
  return { format: FORMAT, runs, current: runs.some((run) => run.id === value.current) ? value.current : "" };
}

export class Runs extends Kept {
  constructor(list, changed, life) {
    const empty = () => ({ format: FORMAT, runs: [], current: "" });
    super({ name: `checklist:${list}`, clean, empty, deep: 4 }, changed, life);
    this.seed = () => seed(`checklist:${list}`, newId);
    this.seed(); // before anything is ticked: tabs need a moment to hear of each other
  }

  // Each tab looks at a run of its own, as long as it is there.
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
    while (this.kept.runs.length > MOST && old.length) this.kept.runs.splice(this.kept.runs.indexOf(old.shift()), 1);
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

  begin(fields = {}, apply = () => {}, step = "") {
    const id = this.next;
    this.change((kept) => {
      const there = kept.runs.find((one) => one.id === id); // another tab began it in this moment
      const run = there || cleanRun({ id, started: today(), fields });
      apply(run);
      if (!there) kept.runs = [...kept.runs, run];
      kept.current = id;
    }, step);
  }

  // Changes the current run; begins one where there is none.
  edit(apply, fields = {}, step = "") {
    if (!this.current) return this.begin(fields, apply, step);
    return this.change(() => {
      if (this.current) apply(this.current);
    }, step);
  }

  choose(id) {
    this.kept.current = id;
    this.save();
  }

  // The run that is kept here under the id of one that came by a link, and says something else; null where there is none.
  other(run) {
    const here = this.kept.runs.find((one) => one.id === run.id);
    return here && !same(here, run) ? here : null;
  }

  // A run that came by a link: in the place of the same one, or beside it.
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
