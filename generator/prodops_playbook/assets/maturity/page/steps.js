// What happens next: at most two steps, each with an owner and a day.

import { button, element, here } from "../../dom.js";
import { oneLine } from "../../forms.js";
import { say, woven } from "../../words.js";
import { field, line, put, select } from "./parts.js";
import { Shown } from "./shown.js";
import { steps } from "./told.js";

/**
 * @import { Action } from "../embedding.js"
 * @import { Page } from "./assess.js"
 */

/**
 * A step that was taken, on the page.
 * @typedef {{ root: HTMLElement, show: (now: Action) => void }} Row
 */

const MOST = 2;
const OFFERED = 6;

export class Steps extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.list = element("ol", { className: "pb-taken" });
    this.full = element(
      "p",
      { className: "pb-hint" },
      say("Two steps are plenty. A third one is mostly the one that nobody takes."),
    );
    const questions = this.model.questions.map(
      (question, i) => /** @type {const} */ ([question.id, `${i + 1}. ${question.text}`]),
    );
    this.own = select([["", say("Choose a question")], ...questions], (id) => {
      if (id) this.add({ question: id });
      this.own.value = "";
    });
    this.offers = element("ul", { className: "pb-offers" });
    this.offering = element("p", {}, say("What this playbook offers for your answers, the lower levels first:"));
    this.adding = element(
      "div",
      {},
      this.offering,
      this.offers,
      field(say("Or a step of your own, for the question"), this.own),
    );
    this.root = element(
      "section",
      { className: "pb-steps-next pb-screen" },
      element("h2", {}, say("What do you do next?")),
      this.list,
      this.full,
      this.adding,
    );
    this.built = ""; // the steps that the rows stand for
    this.rows = /** @type {Row[]} */ ([]);
  }

  /** @type {(action: Action) => void} */
  add(action) {
    this.session.edit((result) => {
      if (result.actions.length < MOST) result.actions.push(action);
    });
    const inputs = this.list.querySelectorAll("input, select");
    const last = this.list.lastElementChild;
    if (inputs.length && last) here(last, "input").focus();
  }

  /** @type {(place: number, name: "note" | "owner" | "due", value: string, step?: string) => void} */
  change(place, name, value, step = "") {
    this.session.edit((result) => {
      const { [name]: _old, ...rest } = result.actions[place];
      result.actions[place] = value ? { ...rest, [name]: value } : rest;
    }, step);
  }

  /** @type {(action: Action, place: number) => Row} */
  row(action, place) {
    const question = this.model.questions.find((one) => one.id === action.question);
    const go = this.page.record(action.go);
    const note = line((words) => this.change(place, "note", oneLine(words)), {
      placeholder: go ? say("Anything to add") : say("What you do"),
    });
    const roles = this.page.about.roles.map((role) => /** @type {const} */ ([role.id, role.title]));
    const owner = select([["", say("Nobody yet")], ...roles], (value) => this.change(place, "owner", value));
    /** @type {HTMLInputElement} */
    const due = element("input", { type: "date", on: { change: () => this.change(place, "due", due.value) } });
    const remove = button(
      say("Remove"),
      () =>
        this.session.edit((result) => {
          result.actions.splice(place, 1);
        }),
      { "aria-label": say("Remove step %(num)s", { num: place + 1 }) },
    );
    const root = element(
      "li",
      {},
      element("p", {}, ...(go ? [go, ": "] : []), question ? question.text : action.question),
      element(
        "div",
        { className: "pb-row" },
        field(say("What (will be published)"), note),
        field(say("Who"), owner),
        field(say("By when"), due),
        remove,
      ),
    );
    return {
      root,
      show: (now) => {
        put(note, now.note || "");
        put(owner, now.owner || "");
        put(due, now.due || "");
      },
    };
  }

  show() {
    const { actions } = this.session.result;
    const shape = JSON.stringify(actions.map(({ question, go }) => [question, go]));
    if (shape !== this.built) {
      this.built = shape;
      this.rows = actions.map((action, i) => this.row(action, i));
      this.list.replaceChildren(...this.rows.map((row) => row.root));
    }
    for (const [i, row] of this.rows.entries()) row.show(actions[i]);
    this.full.hidden = actions.length < MOST;
    this.adding.hidden = actions.length >= MOST;
    const taken = new Set(actions.map((action) => action.go));
    const offers = steps(this.page.score)
      .filter((step) => !taken.has(step.go))
      .slice(0, OFFERED);
    this.offers.replaceChildren(
      ...offers.map((step) =>
        element(
          "li",
          {},
          button(
            say("Take it"),
            () => this.add({ question: step.question, ...(step.to ? { to: step.to } : {}), go: step.go }),
            {
              "aria-label": say("Take this step: %(step)s", {
                step: this.page.about.records.get(step.go)?.title ?? step.go,
              }),
            },
          ),
          " ",
          ...woven("%(step)s lifts %(part)s to %(level)s", {
            step: this.page.record(step.go) || step.go,
            part: step.title,
            level: step.level,
          }),
        ),
      ),
    );
    this.offering.hidden = !offers.length;
  }
}
