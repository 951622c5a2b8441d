// What the page's modules say, for tests/test_scoring_twins.py to hold beside what the command says. Runs in a document
// that is served from the folder of the assets.

import { fraction, ONE, ZERO } from "./maturity/fractions.js";
import { cannotMerge, merge } from "./maturity/merging.js";
import { write } from "./maturity/page/yaml.js";
import { agenda, fewKnow, guessed, lowest, nextSteps, nobodyKnows, sideBySide, widest } from "./maturity/profile.js";
import { heard } from "./maturity/respondents.js";
import { asJson, open, score } from "./maturity/scores.js";
import { graded, score as scoreDimension, stagedLevel } from "./maturity/scoring.js";
import { percentToTarget, priority, progress } from "./maturity/targets.js";
import { changes, changesAsJson, trend } from "./maturity/trends.js";
import { decimal, levelInWords, percent } from "./maturity/wording.js";

const each = (object, make) => Object.fromEntries(Object.entries(object).map(([id, value]) => [id, make(value, id)]));

// Of one result.
function one(found) {
  const ofDimensions = (make) => each(found.dimensions, make);
  return {
    score: asJson(found),
    states: Object.fromEntries(
      [...found.replies].map(([id, { state, choice, votes }]) => [id, [state, choice, votes]]),
    ),
    lowest: lowest(found),
    widest: widest(found),
    agenda: agenda(found),
    "few know": fewKnow(found),
    "nobody knows": nobodyKnows(found),
    guessed: guessed(found),
    steps: nextSteps(found).map(({ dimension, question, level, go }) => [dimension, question, level, go.record]),
    words: ofDimensions((d, id) => levelInWords(d, open(found, id, "unknown"), open(found, id, "unanswered"))),
    points: ofDimensions((d) => d.points !== null && decimal(d.points)),
    shares: ofDimensions((d) => [d.coverage, ...d.attainment].map((share) => share !== null && percent(share))),
  };
}

// A result with all that the page keeps of one.
const whole = (result) => ({
  targets: {},
  actions: [],
  ...result,
  respondents: { count: 0, roles: {}, ...result.respondents },
  answers: result.answers || {},
});

// Of models and their results: [[model, results]].
function cases(all) {
  return all.map(([model, results]) => {
    const scores = results.map((result) => score(model, result));
    const refused = cannotMerge(model, results);
    const merged = refused ? null : merge(model, results);
    return {
      results: scores.map(one),
      changes: scores.slice(1).map((after, i) => changesAsJson(changes(scores[i], after))),
      trend: each(trend(scores), (points) =>
        points.map((point) => [point.score.result.date, point.dimension.level, point.broken]),
      ),
      sides: sideBySide({ ...scores }).map(({ dimension, levels, gap }) => [dimension, levels, gap]),
      refused,
      merged,
      files: [...results, ...(merged ? [merged] : [])].map((result) => write(whole(result))),
      "score of merged": merged && one(score(model, merged)),
    };
  });
}

// Of plain values, rule by rule.
function rules({ levels, votes, intervals, targets, ways, gaps, numbers }) {
  const exact = (value) => (value === null ? null : fraction(value));
  const usual = { levels: 1, reach: exact("1/2"), below: exact("17/20"), min_coverage: exact("1/2") };
  const row = (value) => graded(value, 1, 1);
  const counted = (value) => ({
    weight: ONE,
    low: row(ZERO),
    high: row(ONE),
    own: value === "open" ? null : row(exact(value)),
  });
  return {
    levels: levels.map(([attained, reach, below]) =>
      stagedLevel(attained.map(exact), { reach: exact(reach), below: exact(below) }),
    ),
    votes: votes.map(heard),
    intervals: intervals.map((values) => scoreDimension(values.map(counted), usual)),
    targets: targets.map((pairs) => percentToTarget(pairs.map((pair) => pair.map(exact)))),
    ways: ways.map((way) => progress(...way.map(exact))),
    gaps: gaps.map((gap) => priority(exact(gap), 3)),
    numbers: numbers
      .map(exact)
      .map((number) => [percent(number), ...[0, 1, 2, 3].map((places) => decimal(number, places))]),
  };
}

globalThis.twins = { cases, rules };
