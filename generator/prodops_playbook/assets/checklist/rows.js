// The items of a list as real boxes, each with its reason one tap away and a line for its evidence.

import { all, button, element, here, wordsOf } from "../dom.js";
import { under } from "../forms.js";
import { nameOf } from "./report.js";

/**
 * @import { Live, Showing } from "./list.js"
 * @import { Item } from "./page.js"
 */

export class Rows {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    this.rows = live.list.items.map((item) => this.row(item));
    // Whoever hears the boxes hears which part of the list they stand in.
    for (const { part, section } of live.list.items) {
      if (!section) continue;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", section);
    }
  }

  /** @type {(item: Item) => { item: Item, input: HTMLInputElement, proof: HTMLInputElement | null }} */
  row(item) {
    const input = element("input", { type: "checkbox", className: "pb-tick" });
    input.addEventListener("change", () => {
      const on = input.checked;
      this.live.edit((run) => {
        if (on) run.ticks[item.id] = true;
        else delete run.ticks[item.id];
      });
    });
    const label = element("label", { className: "pb-label" }, input);
    // A finger that ticks must not follow the link of a number.
    for (const link of all(item.line, "a"))
      link.replaceWith(element("span", { className: link.className, title: link.title }, ...link.childNodes));
    item.box.replaceWith(label);
    label.append(" ", item.line);
    this.more(item);
    return { item, input, proof: item.evidence ? this.proof(item) : null };
  }

  // Why, and what if not: one tap away.
  /** @type {(item: Item) => void} */
  more(item) {
    const told = all(item.row, "small:not(.pb-proof)");
    if (!told.length) return;
    const name = wordsOf(here(told[0], "em")).replace(/:$/, "");
    const box = element("span", { className: "pb-more", hidden: true }, ...told);
    /** @type {HTMLButtonElement} */
    const open = button(
      name,
      () => {
        box.hidden = !box.hidden;
        open.setAttribute("aria-expanded", String(!box.hidden));
      },
      { "aria-expanded": "false", "aria-label": `${name}: ${nameOf(this.live.list, item)}`, className: "pb-open" },
    );
    here(item.row, ".pb-anchor").before(open, " ");
    item.row.append(box);
  }

  /** @type {(item: Item) => HTMLInputElement} */
  proof(item) {
    const write = here(item.row, ".pb-write");
    const input = this.live.line(500, (run, words) => {
      run.evidence[item.id] = words;
    });
    write.replaceChildren(element("label", {}, ...write.childNodes, " ", input));
    return input;
  }

  /** @type {(showing: Showing) => void} */
  show({ run, done, put }) {
    for (const { item, input, proof } of this.rows) {
      input.checked = run.ticks[item.id] === true;
      input.disabled = done;
      if (proof) put(proof, under(run.evidence, item.id) || "");
    }
  }
}
