// "We launch on a date", and "what do I prepare this week for the quarter": a day in, the date of each step out.
// The distances stand in the page's table of steps. What is chosen stands behind the # of the address: it can be sent
// to somebody, and no server ever sees it.

import { addressed, behind, page } from "./address.js";
import { copyOrSay } from "./copy.js";
import { distance, locale, plus, relative, today } from "./days.js";
import { adopt, all, button, element, here, maybe, wordsOf } from "./dom.js";
import { download } from "./download.js";
import { ics } from "./ics.js";
import { print } from "./paper.js";
import { say, several } from "./words.js";
import { Calendar, clean } from "./workdays.js";

/**
 * How far a step lies from the day, in one tier.
 * @typedef {{ amount: number, unit: string | undefined, words: string }} Distance
 */

/**
 * A step with its date; `own`: the day itself, which no distance leads to.
 * @typedef {object} Row
 * @property {boolean} own
 * @property {string} id
 * @property {string} who
 * @property {string} what
 * @property {string} start
 * @property {string} day
 * @property {Distance} distance
 */

const ADDRESS = /^#dates\/(.*)$/;
const ANY = "all";

// Tiers with the same distance share its words: the last of them carries it.
/** @type {(one: Element | null) => string} */
function words(one) {
  if (!one) return "";
  const rule = maybe(one, ".pb-rule");
  return rule ? wordsOf(rule) : words(one.nextElementSibling);
}

/** @type {() => { id: string, who: string, what: string, distances: Map<string | undefined, Distance> }[]} */
function steps() {
  const rows = all(document, "tr", HTMLTableRowElement).filter((row) => maybe(row, ".pb-when"));
  return rows.map((row) => {
    const when = here(row, ".pb-when");
    return {
      id: here(row, ".pb-anchor, [id]").id,
      who: wordsOf(row.cells[1]),
      what: wordsOf(here(row, ".pb-line")),
      distances: new Map(
        all(when, "[data-amount]").map((one) => [
          one.dataset.tier,
          {
            amount: Number(one.dataset.amount),
            unit: one.dataset.unit,
            words: words(one),
          },
        ]),
      ),
    };
  });
}

