// A calendar file of whole-day events, as RFC 5545 wants it.

/** @typedef {{ uid: string, day: string, next: string, title: string, about: string, url: string }} Event `next` is the day after. */

/** @type {(text: string) => string} */
function escaped(text) {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

// At most 75 octets a line, and no letter torn apart; a line that goes on begins with a space.
/** @type {(line: string) => string} */
function folded(line) {
  const encoder = new TextEncoder();
  const rows = [];
  let row = "";
  let size = 0;
  for (const letter of line) {
    const octets = encoder.encode(letter).length;
    if (size + octets > 75) {
      rows.push(row);
      row = " ";
      size = 1;
    }
    row += letter;
    size += octets;
  }
  return [...rows, row].join("\r\n");
}

/** @type {(day: string) => string} */
const compact = (day) => day.replaceAll("-", "");

/** @type {(events: Event[], now: Date) => string} */
export function ics(events, now) {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = events.flatMap(({ uid, day, next, title, about, url }) => [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(next)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//prodops-playbook//dates//EN", ...lines, "END:VCALENDAR"];
  return whole.map((line) => `${folded(line)}\r\n`).join("");
}
