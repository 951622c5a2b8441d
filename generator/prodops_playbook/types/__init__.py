"""The types of fields: text, prose, numbers, dates, durations, addresses and references to records."""

from __future__ import annotations

from .choice import Called
from .context import Context, Value, wrong
from .marks import marks, typed
from .meaning import Meaning
from .model import Model
from .offset import Distance, Offset
from .prose import Inline, Markdown, Prose
from .reference import Reference, To
from .scalars import (
    NO,
    YES,
    Address,
    Date,
    Duration,
    Flag,
    Id,
    Length,
    Number,
    OldId,
    Share,
    Tag,
    Version,
    Weight,
    Whole,
    between,
    old_key,
    word,
)
from .text import Text

__all__ = [
    "NO",
    "YES",
    "Address",
    "Called",
    "Context",
    "Date",
    "Distance",
    "Duration",
    "Flag",
    "Id",
    "Inline",
    "Length",
    "Markdown",
    "Meaning",
    "Model",
    "Number",
    "Offset",
    "OldId",
    "Prose",
    "Reference",
    "Share",
    "Tag",
    "Text",
    "To",
    "Value",
    "Version",
    "Weight",
    "Whole",
    "between",
    "marks",
    "old_key",
    "typed",
    "word",
    "wrong",
]
