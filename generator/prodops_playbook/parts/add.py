"""The way to add a record."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds import Kind
from ..views.skeleton import skeleton
from .linker import Linker
from .markup import Markup, lines


@dataclass(frozen=True, slots=True)
class Add:
    """A record to begin with.

    `begin`: the link that begins a file in the repository; empty where there is none. `name`: the path of the new file;
    `manual`: the way to what explains every field; `text`: what the file says, ready for inside `<pre>`.
    """

    begin: Markup
    name: str
    manual: Markup
    text: Markup


def add(here: Linker, kind: Kind) -> Add:
    """The way to add a record of one kind."""
    text = skeleton(kind, here.playbook)
    name = here.playbook.new_file(kind.name, "a-new-one")
    repository = here.book.settings.repository
    address = repository.new_address(name, text) if repository else ""
    return Add(
        begin=here.outside(address, here.say("Begin a new file in the repository")) if address else Markup(""),
        name=name,
        manual=here.page_link("writing-records.md", here.say("Writing records")),
        text=lines(text),
    )
