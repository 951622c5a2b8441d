// What of a page stands in the list of what was found: its title, and the place of the text that has what was asked.

import { rootTerm, wordsIn } from "./words.js";

const LENGTH = 220; // characters of text
const BEFORE = 60; // of them, before the first word that was asked

/** @typedef {{ at: number, end: number }} Hit */

/** @type {(text: string) => string} */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

// A title with what was asked in it marked, as HTML.
/** @type {(title: string, terms: Set<string>) => string} */
export const titled = (title, terms) => marked(title, 0, title.length, hitsIn(title, terms));

// A piece of a text around what was asked, as HTML.
/** @type {(text: string, terms: Set<string>) => string} */
export function teaser(text, terms) {
  const hits = hitsIn(text, terms);
  const [from, to] = around(text, hits);
  return (from ? "… " : "") + marked(text, from, to, hits) + (to < text.length ? " …" : "");
}

// Where the words are, as they stand in a text.
/** @type {(text: string, terms: Set<string>) => Hit[]} */
function hitsIn(text, terms) {
  const signs = [...terms];
  return wordsIn(text).flatMap(({ at, end, word, signs: joined }) => {
    if (!joined) return terms.has(word) || terms.has(rootTerm(word)) ? [{ at, end }] : [];
    const found = signs.map((term) => word.indexOf(term)).filter((place) => place >= 0);
    return found.length ? [{ at: at + Math.min(...found), end }] : [];
  });
}

// The piece that has most of them, cut at spaces.
/** @type {(text: string, hits: Hit[]) => [number, number]} */
function around(text, hits) {
  if (text.length <= LENGTH) return [0, text.length];
  const counts = hits.map(({ at }) => hits.filter((other) => other.at >= at && other.at < at + LENGTH - BEFORE).length);
  const first = hits[counts.indexOf(Math.max(...counts))]?.at ?? 0;
  const from = first > BEFORE ? text.lastIndexOf(" ", first - BEFORE + 20) + 1 : 0;
  const to = text.lastIndexOf(" ", from + LENGTH);
  return [from, to > first && from + LENGTH < text.length ? to : Math.min(text.length, from + LENGTH)];
}

/** @type {(text: string, from: number, to: number, hits: Hit[]) => string} */
function marked(text, from, to, hits) {
  let told = "";
  let at = from;
  for (const hit of hits) {
    if (hit.at < at || hit.end > to) continue;
    told += `${escaped(text.slice(at, hit.at))}<mark data-md-highlight>${escaped(text.slice(hit.at, hit.end))}</mark>`;
    at = hit.end;
  }
  return told + escaped(text.slice(at, to));
}
