"""Results of several people: how an answer is read, merged and compared, and what nobody may learn from it."""

from __future__ import annotations

import datetime
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturities import ASKED, answer, graded, model, question, result, results
from prodops_playbook.maturity.counting import Criterion, Lift
from prodops_playbook.maturity.merging import cannot_merge, merge
from prodops_playbook.maturity.profile import agenda, lowest, next_steps, side_by_side, widest
from prodops_playbook.maturity.replies import State
from prodops_playbook.maturity.scores import Score, score
from prodops_playbook.maturity.sheet import Evidence
from prodops_playbook.maturity.sheet import told as as_json
from prodops_playbook.maturity.trends import Break, answered_before, changes, leaps, trend

ONE = model(question("talk.a"))
SPRING, AUTUMN = datetime.date(2026, 4, 1), datetime.date(2026, 10, 1)


def state(said: Any, count: int = 5, asked: Any = ONE) -> tuple[State, int | None]:
    """How the only question of a model stands, and the choice."""
    (reply,) = score(asked, result({"talk.a": said} if said else {}, count)).replies.values()
    return reply.state, reply.choice


# Reading one answer


@pytest.mark.parametrize(
    ("said", "count", "expected"),
    [
        (answer(level=3), 5, (State.ANSWERED, 2)),
        (answer(level=3, votes={"1": 5}), 5, (State.ANSWERED, 2)),  # what the group agreed on wins
        (answer(votes={"1": 2, "4": 2}), 5, (State.ANSWERED, 0)),  # else the lower median
        (answer(votes={"1": 1, "4": 1}), 2, (State.UNANSWERED, None)),  # two votes would tell on somebody
        (answer(votes={"unknown": 3}), 5, (State.UNKNOWN, None)),
        (answer(unknown=True), 1, (State.UNKNOWN, None)),
        (answer(na="out_of_scope"), 5, (State.UNANSWERED, None)),  # this question cannot be "not applicable"
        (answer(level=9), 5, (State.UNANSWERED, None)),
        (None, 5, (State.UNANSWERED, None)),
    ],
)
def test_an_answer_is_read(said: Any, count: int, expected: tuple[State, int | None]) -> None:
    assert state(said, count) == expected


def test_what_is_not_applicable_leaves_both_sums() -> None:
    found = score(ASKED, result({"data.a": answer(na="out_of_scope"), "data.b": answer(answer="all")}))
    assert found.dimensions["data"].coverage == 1
    assert list(found.dimensions["data"].attainment) == [None, None, None, 1]


def test_an_open_criterion_caps_the_answer_at_the_gate() -> None:
    asked = model(graded("talk.a", 1, criteria=(Criterion("x", "X"),), gate="some"))
    for ticked, points in (((), Fraction(1, 2)), (("x",), Fraction(1))):
        assert (
            score(asked, result({"talk.a": answer(answer="all", criteria=ticked)})).dimensions["talk"].points == points
        )
    low = score(asked, result({"talk.a": answer(answer="no")})).dimensions["talk"]
    assert low.points == Fraction(1, 10)


def test_an_answer_under_an_old_id_counts_and_its_own_id_wins() -> None:
    asked = model(question("talk.a", was=("talk.old",)))
    assert score(asked, result({"talk.old": answer(level=2)})).dimensions["talk"].level == 2
    both = {"talk.old": answer(level=2), "talk.a": answer(level=4)}
    assert score(asked, result(both)).dimensions["talk"].level == 4


def test_a_question_that_came_later_opens_no_range() -> None:
    asked = model(question("talk.a"), question("talk.b", since="1.1.0"), version="1.1.0")
    assert score(asked, result({"talk.a": answer(level=2)})).dimensions["talk"].coverage == 1
    today = score(asked, result({"talk.a": answer(level=2)}, version="1.1.0"))
    assert today.dimensions["talk"].coverage == Fraction(1, 2)


# Merging


def test_what_cannot_be_merged_says_why() -> None:
    other = result({}, model="other")
    assert "do not" not in (cannot_merge(ONE, [result({})]) or "")
    assert "other" in (cannot_merge(ONE, [result({}), other]) or "")
    assert "cannot be compared" in (cannot_merge(ONE, [result({}), result({}, version="2.0.0")]) or "")
    with pytest.raises(ValueError, match="no result"):
        merge(ONE, [])


@given(st.lists(results(), min_size=1, max_size=5), st.randoms())
def test_merging_does_not_depend_on_the_order_and_counts_everybody(sheets: list[Any], chance: random.Random) -> None:
    told = as_json(merge(ASKED, sheets))
    shuffled = list(sheets)
    chance.shuffle(shuffled)
    assert as_json(merge(ASKED, shuffled)) == told
    people = sum(sheet.count for sheet in sheets)
    assert told["respondents"]["count"] == people
    for said in told.get("answers", {}).values():
        assert sum(said.get("votes", {}).values()) <= people


@given(st.lists(results(count=1), min_size=1, max_size=2))
def test_of_fewer_than_three_people_no_votes_and_no_roles_remain(sheets: list[Any]) -> None:
    told = as_json(merge(ASKED, sheets))
    assert "roles" not in told["respondents"]
    assert all("votes" not in said for said in told.get("answers", {}).values())
    assert score(ASKED, merge(ASKED, sheets)).agreement == {}


@given(st.lists(results(count=1), min_size=3, max_size=6))
def test_people_who_answered_alone_become_votes(sheets: list[Any]) -> None:
    merged = merge(ASKED, sheets)
    for asked in ASKED.questions:
        gave = [sheet.answers[asked.id] for sheet in sheets if asked.id in sheet.answers]
        chosen = sorted(str(said.level or said.answer) for said in gave if said.level or said.answer)
        votes = merged.answers[asked.id].votes if asked.id in merged.answers else {}
        assert sorted(c for c, n in (votes or {}).items() if c != "unknown" for _ in range(n)) == chosen


