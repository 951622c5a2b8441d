"""What people write in any script, and pictures made of several characters: it loads, shows and is found as typed."""

from __future__ import annotations

import json

import pytest

from conftest import Playground
from prodops_playbook import escaping
from prodops_playbook.beside.finding import findable
from prodops_playbook.problems import as_text
from prodops_playbook.source import read
from sites import body_of

TEXTS = {
    "the flag of England": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "two flags of tags": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e007f\U0001f3f4\U000e0067\U000e007f",
    "a flag of letters": "\U0001f1eb\U0001f1f7",
    "people joined": "\U0001f469\u200d\U0001f4bb and \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a heart in a colour": "\u2764\ufe0f\u200d\U0001f525 and \u2764\ufe0e",
    "a tone of skin": "\U0001f44d\U0001f3fd",
    "a key of a phone": "1\ufe0f\u20e3",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Sinhala": "\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0dbd\u0d82\u0d9a\u0dcf",
    "Hindi": "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937",
    "a hyphen that shows at the end of a line": "Donau\u00addampf\u00adschiff",
    "Hebrew with marks": "\u200f\u05e9\u05dc\u05d5\u05dd\u200f (C++)\u200e \u05d8\u05d5\u05d1",
    "Arabic with a mark": "\u0661\u061c-\u0662",
    "Thai with places to divide": "\u0e2a\u0e27\u200b\u0e0a\u0e32\u0e27\u200b\u0e42\u0e25\u0e01",
    "a variant of a sign": "\u845b\U000e0100\u57ce",
    "accents apart": "e\u0301t\u00e9",
    "Korean letter by letter": "\u1112\u1161\u11ab",
}
BAD = {
    "an override": "a\u202eb",
    "an embedding": "a\u202ab\u202c",
    "an isolate": "a\u2066b\u2069",
    "nothing": "a\x00b",
    "what a terminal obeys": "a\x1b[31m",
    "one sign for that": "a\x9b2J",
    "tags without a flag": "a\U000e0067\U000e007f",
    "a tag for a language": "a\U000e0001",
    "a hyphen that is in no word": "a \u00ad b",
    "a space without width": "a\u200bb",
    "a mark of the order of bytes": "a\ufeffb",
}


def _escaped(text: str) -> str:
    return "".join(f"\\U{ord(c):08X}" if not c.isascii() or not c.isprintable() else c for c in text)


@pytest.mark.parametrize("escaped", [False, True])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_any_script_loads_as_it_is_typed(name: str, escaped: bool, playground: Playground) -> None:
    text = TEXTS[name]
    written = _escaped(text) if escaped else text
    term = f'title: "{written}"\ndefinition: "What {written} means."\naliases: ["x {written}"]\n'
    playground.write({"data/terms/launch.yml": term})
    assert playground.problems() == []
    record = playground.load().playbook.records["term", "launch"]
    assert record.title == text
    assert f"What {text} means." in str(record.lead())


@pytest.mark.parametrize("escaped", [False, True])
@pytest.mark.parametrize("name", BAD)
def test_what_turns_text_around_or_is_obeyed_is_refused_where_it_stands(
    name: str, escaped: bool, playground: Playground
) -> None:
    text = BAD[name]
    at = next(match.start() for match in escaping.UNSEEN.finditer(text))
    written = _escaped(text) if escaped else text
    column = len('definition: "') + (len(_escaped(text[:at])) if escaped else at) + 1
    term = f'title: Launch\ndefinition: "{written} {TEXTS["people joined"]}"\n'
    playground.write({"data/terms/launch.yml": term})
    first, *others = playground.problems()
    assert (first.line, first.column, first.code) == (2, column, "control-character")
    assert {p.code for p in others} <= {"control-character"}
    assert len(others) <= 1


def test_a_flag_beside_what_is_refused_is_not_told(playground: Playground) -> None:
    flag = _escaped(TEXTS["the flag of England"])
    playground.write({"data/terms/launch.yml": f'title: Launch\ndefinition: "{flag} a\\u202Eb"\n'})
    (problem,) = playground.problems()
    assert "written as \\u202E" in problem.message


@pytest.mark.parametrize("name", TEXTS)
def test_the_line_to_paste_keeps_what_was_typed(name: str, playground: Playground) -> None:
    text = TEXTS[name]
    playground.write({"data/terms/launch.yml": f"title: Launch\ndefinition: {text} is: a word\n"})
    loaded = playground.load()
    said = as_text(loaded.problems, loaded.levels)
    mended = next(line.strip() for line in said.splitlines() if line.strip().startswith("definition: "))
    document, problems = read("x.yml", f"title: Launch\n{mended}\n".encode())
    assert not problems
    assert document is not None
    assert f'"{text} is: a word"' in mended


def test_one_title_with_and_without_soft_hyphens_is_one(playground: Playground) -> None:
    for n, title in enumerate(("Donaudampf", "Donau\u00addampf")):
        playground.write({f"data/terms/t{n}.yml": f"title: {title}\ndefinition: x\n"})
    assert playground.codes() == ["duplicate-title"]


def test_search_finds_a_word_that_may_be_divided() -> None:
    text = "Donau\u00addampf \u0e0a\u0e32\u0e27\u200b\u0e42\u0e25\u0e01 a\\u00ad"
    for whole in (True, False):
        index = json.dumps({"config": {"fields": {}}, "docs": [{"title": "", "text": text}]}, ensure_ascii=whole)
        (entry,) = json.loads(findable(index))["docs"]
        assert entry["text"] == "Donaudampf \u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 a\\u00ad"


def test_a_built_page_shows_every_script(playground: Playground) -> None:
    terms = {f"data/terms/t{n}.yml": f"title: T{n}\ndefinition: {text}\n" for n, text in enumerate(TEXTS.values())}
    page = body_of(playground.write(terms).build() / "terms" / "index.html").get_text()
    for name, text in TEXTS.items():
        assert text in page, name
