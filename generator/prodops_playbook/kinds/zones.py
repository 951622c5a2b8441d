"""The time zones that there are."""

from __future__ import annotations

import functools
import zoneinfo


@functools.cache
def time_zones() -> frozenset[str]:
    """Their names. Python opens hundreds of files to tell them, so it is asked once."""
    return frozenset(zoneinfo.available_timezones())
