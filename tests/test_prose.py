"""How this playbook is written: our own rules for its prose, with file and line of what breaks them.

The rules hold for the default records and the hand-written pages. A project of your own may keep them, or not.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable

import pytest

from conftest import ROOT
from prodops_playbook.kinds.reference import Term
from prodops_playbook.playbook import Loaded, Playbook
from prose import Passage, passages, whole, words

AVERAGE = 20
"""Words in a sentence, on average over a record or page."""
LONGEST = 32
"""Words in any one sentence. Longer ones are read twice."""

BANNED = {
    # What people write when they have nothing to say.
    "leverage": "use",
    "synerg(?:y|ies|istic)": "say who gains what",
    "best practices?": "say whose practice, and what it did for them",
    "stakeholders?(?! pulse)": "name them: Sales, Support, the team next door",
    "align(?:ed|ment)? (?:on|with|around)": "agree, or serves",
    "holistic(?:ally)?": "whole, or nothing",
    "robust": "say what it survives",
    "seamless(?:ly)?": "say what no longer happens",
    "streamlin(?:e|ed|es|ing)": "say which step goes",
    "empower(?:s|ed|ing|ment)?": "say what they may decide",
    "utili[sz](?:e|ed|es|ing)": "use",
    "impactful|actionable|learnings": "say what changed, or what to do",
    "world-class|cutting-edge|game-changing|state of the art|next level": "nothing",
    "deep dive|low-hanging fruit|north star|quick wins?|move the needle": "say what you will do",
    "drive (?:value|impact|results|adoption|outcomes)": "say what gets better for whom",
    "unlock(?:s|ed|ing)?": "say what becomes possible",
    "in order to": "to",
    "going forward|moving forward": "from when?",
    "at the end of the day|it is important to note|needless to say": "nothing",
    "please note|feel free|don't hesitate": "nothing",
    "touch base|circle back|reach out": "talk, ask, write",
    "ensure[sd]?|ensuring": "see that, or say how",
    "passionate|delight(?:ed|ful)?|exciting|excited": "nothing",
    # Words of the trade for which we have plainer ones.
    "killer items?": "must not miss",
    "toil": "routine work",
    "surges?": "unexpected work",
}

MARKETING = {
    r"!(?:\s|$)": "an exclamation mark",
    r"\bnot (?:just|only|merely)\b.*\bbut\b": "“not just … but”",
    r"\b(?:The|And the) (?:result|best part|bottom line|upshot)\?": "a question that answers itself",
    r"[—\u2013]": "a dash that joins two thoughts",
    r"\b(?:It|This|That) is not (?:about )?[^.]{2,40}\. (?:It|This|That) is (?:about )?": "“it is not X. It is Y.”",
    r"\b(?:truly|very|simply|incredibly|extremely|basically|literally)\b": "a word that adds nothing",
}

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
    return tuple(passages(playbook))


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


def test_sentences_of_a_record_average_under_twenty_words(prose: tuple[Passage, ...]) -> None:
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    first: dict[str, str] = {}
    for passage in prose:
        first.setdefault(passage.about, passage.place)
        lengths[passage.about] += [words(sentence) for sentence in passage.sentences if whole(sentence)]
    long = [
        f"{first[about]}: {about} averages {sum(counts) / len(counts):.1f} words a sentence"
        for about, counts in lengths.items()
        if len(counts) > 2 and sum(counts) / len(counts) >= AVERAGE
    ]
    assert not long, report(long)


def test_no_sentence_has_to_be_read_twice(prose: tuple[Passage, ...]) -> None:
    long = [
        f"{passage.place}: {count} words: {sentence[:80]}…"
        for passage in prose
        for sentence in passage.sentences
        if (count := words(sentence)) > LONGEST
    ]
    assert not long, report(long)


def test_no_word_is_used_that_says_nothing(prose: tuple[Passage, ...]) -> None:
    broken = found(prose, {rf"\b(?:{banned})\b": instead for banned, instead in BANNED.items()}, flags=re.IGNORECASE)
    assert not broken, report(broken)


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


SPELLING = {
    "spelling-us.txt": ("data", *(f"playbook/{name}" for name in ("*.md", "guides/*.md"))),
    "spelling.txt": ("playbook/maintain", "templates", "README.md", "CHANGELOG.md"),
}
"""Records and pages are American; what a maintainer reads is still British."""


@pytest.mark.parametrize("spelling", SPELLING)
def test_everything_is_spelled_right_and_one_way(spelling: str) -> None:
    """By codespell and our own small dictionaries. Tags hold the words that other people type."""
    places = [path for place in SPELLING[spelling] for path in sorted(ROOT.glob(place))]
    dictionary = ["--dictionary=-", f"--dictionary=tests/{spelling}", "--ignore-words=tests/spelling-ours.txt"]
    tags = (
        r"--ignore-regex=^ *(?:tags|aliases): \[.*\]$|^organisation:|^ritual: .*|^# colours:|`[^`\n]*`|[a-z-]*:[a-z-]+"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "codespell_lib", *dictionary, tags, *places],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, report([ran.stdout + ran.stderr])
