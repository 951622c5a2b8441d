// Days as "2026-12-01", counted by the company's working week and its days off. No time zone can shift them.

import { plus, stamp, two } from "./days.js";

/**
 * What a calendar counts by. `week`: the business days in their order, Monday = 1; `off`: days off with their names;
 * `quarters`: the months in which quarters begin.
 * @typedef {{ week: number[], off: Record<string, string>, quarters: number[], until: string }} Counting
 */

const FAR = 400; // days off in a row that end any search

// The day as it is written, or "" for what is no day between 1970 and 2999.
/** @type {(text: string | undefined) => string} */
export function clean(text) {
  if (!text || !/^(19[7-9]|2\d\d)\d-\d\d-\d\d$/.test(text) || Number.isNaN(stamp(text))) return "";
  return plus(text, 0) === text ? text : "";
}

export class Calendar {
  /** @param {Counting} counting */
  constructor({ week, off, quarters, until }) {
    this.week = week;
    this.off = off;
    this.quarters = quarters;
    this.until = until;
  }

  /** @type {(day: string) => boolean} */
  works(day) {
    return this.week.includes(new Date(stamp(day)).getUTCDay() || 7) && !Object.hasOwn(this.off, day);
  }

  // The first business day from a day on, in one direction.
  /** @type {(day: string, step: number) => string} */
  onward(day, step) {
    let found = day;
    for (let tried = 0; !this.works(found) && tried < FAR; tried++) found = plus(found, step);
    return found;
  }

  // The day that lies so far from another. One that nobody works moves further away, so that no notice gets shorter.
  /** @type {(day: string, far: { amount: number, unit: string | undefined }) => string} */
  due(day, { amount, unit }) {
    if (amount === 0) return day;
    const step = Math.sign(amount);
    if (unit !== "business day") return this.onward(plus(day, amount * (unit === "week" ? 7 : 1)), step);
    let found = day;
    for (let left = Math.abs(amount); left > 0; left--) found = this.onward(plus(found, step), step);
    return found;
  }

  // Business days after the first day, up to and with the second; below zero when the second comes first.
  /** @type {(from: string, to: string) => number} */
  between(from, to) {
    if (to < from) return -this.between(to, from);
    let count = 0;
    for (let day = plus(from, 1); day <= to; day = plus(day, 1)) if (this.works(day)) count += 1;
    return count;
  }

  // The days off between two days that would else have been worked, with their names.
  /** @type {(from: string, to: string) => [string, string][]} */
  skipped(from, to) {
    const off = Object.entries(this.off).filter(([day]) => from <= day && day <= to);
    return off.filter(([day]) => this.week.includes(new Date(stamp(day)).getUTCDay() || 7));
  }

  // The first day of the week around a day; a week begins with the first business day of playbook.yml.
  /** @type {(day: string) => string} */
  weekOf(day) {
    return plus(day, -(((new Date(stamp(day)).getUTCDay() || 7) - this.week[0] + 7) % 7));
  }

  // The first days of the quarters from a year before a day to a year after it.
  /** @type {(day: string) => string[]} */
  quartersAround(day) {
    const year = Number(day.slice(0, 4));
    const days = [year - 1, year, year + 1, year + 2].flatMap((y) =>
      this.quarters.map((month) => `${y}-${two(month)}-01`),
    );
    return days.sort();
  }
}
