// What shows an answer, and how sure people are: beside each question, one tap away.

import { button, element } from "../../dom.js";
import { say } from "../../words.js";
import { field, line, select } from "./parts.js";
import { fitEvidence } from "./sheet.js";
import { SURE } from "./wording.js";

/**
 * @import { Answer, Question } from "../embedding.js"
 * @import { Session } from "./session.js"
 */

export class Evidence {
  /**
   * @param {Session} session
   * @param {Question} question
   */
  constructor(session, question) {
    this.session = session;
    this.question = question;
    this.list = element("ul", { className: "pb-shows" });
    this.title = line(() => {}, { placeholder: question.evidence[0] || "" });
    this.url = line(() => {}, { type: "url", maxLength: 2000, placeholder: "https://" });
    this.sure = select(SURE, (value) => this.keep(value));
    const add = button(say("Add it"), () => this.add());
    for (const input of [this.title, this.url]) {
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.add();
      });
    }
    this.summary = element("summary", {}, say("What shows it, and how sure you are"));
    this.root = element(
      "details",
      { className: "pb-more-said" },
      this.summary,
      this.list,
      element(
        "div",
        { className: "pb-row" },
        field(say("What it is (will be published)"), this.title),
        field(say("Its address"), this.url),
        add,
      ),
      field(say("How sure"), this.sure),
    );
  }

  add() {
    const made = fitEvidence({ title: this.title.value || this.url.value, url: this.url.value.trim() });
    if (!made) return this.title.focus();
    this.title.value = "";
    this.url.value = "";
    this.session.answer(this.question, (answer) => ({ ...answer, evidence: [...(answer.evidence || []), made] }));
    return this.title.focus();
  }

  /** @type {(place: number) => void} */
  remove(place) {
    this.session.answer(this.question, ({ evidence, ...rest }) => {
      const left = (evidence || []).filter((_, i) => i !== place);
      return left.length ? { ...rest, evidence: left } : rest;
    });
    this.title.focus();
  }

  /** @type {(value: string) => void} */
  keep(value) {
    this.session.answer(this.question, ({ confidence: _confidence, ...rest }) =>
      value ? { ...rest, confidence: Number(value) } : rest,
    );
  }

  /** @type {(answer: Answer) => void} */
  show({ evidence = [], confidence }) {
    this.sure.value = String(confidence ?? "");
    this.summary.textContent = evidence.length
      ? say("What shows it (%(num)s), and how sure you are", { num: evidence.length })
      : say("What shows it, and how sure you are");
    this.list.hidden = !evidence.length;
    this.list.replaceChildren(
      ...evidence.map((one, i) =>
        element(
          "li",
          {},
          one.url ? element("a", { href: one.url, rel: "noopener noreferrer" }, one.title) : one.title,
          " ",
          button(say("Remove"), () => this.remove(i), { "aria-label": say("Remove: %(what)s", { what: one.title }) }),
        ),
      ),
    );
  }
}
