"""A mend is right when followed: the problem goes, no other comes for it, and the page says what its author meant."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from conftest import ROLES, ROOT, SETTINGS, TODAY, Playground
from mends import follow
from prodops_playbook.changes import versions
from prodops_playbook.checks import check
from prodops_playbook.playbook import Project
from prodops_playbook.problems import Level, Problem, choice_meant, level_of
from prodops_playbook.records.shape import shapes
from prodops_playbook.types import Model
from sites import CHECKLIST
from spots import FULL, KEYS, TEXTS, VALUES, Full, Spot, every_model, misspelt

CASES = sorted((ROOT / "tests" / "cases").rglob("*.yml"))


@pytest.fixture(scope="module")
def full() -> Full:
    """The fixture, with every slip made once."""
    full = Full()
    full.together((spot.path, text) for spot, _, text in SLIPS)
    return full


# Over every golden case

AUTHORS = {"empty-dimension", "result-path"}
"""What a mend may bring to light, and only a person can mend: words to write, a file to move."""


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_whoever_follows_a_mend_to_the_end_has_fewer_problems(path: Path, playground: Playground) -> None:
    """A mend can bring the next slip to light; its own mend is followed then."""
    files: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))["files"]
    playground.write(files)
    loaded = playground.load()
    before = check(loaded, TODAY)

    def errors(found: list[Problem]) -> list[Problem]:
        return [p for p in found if level_of(p.code, loaded.levels) is Level.ERROR and p.code not in AUTHORS]

    for problem in before:
        now: list[Problem] = [problem]
        text = files.get(problem.path, "")
        while now and (mended := follow(now[0], text)) is not None:
            playground.write({problem.path: mended})
            after = playground.problems()
            assert after.count(now[0]) < max(1, before.count(now[0])), f"{now[0]}\n{mended}"
            text, now = mended, [p for p in errors(after) if p not in before and p.path == problem.path]
        if text != files.get(problem.path, ""):
            after = playground.problems()
            assert len(errors(after)) <= len(errors(before)) - (problem in errors(before)), f"{problem}\n{text}\n{now}"
        playground.write({problem.path: files[problem.path]} if problem.path in files else {})


# Over breakages of every field that is written


@functools.cache
def said(path: str, text: str) -> object:
    """What the records of a file say, whatever its layout."""
    return versions(Project(FULL), path, text.encode())


def broken(spot: Spot, old: str, new: str) -> str | None:
    """The text of the spot's file with its first words behind the spot's place replaced; None where they are others."""
    rows = (FULL / spot.path).read_text(encoding="utf-8").split("\n")
    row = rows[spot.line - 1]
    if not row.startswith(old, spot.column - 1):
        return None
    rows[spot.line - 1] = row[: spot.column - 1] + new + row[spot.column - 1 + len(old) :]
    return "\n".join(rows)


def ways(spot: Spot) -> Iterator[tuple[str, str | None]]:
    """The slips that are made at a spot, each with the text of the file."""
    row = (FULL / spot.path).read_text(encoding="utf-8").split("\n")[spot.line - 1]
    text, rest = spot.text, row[spot.column - 1 + len(spot.text) :]
    if spot in KEYS:
        yield "misspelt", broken(spot, text, misspelt(text))
        if row.lstrip(" -").startswith(f"{text}: ") and not re.search(r": [\[{\"'|>]", row):
            yield "no space behind the colon", broken(spot, f"{text}: ", f"{text}:")
    elif spot in VALUES and len(text) > 4 and not rest and spot.name != "id":
        yield "a letter lost", broken(spot, text, misspelt(text))
    elif spot in TEXTS and not rest and not row[: spot.column - 1].strip().startswith(("{", "[")):
        yield "in a list", broken(spot, text, f"[{text}]")
        if row.lstrip().startswith("- ") and " " in text:
            yield "with a box", broken(spot, text, f"[ ] {text}")
            yield "with a ticked box", broken(spot, text, f"[x] {text}")
            yield "no space behind the dash", broken(spot, text, text) and _tight(spot)


def _tight(spot: Spot) -> str | None:
    row = (FULL / spot.path).read_text(encoding="utf-8").split("\n")[spot.line - 1]
    begin = row[: spot.column - 1]
    if begin.strip() != "-":
        return None
    rows = (FULL / spot.path).read_text(encoding="utf-8").split("\n")
    rows[spot.line - 1] = begin.rstrip() + row[spot.column - 1 :]
    return "\n".join(rows)


SLIPS = [(s, way, text) for s in (*KEYS, *VALUES, *TEXTS) for way, text in ways(s) if text is not None]


@pytest.mark.parametrize(("spot", "way", "text"), SLIPS, ids=[f"{s.id}: {way}" for s, way, _ in SLIPS])
def test_whoever_follows_the_mend_of_a_slip_has_what_was_there_before_it(
    spot: Spot, way: str, text: str, full: Full
) -> None:
    """Or is told nothing that could be followed without thinking, where nobody can know what was meant."""
    added = full.added_with(spot.path, text)
    mended = follow(added[0], text) if added else None
    if mended is None:
        assert way in ("a letter lost", "in a list", "no space behind the colon")
    else:
        whole = (FULL / spot.path).read_text(encoding="utf-8")
        assert said(spot.path, mended) == said(spot.path, whole), f"{added[0]}\n{mended}"


# Text that YAML bends

ODD = (
    "@sales: {}", "*{}* or not", "&co {}", "!{}", "%{}", "{{}} {}", "[draft] {}", "`code` {}", "#ask {}",
    "{} #ask", "{}: now", "'{}' they say", '"{}" they say', "> {}", "| {}", "? {}", ", {}",
    "{} \\ {}: \"x\"", "'{}", '"{}',
)  # fmt: skip
PLAIN = [spot for spot, way, _ in SLIPS if way == "with a box"][:6]


@pytest.mark.parametrize("spot", PLAIN, ids=lambda s: s.id)
@pytest.mark.parametrize("odd", ODD)
def test_whoever_quotes_what_should_be_quoted_has_the_words_that_were_typed(odd: str, spot: Spot, full: Full) -> None:
    typed = odd.replace("{}", spot.text)
    text, meant = broken(spot, spot.text, typed), broken(spot, spot.text, json.dumps(typed))
    assert text is not None
    assert meant is not None
    while added := [
        p for p in full.added_with(spot.path, text) if p.code in ("quote-this", "yaml-syntax", "wrong-shape")
    ]:
        mended = follow(added[0], text)
        assert mended not in (None, text), added
        text = mended or ""
    opened = {f"'{spot.text}", f'"{spot.text}'}
    assert said(spot.path, text) == said(
        spot.path, meant.replace(json.dumps(typed), typed[1:]) if typed in opened else meant
    )


# Lists as other programs write them


@pytest.mark.parametrize("mark", ["* [ ] ", "[ ]", "[  ] ", "[/] ", "[o] ", "[>] ", "[!] ", "[x] ", "* "])
@pytest.mark.parametrize("spot", PLAIN, ids=lambda s: s.id)
def test_whoever_leaves_a_box_or_a_bullet_out_has_the_words_behind_it(mark: str, spot: Spot, full: Full) -> None:
    written = spot.text[0].upper() + spot.text[1:]
    text, meant = broken(spot, spot.text, f"{mark}{written}"), broken(spot, spot.text, written)
    assert text is not None
    assert meant is not None
    while added := [p for p in full.added_with(spot.path, text) if level_of(p.code, {}) is Level.ERROR]:
        text = follow(added[0], text) or ""
        assert text, added
    assert said(spot.path, text) == said(spot.path, meant)


LIST = """\
title: Go
summary: Whether we go.
pause_point: Before launch
run_by: product-manager
items:
  - must: The date is clear.
  - Support is told.
