"""How the playbook reads, in figures: long and short sentences, negatives, pronouns that name no one, contractions.

Each figure has a limit for each kind of text. What breaks it is told with the figure, or with file and line.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
import yaml

from conftest import ROOT
from prodops_playbook.kinds.checklist import Checklist
from prodops_playbook.kinds.reference import Term
from prodops_playbook.playbook import Loaded
from prose import Passage, documents, passages, whole, words

LONGEST = 25
"""Words in any one sentence. Longer ones are read twice."""

SHORT = 6
"""Words in a short sentence. One in a paragraph is a pause, and two are a drum."""

RHYTHM = {
    "principle": ("rationale", 11, 16),
    "process": ("purpose", 11, 16),
    "agreement": ("when_broken.do", 10, 16),
    "guide": ("", 10, 16),
    "page": ("", 9, 16),
}
"""Words in a sentence of running text, on average over all texts of a kind: its field, at least, at most."""

NEGATIVES = {"": 20, "checklist": 24, "agreement": 22, "role": 25}
"""No, not, never, without and don't in 1,000 words, at most. Without a kind: every other one."""

PRONOUNS = 4
"""No one, someone, anyone, everyone in 1,000 words, at most."""

CONTRACTIONS = {"principle": (2, 25), "guide": (3, 25), "page": (2, 25)}
"""In 1,000 words: at least, so that a colleague speaks, and at most."""

FORMAL = {
    "agreement": ("parties.promises.text", "parties.promises.how_we_know", "scope.in", "scope.out", "when_broken.do"),
    "metric": ("definition", "formula"),
    "checklist": ("items.text", "sections.items.text"),
}
"""Fields without contractions: what people sign, count by, or read aloud."""

FORM = {"summary": (20, 1), "items.text": (12, 1), "items.why": (18, 1), "items.if_no": (20, 2), "why": (25, 1)}
"""Words and sentences of a summary, of the lines of a checklist, and of the reason for a number, at most."""

ENOUGH = 1500
"""Words of a kind from which on a figure says something."""

LEFT_OUT = {"result", "generated"}
"""What people said in the examples, and what is written from the docstrings of the software."""

_NEGATIVE = re.compile(r"\b(?:no|not|never|nothing|none|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:no one|someone|anyone|everyone)\b", re.IGNORECASE)
_CONTRACTED = re.compile(
    r"\b\w+(?:n['’]t|['’](?:re|ll|ve|d|m))\b|\b(?:it|that|there|here|who|what)['’]s\b", re.IGNORECASE
)
_SAID = ("say.words", "say_this")


@pytest.fixture(scope="session")
def prose(own_playbook: Loaded) -> tuple[Passage, ...]:
    """Everything that people read and that we wrote."""
    found = (*passages(own_playbook.playbook), *documents(own_playbook.playbook, ROOT))
    return tuple(passage for passage in found if passage.kind not in LEFT_OUT)


def by_kind(prose: tuple[Passage, ...]) -> dict[str, list[Passage]]:
    """Passages of each kind."""
    kinds: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in prose:
        kinds[passage.kind].append(passage)
    return kinds


def per_thousand(found: re.Pattern[str], texts: list[Passage]) -> float:
    """How often a pattern is met in 1,000 words."""
    return 1000 * sum(len(found.findall(each.text)) for each in texts) / sum(words(each.text) for each in texts)


def running(texts: list[Passage]) -> list[int]:
    """The lengths of the sentences of paragraphs: where several follow each other, rhythm can be heard."""
    paragraphs = [each.sentences for each in texts if len(each.sentences) > 1 and all(map(whole, each.sentences))]
    return [words(sentence) for sentences in paragraphs for sentence in sentences]


def report(broken: list[str]) -> str:
    """What a failing test says: one line for each place."""
    return "\n" + "\n".join(broken)


def test_no_sentence_has_to_be_read_twice(prose: tuple[Passage, ...]) -> None:
    broken = [
        f"{passage.place}: {count} words: {sentence}"
        for passage in prose
        for sentence in passage.sentences
        if (count := words(sentence)) > LONGEST
    ]
    assert not broken, report(broken)


