"""How a checklist item is worded: one check, plain, and in the mood of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VAGUE = re.compile(
    r"(?i)\b(appropriate(?:ly)?|as needed|as required|where necessary|if applicable|ensure[sd]?|properly"
    r"|adequate(?:ly)?|sufficient(?:ly)?|suitabl[ey]|correctly|etc)\b"
)
# Verbs that begin a command. A word that is as often a noun at the start of a confirming item is left out.
_VERBS = """
    add agree announce ask assign attach book bring call check choose close collect compare confirm count create
    decide define delete describe do draft explain fill find finish fix get give hand identify inform invite
    keep leave let list listen look make measure move name note offer open pick post prepare publish put raise
    read record remove repeat report review run say score send set share show start stop strike switch take talk
    tell test thank try turn update use verify wait walk watch write
"""
_COMMANDS = frozenset(_VERBS.split())
# A statement: a subject of up to five words, then a verb. "Review is booked", "Test passed".
_STATE = re.compile(
    r"(?i)^\W*[\w-]+\W+(?:[\w-]+\W+){0,4}?"
    r"(?:is|are|was|were|has|have|had|can|does|do|will|holds|exists|passed|works|stands|says|names|fits|knows)\b"
)


def check(text: str, order: str | None) -> Iterator[tuple[str, str, str]]:
    """Code, message and hint of each weakness in an item's wording; `order` is the list's type, if it is known."""
    if vague := _VAGUE.search(text):
        message = f"“{vague[0]}” would be ticked differently by two people"
        yield "checklist-vague", message, "say what one can see: who, what, how many, by when"
    if _two_checks(text):
        yield (
            "checklist-two-checks",
            "two checks joined by “and”: which one is ticked?",
            "make two items, or drop the lesser one",
        )
    first = re.match(r"\W*([\w-]+)", text)
    verb = first is not None and first[1].lower() in _COMMANDS
    state = _STATE.match(text) is not None
    if order == "do_confirm" and verb and not state:
        message = "this reads as a command, but the list confirms work that is done"
        yield "checklist-order", message, "say what is true when it is done: “Rollback is agreed”"
    if order == "read_do" and not verb and state:
        message = "this reads as a state, but the list is read and done item by item"
        yield "checklist-order", message, "begin with a verb: “Agree the end date”"


def _two_checks(text: str) -> bool:
    """Whether both sides of an "and" (or a semicolon) could be ticked alone: each has a verb of its own."""
    verb = (
        r"\b(?:is|are|was|were|has|have|can|does|do|will|know[s]?|agreed|named|written|told|set|tested|tried|booked)\b"
    )
    parts = re.split(r"(?i)\band\b|;", text)
    return len(parts) > 1 and all(re.search(verb, part) for part in parts)