"""


@pytest.mark.parametrize(
    "written",
    ["[ ] must: ", "[x] Must: ", "Must: ", "MUST: ", "must not miss: ", "**must**: ", "**Must:** ", "* [ ] must: "],
)
def test_what_must_not_be_missed_stays_so_however_it_is_written(written: str, playground: Playground) -> None:
    path = "data/checklists/go.yml"
    text = LIST.replace("must: ", written)
    playground.write({path: text})
    found = next(p for p in playground.problems() if p.path == path and p.code in ("quote-this", "unknown-field"))
    assert follow(found, text) == LIST


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("inputs:\n  * A\n  * B", "inputs:\n  - A\n  - B"),
        ("inputs: |\n  - A\n  - B", "inputs:\n  - A\n  - B"),
        ("inputs: |\n  * A\n  * B", "inputs:\n  - A\n  - B"),
        ("inputs: |\n  1. A\n  2. B", "inputs:\n  - A\n  - B"),
        ("inputs:\n  1. A\n  2. B", "inputs:\n  - A\n  - B"),
        ("inputs:\n  • A\n  • B", "inputs:\n  - A\n  - B"),
        ("inputs: - A", "inputs:\n  - A"),
        ("inputs: * A", "inputs:\n  - A"),
        ("inputs:\n  - * A", "inputs:\n  - A"),
        ("tags: none", ""),
        ("tags: N/A", ""),
        ('purpose: "a \\ud83d\\ude00 b"', "purpose: a 😀 b"),
        ("inputs:\n  + A\n  + B", None),
        ("inputs: |\n  A\n  B", None),
        ("inputs: A, with B", None),
        ("inputs: A; B", None),
    ],
)
def test_a_list_written_otherwise_becomes_the_list_or_is_left_to_its_author(
    written: str, meant: str | None, playground: Playground
) -> None:
    path = "data/processes/plan.yml"
    text: str | None = f"{PLAN}{written}\n"
    playground.write({path: text or ""})
    while found := [p for p in playground.problems() if p.path == path]:
        text = follow(found[0], text or "")
        if text is None:
            break
        playground.write({path: text})
    assert (text is None) == (meant is None), found
    assert text is None or versions(Project(playground.root), path, text.encode()) == versions(
        Project(playground.root), path, f"{PLAN}{meant}\n".encode()
    )


# Who decides, who is asked, who is told

PLAN = """\
title: Release planning
summary: From backlog to risk list.
owner: product-ops-lead
prevents: Risks that one person knows.
trigger: A release is opened.
decided_by: product-manager
asked:
  - product-ops-lead
