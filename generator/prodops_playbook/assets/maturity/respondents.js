// What the votes of several people say: their median, how far they agree, what to talk about first. A histogram counts the
// votes for each choice, the lowest choice first. Python has the same rules, with their source, in maturity/respondents.py.

import { fraction, ONE, ZERO } from "./fractions.js";

/**
 * @import { Limits } from "./embedding.js"
 * @import { Fraction } from "./fractions.js"
 */

/**
 * What a histogram says; `median` is the place among the choices.
 * @typedef {{ n: number, median: number, a: Fraction, flags: string[] }} Heard
 */

/** @type {(votes: number[]) => number[]} */
const chosenOf = (votes) => votes.flatMap((count, choice) => (count ? [choice] : []));

// The choice that half of the people or more are at or below; null without votes.
/** @type {(votes: number[]) => number | null} */
export function lowerMedian(votes) {
  const total = votes.reduce((all, count) => all + count, 0);
  let soFar = 0;
  for (const [choice, count] of votes.entries()) {
    soFar += count;
    if (count && 2 * soFar >= total) return choice;
  }
  return null;
}

// Van der Eijk's A of votes, of which there are some: 1 when all chose alike, 0 when every choice got as many, -1 for two
// opposite ends.
/** @type {(votes: number[]) => Fraction} */
function agreement(votes) {
  const total = votes.reduce((all, count) => all + count, 0);
  if (votes.length === 2) return fraction(`${Math.abs(votes[0] - votes[1])}/${total}`);
  const left = [...votes];
  let found = ZERO;
  while (left.some(Boolean)) {
    const chosen = chosenOf(left);
    const height = Math.min(...chosen.map((choice) => left[choice]));
    found = found.plus(fraction(`${height * chosen.length}/${total}`).times(pattern(chosen, votes.length)));
    for (const choice of chosen) left[choice] -= height;
  }
  return found;
}

// Agreement of a layer: 1 for a single choice, less for each more, negative when there is a hole in the middle.
/** @type {(chosen: number[], choices: number) => Fraction} */
function pattern(chosen, choices) {
  if (chosen.length === 1) return ONE;
  const others = Array.from({ length: choices }, (_, i) => i).filter((i) => !chosen.includes(i));
  if (!others.length) return ZERO;
  let beside = 0;
  let between = 0;
  chosen.forEach((low, i) => {
    for (const high of chosen.slice(i + 1)) {
      for (const other of others)
        if (low < other && other < high) between += 1;
        else beside += 1;
    }
  });
  const unimodal = fraction(
    `${(choices - 2) * beside - (choices - 1) * between}/${(choices - 2) * (beside + between)}`,
  );
  return unimodal.times(ONE.minus(fraction(`${chosen.length - 1}/${choices - 1}`)));
}

// What a histogram says; null when nobody voted.
/** @type {(votes: number[], limits: Limits) => Heard | null} */
export function heard(votes, { discussed_below, far_apart }) {
  const median = lowerMedian(votes);
  if (median === null) return null;
  const a = agreement(votes);
  const chosen = chosenOf(votes);
  const flags = [];
  if (a.against(ZERO) < 0) flags.push("split");
  else if (a.against(fraction(discussed_below)) < 0) flags.push("discuss");
  if (chosen[chosen.length - 1] - chosen[0] >= far_apart) flags.push("hear both ends");
  return { n: votes.reduce((all, count) => all + count, 0), median, a, flags };
}

// How early a question belongs on the agenda: the less agreement, and the further from the target, the earlier.
/** @type {(a: Fraction, missing: Fraction) => Fraction} */
export const urgency = (a, missing) => ONE.minus(a).times(ONE.plus(missing));
