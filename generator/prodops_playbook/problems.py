"""What is wrong with a playbook, where, and how to mend it: the Problem, the table of codes, the reporters."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How much a problem matters: an error stops a build, a warning only a strict one, info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place that belongs to a problem, such as where a name was used first."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1; `path` is relative to the project, with `/`.

    `secret`: it tells of a hidden record, so readers of the site must not see it.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    secret: bool = field(default=False, compare=False)


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


def shown(text: str, limit: int = 60) -> str:
    """A user's text, quoted for a message: short, on one line, nothing invisible that a terminal would obey."""
    text = printable(" ".join(text.split()))
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


# What the machines that run checks obey in a log: `::error::` first in a line, `##[error]` and `##vso[` anywhere.
_OBEYED = re.compile(r"^(?P<space>\s*):(?=:)|#(?=#\w*\[)", re.MULTILINE)


def printable(text: str) -> str:
    """The text with what a terminal or a runner's log would obey, or a reader could not see, written out as \\uXXXX."""
    text = "".join(c if c.isprintable() or c == "\n" else _written_out(c) for c in text)
    return _OBEYED.sub(lambda m: (m["space"] or "") + _written_out(m[0][-1]), text)


def _written_out(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def one_row(text: str) -> str:
    """The same on one line, such as the name of a file that holds a line end."""
    return printable(text).replace("\n", "\\u000a")


def closest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Up to three candidates that look like the word, the closest first; none that is clearly further off.

    One with the same letters in another order is the closest: fingers swap them, most of all in a short word.
    """
    near = _index(tuple(candidates)).near(word)
    named = {c.lower(): c for c in sorted(near)}
    letters = sorted(word.lower())
    if swapped := [c for low, c in named.items() if low != word.lower() and sorted(low) == letters]:
        return swapped[:3]
    close = difflib.get_close_matches(word.lower(), named, n=3, cutoff=cutoff)
    likeness = [difflib.SequenceMatcher(None, word.lower(), c).ratio() for c in close]
    return [named[c] for c, like in zip(close, likeness, strict=True) if like >= likeness[0] - 0.1]


class Names:
    """Many names, among which the closest to a word is found without comparing it with each."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._by_part: dict[str, list[str]] = {}
        for name in self._names:
            for part in _parts(name.lower()):
                self._by_part.setdefault(part, []).append(name)

    def closest(self, word: str) -> list[str]:
        """What `closest` finds among the names that share a rare run of three letters with the word.

        Long ids share whole words: the bar is higher, or a record that is gone would be taken for another.
        """
        return closest(word, self.near(word), 0.6 if len(word) < 6 else 0.75)

    def near(self, word: str) -> set[str]:
        """The names that share the most runs of three letters with a word; all where there are few."""
        if len(self._names) <= _FEW:
            return set(self._names)
        near = Counter[str]()
        for names in sorted((self._by_part.get(part, []) for part in sorted(_parts(word.lower()))), key=len):
            near.update(names[:_MANY])
            if near.total() >= _MANY:
                break
        return {name for name, _ in near.most_common(_FEW)}


@functools.lru_cache(maxsize=16)
def _index(names: tuple[str, ...]) -> Names:
    return Names(names)


_FEW, _MANY = 20, 200
"""Names that are each compared with a word; and names that are looked at to find those."""


def _parts(word: str) -> set[str]:
    """Runs of three letters, the ends of the word being one each, and its letters in order: fingers swap them."""
    ends = f" {word} "
    return {ends[i : i + 3] for i in range(len(word))} | {"".join(sorted(word))}


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the closest candidates, or an empty text."""
    close = closest(word, candidates)
    return f"did you mean {' or '.join(map(shown, close))}?" if close else ""


def count(problems: Iterable[Problem], levels: Mapping[str, Level]) -> Counter[Level]:
    """How many problems there are of each level."""
    return Counter(level_of(p.code, levels) for p in problems)


def summary(counts: Mapping[Level, int]) -> str:
    """The counts as a few words: "2 errors, 1 warning"; "no problems" where there are none."""
    named = [(counts.get(level, 0), level) for level in (Level.ERROR, Level.WARNING)]
    parts = [f"{n} {level}{'s' if n != 1 else ''}" for n, level in named if n]
    if notes := counts.get(Level.INFO, 0):
        parts.append(f"{notes} to consider")
    return ", ".join(parts) or "no problems"


_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.INFO: "36"}


def as_text(problems: Iterable[Problem], levels: Mapping[str, Level], *, colour: bool = False) -> str:
    """Problems for a person: a line each, the mend below it, indented."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines: list[str] = []
    for p in problems:
        level = level_of(p.code, levels)
        place = paint(f"{one_row(p.path)}:{p.line}:{p.column}:", "1")
        lines.append(f"{place} {paint(f'{level}[{p.code}]', _COLOURS[level])}: {one_row(p.message)}")
        lines += [f"    {row}" for row in printable(p.hint).split("\n") if p.hint]
        lines += [f"    {one_row(r.message)} ({one_row(r.path)}:{r.line})" for r in p.related]
    return "".join(f"{line}\n" for line in lines)


def as_json(problems: Iterable[Problem], levels: Mapping[str, Level]) -> str:
    """Problems for a program; the shape is fixed by `format`."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "level": level_of(p.code, levels),
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
            "related": [{"path": r.path, "line": r.line, "message": r.message} for r in p.related],
        }
        for p in problems
    ]
    return json_text({"format": 1, "problems": rows})


def json_text(value: Any) -> str:
    """A value as JSON for a program, which a terminal and a runner's log can show as well."""
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("##", "#\\u0023")
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"


_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def as_github(problems: Iterable[Problem], levels: Mapping[str, Level]) -> str:
    """Problems as workflow commands, which GitHub shows on the changed lines of a pull request."""

    def data(text: str) -> str:
        return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))

    def prop(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    lines: list[str] = []
    for p in problems:
        command = _GITHUB[level_of(p.code, levels)]
        place = f"file={prop(p.path)},line={p.line},col={p.column},title={prop(p.code)}"
        text = "\n".join(filter(None, (p.message, p.hint, *(r.message for r in p.related))))
        lines.append(f"::{command} {place}::{data(text)}\n")
    return "".join(lines)
