"""The pages of results: profile, changes, lines that break, sides and teams beside each other, how it is counted."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page

from axe import LOOKS, in_the_dark, violations
from conftest import ROOT, Playground, serve

LADDER = "{1: A, 2: B, 3: C, 4: D}"
MODEL = f"""\
title: How teams work
version: 2.0.0
subject: team
levels: [By chance, Now and then, On purpose, With effect]
answer_sets:
  held:
    - {{id: none, label: "No", value: 0}}
    - {{id: some, label: Some, value: 0.5}}
    - {{id: all, label: All, value: 1}}
dimensions: [{{id: talk, title: Talk}}, {{id: data, title: Data}}]
questions:
  - id: talk.a
    dimension: talk
    text: Do you talk?
    ladder: {LADDER}
    raise: {{3: ["process:daily"], 4: ["process:weekly"]}}
  - {{id: talk.b, dimension: talk, text: Do you listen?, ladder: {LADDER}}}
  - {{id: data.a, dimension: data, level: 1, answers: held, text: Is there data?}}
  - {{id: data.b, dimension: data, level: 2, answers: held, text: Is it true?}}
scoring: {{reach: 0.4, below: 0.6}}
"""
PROCESS = """\
title: {}
summary: We talk.
owner: product-ops-lead
prevents: Silence.
trigger: Monday.
steps: [Ask, Answer]
"""


def answered(team: str, date: str, talk: str, data: str = "all", *, more: str = "", head: str = "") -> dict[str, str]:
    """A submitted result of four people, as a file."""
    text = (
        f"model: teams\nversion: 2.0.0\nteam: {team}\ndate: {date}\nstate: submitted\nmethod: facilitated\n"
        f"respondents: {{count: 4}}\n{head}answers:\n  talk.a: {talk}\n  talk.b: {{level: 2}}\n"
        f"  data.a: {{answer: {data}}}\n{more}"
    )
    return {f"data/assessments/teams/{team}/{date}.yml": text}


def project(playground: Playground) -> Playground:
    """Three teams, of which one looked at itself three times, and a model whose version broke a line."""
    old = answered("web", "2026-01-05", "{level: 1}")
    old = {name: text.replace("version: 2.0.0", "version: 1.0.0") for name, text in old.items()}
    return playground.write(
        {
            "data/maturity/teams.yml": MODEL,
            "data/teams.yml": "web: {title: Web}\nshop: {title: Shop}\napps: {title: Apps}\n",
            "data/processes/daily.yml": PROCESS.format("Daily talk"),
            "data/processes/weekly.yml": PROCESS.format("Weekly talk"),
            **old,
            **answered("web", "2026-04-06", "{level: 2}"),
            **answered(
                "web",
                "2026-10-05",
                "{level: 3, votes: {1: 1, 3: 2, 4: 1}}",
                more="  data.b: {unknown: true}\ntargets: {talk: {level: 4, by: 2027-01-31}}\n",
            ),
            **answered("shop", "2026-10-05", "{level: 1}", "none"),
            **answered("apps", "2026-10-05", "{level: 4}", "some"),
        }
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project above, built."""
    return project(Playground(tmp_path_factory.mktemp("results"))).build(strict=False)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The built project, served."""
    with serve(site) as base:
        yield base


def article(site: Path, path: str) -> Tag:
    """What a reader without scripts sees of a page."""
    found = BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "html.parser").article
    assert found
    return found


def rows(table: Tag | None) -> list[list[str]]:
    """A table as texts, its heading first."""
    assert table
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in table.select("tr")]


def under(page: Tag, heading: str) -> Tag:
    """The first table below a heading."""
    found = next(found for found in page.select("h2") if found.get_text().startswith(heading))
    table = found.find_next("table")
    assert isinstance(table, Tag)
    return table


WEB = "assessments/teams/web/2026-10-05"


# One result


def test_a_profile_says_the_level_what_it_could_be_last_time_and_the_target(site: Path) -> None:
    page = article(site, WEB)
    assert page.h1
    assert page.h1.get_text().startswith("Web, 2026-10-05")
    assert rows(under(page, "Where it stands"))[1:] == [
        ["Talk", "3 On purpose", "2", "4 by 2027-01-31"],
        ["Data", "1 By chance could be 2: one don't know", "1", ""],
    ]


def test_the_bar_beside_a_level_shows_no_more_than_its_number(site: Path) -> None:
    talk, data = article(site, WEB).select(".pb-profile .pb-track")
    assert [len(bar.select(name)) for bar in (talk, data) for name in (".pb-cell", ".pb-full", ".pb-maybe")] == [
        *(4, 3, 0),
        *(4, 1, 1),
    ]
    assert talk.select_one(".pb-mark-target")
    assert not data.select_one(".pb-mark-target")
    assert talk["aria-hidden"] == "true"


def test_every_number_has_its_arithmetic(site: Path) -> None:
    page = article(site, WEB)
    summaries = [found.get_text() for found in page.select("details summary")]
    assert sum("arithmetic" in text for text in summaries) == 4  # profile, agreement, and each comparison
    table = page.select_one("details table")
    assert rows(table)[1] == ["Talk", "2.5 of 4", "", "100 %", "100 %", "100 %", "50 %", "0 %", "0.22"]


def test_what_to_do_next_leads_to_the_target_lower_levels_first(site: Path) -> None:
    page = article(site, WEB)
    steps = [item.get_text() for item in page.select("li") if re.match(r"\w+ to \d", item.get_text())]
    assert steps == ["Talk to 4 Weekly talk"]


def test_where_people_are_far_apart_both_ends_are_heard(site: Path) -> None:
    table = rows(under(article(site, WEB), "What to talk about"))
    assert table[1] == ["Do you talk?", "1 \u00d7 1 , 3 \u00d7 2 , 4 \u00d7 1", "discuss , hear both ends : 1 and 4"]


def test_what_is_not_agreed_and_what_nobody_knows_is_said(playground: Playground) -> None:
    votes = "{votes: {1: 2, 4: 1, unknown: 1}}"
    project(playground).write(answered("apps", "2026-10-06", votes, more="  data.b: {votes: {unknown: 4}}\n"))
    page = article(playground.build(strict=False), "assessments/teams/apps/2026-10-06")
    assert rows(under(page, "Where it stands"))[1][1] == "2 Now and then not agreed yet: the middle of the votes"
    assert rows(under(page, "What to talk about"))[1][1].endswith("4 \u00d7 1 , don’t know \u00d7 1")
    assert "Nobody knows: Is it true? Find out who could." in " ".join(page.get_text(" ").split())
    assert "Talk and Data, the lowest." in " ".join(page.get_text(" ").split())


def test_how_sure_people_were_and_how_few_answered_is_said(playground: Playground) -> None:
    answers = {"talk": "{level: 3, votes: {3: 1, unknown: 3}, confidence: 4}"}
    project(playground).write(answered("web", "2026-10-05", **answers, more="  data.b: {answer: all, confidence: 1}\n"))
    page = article(playground.build(strict=False), WEB)
    talk = rows(under(page, "What to talk about"))
    assert [row for row in talk if row[0] == "Do you talk?"] == [
        ["Do you talk?", "3 \u00d7 1 , don’t know \u00d7 3", "1 of 4 answered"]
    ]
    assert "Not sure: Is it true? (1 of 5)" in " ".join(page.get_text(" ").split())
    said = {row[0]: row[2] for row in rows(under(page, "Answers"))}
    assert said["Do you talk?"] == "sure: 4 of 5"


def test_two_dates_are_compared_on_the_page_of_the_later_one_and_a_break_says_why(site: Path) -> None:
    page = article(site, WEB)
    assert rows(under(page, "What changed"))[1:] == [["Talk", "2", "3", "up 1"], ["Data", "1", "1", "same"]]
    older = page.find("summary", string="Since 2026-01-05")
    assert isinstance(older, Tag)
    assert older.parent
    assert rows(older.parent.table)[1:] == [["Talk", "", "", "not compared"], ["Data", "", "", "not compared"]]
    assert "the model was another one then" in older.parent.get_text()


def test_a_line_over_time_is_broken_where_two_results_cannot_be_compared(site: Path) -> None:
    page = article(site, WEB)
    drawn = page.select_one("svg.pb-trend")
    assert drawn
    assert drawn["aria-label"] == "2026-01-05: 2, then a break, 2026-04-06: 2, 2026-10-05: 3"
    assert (len(drawn.select(".pb-trend-line")), len(drawn.select(".pb-trend-break"))) == (1, 1)
    figure = drawn.find_parent("figure")
    assert figure
    assert "The line breaks at 2026-04-06: the model was another one then." in " ".join(figure.get_text().split())
    every = page.find("div", attrs={"aria-label": "All dates"})
    assert isinstance(every, Tag)
    assert rows(every.table)[:2] == [["Part", "2026-01-05", "2026-04-06", "2026-10-05"], ["Talk", "2", "\u2044 2", "3"]]


def test_of_fewer_than_three_people_no_vote_and_no_role_is_shown(playground: Playground) -> None:
    votes = answered("web", "2026-10-05", "{level: 2, votes: {1: 1, 4: 1}}")
    head = "respondents: {count: 2, roles: {product-manager: 2}}"
    text = {name: body.replace("respondents: {count: 4}", head) for name, body in votes.items()}
    page = project(playground).write(text).page(f"{WEB}.md")
    answers = page.partition("## Answers")[2]
    assert "Do you talk" in answers
    for told in ("hear both ends", "Product manager", "&#215;", "pb-histogram"):
        assert told not in page, told


def test_a_draft_has_a_profile_and_counts_nowhere(playground: Playground) -> None:
    draft = answered("web", "2026-10-20", "{level: 4}")
    files = {name: text.replace("submitted", "draft") for name, text in draft.items()}
    pages = {page.uri: page.text for page in project(playground).write(files).render().pages}
    assert "A draft" in pages["assessments/teams/web/2026-10-20.md"]
    assert "## Over time" in pages["assessments/teams/web/2026-10-20.md"]
    assert "2026-10-20" not in pages["maturity/teams/results.md"]
    assert "2026-10-20" not in pages[f"{WEB}.md"]


def test_an_example_counts_only_while_there_is_no_other_and_says_so(playground: Playground) -> None:
    example = answered("web", "2026-10-20", "{level: 4}", head="example: true\n")
    pages = {page.uri: page.text for page in project(playground).write(example).render().pages}
    assert "Made-up content" in pages["assessments/teams/web/2026-10-20.md"]
    assert "## What changed" not in pages["assessments/teams/web/2026-10-20.md"]
    assert "2026-10-20" not in pages["maturity/teams/results.md"]
    own = (ROOT / "data" / "assessments" / "product-ops" / "field" / "2026-10-08.yml").read_text(encoding="utf-8")
    assert "example: true" in own


def test_nobody_s_answers_of_today_are_compared_with_an_example(playground: Playground) -> None:
    invented = answered("shop", "2026-10-20", "{level: 4}", head="example: true\n")
    playground.write({"data/maturity/teams.yml": MODEL, "data/teams/shop.yml": "title: Shop\n", **invented})
    pages = {page.uri: page.text for page in playground.render().pages}
    assert "2026-10-20" in pages["maturity/teams.md"]
    assert '"last":[]' in html.unescape(pages["maturity/teams/assess.md"]).replace(" ", "")


def test_the_page_that_asks_knows_what_a_team_said_before_under_an_old_id_too(playground: Playground) -> None:
    """What it said last to each question, be it in an earlier result than the last one."""
    renamed = "net: {title: Web, old_ids: [web]}\nshop: {title: Shop}\napps: {title: Apps}\n"
    later = answered("web", "2026-10-12", "{unknown: true}")
    page = project(playground).write({"data/teams.yml": renamed, **later}).page("maturity/teams/assess.md")
    found = re.search(r'data-about="([^"]*)"', page)
    assert found
    data = json.loads(html.unescape(found[1]))
    assert {result["team"] for result in data["last"]} == {"net", "shop", "apps"}
    assert data["before"]["net"]["talk.a"] == {"choice": 2, "date": "2026-10-05"}
    assert data["before"]["net"]["talk.b"] == {"choice": 1, "date": "2026-10-12"}


def test_results_of_a_model_that_readers_may_not_see_tell_nothing_of_it(playground: Playground) -> None:
    project(playground).write({"data/maturity/teams.yml": f"hidden: true\n{MODEL}"})
    site = playground.render()
    assert site.problems == ()
    for page in site.pages:
        assert "How teams work" not in page.text
        assert "Do you talk" not in page.text
        assert "Lifts" not in page.text


# Sides and teams


def test_teams_stand_in_the_order_of_their_names_with_a_number_in_every_cell(site: Path) -> None:
    table = rows(under(article(site, "maturity/teams/results"), "Teams"))
    assert [re.sub(r" \(.*", "", " ".join(row)) for row in table] == [
        "Team Talk Data Answered",
        "Apps 3 1 2026-10-05",
        "Shop 2 0 2026-10-05",
        "Web 3 1 2026-10-05",
    ]


def test_the_levels_of_a_part_lie_somewhere_with_a_middle_and_a_lowest(site: Path) -> None:
    table = rows(under(article(site, "maturity/teams/results"), "How the levels lie"))
    assert table == [
        ["Part", "Middle", "Lowest", "At 0", "At 1", "At 2", "At 3", "At 4", "Open"],
        ["Talk", "3", "2", "·", "·", "1", "2", "·", "·"],
        ["Data", "1", "0", "1", "2", "·", "·", "·", "·"],
    ]


def test_sides_stand_beside_each_other_with_the_widest_gap_first_and_say_that_they_are_examples(
    own_site: Path,
) -> None:
    page = article(own_site, "maturity/product-ops/results")
    table = rows(under(page, "Side by side"))
    assert table[0] == ["Part", "Product 2026-10-08", "Field 2026-10-08", "Apart"]
    gaps = [int(row[-1]) for row in table[1:] if row[-1].isdigit()]
    assert gaps == sorted(gaps, reverse=True)
    assert "These results are made up" in page.get_text()


def test_a_model_without_results_says_so(playground: Playground) -> None:
    playground.write({"data/maturity/teams.yml": MODEL})
    assert "There is no submitted result yet" in playground.page("maturity/teams/results.md")


# Links both ways, and how it is counted


def test_a_process_says_what_it_lifts_and_who_is_on_the_way_there(site: Path) -> None:
    page = article(site, "processes/weekly")
    (item,) = [item for item in page.select("li") if "Lifts" in item.get_text()]
    assert " ".join(item.get_text().split()) == "Lifts Talk to 4 in How teams work On the way there: Web"
    assert [link["href"] for link in item.select("a")] == [
        "../../maturity/teams/",
        "../../assessments/teams/web/2026-10-05/",
    ]
    other = article(site, "processes/daily").get_text()
    assert "Lifts Talk to 3" in other
    assert "On the way there" not in other


def test_how_it_is_counted_has_the_model_s_own_numbers_and_an_example_that_the_engine_worked_out(site: Path) -> None:
    page = article(site, "maturity/teams/counting")
    text = " ".join(page.get_text().split())
    assert "more than 40 % is reached, with more than 60 % at every level below it" in text
    assert "“No” 0, “Some” 0.5, “All” 1" in text
    assert "changed by this model" in text
    assert rows(under(page, "An example"))[1:] == [
        ["Do you talk?", "2", "1", "1", "0", "0"],
        ["Do you listen?", "3", "1", "1", "1", "0"],
        ["Reached", "", "100 %", "100 %", "50 %", "0 %"],
    ]
    assert "So the level is 3, with 2.5 of 4 points." in text


# In a browser

PAGES = ("maturity/teams/results/", "maturity/teams/counting/", f"{WEB}/")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_with_everything_unfolded_and_nothing_scrolls_sideways_on_a_small_phone(
    visit: Page, address: str, path: str
) -> None:
    visit.emulate_media(color_scheme="light")
    visit.goto(f"{address}/{path}")
    visit.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")
    told = {"light": violations(visit)}
    in_the_dark(visit)
    told["dark"] = violations(visit, LOOKS)
    assert told == {"light": [], "dark": []}
    visit.set_viewport_size({"width": 320, "height": 800})
    assert visit.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_result_prints_black_on_white_without_its_arithmetic(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/{WEB}/")
    page.emulate_media(media="print")
    filled = page.locator(".pb-profile .pb-full").first.evaluate("found => getComputedStyle(found).backgroundColor")
    folded = page.locator(".pb-folded:visible").count()
    words = page.locator(".pb-profile td").nth(1).inner_text()
    context.close()
    assert filled == "rgb(0, 0, 0)"
    assert folded == 0
    assert "3 On purpose" in words
