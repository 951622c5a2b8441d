"""References from a field of one record to another record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from ..links import PATH
from ..problems import shown
from .context import wrong
from .meaning import Meaning

_PATH = re.compile(PATH)
_NAME = re.compile(r"[^\W\d_][\w .,/&+'()-]*")
"""A title or a person's name in the place of an id; only the whole playbook can tell which id it means."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A record named by a field, with the field's own rule."""

    id: str
    kind: str
    to: To

    @property
    def target(self) -> str:
        """The reference as an author writes it where the kind is not implied."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class To:
    """Marks a field as a reference: the kinds it accepts (none: any) and its meaning on the other side.

    `back` is what the record referred to says of it. With one kind the id alone is enough;
    with several, the author writes `kind:id`, but for those of the kind that is `plain`.
    """

    kinds: tuple[str, ...]
    back: Meaning
    plain: str = ""

    @property
    def takes(self) -> str:
        """What an author is told that the field takes."""
        if len(self.kinds) == 1:
            return f"the id of a {self.kinds[0]}"
        named = (f"the id of a {kind}" if kind == self.plain else f"`{kind}:id`" for kind in self.kinds)
        return " or ".join(named) or "`kind:id`"

    def same(self, text: str) -> str:
        """The reference with its kind, where an author may leave that out."""
        kind = self.plain or (self.kinds[0] if len(self.kinds) == 1 else "")
        return f"{kind}:{text.strip()}" if kind and ":" not in text else text.strip()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A Reference, from the characters of a scalar."""
        return core_schema.with_info_after_validator_function(self._read, core_schema.str_schema())

    def _read(self, text: str, info: ValidationInfo) -> Reference:
        kind, colon, id_ = text.strip().rpartition(":")
        id_, kind = id_.strip(), kind.strip()
        wanted = " or ".join(f"{k}:id" for k in self.kinds) or "kind:id, such as process:weekly-triage"
        if not colon and (self.plain or len(self.kinds) == 1):
            kind = self.plain or self.kinds[0]
        elif not colon:
            raise wrong("wrong-value", f"{shown(text)} does not say what kind of record it is", f"write {wanted}")
        if self.kinds and kind not in self.kinds:
            raise wrong("wrong-value", f"{shown(text)} is no {' or '.join(self.kinds)}", f"write {wanted}")
        if not (_PATH.fullmatch(id_) or _NAME.fullmatch(id_)):
            hint = "an id has small letters, digits and hyphens; it is the name of the file"
            raise wrong("wrong-value", f"{shown(id_)} is not an id", hint)
        return Reference(id_, kind, self)
