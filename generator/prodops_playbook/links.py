"""The syntax of references in prose, `[[kind:id|label]]`, their rewriting in pages, and addresses inside a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# Wider than an id, so that a mistyped one is reported instead of standing on the page in brackets.
_TARGET = r"(?:(?P<kind>[A-Za-z_]+):)?(?P<id>[A-Za-z0-9][A-Za-z0-9_./-]*)(?:\|(?P<label>[^\]\n]+))?"
PAGE = "page"
"""The kind of a reference to a page that is no record's: `[[page:coverage]]`."""
PAGE_ID = rf"{ID}(?:/{ID})*"
VIEWS = ("changed", "doors", "library-count", "principles", "rituals", "roles")
"""What `![[view:...]]` can put into a hand-written page."""

REFERENCE = re.compile(rf"\[\[{_TARGET}\]\]")


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
    """A mention in a hand-written page, with its place."""

    mention: Mention
    line: int
    column: int


# Code, comments and escaped brackets are passed over: there the brackets mean themselves.
_SCAN = re.compile(
    rf"""
    (?P<front>\A---\n.*?\n---[ \t]*\n)
  | (?P<fence>^[ ]{{0,12}}(?P<f>`{{3,}}|~{{3,}})[^\n]*\n(?:.*?\n)??[ ]{{0,12}}(?P=f)[`~]*[ \t]*$)
  | (?P<code>(?<!`)(?P<t>`+)(?!`).+?(?<!`)(?P=t)(?!`))
  | (?P<comment><!--.*?-->)
  | (?P<escaped>\\\[\[)
  | (?P<embed>!)?\[\[{_TARGET}\]\]
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def _mention(match: re.Match[str]) -> Mention:
    return Mention(match["id"], match["kind"], match["label"], bool(match["embed"]))


def scan(text: str) -> Iterator[Found]:
    """Every mention in a hand-written page, with line and column from 1."""
    line, at = 1, 0
    for match in _SCAN.finditer(text):
        if match["id"] is not None:
            line, at = line + text.count("\n", at, match.start()), match.start()
            yield Found(_mention(match), line, at - text.rfind("\n", 0, at))


def rewrite(text: str, replace: Callable[[Mention], str]) -> str:
    r"""A hand-written page with each mention replaced; `\[[` becomes a bracket that both engines print."""

    def one(match: re.Match[str]) -> str:
        if match["escaped"]:
            return "&#91;["
        return match[0] if match["id"] is None else replace(_mention(match))

    return _SCAN.sub(one, text)


_LONGEST = 48
"""Characters of an address inside a page."""


def slug(text: str) -> str:
    """A text as small words with hyphens, at most 48 characters; letters of any alphabet stay."""
    words = re.findall(r"[^\W_]+", text.lower())
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
