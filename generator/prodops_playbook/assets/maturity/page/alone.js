// Alone: the form of the page itself, made live.

import { all, counted, element, here } from "../../dom.js";
import { under } from "../../forms.js";
import { say } from "../../words.js";
import { Evidence } from "./evidence.js";
import { field, line, put, reasons, takeBack } from "./parts.js";
import { choose, given } from "./sheet.js";
import { Shown } from "./shown.js";

/**
 * @import { Question } from "../embedding.js"
 * @import { Page } from "./assess.js"
 */

/**
 * A question with what the form has for it.
 * @typedef {object} Asked
 * @property {Question} question
 * @property {HTMLInputElement[]} radios
 * @property {HTMLInputElement[]} ticks
 * @property {HTMLSelectElement} reason
 * @property {HTMLInputElement} note
 * @property {Evidence} more
 * @property {HTMLButtonElement} taken
 */

export class Alone extends Shown {
  /**
   * @param {Page} page
   * @param {HTMLElement} form
   */
  constructor(page, form) {
    super(page);
    this.root = form;
    this.progress = element("p", { className: "pb-progress pb-screen" });
    form.prepend(this.progress);
    this.asked = this.model.questions.map((question) => this.enliven(question));
    this.shown = /** @type {string[]} */ ([]); // the answers as they were shown last
  }

  /** @type {(question: Question) => Asked} */
  enliven(question) {
    const box = here(this.root, `[data-question="${CSS.escape(question.id)}"]`);
    const radios = all(box, 'input[type="radio"]', HTMLInputElement);
    for (const radio of radios) {
      radio.addEventListener("change", () =>
        this.session.answer(question, (answer) => choose(question, answer, radio.value)),
      );
    }
    const ticks = all(box, 'input[type="checkbox"]', HTMLInputElement);
    for (const tick of ticks) tick.addEventListener("change", () => this.page.tick(question, tick.value, tick.checked));
    const reason = reasons((na) => this.session.answer(question, (answer) => ({ ...answer, na })));
    const note = line((words) => this.page.note(question, words));
    const more = new Evidence(this.session, question);
    const last = radios[radios.length - 1].closest(".pb-rung");
    last?.after(reason);
    const taken = takeBack(this.session, question);
    box.append(
      element(
        "div",
        { className: "pb-screen" },
        element("p", {}, taken),
        field(say("Because (will be published)"), note),
        more.root,
      ),
    );
    return { question, radios, ticks, reason, note, more, taken };
  }

  show() {
    const { result, answered, kept } = this.session;
    // Without a way chosen the form stands there as it did, to read and to print.
    this.root.classList.toggle("pb-only-paper", Boolean(kept.way) && kept.way !== "alone");
    this.progress.hidden = kept.way !== "alone";
    this.progress.replaceChildren(
      counted(say("%(some)s of %(all)s answered", { some: answered, all: this.asked.length })),
    );
    for (const [i, { question, radios, ticks, reason, note, more, taken }] of this.asked.entries()) {
      const answer = under(result.answers, question.id) || {};
      put(note, answer.note || "");
      const said = JSON.stringify(answer);
      if (said === this.shown[i]) continue; // with hundreds of questions, only what changed is set anew
      this.shown[i] = said;
      const choice = given(answer);
      for (const radio of radios) radio.checked = radio.value === choice;
      for (const tick of ticks) tick.checked = (answer.criteria || []).includes(tick.value);
      taken.hidden = !choice;
      reason.hidden = !answer.na;
      reason.value = answer.na || "out_of_scope";
      more.show(answer);
    }
  }
}
