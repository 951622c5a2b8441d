"""How a checklist item is worded: one check, plain, and in the mood of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VAGUE = re.compile(
    r"(?i)\b(appropriate(?:ly)?|as needed|as required|where necessary|if applicable|ensure[sd]?|properly"
    r"|adequate(?:ly)?|sufficient(?:ly)?|suitabl[ey]|correctly|etc)\b"
)
# Verbs that begin a command, whatever follows: "Confirm that it is on", "Notify customers who are affected".
_VERBS = """
    add agree announce ask assign attach bring check choose collect compare confirm create decide define delete
    describe do double-check explain fill find get give identify inform invite keep let listen make notify pick prepare
    publish put remind remove repeat say send take talk tell thank try validate verify wait write
"""
# Words that begin a command too, but are as often the subject of a statement: "Call notes are filed", "Test passed".
_NOUNS = """
    answer book call close count draft finish fix hand leave list look measure move name note offer open post raise
    read record report review run score set share show start stop strike switch test turn update use walk watch
"""
_COMMANDS = frozenset(_VERBS.split())
_DOUBTFUL = frozenset(_NOUNS.split())
_WORDS = re.compile(r"(?i)^\W*(please\b)?\W*([\w-]+)\W*([\w-]*)")
# What begins an object, and so shows that a doubtful word was a command: "Review the list that is on the wall".
_DETERMINERS = """
    a all an any both each every how if our that the their these this those what when where whether which who why your
"""
_OBJECT = frozenset(_DETERMINERS.split())
_BE = r"(?:is|are|was|were|has|have|had|can|does|do|will|holds|exists|passed|works|stands|says|names|fits|knows)\b"
# A statement: a subject of up to five words, then a verb; or one word and its state: "Review complete", "Test signed".
_STATE = re.compile(rf"(?i)^\W*[\w-]+\W+(?:[\w-]+\W+){{0,4}}?{_BE}")
_ENDED = (
    r"(?:complete|done|ready|over|live|sent|made|held|read|met|\w+ed)"
    r"(?:\W*$|\W+(?:at|by|for|from|in|on|to|with|without)\b)"
)
_SUBJECT = re.compile(rf"(?i)^\W*[\w-]+\s+(?:of\b|{_BE}|{_ENDED})")
_JOINED = re.compile(r"(?i)(?:[,;]\s*|\b)(?:and then|and|then)\b|;")


_LONGEST = 1_000
"""Characters of an item that are looked at: whoever reads an item of more has another problem."""


def check(text: str, order: str | None) -> Iterator[tuple[str, str, str]]:
    """Code, message and hint of each weakness in an item's wording; `order` is the list's type, if it is known."""
    text = text[:_LONGEST]
    if vague := _VAGUE.search(text):
        message = f"“{vague[0]}” would be ticked differently by two people"
        yield "checklist-vague", message, "say what one can see: who, what, how many, by when"
    if joint := _two_checks(text):
        message = f"two checks joined by “{joint}”: which one is ticked?"
        yield "checklist-two-checks", message, "make two items, or drop the lesser one"
    command = _command(text)
    if order == "do_confirm" and command:
        message = "this reads as a command, but the list confirms work that is done"
        yield "checklist-order", message, "say what is true when it is done: “Rollback is agreed”"
    if order == "read_do" and not command and _statement(text):
        message = "this reads as a state, but the list is read and done item by item"
        yield "checklist-order", message, "begin with a verb: “Agree the end date”"


def _command(text: str, *, surely: bool = False) -> bool:
    """Whether a text tells somebody to do something; `surely`: where its first word can be nothing but a command."""
    found = _WORDS.match(text)
    if found is None:
        return False
    please, first, second = found[1], found[2].lower(), found[3].lower()
    if please or (second in _OBJECT and first in _DOUBTFUL):
        return True
    doubtful = first in _DOUBTFUL and not surely and not _STATE.match(text)
    return (first in _COMMANDS or doubtful) and not _SUBJECT.match(text)


def _statement(text: str) -> bool:
    """Whether a text says what is so."""
    return bool(_STATE.match(text) or _SUBJECT.match(text))


def _two_checks(text: str) -> str:
    """What joins two parts that could be ticked alone: each has a verb of its own, or each is a command. Else empty."""
    verb = (
        r"\b(?:is|are|was|were|has|have|can|does|do|will|know[s]?|agreed|named|written|told|set|tested|tried|booked)\b"
    )
    for joint in _JOINED.finditer(text):
        before, after = text[: joint.start()], text[joint.end() :]
        told = re.search(verb, before) and re.search(verb, after)
        if told or (_command(before) and _command(after, surely=True)):
            return joint[0].strip(", ")
    return ""
