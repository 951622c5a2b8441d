// A part of the page that shows what the session holds.

export class Shown {
  constructor(page) {
    this.page = page;
    this.session = page.session;
    this.model = page.about.model;
  }
}
