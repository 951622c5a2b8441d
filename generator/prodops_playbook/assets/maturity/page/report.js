import { element } from "../../dom.js";
import { Shown } from "./shown.js";
export class Report extends Shown {
  constructor(page) { super(page); this.heading = element("h2", { tabIndex: -1 }, "Where you stand"); this.root = element("section", { className: "pb-report pb-screen" }, this.heading); }
  show() {}
}