informed:
  - product-manager
steps:
  - Name the risks.
  - product-manager: Set the acceptance criteria
"""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("asked:", "consulted:"),
        ("asked:", "Consulted:"),
        ("informed:", "notified:"),
        ("decided_by:", "accountable:"),
        ("decided_by:", "approver:"),
        ("owner:", "responsible:"),
        ("owner:", "driver:"),
        ("decided_by: product-manager", "decided_by: [product-manager, product-ops-lead]"),
        ("decided_by: product-manager", "decided_by:\n  - product-manager\n  - product-ops-lead"),
        ("decided_by: product-manager", "decided_by: [product-manager]"),
        ("decided_by: product-manager", "decided_by: product-manager, product-ops-lead"),
        ("decided_by: product-manager", "decided_by: Product manager and Product operations lead"),
        ("owner: product-ops-lead", "owner: product-ops-lead / product-manager"),
        ("asked:\n  - product-ops-lead", "asked: product-ops-lead"),
        ("asked:\n  - product-ops-lead", "asked:\n  - {role: product-ops-lead}"),
        ("- product-manager: Set", "- Product manager: Set"),
        ("- product-manager: Set", "- Product Manager: Set"),
        ("- product-manager: Set", "- Product Manger: Set"),
        ("- product-manager: Set", "- product manager: Set"),
        ("- product-manager: Set", "- product_manager: Set"),
        ("- product-manager: Set the acceptance criteria", "- product-manager: [Set the acceptance criteria]"),
        ("- product-manager: Set the acceptance criteria", "- product-manager:\n    - Set the acceptance criteria"),
    ],
)
def test_the_words_of_others_for_who_does_what_lead_to_ours(ours: str, theirs: str, playground: Playground) -> None:
    path = "data/processes/plan.yml"
    text: str | None = PLAN.replace(ours, theirs, 1)
    playground.write({path: text or ""})
    (found,) = [p for p in playground.problems() if p.path == path]
    text = follow(found, text or "")
    assert text is not None, found
    assert versions(Project(playground.root), path, text.encode()) == versions(
        Project(playground.root), path, PLAN.encode()
    )


ALL = PLAN.replace("asked:\n  - product-ops-lead", "asked:\n  - product-ops-lead\n  - product-manager")


@pytest.mark.parametrize(
    "written",
    [
        " product-ops-lead, product-manager",
        " product-ops-lead and product-manager",
        " product-ops-lead / product-manager",
        " product-ops-lead & product-manager",
        " Product operations lead, Product manager",
        "\n  - product-ops-lead and product-manager",
        "\n  - Product operations lead, Product manager",
    ],
)
def test_several_roles_in_one_text_become_as_many_where_several_have_their_place(
    written: str, playground: Playground
) -> None:
    path = "data/processes/plan.yml"
    text = PLAN.replace("\n  - product-ops-lead", written, 1)
    playground.write({path: text})
    while found := [p for p in playground.problems() if p.path == path]:
        text = follow(found[0], text) or ""
        assert text, found
        playground.write({path: text})
    assert versions(Project(playground.root), path, text.encode()) == versions(
        Project(playground.root), path, ALL.encode()
    )


RD = """
rd-lead:
  title: Research and Development lead
  accountable_for: [What comes later]
  reach: '#rd'
