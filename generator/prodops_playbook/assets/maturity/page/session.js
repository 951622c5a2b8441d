// The one set of answers behind all ways of answering, as this browser keeps it.

import { today } from "../../days.js";
import { isId, isMapping, under } from "../../forms.js";
import { Kept, newId } from "../../kept.js";
import { keptUnder } from "../../store.js";
import { say, several } from "../../words.js";
import { numbers, order } from "../replies.js";
import { blank, empty, fit, given, quiet, whose } from "./sheet.js";

/**
 * @import { Answer, Question } from "../embedding.js"
 * @import { About } from "./model.js"
 * @import { Full } from "./sheet.js"
 */

/**
 * The answers of one person; `gone`: answers that are no longer asked for.
 * @typedef {{ id: string, result: Full, gone?: string[] }} Person
 */

/**
 * What the page keeps: the result, single people's answers that it came from, the way of answering, the question that the
 * room is at, and when the room began.
 * @typedef {object} Answers
 * @property {number} format
 * @property {string} id
 * @property {Full} result
 * @property {Person[]} others
 * @property {string} way
 * @property {number} at
 * @property {number} since
 */

/**
 * What came over from an older version of the page; `apart`: what could not.
 * @typedef {{ from: string, apart: Answers } | Came} Carried
 * @typedef {{ from: string, apart?: undefined, kept: number, left: Question[], gone: string[], wrong: string[] }} Came
 */

const FORMAT = 1;
const WAYS = ["room", "alone", "together", "paper"];
export const MOST = 200; // people whose answers are laid side by side

/** @type {() => string} */
export const person = () => newId().slice(0, 5);

/** @type {(about: About) => Answers} */
function start(about) {
  const only = about.whose.length === 1 ? about.whose[0].id : "";
  const result = { ...blank(about.model, only), date: today() };
  return { format: FORMAT, id: person(), result, others: [], way: "", at: 0, since: 0 };
}

// Answers to an older version count for today's questions, those that are still asked.
/** @type {(about: About, value: unknown) => { kept: Answers, gone: string[], wrong: string[] } | null} */
function clean(about, value) {
  if (!isMapping(value) || value.format !== FORMAT) return null;
  const { result, gone, wrong } = fit(about, value.result);
  const others = (Array.isArray(value.others) ? value.others : []).slice(0, MOST).flatMap((other) => {
    try {
      return isId(other.id) ? [{ id: other.id, result: fit(about, other.result).result }] : [];
    } catch {
      return [];
    }
  });
  return {
    kept: {
      ...start(about),
      ...(isId(value.id) ? { id: value.id } : {}),
      result: { ...result, version: about.model.version, date: result.date || today() },
      others,
      way: WAYS.find((way) => way === value.way) ?? "",
      at: Number.isInteger(value.at) ? Math.max(0, Math.min(Number(value.at), about.model.questions.length - 1)) : 0,
      since: Number.isFinite(value.since) ? Number(value.since) : 0,
    },
    gone,
    wrong,
  };
}

/** @extends {Kept<Answers>} */
export class Session extends Kept {
  /**
   * @param {About} about
   * @param {() => void} changed
   * @param {AbortSignal} life
   */
  constructor(about, changed, life) {
    /** @type {(value: unknown) => Answers | null} */
    const read = (value) => {
      const found = clean(about, value);
      return found ? found.kept : null;
    };
    super(
      { name: `assess:${about.model.id}:${about.model.version}`, clean: read, empty: () => start(about), deep: 3 },
      changed,
      life,
    );
    this.about = about;
  }

  // Each tab stands where it stands.
  /** @type {(fresh: Answers) => Answers} */
  mine(fresh) {
    return { ...fresh, way: this.kept.way || fresh.way, at: this.kept.at };
  }

  get result() {
    return this.kept.result;
  }

  get untouched() {
    return empty(this.result) && !this.kept.others.length;
  }

  // Whether a question has an answer, of the group or of single people. A note alone is none.
  /** @type {(question: Question) => boolean} */
  has(question) {
    const answer = under(this.result.answers, question.id);
    return Boolean(answer && (given(answer) || answer.votes));
  }

  get answered() {
    return this.about.model.questions.filter((question) => this.has(question)).length;
  }

