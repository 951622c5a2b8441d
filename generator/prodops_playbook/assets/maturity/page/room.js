// In the room: one question at a time, large, with a clock.

import { two } from "../../days.js";
import { element } from "../../dom.js";
import { every } from "../../life.js";
import { say } from "../../words.js";
import { Asking } from "./asking.js";
import { Shown } from "./shown.js";

/** @import { Page } from "./assess.js" */

/** @type {(seconds: number) => string} */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds) % 60)}`;

export class Room extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.root = element("section", { className: "pb-room pb-screen", "aria-label": say("In the room") });
    this.time = element("span", { className: "pb-clock" });
    this.since = Date.now();
    /** @type {Asking | null} */
    this.asking = null; // until somebody is in the room
    every(1000, () => this.tick(), page.life);
  }

  get question() {
    return this.model.questions[this.session.kept.at];
  }

  // Back and forth; past the last question stands the result.
  /** @type {(at: number) => void} */
  go(at) {
    const last = this.model.questions.length - 1;
    if (at > last) return this.page.toResult();
    this.since = Date.now();
    this.session.go({ at: Math.max(0, at) });
    this.asking?.heading.focus();
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
    const [here, all] = [this.since, since].map((begun) => clock((now - begun) / 1000));
    this.time.textContent = say("%(here)s on this one, %(all)s in all", { here, all });
  }

  show() {
    this.root.hidden = this.session.kept.way !== "room";
    if (this.root.hidden) return;
    this.root.classList.toggle("pb-many", this.session.result.respondents.count >= this.model.limits.fewest);
    if (this.asking?.question !== this.question) {
      this.asking = new Asking(this, this.question);
      this.root.replaceChildren(...this.asking.parts);
      this.tick();
    }
    this.asking.show();
  }
}
