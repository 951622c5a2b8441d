// How far a group wants to go. "Good enough for us" is as easy to say as "we want more".

import { button, element } from "../../dom.js";
import { under } from "../../forms.js";
import { say, woven } from "../../words.js";
import { levelNumbers, top } from "../replies.js";
import { levelWords, named } from "../tables.js";
import { percent } from "../wording.js";
import { put, select } from "./parts.js";
import { Shown } from "./shown.js";

/**
 * @import { Dimension } from "../embedding.js"
 * @import { Page } from "./assess.js"
 */

/**
 * A dimension with what one says about it.
 * @typedef {object} Aim
 * @property {HTMLElement} root
 * @property {() => void} show
 */

export class Aims extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.rows = this.model.dimensions.map((dimension) => this.row(dimension));
    this.reached = element("p", { className: "pb-hint" });
    this.root = element(
      "section",
      { className: "pb-aims pb-screen" },
      element("h2", {}, say("How far do you want to go?")),
      element("p", {}, say("Not everything has to get better. A level is good enough when you can live with it.")),
      element("ul", {}, ...this.rows.map((row) => row.root)),
      this.reached,
    );
  }

  /** @type {(dimension: Dimension) => Aim} */
  row(dimension) {
    /** @type {(level: number | null, step?: string) => void} */
    const aim = (level, step) =>
      this.session.edit((result) => {
        if (level === null) delete result.targets[dimension.id];
        else result.targets[dimension.id] = { ...under(result.targets, dimension.id), level };
      }, step);
    const known = () => this.page.score.dimensions[dimension.id].level !== null;
    const now = () => Math.max(this.model.lowest, this.page.score.dimensions[dimension.id].level ?? 0);
    const target = () => under(this.session.result.targets, dimension.id)?.level ?? null;
    const enough = button(say("Good enough for us"), () => aim(choice() === "enough" ? null : now()), {
      "aria-label": say("%(part)s: good enough for us", { part: dimension.title }),
    });
    const more = button(
      say("We want more"),
      () => aim(choice() === "more" ? null : Math.min(top(this.model), now() + 1)),
      {
        "aria-label": say("%(part)s: we want more", { part: dimension.title }),
      },
    );
    const level = select(
      levelNumbers(this.model)
        .filter(Boolean)
        .map((number) => [number, named(this.model, number)]),
      (value) => aim(Number(value)),
      { "aria-label": say("%(part)s: the level to reach", { part: dimension.title }) },
    );
    const by = element("input", {
      type: "date",
      "aria-label": say("%(part)s: by when", { part: dimension.title }),
      on: {
        change: () =>
          this.session.edit((result) => {
            const { by: _by, ...rest } = result.targets[dimension.id];
            result.targets[dimension.id] = by.value ? { ...rest, by: by.value } : rest;
          }),
      },
    });
    const wanted = element("span", { className: "pb-wanted" }, ...woven("%(level)s by %(day)s", { level, day: by }));
    const state = element("span", { className: "pb-now" });
    const choice = () => {
      const aimed = target();
      if (aimed === null) return "";
      return aimed > now() ? "more" : "enough";
    };
    const root = element(
      "li",
      {},
      element("b", {}, dimension.title),
      state,
      element("span", { className: "pb-buttons" }, enough, more),
      wanted,
    );
    const show = () => {
      const chosen = choice();
      enough.setAttribute("aria-pressed", String(chosen === "enough"));
      more.setAttribute("aria-pressed", String(chosen === "more"));
      // How far to go from a level that nobody knows yet, nobody can say. What was said can be taken back.
      enough.disabled = !known() && chosen !== "enough";
      more.disabled = !known() && chosen !== "more";
      wanted.hidden = chosen !== "more";
      level.value = String(target() || 1);
      put(by, under(this.session.result.targets, dimension.id)?.by || "");
      state.textContent = levelWords(this.page.score, dimension.id);
    };
    return { root, show };
  }

  show() {
    for (const row of this.rows) row.show();
    const share = this.page.score.percent_to_target;
    this.reached.textContent =
      share === null ? "" : say("You have %(share)s %% of what these targets ask for.", { share: percent(share) });
    this.reached.hidden = share === null;
  }
}
