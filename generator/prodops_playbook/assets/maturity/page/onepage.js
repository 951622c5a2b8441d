// The result on one sheet of paper: where a group stands, what it differs about, and what it does next.

import { element, table } from "../../dom.js";
import { under } from "../../forms.js";
import { say, several } from "../../words.js";
import { bar } from "../draw.js";
import { top } from "../replies.js";
import { standing } from "../tables.js";
import { inWords } from "./parts.js";
import { findings, parts } from "./report.js";
import { empty, whose } from "./sheet.js";
import { Shown } from "./shown.js";
import { lastTime } from "./told.js";
import { LED } from "./wording.js";

/**
 * @import { Action } from "../embedding.js"
 * @import { Page } from "./assess.js"
 */

const LONGEST = 160; // letters of a note that fit beside its level
const NOTED = 12; // questions up to which the notes fit on the page

/** @type {(words: string) => string} */
const short = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words);

export class Sheet extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.root = element("section", { className: "pb-onepage pb-paper" });
  }

  show() {
    const { page, session, model } = this;
    const { result } = session;
    if (empty(result)) return this.root.replaceChildren();
    const people = result.respondents.count;
    const facts = [
      page.called(whose(result)),
      result.date,
      people ? several("%(number)s person", "%(number)s people", people, { number: inWords(people) }) : "",
      LED[result.method],
      say("version %(version)s", { version: result.version }),
    ];
    const before = lastTime(page.about, result);
    const notes = model.questions.length <= NOTED;
    const rows = parts(page.about, page.score, before).map((part, i) => {
      const dimension = model.dimensions[i];
      const because = model.questions
        .filter((one) => one.dimension === part.id)
        .map((one) => under(result.answers, one.id)?.note)
        .filter(Boolean);
      return [
        part.title,
        element("span", {}, bar(part, top(model)), " ", standing(page.score, dimension.id)),
        part.target === null ? "–" : String(part.target),
        ...(before ? [part.last === null ? "–" : String(part.last)] : []),
        ...(notes ? [short(because.join("; "))] : []),
      ];
    });
    const heads = [
      say("Part"),
      say("Level"),
      say("Target"),
      ...(before ? [element("span", {}, say("Last time"), element("br"), before.date)] : []),
      ...(notes ? [say("Because")] : []),
    ];
    const steps = result.actions.map((action) => this.step(action));
    return this.root.replaceChildren(
      element("p", { className: "pb-about" }, facts.filter(Boolean).join(" · ")),
      table(say("Levels"), [heads, ...rows]),
      ...findings(page).map((words) => element("p", { className: "pb-finding" }, words)),
      element("h2", {}, say("What we do next")),
      steps.length ? element("ol", {}, ...steps) : element("p", {}, say("Nothing is decided yet.")),
    );
  }

  /** @type {(action: Action) => HTMLElement} */
  step({ question, go, note, owner, due }) {
    const asked = this.model.questions.find((one) => one.id === question);
    const record = this.page.about.records.get(go ?? "");
    const what = [record?.title, note].filter(Boolean).join(": ") || (asked ? asked.text : question);
    const role = this.page.about.roles.find((one) => one.id === owner);
    const who = role ? role.title : say("nobody yet");
    const day = due ? say("by %(day)s", { day: due }) : say("no date yet");
    return element("li", {}, element("b", {}, what), ` · ${who} · ${day}`);
  }
}
