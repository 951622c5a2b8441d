"""The Markdown extensions that our pages need: added for them where they are missing, and proved before the build.

A site's own pages are made with its own extensions, or `{% include ... %}` in a heading of theirs would be attributes.
Plugins may add an extension that is no name but made already: its work is their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import markdown

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
