"""A user's text inside a message: short, on one line, with nothing in it that a terminal or a runner would obey."""

from __future__ import annotations

import re


def shown(text: str, limit: int = 60) -> str:
    """A user's text, quoted for a message: short, on one line, nothing invisible that a terminal would obey."""
    text = printable(" ".join(text.split()))
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


# What the machines that run checks obey in a log: `::error::` first in a line, `##[error]` and `##vso[` anywhere.
_OBEYED = re.compile(r"^(?P<space>\s*):(?=:)|#(?=#\w*\[)", re.MULTILINE)


# Joiners, marks of right-to-left writing, soft hyphens and the tags of flags: a hint that is pasted must keep them.
_KEPT = frozenset("\n\u00ad\u061c\u200b\u200c\u200d\u200e\u200f") | frozenset(map(chr, range(0xE0020, 0xE0080)))


def printable(text: str) -> str:
    """The text with what a terminal or a runner's log would obey, or a reader could not see, written out as \\uXXXX."""
    text = "".join(c if c.isprintable() or c in _KEPT else _written_out(c) for c in text)
    return _OBEYED.sub(lambda m: (m["space"] or "") + _written_out(m[0][-1]), text)


def _written_out(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def one_row(text: str) -> str:
    """The same on one line, such as the name of a file that holds a line end."""
    return printable(text).replace("\n", "\\u000a")
