"""The rules of scoring: vectors worked out by hand in tests/scoring/, and what holds for every answer sheet."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from prodops_playbook.maturity.respondents import agreement, heard, lower_median, urgency
from prodops_playbook.maturity.scoring import (
    Counted,
    Rules,
    attainment,
    graded,
    group_points,
    ladder,
    points,
    score,
    staged_level,
)
from prodops_playbook.maturity.targets import gap, percent_to_target, priority, progress
from prodops_playbook.maturity.wording import decimal, percent


def vectors(name: str) -> Any:
    """The cases of a file in tests/scoring/."""
    return yaml.safe_load((ROOT / "tests" / "scoring" / f"{name}.yml").read_text(encoding="utf-8"))


def exact(number: object) -> Fraction | None:
    """A number of a case."""
    return None if number is None else Fraction(str(number))


def sure(number: object) -> Fraction:
    """A number of a case that is there."""
    return Fraction(str(number))


# The vectors


@pytest.mark.parametrize("case", vectors("levels"), ids=str)
def test_attainment_comes_to_a_level(case: dict[str, Any]) -> None:
    row = tuple(map(exact, case["attainment"]))
    own = {name: sure(number) for name, number in case.get("rules", {}).items()}
    assert staged_level(row, Rules(len(row), **own)) == case["level"]


@pytest.mark.parametrize("case", vectors("agreement"), ids=str)
def test_votes_come_to_an_agreement_a_median_and_what_to_say(case: dict[str, Any]) -> None:
    found = heard(case["votes"])
    told = (found.a, found.median, list(found.flags)) if found else (None, None, [])
    assert told == (exact(case["a"]), case["median"], case["flags"])


@pytest.mark.parametrize("case", vectors("intervals"), ids=str)
def test_open_questions_widen_what_a_result_lies_between(case: dict[str, Any]) -> None:
    low, high = graded(Fraction(0), 1, 1), graded(Fraction(1), 1, 1)
    counted = [
        Counted(Fraction(1), low, high, None if value == "open" else graded(sure(value), 1, 1))
        for value in case["values"]
        if value != "not applicable"
    ]
    found = score(counted, Rules(1))
    told = (found.points_low, found.points_high, found.coverage)
    assert told == (exact(case["low"]), exact(case["high"]), exact(case["coverage"]))


@pytest.mark.parametrize("case", vectors("targets")["percent_to_target"], ids=str)
def test_targets_are_reached_in_part(case: dict[str, Any]) -> None:
    pairs = zip(map(sure, case["current"]), map(sure, case["target"]), strict=True)
    assert percent_to_target(pairs) == exact(case["percent"])


@pytest.mark.parametrize("case", vectors("targets")["progress"], ids=str)
def test_a_way_is_done_in_part(case: dict[str, Any]) -> None:
    assert progress(sure(case["baseline"]), sure(case["current"]), sure(case["target"])) == exact(case["progress"])


@pytest.mark.parametrize("case", vectors("targets")["priority"], ids=str)
def test_a_wide_gap_matters_more_than_two_of_half_its_width(case: dict[str, Any]) -> None:
    assert priority(sure(case["gap"]), 3) == sure(case["priority"])


# Rules that the vectors do not show


def test_a_ladder_contributes_to_every_level_up_to_its_answer_and_a_graded_answer_to_one() -> None:
    assert list(ladder(2, 3)) == [1, 1, 0]
    assert graded(Fraction(1, 4), 2, 3) == (None, Fraction(1, 4), None)


def test_a_level_that_no_question_counts_at_is_on_neither_side_of_the_points() -> None:
    row = attainment([(Fraction(1), graded(Fraction(1, 2), 2, 3))], 3)
    assert row == (None, Fraction(1, 2), None)
    assert points(row) == Fraction(1, 2)
    assert points((None, None)) is None


def test_a_question_counts_by_its_weight() -> None:
    counting = [(Fraction(3), ladder(1, 2)), (Fraction(1), ladder(2, 2))]
    assert list(attainment(counting, 2)) == [1, Fraction(1, 4)]


@pytest.mark.parametrize(("answered", "level"), [(1, None), (2, 2), (3, 2)])
def test_no_level_is_shown_when_less_than_half_is_answered(answered: int, level: int | None) -> None:
    low, high = ladder(1, 3), ladder(3, 3)
    counted = [Counted(Fraction(1), low, high, ladder(2, 3) if i < answered else None) for i in range(4)]
    found = score(counted, Rules(3))
    assert (found.level, found.coverage) == (level, Fraction(answered, 4))
    assert found.points == 2  # what is answered is still said


def test_groups_are_on_the_scale_of_the_levels_and_leave_out_what_nobody_answered() -> None:
    def answered(*levels: int) -> Any:
        return score([Counted(Fraction(1), ladder(1, 4), ladder(4, 4), ladder(n, 4)) for n in levels], Rules(4))

    nothing = score([Counted(Fraction(1), ladder(1, 4), ladder(4, 4), None)], Rules(4))
    pairs = [(Fraction(1), answered(4)), (Fraction(3), answered(2, 2)), (Fraction(9), nothing)]
    assert group_points(pairs, 4) == (4 + 3 * 2) / Fraction(4)
    assert group_points([(Fraction(1), nothing)], 4) is None


def test_what_needs_talk_is_what_people_disagree_on_and_what_is_far_from_its_target() -> None:
    assert urgency(Fraction(-1), Fraction(2)) == 6
    assert urgency(Fraction(1), Fraction(5)) == 0
    assert urgency(Fraction(0), Fraction(0)) == 1


# What holds for every answer sheet

LEVELS = st.shared(st.integers(2, 7), key="levels")
WEIGHTS = st.fractions(Fraction(1, 4), 4, max_denominator=8)
SHARES = st.fractions(0, 1, max_denominator=40)


@st.composite
def questions(draw: st.DrawFn, levels: int) -> Counted:
    """A question of either shape, answered or open, with an answer set of any lowest and highest value."""
    weight, is_open = draw(WEIGHTS), draw(st.booleans())
    if draw(st.booleans()):
        own = ladder(draw(st.integers(1, levels)), levels)
        return Counted(weight, ladder(1, levels), ladder(levels, levels), None if is_open else own)
    at = draw(st.integers(1, levels))
    low, value, high = sorted(draw(st.lists(SHARES, min_size=3, max_size=3)))
    rows = [graded(share, at, levels) for share in (low, high, value)]
    return Counted(weight, rows[0], rows[1], None if is_open else rows[2])


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[Counted], Rules]:
    """The questions of one dimension under some rules."""
    levels = draw(LEVELS)
    rules = Rules(levels, draw(SHARES), draw(SHARES), draw(SHARES))
    return draw(st.lists(questions(levels), max_size=8)), rules


@given(sheets())
def test_the_level_lies_within_its_range_and_the_points_within_theirs(sheet: tuple[list[Counted], Rules]) -> None:
    counted, rules = sheet
    found = score(counted, rules)
    assert found.coverage is None or 0 <= found.coverage <= 1
    assert (found.coverage is None) == (not counted)
    if found.level_low is not None and found.level_high is not None:
        assert 0 <= found.level_low <= found.level_high <= rules.levels
    if found.points_low is not None and found.points_high is not None:
        assert 0 <= found.points_low <= found.points_high <= rules.levels
    if found.coverage == 1:
        assert found.points_low == found.points == found.points_high
        assert found.level_low == found.level == found.level_high


@given(sheets(), st.randoms())
def test_the_order_of_questions_and_a_common_factor_of_their_weights_change_nothing(
    sheet: tuple[list[Counted], Rules], chance: Any
) -> None:
    counted, rules = sheet
    other = [Counted(q.weight * 7, q.low, q.high, q.own) for q in counted]
    chance.shuffle(other)
    assert score(other, rules) == score(counted, rules)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=6))
def test_the_level_of_two_to_six_ladders_is_the_lowest_answer_plus_one_if_more_than_half_are_higher(
    answers: list[int],
) -> None:
    counted = [Counted(Fraction(1), ladder(1, 5), ladder(5, 5), ladder(answer, 5)) for answer in answers]
    higher = sum(answer > min(answers) for answer in answers)
    found = score(counted, Rules(5))
    assert found.level == min(answers) + (2 * higher > len(answers))
    assert found.points == Fraction(sum(answers), len(answers))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9), st.data())
def test_a_higher_answer_never_lowers_anything_and_a_lower_one_may(answers: list[int], data: st.DataObject) -> None:
    higher = [data.draw(st.integers(answer, 5)) for answer in answers]
    before, after = (
        score([Counted(Fraction(1), ladder(1, 5), ladder(5, 5), ladder(n, 5)) for n in sheet], Rules(5))
        for sheet in (answers, higher)
    )
    assert before.level is not None
    assert after.level is not None
    assert before.level <= after.level


VOTES = st.lists(st.integers(0, 12), min_size=2, max_size=7)


@given(VOTES)
def test_agreement_lies_between_two_ends_and_everybody_alike_and_has_no_direction(votes: list[int]) -> None:
    a = agreement(votes)
    if a is None:
        assert not any(votes)
        return
    assert -1 <= a <= 1
    assert agreement(votes[::-1]) == a
    assert agreement([3 * count for count in votes]) == a
    assert (a == 1) == (sum(count > 0 for count in votes) == 1)


@given(VOTES.filter(any))
def test_the_median_is_a_choice_that_somebody_made_with_half_of_the_people_on_either_side(votes: list[int]) -> None:
    median = lower_median(votes)
    assert median is not None
    assert votes[median]
    assert 2 * sum(votes[: median + 1]) >= sum(votes)
    assert 2 * sum(votes[:median]) < sum(votes)


@given(st.lists(st.tuples(st.fractions(0, 7, max_denominator=20), st.integers(0, 7)), max_size=6))
def test_the_percent_to_target_is_a_share_and_full_only_when_every_target_is_reached(
    pairs: list[tuple[Fraction, int]],
) -> None:
    found = percent_to_target(pairs)
    if not any(target for _, target in pairs):
        assert found is None
        return
    assert found is not None
    assert 0 <= found <= 1
    assert (found == 1) == all(current >= target for current, target in pairs)


@given(st.fractions(0, 7, max_denominator=20), st.integers(0, 7), st.integers(2, 7))
def test_a_gap_is_never_negative_and_a_wider_one_matters_more(current: Fraction, target: int, levels: int) -> None:
    missing = gap(current, target)
    assert missing >= 0
    assert priority(missing + 1, levels) > priority(missing, levels)
    assert priority(levels, levels) == 1


# Rounding


@given(st.fractions(0, 1, max_denominator=10**6))
def test_percent_is_0_only_for_none_and_100_only_for_all(share: Fraction) -> None:
    told = percent(share)
    assert (told == 0) == (share == 0)
    assert (told == 100) == (share == 1)
    assert abs(told - share * 100) <= 1


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("9/4", "2.25"),
        ("3", "3"),
        ("21/10", "2.1"),
        ("1/200", "0.01"),
        ("-1/200", "-0.01"),
        ("2/3", "0.67"),
        ("0", "0"),
    ],
)
def test_numbers_are_shown_with_two_decimals_at_most(number: str, told: str) -> None:
    assert decimal(Fraction(number)) == told
