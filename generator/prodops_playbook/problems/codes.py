"""The kinds of problems: their codes, how much each matters, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a problem matters: an error stops a build, a warning only a strict one, info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. A `fixed` one keeps a record from being read at all, so its level cannot be changed.

    `conceals`: what seems to be missing elsewhere may be what was meant here, so nothing is accused of an absence.
    """

    level: Level
    summary: str
    fixed: bool = False
    conceals: bool = False


def _unreadable(summary: str) -> Code:
    return Code(Level.ERROR, summary, fixed=True)


def _error(summary: str, *, conceals: bool = False) -> Code:
    return Code(Level.ERROR, summary, conceals=conceals)


def _warning(summary: str) -> Code:
    return Code(Level.WARNING, summary)


def _info(summary: str) -> Code:
    return Code(Level.INFO, summary)


CODES: Mapping[str, Code] = {
    # A file that cannot be read
    "bad-id": _unreadable("A file name or key is not an id: small letters, digits and hyphens."),
    "control-character": _unreadable("An invisible character that no keyboard types on purpose."),
    "duplicate-id": _unreadable("Two records of one kind have the same id."),
    "duplicate-key": _unreadable("A field is written twice in one place, so one of the two would be lost."),
    "empty-file": _unreadable("A file with nothing in it."),
    "missing-field": _unreadable("A field that the page cannot do without is not there."),
    "not-utf-8": _unreadable("A file that was not saved as UTF-8."),
    "quote-this": _unreadable("Text that YAML would lose or bend unless it stands in quotes."),
    "template-error": _unreadable("A template that cannot be rendered."),
    "too-deep": _unreadable("More than 50 levels of nesting."),
    "too-large": _unreadable("A file, list or text that is larger than anybody reads."),
    "unknown-folder": _unreadable(
        "A file among the records that belongs to no kind of record, and so would never be read."
    ),
    "unreadable-file": _unreadable("A file that the operating system would not hand over."),
    "wrong-shape": _unreadable("A list where one text belongs, a text where a list belongs, and the like."),
    "wrong-value": _unreadable("A value that does not fit its field: a number, date, duration, address or choice."),
    "yaml-feature": _unreadable(
        "An anchor, alias, merge, tag, directive or second document: records use none of them."
    ),
    "yaml-syntax": _unreadable("A file that is not YAML."),
    # A record that says something it should not
    "empty-field": _info("A field with nothing behind its colon. It counts as not written."),
    "code-in-text": _info("Code between backticks in a field that holds plain text; the backticks show as typed."),
    "markdown-in-text": _warning("Marks of Markdown in a field that holds plain text; they would show as typed."),
    "link-in-text": _warning("A [[link]] in a field that holds plain text; it would show as typed."),
    "unknown-field": _error("A field that this kind of record does not have. Your own fields begin with x_."),
    "unsupported-markdown": _unreadable(
        "Markdown that a record's text cannot hold: raw HTML, headings, images, code blocks."
    ),
    # Records that do not fit together
    "ambiguous-reference": _error("A [[link]] that fits records of several kinds.", conceals=True),
    "duplicate-alias": _warning("One name leads to two terms or two areas."),
    "duplicate-title": _warning("Two records of one kind have the same title."),
    "hidden-target": _warning("A link to a record that is hidden: readers see the words without a link."),
    "misplaced-link": _warning(
        "A [[link]] or ![[embed]] in a page where none can be: in a tag, a title, another link."
    ),
    "old-id-clash": _error("An old id that a living record, or a second one, also claims."),
    "page-clash": _unreadable("Two pages or files of the site have the same address."),
    "renamed-reference": _info("A link by an old id. It works; the new id reads better."),
    "self-reference": _warning("A record that refers to itself."),
    "unknown-reference": _error("A reference to a record that does not exist.", conceals=True),
    "unknown-setting": _error("A problem code, time zone or country that does not exist."),
    "unknown-tier": _error("A step with a distance for a tier that its process does not have."),
    "unknown-value": _unreadable("A [[value:name]] or [[word:name]] that playbook.yml does not define."),
    "unknown-view": _error("An embedded view that does not exist."),
    # What makes a record weak
    "agreement-one-sided": _error("An agreement with fewer than two parties that is not one team's own."),
    "agreement-unsigned": _error("An agreement in use that does not say who agreed to it, and when."),
    "checklist-length": _warning("More or fewer items than a pause point holds."),
    "checklist-must": _warning("A list that marks none of its items, or too many, as ones that must not be missed."),
    "checklist-order": _info("An item worded for the other type: a command in a list that confirms, or the reverse."),
    "checklist-two-checks": _info("Two checks in one item, joined by “and”."),
    "checklist-vague": _info("A word that two people would tick differently: ensure, properly, as needed."),
    "enablement": _warning("Product operations does more of a process than the threshold in playbook.yml allows."),
    "item-without-id": _info("A list that has been used, with an item whose address would change with its wording."),
    "example-left": _warning("A new record that still holds the words of the example it began with."),
    "evidence": _info("An item that must not be missed, in a go/no-go list, without the evidence that shows it."),
    "future-date": _warning("A date of something done that has not come yet."),
    "metric-about-people": _error("A metric about one person. Metrics here are about the work."),
    "no-counter-metric": _info("A metric without the one that shows when it is being gamed."),
    "nobody-named": _info("A role that owns records in use, with nobody named as holding it."),
    "dates-reversed": _error("A last day before the first."),
    "principle-empty": _error("A principle with fewer than two implications."),
    "template-empty": _error("A template with neither sections nor an address."),
    "incomplete": _error("A group of fields that lacks the one that says something."),
    "process-empty": _error("A process that says nothing to do: no steps, no tip, no checklist, no template."),
    "process-length": _warning("A process with one step, or with more than nine."),
    "text-too-long": _warning("A text longer than the place where it is read."),
    "trial-without-end": _error("A record on trial that does not say until when."),
    "two-shapes": _error("A record that uses two fields where it can have only one of them."),
    "unclear-time": _info("A time that home cannot place on a calendar, so it shows the words alone."),
    "unapplied-principle": _info("A principle that no record applies is a poster."),
    "unused-value": _info("A value in playbook.yml that nothing uses."),
    # Maturity models and their results
    "answer-kind": _error("A level for a graded question, an option for a ladder, or criteria where there are none."),
    "answers-not-increasing": _error("Options of an answer set whose values do not rise."),
    "choice-count": _error("A maturity model with fewer than two or more than seven levels, or a set with one option."),
    "duplicate-part": _error("Two parts of one record have the same id, or one has a name that is reserved."),
    "empty-dimension": _error("A dimension without questions."),
    "ladder-gap": _error("A ladder without a sentence for one of the levels."),
    "not-applicable": _error("An answer of “not applicable” where the model does not allow it, or without a reason."),
    "question-changed": _error("A question that reads or counts otherwise than when the model's version began."),
    "raised-without-evidence": _warning("An answer two levels or more above the last one, with nothing that shows it."),
    "result-changed": _error("A result that was changed more than seven days after it was submitted."),
    "result-removed": _warning("A submitted result that is no longer there, or that stands at another path."),
    "result-path": _error("A result whose model, side or team, or date is not what its path says."),
    "retired-unexplained": _error("A retired question with neither a replacement nor a reason."),
    "too-few-respondents": _error("Votes or roles of fewer than three people: they would show who said what."),
    "unknown-level": _error("A level that the maturity model does not have."),
    "unknown-part": _error("A question, dimension, group, side or option that the maturity model does not have."),
    "unknown-version": _error("A version that the maturity model has not reached, or never had."),
    "votes-over-count": _error("More votes on a question than people who took part."),
    "was-reused": _error("The id of a question that another question also has or had."),
    # What time does. Never above info by default: a build must not break because a date went by.
    "date-passed": _info("A date to act on has gone by: a trial, a next talk, a renewal."),
}


def level_of(code: str, levels: Mapping[str, Level]) -> Level:
    """The level a code has under the settings of one playbook."""
    entry = CODES[code]
    return entry.level if entry.fixed else levels.get(code, entry.level)
