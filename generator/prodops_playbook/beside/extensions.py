"""The Markdown extensions that our pages need: added for them where they are missing, and proved before the build.

A site's own pages are made with its own extensions, or `{% include ... %}` in a heading of theirs would be attributes.
Plugins may add an extension that is no name but made already: its work is their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig

from ..links.engine import missing

_PAGE = """\
# Title

The lead.
{: .pb-lead }

<div class="pb-facts" markdown>

**Owner** [Somebody](<https://example.com/>)

</div>

| One | Two |
|---|---|
| [a](<https://example.com/>){: .pb-value } | <span class="pb-line">b</span> |

## A part {: #part }

1. First <br><small>*a note*</small>
"""
_MADE = (
    '<p class="pb-lead">',
    "<strong>Owner</strong>",
    '<a href="https://example.com/">Somebody</a>',
    "<td>",
    'class="pb-value"',
    'id="part"',
    "<em>a note</em>",
    "<li>",
)
"""What the page above must hold once it is HTML."""


class _Lent(list[Any]):
    """The extensions of a site, and those that a page with something of ours needs besides."""

    def __init__(self, theirs: list[Any]) -> None:
        super().__init__([*theirs, *missing(theirs)])
        self.theirs = theirs


def lend(config: MkDocsConfig) -> None:
    """Let the page that MkDocs makes next be made with the extensions that ours need."""
    config.markdown_extensions = _Lent(config.markdown_extensions)


def take_back(config: MkDocsConfig) -> None:
    """When a page is made, leave the site its own extensions."""
    if isinstance(config.markdown_extensions, _Lent):
        config.markdown_extensions = config.markdown_extensions.theirs


def refusal(extensions: Sequence[Any], options: Mapping[str, Any]) -> str | None:
    """One sentence, where the extensions of a site would leave our pages as raw text."""
    wrong = breaks(extensions, options)
    if wrong is None:
        return None
    which = f"extension {wrong} keeps" if wrong else "markdown_extensions keep"
    return (
        f"mkdocs.yml: the {which} the pages of the playbook from being read as they are written. "
        f"Take {wrong or 'what changes attr_list, md_in_html or tables'} out of markdown_extensions"
    )


def breaks(extensions: Sequence[Any], options: Mapping[str, Any]) -> str | None:
    """The extension that keeps our pages from becoming what they should; None where all is well.

    Empty where it is none of them alone.
    """
    names = [name for name in extensions if isinstance(name, str)]
    if _whole(names, options):
        return None
    for name in names:
        if _whole([n for n in names if n != name], options):
            return name
    return ""


def _whole(names: Sequence[str], options: Mapping[str, Any]) -> bool:
    names = [*names, *missing(names)]
    own = {name: dict(options[name]) for name in names if options.get(name)}
    made = markdown.Markdown(extensions=list(names), extension_configs=own).convert(_PAGE)
    return all(part in made for part in _MADE) and "{:" not in made and "markdown" not in made