/** @type {(day: string, options: Intl.DateTimeFormatOptions) => string} */
function format(day, options) {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** @type {(day: string) => string} */
const long = (day) => format(day, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
/** @type {(day: string) => string} */
const short = (day) => format(day, { day: "numeric", month: "long" });

// Where a day stands, as seen from another, in words.
/** @type {(calendar: Calendar, day: string, now: string, own: boolean) => string} */
function told(calendar, day, now, own) {
  if (day === now) return relative(0, "day");
  const work = Math.abs(calendar.between(now, day));
  const days = relative(distance(now, day), "day", "always"); // where nobody works between them
  if (day > now) return work ? several("in %(num)s business day", "in %(num)s business days", work) : days;
  const ago = work ? several("%(num)s business day ago", "%(num)s business days ago", work) : days;
  return own ? ago : say("should have been done %(ago)s", { ago });
}

// What the page says of the day that is counted from.
/** @type {(count: HTMLElement) => { calendar: string, countFrom: string, day: string, process: string, title: string }} */
function read(count) {
  const { calendar = "{}", countFrom = "", day = "", process = "", title = "" } = count.dataset;
  return { calendar, countFrom, day, process, title };
}

class Dates {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} life
   */
  constructor(root, life) {
    this.root = root;
    this.data = read(here(root, ".pb-count"));
    this.calendar = new Calendar(JSON.parse(this.data.calendar));
    this.steps = steps();
    this.quarterly = this.data.countFrom === "quarter";
    const form = adopt(root, "form");
    this.day = here(form, "[type=date]", HTMLInputElement);
    this.name = maybe(form, "[type=text]", HTMLInputElement);
    this.tier = maybe(form, "select", HTMLSelectElement);
    if (this.quarterly) this.day.value = today();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.changed());
    this.out = element("div", { className: "pb-dated" });
    this.told = element("p", { className: "pb-said", role: "status" });
    root.append(this.out, this.told);
    addEventListener(
      "beforeprint",
      () => {
        for (const more of all(root, "details", HTMLDetailsElement)) more.open = true;
      },
      { signal: life },
    );
    this.show();
    addressed(() => this.arrive(), life);
  }

  // What the launch is called, if it is called anything.
  get named() {
    return this.name?.value.trim() ?? "";
  }

  // What a link brought along. Whatever is no tier or no day is left out.
  arrive() {
    const match = ADDRESS.exec(location.hash);
    if (!match) return;
    let parts = match[1].split("/");
    try {
      parts = parts.map(decodeURIComponent);
    } catch {
      /* a torn link: its parts are taken as they are */
    }
    if (this.tier && [...this.tier.options].some(({ value }) => value === parts[0])) this.tier.value = parts[0];
    const [day, name] = this.tier ? parts.slice(1) : parts;
    if (clean(day)) this.day.value = day;
    if (this.name) this.name.value = name || "";
    this.show();
    this.root.scrollIntoView({ block: "start" });
  }

  changed() {
    const parts = [...(this.tier ? [this.tier.value] : []), this.day.value, this.named];
    while (parts.length && !parts[parts.length - 1]) parts.pop();
    behind(`dates/${parts.map(encodeURIComponent).join("/")}`);
    this.show();
  }

  // The steps of a tier with their dates, and the day itself, in order.
  /** @type {(start: string) => Row[]} */
  rows(start) {
    const tier = this.tier ? this.tier.value : ANY;
    const dated = this.steps.flatMap((step) => {
      const distance = step.distances.get(tier) || step.distances.get(ANY);
      const { id, who, what } = step;
      const day = distance && this.calendar.due(start, distance);
      return day ? [{ own: false, id, who, what, start, distance, day }] : [];
    });
    const none = { amount: 0, unit: undefined, words: "" };
    const own = { own: true, id: "dates", who: "", what: this.data.day, start, day: start, distance: none };
    const before = dated.filter((row) => row.distance.amount < 0);
    const after = dated.filter((row) => row.distance.amount >= 0);
    /** @type {(a: Row, b: Row) => number} */
    const byDay = (a, b) => (a.day < b.day ? -1 : Number(a.day > b.day));
    return [...before.sort(byDay), own, ...after.sort(byDay)];
  }

  show() {
    this.told.textContent = "";
    const day = clean(this.day.value);
    if (!day) return this.out.replaceChildren();
    return this.out.replaceChildren(...(this.quarterly ? this.quarter(day) : this.launch(day)));
  }

  /** @type {(day: string) => HTMLElement[]} */
  launch(day) {
    const rows = this.rows(day);
    const late = rows.filter((row) => !row.own && row.day < today() && row.distance.amount < 0).length;
    const lead =
      late && day >= today()
        ? several(
            "%(num)s step should have been done by now. Choose a later day, or ask who decides for a shorter notice.",
            "%(num)s steps should have been done by now. Choose a later day, or ask who decides for a shorter notice.",
            late,
          )
        : "";
    const head = [this.named, this.tier?.value, `${this.data.day}: ${long(day)}`].filter(Boolean);
    return [
      element("h3", {}, head.join(" · ")),
      ...(lead ? [element("p", { className: "pb-late" }, lead)] : []),
      this.table(rows, today()),
      ...this.notes(rows),
      this.buttons(rows, `${this.data.process}-${day}`),
    ];
  }

  /** @type {(day: string) => HTMLElement[]} */
  quarter(day) {
    const starts = this.calendar.quartersAround(day);
    const next = starts.find((start) => start > day) ?? day; // they reach a year beyond it
    const all = starts.flatMap((start) => this.rows(start));
    const monday = this.calendar.weekOf(day);
    const weeks = [
      [say("This week"), monday],
      [say("Next week"), plus(monday, 7)],
    ].flatMap(([week, first]) => {
      const due = all.filter((row) => first <= row.day && row.day < plus(first, 7));
      return [
        element(
          "h3",
          {},
          say("%(week)s, %(first)s to %(last)s", { week, first: short(first), last: short(plus(first, 6)) }),
        ),
        due.length ? this.table(due, day) : element("p", {}, say("Nothing is due for the quarter.")),
      ];
    });
    const rows = this.rows(next);
    const whole = element(
      "details",
      { className: "pb-whole" },
      element("summary", {}, say("All dates of the quarter that begins on %(day)s", { day: long(next) })),
      this.table(rows, day),
    );
    return [...weeks, whole, ...this.notes(rows), this.buttons(rows, `${this.data.process}-${next}`)];
  }

  /** @type {(rows: Row[], now: string) => HTMLElement} */
  table(rows, now) {
    const body = rows.map((row) => {
      const state = told(this.calendar, row.day, now, row.own);
      const late = !row.own && row.day < now;
      const when = element(
        "td",
        {},
        element("time", { dateTime: row.day }, long(row.day)),
        !row.own && element("small", {}, this.rule(row)),
        element("small", { className: late ? "pb-late" : "" }, state),
      );
      const what = row.own ? element("strong", {}, row.what) : element("a", { href: `#${row.id}` }, row.what);
      return element(
        "tr",
        { className: row.own ? "pb-own" : "" },
        when,
        element("td", {}, what, row.who && element("small", {}, row.who)),
      );
    });
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, say("When")),
      element("th", { scope: "col" }, say("What")),
    );
    return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
  }

  // The distance in words; several quarters can meet in one week.
  /** @type {(row: Row) => string} */
  rule(row) {
    return this.quarterly && row.distance.amount ? `${row.distance.words} ${short(row.start)}` : row.distance.words;
  }

  // What the reader should know about the counting.
  /** @type {(rows: Row[]) => HTMLElement[]} */
  notes(rows) {
    const days = rows.map((row) => row.day).sort();
    const [first, last] = [days[0], days[days.length - 1]];
    const skipped = this.calendar.skipped(first, last).map(([day, name]) => `${long(day)} (${name})`);
    const start = rows.find((row) => row.own)?.day ?? first;
    const said = [
      !this.quarterly &&
        !this.calendar.works(start) &&
        say("%(day)s is not a business day here.", { day: long(start) }),
      skipped.length && say("Left out as days off: %(days)s.", { days: skipped.join(", ") }),
      last > this.calendar.until &&
        say("Public holidays after %(day)s are not known yet.", { day: long(this.calendar.until) }),
    ].filter(Boolean);
    return said.length ? [element("p", {}, element("small", {}, said.join(" ")))] : [];
  }

  /** @type {(rows: Row[], file: string) => HTMLElement} */
  buttons(rows, file) {
    return element(
      "p",
      { className: "pb-buttons pb-screen" },
      button(say("Calendar file"), () => this.download(rows, file)),
      button(say("Copy the dates"), () => this.copy(this.text(rows), say("the dates"))),
      button(say("Copy a link"), () => this.copy(this.link(), say("a link to these dates"))),
      button(say("Print the dates"), () => print("dates")),
    );
  }

  link() {
    if (!ADDRESS.test(location.hash)) this.changed();
    return location.href;
  }

  // A table that a spreadsheet, a chat and a wiki all take.
  /** @type {(rows: Row[]) => string} */
  text(rows) {
    const lines = rows.map((row) => [row.day, long(row.day), row.who, row.what].join("\t"));
    const heads = [say("Date"), say("Day"), say("Who"), say("What")].join("\t");
    return `${[heads, ...lines].join("\n")}\n`;
  }

  /** @type {(text: string, what: string) => Promise<boolean>} */
  copy(text, what) {
    return copyOrSay(
      () => text,
      what,
      (words) => {
        this.told.textContent = words;
      },
    );
  }

  // With a name, a later file moves the events of an earlier one; without, only the same day is the same launch.
  /** @type {(rows: Row[], file: string) => void} */
  download(rows, file) {
    const own = page();
    const name = this.named;
    const events = rows.map((row) => ({
      uid:
        [this.data.process, row.id, encodeURIComponent(name.toLowerCase()) || row.start].join(".") +
        `@${location.hostname || "playbook"}`,
      day: row.day,
      next: plus(row.day, 1),
      title: `${name || this.data.title}: ${row.what}`,
      about: row.own ? this.data.title : `${row.who}. ${row.distance.words}: ${this.data.day}, ${row.start}.`,
      url: `${own}#${row.id}`,
    }));
    const called = `${file}.ics`;
    download(called, ics(events, new Date()), "text/calendar;charset=utf-8");
    this.told.textContent = several(
      "%(num)s day in %(file)s. Open it with your calendar.",
      "%(num)s days in %(file)s. Open it with your calendar.",
      events.length,
      { file: called },
    );
  }
}

/** @type {(root: HTMLElement, life: AbortSignal) => void} */
export function dates(root, life) {
  new Dates(root, life);
}
