// One question in the room: its rungs, how many people showed which, and what they agree on. Made anew for each question;
// afterwards only what changes is set.

import { button, element } from "../../dom.js";
import { under } from "../../forms.js";
import { quoted, say, several } from "../../words.js";
import { choices, UNKNOWN } from "../replies.js";
import { Evidence } from "./evidence.js";
import { labels } from "./model.js";
import { counter, field, inWords, line, put, reasons, sentence, takeBack } from "./parts.js";
import { choose, given } from "./sheet.js";

/**
 * @import { Question } from "../embedding.js"
 * @import { Score } from "../scores.js"
 * @import { About } from "./model.js"
 * @import { Room } from "./room.js"
 */

/**
 * A line that can be agreed on, with how many people showed it.
 * @typedef {object} Rung
 * @property {string} choice
 * @property {HTMLElement} root
 * @property {HTMLInputElement} radio
 * @property {HTMLElement} bar
 * @property {HTMLInputElement} number
 */

const SIGNS = new Map([
  [UNKNOWN, "?"],
  ["na", "x"],
]);

// What the votes on a question say, in words.
/** @type {(about: About, question: Question, votes: Record<string, number>, heard: Score["agreement"][string] | undefined, people: number) => string} */
function spread(about, question, votes, heard, people) {
  const options = choices(about.model, question);
  /** @type {(choice: string) => string} */
  const name = (choice) => (question.ladder ? choice : quoted(labels(about.model, question)[options.indexOf(choice)]));
  const chosen = options.filter((choice) => under(votes, choice));
  const unsure = votes[UNKNOWN] || 0;
  const total = chosen.reduce((sum, choice) => sum + votes[choice], unsure);
  if (!total) return "";
  const said = [];
  if (total > people)
    said.push(
      several(
        "%(num)s answer of %(people)s people: count again",
        "%(num)s answers of %(people)s people: count again",
        total,
        { people },
      ),
    );
  else if (total < people)
    said.push(
      several("%(number)s answer still to come", "%(number)s answers still to come", people - total, {
        number: inWords(people - total),
      }),
    );
  if (chosen.length && heard) {
    const [first, last] = [name(chosen[0]), name(chosen[chosen.length - 1])];
    said.unshift(
      chosen.length > 1
        ? say("median %(median)s, from %(first)s to %(last)s", { median: name(options[heard.median]), first, last })
        : say("all chose %(choice)s", { choice: first }),
    );
    if (heard.flags.includes("hear both ends"))
      said.push(say("hear both ends: first somebody at %(first)s, then somebody at %(last)s", { first, last }));
    if (heard.flags.includes("split")) said.push(say("the room is split in two"));
    else if (heard.flags.includes("discuss")) said.push(say("talk about it before you agree"));
  }
  if (unsure)
    said.push(
      several("one person does not know", "%(number)s people do not know", unsure, { number: inWords(unsure) }),
    );
  return said.map((words) => `${sentence(words)}.`).join(" ");
}

export class Asking {
  /**
   * @param {Room} room
   * @param {Question} question
   */
  constructor(room, question) {
    this.page = room.page;
    this.session = room.session;
    this.model = room.model;
    this.question = question;
    const { model, session } = this;
    const number = session.kept.at + 1;
    const dimension = model.dimensions.find((one) => one.id === question.dimension);
    this.heading = element("span", { tabIndex: -1, className: "pb-asked" }, question.text);
    const names = labels(model, question);
    const rungs = choices(model, question).map((choice, i) => ({ choice, label: names[i] }));
    rungs.push({ choice: UNKNOWN, label: say("Don’t know") });
    if (question.na) rungs.push({ choice: "na", label: say("Not applicable") });
    this.rows = rungs.map(({ choice, label }, i) => this.row(choice, label, i));
    this.reason = reasons((na) => session.answer(question, (answer) => ({ ...answer, na })));
    this.criteria = question.criteria.map((one) => this.criterion(one));
    this.spread = element("p", { className: "pb-spread" });
    this.note = line((words) => this.page.note(question, words));
    const place = element(
      "p",
      { className: "pb-where" },
      element("b", {}, say("Question %(num)s of %(all)s", { num: number, all: model.questions.length })),
      ` ${dimension ? dimension.title : ""} `,
      room.time,
    );
    const heads = element(
      "div",
      { className: "pb-heads", "aria-hidden": "true" },
      element("span", {}, say("Agreed")),
      element("span", { className: "pb-how-many" }, say("How many")),
    );
    const group = element(
      "fieldset",
      { className: "pb-question" },
      element("legend", {}, this.heading),
      heads,
      ...this.rows.map(({ root }) => root),
      this.reason,
      ...this.criteria.map((one) => one.label),
    );
    this.few = element(
      "p",
      { className: "pb-hint" },
      say(
        "Say above how many you are. From %(fewest)s people on, you can type here how many showed which number. With fewer, agree on a line.",
        { fewest: model.limits.fewest },
      ),
    );
    this.more = new Evidence(session, question);
    this.back = button(say("Back"), () => room.go(session.kept.at - 1));
    const next = button(
      number === model.questions.length ? say("See the result") : say("Next question"),
      () => room.go(session.kept.at + 1),
      { className: "pb-button pb-first" },
    );
    this.taken = takeBack(session, question);
    /** @type {HTMLSelectElement} */
    this.jump = element("select", {
      "aria-label": say("Go to a question"),
      on: { change: () => room.go(Number(this.jump.value)) },
    });
    this.parts = [
      place,
      group,
      this.spread,
      this.few,
      field(say("Because (everybody who reads the site will see this line)"), this.note),
      this.more.root,
      element("p", { className: "pb-buttons" }, this.back, next, this.taken, this.jump),
    ];
  }