"""


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        (" Research and Development lead", ["rd-lead"]),
        (" research and development lead", ["rd-lead"]),
        ("\n  - Research and Development lead", ["rd-lead"]),
        (" Product manager and Research and Development lead", ["product-manager", "rd-lead"]),
        (" Research and Development lead, product-manager", ["rd-lead", "product-manager"]),
        (" Research and Development lead and Product manager", ["rd-lead", "product-manager"]),
    ],
)
def test_a_title_with_an_and_in_it_stays_one_role(written: str, ids: list[str], playground: Playground) -> None:
    path, meant = "data/processes/plan.yml", "".join(f"\n  - {id_}" for id_ in ids)
    text = PLAN.replace("\n  - product-ops-lead", written, 1)
    playground.write({"data/roles.yml": ROLES + RD, path: text})
    for _ in range(4):
        found = [p for p in playground.problems() if p.path == path]
        text = (follow(found[0], text) or "") if found else text
        playground.write({path: text})
    assert [p for p in playground.problems() if p.path == path] == []
    meant = PLAN.replace("\n  - product-ops-lead", meant, 1)
    assert said(path, text) == said(path, meant)


# Flags, choices, and words for nothing

SEND = CHECKLIST.removesuffix("  - Those affected heard it first.\n")


@pytest.mark.parametrize("word", ["critical", "required", "mandatory", "killer", "must-have"])
@pytest.mark.parametrize("value", ["true", "yes", "on", "y", "X"])
def test_what_others_call_an_item_that_must_not_be_missed_becomes_ours(
    word: str, value: str, playground: Playground
) -> None:
    path = "data/checklists/send.yml"
    for slip in (
        f"  - {word}: Those affected heard it.\n",
        f"  - text: Those affected heard it.\n    {word}: {value}\n",
    ):
        text = SEND + slip
        playground.write({path: text})
        for _ in range(2):
            found = [p for p in playground.problems() if p.path == path]
            text = (follow(found[0], text) or "") if found else text
            playground.write({path: text})
        assert [p for p in playground.problems() if p.path == path] == [], text
        assert said(path, text) == said(path, SEND + "  - must: Those affected heard it.\n")


@pytest.mark.parametrize("word", ["critical", "required"])
def test_a_whole_list_that_must_not_be_missed_is_told_where_to_say_so(word: str, playground: Playground) -> None:
    path = "data/checklists/send.yml"
    (problem,) = [
        p
        for p in playground.write({path: f"{SEND}  - Those affected heard it.\n{word}: yes\n"}).problems()
        if p.path == path
    ]
    assert "`- must: sentence`" in problem.hint


@pytest.mark.parametrize(
    ("word", "hint"),
    [("yes", "write true"), ("On", "write true"), ("no", "delete the line"), ("OFF", "delete the line"),
     ("maybe", "write true, or delete the line")],
)  # fmt: skip
def test_a_flag_in_other_words_is_told_what_they_mean(word: str, hint: str, playground: Playground) -> None:
    playground.write({"data/checklists/send.yml": f"{SEND}hidden: {word}\n"})
    (problem,) = [p for p in playground.problems() if p.path.endswith("send.yml")]
    assert problem.hint == hint


@pytest.mark.parametrize("word", ["no", "No", "false", "n", "never", "none"])
def test_a_word_for_no_is_off_where_that_is_a_choice(word: str, playground: Playground) -> None:
    path, settings = "data/playbook.yml", SETTINGS
    for slip, meant in ((f"publish: {word}\n", "publish: off\n"), (f"levels: {{misplaced-link: {word}}}\n", "off}}\n")):
        playground.write({path: settings + slip})
        (problem,) = [p for p in playground.problems() if p.path == path]
        mended = follow(problem, settings + slip)
        assert mended is not None
        assert mended.endswith(meant.replace("}}", "}"))
        playground.write({path: mended})
        assert [p for p in playground.problems() if p.path == path] == []


@pytest.mark.parametrize("word", ["yes", "on", "y", "true"])
def test_a_word_for_yes_is_asked_to_say_for_whom(word: str, playground: Playground) -> None:
    playground.write({"data/playbook.yml": f"{SETTINGS}publish: {word}\n"})
    (problem,) = [p for p in playground.problems() if p.path == "data/playbook.yml"]
    assert problem.hint == "write one of: off, internal, public"


@pytest.mark.parametrize("field", ["tags", "informed"])
@pytest.mark.parametrize("word", ["none", "None", "n/a", "nothing", "-"])
def test_a_list_of_nothing_is_left_out_and_a_quoted_word_is_one(field: str, word: str, playground: Playground) -> None:
    path = "data/processes/plan.yml"
    plan = PLAN.replace("informed:\n  - product-manager\n", "")
    text = f"{plan}{field}: [{word}]\n"
    (problem,) = [p for p in playground.write({path: text}).problems() if p.path == path]
    assert problem.code == "wrong-value"
    mended = follow(problem, text)
    assert mended == plan
    assert [p for p in playground.write({path: mended}).problems() if p.path == path] == []
    quoted = [p for p in playground.write({path: f'{plan}tags: ["None"]\n'}).problems() if p.path == path]
    assert quoted == []


@pytest.mark.parametrize("box", ['"[ ]"', '"[x]"', "'- [ ]'", '"☐"', "[ ]"])
def test_a_box_with_nothing_behind_it_is_no_item(box: str, playground: Playground) -> None:
    path = "data/checklists/send.yml"
    text = SEND + f"  - {box}\n  - Those affected heard it.\n"
    found = [p for p in playground.write({path: text}).problems() if p.path == path]
    assert [p.code for p in found] == ["empty-field"][: box != "[ ]"]
    assert not re.search(r"\[ ?x?\]|☐|&#91;", playground.page("checklists/send.md").split("---")[-1].split("](")[0])
    assert said(path, text) == said(path, SEND + "  - Those affected heard it.\n")


@pytest.mark.parametrize(
    "who",
    ["product-ops-lead and product-manager", "Product operations lead & Product manager", "QA team", "team:qa",
     "Head of sales", "research lead"],
)  # fmt: skip
def test_a_step_of_several_or_of_nobody_known_asks_who_takes_it(who: str, playground: Playground) -> None:
    """Quoted, it would be a step of the owner that begins with somebody else's name."""
    path = "data/processes/plan.yml"
    text = PLAN.replace("- product-manager: Set", f"- {who}: Set")
    playground.write({path: text})
    (found,) = [p for p in playground.problems() if p.path == path]
    assert follow(found, text) is None, found
    assert "role" in found.hint


