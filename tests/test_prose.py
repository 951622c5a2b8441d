"""How this playbook is written: our own rules for its prose, with file and line of what breaks them.

The rules hold for the default records and the hand-written pages. A project of your own may keep them, or not.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable

import pytest
import yaml

from conftest import ROOT
from prodops_playbook.kinds.reference import Term
from prodops_playbook.playbook import Loaded, Playbook
from prose import Passage, documents, passages, whole, words

MARKETING = {
    r"!(?:\s|$)": "an exclamation mark",
    r"\bnot (?:just|only|merely)\b.*\bbut\b": "“not just … but”",
    r"\b(?:The|And the) (?:result|best part|bottom line|upshot)\?": "a question that answers itself",
    r"[—\u2013]": "a dash that joins two thoughts",
    r"\b(?:It|This|That) is not (?:about )?[^.]{2,40}\. (?:It|This|That) is (?:about )?": "“it is not X. It is Y.”",
    r"\b(?:truly|very|simply|incredibly|extremely|basically|literally)\b": "a word that adds nothing",
}

GLOSSARY = [
    (
        re.compile(rf"\b(?:{word})\b", re.IGNORECASE),
        entry["better"] if isinstance(entry, dict) else entry,
        tuple(entry.get("but", ())) if isinstance(entry, dict) else (),
    )
    for part, words in yaml.safe_load((ROOT / "tests/glossary.yml").read_text(encoding="utf-8")).items()
    if part != "coined"
    for word, entry in words.items()
]
"""A pattern, the better word, and the phrases in which the word is right."""

LEFT_OUT = {"result", "generated"}
"""What people said in the examples, and what is written from the docstrings of the software."""

SPELLED = (
    "data",
    "playbook",
    "templates",
    "generator",
    ".github",
    ".gitlab",
    "README.md",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
)

OURS_TOO = {
    "T1", "T2", "T3", "live for some", "live for all", "GA", "beta", "early access", "feature flag", "go/no-go",
    "guardrail metric",
    "keep or kill", "hand-back", "domain", "component", "consultation", "mission", "approver", "who owns",
}  # fmt: skip
"""Other words for our terms that we use ourselves. The rest are there for the search alone."""


@pytest.fixture(scope="session")
def playbook(own_playbook: Loaded) -> Playbook:
    """The default playbook."""
    return own_playbook.playbook


@pytest.fixture(scope="session")
def prose(playbook: Playbook) -> tuple[Passage, ...]:
    """Everything that people read."""
    found = (*passages(playbook), *documents(playbook, ROOT))
    return tuple(passage for passage in found if passage.kind != "document")


def spans(phrases: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where one of the phrases stands in a text."""
    return [match.span() for phrase in phrases for match in re.finditer(re.escape(phrase), text, re.IGNORECASE)]


def report(broken: Iterable[str]) -> str:
    """What a failing test says: one line for each place."""
    return "\n" + "\n".join(broken)


def found(prose: Iterable[Passage], rules: dict[str, str], *, flags: int = 0) -> list[str]:
    """The places where one of the patterns stands, with what to write instead."""
    compiled = [(re.compile(pattern, flags), instead) for pattern, instead in rules.items()]
    return [
        f"{passage.place}: “{match[0]}” ({instead})"
        for passage in prose
        for pattern, instead in compiled
        for match in pattern.finditer(passage.text)
    ]


def test_there_is_prose_and_each_passage_stands_where_it_says(prose: tuple[Passage, ...]) -> None:
    assert len(prose) > 3000
    for passage in prose:
        lines = (ROOT / passage.path).read_text(encoding="utf-8").splitlines()
        around = " ".join(lines[passage.line - 1 : passage.line + 3])
        start = re.match(r"\w+", passage.text)
        assert start is None or start[0] in around or "[[" in around or "`" in around, passage


def test_no_word_returns_that_has_a_better_one(prose: tuple[Passage, ...]) -> None:
    broken = [
        f"{passage.place}: “{match[0]}” (write: {better})"
        for passage in prose
        if passage.kind not in LEFT_OUT
        for pattern, better, right in GLOSSARY
        for match in pattern.finditer(passage.text)
        if not any(start <= match.start() and match.end() <= end for start, end in spans(right, passage.text))
    ]
    assert not broken, report(broken)


def test_the_glossary_bites_and_lets_pass_what_it_names() -> None:
    glossary = {pattern.pattern: (pattern, right) for pattern, _, right in GLOSSARY}
    found, right = glossary[r"\b(?:stakeholders?)\b"]
    text = "The stakeholder pulse asks stakeholders."
    assert [match[0] for match in found.finditer(text)] == ["stakeholder", "stakeholders"]
    assert spans(right, text) == [(4, 21)]


def test_nothing_sounds_like_an_advertisement(prose: tuple[Passage, ...]) -> None:
    broken = found(prose, MARKETING)
    assert not broken, report(broken)


def test_no_two_fragments_follow_each_other(prose: tuple[Passage, ...]) -> None:
    """“Faster. Better. Stronger.” is a slogan. One short sentence is a pause; two in a row are a drum."""
    broken = [
        f"{passage.place}: {first} {second}"
        for passage in prose
        for first, second in zip(passage.sentences, passage.sentences[1:], strict=False)
        if whole(first) and whole(second) and words(first) < 3 and words(second) < 3
    ]
    assert not broken, report(broken)


def terms(playbook: Playbook) -> list[Term]:
    """The words that terms.yml settles."""
    return [record for record in playbook.records.values() if isinstance(record, Term)]


def test_what_terms_give_as_another_word_is_not_used(playbook: Playbook, prose: tuple[Passage, ...]) -> None:
    rules = {
        rf"\b{re.escape(alias)}s?\b": f"our word is “{term.title}”"
        for term in terms(playbook)
        for alias in term.aliases
        if alias not in OURS_TOO
    }
    broken = found([p for p in prose if not p.about.startswith("term:")], rules, flags=re.IGNORECASE)
    assert not broken, report(broken)


def test_a_term_is_hyphenated_as_terms_have_it(playbook: Playbook, prose: tuple[Passage, ...]) -> None:
    """“Countermetric”, “counter metric”: the same word in three shapes reads as three things."""
    rules = {}
    for term in terms(playbook):
        parts = [re.escape(part) for part in re.split(r"[- ]", term.title)]
        if 1 < len(parts) < 4 and all(len(part) > 1 for part in parts):
            ours = re.escape(term.title)
            rules[rf"\b(?!{ours}){'[- ]?'.join(parts)}\b"] = f"written “{term.title}”"
    broken = found(prose, rules, flags=re.IGNORECASE)
    assert not broken, report(broken)


def test_everything_is_spelled_right_and_the_american_way() -> None:
    """By codespell, as pyproject.toml sets it up. Tags and aliases hold the words that other people type."""
    spelled = [path.relative_to(ROOT) for place in SPELLED for path in sorted(ROOT.glob(place))]
    ran = subprocess.run(
        [sys.executable, "-m", "codespell_lib", *spelled], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, report([ran.stdout + ran.stderr])
