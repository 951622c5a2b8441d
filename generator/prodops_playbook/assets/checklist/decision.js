// The decision that a list leads to: its outcome, its conditions, and who took it.

import { element } from "../dom.js";
import { say } from "../words.js";

/**
 * @import { List } from "./page.js"
 * @import { Live, Showing } from "./list.js"
 * @import { Run } from "./runs.js"
 */

const BOUND = say("condition, conditions, conditional, conditionally, provided, subject to").split(", ");

// Whether an outcome depends on conditions, as its words say.
/** @type {(outcome: string) => boolean} */
function bound(outcome) {
  const words = outcome.toLowerCase().split(/[^\p{L}\p{N}_]+/u);
  return BOUND.some((sign) => ` ${words.join(" ")} `.includes(` ${sign} `));
}

let lists = 0; // live so far; each needs a name for its outcomes

// What is still to be said before a run is finished.
/** @type {(list: List, run: Run) => string[]} */
export function undecided(list, run) {
  const needed = [];
  if (list.outcomes.length && !run.outcome) needed.push(say("choose the outcome"));
  if (bound(run.outcome) && !run.conditions) needed.push(say("write the conditions"));
  if (list.decision && !run.decided) needed.push(say("say who decided"));
  return needed;
}

export class Decision {
  /**
   * @param {Live} live
   * @param {HTMLElement} root
   */
  constructor(live, root) {
    lists += 1;
    const name = `pb-run-${lists}`;
    const { outcomes, decider } = live.list;
    this.choices = outcomes.map((outcome) => {
      const input = element("input", { type: "radio", name, value: outcome });
      input.addEventListener("change", () =>
        live.edit((run) => {
          run.outcome = outcome;
        }),
      );
      return input;
    });
    this.decided = live.line(200, (run, words) => {
      run.decided = words;
    });
    this.conditions = live.line(500, (run, words) => {
      run.conditions = words;
    });
    const labels = this.choices.map((input) => element("label", { className: "pb-label" }, input, " ", input.value));
    const group = element("fieldset", {}, element("legend", {}, say("Outcome")), ...labels);
    const sign = element("p", { className: "pb-paper pb-write" }, element("span", {}, say("Signature, date")));
    /** @type {(words: string, input: HTMLElement) => HTMLElement} */
    const field = (words, input) => element("p", { className: "pb-write" }, element("label", {}, words, " ", input));
    const conditions = field(say("Conditions, or what must change, and by when"), this.conditions);
    const by = say("Decided by");
    const who = field(decider ? `${by} (${decider})` : by, this.decided);
    root.replaceChildren(...(outcomes.length ? [group, conditions] : []), who, sign);
  }

  /** @type {(showing: Showing) => void} */
  show({ run, done, put }) {
    for (const choice of this.choices) {
      choice.checked = choice.value === run.outcome;
      choice.disabled = done;
    }
    put(this.decided, run.decided);
    put(this.conditions, run.conditions);
  }
}
