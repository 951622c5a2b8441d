// Many people's answers in one box: links, codes, files and paper, laid side by side and made into one result.

import { ask, button, element } from "../../dom.js";
import { under } from "../../forms.js";
import { print } from "../../paper.js";
import { listed, say, several } from "../../words.js";
import { cannotMerge, merge } from "../merging.js";
import { choices } from "../replies.js";
import { bring, fromOpened } from "./bring.js";
import { field, inWords, sentence } from "./parts.js";
import { MOST, person } from "./session.js";
import { ALL, blank, choose, empty, given, Refused, whose } from "./sheet.js";
import { Shown } from "./shown.js";

/**
 * @import { Answer, Question } from "../embedding.js"
 * @import { Page } from "./assess.js"
 * @import { Brought } from "./bring.js"
 * @import { Person } from "./session.js"
 */

/** @type {Record<string, string>} */
const REASONS_ON_PAPER = { a: "out_of_scope", b: "owned_elsewhere", c: "business_priority" };

// Lays what was found beside the others; how many of those took the place of an older one.
/** @type {(others: Person[], found: Person[]) => number} */
function replaced(others, found) {
  let again = 0;
  for (const { id, result } of found) {
    const place = others.findIndex((other) => other.id === id);
    if (place >= 0) {
      others[place] = { id, result };
      again += 1;
    } else others.push({ id, result });
  }
  return again;
}

