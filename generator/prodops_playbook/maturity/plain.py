"""Frozen values written out, for the page that scores and for other programs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any


def plain(value: Any, *, brief: bool = False) -> Any:
    """A value for JSON, its fields by their names: fractions as texts in lowest terms ("17/20", "0"), days as
    2026-11-02. `brief`: without the fields that say nothing, as people write files.
    """
    if is_dataclass(value):
        told = {field.name.rstrip("_"): plain(getattr(value, field.name), brief=brief) for field in fields(value)}
        return {name: one for name, one in told.items() if not brief or one or (one == 0 and one is not False)}
    if isinstance(value, Mapping):
        return {str(name): plain(one, brief=brief) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one, brief=brief) for one in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Fraction) else value
