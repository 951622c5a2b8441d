// What is found for the words that somebody types, and in what order.
//
// A page that has all the words comes before one that has some; a word in a title counts more than one among the other
// words for a page (its tags), and that more than one in the text; a whole word more than a part of one, and that more
// than a likely typo; and what is in use counts twice as much as what waits in the library or is for those who maintain.

import MiniSearch from "./minisearch.js";
import { teaser, titled } from "./teaser.js";
import { asked, rootTerm, termsOf, wordsIn } from "./words.js";

/**
 * One part of a page, or the page itself. `kind`: of the record that is there, in a word. `records`: its parts are records, each found by itself.
 * @typedef {{ at: string, title: string, text: string, kind?: string, words?: string[], boost?: number }} Part
 * @typedef {Part & { parts?: Part[], records?: boolean }} Entry
 * @typedef {{ lang: string[], pages: Entry[] }} Index
 *
 * What Material shows.
 * @typedef {{ location: string, title: string, text: string, score: number, terms: Record<string, boolean> }} Item
 * @typedef {{ items: Item[][], suggest: string[] }} Result
 *
 * Where a word was met: how much that counts, and as which words of the text.
 * @typedef {{ points: number, title: boolean, terms: Set<string> }} Met
 * @typedef {Map<number, Met>} Meetings
 *
 * What can be found by itself: a page with its parts, or a record in a list. `score`: of each word, and in all.
 * @typedef {{ page: number, parts: number[] }} Unit
 * @typedef {{ unit: Unit, score: number, best: number }} Ranked
 */

/** @type {Record<string, number>} */
const PLACE = { title: 10, words: 7, kind: 5, text: 1 };
const HEADING = 4;
const FORM = { whole: 1, root: 0.95, part: 0.5, typo: 0.3 };
const TITLE = 6; // for a title of which all was asked
const EXACT = 18; // for a title, or another word for a page, that is what was asked and nothing else
const SCATTERED = 0.7; // all words, but no two of them in one place
const SHOWN = 50; // pages whose text is shown; further ones by their title

const LITTLE = new Set(
  (
    "a about all am an and any are as at be by can could did do does for from get has have how i if in into is it its let " +
    "make me my need of on or our please shall should so that the their them there these they this to us want was we were " +
    "what when where which who whom whose why will with would you your"
  ).split(" "),
);

