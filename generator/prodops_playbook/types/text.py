"""Text: plain, one line, escaped wherever it lands."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .. import escaping
from ..links import REFERENCE
from .context import Value, context_of, several, wrong

_USE = re.compile(r"\[\[(value|word):([A-Za-z0-9][\w.-]*)\]\]")


LONGEST = 20_000
"""Characters of one text: more than ten pages, which nobody reads in a record."""


def bounded(text: str) -> None:
    """Raise the error of a field whose text is longer than any reader is patient."""
    if len(text) > LONGEST:
        hint = "shorten it, or write a page under playbook/ and link to it with [[page:its-name]]"
        raise wrong("too-large", f"a text of more than {LONGEST:,} characters", hint)


class Text(str):
    """A plain text as it is read, with `[[value:...]]` and `[[word:...]]` filled in.

    `parts` are the same characters, cut where a value stands, so that a page can mark it. `named` has the names of
    values and words in their places, so that an address made of it stays when one of them changes.
    """

    parts: tuple[str | Value, ...]
    named: str

    def __new__(cls, text: str, parts: tuple[str | Value, ...] | None = None, named: str | None = None) -> Self:
        """A text of exactly these characters."""
        made = super().__new__(cls, text)
        made.parts = (text,) if parts is None else parts
        made.named = text if named is None else named
        return made

    def __html__(self) -> str:
        """The text for any place of a page."""
        return escaping.text(self)

    @property
    def links(self) -> bool:
        """Whether the text holds something written like a link, which plain text does not make one."""
        return REFERENCE.search(self) is not None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """One line of text, from the characters of a scalar."""
        return core_schema.with_info_after_validator_function(read_text, core_schema.str_schema())


def read_text(text: str, info: ValidationInfo) -> Text:
    """One line of text with its values and words filled in, from the characters of a scalar."""
    text = escaping.one_line(text)
    if not text:
        raise wrong("wrong-value", "this text is empty", "write a text, or delete the line")
    bounded(text)
    if "[[" not in text:
        return Text(text)
    context, parts, end = context_of(info), list[str | Value](), 0
    errors: list[PydanticCustomError] = []
    for use in _USE.finditer(text):
        parts.append(text[end : use.start()])
        try:
            parts.append(context.value(use[2]) if use[1] == "value" else context.word(use[2]))
        except PydanticCustomError as error:
            errors.append(error)
        end = use.end()
    if errors:
        raise several(errors)
    parts = [part for part in (*parts, text[end:]) if part]
    return Text("".join(p if isinstance(p, str) else p.shown for p in parts), tuple(parts), _USE.sub(r"\2", text))
