"""What is worked out from the playbook: flows, duties, coverage."""

from __future__ import annotations

import re

from conftest import Playground
from prodops_playbook.kinds.people import Role
from prodops_playbook.kinds.process import Process
from prodops_playbook.links import Mention
from prodops_playbook.playbook import Playbook
from prodops_playbook.views.coverage import counts, coverage
from prodops_playbook.views.duties import gets, gives, meetings
from prodops_playbook.views.flow import flow
from prodops_playbook.views.path import following
from prodops_playbook.views.promises import promises

PRINCIPLES = """\
pace:
  title: Let it settle
  statement: We wait.
  rationale: Because.
  implications: [One., Two.]
data:
  title: Question first
  statement: We ask.
  rationale: Because.
  implications: [One., Two.]
"""
PROCESS = """\
title: Triage
summary: Every request gets an answer.
owner: product-ops-lead
principles: [pace]
prevents: Silence.
trigger: Monday.
steps:
  - Collect what came in.
  - product-manager: Answer it.
  - product-manager: Close it.
  - Say what came of it.
"""
AGREEMENT = """\
title: No surprises
summary: We tell each other.
agreed: {on: 2026-01-10, by: [product-ops-lead]}
parties:
  - who: role:product-manager
    promises: [We say when a date moves.]
  - who: role:product-ops-lead
    promises: [We publish it the same day.]
when_broken: We talk.
"""
RITUALS = """\
triage: {title: Triage, question: Q?, every: week, minutes: 30, attendees: [product-manager], outputs: [Answers]}
review:
  title: Review
  question: Q?
  every: quarter
  minutes: 60
  attendees: [{role: product-manager, count: 3}]
  outputs: [Decisions]
idea:
  title: Idea
  status: library
  question: Q?
  every: week
  minutes: 60
  attendees: [product-manager]
  outputs: [Ideas]
"""


def of(playbook: Playbook, kind: str, id_: str) -> object:
    return playbook.get(Mention(id_, kind))


def test_a_flow_has_a_lane_a_role_in_the_order_in_which_they_act(playground: Playground) -> None:
    playbook = (
        playground.write({"data/processes/triage.yml": PROCESS, "data/principles.yml": PRINCIPLES}).load().playbook
    )
    process = of(playbook, "process", "triage")
    assert isinstance(process, Process)
    drawn = flow(playbook, process)
    assert drawn is not None
    assert [lane.title for lane in drawn.lanes] == ["Product operations lead", "Product manager"]
    assert drawn.steps == (0, 1, 1, 0)
    assert drawn.words.startswith("1: Product operations lead; 2: Product manager")


def test_a_process_of_one_role_has_no_flow(playground: Playground) -> None:
    text = PROCESS.replace("product-manager: ", "")
    playbook = playground.write({"data/processes/triage.yml": text, "data/principles.yml": PRINCIPLES}).load().playbook
    process = of(playbook, "process", "triage")
    assert isinstance(process, Process)
    assert flow(playbook, process) is None


def test_a_role_carries_the_meetings_in_use_and_no_others(playground: Playground) -> None:
    playbook = playground.write({"data/rituals.yml": RITUALS}).load().playbook
    role = of(playbook, "role", "product-manager")
    assert isinstance(role, Role)
    found = {m.ritual.id: m.hours for m in meetings(playbook, role)}
    assert {name: round(float(hours), 3) for name, hours in found.items()} == {"triage": 2.167, "review": 0.333}


def test_what_one_side_owes_the_other_can_expect(playground: Playground) -> None:
    playbook = playground.write({"data/agreements/no-surprises.yml": AGREEMENT}).load().playbook
    role = of(playbook, "role", "product-manager")
    assert isinstance(role, Role)
    assert [str(p.text) for owed in gives(playbook, role) for p in owed.promises] == ["We say when a date moves."]
    assert [str(p.text) for owed in gets(playbook, role) for p in owed.promises] == ["We publish it the same day."]


def test_an_agreement_in_the_library_binds_nobody(playground: Playground) -> None:
    text = AGREEMENT.replace("agreed:", "status: library\nagreed:")
    playbook = playground.write({"data/agreements/no-surprises.yml": text}).load().playbook
    role = of(playbook, "role", "product-manager")
    assert isinstance(role, Role)
    assert gives(playbook, role) == ()


