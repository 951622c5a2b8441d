"""What stops a build, and what stops none: the old site stays, whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from conftest import Playground
from sites import CHECKLIST, built, process, text_of


def assert_old(site: Path) -> None:
    assert (site / "note.txt").is_file()
    assert "A b" in text_of(site / "processes" / "a-b" / "index.html")


BROKEN = {
    "a record without a field": {"data/processes/c.yml": "title: C\n"},
    "a file that is not YAML": {"data/processes/c.yml": "title: [\n"},
    "a reference that leads nowhere": {"data/processes/a-b.yml": process("A b", owner="nobody-here")},
    "a template with a mistake": {"templates/pages/process.md.j2": "{% if %}"},
    "a template that asks for nothing": {"templates/pages/process.md.j2": "{{ nothing }}"},
    "a template of an embed with a mistake": {
        "playbook/index.md": "# Home\n\n![[process:a-b]]\n",
        "templates/embeds/record.md.j2": "{{ nothing }}",
    },
    "a template of a view with a mistake": {
        "playbook/index.md": "# Home\n\n![[view:doors]]\n",
        "templates/embeds/view-doors.md.j2": "{% if %}",
    },
    "a page at the address of a record": {"playbook/processes/a-b.md": "# Mine\n"},
    "a page at the address of an index": {"playbook/processes.md": "# Mine\n"},
    "an index page of a section": {"playbook/processes/index.md": "# Mine\n"},
    "a readme of a section": {"playbook/processes/README.md": "# Mine\n"},
    "a page at the address of a computed page": {"playbook/checks.md": "# Mine\n"},
    "a folder at the address of a computed page": {"playbook/library/index.md": "# Mine\n"},
    "no settings": {"data/playbook.yml": ""},
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_error_stops_the_build_and_the_old_site_stays(name: str, playground: Playground) -> None:
    site = built(playground)
    playground.write(BROKEN[name])
    with pytest.raises(Abort):
        playground.build(strict=False)
    assert_old(site)


def test_a_warning_stops_a_strict_build_only(playground: Playground) -> None:
    site = built(playground)
    playground.write({"data/checklists/c-d.yml": CHECKLIST.replace("  - The date is clear.\n", "")})
    assert set(playground.codes()) - {"nobody-named"} == {"checklist-length"}
    with pytest.raises(Abort):
        playground.build(strict=True)
    assert_old(site)
    playground.build(strict=False)
    assert not (site / "note.txt").exists()
    assert "checklist-length" in text_of(site / "checks" / "index.html")
    assert "4 items" in text_of(site / "checks" / "index.html")


def test_a_note_stops_nothing(playground: Playground) -> None:
    playground.write({"data/principles/p.yml": "title: P\nstatement: S.\nrationale: R.\nimplications: [One., Two.]\n"})
    assert playground.codes() == ["unapplied-principle"]
    playground.build(strict=True)


def test_a_hand_written_page_of_its_own_name_is_no_clash(playground: Playground) -> None:
    playground.write({"playbook/processes-we-dropped.md": "# Dropped\n", "playbook/index.md": "# Home\n"})
    assert "Dropped" in text_of(playground.build() / "processes-we-dropped" / "index.html")
