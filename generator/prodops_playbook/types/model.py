"""The base of every group of fields."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from ..source import Node


class Model(BaseModel):
    """A frozen group of fields. Every field has a description: the page "Writing records" is made from them."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, validate_default=False)

    also_written: ClassVar[dict[str, str]] = {}
    """Names that a short form gives to a field: written name -> field."""

    others_say: ClassVar[dict[str, str]] = {}
    """What a field is called elsewhere: their name -> ours. Whoever writes theirs is told ours."""

    where_others_go: ClassVar[dict[str, str]] = {}
    """For a field that takes one: where those go that somebody wrote beside it. For a field that others have and we do
    not: where we write what it says."""

    suggested: ClassVar[tuple[str, ...]] = ()
    """Fields that a new record begins with although they are not needed."""

    at_least: ClassVar[dict[str, int]] = {}
    """How many items a list needs, where one is too few."""

    computed: ClassVar[frozenset[str]] = frozenset()
    """Fields that others read and no author writes."""

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """The fields behind a short form, at its position; anything else as it is."""
        return node
