// Where a group stands: levels first, in a picture and a table; then where people differ; the arithmetic for who asks.

import { button, element, table } from "../../dom.js";
import { listed, quoted, say } from "../../words.js";
import { bars, radar } from "../draw.js";
import { agenda, asLow, fewKnow, guessed, lowest, nobodyKnows, sideBySide, widest } from "../profile.js";
import { choices, levelNumbers, people, top } from "../replies.js";
import { agreement, groups, levels, points } from "../tables.js";
import { percent } from "../wording.js";
import { labels } from "./model.js";
import { empty } from "./sheet.js";
import { Shown } from "./shown.js";
import { lastTime, levelBefore, sides } from "./told.js";

/**
 * @import { Part } from "../draw.js"
 * @import { Model } from "../embedding.js"
 * @import { Score } from "../scores.js"
 * @import { Page } from "./assess.js"
 * @import { About } from "./model.js"
 * @import { Before } from "./told.js"
 */

/** @type {[string, string][]} */
const VIEWS = [
  ["bars", say("Bars")],
  ["radar", say("Radar")],
  ["sides", say("Sides")],
];

// The dimensions as the pictures take them.
/** @type {(about: About, found: Score, before: Before | null) => (Part & { id: string })[]} */
export function parts({ model }, found, before) {
  return model.dimensions.map(({ id, title }) => {
    const { level, target } = found.dimensions[id];
    return { id, title, level, target, last: levelBefore(before, found, id) };
  });
}

// Rows with a dash where there is nothing to say.
/** @type {(rows: string[][]) => string[][]} */
const shown = (rows) => rows.map((row) => row.map((cell) => cell || "–"));

// The title of a dimension.
/** @type {(model: Model, id: string) => string} */
const titleOf = (model, id) => model.dimensions.find((one) => one.id === id)?.title ?? id;

// The sentences above all numbers.
/** @type {(page: Page) => string[]} */
export function findings(page) {
  const {
    score,
    about: { model },
  } = page;
  const said = [];
  const [low, beside] = [lowest(score), asLow(score)].map((ids) => ids.map((id) => titleOf(model, id)));
  if (low.length) {
    const lowest = say("Lowest: %(parts)s.", { parts: listed(low) });
    const same = say("At the same level: %(parts)s.", { parts: listed(beside) });
    said.push(beside.length ? `${lowest} ${same}` : lowest);
  }
  const apart = widest(score);
  if (apart) {
    const place = model.questions.findIndex((one) => one.id === apart);
    const votes = (score.replies.get(apart)?.votes ?? []).flatMap((number, i) => (number ? [i] : []));
    const names = labels(model, model.questions[place]);
    /** @type {(i: number) => string | number} */
    const end = (i) => (model.questions[place].ladder ? levelNumbers(model)[i] : quoted(names[i]));
    said.push(
      say("Furthest apart, from %(first)s to %(last)s: %(question)s", {
        first: end(votes[0]),
        last: end(votes[votes.length - 1]),
        question: `${place + 1}. ${model.questions[place].text}`,
      }),
    );
  }
  return said;
}

