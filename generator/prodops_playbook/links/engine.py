"""The Markdown engine of a site, asked what it makes of a page: the build and the checks ask the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ALWAYS = ("toc", "tables", "fenced_code")
"""What MkDocs reads pages with, whatever mkdocs.yml says."""
_BRINGS = {
    "attr_list": ("attr_list", "extra"),
    "md_in_html": ("md_in_html", "extra"),
    "tables": ("tables", "extra"),
    "toc": ("toc",),
}
"""What our pages need, and the extensions that bring it, without their packages."""

# Those that only read the text that they are given. A check imports nothing else by a name in mkdocs.yml.
_KNOWN = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|"
    r"legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?:arithmatex|betterem|blocks\.(?:admonition|caption|definition|details|html|tab)|caret|critic|details|"
    r"emoji|escapeall|extra|fancylists|highlight|inlinehilite|keys|magiclink|mark|progressbar|quotes|saneheaders|"
    r"smartsymbols|striphtml|superfences|tabbed|tasklist|tilde)"
)


def missing(names: Sequence[Any]) -> list[str]:
    """The extensions that our pages need, and that a site has not."""
    have = {name.rpartition(".")[2] for name in names if isinstance(name, str)}
    return [need for need, bringers in _BRINGS.items() if not have.intersection(bringers)]


@dataclass(frozen=True, slots=True)
class Engine:
    """The extensions of a site, by name or made by a plugin, with their options. `known`: all of them could be read."""

    names: tuple[Any, ...] = ALWAYS
    options: Mapping[str, Any] = field(default_factory=dict)
    known: bool = True

    @classmethod
    def told(cls, extensions: Any) -> Engine:
        """The engine that the `markdown_extensions` of a mkdocs.yml ask for, as far as a check may know it."""
        entries = extensions.items() if isinstance(extensions, dict) else extensions or ()
        names, options = list(ALWAYS), dict[str, Any]()
        for entry in entries if isinstance(entries, Iterable) else ():
            pairs = entry.items() if isinstance(entry, dict) else [entry] if isinstance(entry, tuple) else [(entry, {})]
            for name, said in pairs:
                if not isinstance(name, str) or not _KNOWN.fullmatch(name):
                    return cls(known=False)
                names += [] if name in names else [name]
                options[name] = _plain(said)
        return cls(tuple(names), options)

    def convert(self, text: str, *more: str) -> str | None:
        """A page as HTML, with `more` extensions; None where that cannot be known."""
        import markdown  # noqa: PLC0415 (most checks need none)

        names = [*self.names, *missing(self.names), *more]
        own = {name: dict(self.options[name]) for name in names if isinstance(name, str) and self.options.get(name)}
        try:
            return markdown.Markdown(extensions=names, extension_configs=own).convert(text)
        except Exception:  # noqa: BLE001 (what an extension of others stumbles over is told by the build)
            return None


def _plain(said: Any) -> dict[str, Any]:
    """Options without those that name a function, which a check does not call."""
    return {k: v for k, v in said.items() if v is not None and not _holes(v)} if isinstance(said, dict) else {}


def _holes(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(part is None or _holes(part) for part in parts)
