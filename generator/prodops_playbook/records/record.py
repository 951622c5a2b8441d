"""What every record has: the common fields, where it was read, and the checks that need no other record."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr

from ..links import Mention
from ..problems import Problem, shown
from ..source import Document, Mapping, Node, Scalar, as_written, box, scalars
from ..types import Address, Called, Date, Flag, Meaning, Model, Prose, Reference, Tag, Text, To, marks, typed
from ..types.scalars import OldId, old_key
from ..words import ENGLISH, Words
from .placed import KEY, Loc, Written

Status = Annotated[
    Literal["library", "trial", "active", "retired"],
    Called(
        {
            **dict.fromkeys(("archived", "deprecated", "obsolete", "sunset", "discontinued"), "retired"),
            **dict.fromkeys(("adopted", "live", "inuse"), "active"),
            **dict.fromkeys(("ontrial", "pilot", "experiment", "trialing"), "trial"),
        }
    ),
]
SUMMARY_LENGTH = 160
_QUIET = re.compile(r"(?:[^\W_]|[\s,.;:'()/%&+-])*")
"""A text of words and of signs that no Markdown reads."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: kind, id, file, the node that holds its fields, and the line that names it."""

    kind: str
    id: str
    document: Document
    node: Node
    line: int = 1


_OF_A_LINK = {
    **dict.fromkeys(("name", "text", "label"), "title"),
    **dict.fromkeys(("link", "href", "address", "uri"), "url"),
}


class Link(Model):
    """A titled address."""

    title: Text = Field(description="What the reader sees.")
    url: Address = Field(description="Where it leads: https:// or mailto:.")

    others_say: ClassVar[dict[str, str]] = _OF_A_LINK


class Source(Model):
    """Where an idea comes from."""

    title: Text = Field(description="Title of the book, article or talk.")
    url: Address | None = Field(None, description="Where to read it.")
    year: Text | None = Field(None, description="Year of publication.")

    others_say: ClassVar[dict[str, str]] = _OF_A_LINK


class Checked(Model):
    """Somebody used or re-read the record. A date alone is easy to bump, so say what you saw."""

    on: Date = Field(description="The day.")
    note: Text | None = Field(None, description="What was found.")
    by: Annotated[Reference, To(("role",), Meaning.CHECKED)] | None = Field(None, description="The role that looked.")


class Related(Model):
    """Other records, each as `kind:id`."""

    uses: tuple[Annotated[Reference, To((), Meaning.USED_BY)], ...] = Field((), description="What this needs.")
    supports: tuple[Annotated[Reference, To((), Meaning.SUPPORTED_BY)], ...] = Field(
        (), description="What this serves."
    )
    replaces: tuple[Annotated[Reference, To((), Meaning.REPLACED_BY)], ...] = Field(
        (), description="What this stands in for."
    )
    see_also: tuple[Annotated[Reference, To((), Meaning.SEE_ALSO)], ...] = Field(
        (), description="What is worth reading next."
    )


