"""The syntax of references in prose, `[[kind:id|label]]`, their rewriting in pages, and addresses inside a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .brackets import bracketed
from .lines import MARKER, TAB, lines
from .lines import body as body
from .lines import code as code
from .spans import prose

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PATH = rf"{ID}(?:/{ID})*"
"""The id of a page, and of a record whose id is its path."""
# Wider than an id, so that a mistyped one is reported instead of standing on the page in brackets. Bounded, so that a
# line of a million brackets is read in one go.
_TARGET = r"(?:(?P<kind>[A-Za-z_]{1,40}):)?(?P<id>[A-Za-z0-9][A-Za-z0-9_./-]{0,200})(?:\|(?P<label>[^\[\]\n]{1,400}))?"
PAGE = "page"
"""The kind of a reference to a page that is no record's: `[[page:coverage]]`."""
VIEWS = ("changed", "doors", "library-count", "principles", "rituals", "roles")
"""What `![[view:...]]` can put into a hand-written page."""
IN_LINE = ("library-count", "roles")
"""Views of one line, which have a place in a sentence too."""

_OURS = rf"\[\[{_TARGET}\]\](?!\(|\[(?!\[))"
"""Brackets that no address follows, which would make them a link of Markdown."""
REFERENCE = re.compile(_OURS)


