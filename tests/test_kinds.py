"""What records may not do, where the words of the problem matter less than that there is one, and where."""

from __future__ import annotations

import pytest

from conftest import SETTINGS, Playground
from prodops_playbook.problems import Problem, as_text

TERM = "title: Launch\ndefinition: The day customers get it.\n"
PROCESS = (
    "title: Triage\nsummary: All get an answer.\nowner: product-manager\nprevents: Silence.\ntrigger: A request.\n"
)
LIST = "title: Go\npause_point: Before launch\nrun_by: product-manager\nitems:\n"
ITEMS = "  - Support is told\n  - Price list is updated\n  - Sales is told\n  - Help page is live\n"


def serious(found: list[Problem]) -> list[Problem]:
    """The problems without the one that a role has nobody's name, which these records bring along."""
    return [p for p in found if p.code != "nobody-named"]


def places(found: list[Problem]) -> list[tuple[str, int, int]]:
    """Code, line and column of each."""
    return [(p.code, p.line, p.column) for p in serious(found)]


@pytest.mark.parametrize("go", ["go: {}", "go: {title: The board}", "go: {url: 'https://example.com', to: 'term:a'}"])
def test_a_door_leads_to_exactly_one_place(go: str, playground: Playground) -> None:
    playground.write(
        {"data/terms/a.yml": TERM, "data/doors/ask.yml": f"need: ask something\n{go}\n"},
    )
    assert [p.line for p in playground.problems()] == [2]


@pytest.mark.parametrize("pm", ["pm: {}", "pm: {role: product-manager, name: Ada}"])
def test_an_area_has_exactly_one_product_manager(pm: str, playground: Playground) -> None:
    playground.write({"data/areas/a.yml": f"title: A\n{pm}\nreach: '#a'\n"})
    assert [p.line for p in playground.problems()] == [2]


def test_an_item_with_text_and_must_is_asked_to_keep_one(playground: Playground) -> None:
    both = "  - text: Rollback is agreed\n    must: Rollback is tested\n"
    playground.write({"data/checklists/go.yml": LIST + "  - must: Date is fixed\n" + both + ITEMS})
    found = serious(playground.problems())
    assert [(p.line, p.column) for p in found] == [(7, 5)]
    assert "did you mean 'must'" not in found[0].hint


def test_a_folder_for_a_kind_of_one_file_is_not_answered_with_its_own_name(playground: Playground) -> None:
    playground.write({"data/scope/rows.yml": "title: Scope\nrows: []\n"})
    found = playground.problems()
    assert [p.code for p in found] == ["unknown-folder"]
    assert found[0].hint != "did you mean 'scope'?"
    assert "scope.yml" in found[0].hint


def test_a_second_settings_file_is_told_the_right_name(playground: Playground) -> None:
    playground.write({"data/playbook.yaml": SETTINGS})
    assert "playbook.yml" in as_text(playground.problems(), {})


def test_a_record_under_a_key_is_not_called_the_file(playground: Playground) -> None:
    playground.write({"data/terms.yml": "launch: The day\nrelease:\n"})
    found = playground.problems()
    assert [p.line for p in found] == [1, 2]
    assert not any("the file" in p.message for p in found)


