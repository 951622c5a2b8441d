// What a run is for: the fields above its list.

import { adopt, all } from "../dom.js";
import { putUnder, under } from "../forms.js";
import { isDate } from "./page.js";

/**
 * @import { Live, Showing } from "./list.js"
 */

export class Fields {
  /** @param {Live} live */
  constructor(live) {
    const places = all(live.list.strip, ".pb-field");
    this.inputs = live.list.fields.map((name, i) => {
      const input = adopt(places[i], "input", HTMLInputElement);
      if (isDate(name)) input.type = "date";
      live.kept(input, (run, words) => putUnder(run.fields, name, words));
      return { name, input };
    });
  }

  /** @type {(showing: Showing) => void} */
  show({ run, put }) {
    for (const { name, input } of this.inputs) {
      put(input, under(run.fields, name) || "");
      input.classList.toggle("pb-empty", !input.value); // an empty date would print its pattern
    }
  }
}