export class Together extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.box = element("textarea", { rows: 5, autocomplete: "off" });
    /** @type {HTMLInputElement} */
    this.files = element("input", {
      type: "file",
      multiple: true,
      accept: ".yml,.yaml,.json,.txt",
      on: { change: () => this.open() },
    });
    this.told = element("div", { className: "pb-told", role: "status" });
    this.list = element("ol", { className: "pb-came" });
    this.pasting = element(
      "div",
      {},
      field(say("Paste links, codes or files here, as many as you like; the talk around them may stay"), this.box),
      element(
        "p",
        { className: "pb-buttons" },
        button(say("Add them"), () => this.add(), { className: "pb-button pb-first" }),
      ),
      field(say("Or open files"), this.files),
    );
    this.typed = this.model.questions.map((question, i) => this.typedField(question, i));
    this.ready = button(say("Add this form"), () => this.fromPaper(), { className: "pb-button pb-first" });
    this.typing = this.paper();
    this.root = element(
      "section",
      { className: "pb-together pb-screen", "aria-label": say("Many people’s answers") },
      this.pasting,
      this.typing,
      this.told,
      this.list,
    );
  }

  // Paper

  // The field for one answer. What is a whole answer leads on to the next one.
  /** @type {(question: Question, i: number) => HTMLInputElement} */
  typedField(question, i) {
    const input = element("input", {
      type: "text",
      maxLength: 3,
      autocomplete: "off",
      className: "pb-number",
      "aria-label": `${i + 1}. ${question.text}`,
    });
    input.addEventListener("input", () => {
      if (this.known(question, input.value)) (this.typed[i + 1] || this.ready).focus();
    });
    return input;
  }

  paper() {
    const fields = this.typed.map((input, i) =>
      element("label", { className: "pb-typed" }, element("span", { "aria-hidden": "true" }, String(i + 1)), input),
    );
    return element(
      "div",
      {},
      element(
        "p",
        { className: "pb-buttons" },
        button(say("Print blank forms"), () => print("blank")),
      ),
      element(
        "p",
        {},
        say(
          "Type in one form after the other: for each question the number that was ticked, ? for “don’t know”, and a, b or c for “not applicable”. The next field comes by itself.",
        ),
      ),
      element("div", { className: "pb-typing" }, ...fields),
      element("p", { className: "pb-buttons" }, this.ready),
    );
  }

  // The answer behind what was typed; "1.3" is how the form calls the third line of question 1.
  /** @type {(question: Question, typed: string) => Answer | null} */
  known(question, typed) {
    const letter = typed
      .trim()
      .toLowerCase()
      .replace(/^\d+\./, "");
    if (letter === "?") return { unknown: true };
    if (question.na && REASONS_ON_PAPER[letter]) return { na: REASONS_ON_PAPER[letter] };
    const choice = /^\d{1,2}$/.test(letter)
      ? choices(this.model, question)[Number(letter) - (question.ladder ? this.model.lowest : 1)]
      : undefined;
    return choice ? choose(question, {}, choice) : null;
  }

  async fromPaper() {
    const result = { ...blank(this.model, whose(this.session.result)), date: this.session.result.date };
    for (const [i, question] of this.model.questions.entries()) {
      const { value } = this.typed[i];
      if (!value.trim()) continue;
      const answer = this.known(question, value);
      if (!answer) {
        this.tell([say("Question %(question)s has no answer “%(typed)s”.", { question: i + 1, typed: value.trim() })]);
        return this.typed[i].focus();
      }
      result.answers[question.id] = answer;
    }
    if (empty(result)) {
      this.tell([say("Nothing is typed in yet.")]);
      return this.typed[0].focus();
    }
    await this.lay([{ id: person(), result, gone: [] }], []);
    for (const input of this.typed) input.value = "";
    return this.typed[0].focus();
  }

  // Links, codes, files

  async add() {
    const { found, refused } = await bring(this.page.about, this.box.value);
    if (!found.length && !refused.length) refused.push(say("Nothing is pasted yet."));
    if (await this.lay(found, refused)) this.box.value = "";
  }

  async open() {
    const found = [];
    const refused = [];
    for (const file of this.files.files ?? []) {
      try {
        found.push(await fromOpened(this.page.about, file));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.push(error.message);
      }
    }
    this.files.value = "";
    await this.lay(found, refused);
  }

  // Puts new answers beside those that are there. Who sends twice counts once, with what came last.
  /** @type {(came: Brought[], refused: string[]) => Promise<boolean>} */
  async lay(came, refused) {
    const counts = await this.ofOneSide(came);
    if (!counts) return false;
    const { found, side } = counts;
    const others = [...this.session.kept.others];
    if (found.length && !others.length && !empty(this.session.result) && !this.voted) {
      const answer = await ask(
        say("There are answers on this page already. Are they one more person’s?"),
        [
          ["one", say("Yes, count them too")],
          ["aside", say("No, put them aside")],
          ["", say("Stop")],
        ],
        this.page.life,
      );
      if (!answer) return false;
      if (answer === "one") others.push({ id: this.session.kept.id, result: this.session.result });
    }
    const again = replaced(others, found);
    const reason = this.tooMany(others);
    if (reason && found.length) {
      this.tell([...refused, reason]);
      return false;
    }
    if (found.length) this.unite(others, side);
    this.tell([...this.happened(found, again, came.length - found.length), ...refused]);
    return !refused.length;
  }

  // Why these cannot become one result, as a sentence; "" when they can.
  /** @type {(others: Person[]) => string} */
  tooMany(others) {
    if (others.length > MOST) {
      return say(
        "No more than %(most)s people’s answers fit on this page. Save the file of those that are here, and begin a second one.",
        { most: MOST },
      );
    }
    const results = others.map((other) => other.result);
    return cannotMerge(this.model, results);
  }

  // What laying did, in sentences: `again` of those found were here before, and `out` stayed out.
  /** @type {(found: Brought[], again: number, out: number) => string[]} */
  happened(found, again, out) {
    const gone = [...new Set(found.flatMap((one) => one.gone))];
    const said = [
      found.length &&
        several("%(number)s person’s answers came in.", "%(number)s people’s answers came in.", found.length, {
          number: inWords(found.length),
        }),
      again &&
        several(
          "%(number)s of them was here before and took the place of the older answers.",
          "%(number)s of them were here before and took the place of the older answers.",
          again,
          { number: inWords(again) },
        ),
      this.alike(),
      out &&
        several("%(number)s person’s answers stayed out.", "%(number)s people’s answers stayed out.", out, {
          number: inWords(out),
        }),
      gone.length && say("No longer asked, and left out: %(questions)s.", { questions: listed(gone) }),
    ];
    return said.flatMap((words) => (words ? [sentence(words)] : []));
  }

  // {found, side}: the answers that count here, and for which side or team; null where nothing is to happen. A result stands
  // for one, so answers of another never come in without a word.
  /** @type {(came: Brought[]) => Promise<{ found: Brought[], side: string } | null>} */
  async ofOneSide(came) {
    const own = whose(this.session.result);
    const sides = this.sidesOf([...this.session.kept.others, ...came]);
    const side = own || sides[0] || "";
    if (side === ALL || sides.every((one) => one === side)) return { found: came, side };
    const name = this.page.called(side);
    /** @type {[string, string]} */
    const all = [ALL, say("Make one result for all sides")];
    const answer = await ask(
      say("Some of these answers are for %(sides)s, and this result is for %(side)s.", {
        sides: this.names(sides, side),
        side: name,
      }),
      [
        ["out", say("Take in only those for %(side)s", { side: name })],
        ...(this.kind === "side" ? [all] : []),
        ["count", say("They mean %(side)s: count them all", { side: name })],
        ["", say("Stop")],
      ],
      this.page.life,
    );
    if (!answer) return null;
    if (answer === ALL) return { found: came, side: ALL };
    const found = answer === "out" ? came.filter(({ result }) => !whose(result) || whose(result) === side) : came;
    return { found: found.map((one) => ({ ...one, result: { ...one.result, [this.kind]: side } })), side };
  }

  get kind() {
    return this.model.subject === "team" ? "team" : "side";
  }

  /** @type {(people: Person[]) => string[]} */
  sidesOf(people) {
    return [...new Set(people.map(({ result }) => whose(result)).filter(Boolean))];
  }

  // The names of these sides, without one of them.
  /** @type {(sides: string[], side: string) => string} */
  names(sides, side) {
    return listed(sides.filter((one) => one !== side).map((one) => this.page.called(one)));
  }

  get voted() {
    return Object.values(this.session.result.answers).some((answer) => answer.votes);
  }

  alike() {
    const seen = this.session.kept.others.map((other) => JSON.stringify(other.result.answers));
    const double = seen.findIndex((one, i) => seen.indexOf(one) < i);
    return double < 0
      ? ""
      : say("Number %(one)s and number %(other)s say the same. If one person sent both, remove one.", {
          one: seen.indexOf(seen[double]) + 1,
          other: double + 1,
        });
  }

  // One result of all. What a group has agreed on since stays.
  /** @type {(others: Person[], side?: string) => void} */
  unite(others, side) {
    const before = this.voted ? this.session.result : null;
    const results = others.map((other) => other.result);
    const merged = results.length ? merge(this.model, results) : blank(this.model);
    this.session.edit((result, kept) => {
      kept.others = others;
      const { answers = {}, targets = {}, actions = [], respondents } = merged;
      result.answers = { ...answers, ...this.agreedOn(before?.answers ?? {}, answers) };
      result.respondents = { count: respondents?.count || 0, roles: respondents?.roles || {} };
      if (!before || empty({ ...before, answers: {} })) Object.assign(result, { targets, actions });
      if (side) result[this.kind] = side;
      if (others.length > 1) result.method = "facilitated";
    });
  }

  // The answers that the group gave itself, with what people said beside them since.
  /** @type {(before: Record<string, Answer>, answers: Record<string, Answer>) => Record<string, Answer>} */
  agreedOn(before, answers) {
    /** @type {Record<string, Answer>} */
    const found = {};
    for (const [id, { votes: _votes, ...agreed }] of Object.entries(before)) {
      const question = this.model.questions.find((one) => one.id === id);
      if (question && given(agreed)) found[id] = { ...choose(question, under(answers, id), ""), ...agreed };
    }
    return found;
  }

  /** @type {(sentences: string[]) => void} */
  tell(sentences) {
    this.told.replaceChildren(...sentences.map((words) => element("p", {}, words)));
  }

  show() {
    const { way, others } = this.session.kept;
    this.root.hidden = way !== "together" && way !== "paper";
    this.pasting.hidden = way !== "together";
    this.typing.hidden = way !== "paper";
    const all = this.model.questions.length;
    this.list.replaceChildren(
      ...others.map((other, i) => {
        const name = [
          this.page.called(whose(other.result)),
          other.result.date,
          say("%(some)s of %(all)s answered", { some: Object.keys(other.result.answers).length, all }),
        ]
          .filter(Boolean)
          .join(", ");
        return element(
          "li",
          {},
          name,
          " ",
          button(say("Remove"), () => this.unite(others.filter((one) => one !== other)), {
            "aria-label": say("Remove number %(num)s: %(whose)s", { num: i + 1, whose: name }),
          }),
        );
      }),
    );
    if (!others.length) return;
    const side = whose(this.session.result);
    const none = this.kind === "team" ? say("no team yet") : say("no side yet");
    const strange = side === ALL ? "" : this.names(this.sidesOf(others), side);
    if (strange)
      this.list.append(
        element(
          "li",
          { className: "pb-hint" },
          say("Some of them answered for %(sides)s. Above stands %(side)s.", {
            sides: strange,
            side: side ? this.page.called(side) : none,
          }),
        ),
      );
    if (others.length < this.model.limits.fewest)
      this.list.append(
        element(
          "li",
          { className: "pb-hint" },
          say("From %(fewest)s people on, the votes are shown. With fewer, everybody would know the other’s answer.", {
            fewest: this.model.limits.fewest,
          }),
        ),
      );
  }
}
