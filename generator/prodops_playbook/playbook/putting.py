"""What is put in the place of a mention in a hand-written page: the pages and the checks ask here."""

from __future__ import annotations

from enum import Enum

from ..links import IN_LINE, Found
from .model import Playbook


class Put(Enum):
    """What a reader finds where a mention was."""

    TYPED = "typed"
    """What was typed: it is none of ours, or the checks tell of it."""
    WORDS = "words"
    HTML = "html"
    """A link as HTML, where nothing is read as Markdown."""
    LINK = "link"
    LINE = "line"
    """An embed of one paragraph."""
    BLOCK = "block"
    """An embed with a list."""


def put(playbook: Playbook, found: Found) -> Put:
    """What is put in the place of what was found."""
    mention = found.mention
    if found.beyond or not playbook.claims(mention):
        return Put.TYPED
    if mention.kind in ("value", "word"):
        plain = mention.kind == "word" or found.raw or found.shown or mention.id not in playbook.settings.values
        return Put.WORDS if plain else Put.LINK
    view = mention.kind == "view"
    block = view and mention.id not in IN_LINE
    if found.shown or (found.raw and mention.embed) or (found.cramped and block):
        return Put.TYPED
    if found.raw:
        return Put.HTML
    if not mention.embed or (found.margin is None and not view):
        return Put.LINK
    if view:
        return Put.BLOCK if block else Put.LINE
    record = playbook.get(mention)
    if record is None or record.hidden:
        return Put.WORDS
    if record.kind != "checklist":
        return Put.LINE
    return Put.LINK if found.cramped else Put.BLOCK
