// How far it is to where a group wants to be. No target is not a target equal to today. Python has the same rules, with
// their sources, in maturity/targets.py.

import { fraction, most, ONE, sum, ZERO } from "./fractions.js";

/** @import { Fraction } from "./fractions.js" */

// What is missing; 0 when the target is reached.
/** @type {(points: Fraction, target: number) => Fraction} */
export const gap = (points, target) => most(fraction(target).minus(points), ZERO);

// The share of all targets together that is reached; null without a target. What one dimension has beyond its target does
// not make up for another.
/** @type {(currentAndTarget: [Fraction, number][]) => Fraction | null} */
export function percentToTarget(currentAndTarget) {
  const wanted = sum(currentAndTarget.map(([, target]) => fraction(target)));
  if (!wanted.above) return null;
  return ONE.minus(sum(currentAndTarget.map(([current, target]) => gap(current, target))).over(wanted));
}

// How much a gap matters, from 0 to 1: a wide one more than two of half its width.
/** @type {(missing: Fraction, levels: number) => Fraction} */
export function priority(missing, levels) {
  /** @type {(number: Fraction) => Fraction} */
  const square = (number) => number.times(number).minus(ONE);
  return square(ONE.plus(missing)).over(square(fraction(1 + levels)));
}
