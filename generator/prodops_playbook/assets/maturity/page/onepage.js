import { element } from "../../dom.js";
import { Shown } from "./shown.js";
export class Sheet extends Shown {
  constructor(page) { super(page); this.root = element("section", { className: "pb-onepage pb-paper" }); }
  show() {}
}
