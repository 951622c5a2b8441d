"""The page of a metric."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ..kinds.reference import Baseline, Metric
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class Reading:
    """A value on a day."""

    on: datetime.date
    value: Decimal
    note: Markup


@dataclass(frozen=True, slots=True)
class MetricPage:
    """A number that a decision rests on."""

    frame: Frame
    question: Markup
    definition: Markup
    formula: Markup
    source: Markup
    decision: Markup
    unit: str
    grain: str
    direction: str
    target: Markup
    baseline: Baseline | None
    counter_metric: Markup
    dashboards: tuple[Markup, ...]
    caveats: tuple[Markup, ...]
    readings: tuple[Reading, ...]


def page(here: Linker, record: Metric) -> MetricPage:
    """The page of one metric."""
    return MetricPage(
        frame=frame(here, record),
        question=here.rich(record.question),
        definition=here.rich(record.definition),
        formula=here.rich(record.formula),
        source=here.rich(record.source),
        decision=here.rich(record.decision),
        unit=record.unit or "",
        grain=record.grain or "",
        direction=record.direction or "",
        target=here.rich(record.target),
        baseline=record.baseline,
        counter_metric=here.link(record.counter_metric) if record.counter_metric else Markup(""),
        dashboards=tuple(here.outside(url, here.say("Dashboard")) for url in record.dashboards),
        caveats=here.texts(record.caveats),
        readings=tuple(Reading(r.on, r.value, here.rich(r.note)) for r in record.readings),
    )
