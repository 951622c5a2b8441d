// The model that the page asks, and what else stands in it.

import { all } from "../../dom.js";
import { say } from "../../words.js";

/**
 * @import { Before, Model, Question, Result } from "../embedding.js"
 */

/**
 * @typedef {{ id: string, title: string }} Named
 */

/**
 * What the page says, as views/assessing.py puts it there, and what is read off the page beside it. `last`: the latest
 * result of each side or team; `explained`: how the level of each dimension comes about; `before`: what each side or team said
 * last to each question; `whose`: the sides or teams that may answer; `roles`: who may own a next step; `path`: where
 * the file of a result goes; `new`: the page on which a file is begun, or ""; `records`: those that the page shows, by
 * their names; `asked`: the roles that the questions are for.
 * @typedef {object} About
 * @property {Model} model
 * @property {Record<string, string>} explained
 * @property {Result[]} last
 * @property {Record<string, Record<string, Before>>} before
 * @property {Named[]} whose
 * @property {Named[]} roles
 * @property {string} path
 * @property {string} new
 * @property {Map<string, { title: string, href: string, standing: string }>} records
 * @property {Named[]} asked
 */

// What the page says, read once. Records stand in the page as links, so that their addresses are the site's own.
/** @type {(form: HTMLElement) => About} */
export function about(form) {
  /** @type {Omit<About, "records" | "asked">} */
  const said = JSON.parse(form.dataset.about ?? "");
  const records = new Map();
  for (const link of all(document, "a[data-record]", HTMLAnchorElement)) {
    const mark = link.nextElementSibling; // "library"
    const standing = mark?.matches(".pb-note") ? (mark.textContent ?? "") : "";
    records.set(link.dataset.record ?? "", { title: link.textContent ?? "", href: link.href, standing });
  }
  const asked = new Set(said.model.questions.flatMap((question) => question.roles));
  return { ...said, records, asked: said.roles.filter((role) => asked.has(role.id)) };
}

// The words behind each of them.
/** @type {(model: Model, question: Question) => string[]} */
export function labels(model, question) {
  return question.ladder || (model.answer_sets[question.answers ?? ""] || []).map((option) => option.label);
}

// "product" is a side's id and its name.
/** @type {(whose: Named[], id: string) => string} */
export function called(whose, id) {
  const found = whose.find((one) => one.id === id);
  const title = found ? found.title : id;
  return title === "all" ? say("All sides") : title.charAt(0).toUpperCase() + title.slice(1);
}
