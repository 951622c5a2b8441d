"""What search puts first: the table of what people type, and each rule of the order by itself."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from prodops_playbook import resources

QUERIES = yaml.safe_load((ROOT / "tests" / "queries.yml").read_text(encoding="utf-8"))
ASK = """
const { finder } = await import(process.argv[1]);
let told = "";
for await (const part of process.stdin) told += part;
const { index, queries } = JSON.parse(told);
const find = finder(index);
console.log(JSON.stringify(queries.map(find)));
"""


def found(index: dict[str, Any], *queries: str) -> list[dict[str, Any]]:
    """What our search finds in an index for each of several words that somebody types."""
    ranking = resources.search()["assets/search/ranking.js"]
    told = json.dumps({"index": index, "queries": queries})
    node = [str(ROOT / ".venv/bin/node"), "--no-warnings", "--input-type=module", "-e", ASK, ranking.as_uri()]
    done = subprocess.run(node, input=told, capture_output=True, text=True, check=True, encoding="utf-8")
    results: list[dict[str, Any]] = json.loads(done.stdout)
    return results


def places(result: dict[str, Any]) -> list[str]:
    """Where each entry of the list leads."""
    return [items[0]["location"] for items in result["items"]]


@pytest.fixture(scope="module")
def told(own_site: Path) -> dict[str, list[str]]:
    """Where each query of the table leads, in order."""
    index = json.loads((own_site / "assets/search/index.json").read_text(encoding="utf-8"))
    asked = [
        words for group in ("first", "among the first three") for some in QUERIES[group].values() for words in some
    ]
    every = list(dict.fromkeys([*asked, *QUERIES["nothing"]]))
    assert len(every) >= 100
    return dict(zip(every, map(places, found(index, *every)), strict=True))


def page(place: str, wanted: str) -> str:
    """A place as far as it is wanted: any part of a page, where no part is named."""
    return place if "#" in wanted else place.partition("#")[0]


def test_the_right_page_comes_first(told: dict[str, list[str]]) -> None:
    wrong = {
        words: told[words][:3]
        for wanted, some in QUERIES["first"].items()
        for words in some
        if not told[words] or page(told[words][0], wanted) != wanted
    }
    assert wrong == {}


def test_the_right_page_is_among_the_first_three(told: dict[str, list[str]]) -> None:
    wrong = {
        words: told[words][:3]
        for wanted, some in QUERIES["among the first three"].items()
        for words in some
        if wanted not in [page(place, wanted) for place in told[words][:3]]
    }
    assert wrong == {}


def test_what_is_not_there_is_not_found(told: dict[str, list[str]]) -> None:
    assert {words: told[words] for words in QUERIES["nothing"] if told[words]} == {}


# Each rule by itself: what comes first, what second


def entry(title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"at": title, "title": title, "text": text, **more}


RULES = {
    "all words before some": ("quarterly goals", entry("One", "Goals of a quarterly plan"), entry("Quarterly", "Plan")),
    "all words in one place before all words anywhere": (
        "quarterly goals",
        entry("One", parts=[entry("One#a", "Quarterly goals")]),
        entry("Two", parts=[entry("Two#a", "Quarterly"), entry("Two#b", "goals")]),
    ),
    "whole words before parts": ("plan", entry("One", "The plan"), entry("Two", "The planetarium")),
    "a title before other words": ("plan", entry("Plan it"), entry("Two", words=["plan it"])),
    "other words before the text": ("plan", entry("One", words=["plan it"]), entry("Two", "plan it plan plan")),
    "a whole title before a part of one": ("plan", entry("Plan"), entry("Plan plan it")),
    "what is in use before the library": ("plan", entry("One", "A plan"), entry("Two", "A plan", boost=0.5)),
    "a rare word before a common one": (
        "plan zebra",
        entry("One", "zebra"),
        entry("Two", "plan"),
        *(entry(f"{n}", "a plan") for n in range(20)),
    ),
    "one other word exactly before a title with more": (
        "leave",
        entry("One", words=["leave"]),
        entry("Leave it alone"),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_first_comes(rule: str) -> None:
    words, *pages = RULES[rule]
    (result,) = found({"lang": ["en"], "pages": pages[::-1]}, words)  # type: ignore[arg-type]
    first, second = (place.partition("#")[0] for place in places(result)[:2])
    assert first == pages[0]["at"]  # type: ignore[index]
    assert second == pages[1]["at"]  # type: ignore[index]


SAME = [
    "prioritise prioritize prioritization prioritisation priorities",
    "behaviour behavior",
    "licence licences license licensing",
    "programme program programs",
    "cancelled canceled",
    "catalogue catalog",
    "centre center",
    "launch launches launched launching",
    "plan plans planned planning",
    "process processes",
    "meeting meetings",
    "premortem pre-mortem",
    "café cafe",
    "customer's customer customers’",
]


@pytest.mark.parametrize("words", SAME)
def test_spellings_and_forms_of_a_word_find_each_other(words: str) -> None:
    forms = words.split()
    pages = [entry(f"{n}", f"Some {form} here") for n, form in enumerate(forms)]
    for form, result in zip(forms, found({"lang": ["en"], "pages": pages}, *forms), strict=True):
        assert len(places(result)) == len(forms), form


@pytest.mark.parametrize("typed", ["lanuch", "launhc", "laumch", "lunch", "launchh", "LAUNCH", "  launch "])
def test_a_typo_is_forgiven(typed: str) -> None:
    (result,) = found({"lang": ["en"], "pages": [entry("Launch"), entry("Bread")]}, typed)
    assert places(result) == ["Launch"]


def test_a_word_is_found_while_it_is_typed() -> None:
    typed = ["prioritizing"[:n] for n in range(2, 13)]
    for words, result in zip(typed, found({"lang": ["en"], "pages": [entry("Prioritizing")]}, *typed), strict=True):
        assert places(result) == ["Prioritizing"], words
        assert result["suggest"] == ["prioritizing"]


def test_without_spaces_between_words_a_word_is_found_anywhere_and_several_too() -> None:
    pages = [entry("一", "请在发布之前确认监控已经打开。"), entry("二", "リリース前の確認")]
    results = found({"lang": ["ja"], "pages": pages}, "监控", "发布 监控", "リリース", "障害")
    assert [places(result) for result in results] == [["一"], ["一"], ["二"], []]


def test_what_is_shown_is_text_with_the_words_marked_and_never_html() -> None:
    text = "Before it. " * 40 + "Say <b>stop</b> & go. " + "After it. " * 40
    (result,) = found({"lang": ["en"], "pages": [entry("A <i>stop</i>", text)]}, "stop")
    ((shown,),) = result["items"]
    assert shown["title"] == "A &#60;i&#62;<mark data-md-highlight>stop</mark>&#60;/i&#62;"
    assert "&#60;b&#62;<mark data-md-highlight>stop</mark>&#60;/b&#62; &#38; go" in shown["text"]
    assert shown["text"].startswith("… ")
    assert shown["text"].endswith(" …")
    assert len(shown["text"]) < 400
