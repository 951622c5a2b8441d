// Numbers and levels as people read them. Nothing is rounded anywhere else. Python says the same in maturity/wording.py.

import { filled } from "../words.js";

/**
 * @import { Phrases } from "./embedding.js"
 * @import { DimensionScore } from "./scoring.js"
 */

/** @typedef {{ above: bigint, below: bigint }} Ratio */

// The nearest whole number; a half goes away from 0.
/** @type {(number: Ratio) => bigint} */
function round({ above, below }) {
  const up = (2n * (above < 0n ? -above : above) + below) / (2n * below);
  return above < 0n ? -up : up;
}

/** @type {(number: Ratio, by: bigint) => Ratio} */
const scaled = (number, by) => ({ above: number.above * by, below: number.below });

// A share as whole percent: 0 only for none, 100 only for all.
/** @type {(share: Ratio) => number} */
export function percent(share) {
  const rounded = Number(round(scaled(share, 100n)));
  if (share.above && !rounded) return share.above > 0n ? 1 : -1;
  if (rounded === 100 && share.above !== share.below) return share.above < share.below ? 99 : 101;
  return rounded;
}

// A number with at most so many decimals: "2.25", "2.1", "3".
/** @type {(number: Ratio, places?: number) => string} */
export function decimal(number, places = 2) {
  const all = round(scaled(number, 10n ** BigInt(places)));
  const [size, unit] = [all < 0n ? -all : all, 10n ** BigInt(places)];
  const behind = String(size % unit)
    .padStart(places, "0")
    .replace(/0+$/, "");
  return `${all < 0n ? "-" : ""}${size / unit}${behind ? `.${behind}` : ""}`;
}

// The level with what could become of it: "2", "2, could be 3: one don't know", "1 to 4: two not answered". `unknown` and
// `unanswered` are how many questions are open, and why. Where all are, it is "open: two don't knows".
/** @type {(score: DimensionScore, unknown: number, unanswered: number, says: Phrases) => string} */
export function levelInWords({ level, level_low: low, level_high: high, max }, unknown, unanswered, says) {
  if (low === null || high === null) return says.not_applicable;
  if (!max && !unknown) return says.no_answer;
  const [some, other] = [says.unknown[unknown - 1], says.unanswered[unanswered - 1]].filter(Boolean);
  const because = some ? `: ${other ? filled(says.both, { some, other }) : some}` : "";
  if (!max) return unknown === 1 && !unanswered ? says.alone : `${says.open}${because}`;
  /** @type {(low: number, high: number) => string} */
  const span = (from, to) => (from === to ? String(from) : filled(says.span, { low: from, high: to }));
  if (level === null) return `${span(low, high)}${because}`;
  if (low === level && high === level) return String(level);
  // The level itself is said already, so it does not stand at an end of what else it could be.
  const levels = span(low + Number(low === level), high - Number(high === level));
  return `${level}, ${filled(says.could_be, { levels })}${because}`;
}
