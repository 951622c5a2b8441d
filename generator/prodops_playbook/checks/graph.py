"""Do records fit together: references that lead somewhere, names that are one thing's only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..kinds import KINDS, Record
from ..links import ID, PAGE, Mention
from ..playbook import Key, Playbook
from ..problems import Problem, did_you_mean, shown
from ..types import Reference

_VALUE = re.compile(r"\[\[value:([\w.-]+)")


def references(playbook: Playbook) -> Iterator[Problem]:
    """Every reference of every record, and of playbook.yml."""
    for record in (*playbook.records.values(), *playbook.broken):
        yield from references_of(playbook, record)
    yield from _default_owner(playbook)


def references_of(playbook: Playbook, record: Record) -> Iterator[Problem]:
    """Every reference of one record."""
    for use in playbook.uses(record):
        for code, message, hint in problems_of(playbook, use.target):
            yield use.problem(code, message, hint)
        target = playbook.get(use.target)
        if target is record:
            yield use.problem("self-reference", "this record refers to itself", "name another record, or delete it")
        elif target is not None and target.hidden and not record.hidden:
            yield use.problem(*hidden(target))


def hidden(target: Record) -> tuple[str, str, str]:
    """Code, message and hint of a link to a hidden record."""
    message = f"{target.kind} {shown(target.id)} is hidden, so readers see the words without a link"
    return "hidden-target", message, "link to something readers can open"


def problems_of(playbook: Playbook, target: Reference | Mention) -> Iterator[tuple[str, str, str]]:
    """Code, message and hint of what is wrong with a reference, if anything."""
    kind, id_ = target.kind, target.id
    if kind == PAGE:
        if id_ not in playbook.site_pages:
            hint = did_you_mean(id_, playbook.site_pages) or "write its address without the ends, such as page:coverage"
            yield "unknown-reference", f"there is no page {shown(id_)}", hint
        return
    if kind is not None and kind not in KINDS:
        hint = did_you_mean(kind, (*KINDS, PAGE)) or "kinds: " + ", ".join((*KINDS, PAGE))
        yield "unknown-reference", f"there is no kind of record {shown(kind)}", hint
        return
    kinds = playbook.kinds_of(id_)
    if kind in playbook.unread or (kind is None and not kinds and playbook.unread):
        return  # it may well be in the file that could not be read
    if kind is None and len(kinds) > 1:
        hint = "say which one: " + " or ".join(f"[[{k}:{id_}]] ({_place(playbook, (k, id_))})" for k in kinds)
        yield "ambiguous-reference", f"{shown(id_)} is a {' and a '.join(kinds)}", hint
    elif kind is None and not kinds:
        yield "unknown-reference", f"there is no record {shown(id_)}", _candidates(playbook, id_, None)
    elif kind is not None and kind not in kinds:
        yield "unknown-reference", f"there is no {kind} {shown(id_)}", _candidates(playbook, id_, kind)
    else:
        kind = kind or kinds[0]
        if (kind, id_) not in playbook.known and (renamed := playbook.old_ids.get((kind, id_))):
            yield "renamed-reference", f"{kind} {shown(id_)} is now called {shown(renamed.id)}", f"write {renamed.id}"


def _place(playbook: Playbook, key: Key) -> str:
    """Where a record is written, by its id or an old one."""
    if key in playbook.known:
        return "{}:{}".format(*playbook.known[key])
    return playbook.old_ids[key].path


def _candidates(playbook: Playbook, id_: str, kind: str | None) -> str:
    """Close ids with the places where they are written."""
    if kind is not None and (elsewhere := playbook.kinds_of(id_)):
        return f"there is a {elsewhere[0]} of that id; this place takes a {kind}"
    if called := _called(playbook, id_, kind):
        return " or ".join(called)
    if close := playbook.closest(id_.lower().replace(" ", "-"), kind):
        places = ", ".join("{}:{}".format(*playbook.known[key]) for key in close if key in playbook.known)
        return f"did you mean {' or '.join(shown(i) for _, i in close)}? ({places})"
    if kind is None:
        return "the name of a record's file is its id; if the record is gone, take the link out"
    file = f"data/{KINDS[kind].folder}/{id_}.yml"
    if kind == "role":
        hint = "write the id of a role, not a title or a person: " + ", ".join(r.id for r in playbook.of_kind(kind))
        return f"{hint}; or write {file} first" if re.fullmatch(ID, id_) else hint
    return f"write one first in {file}, name one that exists, or take it out"


def _called(playbook: Playbook, words: str, kind: str | None) -> list[str]:
    """Mends with the ids of records that go by these words: as a title or another name, or that such a person holds."""
    sought = words.casefold()
    found = []
    for record in playbook.of_kind(kind) if kind else playbook.records.values():
        names = (record.title, *record.tags, *getattr(record, "aliases", ()))
        if not record.hidden and sought in map(str.casefold, names):
            found.append(f"write {record.id}, the id of {shown(record.title)}")
        held = (
            holder
            for holder in getattr(record, "held_by", ())
            if sought in (holder.casefold(), *holder.casefold().split())
        )
        found += [f"write {record.id}, the role that {shown(holder)} holds" for holder in held if not record.hidden]
    return found


def _default_owner(playbook: Playbook) -> Iterator[Problem]:
    settings = playbook.settings
    if settings.says("default_owner"):
        for code, message, hint in problems_of(playbook, settings.default_owner):
            yield settings.problem(code, message, "default_owner", hint=hint)


def clashes(playbook: Playbook) -> Iterator[Problem]:
    """Old ids, titles and aliases that two records claim."""
    records = sorted(playbook.records.values(), key=lambda r: (r.path, r.place().line))
    claimed: dict[tuple[str, str], Record] = {}
    names: dict[tuple[str, str], Record] = {}
    for record in records:
        for i, old in enumerate(record.old_ids):
            key = (record.kind, old)
            if key in playbook.known:
                message = f"there is a {record.kind} with the id {shown(old)}"
                yield record.problem(
                    "old-id-clash", message, "old_ids", i, hint="delete the old id, or rename that record"
                )
            elif (first := claimed.setdefault(key, record)) is not record:
                message = f"{shown(old)} is also an old id of {shown(first.id)}"
                yield record.problem(
                    "old-id-clash", message, "old_ids", i, hint="keep it where the old address should lead"
                )
        titled = "title" not in record.computed
        if titled and (first := names.setdefault((record.kind, record.title.casefold()), record)) is not record:
            message = f"{shown(record.title)} is also the title of {first.kind}:{first.id} in {first.path}"
            yield record.problem("duplicate-title", message, "title", hint="say what makes this one different")
    for record in records:
        for i, alias in enumerate(getattr(record, "aliases", ())):
            if (first := names.setdefault((record.kind, alias.casefold()), record)) is not record:
                message = f"{shown(alias)} already leads to {shown(first.title)}"
                yield record.problem("duplicate-alias", message, "aliases", i, hint="keep it in one place")


def absences(playbook: Playbook) -> Iterator[Problem]:
    """What nothing refers to: principles on a wall, values nobody reads."""
    for record in playbook.of_kind("principle"):
        if record.in_use and "Applied by" not in playbook.backlinks(record):
            hint = f"name it under `principles:` in a record that puts it into practice: {record.id}"
            yield record.problem("unapplied-principle", "no record applies this principle", hint=hint)
    files = {record.path: record.lines for record in playbook.records.values()}
    texts = [line for lines in files.values() for line in lines] + [page.text for page in playbook.pages]
    used = {name for text in texts if "[[value:" in text for name in _VALUE.findall(text)}
    for name in playbook.settings.values:
        if name not in used:
            message = f"nothing uses the value {shown(name)}"
            yield playbook.settings.problem("unused-value", message, "values", name, hint="delete it, or use it")
