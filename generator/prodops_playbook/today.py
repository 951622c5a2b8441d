"""The day that checks and pages count from. Only the outlets ask; everything inside is told."""

from __future__ import annotations

import contextlib
import datetime
import os
import zoneinfo

from .kinds.zones import time_zones


def today(timezone: str) -> datetime.date:
    """PLAYBOOK_TODAY, else SOURCE_DATE_EPOCH, else the date in the playbook's time zone.

    >>> today("Europe/Lisbon") == prepare(find(Path("our-playbook")), today).today
    True
    """
    with contextlib.suppress(ValueError):
        return datetime.date.fromisoformat(os.environ.get("PLAYBOOK_TODAY", ""))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone: datetime.tzinfo = datetime.UTC
    if timezone in time_zones():
        zone = zoneinfo.ZoneInfo(timezone)
    with contextlib.suppress(ValueError, OverflowError, OSError):  # not a number, or not a day that exists
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(zone).date()