  /** @type {(choice: string, label: string, i: number) => Rung} */
  row(choice, label, i) {
    const { question } = this;
    const name = `${this.page.name}-room`;
    const radio = element("input", {
      type: "radio",
      name,
      value: choice,
      on: { change: () => this.session.answer(question, (answer) => choose(question, answer, choice)) },
    });
    const bar = element("span", { className: "pb-tallied", "aria-hidden": "true" });
    const number = counter(this.model.limits.people, (people) => this.vote(choice, people), {
      className: "pb-number",
      "aria-label": say("How many: %(choice)s", { choice: label }),
    });
    number.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const fields = this.rows.map((row) => row.number).filter((one) => !one.hidden);
      (fields[fields.indexOf(number) + 1] || this.note).focus();
    });
    const code = element(
      "b",
      { className: "pb-code" },
      SIGNS.get(choice) ?? (question.ladder ? choice : String(i + 1)),
    );
    const root = element(
      "div",
      { className: "pb-rung" },
      element("label", {}, radio, code, element("span", { className: "pb-says" }, label)),
      bar,
      choice === "na" ? element("span") : number,
    );
    return { choice, root, radio, bar, number };
  }

  /** @type {(one: { id: string, text: string }) => { id: string, input: HTMLInputElement, label: HTMLElement }} */
  criterion(one) {
    /** @type {HTMLInputElement} */
    const input = element("input", {
      type: "checkbox",
      on: { change: () => this.page.tick(this.question, one.id, input.checked) },
    });
    return {
      id: one.id,
      input,
      label: element(
        "label",
        { className: "pb-rung pb-criterion" },
        input,
        element("span", { className: "pb-says" }, one.text),
      ),
    };
  }

  /** @type {(choice: string, number: number | null) => void} */
  vote(choice, number) {
    this.session.answer(
      this.question,
      (answer) => {
        const votes = { ...answer.votes };
        if (number) votes[choice] = number;
        else delete votes[choice];
        const { votes: _votes, ...rest } = answer;
        return Object.keys(votes).length ? { ...rest, votes } : rest;
      },
      `votes ${choice}`,
    );
  }

  show() {
    const { session, model, question } = this;
    const answer = under(session.result.answers, question.id) || {};
    const people = session.result.respondents.count;
    const many = people >= model.limits.fewest;
    const votes = answer.votes || {};
    const most = Math.max(1, people, ...Object.values(votes));
    for (const { choice, root, radio, bar, number } of this.rows) {
      radio.checked = given(answer) === choice;
      root.classList.toggle("pb-chosen", radio.checked);
      number.hidden = !many;
      put(number, under(votes, choice) || "");
      bar.hidden = !many;
      bar.style.setProperty("--share", String((under(votes, choice) || 0) / most));
    }
    this.few.hidden = many;
    this.reason.hidden = !answer.na;
    this.reason.value = answer.na || "out_of_scope";
    for (const { id, input } of this.criteria) input.checked = (answer.criteria || []).includes(id);
    const told = many ? spread(this.page.about, question, votes, this.page.score.agreement[question.id], people) : "";
    if (told !== this.spread.textContent) {
      this.spread.textContent = told;
      this.page.murmur(told);
    }
    put(this.note, answer.note || "");
    this.more.show(answer);
    this.taken.hidden = !given(answer);
    this.back.disabled = session.kept.at === 0;
    this.jump.replaceChildren(
      ...model.questions.map(
        (one, i) => new Option(`${i + 1}. ${one.text.slice(0, 60)}${session.has(one) ? " ✓" : ""}`, String(i)),
      ),
    );
    this.jump.value = String(session.kept.at);
  }
}
