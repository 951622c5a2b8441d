// The page on which a group assesses itself. Every way of answering works on one set of answers; every part shows it anew
// when it changes. The page is a complete form without this script.

import { addressed, behind, page } from "../../address.js";
import { ask, button, element, here, maybe } from "../../dom.js";
import { oneLine } from "../../forms.js";
import { later } from "../../life.js";
import { TOLD } from "../../store.js";
import { listed, quoted, say, several } from "../../words.js";
import { score } from "../scores.js";
import { Aims } from "./aims.js";
import { Alone } from "./alone.js";
import { fromLink } from "./bring.js";
import { Head } from "./head.js";
import { about, called } from "./model.js";
import { Sheet } from "./onepage.js";
import { Out } from "./out.js";
import { inWords, sentence } from "./parts.js";
import { Report } from "./report.js";
import { Room } from "./room.js";
import { Session } from "./session.js";
import { empty, Refused } from "./sheet.js";
import { Steps } from "./steps.js";
import { Together } from "./together.js";

/**
 * @import { Child } from "../../dom.js"
 * @import { Question } from "../embedding.js"
 * @import { Carried } from "./session.js"
 */

export class Page {
  /**
   * @param {HTMLElement} form
   * @param {AbortSignal} life
   */
  constructor(form, life) {
    this.life = life;
    this.about = about(form);
    this.name = "pb-assess";
    this.address = page();
    this.hush = () => {}; // ends a murmur that is still to come
    this.session = new Session(this.about, () => this.show(), life);
    this.score = score(this.about.model, this.session.result);
    const strip = here(form, ".pb-strip");
    this.live = element("p", { className: "pb-heard", role: "status" });
    this.notices = element("div", { className: "pb-notices pb-screen" });
    this.head = new Head(this, strip);
    this.room = new Room(this);
    this.together = new Together(this);
    this.report = new Report(this);
    this.onepage = new Sheet(this);
    this.out = new Out(this);
    const { head, room, together, report, out, onepage } = this;
    const after = [report, new Aims(this), new Steps(this), out, onepage];
    this.parts = [head, room, new Alone(this, form), together, ...after];
    this.after = after.map((part) => part.root);
    form.before(head.root, head.said, this.notices, strip, head.more, this.live, room.root, together.root);
    form.after(...this.after);
    const lifts = maybe(document, ".pb-lifts");
    if (lifts) this.fold(lifts);
    const how = maybe(document, ".pb-how");
    if (how) how.hidden = true;
    this.show();
    const carried = this.session.carry();
    if (carried) this.carriedOver(carried);
    // Theme and style sheet look at the body, which outlives the page.
    life.addEventListener("abort", () => document.body.classList.remove("pb-has-result", "pb-projecting"), {
      once: true,
    });
    addressed(() => this.arrive(), life);
    if (this.session.kept.way === "room") this.room.begin();
  }

  // The long list of what helps: there, but out of the way of answering.
  /** @type {(lifts: HTMLElement) => void} */
  fold(lifts) {
    const heading = here(lifts, "h2");
    const box = element(
      "details",
      { className: "pb-folded pb-off-paper" },
      element("summary", {}, say("What lifts you, question by question")),
    );
    lifts.before(box);
    heading.hidden = true;
    box.append(lifts);
  }

  // What parts ask of the page

  /** @type {(id: string) => string} */
  called(id) {
    return called(this.about.whose, id);
  }

  // A link to a record with its standing, where readers may see it.
  /** @type {(id: string | undefined) => HTMLElement | null} */
  record(id) {
    const found = this.about.records.get(id ?? "");
    if (!found) return null;
    const link = element("a", { href: found.href }, found.title);
    return element(
      "span",
      {},
      link,
      ...(found.standing ? [" ", element("span", { className: "pb-note" }, found.standing)] : []),
    );
  }

  /** @type {(question: Question, words: string) => void} */
  note(question, words) {
    this.session.answer(question, ({ note: _note, ...rest }) =>
      words.trim() ? { ...rest, note: oneLine(words) } : rest,
    );
  }

