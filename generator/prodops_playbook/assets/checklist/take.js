// Taking a run along: a link, a text, an issue, lines for the list itself.

import { copyOrSay } from "../copy.js";
import { today } from "../days.js";
import { button, element } from "../dom.js";
import { pack } from "../travel.js";
import { say, woven } from "../words.js";
import { chat, issue, markdown, tried } from "./report.js";

/**
 * @import { Live, Showing } from "./list.js"
 */

export class Take {
  /** @param {Live} live */
  constructor(live) {
    const { list, address } = live;
    this.list = list;
    /** @type {(label: string, what: string, make: () => string | Promise<string>) => HTMLElement} */
    const way = (label, what, make) => button(label, () => copyOrSay(make, what, (words) => live.tell(words)));
    const link = async () => `${address}#run=${await pack({ list: list.id, run: live.run })}`;
    const ways = [
      way(say("Copy a link to this run"), say("a link to this run"), link),
      way(say("Copy as text for a chat"), say("as text for a chat"), () => chat(list, live.run, address)),
      way(say("Copy as Markdown"), say("as Markdown"), () => markdown(list, live.run, address)),
    ];
    if (list.issue) {
      const open = () => window.open(issue(list, live.run, address, list.issue), "_blank", "noopener");
      ways.push(button(say("Open an issue with it"), open));
    }
    this.lines = element("code");
    const file = list.edit ? element("a", { href: list.edit }, list.file) : element("code", {}, list.file);
    this.teach = element(
      "div",
      { className: "pb-teach" },
      element(
        "p",
        {},
        ...woven(
          "The list learns from use. Say in “changed” what you would word differently, and put this into %(file)s:",
          {
            file,
          },
        ),
      ),
      element("pre", { tabIndex: 0 }, this.lines),
      way(say("Copy the lines"), say("the lines"), () => this.lines.textContent ?? ""),
    );
    this.root = element(
      "details",
      { className: "pb-take" },
      element("summary", {}, say("Take it with you")),
      element("div", {}, element("p", { className: "pb-buttons" }, ...ways), this.teach),
    );
  }

  /** @type {(showing: Showing) => void} */
  show({ run, done }) {
    this.lines.textContent = tried(this.list, run, today());
    this.teach.hidden = !done;
  }
}
