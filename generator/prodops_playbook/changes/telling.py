"""A change in plain words, the same on the page, in the feed, in chat and on the command line."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..kinds import KINDS, Settings
from ..links import Mention
from ..playbook import Key, Playbook
from ..types import Value
from ..words import Words, later
from .compare import Change, Difference, What, change
from .fields import field
from .recent import Changes, Line
from .versions import VALUE, Version

HEADINGS: Mapping[What, str] = {
    "adopted": later("In use now"),
    "added": later("New"),
    "changed": later("Changed"),
    "retired": later("Retired"),
    "removed": later("Removed"),
}
STATUSES = {
    "library": later("in the library"),
    "trial": later("on trial"),
    "active": later("in use"),
    "retired": later("retired"),
}
CHAT_DAYS = datetime.timedelta(days=30)
CHAT_NAMES, CHAT_FIELDS = 5, 3
"""How far the paragraph for chat goes back from the newest change, how many records of a sort and fields it names."""
PAGE, FEED = "what-changed.md", "what-changed.xml"

_SHORT = re.compile(r"-?\d[\d.:-]{0,14}(?: ?(?:%|[a-z]{1,10}(?: [a-z]{1,10})?))?")
_FILLED = re.compile(r"\[\[(value|word):([A-Za-z0-9][\w.-]*)\]\]")


def kind(version: Version, words: Words) -> str:
    """What sort of thing a record is."""
    return words.gettext("number") if version.kind == VALUE else words.gettext(KINDS[version.kind].name)


def title(version: Version, playbook: Playbook) -> str:
    """What a record was called, with the names and numbers of today in it."""
    values, words = playbook.settings.context().values or {}, playbook.settings.words

    def filled(use: re.Match[str]) -> str:
        name = use[2]
        return values[name].shown if use[1] == "value" and name in values else str(words.get(name, name))

    return _FILLED.sub(filled, version.title)


def details(made: Change, playbook: Playbook) -> tuple[str, ...]:
    """What changed about a record: fields by their names, short ones with what they said and what they say."""
    if made.what == "removed":
        return ()
    after = made.version
    status = playbook.words.gettext(STATUSES[after.status]) if after.status in STATUSES else ""
    if made.what == "added":
        return (status,) if status and after.status != "active" else ()
    told = [status] if made.what == "adopted" and after.status == "trial" else []
    if after.kind == VALUE and any(d.field in ("value", "unit") for d in made.differences):
        assert made.before is not None
        told.append(f"{_number(made.before)} → {_number(after)}")
    # What is told already, by the heading or with its unit.
    known = ("value", "unit") if after.kind == VALUE else ("status",) if made.what != "changed" else ()
    left = [_difference(d, playbook) for d in made.differences if d.field not in known]
    told += [words for words, whole in left if whole]
    names = dict.fromkeys(words for words, whole in left if not whole)
    return (*told, ", ".join(names)) if names else tuple(told)


def chat(changes: Changes, playbook: Playbook) -> str:
    """The last thirty days with changes as one paragraph, with the address of the page where it is known."""
    if not changes.lines:
        return ""
    last = changes.lines[0].on
    lines = [line for line in changes.lines if last - line.on < CHAT_DAYS]
    first = lines[-1].on
    words, named = playbook.words, {"name": playbook.settings.organization, "first": first, "last": last}
    if first < last:
        parts = [words.gettext("What changed in the playbook of %(name)s from %(first)s to %(last)s.") % named]
    else:
        parts = [words.gettext("What changed in the playbook of %(name)s on %(last)s.") % named]
    whole = _whole(lines)
    for what, heading in HEADINGS.items():
        names = [_named(line, playbook) for line in whole if line.change.what == what]
        if names:
            told, more = ", ".join(names[:CHAT_NAMES]), len(names) - CHAT_NAMES
            if more > 0:
                told = words.ngettext("%(some)s and %(num)s more", "%(some)s and %(num)s more", more) % {
                    "some": told,
                    "num": more,
                }
            parts.append(f"{words.gettext(heading)}: {told}.")
    if playbook.home:
        parts.append(words.gettext("More: %(address)s") % {"address": f"{playbook.home}{PAGE.removesuffix('.md')}/"})
    return " ".join(parts)


def feed(changes: Changes, settings: Settings) -> str:
    """The file of the feed; empty where there is none, for nobody could follow its links."""
    return FEED if settings.site and not changes.note else ""


def _whole(lines: list[Line]) -> list[Line]:
    """Lines of several days as one of each record: what came and went in between is not told."""
    chains: dict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        chains[line.record.key if line.record else line.change.version.key].append(line)
    made = ((chain[0], change(chain[-1].change.before, chain[0].change.after)) for chain in chains.values())
    return [dataclasses.replace(line, change=whole) for line, whole in made if whole]


def _named(line: Line, playbook: Playbook) -> str:
    name = f"“{title_now(line, playbook)}”"
    if line.change.what != "changed":
        return name
    words = playbook.words
    fields = dict.fromkeys(field(d.field, words) for d in line.change.differences)
    told = ", ".join(list(fields)[:CHAT_FIELDS])
    if len(fields) > CHAT_FIELDS:
        told = words.gettext("%(some)s and more") % {"some": told}
    return f"{name} ({told})"


def title_now(line: Line, playbook: Playbook) -> str:
    """What a record is called now; what it was called, when it is gone."""
    return str(line.record.title) if line.record else title(line.change.version, playbook)


def _number(version: Version) -> str:
    amount, unit = (version.fields.get(name, "") for name in ("value", "unit"))
    return Value(version.id, str(amount), str(unit)).shown


def _difference(difference: Difference, playbook: Playbook) -> tuple[str, bool]:
    """A field in words, and whether they say all: what it said and what it says."""
    name, before, after, say = difference.field, difference.before, difference.after, playbook.words.gettext
    called = field(name, playbook.words)
    if name == "starting":
        return say("confirmed") if after is None else say("not confirmed any more"), True
    was, now = _short(name, before, playbook), _short(name, after, playbook)
    # Where one side is long, or not for readers, the name alone is told.
    if was is None or now is None or was == now:
        return called, False
    return f"{called}: {was} → {now or say('none')}" if was else f"{called}: {now}", True


def _short(name: str, said: Any, playbook: Playbook) -> str | None:
    """A value that a line has room for; empty where the field was not there, None where it is not to be told."""
    if name == "status":
        status = str(said or "active")
        return playbook.words.gettext(STATUSES[status]) if status in STATUSES else status
    if name == "owner":
        owner = playbook.get(
            Mention(str(said).removeprefix("role:"), "role") if said else playbook.settings.default_owner
        )
        return None if owner is None or owner.hidden else str(owner.title)
    if said is None:
        return ""
    return said if isinstance(said, str) and _SHORT.fullmatch(said) else None