class Record(Written):
    """One record: what one file, or one key of a file, says."""

    title: Text = Field(description="What people call it.", examples=["A title that people would say aloud"])
    summary: Text | None = Field(None, description="One sentence for lists and search, at most 160 characters.")
    owner: Annotated[Reference, To(("role",), Meaning.OWNS)] | None = Field(
        None, description="The role that answers for it. Missing: `default_owner` of playbook.yml."
    )
    principles: tuple[Annotated[Reference, To(("principle",), Meaning.APPLIED_BY)], ...] = Field(
        (), description="The principles that it puts into practice."
    )
    status: Status = Field(
        "active",
        description="`library`: written down, but nobody here works this way yet. `trial`: until `trial_until`.",
        examples=["library"],
    )
    lives_in: tuple[Link, ...] = Field((), description="Where the work, the trace or the data is.")
    not_for: tuple[Text, ...] = Field((), description="When it does not apply.")
    trial_until: Date | None = Field(None, description="Last day of the trial; needed for `status: trial`.")
    retire_when: Text | None = Field(None, description="What would make it unnecessary.")
    checked: tuple[Checked, ...] = Field((), description="Who used or re-read it, and what they found.")
    related: Related | None = Field(None, description="Other records that belong to it.")
    old_ids: tuple[OldId, ...] = Field((), description="Ids it had, or `kind:id` of another kind; they lead here.")
    sources: tuple[Source, ...] = Field((), description="Where the idea comes from.")
    tags: tuple[Tag, ...] = Field((), description="Words to find it by.")
    example: Flag = Field(False, description="`true`: invented to show the form; marked on the site.")
    hidden: Flag = Field(
        False, description="`true`: not on the site. Everybody who can read the repository can still read the file."
    )

    others_say: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("responsible", "accountable", "driver", "dri", "r", "a"), "owner"),
        **dict.fromkeys(("name", "heading"), "title"),
        **dict.fromkeys(("description", "abstract", "overview", "about", "tldr"), "summary"),
        **dict.fromkeys(("keywords", "labels"), "tags"),
        **dict.fromkeys(("references", "bibliography"), "sources"),
        "state": "status",
    }

    _origin: Origin = PrivateAttr()
    _own: dict[str, Any] = PrivateAttr(default_factory=dict)
    _meant: frozenset[str] = PrivateAttr(default=frozenset())

    @property
    def kind(self) -> str:
        """The name of the record's kind."""
        return self.key[0]

    @property
    def id(self) -> str:
        """The record's id, from its file name or key."""
        return self.key[1]

    @cached_property
    def key(self) -> tuple[str, str]:
        """Kind and id: what is unique in a playbook."""
        return self._origin.kind, self._origin.id

    @property
    def old_keys(self) -> tuple[tuple[str, str], ...]:
        """Kind and id of all that it was, in the order of `old_ids`."""
        return tuple(old_key(self.kind, old) for old in self.old_ids)

    @cached_property
    def path(self) -> str:
        """The file, relative to the project."""
        return self._origin.document.path

    @property
    def document(self) -> Document:
        """The file as it was read."""
        return self._origin.document

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file."""
        return self._origin.document.lines

    @property
    def own_fields(self) -> dict[str, Any]:
        """The `x_*` fields, without the prefix, as texts, lists and dicts."""
        return self._own

    @property
    def in_use(self) -> bool:
        """Whether somebody here works this way."""
        return self.status in ("active", "trial")

    def lead(self, words: Words = ENGLISH) -> str:
        """The record in one sentence: its summary, else what the kind puts first."""
        return self.summary or Text(self.first_words(words))

    def first_words(self, words: Words) -> str:
        """What stands for a missing summary."""
        return self.title

    def lacks(self, **fields: object) -> bool:
        """Whether all these fields are empty, and none of them is there under a misspelt name."""
        return not any(fields.values()) and self._meant.isdisjoint(fields)

    def meant(self, name: str) -> bool:
        """Whether a misspelt name probably stands for this field."""
        return name in self._meant

    @property
    def misspelt(self) -> bool:
        """Whether a field probably stands under a misspelt name: what the record lacks then accuses nobody."""
        return bool(self._meant)

    def find_mention(self, loc: Loc, target: str, number: int) -> tuple[int, int]:
        """Line and column of the `[[target]]` of that number in a field's text."""
        return self._document.find_mention(self.place(*loc), target, number)

    @cached_property
    def refers_to(self) -> tuple[tuple[Loc, Reference | Mention, int], ...]:
        """Every record that it refers to, in the order of its fields, with the place.

        Of a mention also how many of the same target stand before it in the same field.
        """
        return tuple(_targets(self))

    # Checks

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """What is weak or wrong in this record taken alone. A kind adds its own."""
        if self.summary and len(self.summary) > SUMMARY_LENGTH:
            message = f"the summary has {len(self.summary)} characters; lists show {SUMMARY_LENGTH}"
            yield self.problem("text-too-long", message, "summary", hint="keep the sentence that a stranger needs")
        if left := list(self._examples_left()):
            message = f"this still says what the example says: {', '.join(shown(node.text) for node in left)}"
            hint = "write your own words, or delete the record"
            yield Problem(self.path, left[0].line, left[0].column, "example-left", message, hint)
        if self.status == "trial" and self.lacks(trial_until=self.trial_until):
            hint = "add `trial_until:` with a date; a trial without an end is a habit"
            yield self.problem("trial-without-end", "a trial needs its last day", "status", hint=hint)
        if self.status == "trial" and self.trial_until and self.trial_until < today:
            hint = "keep it (`status: active`), or let it go (`status: retired`): dropping is the default"
            yield self.problem("date-passed", f"the trial ended on {self.trial_until}", "trial_until", hint=hint)
        for loc, value in leaves(self):
            # `on` is always the day of something done; a day of tolerance, since the world has time zones.
            if loc[-1] == "on" and isinstance(value, datetime.date) and value > today + datetime.timedelta(days=1):
                yield self.problem("future-date", f"{value} has not come yet", *loc, hint="check the year")
            if isinstance(value, Text | Prose):
                yield from self._shown_as_typed(value, loc)

    def _shown_as_typed(self, text: Text | Prose, loc: Loc) -> Iterator[Problem]:
        """What its author did not mean to be read: links and marks in plain text, what other Markdown knows in any."""
        if isinstance(text, Text) and _QUIET.fullmatch(text):
            return
        node = self.place(*loc)
        if isinstance(text, Text) and text.links:
            hint = "links work where a field takes Markdown; here name the thing in words"
            message = "this field holds plain text, so the link would show as typed"
            yield self.problem("link-in-text", message, *loc, hint=hint, needle="[[")
        elif isinstance(node, Scalar):
            mark, rest = marks(node.text) if isinstance(text, Text) else box(node.text)
            hint = f"leave it out: {as_written(rest)}" if mark and rest else ""
            if mark == "~~" or (isinstance(text, Prose) and (not mark or "\n" in node.text)):
                mark, hint = typed(node.text)
            if mark:
                code = "code-in-text" if mark == "`" else "markdown-in-text"
                message = f"{shown(mark)} would show as typed here"
                yield self.problem(code, message, *loc, hint=hint, needle=mark)

    def _examples_left(self) -> Iterator[Scalar]:
        """The texts of a new record that nobody has replaced by their own."""
        fields, examples = self._origin.node, _examples(type(self))
        assert isinstance(fields, Mapping)
        for key, node in fields.entries:
            if words := examples.get(key.text):
                yield from (scalar for scalar in scalars(node) if scalar.text in words)


