// When a ritual comes round next, counted in the reader's browser. The page says where it stands on the calendar.

import { DAY, locale, relative } from "./days.js";
import { all, maybe } from "./dom.js";
import { say } from "./words.js";

/**
 * Where something stands on the calendar, as the page says it.
 * @typedef {DOMStringMap | Record<string, string | undefined>} When
 */

/** @type {(date: Date) => Date} */
function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** @type {(date: Date, days: number) => Date} */
function plus(date, days) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

// The day of the week, from Monday = 1.
/** @type {(date: Date) => number} */
function weekday(date) {
  return date.getDay() || 7;
}

/** @type {(year: number, month: number, when: When) => Date} */
function inMonth(year, month, when) {
  const day = Number(when.day);
  const nth = Number(when.nth);
  if (nth < 0) {
    const last = new Date(year, month + 1, 0);
    return plus(last, -((weekday(last) - day + 7) % 7));
  }
  const first = new Date(year, month, 1);
  return plus(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7);
}

// The first days of the fiscal quarters around a day. `months`: those in which quarters begin, from 1.
/** @type {(months: number[], today: Date) => Date[]} */
function quarters(months, today) {
  const years = [-1, 0, 1].map((step) => today.getFullYear() + step);
  return years
    .flatMap((year) => months.map((month) => new Date(year, month - 1, 1)))
    .sort((a, b) => a.getTime() - b.getTime());
}

// The next day on or after today; for a week around a quarter without a day, the Monday of that week, while it lasts.
/** @type {(when: When, months: number[], now: Date) => Date | undefined} */
function next(when, months, now) {
  const today = midnight(now);
  if (when.every === "week") return plus(today, (Number(when.day) - weekday(today) + 7) % 7);
  if (when.every === "month") {
    const found = inMonth(today.getFullYear(), today.getMonth(), when);
    return found >= today ? found : inMonth(today.getFullYear(), today.getMonth() + 1, when);
  }
  const days = quarters(months, today).map((start) => {
    const there = plus(start, Number(when.weeks) * 7);
    const monday = plus(there, 1 - weekday(there));
    return when.day ? plus(monday, Number(when.day) - 1) : monday;
  });
  return days.find((day) => (when.day ? day : plus(day, 6)) >= today);
}

/** @type {(date: Date, when: When, now: Date) => string} */
function words(date, when, now) {
  const today = midnight(now);
  const away = Math.round((date.getTime() - today.getTime()) / DAY);
  /** @type {(options: Intl.DateTimeFormatOptions) => string} */
  const format = (options) => new Intl.DateTimeFormat(locale(), options).format(date);
  const whole = when.every === "quarter" && !when.day;
  if (whole && away <= 0) return relative(0, "week");
  const near = away < 2 ? relative(away, "day") : format({ weekday: "long" });
  const far = format({ weekday: "short", day: "numeric", month: "short" });
  const monday = format({ day: "numeric", month: "short" });
  const day = whole ? say("week of %(day)s", { day: monday }) : away < 7 ? near : far;
  return when.time ? `${day} ${when.time}` : day;
}

/** @type {(list: HTMLElement) => void} */
export function rhythm(list) {
  const now = new Date();
  const rows = all(list, "li").map((row) => {
    const mark = maybe(row, "[data-every]");
    const date = mark && next(mark.dataset, (mark.dataset.quarters ?? "").split(" ").map(Number), now);
    if (date) mark.textContent = words(date, mark.dataset, now);
    return /** @type {const} */ ([date, row]);
  });
  /** @type {(date: Date | null | undefined) => number} */
  const place = (date) => (date ? date.getTime() : Number.POSITIVE_INFINITY);
  rows.sort(([a], [b]) => place(a) - place(b) || 0);
  const parent = rows.length ? rows[0][1].parentElement : null;
  for (const [, row] of rows) parent?.append(row);
}