def test_coverage_counts_use_and_library_apart_and_shows_holes(playground: Playground) -> None:
    library = PROCESS.replace("Triage", "Kept").replace("owner:", "status: library\nowner:")
    files = {"data/processes/a.yml": PROCESS, "data/processes/b.yml": library, "data/principles.yml": PRINCIPLES}
    playbook = playground.write(files).load().playbook
    rows = {row.principle.id: row.cells[0] for row in coverage(playbook)}
    assert [r.id for r in rows["pace"].in_use] == ["a"]
    assert [r.id for r in rows["pace"].library] == ["b"]
    assert rows["data"].in_use == rows["data"].library == ()
    assert counts(playbook) == (1, 1)


def test_an_old_address_leads_to_the_new_page(playground: Playground) -> None:
    text = PROCESS.replace("owner:", "old_ids: [intake]\nowner:")
    playground.write({"data/processes/triage.yml": text, "data/principles.yml": PRINCIPLES})
    assert "This page has moved: [Triage](<triage.md>)." in playground.page("processes/intake.md")


CHECKLISTS = """\
title: {title}
pause_point: Before Monday.
run_by: product-ops-lead
items: [One., Two., Three., Four., Five.]
"""


def titles(playbook: Playbook, *ids: str) -> list[str]:
    """What follows on each of the records; an empty text at an end."""
    found = []
    for target in ids:
        kind, id_ = target.split(":")
        record = playbook.get(Mention(id_, kind))
        assert record, target
        after = following(playbook, record)
        found.append(after.title if after else "")
    return found


def test_the_path_goes_from_principle_to_process_to_list_to_list(playground: Playground) -> None:
    process = PROCESS + "checklists: [before, after]\nagreements: [no-surprises]\n"
    playground.write(
        {
            "data/principles.yml": PRINCIPLES,
            "data/processes/triage.yml": process,
            "data/agreements/no-surprises.yml": AGREEMENT,
            "data/checklists/before.yml": CHECKLISTS.format(title="Before"),
            "data/checklists/after.yml": CHECKLISTS.format(title="After"),
        }
    )
    playbook = playground.load().playbook
    path = ("principle:pace", "process:triage", "checklist:before", "checklist:after", "agreement:no-surprises")
    assert titles(playbook, *path) == ["Triage", "Before", "After", "Triage", "Triage"]
    assert titles(playbook, "principle:data", "role:product-manager") == ["", ""]


def test_from_a_principle_the_path_goes_to_what_its_text_names_else_to_what_serves_it_before_others(
    playground: Playground,
) -> None:
    aside = PROCESS.replace("[pace]", "[data, pace]")
    files = {"data/processes/aside.yml": aside.replace("Triage", "Aside"), "data/processes/main.yml": PROCESS}
    playground.write({"data/principles.yml": PRINCIPLES, **files})
    assert titles(playground.load().playbook, "principle:pace") == ["Triage"]
    named = PRINCIPLES.replace("Because.", "See [[process:aside]].", 1)
    playground.write({"data/principles.yml": named})
    assert titles(playground.load().playbook, "principle:pace") == ["Aside"]


def test_the_path_leads_to_what_is_in_use_before_the_library_and_never_to_what_is_hidden(
    playground: Playground,
) -> None:
    files = {
        "data/principles.yml": PRINCIPLES,
        "data/processes/a.yml": PROCESS.replace("Triage", "In the library") + "status: library\n",
        "data/processes/b.yml": PROCESS.replace("Triage", "Hidden") + "hidden: true\n",
        "data/processes/c.yml": PROCESS.replace("Triage", "Retired") + "status: retired\nretired: {on: 2026-01-01}\n",
    }
    assert titles(playground.write(files).load().playbook, "principle:pace") == ["In the library"]
    playground.write({"data/processes/d.yml": PROCESS.replace("Triage", "In use")})
    assert titles(playground.load().playbook, "principle:pace") == ["In use"]


def test_every_promise_has_the_address_that_its_agreement_gives_it(playground: Playground) -> None:
    again = AGREEMENT.replace("[We publish it the same day.]", "[We say when a date moves.]")
    playground.write({"data/agreements/no-surprises.yml": again})
    rows = promises(playground.load().playbook)
    assert [row.anchor for row in rows] == ["promise-we-say-when-a-date-moves", "promise-we-say-when-a-date-moves-2"]
    assert [(row.who.id, [to.id for to in row.to]) for row in rows] == [
        ("product-manager", ["product-ops-lead"]),
        ("product-ops-lead", ["product-manager"]),
    ]
    page, listed = playground.page("agreements/no-surprises.md"), playground.page("promises.md")
    assert "[Product manager](<roles/product-manager.md>) <br>to [Product operations lead]" in listed
    for row in rows:
        assert f'"{row.anchor}"' in page or f"#{row.anchor} " in page or f"#{row.anchor}}}" in page
        assert f"agreements/no-surprises.md#{row.anchor}>" in listed


