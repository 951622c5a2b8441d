// In the room: one question and its rungs, large; how many people showed what; what they agree on.

import { button, element } from "../../dom.js";
import { every } from "../../life.js";
import { choices, FEWEST, UNKNOWN } from "../replies.js";
import { Evidence } from "./evidence.js";
import { labels } from "./model.js";
import { count, counter, field, line, put, reasons, sentence, takeBack } from "./parts.js";
import { choose, given } from "./sheet.js";
import { Shown } from "./shown.js";

const two = (number) => String(number).padStart(2, "0");
const clock = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds) % 60)}`;

// What the votes on a question say, in words.
export function spread(about, question, votes, heard, people) {
  const options = choices(about.model, question);
  const name = (choice) => (question.ladder ? choice : `“${labels(about.model, question)[options.indexOf(choice)]}”`);
  const chosen = options.filter((choice) => votes[choice]);
  const unsure = votes[UNKNOWN] || 0;
  const total = chosen.reduce((sum, choice) => sum + votes[choice], unsure);
  if (!total) return "";
  const said = [];
  if (total > people) said.push(`${total} answers of ${people} people: count again`);
  else if (total < people) said.push(`${count(people - total, "answer")} still to come`);
  if (chosen.length && heard) {
    said.unshift(
      chosen.length > 1
        ? `median ${name(String(heard.median))}, from ${name(chosen[0])} to ${name(chosen.at(-1))}`
        : `all chose ${name(chosen[0])}`,
    );
    if (heard.flags.includes("hear both ends"))
      said.push(`hear both ends: first somebody at ${name(chosen[0])}, then somebody at ${name(chosen.at(-1))}`);
    if (heard.flags.includes("split")) said.push("the room is split in two");
    else if (heard.flags.includes("discuss")) said.push("talk about it before you agree");
  }
  if (unsure) said.push(unsure === 1 ? "one person does not know" : `${count(unsure, "person", "people")} do not know`);
  return `${sentence(said.join(". ").replace(/\. (\p{L})/gu, (_, letter) => `. ${letter.toUpperCase()}`))}.`;
}

export class Room extends Shown {
  constructor(page) {
    super(page);
    this.root = element("section", { className: "pb-room pb-screen", "aria-label": "In the room" });
    this.time = element("span", { className: "pb-clock" });
    this.since = Date.now();
    every(1000, () => this.tick(), page.life);
  }

  get question() {
    return this.model.questions[this.session.kept.at];
  }

  // Back and forth; past the last question stands the result.
  go(at) {
    const last = this.model.questions.length - 1;
    if (at > last) return this.page.toResult();
    this.since = Date.now();
    this.session.go({ at: Math.max(0, at) });
    this.heading.focus();
    return this.root.scrollIntoView({ block: "start" });
  }

  begin() {
    this.since = Date.now();
    if (!this.session.kept.since) this.session.go({ since: Date.now() });
  }

  tick() {
    const { since } = this.session.kept;
    if (!since || this.root.hidden) return;
    const now = Date.now();
    this.time.textContent = `${clock((now - this.since) / 1000)} on this one, ${clock((now - since) / 1000)} in all`;
  }

  // Made anew for each question; afterwards only what changes is set.
  build() {
    const { question, model } = this;
    this.built = question.id;
    this.many = null;
    const number = this.session.kept.at + 1;
    const dimension = model.dimensions.find((one) => one.id === question.dimension);
    this.heading = element("span", { tabIndex: -1, className: "pb-asked" }, question.text);
    this.rows = new Map();
    const rungs = [
      ...choices(model, question).map((choice, i) => [choice, labels(model, question)[i]]),
      [UNKNOWN, "Don’t know"],
    ];
    if (question.na) rungs.push(["na", "Not applicable"]);
    const rows = rungs.map(([choice, label], i) => this.row(question, choice, label, i));
    this.reason = reasons((na) => this.session.answer(question, (answer) => ({ ...answer, na })));
    this.criteria = question.criteria.map((one) => this.criterion(question, one));
    this.spread = element("p", { className: "pb-spread" });
    this.note = line((words) => this.page.note(question, words));
    const place = element(
      "p",
      { className: "pb-where" },
      element("b", {}, `Question ${number} of ${model.questions.length}`),
      ` ${dimension ? dimension.title : ""} `,
      this.time,
    );
    const heads = element(
      "div",
      { className: "pb-heads", "aria-hidden": "true" },
      element("span", {}, "Agreed"),
      element("span", { className: "pb-how-many" }, "How many"),
    );
    const group = element(
      "fieldset",
      { className: "pb-question" },
      element("legend", {}, this.heading),
      heads,
      ...rows,
      this.reason,
      ...this.criteria.map((one) => one.label),
    );
    this.few = element(
      "p",
      { className: "pb-hint" },
      `Say above how many you are. From ${FEWEST} people on, you can type here how many showed which number. With fewer, agree on a line.`,
    );
    this.more = new Evidence(this.session, question);
    this.back = button("Back", () => this.go(this.session.kept.at - 1));
    const next = button(
      number === model.questions.length ? "See the result" : "Next question",
      () => this.go(this.session.kept.at + 1),
      { className: "pb-button pb-first" },
    );
    this.taken = takeBack(this.session, question);
    this.jump = element("select", {
      "aria-label": "Go to a question",
      on: { change: () => this.go(Number(this.jump.value)) },
    });
    this.root.replaceChildren(
      place,
      group,
      this.spread,
      this.few,
      field("Because (everybody who reads the site will see this line)", this.note),
      this.more.root,
      element("p", { className: "pb-buttons" }, this.back, next, this.taken, this.jump),
    );
    this.tick();
  }

  row(question, choice, label, i) {
    const name = `${this.page.name}-room`;
    const radio = element("input", {
      type: "radio",
      name,
      value: choice,
      on: { change: () => this.session.answer(question, (answer) => choose(question, answer, choice)) },
    });
    const bar = element("span", { className: "pb-tallied", "aria-hidden": "true" });
    const number = counter((people) => this.vote(question, choice, people), {
      className: "pb-number",
      "aria-label": `How many: ${label}`,
    });
    number.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const fields = [...this.rows.values()].map((row) => row.number).filter((one) => !one.hidden);
      (fields[fields.indexOf(number) + 1] || this.note).focus();
    });
    const code = element(
      "b",
      { className: "pb-code" },
      { unknown: "?", na: "x" }[choice] || (question.ladder ? choice : String(i + 1)),
    );
    const row = element(
      "div",
      { className: "pb-rung" },
      element("label", {}, radio, code, element("span", { className: "pb-says" }, label)),
      bar,
      choice === "na" ? element("span") : number,
    );
    this.rows.set(choice, { row, radio, bar, number });
    return row;
  }

  criterion(question, one) {
    const input = element("input", {
      type: "checkbox",
      on: { change: () => this.page.tick(question, one.id, input.checked) },
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

  vote(question, choice, number) {
    this.session.answer(
      question,
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
    const { session, model } = this;
    this.root.hidden = session.kept.way !== "room";
    if (this.root.hidden) return;
    const { question } = this;
    if (this.built !== question.id) this.build();
    const answer = session.result.answers[question.id] || {};
    const people = session.result.respondents.count;
    const many = people >= FEWEST;
    const votes = answer.votes || {};
    const most = Math.max(1, people, ...Object.values(votes));
    for (const [choice, { row, radio, bar, number }] of this.rows) {
      radio.checked = given(answer) === choice;
      row.classList.toggle("pb-chosen", radio.checked);
      number.hidden = !many;
      put(number, votes[choice] || "");
      bar.hidden = !many;
      bar.style.setProperty("--share", (votes[choice] || 0) / most);
    }
    this.root.classList.toggle("pb-many", many);
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
        (one, i) => new Option(`${i + 1}. ${one.text.slice(0, 60)}${session.has(one) ? " ✓" : ""}`, i),
      ),
    );
    this.jump.value = session.kept.at;
  }
}
