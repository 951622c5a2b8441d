"""What a field may need to know while it is read: the values and words of playbook.yml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..problems import did_you_mean, shown


@dataclass(frozen=True, slots=True)
class Value:
    """A number that the company sets for itself. `starting`: nobody has confirmed it yet.

    `unread`: it stands for one that could not be read, and nothing may be said of how much it is.
    """

    name: str
    amount: str
    unit: str = ""
    starting: bool = False
    unread: bool = False

    @property
    def shown(self) -> str:
        """Number and unit as a person writes them: "20 business days", "1 business day", "20 %"."""
        unit = self.unit.removesuffix("s") if self.amount == "1" else self.unit
        return f"{self.amount} {unit}".strip()


@dataclass(frozen=True, slots=True)
class Context:
    """`values` and `words` are None when playbook.yml could not be read: then any name is accepted."""

    values: Mapping[str, Value] | None = field(default_factory=dict)
    words: Mapping[str, str] | None = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """The value of that name; raises the error of a field when there is none."""
        if self.values is None:
            return Value(name, "0", unread=True)
        if (value := self.values.get(name)) is None:
            hint = did_you_mean(name, self.values) or "add it under `values:` in playbook.yml"
            raise wrong("unknown-value", f"there is no value {shown(name)} in playbook.yml", hint, f"[[value:{name}")
        return value

    def word(self, name: str) -> str:
        """The company's word of that name; raises the error of a field when there is none."""
        if self.words is None:
            return name
        if (word := self.words.get(name)) is None:
            hint = did_you_mean(name, self.words) or "add it under `words:` in playbook.yml"
            raise wrong("unknown-value", f"there is no word {shown(name)} in playbook.yml", hint, f"[[word:{name}")
        return word


NO_CONTEXT = Context(None, None)


def context_of(info: ValidationInfo) -> Context:
    """The context of a validation; one that accepts any name where the caller gave none."""
    return info.context if isinstance(info.context, Context) else NO_CONTEXT


def wrong(code: str, message: str, hint: str = "", needle: str = "") -> PydanticCustomError:
    """The error of one field. `needle` is the part of its text at which the problem is shown."""
    parts: dict[str, Any] = {"message": message, "hint": hint, "needle": needle, "more": ()}
    return PydanticCustomError(code, "{message}", parts)


def several(errors: list[PydanticCustomError]) -> PydanticCustomError:
    """The errors of one field as one, since a field can raise only once."""
    first, *rest = errors
    parts = {**(first.context or {}), "more": tuple((error.type, error.context or {}) for error in rest)}
    return PydanticCustomError(first.type, "{message}", parts)


@dataclass(frozen=True)
class Read:
    """Makes a field's value from the characters of its scalar."""

    read: Callable[[str, ValidationInfo], Any]
    takes: str
    """What an author is told that the field takes."""
    same: Callable[[str], str] | None = None
    """Makes one of several spellings of a value, where two versions are compared."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text, then what `read` makes of it."""
        return core_schema.with_info_after_validator_function(self.read, core_schema.str_schema())
