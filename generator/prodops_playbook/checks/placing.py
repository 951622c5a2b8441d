"""Whether the Markdown of a site reads links and embeds where a page has them: it is asked, with stand-ins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..links import Found, body, rewrite
from ..playbook import HandWritten, Playbook, Put, put
from ..problems import Problem

LARGEST = 50_000
"""Characters of a page that the engine is asked about: of dense marks it reads so many in a second."""

_HOLDERS = (
    ("!!! ", "admonition"),
    ("??? ", "pymdownx.details"),
    ("???+ ", "pymdownx.details"),
    ("=== ", "pymdownx.tabbed"),
    ("[^", "footnotes"),
    (":", "def_list"),
)
"""How lines begin that hold others, and the extension that reads them so."""

_NEAR = 40
"""Lines above a mention among which the one that holds it is looked for."""
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)*")

_BLOCK = """\
**[{0}](<{0}.md>)**: words

<div class="{0}"></div>

<div class="{0}" markdown>

<section markdown>

- <span class="{0}"></span>words

</section>

</div>
"""
_SHOWN = {
    Put.LINK: ("[{0}](<{0}.md>){{: .{0} }}", ('class="{0}" href="{0}.md">{0}</a>',)),
    Put.HTML: ('<a class="{0}" href="{0}.md">{0}</a>', ('<a class="{0}" href="{0}.md">{0}</a>',)),
    Put.LINE: ("**[{0}](<{0}.md>)** <br>words", ('href="{0}.md">{0}</a>',)),
    Put.BLOCK: (_BLOCK, ('href="{0}.md">{0}</a>', '<div class="{0}"></div>', '<span class="{0}"></span>words')),
}
"""What stands in for what is put there, and what the page must hold then."""


def unread(playbook: Playbook, page: HandWritten, told: Collection[tuple[int, int]]) -> Iterator[Problem]:
    """The mentions of a page, but for those `told` of already, that would show as source, each with a way out."""
    if len(page.text) > LARGEST or not playbook.engine.known:
        return
    trial = _Trial(playbook, page.text)
    lost = trial.lost() if trial.places else ()
    left = LARGEST
    for found in lost or ():
        if (found.line, found.column) in told:
            continue
        hint = "put it into a paragraph of its own, at the left margin"
        for way, mended, more in _ways(trial, found):
            left -= len(page.text)
            if left >= 0 and _mends(trial, found, mended, more):
                hint = way
                break
        what = "an embed" if found.mention.embed else "a link"
        message = f"the Markdown of this site reads no text here, so {what} would show as source"
        yield Problem(page.path, found.line, found.column, "misplaced-link", message, hint)


class _Trial:
    """A page with stand-ins in the places of its mentions."""

    def __init__(self, playbook: Playbook, text: str) -> None:
        self.playbook, self.text = playbook, text
        self.places: list[tuple[Found, Put]] = []
        self.source = rewrite(text, self._stand_in)

    def _stand_in(self, found: Found) -> str | None:
        shape = put(self.playbook, found)
        if shape not in _SHOWN:
            return "words" if shape is Put.WORDS else None
        self.places.append((found, shape))
        return _SHOWN[shape][0].format(f"pb{len(self.places)}pb")

    def lost(self, *more: str) -> list[Found] | None:
        """What the engine, with `more` extensions, does not show as it is meant; None where that cannot be known."""
        made = self.playbook.engine.convert(body(self.source), *more)
        return (
            None
            if made is None
            else [
                found
                for number, (found, shape) in enumerate(self.places, 1)
                if not _whole(made, f"pb{number}pb", shape)
            ]
        )


def _whole(made: str, name: str, shape: Put) -> bool:
    """Whether a page of HTML holds what stood in for a mention, and none of its source."""
    kept = all(part.format(name) in made for part in _SHOWN[shape][1])
    return kept and f"[{name}]" not in made and f'class="{name}"&gt;' not in made


def _ways(trial: _Trial, found: Found) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Ways out for one mention, the smallest change first: the hint, the page that follows it, more extensions."""
    text, lines, row = trial.text, trial.text.split("\n"), found.line - 1
    names = {str(name).rpartition(".")[2] for name in trial.playbook.engine.names}
    names |= {"footnotes", "def_list"} if "extra" in names else set()
    above = (line.strip(" \t>") for line in reversed(lines[max(row - _NEAR, 0) : row + 1]))
    wanted = dict.fromkeys(name for line in above for start, name in _HOLDERS if line.startswith(start))
    for name in wanted:
        if name.rpartition(".")[2] not in names:
            options = " with alternate_style: true" if name == "pymdownx.tabbed" else ""
            yield f"add {name}{options} to markdown_extensions in mkdocs.yml", text, (name,)
    if row and lines[row - 1].strip(" \t>"):
        margin = (_QUOTE.match(lines[row - 1]) or [""])[0].rstrip()
        yield "put an empty line before this one", "\n".join((*lines[:row], margin, *lines[row:])), ()
    mention = lines[row][found.column - 1 :].partition("]]")[0] + "]]"
    if lines[row].endswith(mention):
        alone = "\n".join((*lines[:row], "", mention, "", *lines[row + 1 :]))
        yield "write it on a line of its own, at the left margin, between empty lines", alone, ()


def _mends(trial: _Trial, found: Found, text: str, more: tuple[str, ...]) -> bool:
    """Whether a page that reads so loses less than before, and nothing of what is mentioned here."""
    before, after = trial.lost(), _Trial(trial.playbook, text).lost(*more)
    if before is None or after is None:
        return False
    same = [sum(other.mention == found.mention for other in lost) for lost in (before, after)]
    return len(after) < len(before) and same[1] < same[0]