@dataclass(frozen=True, slots=True)
class Mention:
    """One `[[kind:id|label]]` in prose. `kind` is None where the author left it out; `embed` for `![[...]]`."""

    id: str
    kind: str | None = None
    label: str | None = None
    embed: bool = False

    @property
    def target(self) -> str:
        """What stands between the brackets, without the label."""
        return f"{self.kind}:{self.id}" if self.kind else self.id


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in a hand-written page, with its place.

    `margin` is what each line of a block put there begins with, where it has its line to itself; None in a sentence or
    a table. `raw` is the element of HTML that is not read as Markdown, `read` the one that says it is. `shown`: what
    stands here is no text but a `tag`, an `address`, or the words of a `link`, and a link would be none.
    `beyond`: by so many spaces an embed alone on its line is code.
    """

    mention: Mention
    line: int
    column: int
    margin: str | None = None
    raw: str = ""
    read: str = ""
    shown: str = ""
    beyond: int = 0

    @property
    def cramped(self) -> bool:
        """Whether HTML of several lines would end the element around it: in a list, note or quote of one."""
        return bool(self.read and self.margin)


_ONE = re.compile(rf"(?P<embed>!)?{_OURS}")
_ESCAPED = re.compile(r"\\\[\[([^\[\]\n]{0,200})\]\]")
_FREE = re.compile(r"[ \t]{0,200}(?:\n[ \t>]{0,200}(?:\n|\Z)|\Z)")
"""What stands behind a block that needs no empty line of its own."""
_DEEPER = re.compile(r"[ \t]{0,200}\n(?P<space>[ \t>]{0,200})(?=[^\s>])(?!.{0,400}?\[\[)")
_ALONE = re.compile(rf"[ \t]*+(?:>[ \t]*(?![ \t]))*(?P<marker>{MARKER.pattern})?")


def scan(text: str) -> Iterator[Found]:
    """Everything in a hand-written page that is written like a mention, with line and column from 1.

    Code, comments and formulas are passed over, and so are links of Markdown: `[[1]](#sources)`.
    """
    for _, found, _ in _scan(text):
        if isinstance(found, Found):
            yield found


def rewrite(text: str, replace: Callable[[Found], str | None]) -> str:
    r"""A hand-written page with each mention replaced; what `replace` makes nothing of stays.

    `\[[x]]` becomes brackets that every engine prints.
    """
    parts, end = list[str](), 0
    for match, found, lead in _scan(text):
        put = f"&#91;&#91;{match[1]}&#93;&#93;" if found is None else replace(found)
        if found is None and text[match.end() : match.end() + 1] in ("(", "["):
            put = f"[&#91;{match[1]}&#93;]"
        if put is not None:
            before, end = text[end : match.start()], match.end()
            if lead is not None and found is not None and found.margin is not None:
                before = before[: before.rfind("\n") + 1] + lead
                put, end = _block(text, put, found.margin, end)
            parts += [before, put]
    return "".join((*parts, text[end:]))


def _block(text: str, put: str, margin: str, end: int) -> tuple[str, int]:
    """What is put on the line that ends here, with a margin and an empty line behind it, and where the text goes on."""
    if "\n" not in put:
        return put, end
    put = re.sub(r"\n(?=.)", f"\n{margin}", put.rstrip("\n"))
    if _FREE.match(text, end):
        return put, end
    # The next line was one of the same paragraph. Behind an empty line its indentation would make code of it.
    deeper = _DEEPER.match(text, end)
    if deeper and len(deeper["space"].expandtabs(TAB)) > len(margin):
        return f"{put}\n\n{margin}", deeper.end()
    return f"{put}\n", end


def _scan(text: str) -> Iterator[tuple[re.Match[str], Found | None, str | None]]:
    """Every mention with its match, None for escaped brackets; of an embed alone, what its line begins with."""
    line, counted, start = 1, 0, 0
    matched = [(spot, match) for spot in prose(text) if (match := _match(text, spot.at))]
    mentions = [spot.at for spot, match in matched if text[spot.at] != "\\"]
    inside = bracketed(text, mentions)
    margins, typed = lines(text).margins, lines(text).typed
    for spot, match in matched:
        if text[spot.at] == "\\":
            yield match, None, None
            continue
        first = match.start()
        if newlines := text.count("\n", counted, first):
            line, start = line + newlines, text.rfind("\n", counted, first) + 1
        counted = first
        mention = Mention(match["id"], match["kind"], match["label"], bool(match["embed"]))
        shown = "tag" if spot.off == "tag" else inside.get(spot.at, "")
        raw = "" if spot.off == "tag" else spot.off
        margin, lead = None, None
        if mention.embed and spot.state == "block" and not shown and (alone := _alone(text, start, match)):
            begin, margin = margins.get(start, ("", ""))
            lead = begin + (alone["marker"] or "")
        beyond = typed.get(start, 0) if spot.state == "code" else 0
        if beyond or spot.state != "code":
            yield match, Found(mention, line, first - start + 1, margin, raw, spot.read, shown, beyond), lead


def _match(text: str, at: int) -> re.Match[str] | None:
    """The mention, or what is escaped, whose brackets begin here, or behind a backslash here."""
    return _ESCAPED.match(text, at) if text[at] == "\\" else _ONE.match(text, at - (at > 0 and text[at - 1] == "!"))


def _alone(text: str, start: int, match: re.Match[str]) -> re.Match[str] | None:
    """What stands before a mention that has its line to itself."""
    before = text[start : match.start()] if match.start() - start < 200 else "x"
    end = text.find("\n", match.end(), match.end() + 200)
    after = text[match.end() : end if end >= 0 else match.end() + 200]
    return None if after.strip() else _ALONE.fullmatch(before)


_LONGEST = 48
"""Characters of an address inside a page."""


def slug(text: str) -> str:
    """A text as small words with hyphens, at most 48 characters; letters of any alphabet stay."""
    words = re.findall(r"[^\W_]+", text.lower().replace("\u00ad", ""))
    made = "-".join(words)
    return made if len(made) <= _LONGEST else made[:_LONGEST].rsplit("-", 1)[0]


class Anchors:
    """Hands out ids for one page, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def __call__(self, text: str, prefix: str = "") -> str:
        """An id made from a text; a number follows where it is taken."""
        base = "-".join(filter(None, (prefix, slug(str(text))))) or "part"
        made, n = base, 2
        while made in self.taken:
            made, n = f"{base}-{n}", n + 1
        self.taken.add(made)
        return made
