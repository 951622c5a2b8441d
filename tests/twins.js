// What the page's modules say, for tests/test_scoring_twins.py to hold beside what the command says. Runs in a document
// that is served from the folder of the assets.

import { fraction, ONE, ZERO } from "./maturity/fractions.js";
import { cannotMerge, merge } from "./maturity/merging.js";
import { write } from "./maturity/page/file.js";
import { asLow, fewKnow, guessed, lowest, nextSteps, nobodyKnows, sideBySide, widest } from "./maturity/profile.js";
import { heard } from "./maturity/respondents.js";
import { score } from "./maturity/scores.js";
import { graded, score as scoreDimension } from "./maturity/scoring.js";
import { agreement, groups, levels, points } from "./maturity/tables.js";
import { percentToTarget, priority } from "./maturity/targets.js";
import { broken, leaps } from "./maturity/trends.js";
import { decimal, percent } from "./maturity/wording.js";

/**
 * @import { Before, Limits, Model, Result } from "./maturity/embedding.js"
 * @import { Fraction } from "./maturity/fractions.js"
 * @import { Full } from "./maturity/page/sheet.js"
 * @import { Score } from "./maturity/scores.js"
 */

// Of one result.
/** @type {(found: Score) => Record<string, unknown>} */
function one(found) {
  return {
    dimensions: found.dimensions,
    groups: found.groups,
    percent_to_target: found.percent_to_target,
    agreement: found.agreement,
    states: Object.fromEntries(
      [...found.replies].map(([id, { state, choice, votes, unsure, agreed, sure }]) => [
        id,
        [state, choice, votes, unsure, agreed, sure],
      ]),
    ),
    lowest: lowest(found),
    "as low": asLow(found),
    widest: widest(found),
    "few know": fewKnow(found),
    "nobody knows": nobodyKnows(found),
    guessed: guessed(found),
    steps: nextSteps(found).map(({ dimension, question, level, go }) => [dimension, question, level, go]),
    tables: [levels, points, groups, agreement].map((table) => table(found)),
  };
}

// A result with all that the page keeps of one.
/** @type {(result: Result) => Full} */
const whole = (result) => ({
  method: "self",
  state: "draft",
  targets: {},
  actions: [],
  ...result,
  respondents: { count: 0, roles: {}, ...result.respondents },
  answers: result.answers || {},
});

// Of models and their results, each with what was said before it.
/** @type {(all: [Model, Result[], Record<string, Before>[]][]) => unknown} */
function cases(all) {
  return all.map(([model, results, before]) => {
    const scores = results.map((result) => score(model, result));
    const refused = cannotMerge(model, results);
    const merged = refused ? null : merge(model, results);
    return {
      results: scores.map(one),
      broken: scores.slice(1).map((after, i) => model.dimensions.map(({ id }) => broken(scores[i], after, id))),
      leaps: results.map((result, i) =>
        leaps(model, before[i], result).map(({ question, more }) => [question.id, more]),
      ),
      sides: sideBySide(Object.fromEntries(scores.entries())).map(({ dimension, levels, gap }) => [
        dimension,
        levels,
        gap,
      ]),
      refused,
      merged,
      files: [...results, ...(merged ? [merged] : [])].map((result) => write(whole(result))),
      "score of merged": merged && one(score(model, merged)),
    };
  });
}

// Of plain values, rule by rule.
/**
 * @typedef {object} Values
 * @property {Limits} limits
 * @property {[(string | null)[], string, string][]} levels
 * @property {number[][]} votes
 * @property {string[][]} intervals
 * @property {[string, number][][]} targets
 * @property {string[]} gaps
 * @property {string[]} numbers
 */

/** @type {(values: Values) => unknown} */
function rules({ limits, levels, votes, intervals, targets, gaps, numbers }) {
  const usual = { levels: 1, reach: fraction("1/2"), below: fraction("17/20"), min_coverage: fraction("1/2") };
  /** @type {(value: Fraction) => (Fraction | null)[]} */
  const row = (value) => graded(value, 1, 1);
  /** @type {(value: string) => import("./maturity/scoring.js").Counted} */
  const counted = (value) => ({
    weight: ONE,
    low: row(ZERO),
    high: row(ONE),
    own: value === "open" ? null : row(fraction(value)),
  });
  return {
    levels: levels.map(([attained, reach, below]) => {
      const of = { levels: attained.length, reach: fraction(reach), below: fraction(below), min_coverage: ZERO };
      const answered = attained.flatMap((value, k) => {
        const own = graded(fraction(value ?? 0), k + 1, attained.length);
        return value === null ? [] : [{ weight: ONE, low: own, high: own, own }];
      });
      return scoreDimension(answered, of).level;
    }),
    votes: votes.map((counts) => heard(counts, limits)),
    intervals: intervals.map((values) => scoreDimension(values.map(counted), usual)),
    targets: targets.map((pairs) => percentToTarget(pairs.map(([points, target]) => [fraction(points), target]))),
    gaps: gaps.map((gap) => priority(fraction(gap), 3)),
    numbers: numbers
      .map(fraction)
      .map((number) => [percent(number), ...[0, 1, 2, 3].map((places) => decimal(number, places))]),
  };
}

Object.assign(globalThis, { twins: { cases, rules } });
