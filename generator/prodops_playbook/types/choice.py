"""Choices: fields that take one of a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class Called:
    """What others write for the choices of a field: their word -> ours.

    Theirs in small letters, without spaces, hyphens and underscores. Only what can mean nothing else.
    """

    choices: Mapping[str, str]
