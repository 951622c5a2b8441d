// Dates say how far away they are, counted in the reader's browser: a site built a month ago still tells the truth.

// The page's language, in the reader's own kind of it: British dates for a British reader of an English page.
export function locale() {
  const page = document.documentElement.lang || "en";
  return (navigator.language || "").split("-")[0] === page ? navigator.language : page;
}

const DAY = 24 * 60 * 60 * 1000;

/** @type {(date: string, today: string) => number} */
function distance(date, today) {
  return Math.round((Date.parse(`${date}T12:00:00Z`) - Date.parse(`${today}T12:00:00Z`)) / DAY);
}

// Today where the reader is, as year-month-day.
export function today() {
  const now = new Date();
  /** @type {(number: number) => string} */
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @type {(days: number) => string} */
function words(days) {
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (Math.abs(days) < 14) return relative.format(days, "day");
  if (Math.abs(days) < 70) return relative.format(Math.round(days / 7), "week");
  if (Math.abs(days) < 700) return relative.format(Math.round(days / 30.4), "month");
  return relative.format(Math.round(days / 365.25), "year");
}

/** @type {(time: HTMLElement) => void} */
export function day(time) {
  const away = distance(time.getAttribute("datetime") ?? "", today());
  if (Number.isNaN(away)) return;
  const late = time.dataset.playbook === "due" && away < 0;
  time.dataset.told = "";
  time.append(` (${late ? "overdue, " : ""}${words(away)})`);
}
