"""Search finds a word wherever it stands in writing that has no spaces, and in writing that has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import SETTINGS, Playground, serve
from prodops_playbook.beside.finding import findable

TERMS = """\
ja: {title: リリース前の確認, definition: "本番へ出す直前に、エラーログと切り戻しの手順「appctl」を見る。"}
zh: {title: 上线前的检查, definition: 请在发布之前确认监控已经打开。}
th: {title: ตรวจสอบก่อนเปิดตัว, definition: เราตรวจสอบการแจ้งเตือนก่อนเปิดตัวทุกครั้ง}
ko: {title: 출시 전 확인, definition: 출시를 알리기 전에 모니터링을 확인한다.}
ar: {title: قبل الإطلاق, definition: نتحقق من المراقبة قبل الإطلاق.}
"""
WORDS = {
    "ja": "リリース リリース前 確認 リリース前の確認 直前 ログ エラーログ 切り戻しの手順 appctl",
    "zh": "上线前 确认 监控 发布之前 检查",
    "th": "แจ้งเตือน ตรวจสอบ ทุกครั้ง",
    "ko": "출시 모니터링 확인",
    "ar": "المراقبة الإطلاق",
}


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


@pytest.fixture(scope="module", params=["ja", "zh", "th"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = Playground(tmp_path_factory.mktemp(request.param))
    project.write({"data/playbook.yml": f"{SETTINGS}language: {request.param}\n", "data/terms.yml": TERMS})
    project.write({"playbook/index.md": "# Home\n"})
    theme = {"name": "material", "font": False}
    with serve(project.build(theme=theme)) as address:
        yield address


def test_a_word_of_a_record_is_found(page: Page, site: str) -> None:
    """All of them on one page, since the index is loaded once."""
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(site)
    field = page.locator("[data-md-component=search-query]")
    for word in " ".join(WORDS.values()).split():
        field.fill("")
        field.click()
        page.keyboard.insert_text(word)
        page.keyboard.press("Shift")  # search listens to keys, which an input method presses too
        expect(page.locator('.md-search-result__link[href*="/terms/"]').first, word).to_be_attached()
        field.fill("")
        page.keyboard.press("Shift")
        expect(page.locator(".md-search-result__link")).to_have_count(0)


def test_what_is_not_there_is_not_found(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(site)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text("障害")
    page.keyboard.press("Shift")
    expect(page.locator(".md-search-result__meta")).not_to_have_text("")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.length > 3")
    expect(page.locator(".md-search-result__link")).to_have_count(0)


def test_an_index_without_such_writing_stays_as_it_is() -> None:
    index = json.dumps({"config": {"fields": {}}, "docs": [{"location": "", "title": "Home", "text": "(appctl)"}]})
    assert findable(index) == index


def test_the_index_of_another_search_stays_as_it_is() -> None:
    index = json.dumps({"config": {"lang": ["ja"]}, "docs": [{"location": "", "title": "確認", "text": ""}]})
    assert findable(index) == index


def test_a_site_that_names_the_language_of_its_search_keeps_it(playground: Playground) -> None:
    playground.write({"data/playbook.yml": f"{SETTINGS}language: ja\n"})
    site = playground.build(plugins=[{"search": {"lang": ["ja"]}}, "playbook"])
    assert json.loads((Path(site) / "search/search_index.json").read_text())["config"]["lang"] == ["ja"]
