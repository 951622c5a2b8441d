// What stands in the page as JSON: models and results, field by field as maturity/asking.py and maturity/sheet.py
// have them. Made of those by tests/test_embedding.py. Types alone, so no page ever loads this.

export {};

/**
 * A number that is counted with, exact: "17/20".
 * @typedef {string} Exact
 */

/** @typedef {{ name: string, means: string | null }} Level */

/** @typedef {{ id: string, label: string, value: Exact }} Option */

/** @typedef {{ id: string, title: string }} Group */

/** @typedef {{ id: string, title: string, group: string | null, weight: Exact }} Dimension */

/** @typedef {{ id: string, text: string }} Criterion */

/** @typedef {{ level: number, record: string }} Lift */

/**
 * @typedef {object} Question
 * @property {string} id
 * @property {string} dimension
 * @property {string} text
 * @property {string | null} why
 * @property {Exact} weight
 * @property {string[] | null} ladder
 * @property {number | null} level
 * @property {string | null} answers
 * @property {Criterion[]} criteria
 * @property {string | null} gate
 * @property {boolean} na
 * @property {string[]} was
 * @property {string | null} since
 * @property {Lift[]} raise
 * @property {string[]} evidence
 * @property {string[]} roles
 */

/** @typedef {{ levels: number, reach: Exact, below: Exact, min_coverage: Exact }} Rules */

/**
 * @typedef {object} Limits
 * @property {number} people
 * @property {number} fewest
 * @property {number} far_apart
 * @property {Exact} discussed_below
 * @property {Exact} shared_at_least
 * @property {number} leap
 * @property {number[]} sure
 * @property {number} guessed
 * @property {number} lowest_shown
 * @property {string[]} reasons
 */

/**
 * @typedef {object} Phrases
 * @property {string[]} unknown
 * @property {string[]} unanswered
 * @property {Record<string, string>} flags
 * @property {string} not_applicable
 * @property {string} no_answer
 * @property {string} alone
 * @property {string} open
 * @property {string} could_be
 * @property {string} span
 * @property {string} both
 * @property {string} none
 * @property {string} models
 * @property {string} versions
 * @property {string} teams
 * @property {string} teamless
 * @property {string} named
 * @property {string} unsettled
 * @property {string} part
 * @property {string} level
 * @property {string} target
 * @property {string} points
 * @property {string} range
 * @property {string} answered
 * @property {string} at
 * @property {string} priority
 * @property {string} group
 * @property {string} of
 * @property {string} question
 * @property {string} votes
 * @property {string} median
 * @property {string} a
 * @property {string} order
 * @property {string} say
 * @property {string} few
 */

/**
 * @typedef {object} Model
 * @property {string} id
 * @property {string} title
 * @property {string} version
 * @property {"function" | "team"} subject
 * @property {string[]} sides
 * @property {string | null} prompt
 * @property {number} lowest
 * @property {Level[]} levels
 * @property {Record<string, Option[]>} answer_sets
 * @property {Group[]} groups
 * @property {Dimension[]} dimensions
 * @property {Question[]} questions
 * @property {Rules} scoring
 * @property {string[]} retired
 * @property {Limits} limits
 * @property {Phrases} says
 */

/** @typedef {{ choice: number, date: string }} Before */

/** @typedef {{ count: number, roles?: Record<string, number> }} Respondents */

/** @typedef {{ title: string, url?: string }} Evidence */

/**
 * @typedef {object} Answer
 * @property {number} [level]
 * @property {string} [answer]
 * @property {string[]} [criteria]
 * @property {string} [na]
 * @property {boolean} [unknown]
 * @property {Record<string, number>} [votes]
 * @property {number} [confidence]
 * @property {string} [note]
 * @property {Evidence[]} [evidence]
 */

/** @typedef {{ level: number, by?: string }} Target */

/** @typedef {{ question: string, to?: string, note?: string, owner?: string, due?: string, go?: string }} Action */

/**
 * @typedef {object} Result
 * @property {string} model
 * @property {string} version
 * @property {string} [side]
 * @property {string} [team]
 * @property {string} date
 * @property {string} [method]
 * @property {string} [state]
 * @property {boolean} [example]
 * @property {Respondents} [respondents]
 * @property {Record<string, Answer>} [answers]
 * @property {Record<string, Target>} [targets]
 * @property {Action[]} [actions]
 */