  /** @type {(question: Question, id: string, on: boolean) => void} */
  tick(question, id, on) {
    this.session.answer(question, ({ criteria = [], ...rest }) => {
      const held = question.criteria.map((one) => one.id).filter((one) => (one === id ? on : criteria.includes(one)));
      return held.length ? { ...rest, criteria: held } : rest;
    });
  }

  /** @type {(way: string) => void} */
  way(way) {
    this.session.go({ way });
    if (way === "room") this.room.begin();
    if (way === "room" && this.session.result.method === "self")
      this.session.edit((result) => {
        result.method = "facilitated";
      });
  }

  toResult() {
    this.report.heading.focus();
    this.report.root.scrollIntoView({ block: "start" });
  }

  // Read out once nothing has changed for a moment.
  /** @type {(words: string) => void} */
  murmur(words) {
    this.hush();
    this.hush = later(
      900,
      () => {
        this.live.textContent = words;
      },
      this.life,
    );
  }

  /** @type {(...parts: Child[]) => HTMLElement} */
  notice(...parts) {
    /** @type {HTMLElement} */
    const box = element(
      "div",
      { className: "pb-status", role: "status" },
      element("p", {}, ...parts),
      button(say("Good"), () => box.remove()),
    );
    this.notices.append(box);
    return box;
  }

  /** @type {(carried: Carried) => HTMLElement} */
  carriedOver(carried) {
    const { model } = this.about;
    if (carried.apart) {
      const { from, apart } = carried;
      const save = button(say("Save them as a file"), () => this.out.saveOld(apart, from));
      return this.notice(
        say(
          "This browser keeps answers to version %(from)s. Version %(now)s asks something else, so they cannot be carried over. They stay as they are.",
          { from, now: model.version },
        ),
        " ",
        save,
      );
    }
    const { from, kept, left, gone, wrong } = carried;
    const came = several(
      "%(number)s answer came over from version %(version)s.",
      "%(number)s answers came over from version %(version)s.",
      kept,
      { number: inWords(kept), version: from },
    );
    const said = [sentence(came)];
    const open = listed(left.map((question) => quoted(question.text)));
    if (left.length) said.push(say("Still to answer: %(questions)s.", { questions: open }));
    if (gone.length) said.push(say("No longer asked, and left out: %(questions)s.", { questions: listed(gone) }));
    if (wrong.length) said.push(say("What does not fit today’s questions was left out."));
    return this.notice(said.join(" "));
  }

  async arrive() {
    const match = /^#result=(.*)$/.exec(location.hash);
    if (!match) return;
    behind();
    let came;
    try {
      came = await fromLink(this.about, match[1]);
      if (this.life.aborted) return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.notice(error.message, " ", say("Nothing was changed."));
      return;
    }
    if (
      came.id === this.session.kept.id &&
      JSON.stringify(came.result.answers) === JSON.stringify(this.session.result.answers)
    ) {
      this.notice(say("These are the answers that are here already."));
      return;
    }
    /** @type {[string, string][]} */
    const choices = [
      ["take", say("Show it in the place of the answers here")],
      ["add", say("Add it to the answers that I collect")],
      ["", say("Leave everything as it is")],
    ];
    const answer =
      empty(this.session.result) && !this.session.kept.others.length
        ? "take"
        : await ask(say("This link brings somebody’s answers."), choices, this.life);
    if (answer === "take") this.out.put(came);
    if (answer === "take") this.notice(say("The answers came with the link. “Undo” takes them away again."));
    if (answer === "add") {
      this.session.go({ way: "together" });
      await this.together.lay([came], []);
    }
  }

  show() {
    if (!this.after) return;
    this.score = score(this.about.model, this.session.result);
    const nothing = empty(this.session.result);
    document.body.classList.toggle("pb-has-result", !nothing);
    document.body.classList.toggle("pb-projecting", this.session.kept.way === "room");
    for (const part of this.parts) part.show();
    const { problem } = this.session.store;
    this.head.said.textContent = problem ? TOLD[problem] : "";
    if (problem && problem !== "damaged" && !nothing) this.head.said.append(" ", this.head.rescue);
  }
}

/** @type {(form: HTMLElement, life: AbortSignal) => void} */
export function assess(form, life) {
  new Page(form, life);
}