def test_at_most_one_sentence_of_a_paragraph_is_short(prose: tuple[Passage, ...]) -> None:
    broken = []
    for passage in prose:
        short = [each for each in passage.sentences if each.endswith(".") and words(each) <= SHORT]
        if len(short) > 1 and passage.field not in _SAID and not passage.said:
            broken.append(f"{passage.place}: {' | '.join(short)}")
    assert not broken, report(broken)


def test_running_text_is_neither_clipped_nor_winding(prose: tuple[Passage, ...]) -> None:
    kinds = by_kind(prose)
    broken = []
    for kind, (field, least, most) in RHYTHM.items():
        counts = running([each for each in kinds[kind] if each.field == field])
        average = sum(counts) / len(counts)
        if not least <= average <= most:
            broken.append(f"{kind}: {average:.1f} words in a sentence, {least} to {most} wanted")
    assert not broken, report(broken)


def test_texts_say_what_is_and_not_only_what_is_not(prose: tuple[Passage, ...]) -> None:
    broken = [
        f"{kind}: {figure:.1f} negatives in 1,000 words, at most {most} wanted"
        for kind, texts in by_kind(prose).items()
        if sum(words(each.text) for each in texts) >= ENOUGH
        and (figure := per_thousand(_NEGATIVE, texts)) > (most := NEGATIVES.get(kind, NEGATIVES[""]))
    ]
    assert not broken, report(broken)


def test_texts_name_who_acts(prose: tuple[Passage, ...]) -> None:
    broken = [
        f"{kind}: {figure:.1f} times no one, someone, anyone or everyone in 1,000 words, at most {PRONOUNS} wanted"
        for kind, texts in by_kind(prose).items()
        if sum(words(each.text) for each in texts) >= ENOUGH and (figure := per_thousand(_PRONOUN, texts)) > PRONOUNS
    ]
    assert not broken, report(broken)


def test_a_colleague_speaks_and_contracts_as_colleagues_do(prose: tuple[Passage, ...]) -> None:
    kinds = by_kind(prose)
    broken = [
        f"{kind}: {figure:.1f} contractions in 1,000 words, {least} to {most} wanted"
        for kind, (least, most) in CONTRACTIONS.items()
        if not least <= (figure := per_thousand(_CONTRACTED, kinds[kind])) <= most
    ]
    assert not broken, report(broken)


def test_what_people_sign_or_count_by_contracts_nothing(prose: tuple[Passage, ...]) -> None:
    broken = [
        f"{passage.place}: “{match[0]}”: {passage.text}"
        for passage in prose
        if passage.field in FORMAL.get(passage.kind, ())
        for match in _CONTRACTED.finditer(passage.text)
    ]
    assert not broken, report(broken)


def test_a_line_keeps_to_its_form(prose: tuple[Passage, ...]) -> None:
    broken = []
    for passage in prose:
        field = passage.field.removeprefix("sections.")
        if field in FORM:
            most, sentences = FORM[field]
            if words(passage.text) > most or len(passage.sentences) > sentences:
                broken.append(f"{passage.place}: {field} of {words(passage.text)} words, {most} wanted: {passage.text}")
    assert not broken, report(broken)


def test_a_critical_item_says_what_is_so_and_why(own_playbook: Loaded) -> None:
    critical = [
        (record.id, item)
        for record in own_playbook.playbook.records.values()
        if isinstance(record, Checklist)
        for item in record.all_items
        if item.must_not_miss
    ]
    assert len(critical) > 50
    broken = [
        f"{name}: {item.text}"
        for name, item in critical
        if not item.why or _NEGATIVE.search(str(item.text).replace("not-doing", ""))
    ]
    assert not broken, report(broken)


def test_the_words_of_our_own_are_five_and_explained(own_playbook: Loaded) -> None:
    coined = yaml.safe_load((ROOT / "tests/glossary.yml").read_text(encoding="utf-8"))["coined"]
    terms = {record.title for record in own_playbook.playbook.records.values() if isinstance(record, Term)}
    assert len(coined) == 5
    assert set(coined) <= terms
