"""Right-to-left pages, long names and mixed text: in drawings, in counts and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from conftest import ROOT, Playground, serve
from prodops_playbook.views.flow import right_to_left, wrapped
from sites import CHECKLIST, process

LONG = "Senior regional product operations and enablement manager for strategic partnerships"
WORD = "Produktmanagementverantwortlichkeitsabstimmungskoordinationsbeauftragte"
ROLES = "".join(
    f"{id_}: {{title: {title}, accountable_for: [החלטה], reach: '#ask', held_by: [Ada], product_ops: true}}\n"
    for id_, title in {
        "product-ops-lead": "מנהלת שחרור",
        "product-manager": "צוות API תפעול",
        "partner-lead": LONG,
        "word-lead": WORD,
    }.items()
)
STEPS = ["כותבים הודעה", {"product-manager": "בודקים את API"}, {"partner-lead": "Ask."}, {"word-lead": "Say."}]

CUT = """() => {
    // Names that reach out of their drawing, or over a line of steps.
    const svg = document.querySelector(".pb-flow svg")
    const { width } = svg.viewBox.baseVal
    const wide = [...svg.querySelectorAll("tspan")].filter(line => {
        const spots = [...Array(line.getNumberOfChars()).keys()].map(i => line.getExtentOfChar(i))
        return Math.min(...spots.map(s => s.x)) < 0 || Math.max(...spots.map(s => s.x + s.width)) > width
    })
    const rails = [...svg.querySelectorAll(".pb-rail")].map(rail => Number(rail.getAttribute("y1")))
    const names = [...svg.querySelectorAll(".pb-lane")].map(name => name.getBBox())
    const high = names.filter((box, i) => box.y < (rails[i - 1] || -20) + 12 || box.y + box.height > rails[i] - 10)
    return [...wide.map(line => line.textContent), ...high.map(box => box.y)]
}"""


def settings(language: str) -> str:
    return f"language: {language}\ndefault_owner: product-ops-lead\nfeedback: '#ask'\n"


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


@pytest.fixture(scope="module", params=["he", "en"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A site in a language, and the language."""
    language = str(request.param)
    project = Playground(tmp_path_factory.mktemp(language)).write(
        {
            "data/playbook.yml": settings(language),
            "data/roles.yml": ROLES,
            "data/processes/launch.yml": process("השקה", owner="product-ops-lead", steps=STEPS),
            "data/checklists/send.yml": CHECKLIST.replace("The date is clear.", f"{WORD}{WORD}"),
            "playbook/index.md": "# Home\n",
        }
    )
    theme = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["theme"] | {"language": language}
    with serve(project.build(strict=False, theme=theme)) as address:
        yield address, language


def test_names_of_lanes_wrap_and_are_whole_in_either_direction(page: Page, site: tuple[str, str]) -> None:
    address, language = site
    page.goto(f"{address}/processes/launch/")
    assert page.evaluate("document.body.dir") == ("rtl" if language == "he" else "ltr")
    assert page.evaluate(CUT) == []
    names = page.locator(".pb-flow .pb-lane").evaluate_all("all => all.map(one => one.textContent.replace(/ /g, ''))")
    assert names == [name.replace(" ", "") for name in ("מנהלת שחרור", "צוות API תפעול", LONG, WORD)]
    spots = page.locator(".pb-flow .pb-stop").evaluate_all("all => all.map(one => Number(one.getAttribute('cx')))")
    assert spots == sorted(spots, reverse=language == "he")
    sides = page.evaluate(
        """() => {
            const edge = document.querySelector(".pb-flow svg").viewBox.baseVal.width / 2
            return [...document.querySelectorAll(".pb-flow .pb-lane")].slice(0, 2).map(n => n.getBBox().x > edge)
        }"""
    )
    assert sides == ([True, True] if language == "he" else [False, False])


def test_counts_read_from_left_to_right_on_every_page(page: Page, site: tuple[str, str]) -> None:
    address, _ = site
    page.goto(f"{address}/checklists/send/")
    count = page.locator(".pb-progress bdi")
    expect(count).to_have_text("0 of 5, one must-not-miss open.")
    order = count.evaluate(
        """bdi => {
            const range = document.createRange()
            return [0, 5].map(i => { range.setStart(bdi.firstChild, i); range.setEnd(bdi.firstChild, i + 1)
                                     return range.getBoundingClientRect().left })
        }"""
    )
    assert order[0] < order[1]


@pytest.mark.parametrize("width", [390, 1440])
def test_long_words_wrap_and_nothing_scrolls_sideways(page: Page, site: tuple[str, str], width: int) -> None:
    address, _ = site
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("checklists/send/", "processes/launch/", "roles/word-lead/", "roles/"):
        page.goto(f"{address}/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), max_size=80)


@given(texts, st.integers(2, 40))
def test_a_wrapped_name_keeps_every_letter_and_no_line_is_longer(text: str, letters: int) -> None:
    lines = wrapped(text, letters)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(len(line) <= letters or len(line.strip()) == 1 or not line.isascii() for line in lines)


def test_the_first_letter_with_a_direction_says_how_a_name_is_read() -> None:
    assert [right_to_left(name) for name in ("1. שם", "API צוות", "(2) Team", "فريق", "12")] == [
        True,
        False,
        False,
        True,
        False,
    ]