  // What `playbook check` would refuse the file for, in sentences.
  /** @returns {string[]} */
  get missing() {
    const { model } = this.about;
    const { result } = this;
    const said = [];
    if (!whose(result))
      said.push(model.subject === "team" ? say("Say above which team answers.") : say("Say above which side answers."));
    if (!result.date) said.push(say("Say above on which day."));
    else if (result.date > today()) said.push(say("The day above has not come yet."));
    if (result.state === "submitted" && !Object.keys(result.answers).length)
      said.push(say("No question is answered yet."));
    const { count, roles } = result.respondents;
    if (Object.values(roles).some((number) => number > count))
      said.push(say("More people hold a role above than took part: count again."));
    if (Object.values(result.targets).some(({ by }) => by && by < result.date))
      said.push(say("A target is to be reached before the day above: look at its date."));
    if (result.actions.some(({ due }) => due && due < result.date))
      said.push(say("A next step is due before the day above: look at its date."));
    model.questions.forEach((question, i) => {
      const { votes = {}, na, note } = under(result.answers, question.id) || {};
      const total = Object.values(votes).reduce((all, count) => all + count, 0);
      if (total > count)
        said.push(
          several(
            "Question %(question)s has %(num)s answer of %(people)s people: count again.",
            "Question %(question)s has %(num)s answers of %(people)s people: count again.",
            total,
            { question: i + 1, people: count },
          ),
        );
      if (na === "other" && !note)
        said.push(
          say("Question %(question)s is not applicable for another reason: write which, after “because”.", {
            question: i + 1,
          }),
        );
    });
    return said;
  }

  /** @type {(apply: (result: Full, kept: Answers) => void, step?: string) => void} */
  edit(apply, step = "") {
    this.change((kept) => apply(kept.result, kept), step);
  }

  /** @type {(question: Question, make: (answer: Answer) => Answer, step?: string) => void} */
  answer(question, make, step = "") {
    this.edit((result) => {
      const made = make(under(result.answers, question.id) || {});
      if (Object.keys(made).length) result.answers[question.id] = made;
      else delete result.answers[question.id];
    }, step && `${question.id} ${step}`);
  }

  save() {
    this.kept.result = quiet(this.about.model, this.kept.result);
    super.save();
  }

  // It takes back what was said, and leaves the way of saying it.
  undo() {
    const last = this.before.at(-1);
    if (last) last.way = this.kept.way;
    super.undo();
  }

  // Where one stands on the page is kept, but is nothing to undo.
  /** @type {(place: Partial<Answers>) => void} */
  go(place) {
    this.merge(this.store.read());
    Object.assign(this.kept, place);
    this.save();
  }

  again() {
    this.change((kept) =>
      Object.assign(kept, start(this.about), { way: kept.way, since: kept.way === "room" ? Date.now() : 0 }),
    );
  }

  // A result from elsewhere, in the place of the one that is here.
  /** @type {(result: Full) => void} */
  take(result) {
    const { version } = this.about.model;
    this.change((kept) => {
      kept.result = { ...result, version, date: result.date || today() };
    });
  }

  // What an older version of the page has kept: as much of it as is still asked.
  /** @type {() => Carried | null} */
  carry() {
    if (!this.untouched) return null;
    const { model } = this.about;
    const older = keptUnder(`assess:${model.id}:`).filter(
      ([version]) => /^\d+\.\d+\.\d+$/.test(version) && version !== model.version,
    );
    older.sort(([a], [b]) => order(b, a));
    for (const [from, text] of older) {
      let value = null;
      try {
        value = JSON.parse(text ?? "");
        if (empty(value.result) && !value.others.length) continue;
      } catch {
        continue;
      }
      if (numbers(from)[0] !== numbers(model.version)[0]) return { from, apart: value };
      try {
        const found = clean(this.about, value);
        if (!found) continue;
        this.kept = found.kept;
        this.save();
        const left = model.questions.filter((question) => !under(this.result.answers, question.id));
        return { from, kept: this.answered, left, gone: found.gone, wrong: found.wrong };
      } catch {
        // of a later version than this page, or no value of ours
      }
    }
    return null;
  }
}
