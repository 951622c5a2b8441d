// What a run is for: the fields above its list.

import { all, element } from "../dom.js";
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
      const type = isDate(name) ? "date" : "text";
      const input = live.line(200, (run, words) => putUnder(run.fields, name, words), type);
      places[i].replaceChildren(element("label", {}, `${name} `, input));
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
