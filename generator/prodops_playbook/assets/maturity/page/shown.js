// A part of the page that shows what the session holds.

/** @import { Page } from "./assess.js" */

export class Shown {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.session = page.session;
    this.model = page.about.model;
  }
}