def test_a_step_of_a_role_with_its_kind_is_a_step_of_the_role(playground: Playground) -> None:
    path = "data/processes/plan.yml"
    playground.write({path: PLAN.replace("- product-manager: Set", "- role:product-manager: Set")})
    assert [p for p in playground.problems() if p.path == path] == []
    assert "[Product manager]" in playground.page("processes/plan.md").split("Set the acceptance")[0][-200:]


def test_a_sentence_in_a_step_that_begins_like_a_role_and_is_none_is_told_to_be_quoted(playground: Playground) -> None:
    path = "data/processes/plan.yml"
    text = PLAN.replace("Name the risks.", "Bring along: a pen")
    playground.write({path: text})
    (found,) = [p for p in playground.problems() if p.path == path]
    mended = follow(found, text)
    assert mended == PLAN.replace("Name the risks.", '"Bring along: a pen"')


@pytest.mark.parametrize("field", ["decided_by", "owner"])
def test_more_than_one_where_one_decides_is_told_where_the_others_go(field: str, playground: Playground) -> None:
    playground.write({"data/processes/plan.yml": re.sub(rf"{field}: .*", f"{field}: [product-manager, other]", PLAN)})
    (found,) = [p for p in playground.problems() if p.path == "data/processes/plan.yml"]
    assert f"`{field}: product-manager`; one role" in found.hint


def test_those_who_are_informed_stand_on_the_page_and_on_their_own(playground: Playground) -> None:
    playground.write({"data/processes/plan.yml": PLAN})
    assert "**Informed** [Product manager]" in playground.page("processes/plan.md")
    assert "**Is informed in** [Release planning]" in playground.page("roles/product-manager.md")


# Choices, and the names of fields

CHOICES = {
    (model, name): shape
    for model in every_model()
    for name, field in shapes(model).items()
    for shape in (field.shape, field.shape.item)
    if shape is not None and shape.choices
}


