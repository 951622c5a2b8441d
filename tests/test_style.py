"""One accent colour, readable wherever it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from conftest import Playground, serve
from prodops_playbook import resources
from prodops_playbook.render.style import ACCENT, CSS, DARK, LIGHT, READABLE, Rgb, assets, contrast, readable

colours = st.tuples(*3 * [st.integers(0, 255)])
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/></svg>\n'


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast((0, 0, 255), (0, 0, 255)) == 1


@given(colours)
def test_any_accent_becomes_readable_on_light_and_on_dark(colour: Rgb) -> None:
    for ground in (LIGHT, DARK):
        assert contrast(readable(colour, ground), ground) >= READABLE


@given(colours)
def test_an_accent_that_is_readable_already_stays_as_it_is(colour: Rgb) -> None:
    for ground in (LIGHT, DARK):
        if contrast(colour, ground) >= READABLE:
            assert readable(colour, ground) == colour


def test_without_an_accent_the_style_sheet_has_ours(playground: Playground) -> None:
    css = assets(playground.load().playbook.settings)[CSS].decode()
    assert css.startswith(f":root {{ --pb-accent-on-light: {ACCENT};")


@pytest.mark.parametrize(("look", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_a_company_sets_its_colour_and_its_logo_in_playbook_yml(
    browser: Browser, playground: Playground, look: str, ground: Rgb
) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write(
        {
            "data/playbook.yml": f'{settings}colors: {{accent: "#ffee00"}}\nlogo: images/logo.svg\n',
            "playbook/images/logo.svg": LOGO,
        }
    )
    with serve(playground.build()) as address:
        context = browser.new_context(color_scheme="dark" if look == "dark" else "light")
        page = context.new_page()
        page.goto(f"{address}/roles/")
        logo = page.locator(".md-header .md-logo img")
        expect(logo).to_have_attribute("src", re.compile(r"images/logo\.svg$"))
        assert logo.evaluate("picture => picture.naturalWidth") > 0
        shown = page.locator("article a:not(.headerlink)").first.evaluate("link => getComputedStyle(link).color")
        context.close()
    red, green, blue = (int(part) for part in re.findall(r"\d+", shown)[:3])
    assert (red, green, blue) == readable((255, 238, 0), ground)


def test_a_site_has_its_scripts_without_the_lines_that_only_explain_them(playground: Playground) -> None:
    made = assets(playground.load().playbook.settings)
    for name, path in resources.assets().items():
        if name.endswith(".js"):
            rows, inside = [], False
            for row in path.read_text(encoding="utf-8").splitlines():
                alone = "*/" not in row or row.rstrip().endswith("*/")  # else it is the type of what stands behind it
                begins = row.lstrip().startswith("/*") and alone and not inside
                if not (inside or begins or row.lstrip().startswith("//")):
                    rows.append(row)
                inside = (inside or begins) and not row.rstrip().endswith("*/")
            assert made[name].decode().splitlines() == rows, name
