"""The page of a form."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.reference import Template
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a form."""

    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A form to fill in: here, or where `url` leads."""

    frame: Frame
    url: Markup
    sections: tuple[Section, ...]


def page(here: Linker, record: Template) -> TemplatePage:
    """The page of one form."""
    return TemplatePage(
        frame=frame(here, record),
        url=here.outside(record.url, here.say("Open the form")) if record.url else Markup(""),
        sections=tuple(Section(s.title, here.rich(s.body)) for s in record.sections),
    )
