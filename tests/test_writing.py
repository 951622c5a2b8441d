"""Files written whole or not at all; `playbook render` and `playbook new` as a person uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Playground
from prodops_playbook import writing
from prodops_playbook.cli import main
from prodops_playbook.kinds import KINDS
from prodops_playbook.problems import CODES, Level
from prodops_playbook.views import skeleton


def run(playground: Playground, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(playground.root), *arguments], catch_exceptions=False)


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder but the list, with its text."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != writing.LIST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    writing.write(target, "old")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    with pytest.raises(OSError, match="No space"):
        writing.write(target, "new")
    assert tree(tmp_path) == {"a.txt": "old"}


def test_a_folder_is_kept_equal_and_only_differences_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert writing.sync(folder, {"a.md": "1", "b/c.md": "2"}) == writing.Synced(2, 0, 0)
    stamp = (folder / "a.md").stat().st_mtime_ns
    assert writing.sync(folder, {"a.md": "1", "d.md": "3"}) == writing.Synced(1, 1, 1)
    assert (folder / "a.md").stat().st_mtime_ns == stamp
    assert tree(folder) == {"a.md": "1", "d.md": "3"}
    assert not (folder / "b").exists()


def test_a_folder_with_somebody_elses_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(writing.ForeignFolderError):
        writing.sync(tmp_path, {"a.md": "1"})
    assert tree(tmp_path) == {"thesis.txt": "years of work"}


def test_a_file_that_somebody_added_is_neither_removed_nor_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    writing.sync(folder, {"a.md": "1"})
    (folder / "mine.md").write_text("mine")
    writing.sync(folder, {"b.md": "2"})
    assert tree(folder) == {"mine.md": "mine", "b.md": "2"}
    with pytest.raises(writing.ForeignFolderError, match=r"mine\.md"):
        writing.sync(folder, {"mine.md": "ours"})
    assert tree(folder) == {"mine.md": "mine", "b.md": "2"}


def test_a_list_that_was_tampered_with_leads_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    writing.sync(folder, {"a.md": "1"})
    (tmp_path / "outside.txt").write_text("safe")
    (folder / writing.LIST).write_text("a.md\n../outside.txt\n/etc/hostname\n")
    writing.sync(folder, {})
    assert (tmp_path / "outside.txt").read_text() == "safe"


def test_render_writes_every_page_with_its_assets_and_hand_written_pages(
    playground: Playground, tmp_path: Path
) -> None:
    playground.write(
        {
            "playbook/index.md": "---\ntitle: '[[x]]'\n---\n\n# Home\n\nAsk [[product-manager]].\n",
            "playbook/a.png": "png",
        }
    )
    out = tmp_path / "out"
    done = run(playground, "render", str(out))
    assert done.exit_code == 0, done.output
    files = tree(out)
    assert {page.uri for page in playground.render().pages} <= set(files)
    assert (
        files["index.md"]
        == "---\ntitle: '[[x]]'\n---\n\n# Home\n\nAsk [Product manager](<roles/product-manager.md>).\n"
    )
    assert files["a.png"] == "png"
    assert {"assets/playbook.css", "assets/playbook.js"} <= set(files)
    assert "0 written" in run(playground, "render", str(out)).stderr


def test_render_stops_at_an_error_before_it_touches_anything(playground: Playground, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(playground, "render", str(out))
    before = tree(out)
    playground.write({"data/terms/a.yml": "titel: A\n"})
    done = run(playground, "render", str(out))
    assert done.exit_code == 1
    assert "data/terms/a.yml:1:1: error[" in done.stdout
    assert tree(out) == before


def test_render_refuses_a_foreign_folder_in_one_sentence(playground: Playground, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "x").write_text("x")
    done = run(playground, "render", str(folder))
    assert done.exit_code == 2
    assert "name an empty folder" in done.stderr


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if not k.parts], ids=lambda kind: kind.name)
def test_a_new_record_of_every_kind_is_valid_as_written(playground: Playground, kind: object) -> None:
    name = kind.name  # type: ignore[attr-defined]
    done = run(playground, "new", name, "a-new-one")
    assert done.exit_code == 0, done.output
    path = done.stdout.strip()
    assert (playground.root / path).is_file()
    # All that is wrong with it is that nobody has written it yet.
    assert [p.code for p in playground.problems() if CODES[p.code].level is not Level.INFO] == ["example-left"]
    assert not playground.render().problems


def test_a_result_is_begun_with_its_questions(playground: Playground) -> None:
    done = run(playground, "new", "result", "a-new-one")
    assert done.exit_code == 2
    assert "playbook assess blank MODEL" in done.stderr
    assert not (playground.root / "data/assessments").exists()


def test_every_optional_field_stands_in_the_comments_of_a_new_record(playground: Playground) -> None:
    text = skeleton.skeleton(KINDS["process"], playground.load().playbook)
    for name in ("decided_by", "signals", "not_for", "tags", "lives_in"):
        assert f"\n# {name}: " in text


def test_new_does_not_overwrite_and_refuses_what_is_no_id(playground: Playground) -> None:
    run(playground, "new", "term", "launch")
    before = (playground.root / "data/terms/launch.yml").read_text()
    again = run(playground, "new", "term", "launch")
    assert again.exit_code == 2
    assert "there is already a term 'launch' in data/terms/launch.yml" in again.stderr
    assert (playground.root / "data/terms/launch.yml").read_text() == before
    shared = run(playground, "new", "role", "product-manager")
    assert "data/roles.yml" in shared.stderr
    assert run(playground, "new", "term", "../../x").exit_code == 2
