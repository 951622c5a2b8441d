"""The types of fields: text, prose, numbers, dates, durations, addresses and references to records."""

from __future__ import annotations

from .context import Context, Value, wrong
from .model import Model
from .prose import Inline, Markdown, Prose
from .reference import Reference, To
from .scalars import (
    Address,
    Date,
    Duration,
    Flag,
    Id,
    Length,
    Number,
    Share,
    Tag,
    Version,
    Weight,
    Whole,
    between,
    word,
)
from .text import Text

__all__ = [
    "Address",
    "Context",
    "Date",
    "Duration",
    "Flag",
    "Id",
    "Inline",
    "Length",
    "Markdown",
    "Model",
    "Number",
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
    "word",
    "wrong",
]
