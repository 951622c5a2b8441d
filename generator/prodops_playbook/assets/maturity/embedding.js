// What stands in the page as JSON: models and results, field by field as maturity/embedding.py writes them. Types alone, so
// no page ever loads this.

export {};

/**
 * A number that is counted with, exact: "17/20".
 * @typedef {string} Exact
 */

/**
 * A record that the page may link to.
 * @typedef {{ record: string, title: string, url: string }} Go
 */

/**
 * @typedef {object} Question
 * @property {string} id
 * @property {string[]} was
 * @property {string | null} since
 * @property {string} dimension
 * @property {Exact} weight
 * @property {string} text
 * @property {string | null} why
 * @property {boolean} na
 * @property {string[]} evidence
 * @property {string[] | null} ladder
 * @property {number | null} level
 * @property {string | null} answers
 * @property {{ id: string, text: string }[]} criteria
 * @property {string | null} gate
 * @property {{ level: number, go: Go }[]} raise
 * @property {Go[]} roles
 */

/**
 * @typedef {object} Dimension
 * @property {string} id
 * @property {string} title
 * @property {string | null} group
 * @property {Exact} weight
 * @property {string} explained
 * @property {Go | null} go
 */

/**
 * @typedef {object} Model
 * @property {string} id
 * @property {string} title
 * @property {string} version
 * @property {"team" | "function"} subject
 * @property {string[]} sides
 * @property {string | null} prompt
 * @property {number} lowest
 * @property {{ name: string | null, means: string | null }[]} levels
 * @property {Record<string, { id: string, label: string, value: Exact }[]>} answer_sets
 * @property {{ id: string, title: string }[]} groups
 * @property {Dimension[]} dimensions
 * @property {Question[]} questions
 * @property {{ reach: Exact, below: Exact, min_coverage: Exact }} scoring
 * @property {{ id: string, in: string, replaced_by: string[], reason: string }[]} retired
 */

/**
 * What shows an answer.
 * @typedef {{ title: string, url?: string }} Shows
 */

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
 * @property {Shows[]} [evidence]
 */

/**
 * @typedef {{ level: number, by?: string }} Target
 */

/**
 * @typedef {object} Action
 * @property {string} question
 * @property {string} [to]
 * @property {string} [note]
 * @property {string} [owner]
 * @property {string} [due]
 * @property {string} [go]
 */

/**
 * A result as its file says it: what says nothing is left out.
 * @typedef {object} Result
 * @property {string} model
 * @property {string} version
 * @property {string} [side]
 * @property {string} [team]
 * @property {string} date
 * @property {string} method
 * @property {string} state
 * @property {boolean} [example]
 * @property {{ count?: number, roles?: Record<string, number> }} [respondents]
 * @property {Record<string, Answer>} [answers]
 * @property {Record<string, Target>} [targets]
 * @property {Action[]} [actions]
 */