# Between two results


@given(results(date=SPRING), results(date=AUTUMN))
def test_there_and_back_is_no_change_and_what_broke_compares_nothing(one: Any, other: Any) -> None:
    before, after = score(ASKED, one), score(ASKED, other)
    there, back = changes(before, after), changes(after, before)
    for id_, change in there.items():
        assert change.broken == back[id_].broken
        if change.broken:
            assert (change.before, change.after, change.points, change.moved) == (None, None, None, ())
            continue
        assert change.shared is not None
        assert change.shared >= Fraction(4, 5)
        assert (change.points or 0) == -(back[id_].points or 0)
        assert {m.question for m in change.moved} == {m.question for m in back[id_].moved}


@given(results())
def test_a_result_has_not_changed_from_itself(one: Any) -> None:
    found = score(ASKED, one)
    for change in changes(found, found).values():
        assert change.broken is (Break.QUESTIONS if change.shared is None else None)
        assert change.moved == ()


def test_another_major_version_breaks_the_line_everywhere() -> None:
    old, new = result({"talk.a": answer(level=2)}), result({"talk.a": answer(level=2)}, version="2.0.0")
    assert changes(score(ONE, old), score(ONE, new))["talk"].broken is Break.VERSION


@pytest.mark.parametrize(("both", "broken"), [(4, None), (3, Break.QUESTIONS)])
def test_the_line_breaks_under_80_percent_of_shared_weight(both: int, broken: Break | None) -> None:
    asked = model(*(question(f"talk.q{i}") for i in range(5)))
    first = {f"talk.q{i}": answer(level=2) for i in range(5)}
    second = {f"talk.q{i}": answer(level=3) for i in range(both)}
    found = changes(score(asked, result(first)), score(asked, result(second)))["talk"]
    assert found.broken is broken
    assert found.shared == Fraction(both, 5)


def test_a_trend_is_by_date_and_a_result_keeps_its_own_level() -> None:
    dates = {AUTUMN: 4, SPRING: 2}
    line = trend(score(ONE, result({"talk.a": answer(level=n)}, date=d)) for d, n in dates.items())["talk"]
    assert [(p.score.sheet.date, p.dimension.level, p.broken) for p in line] == [(SPRING, 2, None), (AUTUMN, 4, None)]
    assert trend([]) == {}


def test_an_answer_is_held_to_the_last_one_that_there_was() -> None:
    asked = model(question("talk.a"), question("talk.b"))
    first = result({"talk.a": answer(level=1), "talk.b": answer(level=1)}, date=SPRING)
    second = result({"talk.b": answer(level=2)}, date=AUTUMN)
    draft = result({"talk.a": answer(level=4)}, date=AUTUMN, state="draft")
    before = answered_before(asked, [first, second, draft])
    now = result({"talk.a": answer(level=4), "talk.b": answer(level=4)})
    assert [(leap.question.id, leap.more, leap.since) for leap in leaps(asked, before, now)] == [
        ("talk.a", 3, SPRING),
        ("talk.b", 2, AUTUMN),
    ]
    shown = result({"talk.a": answer(level=4, evidence=(Evidence("The plan"),)), "talk.b": answer(level=3)})
    assert leaps(asked, before, shown) == []


# What a group sees


def scored(levels: dict[str, int], **fields: Any) -> Score:
    """A score of single ladders."""
    asked = model(*(question(f"{name}.q", **fields.pop("more", {})) for name in levels))
    said = {f"{name}.q": answer(level=level) for name, level in levels.items()}
    return score(asked, result(said, **fields))


def test_the_two_lowest_are_named_in_the_order_of_the_model() -> None:
    assert lowest(scored({"a": 3, "b": 2, "c": 4, "d": 2})) == ["b", "d"]


def test_the_agenda_begins_with_what_splits_people_and_is_far_from_its_target() -> None:
    asked = model(question("a.q"), question("b.q"))
    said = {"a.q": answer(votes={"1": 3, "4": 3}), "b.q": answer(votes={"2": 6})}
    found = score(asked, result(said, 6, aims={"a": 4}))
    assert [id_ for id_, _ in agenda(found)] == ["a.q", "b.q"]
    assert agenda(found)[0][1] == (1 - Fraction(-1)) * (1 + 3)
    assert widest(found) == "a.q"


def test_next_steps_are_those_above_the_answer_up_to_the_target_lower_levels_first() -> None:
    go = tuple(Lift(n, f"process:p{n}") for n in (2, 3, 4))
    found = scored({"a": 2}, more={"raise_": go})
    assert [(s.level, s.go) for s in next_steps(found)] == [(3, "process:p3"), (4, "process:p4")]
    assert [s.level for s in next_steps(scored({"a": 2}, more={"raise_": go}, aims={"a": 3}))] == [3]
    assert next_steps(scored({"a": 3}, more={"raise_": go}, aims={"a": 3})) == []


def test_sides_stand_beside_each_other_with_the_widest_gap_first() -> None:
    sides = {"product": scored({"a": 2, "b": 4, "c": 1}), "field": scored({"a": 3, "b": 1, "c": 1})}
    assert [(b.dimension, b.gap) for b in side_by_side(sides)] == [("b", 3), ("a", 1), ("c", 0)]
    assert [b.gap for b in side_by_side({"product": sides["product"]})] == [None, None, None]
