"""The HTML of a hand-written page, as Python-Markdown reads it: an element holds Markdown only where it says so."""

from __future__ import annotations

import re
from collections import Counter


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCK = _names("""
    address article aside blockquote body canvas center colgroup dd details div dl dt fieldset figcaption figure footer
    form group h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main map math menu nav noscript object ol option
    output p pre progress script section style summary table tbody td textarea tfoot th thead tr ul video
""")
"""Elements that begin raw HTML where they begin a line."""
SENTENCES = _names("address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th")
"""Those of them that hold one sentence, and no block, where they say `markdown`."""
_RAW = _names("canvas math option pre script style textarea")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")

# Bounded, so that a line of a million angles is read in one go.
TAG = re.compile(
    r"<(?P<end>/)?(?P<name>[A-Za-z][^\s<>/\"'`]{0,80})"
    r"(?P<more>(?:[^<>\"']{1,300}+|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,60})>"
)
_MARKDOWN = re.compile(r"""(?:[^\s"'>]|"[^"]*+"|'[^']*+')+""")


class Elements:
    """The elements that are open at a place. Hand it every tag of a page, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw = _Stack()
        self.read = _Stack()
        """Elements whose content is read as Markdown, and those in them, whatever their state."""
        self.states: list[str] = []
        self.tail = self.started = -1

    @property
    def state(self) -> str:
        """What is read as Markdown here: `block`, `span`, or `off`."""
        return "off" if self.raw.names else self.states[-1] if self.states else "block"

    @property
    def outer(self) -> str:
        """The element that keeps Markdown out of what stands here."""
        if self.raw.names:
            return self.raw.names[0]
        return self.read.names[self.states.index("off")] if "off" in self.states else ""

    @property
    def reads(self) -> str:
        """The innermost element that says that its content is Markdown."""
        return self.read.names[-1] if self.read.names else ""

    def take(self, tag: re.Match[str]) -> None:
        """Go into an element, or out of it."""
        name = tag["name"].lower()
        if tag["end"]:
            self._close(name, tag.end())
        elif name in _VOID or tag["more"].endswith("/"):
            return
        elif self.raw.names:
            self.raw.push(name)
        elif name in BLOCK and self._begins(tag.start()):
            state = self._state(name, tag["more"])
            if self.read.has("p"):
                self._leave("p")
            if state == "off" and not self.read.names:
                self.raw.push(name)
            else:
                self.read.push(name)
                self.states.append(state)
                self.started = tag.end()

    def _begins(self, at: int) -> bool:
        """Whether a tag begins a line, or follows what does."""
        before = self.text[max(at - 4, 0) : at]
        spaces = len(before) - len(before.rstrip(" "))
        alone = spaces < 4 and (spaces == at or before[-spaces - 1] == "\n")
        return alone or at < self.tail or at == self.started

    def _close(self, name: str, end: int) -> None:
        within = self.raw if self.raw.names else self.read
        if not within.has(name) or (within is self.read and name not in BLOCK):
            return
        if within is self.raw:
            within.leave(name)
        else:
            self._leave(name)
        if not within.names and end > self.tail:
            line = self.text.find("\n", end)
            self.tail = line if line >= 0 else len(self.text)

    def _leave(self, name: str) -> None:
        self.read.leave(name)
        del self.states[len(self.read.names) :]

    def _state(self, name: str, more: str) -> str:
        said = "0"
        for part in _MARKDOWN.findall(more):
            key, _, value = part.partition("=")
            if key.lower() == "markdown":
                said = value.strip("\"'") or "1"
        outer = self.states[-1] if self.states else ""
        if outer == "off" or (outer == "span" and said != "0"):
            said = outer
        said = "1" if said == "markdown" else said
        if said == "block" or (said == "1" and name not in SENTENCES | _RAW):
            return "off" if name in _RAW else "block"
        return "span" if said in ("1", "span") and name not in _RAW else "off"


class _Stack:
    """Names of open elements, the outermost first. Whether one is among them is known without looking through."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counts: Counter[str] = Counter()

    def has(self, name: str) -> bool:
        return self.counts[name] > 0

    def push(self, name: str) -> None:
        self.names.append(name)
        self.counts[name] += 1

    def leave(self, name: str) -> None:
        """Close everything down to the last element of this name."""
        while self.names:
            last = self.names.pop()
            self.counts[last] -= 1
            if last == name:
                return