@cache
def _examples(model: type[Model]) -> dict[str, frozenset[str]]:
    """What a new record says in each of its fields, where somebody is to write words of their own."""
    found = {field.alias or name: _words(field.examples or []) for name, field in model.model_fields.items()}
    return {name: frozenset(t for t in words if " " in t or t.startswith("#")) for name, words in found.items()}


def _words(example: Any) -> Iterator[str]:
    match example:
        case str():
            yield example
        case list():
            yield from (word for item in example for word in _words(item))
        case dict():
            yield from _words(list(example.values()))


def texts(model: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Text]]:
    """Every plain text below a group of fields, with its place."""
    return ((found, value) for found, value in leaves(model, loc) if isinstance(value, Text))


def leaves(model: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every value below a group of fields that is no group or list itself, with its place as an author writes it."""
    values = vars(model)
    for name, written in _written(type(model)):
        value = values[name]
        if isinstance(value, (Model, tuple, dict)):
            if value:
                yield from _leaves(value, (*loc, written))
        elif value is not None and value is not False:
            yield (*loc, written), value


@cache
def _written(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a group, each with the name that authors write."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def _leaves(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    match value:
        case Model():
            yield from leaves(value, loc)
        case tuple():
            for i, item in enumerate(value):
                yield from _leaves(item, (*loc, i))
        case dict():
            for key, item in value.items():
                written = key.id if isinstance(key, Reference) else str(key)
                if isinstance(key, Reference):
                    yield (*loc, written, KEY), key
                yield from _leaves(item, (*loc, written))
        case _:
            yield loc, value


def _targets(record: Record) -> Iterator[tuple[Loc, Reference | Mention, int]]:
    for loc, value in leaves(record):
        if isinstance(value, Reference):
            yield loc, value, 0
        elif isinstance(value, Prose):
            before: Counter[str] = Counter()
            for mention in value.mentions:
                yield loc, mention, before[mention.target]
                before[mention.target] += 1


def fields(node: Node, **named: Node) -> Mapping:
    """A group of fields at the place of a short form."""
    entries = tuple((Scalar(node.line, node.column, name), value) for name, value in named.items())
    return Mapping(node.line, node.column, entries)


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    match = re.match(r".+?[.!?](?=\s|$)", text)
    return match[0] if match else text