def test_addresses_of_items_and_promises_stay_when_a_value_changes(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    found = set()
    for amount in ("2", "20"):
        value = f"values: {{answer: {{amount: {amount}, unit: days, meaning: Until we answer.}}}}\n"
        again = AGREEMENT.replace("[We publish it the same day.]", '["We answer within [[value:answer]]."]')
        items = '["They heard within [[value:answer]]", Two, Three, Four, Five]'
        playground.write(
            {
                "data/playbook.yml": settings + value,
                "data/agreements/no-surprises.yml": again,
                "data/checklists/a.yml": f"title: A\npause_point: Now.\nrun_by: product-manager\nitems: {items}\n",
            }
        )
        pages = playground.page("agreements/no-surprises.md"), playground.page("checklists/a.md")
        found |= {id_ for page in pages for id_ in re.findall(r'\bid="((?:item|promise)-[^"]*answer)"', page)}
    assert found == {"promise-we-answer-within-answer", "item-they-heard-within-answer"}


def test_promises_that_nobody_has_made_yet_stand_apart(playground: Playground) -> None:
    proposed = AGREEMENT.replace("agreed: {on: 2026-01-10, by: [product-ops-lead]}", "status: library")
    playground.write({"data/agreements/proposed.yml": proposed.replace("No surprises", "Proposed one")})
    listed = playground.page("promises.md")
    assert "## Agreed" not in listed
    assert "## Proposed" in listed
    playground.write({"data/agreements/no-surprises.yml": AGREEMENT})
    listed = playground.page("promises.md")
    assert listed.index("## Agreed") < listed.index("2026-01-10") < listed.index("## Proposed")


def test_a_role_sees_what_is_proposed_to_it_apart_from_what_it_promised(playground: Playground) -> None:
    proposed = AGREEMENT.replace("agreed: {on: 2026-01-10, by: [product-ops-lead]}", "status: library")
    playground.write({"data/agreements/no-surprises.yml": proposed})
    page = playground.page("roles/product-manager.md")
    assert "## Proposed, not agreed yet" in page
    assert "## What's expected of you" not in page
    playground.write({"data/agreements/no-surprises.yml": AGREEMENT})
    page = playground.page("roles/product-manager.md")
    assert "## Proposed" not in page
    assert page.index("## What you can expect") < page.index("## What's expected of you")


def test_a_team_has_a_working_agreement_of_its_own_and_signs_it(playground: Playground) -> None:
    own = (
        "title: How our team works\nsummary: Meetings and answers.\nparties:\n  - who: team:check-in\n    promises:\n"
        "      - We answer each other the same day.\nwhen_broken: We say so.\n"
        "agreed: {on: 2026-10-01, by: [team:check-in]}\n"
    )
    playground.write({"data/teams.yml": "check-in: {title: The team}\n", "data/agreements/own.yml": own})
    assert playground.problems() == []
    page = playground.page("agreements/own.md")
    assert "## The team: what we promise each other\n" in page
    assert "by [The team](<../teams/check-in.md>)" in page
    assert page.count("<p><span>The team</span> <span>Date</span></p>") == 1
    assert "to each other" in playground.page("promises.md")
    assert "**Agreed to** [How our team works]" in playground.page("teams/check-in.md")


def test_a_word_a_need_and_the_map_say_all_that_their_records_say(playground: Playground) -> None:
    common = (
        "example: true\nstatus: trial\ntrial_until: 2026-12-01\nnot_for: [Small things]\nsources: [{title: A book}]\n"
        "tags: [other word]\nlives_in: [{title: The list, url: 'https://example.com/list'}]\nowner: product-manager\n"
        "checked: [{on: 2026-10-01, by: product-manager, note: Still true}]\nretire_when: It is done.\n"
    )
    playground.write(
        {
            "data/terms/launch.yml": f"title: Launch\ndefinition: The day.\n{common}",
            "data/doors/report.yml": f"need: report\ngo: role:product-manager\n{common}",
            "data/scope.yml": (
                f"title: Map\nsummary: Who does what.\nrows: [{{title: Requests, ours: [The list]}}]\n{common}"
            ),
        }
    )
    for uri in ("terms/index.md", "doors/index.md", "scope/index.md"):
        text = playground.page(uri)
        assert '<span class="pb-note">trial</span> <span class="pb-note">example</span> Last day:' in text
        for said in ("Small things", "A book", "other word", "The list", "Still true", "It is done."):
            assert said in text, (uri, said)
        assert text.count("[Product manager]") >= 2, uri
    assert playground.page("scope/index.md").count("Who does what.") == 1
