"""Work is done again only where something that it asked for is no longer what it was."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from prodops_playbook.asking import Memory, same
from prodops_playbook.types import Text, Value


@dataclass(frozen=True)
class Shelf:
    """Some books."""

    titles: tuple[str, ...] = ()

    def longest(self) -> str:
        """The longest title."""
        return max(self.titles, key=len)


@dataclass(frozen=True)
class House:
    """What is asked."""

    color: str = "red"
    rooms: int = 3
    shelf: Shelf = field(default_factory=Shelf)
    prices: Mapping[str, int] = field(default_factory=dict)

    def price(self, name: str) -> int:
        """What something costs."""
        return self.prices[name]

    def total(self, names: Iterable[str]) -> int:
        """What some things cost together."""
        return sum(map(self.price, names))

    def each(self) -> Iterator[int]:
        """Every price."""
        return iter(self.prices.values())


BEGUN = House(shelf=Shelf(("Small", "Larger")), prices={"tea": 1, "milk": 2})


def times(work: Callable[[House], Any], *houses: House) -> int:
    """How often some work is done on one house after the other; each time, what it makes is what it is to be."""
    done = 0

    def counted(house: House) -> Any:
        nonlocal done
        done += 1
        return work(house)

    last = None
    for house in houses:
        memory = Memory(house, (Shelf,), last)
        assert memory.recall("work", (), counted) == work(house)
        last = memory.outcomes
    return done


PAINTED = House("blue", 3, Shelf(("Small", "Larger")), {"tea": 1, "milk": 2})
DEARER = House("red", 3, Shelf(("Small", "Larger")), {"tea": 1, "milk": 3})
READ = House("red", 3, Shelf(("Small", "Larger", "Little")), {"tea": 1, "milk": 2})


@pytest.mark.parametrize(
    ("work", "hangs_on"),
    [
        (lambda house: house.rooms, None),
        (lambda house: house.color, PAINTED),
        (lambda house: house.price("milk"), DEARER),
        (lambda house: house.price("tea"), None),
        (lambda house: house.shelf.longest(), None),
        (lambda house: house.shelf.titles, READ),
        (lambda house: house.price("milk") if house.rooms == 3 else house.color, DEARER),
    ],
)
def test_work_is_done_again_where_an_answer_is_another(work: Callable[[House], Any], hangs_on: House | None) -> None:
    for house in (PAINTED, DEARER, READ):
        assert times(work, BEGUN, house) == 1 + (house is hangs_on)


def test_an_answer_that_comes_back_is_another_each_time() -> None:
    assert times(lambda house: house.color, BEGUN, PAINTED, BEGUN, BEGUN) == 3


def test_what_a_question_hangs_on_is_asked_first() -> None:
    """Nobody asks a house what it has no price for."""
    house = House(prices={"tea": 1})
    assert times(lambda house: [house.price(name) for name in house.prices], BEGUN, house, BEGUN) == 3


@pytest.mark.parametrize(
    "work",
    [lambda house: house.total(["tea"]), lambda house: house.total(iter(("tea",))), lambda house: [*house.each()]],
)
def test_what_cannot_be_asked_again_is_never_trusted(work: Callable[[House], Any]) -> None:
    assert times(work, BEGUN, BEGUN) == 2


def test_work_that_met_an_error_is_done_again() -> None:
    def work(house: House) -> int:
        try:
            return house.price("rum")
        except KeyError:
            return 0

    assert times(work, BEGUN, House(prices={"rum": 9})) == 2


def test_other_work_of_the_same_name_is_other_work() -> None:
    memory = Memory(BEGUN)
    assert memory.recall("work", ("tea",), lambda house: house.price("tea")) == 1
    assert memory.recall("work", ("milk",), lambda house: house.price("milk")) == 2


def test_what_is_forgotten_is_done_again() -> None:
    memory = Memory(BEGUN)
    memory.recall("work", (), lambda house: house.rooms)
    memory.forget("work")
    assert memory.outcomes == {}


DAY = datetime.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a", "a", True),
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (Decimal("1.5"), Decimal("1.5"), True),
        (Decimal("1.5"), Decimal("1.50"), False),
        ((1, "a"), (1, "a"), True),
        ((1, "a"), (1, "a", 2), False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        (Shelf(("a",)), Shelf(("a",)), True),
        (Shelf(("a",)), Shelf(("b",)), False),
        (Text("20 days"), "20 days", False),
        (Text("20 days", (Value("n", "20", "days"),)), Text("20 days", (Value("n", "20", "days"),)), True),
        (
            Text("20 days", (Value("n", "20", "days"),)),
            Text("20 days", (Value("n", "20", "days", starting=True),)),
            False,
        ),
        (DAY, DAY.replace(day=2), True),
        (object(), object(), False),
    ],
)
def test_two_values_are_the_same_where_nobody_can_tell_one_from_the_other(one: Any, other: Any, alike: bool) -> None:
    assert same(one, other) is alike
