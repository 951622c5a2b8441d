// What the page says of a list.

import { all, maybe, wordsOf } from "../dom.js";
import { say } from "../words.js";

/**
 * One item: `part` is what it stands in, `shows` what its evidence should be.
 * @typedef {object} Item
 * @property {HTMLElement} part
 * @property {string} section
 * @property {HTMLElement} box
 * @property {HTMLElement} line
 * @property {HTMLElement} row
 * @property {string} id
 * @property {boolean} must
 * @property {boolean} evidence
 * @property {string} who
 * @property {string} shows
 * @property {string} text
 */

/**
 * A list. `panel`: which run it is; `strip`: what the run is for; `bar`: how far it is. `fields` are those of a run; `decision` is where a page asks for one, with its `outcomes`.
 * @typedef {object} List
 * @property {HTMLElement} root
 * @property {HTMLElement} panel
 * @property {HTMLElement} strip
 * @property {HTMLElement} bar
 * @property {HTMLElement | null} decision
 * @property {Item[]} items
 * @property {string} id
 * @property {string} title
 * @property {string} file
 * @property {string} edit
 * @property {string} issue
 * @property {string} runBy
 * @property {string} decider
 * @property {string[]} fields
 * @property {string[]} outcomes
 */

// Whether a field is the one for the day of a run, or one for who takes part in it.
/** @type {(name: string) => boolean} */
export const isDate = (name) => name === say("Date");
/** @type {(name: string) => boolean} */
export const isPerson = (name) => name === say("Run by") || /\bby$/i.test(name);

/** @type {(box: HTMLElement, root: HTMLElement) => Item[]} */
function item(box, root) {
  const [line, row, section] = [box.nextElementSibling, box.closest("li"), box.closest("section")];
  if (!(line instanceof HTMLElement) || !row) return [];
  const part = section ?? root;
  const title = part.querySelector(":scope > p:first-child > strong");
  const must = box.classList.contains("pb-must");
  const mark = must ? maybe(line, ":scope > strong") : null; // "Must not miss:"
  const made = {
    part,
    section: title ? wordsOf(title) : "",
    box,
    line,
    row,
    id: box.dataset.item ?? "",
    must,
    evidence: box.classList.contains("pb-evidence"),
    who: box.dataset.who ?? "",
    shows: box.dataset.shows ?? "",
    text: wordsOf(line)
      .slice(mark ? wordsOf(mark).length : 0)
      .trim(),
  };
  return [made];
}

/** @type {(one: HTMLElement) => HTMLElement} */
function above(one) {
  const found = one.previousElementSibling;
  if (!(found instanceof HTMLElement)) throw new Error("A list lacks what stands above it");
  return found;
}

/** @type {(root: HTMLElement) => List} */
export function read(root) {
  const bar = above(root);
  const strip = above(bar);
  const after = root.nextElementSibling;
  const { list: id = "", title = "", file = "", edit = "", issue = "", runBy = "", decidedBy = "" } = strip.dataset;
  const decision = after instanceof HTMLElement && after.dataset.decision === id ? after : null;
  return {
    root,
    panel: above(strip),
    strip,
    bar,
    decision,
    items: all(root, ".pb-box").flatMap((box) => item(box, root)),
    id,
    title,
    file,
    edit,
    issue,
    runBy,
    decider: decidedBy,
    fields: all(strip, ".pb-field").map(wordsOf),
    outcomes: decision ? all(decision, "li").map(wordsOf) : [],
  };
}
