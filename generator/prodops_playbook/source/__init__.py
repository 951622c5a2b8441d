"""YAML text to values that know their line and column. Hostile input stops here.

Every scalar arrives as its characters; the schema types it, not YAML. Text that YAML would lose or bend
(`channel: #ask`) becomes a Problem with the quoted line ready to paste, and the mended line is what the rest of the
run reads, so that one trap hides nothing.
"""

from __future__ import annotations

from .files import MAX_BYTES, decode, leads_out, read_bytes, unfit
from .parse import MAX_DEPTH, MAX_SLIPS, read, read_file
from .syntax import syntax
from .traps import as_written, box, items, quote_this, space_this
from .tree import Document, Mapping, Node, Scalar, Sequence, scalars

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_SLIPS",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "as_written",
    "box",
    "decode",
    "items",
    "leads_out",
    "quote_this",
    "read",
    "read_bytes",
    "read_file",
    "scalars",
    "space_this",
    "syntax",
    "unfit",
]
