"""What the default playbook holds, and how it hangs together."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from conftest import ROOT, Playground
from prodops_playbook.kinds import Settings
from prodops_playbook.kinds.agreement import Agreement
from prodops_playbook.links import scan
from prodops_playbook.playbook import Loaded, Playbook
from prodops_playbook.types import Meaning

WAITING = ("process", "agreement", "checklist", "ritual")
"""Kinds of which only a few are in use at the start."""
BESIDE = ("role", "principle", "door", "area", "team", "scope")
"""Kinds that everything refers to, so that a link to one leads nowhere in particular."""


@pytest.fixture(scope="module")
def playbook(own_playbook: Loaded) -> Playbook:
    return own_playbook.playbook


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Every record and hand-written page, as it is written."""
    paths = [*(ROOT / "data").rglob("*.yml"), *(ROOT / "playbook").rglob("*.md")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_at_most_twelve_records_are_in_use_and_no_agreement(playbook: Playbook) -> None:
    used = [record for kind in WAITING for record in playbook.of_kind(kind) if record.in_use]
    assert len(used) <= 12
    assert not [record.id for record in used if isinstance(record, Agreement)]


def test_playbook_yml_shows_every_setting_and_what_it_shows_is_right(playground: Playground) -> None:
    written = (ROOT / "data" / "playbook.yml").read_text(encoding="utf-8")
    shown = re.sub(r"^# ( *[a-z_]+:(?: \S.*)?)$", r"\1", written, flags=re.MULTILINE)
    names = {field.alias or name for name, field in Settings.model_fields.items()}
    assert set(re.findall(r"^([a-z_]+):", shown, flags=re.MULTILINE)) == names
    playground.write(
        {"data/playbook.yml": shown, "playbook/images/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )
    loaded = playground.load()
    assert list(loaded.problems) == []
    assert loaded.playbook.settings.repository is not None


def test_every_principle_is_put_into_practice_by_each_kind(playbook: Playbook) -> None:
    """So that every theme can be entered anywhere."""
    for principle in playbook.of_kind("principle"):
        applied = Counter(record.kind for record in playbook.backlinks(principle)[Meaning.APPLIED_BY])
        assert applied["process"] >= 2, principle.id
        assert applied["agreement"] >= 1, principle.id
        assert applied["checklist"] >= 2, principle.id
        assert applied["metric"] >= 1, principle.id
        assert applied["ritual"] + applied["template"] >= 1, principle.id


def test_nothing_is_a_dead_end(playbook: Playbook) -> None:
    """From every record at least two others lead on, besides its roles and principles."""
    written = {key for page in playbook.pages for key in _mentioned(playbook, page.text)}
    alone = []
    for record in playbook.records.values():
        if record.kind in (*BESIDE, "term", "tool", "result"):
            continue
        to = {found.key for use in playbook.uses(record) if (found := playbook.get(use.target)) is not None}
        back = {other.key for others in playbook.backlinks(record).values() for other in others}
        neighbours = {key for key in to | back if key[0] not in BESIDE}
        if len(neighbours) + (record.key in written) < 2:
            alone.append(f"{record.path}: leads only to {sorted(neighbours)}")
    assert not alone, "\n" + "\n".join(alone)


def _mentioned(playbook: Playbook, text: str) -> set[tuple[str, str]]:
    return {target.key for found in scan(text) if (target := playbook.get(found.mention)) is not None}


def test_every_number_is_a_starting_value_with_a_reason_and_is_used(playbook: Playbook, files: dict[str, str]) -> None:
    used = set(re.findall(r"\[\[value:([\w-]+)", "\n".join(files.values())))
    for name, setting in playbook.settings.values.items():
        assert setting.starting, name
        assert setting.why, name
        assert setting.unit, name
        assert name in used, f"nothing says [[value:{name}]]"
    assert len(playbook.settings.values) <= 45, "a number that only one page needs is plain text there"


def test_the_names_of_departments_come_from_playbook_yml(playbook: Playbook, files: dict[str, str]) -> None:
    """So that a company which says Client Care instead of Support changes one line."""
    names = playbook.settings.words
    typed = []
    for path, text in files.items():
        # What people said on a day is not ours to change.
        if path.startswith(("data/", "playbook/guides/")) and not path.startswith(
            ("data/playbook.yml", "data/assessments/")
        ):
            body = text.split("---\n", 2)[-1] if path.endswith(".md") else text
            for name, word in names.items():
                typed += [
                    f"{path}: {line.strip()} (write [[word:{name}]])"
                    for line in body.splitlines()
                    if re.search(rf"\b{word}\b", line) and not line.lstrip().startswith("#")
                ]
    assert not typed, "\n" + "\n".join(typed)
    everything = "\n".join(files.values())
    assert all(f"[[word:{name}]]" in everything for name in names)


def test_every_guide_is_led_to_by_a_record_or_another_guide(files: dict[str, str]) -> None:
    guides = {path.removeprefix("playbook/").removesuffix(".md") for path in files if "playbook/guides/" in path}
    assert len(guides) >= 5
    for guide in guides:
        others = [path for path, text in files.items() if f"page:{guide}" in text and f"{guide}." not in path]
        assert others, f"nothing leads to {guide}"