/** @type {(index: Index) => (typed: string) => Result} */
export function finder({ lang, pages }) {
  const english = lang.includes("en");
  /** @type {(Part & { page: number })[]} */
  const parts = [];
  /** @type {Unit[]} */
  const units = [];
  pages.forEach((entry, page) => {
    const first = parts.length;
    parts.push({ ...entry, page }, ...(entry.parts ?? []).map((part) => ({ ...part, page })));
    const all = [...parts.keys()].slice(first);
    const alone = all.map((part) => ({ page, parts: [...new Set([part, first])] }));
    units.push(...(entry.records ? alone : [{ page, parts: all }]));
  });
  const mini = new MiniSearch({
    fields: Object.keys(PLACE),
    tokenize: (text) => termsOf(text, english),
    processTerm: (term) => term,
  });
  mini.addAll(parts.map((part, id) => ({ ...part, id, words: (part.words ?? []).join("\n") })));
  const heads = new Set(units.map((unit) => unit.parts[0]));

  /** @type {(word: string) => boolean} */
  const isLittle = (word) => english && LITTLE.has(word);

  // A name as it is asked: "The change freeze" and "change freezes" are one.
  /** @type {(text: string) => string} */
  const key = (text) => {
    const all = wordsIn(text).map(({ word }) => word);
    const kept = english ? all.filter((word) => !/^(an?|the|my|our|your)$/.test(word)).map(rootTerm) : all;
    return kept.join(" ");
  };
  const names = parts.map(({ title, words }) => new Set([title, ...(words ?? [])].map(key)));

  /** @type {(term: string, form: number, options?: { prefix?: boolean, fuzzy?: number }) => Meetings} */
  function meetings(term, form, options) {
    const found = mini.search(term, { tokenize: (text) => [text], ...options });
    return new Map(
      found.map(({ id, match, score }) => {
        const met = Object.entries(match).filter(([word]) => word.startsWith("~") === term.startsWith("~"));
        const points = met.flatMap(([word, fields]) => {
          const as = word === term ? 1 : form;
          return fields.map((field) => as * (field === "title" && !heads.has(id) ? HEADING : PLACE[field]));
        });
        return [
          id,
          {
            points: Math.max(0, ...points) + score / 1000,
            title: met.some(([, fields]) => fields.includes("title")),
            terms: new Set(met.map(([word]) => word)),
          },
        ];
      }),
    );
  }

  // Where a word is met: as it is typed or with the same root, as the beginning of one, or with a letter wrong.
  /** @type {(word: string, signs: boolean) => Meetings} */
  function met(word, signs) {
    if (signs) return together([meetings(word, 1, { prefix: true })]);
    const found = [meetings(word, FORM.part, { prefix: true })];
    if (english) found.push(scaled(meetings(rootTerm(word), 1), FORM.root));
    const all = together(found);
    for (const wrong of [1, 2]) {
      if (all.size || word.length < 3 + wrong) break;
      for (const [id, one] of meetings(word, FORM.typo, { fuzzy: wrong })) if (one.terms.size) all.set(id, one);
    }
    return all;
  }

  return (typed) => {
    const written = wordsIn(typed).filter(({ word }) => word);
    const exact = key(typed);
    const says = written.some(({ word }) => !isLittle(word));
    const words = written.map((one, i) => {
      const little = says && isLittle(one.word);
      // "pre mortem" finds premortem, as "pre-mortem" does.
      const beside = [written[i - 1], written[i + 1]].flatMap((other, after) =>
        other ? [meetings(after ? one.word + other.word : other.word + one.word, FORM.whole)] : [],
      );
      const found = together([little ? meetings(one.word, FORM.whole) : met(asked(one), one.signs), ...beside]);
      const rare = Math.log(1 + parts.length / (1 + found.size)) / Math.log(1 + parts.length);
      return { typed: one.word, little, found, weight: little ? 0.1 : 0.3 + rare };
    });
    const telling = words.filter(({ little, found }) => !little || found.size);
    const mainly = telling.filter(({ little }) => !little);
    const whole = total(telling.map(({ weight }) => weight));
    const main = total(mainly.map(({ weight }) => weight));

    /** @type {(unit: Unit) => Ranked} */
    const ranked = (unit) => {
      const best = telling.map(({ found }) => Math.max(0, ...unit.parts.map((part) => found.get(part)?.points ?? 0)));
      const share = total(mainly.map(({ weight, found }) => (unit.parts.some((part) => found.has(part)) ? weight : 0)));
      const held = unit.parts.map((part) =>
        total(mainly.map(({ weight, found }) => (found.has(part) || found.has(unit.parts[0]) ? weight : 0))),
      );
      const close = Math.max(...held) / main;
      const points = total(telling.map(({ weight }, i) => weight * best[i])) / whole + named(unit.parts[0]);
      const all = share > 0.99 * main ? (close > 0.99 ? 1 : SCATTERED) : (0.5 * share) / main;
      const { boost = 1 } = parts[unit.parts[0]];
      const on = held.indexOf(Math.max(...held));
      return { unit, score: points * all * all * Math.min(boost, 1), best: unit.parts[on] };
    };

    // How much of a title is what was asked, and how much of what was asked is the title.
    /** @type {(part: number) => number} */
    const named = (part) => {
      if (names[part].has(exact)) return EXACT;
      const title = wordsIn(parts[part].title).filter(({ word }) => !isLittle(word));
      const asking = telling.filter(({ found }) => found.get(part)?.title);
      const share = total(asking.map(({ weight }) => weight)) / whole;
      return TITLE * share * Math.min(1, asking.filter(({ little }) => !little).length / (title.length || 1));
    };

    const found = units
      .map(ranked)
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    /** @type {Map<number, Ranked[]>} */
    const groups = new Map();
    for (const one of found) groups.set(one.unit.page, [...(groups.get(one.unit.page) ?? []), one]);

    return {
      items: [...groups.values()].map((group, i) => shown(group, i < SHOWN)),
      suggest: suggested(),
    };

    /** @type {(group: Ranked[], text: boolean) => Item[]} */
    function shown(group, text) {
      const [first] = group;
      const head = parts.findIndex(({ page }) => page === first.unit.page);
      const chosen = pages[first.unit.page].records
        ? group.map(({ best, score }) => ({ part: best, score }))
        : within(first);
      const items = chosen.slice(0, text ? 6 : 1).map(({ part, score }) => item(part, score, text));
      return chosen.some(({ part }) => part === head) ? items : [...items, item(head, 0, false)];
    }

    // The parts of a page to show: first the one that has the most of what was asked, then the page, then the others.
    /** @type {(one: Ranked) => { part: number, score: number }[]} */
    function within({ unit, best, score }) {
      const held = unit.parts.map((part) => ({
        part,
        has: total(telling.map(({ weight, found }) => (found.has(part) ? weight : 0))),
      }));
      const most = Math.max(...held.map(({ has }) => has));
      const others = held.filter(({ part, has }) => part !== best && has > 0.5 * most);
      return [{ part: best, score }, ...others.map(({ part }) => ({ part, score: score / 2 }))];
    }

    /** @type {(part: number, score: number, text: boolean) => Item} */
    function item(part, score, text) {
      const { at, title, text: told } = parts[part];
      const hits = new Set(telling.flatMap(({ found }) => [...(found.get(part)?.terms ?? [])]));
      const terms = Object.fromEntries(
        words.filter(({ little }) => !little).map(({ typed: word, found }) => [word, found.has(part)]),
      );
      return { location: at, title: titled(title, hits), text: text ? teaser(told, hits) : "", score, terms };
    }

    // The last word that was typed, as the best title has it.
    function suggested() {
      const last = written.at(-1)?.word ?? "";
      const titles = found.slice(0, 5).flatMap(({ best }) => wordsIn(parts[best].title));
      const whole = last && titles.find(({ word }) => word.startsWith(last));
      return whole ? [whole.word] : [];
    }
  };
}

/** @type {(numbers: number[]) => number} */
const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

/** @type {(found: Meetings, by: number) => Meetings} */
const scaled = (found, by) => new Map([...found].map(([id, met]) => [id, { ...met, points: met.points * by }]));

// Of several ways to meet a word the best, with the words of all.
/** @type {(ways: Meetings[]) => Meetings} */
function together(ways) {
  /** @type {Meetings} */
  const all = new Map();
  for (const [id, { points, title, terms }] of ways.flatMap((way) => [...way])) {
    const known = all.get(id);
    all.set(id, {
      points: Math.max(points, known?.points ?? 0),
      title: title || (known?.title ?? false),
      terms: new Set([...terms, ...(known?.terms ?? [])]),
    });
  }
  return all;
}
