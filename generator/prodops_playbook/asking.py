"""Work that is done again only where something that it asked for is no longer what it was.

What is worked out from a value, such as a page from an edition, is worked out with a stand-in for that value, which
notes every question and its answer. The next value is asked the same questions, in the same order. While each answer
is the same, so is the outcome, since nothing else reached the work: nobody has to say what a page hangs on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, TypeVar, cast

Root = TypeVar("Root")
Made = TypeVar("Made")

_PLAIN = frozenset((bool, bytes, datetime.date, datetime.datetime, float, Fraction, frozenset, int, str))
_FLEETING = (list, dict, set, Iterator)
"""What may be something else by the time that a question is asked again."""


def same(one: Any, other: Any) -> bool:
    """Whether two values can stand for each other in every way: 1.5 and 1.50 cannot, nor can two records."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind in _PLAIN:
        return bool(one == other)
    if names := getattr(kind, "__dataclass_fields__", None):
        return all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, str):
        return bool(one == other) and same(getattr(one, "__dict__", None), getattr(other, "__dict__", None))
    if isinstance(one, Mapping):
        return same([*one], [*other]) and same([*one.values()], [*other.values()])
    return kind is Decimal and bool(one.as_tuple() == other.as_tuple())


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """An attribute that was read, by the way to it; or a method that was called, with its arguments."""

    way: tuple[str, ...]
    arguments: tuple[Any, ...] | None
    answer: Any
    fleeting: bool = False
    """Whether it cannot be asked again."""

    def holds(self, root: object) -> bool:
        """Whether another value gives the same answer."""
        if self.fleeting:
            return False
        found: Any = root
        for name in self.way:
            found = getattr(found, name)
        return same(found if self.arguments is None else found(*self.arguments), self.answer)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of some work: what it was given, what it asked for, in that order, and what it made."""

    given: tuple[Any, ...]
    asked: tuple[Question, ...]
    made: Any


Outcomes = Mapping[object, Outcome]
"""What came of all work on one value, by the key of each."""


class Memory(Generic[Root]):
    """What comes of each work on one value; as it came of it on the `last` one, where that could not be otherwise now.

    `parts` are the types of what is no answer itself, but is asked in its turn.
    """

    def __init__(self, root: Root, parts: tuple[type, ...] = (), last: Outcomes | None = None) -> None:
        self.root = root
        self.parts = parts
        self._last = last or {}
        self._outcomes: dict[object, Outcome] = {}
        # Every question so far, by its way and what it asked with: it keeps that alive, so each id is of one thing.
        self.questions: dict[tuple[object, ...], Question] = {}
        self._held: dict[Question, bool] = {}

    def recall(self, key: object, given: tuple[Any, ...], work: Callable[[Root], Made]) -> Made:
        """What comes of the work of this key; `given`: what it works with beside the value."""
        now, last = self._outcomes.get(key), self._last.get(key)
        if now is not None and same(now.given, given):
            return cast(Made, now.made)
        if last is not None and same(last.given, given) and all(map(self._holds, last.asked)):
            self._outcomes[key] = last
            return cast(Made, last.made)
        asked: dict[Question, None] = {}
        made = work(cast(Root, _Asked(self, asked, self.root, ())))
        self._outcomes[key] = Outcome(given, tuple(asked), made)
        return made

    @property
    def outcomes(self) -> Outcomes:
        """What came of all work so far."""
        return self._outcomes

    def forget(self, key: object) -> None:
        """Let some work be done again the next time, whatever it asked for."""
        self._outcomes.pop(key, None)

    def _holds(self, question: Question) -> bool:
        if question not in self._held:
            self._held[question] = question.holds(self.root)
        return self._held[question]


class _Asked:
    """Stands in for a value: whoever asks gets the value's own answers, and they are noted."""

    __slots__ = ("_asked", "_memory", "_value", "_way")

    def __init__(self, memory: Memory[Any], asked: dict[Question, None], value: object, way: tuple[str, ...]) -> None:
        self._memory, self._asked, self._value, self._way = memory, asked, value, way

    def __getattr__(self, name: str) -> Any:
        way = (*self._way, name)
        found = getattr(self._value, name)
        if isinstance(found, self._memory.parts):
            return _Asked(self._memory, self._asked, found, way)
        if getattr(found, "__self__", None) is self._value:
            return lambda *arguments: self._call(way, found, arguments)
        return self._note((way,), way, None, lambda: found)

    def _call(self, way: tuple[str, ...], method: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        key = (way, *(argument if type(argument) is str else id(argument) for argument in arguments))
        return self._note(key, way, arguments, lambda: method(*arguments))

    def _note(
        self, key: tuple[object, ...], way: tuple[str, ...], arguments: tuple[Any, ...] | None, ask: Callable[[], Any]
    ) -> Any:
        question = self._memory.questions.get(key)
        if question is None:
            fleeting = any(isinstance(argument, (*_FLEETING, _Asked)) for argument in arguments or ())
            try:
                answer = ask()
            except BaseException:
                self._asked[Question(way, arguments, None, fleeting=True)] = None
                raise
            question = Question(way, arguments, answer, fleeting)
            if not fleeting:
                self._memory.questions[key] = question
        self._asked[question] = None
        return question.answer