def test_an_old_id_is_an_id(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": TERM + "old_ids:\n  - Go Live\n  - go_live\n  - go-live\n"})
    assert [(p.line, p.column) for p in playground.problems()] == [(4, 5), (5, 5)]


def test_a_record_that_cannot_be_read_is_still_known_by_its_old_ids(playground: Playground) -> None:
    playground.write(
        {
            "data/terms/launch.yml": TERM + "old_ids: [go-live]\nstatus: lost\n",
            "data/terms/release.yml": "title: Release\ndefinition: See [[go-live]].\n",
        }
    )
    assert [p.code for p in playground.problems()] == ["wrong-value"]


def test_an_alias_that_is_another_terms_title_is_reported_whichever_comes_first(playground: Playground) -> None:
    first = "title: Launch\ndefinition: The day.\naliases: [Release]\n"
    playground.write({"data/terms/a.yml": first, "data/terms/b.yml": "title: Release\ndefinition: It is there.\n"})
    assert playground.codes() == ["duplicate-alias"]


def test_a_misspelt_role_before_a_list_is_one_problem(playground: Playground) -> None:
    steps = "steps:\n  - product-manager: [Answer it]\n  - Close it.\n"
    playground.write({"data/processes/triage.yml": PROCESS + steps})
    assert [(p.line, p.column) for p in serious(playground.problems())] in ([(7, 5)], [(7, 22)])


def test_a_step_that_goes_on_in_the_next_line_is_reported_where_it_stands(playground: Playground) -> None:
    steps = "steps:\n  - product-manager: Take back\n    what is yours.\n  - Close it.\n"
    playground.write({"data/processes/triage.yml": PROCESS + steps})
    assert [p.line in (7, 8) for p in serious(playground.problems())] == [True]


def test_the_field_that_takes_one_text_is_called_what_the_author_wrote(playground: Playground) -> None:
    playground.write({"data/checklists/go.yml": LIST + "  - must: [Rollback is agreed]\n" + ITEMS})
    found = serious(playground.problems())
    assert [(p.code, p.line, p.column) for p in found] == [("wrong-shape", 5, 11)]
    assert "'must'" in found[0].message


def test_must_without_its_space_is_not_taken_for_a_sentence(playground: Playground) -> None:
    playground.write(
        {"data/checklists/go.yml": LIST + "  - must: Date is fixed\n  - must:Rollback is agreed\n" + ITEMS}
    )
    assert [p.line for p in serious(playground.problems())] == [6]


def test_an_address_where_fields_belong_is_not_told_to_take_a_space(playground: Playground) -> None:
    playground.write({"data/playbook.yml": SETTINGS + "repository: https://git.example.com/playbook\n"})
    found = playground.problems()
    assert [(p.code, p.line, p.column) for p in found] == [("wrong-shape", 3, 13)]
    assert "space" not in found[0].hint


@pytest.mark.parametrize("line", ["language: English", "holidays: Great Britain", "colors: {accent: blue}"])
def test_a_setting_of_a_fixed_form_is_explained_in_words(line: str, playground: Playground) -> None:
    playground.write({"data/playbook.yml": SETTINGS + line + "\n"})
    found = playground.problems()
    assert [(p.code, p.line) for p in found] == [("wrong-value", 3)]
    assert "pattern" not in found[0].message
    assert found[0].hint


def test_settings_are_read_by_their_british_names_too(playground: Playground) -> None:
    playground.write({"data/playbook.yml": SETTINGS + 'organisation: Acme\ncolours: {accent: "#1b6e53"}\n'})
    settings = playground.load().playbook.settings
    assert (settings.organization, settings.colors.accent) == ("Acme", "#1b6e53")
    assert playground.problems() == []
    playground.write({"data/playbook.yml": SETTINGS + "colours: {accent: blue}\n"})
    assert [(p.code, p.line) for p in playground.problems()] == [("wrong-value", 3)]
    playground.write({"data/playbook.yml": SETTINGS + "organization: Acme\norganisation: Acme\n"})
    assert [(p.code, p.line) for p in playground.problems()] == [("unknown-field", 4)]


def test_two_unknown_values_in_one_text_are_both_reported(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": "title: Launch\ndefinition: In [[value:a]] or [[word:b]].\n"})
    assert places(playground.problems()) == [("unknown-value", 2, 16), ("unknown-value", 2, 31)]


def test_a_wrong_value_does_not_hide_the_unknown_reference_beside_it(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": TERM + "status: lost\nowner: nobody\n"})
    assert places(playground.problems()) == [("wrong-value", 3, 9), ("unknown-reference", 4, 8)]


def test_an_embedded_record_that_is_hidden_is_reported(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": TERM + "hidden: true\n", "playbook/index.md": "![[term:launch]]\n"})
    assert places(playground.problems()) == [("hidden-target", 1, 1)]


def test_a_linked_folder_of_records_is_read_or_reported(playground: Playground) -> None:
    playground.write({"elsewhere/launch.yml": "title: Launch\n"})
    (playground.root / "data" / "terms").symlink_to(playground.root / "elsewhere")
    assert len(playground.problems()) == 1
