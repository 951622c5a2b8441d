"""What stops a build, and what stops none: the old site stays, whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError

from conftest import Playground, shared
from sites import CHECKLIST, built, process, text_of


@pytest.fixture
def site(playground: Playground, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project as it was built before; the first test to ask builds it for all."""
    before = shared(tmp_path_factory, "stops", lambda folder: built(Playground(folder)))
    shutil.copytree(before, playground.root, dirs_exist_ok=True)
    return playground.root / "site"


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
def test_an_error_stops_the_build_and_the_old_site_stays(name: str, playground: Playground, site: Path) -> None:
    playground.write(BROKEN[name])
    with pytest.raises(Abort):
        playground.build(strict=False)
    assert_old(site)


def test_a_warning_stops_a_strict_build_only(playground: Playground, site: Path) -> None:
    playground.write({"data/checklists/c-d.yml": CHECKLIST.replace("  - The date is clear.\n", "")})
    assert set(playground.codes()) - {"nobody-named"} == {"checklist-length"}
    with pytest.raises(Abort):
        playground.build(strict=True)
    assert_old(site)
    playground.build(strict=False)
    assert not (site / "note.txt").exists()
    assert "checklist-length" in text_of(site / "checks" / "index.html")
    assert "4 items" in text_of(site / "checks" / "index.html")


def test_a_template_that_the_theme_does_not_have_is_told_at_its_page(
    playground: Playground, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    playground.write({"playbook/x.md": "---\ntemplate: nope.html\n---\n\n# A\n"})
    with pytest.raises(Abort):
        playground.build(strict=False)
    assert "playbook/x.md:1:1: error[template-error]: the theme has no template 'nope.html'" in caplog.text
    assert_old(site)
    playground.write({"playbook/x.md": "---\ntemplate: main.html\n---\n\n# A\n"})
    playground.build(strict=False)


def test_a_note_stops_nothing(playground: Playground) -> None:
    playground.write({"data/principles/p.yml": "title: P\nstatement: S.\nrationale: R.\nimplications: [One., Two.]\n"})
    assert playground.codes() == ["unapplied-principle"]
    playground.build(strict=True)


def test_a_hand_written_page_of_its_own_name_is_no_clash(playground: Playground) -> None:
    playground.write({"playbook/processes-we-dropped.md": "# Dropped\n", "playbook/index.md": "# Home\n"})
    assert "Dropped" in text_of(playground.build() / "processes-we-dropped" / "index.html")


def _makes(playground: Playground, name: str, *, late: bool) -> None:
    """A hook that makes a file of the site, as other plugins do."""
    playground.write(
        {
            "hooks/make.py": f"""
                from mkdocs.plugins import event_priority
                from mkdocs.structure.files import File

                @event_priority({-20 if late else 90})
                def on_files(files, config):
                    if (there := files.get_file_from_path({name!r})) is not None:
                        files.remove(there)
                    files.append(File.generated(config, {name!r}, content="# Theirs"))
                    return files
            """.replace("\n                ", "\n")
        }
    )


@pytest.mark.parametrize("name", ["processes/a-b.md", "assets/playbook.css", "checks.md"])
def test_a_file_that_another_plugin_makes_too_stops_the_build_with_both_names(
    name: str, playground: Playground, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _makes(playground, name, late=False)
    with pytest.raises(Abort):
        playground.build(strict=False, hooks=["hooks/make.py"])
    assert f"{name} is made by" in caplog.text
    assert_old(site)


@pytest.mark.parametrize("name", ["processes/a-b.md", "processes/a-b/index.html"])
def test_a_page_of_ours_is_not_replaced_in_silence(
    name: str, playground: Playground, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _makes(playground, name, late=True)
    with pytest.raises(Abort):
        playground.build(strict=True, hooks=["hooks/make.py"])
    assert "takes the place of processes/a-b.md" in caplog.text
    assert_old(site)


@pytest.mark.parametrize("place", ["data", "data/terms", "templates", "../{root}/data", "link", ".git/site"])
def test_no_site_takes_the_place_of_what_it_is_made_from(place: str, playground: Playground) -> None:
    playground.write({"data/terms/a.yml": "title: A\ndefinition: x\n", "templates/x.txt": "x"})
    (playground.root / ".git").mkdir()
    (playground.root / "link").symlink_to("data")
    with pytest.raises((Abort, PluginError)):
        playground.build(site_dir=place.format(root=playground.root.name))
    assert (playground.root / "data/terms/a.yml").read_text(encoding="utf-8") == "title: A\ndefinition: x\n"
    assert (playground.root / "templates/x.txt").exists()
