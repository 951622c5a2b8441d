"""The default maturity model and its examples, held to the rules by which they are written."""

from __future__ import annotations

import re
from datetime import date

import pytest

from conftest import ROOT
from prodops_playbook.kinds.assessment import Result
from prodops_playbook.kinds.maturity import MaturityModel
from prodops_playbook.kinds.questions import Question
from prodops_playbook.playbook import Project, load

PLAYBOOK = load(Project(ROOT)).playbook
MODEL = PLAYBOOK.records["model", "product-ops"]
assert isinstance(MODEL, MaturityModel)
QUESTIONS = MODEL.questions
TEXT = (ROOT / MODEL.path).read_text(encoding="utf-8")
RESULTS = [r for r in PLAYBOOK.of_kind("result") if isinstance(r, Result) and r.model.id == MODEL.id]
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)


def test_there_is_one_ladder_for_each_principle() -> None:
    assert isinstance(MODEL, MaturityModel)
    principles = [record.id for record in PLAYBOOK.of_kind("principle")]
    assert [d.principle and d.principle.id for d in MODEL.dimensions] == principles
    assert [d.id for d in MODEL.dimensions] == principles
    assert [q.dimension for q in QUESTIONS] == principles
    assert all(len(q.ladder) == len(MODEL.levels) for q in QUESTIONS)


@EACH
def test_a_rung_is_one_short_sentence_with_one_claim(question: Question) -> None:
    for sentence in question.ladder.values():
        assert re.fullmatch(r"[A-Z][^.;:]*\.", sentence), sentence
        assert len(sentence) <= 90, sentence
        assert not re.search(r"(?i)\band\b|\bor\b|[;/]|usually|mostly|often|properly|appropriate", sentence), sentence


@EACH
def test_a_rung_names_no_record(question: Question) -> None:
    kinds = ("process", "checklist", "agreement", "template")
    titles = {r.title.lower() for r in PLAYBOOK.records.values() if r.kind in kinds and " " in r.title}
    for sentence in question.ladder.values():
        assert not [title for title in titles if title in sentence.lower()], sentence


@EACH
def test_a_question_says_why_what_could_show_it_and_who_can_answer(question: Question) -> None:
    assert question.why
    assert len(question.evidence) >= 2
    assert question.roles
    assert "product-ops-lead" not in {role.id for role in question.roles}


@EACH
def test_every_level_above_the_first_has_a_record_to_turn_to(question: Question) -> None:
    assert sorted(question.raise_) == [2, 3, 4, 5]


@EACH
def test_at_least_one_record_takes_something_away_and_says_so(question: Question) -> None:
    block = TEXT[TEXT.index(f"- id: {question.id}\n") :].split("\n  - id: ")[0]
    marked = re.findall(r"- (\w+:[a-z-]+) # takes away: \S", block)
    named = {reference.target for group in question.raise_.values() for reference in group}
    assert marked
    assert set(marked) <= named


def test_the_examples_show_three_dates_of_two_sides_and_are_marked() -> None:
    assert {(r.side, r.date) for r in RESULTS} == {
        (side, date(2026, month, day)) for side in ("product", "field") for month, day in ((4, 9), (7, 9), (10, 8))
    }
    assert all(r.example and r.state == "submitted" for r in RESULTS)


def test_the_examples_show_what_a_page_has_to_show() -> None:
    last = {r.side: r for r in RESULTS if r.date == date(2026, 10, 8)}
    before = {r.side: r for r in RESULTS if r.date == date(2026, 7, 9)}
    assert all(r.targets and r.actions for r in last.values())
    answers = [answer for r in last.values() for answer in r.answers.values()]
    assert any(answer.unknown for answer in answers)
    assert any("unknown" in answer.votes for answer in answers)
    assert any({"1", "4"} == set(answer.votes) for answer in answers), "two ends, and nobody between them"
    assert any(answer.evidence for answer in answers)
    levels = [
        (last[side].answers[id_].level or 0) - (answer.level or 0)
        for side, result in before.items()
        for id_, answer in result.answers.items()
        if answer.level and last[side].answers[id_].level
    ]
    assert min(levels) < 0 < max(levels)
