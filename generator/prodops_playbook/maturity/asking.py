"""What the page gets that asks the questions and scores the answers itself."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ..words import Words
from .counting import Counting
from .limits import LIMITS, Limits
from .wording import Phrases, phrases


@dataclass(frozen=True, kw_only=True)
class Asking(Counting):
    """A model, with the limits and the phrases that the page and the command share."""

    limits: Limits
    says: Phrases


def asking(model: Counting, words: Words) -> Asking:
    """A model for the page, in one language."""
    own = {field.name: getattr(model, field.name) for field in fields(model)}
    return Asking(**own, limits=LIMITS, says=phrases(model, words))
