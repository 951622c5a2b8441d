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
from .compare import Change, Difference, What, change
from .recent import Changes, Line
from .versions import VALUE, Version

HEADINGS: Mapping[What, str] = {
    "adopted": "In use now",
    "added": "New",
    "changed": "Changed",
    "retired": "Retired",
    "removed": "Removed",
}
STATUSES = {"library": "in the library", "trial": "on trial", "active": "in use", "retired": "retired"}
CHAT_DAYS = datetime.timedelta(days=30)
CHAT_NAMES, CHAT_FIELDS = 5, 3
"""How far the paragraph for chat goes back from the newest change, how many records of a sort and fields it names."""
PAGE, FEED = "what-changed.md", "what-changed.xml"

# Where a field's name is not the word that readers know it by.
_WORDS = {
    "accountable_for": "what it answers for",
    "active": "whether it is active",
    "agreed": "who agreed, and when",
    "aliases": "other names",
    "asked": "who is asked",
    "async_alternative": "how to do it without a meeting",
    "cancel_if": "when to cancel it",
    "checked": "last checked",
    "cost_per_year": "cost a year",
    "cost_to_teams": "what it costs others",
    "counter_metric": "the metric that balances it",
    "cover": "who covers",
    "data_allowed": "which data it may hold",
    "decided_by": "who decides",
    "direction": "which way is better",
    "do": "what to do",
    "effort": "what one run takes",
    "engineering": "who leads engineering",
    "escalation": "what to do when it is stuck",
    "every": "how often it comes round",
    "example": "whether it is an example",
    "exit": "how to leave it",
    "expectations": "what each side expects",
    "for": "whom it is for",
    "for_what": "what it is for",
    "get_access": "how to get in",
    "go": "where it leads",
    "held_by": "who holds it",
    "hidden": "whether it is hidden",
    "id": "its address",
    "informed": "who is informed",
    "inputs": "what it starts from",
    "keep": "who would miss it",
    "kept": "how it is kept",
    "lifecycle": "whether it stays",
    "lives_in": "where it lives",
    "looks_like": "what it looks like",
    "not": "what it is not",
    "not_accountable_for": "what it does not answer for",
    "not_for": "when it does not apply",
    "not_like": "what it does not look like",
    "old_ids": "old addresses",
    "on": "when it happens",
    "order": "its place in the list",
    "outputs": "what it gives",
    "parties": "promises",
    "pause_point": "the moment it is for",
    "pm": "who decides",
    "prevents": "what it prevents",
    "product_ops": "whether it is product operations",
    "rationale": "why",
    "reach": "how to reach them",
    "read": "what to read",
    "read_with": "whom to read it with",
    "related": "what belongs to it",
    "renewal_on": "renewal",
    "retire_when": "what would make it unnecessary",
    "run_by": "who runs it",
    "run_fields": "what is filled in",
    "say": "what to say",
    "say_this": "what to say",
    "signals": "how to see that it works",
    "starting": "confirmed",
    "support": "who supports it",
    "talk_again_on": "when to talk again",
    "tension": "what speaks against it",
    "tried": "who tried it",
    "trial_until": "last day of the trial",
    "trigger": "when it starts",
    "when_broken": "what happens when it is broken",
    "works_with": "who works with it",
}
_SHORT = re.compile(r"-?\d[\d.:-]{0,14}(?: ?(?:%|[a-z]{1,10}(?: [a-z]{1,10})?))?")
_FILLED = re.compile(r"\[\[(value|word):([A-Za-z0-9][\w.-]*)\]\]")


def field(name: str) -> str:
    """A field in the words that readers know."""
    return _WORDS.get(name) or name.removeprefix("x_").replace("_", " ")


def kind(version: Version) -> str:
    """What sort of thing a record is."""
    return "number" if version.kind == VALUE else KINDS[version.kind].name


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
    status = STATUSES.get(after.status, "")
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
    when = f"from {first} to {last}" if first < last else f"on {last}"
    parts = [f"What changed in the playbook of {playbook.settings.organisation} {when}."]
    whole = _whole(lines)
    for what, heading in HEADINGS.items():
        names = [_named(line, playbook) for line in whole if line.change.what == what]
        if names:
            more = f" and {len(names) - CHAT_NAMES} more" if len(names) > CHAT_NAMES else ""
            parts.append(f"{heading}: {', '.join(names[:CHAT_NAMES])}{more}.")
    if playbook.home:
        parts.append(f"More: {playbook.home}{PAGE.removesuffix('.md')}/")
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
    fields = dict.fromkeys(field(d.field) for d in line.change.differences)
    words = ", ".join(list(fields)[:CHAT_FIELDS]) + (" and more" if len(fields) > CHAT_FIELDS else "")
    return f"{name} ({words})"


def title_now(line: Line, playbook: Playbook) -> str:
    """What a record is called now; what it was called, when it is gone."""
    return str(line.record.title) if line.record else title(line.change.version, playbook)


def _number(version: Version) -> str:
    amount, unit = (version.fields.get(name, "") for name in ("value", "unit"))
    return Value(version.id, str(amount), str(unit)).shown


def _difference(difference: Difference, playbook: Playbook) -> tuple[str, bool]:
    """A field in words, and whether they say all: what it said and what it says."""
    name, before, after = difference.field, difference.before, difference.after
    if name == "starting":
        return ("confirmed" if after is None else "not confirmed any more"), True
    was, now = _short(name, before, playbook), _short(name, after, playbook)
    # Where one side is long, or not for readers, the name alone is told.
    if was is None or now is None or was == now:
        return field(name), False
    return f"{field(name)}: {was} → {now or 'none'}" if was else f"{field(name)}: {now}", True


def _short(name: str, said: Any, playbook: Playbook) -> str | None:
    """A value that a line has room for; empty where the field was not there, None where it is not to be told."""
    if name == "status":
        return STATUSES.get(str(said or "active"), str(said))
    if name == "owner":
        owner = playbook.get(
            Mention(str(said).removeprefix("role:"), "role") if said else playbook.settings.default_owner
        )
        return None if owner is None or owner.hidden else str(owner.title)
    if said is None:
        return ""
    return said if isinstance(said, str) and _SHORT.fullmatch(said) else None