@pytest.mark.parametrize(("model", "name"), CHOICES, ids=lambda x: getattr(x, "__name__", x))
def test_no_choice_is_taken_for_its_opposite_nor_one_number_for_another(model: type[Model], name: str) -> None:
    shape = CHOICES[model, name]
    for choice in (*shape.choices, *(shape.called or ())):
        others = [
            f"{no}{choice}" for no in ("not ", "not-", "no ", "non-", "non", "un", "in", "de", "dis", "ex-", "bi")
        ]
        others += [re.sub(r"\d+", str(n), choice) for n in (0, 5, 8, 22) if re.search(r"\d", choice)]
        others += [f"{n} {choice}s" for n in (0, 5, 8, 22)]
        for other in others:
            plain = re.sub(r"[ _-]", "", other)
            if plain not in (shape.called or {}) and other not in shape.choices:
                assert choice_meant(other, shape.choices, shape.called) == "", other


@pytest.mark.parametrize(("model", "name"), CHOICES, ids=lambda x: getattr(x, "__name__", x))
def test_what_others_write_for_a_choice_is_one_word_for_a_choice_of_the_field(model: type[Model], name: str) -> None:
    shape = CHOICES[model, name]
    assert {*(shape.called or {}).values()} <= {*shape.choices}
    for word, ours in (shape.called or {}).items():
        assert choice_meant(word, shape.choices, shape.called) == f"did you mean {ours!r}?"


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("status", "archived", "retired"),
        ("status", "Retired", "retired"),
        ("status", "acitve", "active"),
        ("status", "inactive", None),
        ("status", "deactivated", None),
        ("status", "not-active", None),
        ("every", "biweekly", "2 weeks"),
        ("every", "every two weeks", "2 weeks"),
        ("every", "half-year", "half_year"),
        ("every", "6 months", "half_year"),
        ("every", "bimonthly", None),
        ("every", "2 months", None),
        ("every", "3 weeks", None),
        ("every", "2 years", None),
    ],
)
def test_another_word_for_a_choice_leads_to_it_and_no_other_does(
    field: str, written: str, meant: str | None, playground: Playground
) -> None:
    path = "data/processes/plan.yml"
    playground.write({path: f"{PLAN}{field}: {written}\n"})
    (found,) = [p for p in playground.problems() if p.path == path]
    assert follow(found, f"{PLAN}{field}: {written}\n") == (meant and f"{PLAN}{field}: {meant}\n")


@pytest.mark.parametrize(
    ("path", "written", "hint"),
    [
        (
            "processes/plan",
            "description",
            "`summary:` says it already; what does not fit into it goes under `purpose:`",
        ),
        ("processes/plan", "frequency", "write `every:`"),
        ("processes/plan", "notes", "the page “Writing records” lists"),
        ("processes/plan", "participants", "the page “Writing records” lists"),
        ("processes/plan", "time", "the page “Writing records” lists"),
        ("processes/plan", "raci", "`owner:`, `decided_by:`, `asked:`, `informed:`"),
        ("processes/plan", "A", "`decided_by:` says it already"),
        ("processes/plan", "approvers", "`decided_by:` says it already"),
        ("processes/plan", "consult", "write them under `asked:`"),
        ("processes/plan", "Decision-maker", "`decided_by:` says it already"),
        ("checklists/go", "description", "write `summary:`"),
        ("checklists/go", "when", "`pause_point:` says it already"),
        ("checklists/go", "trigger", "`pause_point:` says it already"),
        ("terms/word", "note", "the page “Writing records” lists"),
        ("terms/word", "meaning", "`definition:` says it already"),
        ("terms/word", "synonyms", "write `aliases:`"),
    ],
)
def test_a_field_that_others_have_leads_to_ours_or_to_none(
    path: str, written: str, hint: str, playground: Playground
) -> None:
    files = {
        "processes/plan": PLAN,
        "checklists/go": "title: Go\npause_point: Before launch\nrun_by: product-manager\nitems: []\n",
        "terms/word": "title: Word\ndefinition: What it means.\n",
    }
    playground.write({f"data/{path}.yml": f"{files[path]}{written}: weekly\n"})
    (found,) = [p for p in playground.problems() if p.code == "unknown-field"]
    assert hint in found.hint


def test_what_a_step_says_of_others_than_its_own_role_belongs_to_the_process(playground: Playground) -> None:
    playground.write({"data/processes/plan.yml": f"{PLAN}  - do: Sign it.\n    consulted: product-manager\n"})
    (found,) = [p for p in playground.problems() if p.code == "unknown-field"]
    assert "`asked:`" in found.hint