export class Report extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.view = "bars";
    this.heading = element("h2", { tabIndex: -1 }, say("Where you stand"));
    this.facts = element("p", {});
    this.picture = element("div", { className: "pb-picture" });
    this.views = VIEWS.map(([name, words]) => {
      const choose = button(words, () => {
        this.view = name;
        this.show();
      });
      return { name, choose };
    });
    this.switch = element("p", { className: "pb-buttons" }, ...this.views.map(({ choose }) => choose));
    this.levels = element("div", { className: "pb-levels" });
    this.found = element("ul", { className: "pb-findings" });
    this.votes = element("div", { className: "pb-votes" });
    this.numbers = element("div", {});
    this.arithmetic = element(
      "details",
      { className: "pb-more-numbers", on: { toggle: () => this.show() } },
      element("summary", {}, say("Show the arithmetic")),
      this.numbers,
    );
    this.body = element("div", {}, this.switch, this.picture, this.levels, this.found, this.votes, this.arithmetic);
    this.root = element("section", { className: "pb-report pb-screen" }, this.heading, this.facts, this.body);
  }

  show() {
    const { page, session, model } = this;
    const { score } = page;
    const nothing = empty(session.result);
    this.body.hidden = nothing;
    this.facts.textContent = nothing
      ? say("Here you see your levels, as soon as something is answered.")
      : say("%(num)s of %(all)s questions answered. A level describes; it is no grade.", {
          num: session.answered,
          all: model.questions.length,
        });
    if (nothing) return;
    const before = lastTime(page.about, session.result);
    const beside = sides(page.about, score);
    this.offer(Object.keys(beside).length > 1);
    const all = parts(page.about, score, before);
    this.picture.replaceChildren(this.draw(all, beside));
    const [heads, ...rows] = shown(levels(score));
    const last = before
      ? [element("span", {}, say("Last time"), element("br"), before.date), ...all.map(this.before)]
      : [];
    const told = [heads, ...rows].map((row, i) => [...row, ...last.slice(i, i + 1)]);
    this.levels.replaceChildren(table(say("Levels"), told), this.explained());
    this.found.replaceChildren(...findings(page).map((words) => element("li", {}, words)));
    this.votes.replaceChildren(...this.differ());
    this.votes.hidden = !this.votes.children.length;
    if (this.arithmetic.open) this.numbers.replaceChildren(...this.count());
  }

  /** @type {(several: boolean) => void} */
  offer(several) {
    if (!several && this.view === "sides") this.view = "bars";
    for (const { name, choose: one } of this.views) {
      one.setAttribute("aria-pressed", String(name === this.view));
      one.hidden = (name === "sides" && !several) || (name === "radar" && this.model.dimensions.length < 3);
    }
    this.switch.hidden = this.views.filter(({ choose }) => !choose.hidden).length < 2;
  }

  /** @type {(all: Part[], beside: Record<string, Score>) => HTMLElement} */
  draw(all, beside) {
    if (this.view === "radar") return radar(all, top(this.model));
    if (this.view === "bars") return bars(all, top(this.model));
    const names = Object.keys(beside);
    const heads = names.map((name) =>
      element("span", {}, this.page.called(name), element("br"), element("small", {}, beside[name].result.date || "")),
    );
    const rows = sideBySide(beside).map(({ dimension, levels, gap }) => [
      titleOf(this.model, dimension),
      ...names.map((name) => levels[name] ?? "–"),
      gap ?? "–",
    ]);
    return element(
      "div",
      { className: "pb-beside" },
      table(say("Sides"), [[say("Part"), ...heads, say("Apart")], ...rows]),
    );
  }

  /** @type {(part: Part) => string} */
  before({ level, last }) {
    if (last === null) return "–";
    if (level === null || level === last) return String(last);
    const levels = Math.abs(level - last);
    return level > last
      ? say("%(last)s, now up %(levels)s", { last, levels })
      : say("%(last)s, now down %(levels)s", { last, levels });
  }

  // How a level comes about: one sentence where it is the same for all.
  explained() {
    const { explained } = this.page.about;
    const said = [...new Set(Object.values(explained))];
    const lines = said.length === 1 ? said : this.model.dimensions.map(({ id, title }) => `${title}: ${explained[id]}`);
    return element("div", { className: "pb-hint" }, ...lines.map((words) => element("p", {}, words)));
  }

  // What people answered, what needs talk most first, then what nobody knows, and last what they only guessed.
  /** @type {() => HTMLElement[]} */
  differ() {
    const { score } = this.page;
    const few = fewKnow(score);
    const shaky = guessed(score);
    const rows = [...new Set([...agenda(score).map(({ id }) => id), ...nobodyKnows(score), ...shaky])].flatMap((id) => {
      const reply = score.replies.get(id);
      if (!reply) return [];
      const { question, choice, votes, unsure, sure } = reply;
      const heard = score.agreement[id];
      const options = choices(this.model, question);
      const names = question.ladder ? options : labels(this.model, question);
      const said = options.flatMap((_, i) => (votes[i] ? [`${names[i]} × ${votes[i]}`] : []));
      if (unsure) said.push(say("don’t know × %(num)s", { num: unsure }));
      const place = `${this.model.questions.indexOf(question) + 1}. ${question.text}`;
      const doubt = shaky.includes(id) ? [say("sure %(sure)s of 5: look again", { sure: String(sure) })] : [];
      if (!heard && unsure)
        return [[place, said.join(", "), "–", [say("nobody knows: find out who could"), ...doubt].join(", ")]];
      if (!heard) return [[place, "–", names[choice ?? -1] ?? "–", doubt.join(", ")]];
      const most = Math.max(...votes, unsure);
      const talk = [
        ...heard.flags.map((flag) => score.model.says.flags[flag]),
        ...(few.includes(id)
          ? [say("%(some)s of %(all)s answered", { some: heard.n, all: people(score.result) })]
          : []),
        ...doubt,
      ];
      const chart = element(
        "span",
        { className: "pb-histogram", "aria-hidden": "true" },
        ...votes.map((number) => element("span", { style: `--share: ${number / most}` })),
      );
      return [
        [place, element("span", {}, chart, said.join(", ")), names[heard.median], talk.join(", ") || say("agreed")],
      ];
    });
    if (!rows.length) return [];
    return [
      element("h3", {}, say("What to talk about, first things first")),
      table(say("Votes"), [[say("Question"), say("Votes"), say("Median"), say("Say")], ...rows]),
    ];
  }

  /** @type {() => HTMLElement[]} */
  count() {
    const { score } = this.page;
    /** @type {[string, string[][]][]} */
    const tables = [
      [say("Points"), points(score)],
      [say("Groups"), groups(score)],
      [say("Agreement"), agreement(score)],
    ];
    const made = tables.flatMap(([name, rows]) => (rows.length > 1 ? [table(name, shown(rows))] : []));
    if (score.percent_to_target !== null)
      made.push(
        element("p", {}, say("%(share)s %% of what the targets ask for", { share: percent(score.percent_to_target) })),
      );
    return made;
  }
}
