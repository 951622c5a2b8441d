// Dates say how far away they are, counted in the reader's browser: a site built a month ago still tells the truth.

import { say } from "./words.js";

// The page's language, in the reader's own kind of it: British dates for a British reader of an English page.
export function locale() {
  const page = document.documentElement.lang || "en";
  return (navigator.language || "").split("-")[0] === page ? navigator.language : page;
}

export const DAY = 24 * 60 * 60 * 1000;

// Days are "2026-12-01", so that no time zone can shift them.
/** @type {(day: string) => number} */
export function stamp(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

/** @type {(day: string, days: number) => string} */
export function plus(day, days) {
  return new Date(stamp(day) + days * DAY).toISOString().slice(0, 10);
}

// Days from one to the other; below zero when the second comes first.
/** @type {(from: string, to: string) => number} */
export function distance(from, to) {
  return Math.round((stamp(to) - stamp(from)) / DAY);
}

// A number with two digits.
/** @type {(number: number) => string} */
export const two = (number) => String(number).padStart(2, "0");

// Today where the reader is, as year-month-day.
export function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// "today", "in 3 days", "last week".
/** @type {(amount: number, unit: Intl.RelativeTimeFormatUnit, numeric?: "auto" | "always") => string} */
export function relative(amount, unit, numeric = "auto") {
  return new Intl.RelativeTimeFormat(locale(), { numeric }).format(amount, unit);
}

/** @type {(days: number) => string} */
function words(days) {
  if (Math.abs(days) < 14) return relative(days, "day");
  if (Math.abs(days) < 70) return relative(Math.round(days / 7), "week");
  if (Math.abs(days) < 700) return relative(Math.round(days / 30.4), "month");
  return relative(Math.round(days / 365.25), "year");
}

/** @type {(time: HTMLElement) => void} */
export function day(time) {
  const away = distance(today(), time.getAttribute("datetime") ?? "");
  if (Number.isNaN(away)) return;
  const late = time.dataset.playbook === "due" && away < 0;
  time.dataset.told = "";
  const when = words(away);
  const told = late ? say("overdue, %(when)s", { when }) : when;
  time.append(` (${told})`);
}
