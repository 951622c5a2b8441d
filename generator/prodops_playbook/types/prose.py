"""Prose: a record's Inline or Markdown field, read as CommonMark and written again as a small safe subset.

Nothing that the author typed reaches a page as punctuation: text is escaped, code becomes <code>, emphasis <em> and
<strong>, addresses are percent-encoded. What is not in the subset is a problem of the record. References are kept
apart, because where they lead depends on the page they stand on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from markdown_it.token import Token
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from .. import escaping
from ..links import Mention
from .commonmark import UnsupportedError, parse
from .context import NO_CONTEXT, Context, Read, Value, context_of, several, wrong
from .text import bounded

_SAFE = re.compile(r"(?i)(?:https?://[^/\s]|mailto:[^\s]|(?![a-z][a-z0-9+.-]*:|//))")
# Without any of these characters CommonMark says: one paragraph, letter for letter.
_MARKS = re.compile(r"[\\`*_\[\]<>&!\n\t]|\A *(?:[#+=~-]|\d{1,9}[.)])|\A {4}|  ")

Part = str | Mention | Value


@dataclass(frozen=True, slots=True)
class Prose:
    """`parts`: finished Markdown, with the mentions and values between it that a page turns into links."""

    source: str
    plain: str
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return self.plain

    def write(self, link: Callable[[Mention | Value], str]) -> str:
        """Finished Markdown, each mention and value as `link` writes it."""
        return "".join(part if isinstance(part, str) else link(part) for part in self.parts)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The records that the prose links to."""
        return tuple(part for part in self.parts if isinstance(part, Mention))


_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "softbreak": "\n",
    "hardbreak": "<br>",
}
_NAMES = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "heading_open": "a heading",
    "fence": "a code block",
    "code_block": "a code block (four spaces at the start of a line)",
    "hr": "a ruled line",
    "image": "an image",
    "reference": "a reference inside a link",
    "link_open": "a link to this kind of address",
    "list_item_open": "an empty list item, or one that does not begin with text",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "blockquote_open": "a quotation",
    "definition": "a link definition (`[name]: address`)",
    "nesting": "so deep a nesting",
}


class _Writer:
    """CommonMark tokens as Markdown for any engine; mentions, values and line ends are parts of their own."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.plain: list[str] = []
        self.errors: list[PydanticCustomError] = []

    def _use(self, mention: Mention) -> Part:
        try:
            if mention.kind == "value":
                value = self.context.value(mention.id)
                self.plain.append(value.shown)
                return value
            if mention.kind == "word":
                return self._text(self.context.word(mention.id))
        except PydanticCustomError as error:
            self.errors.append(error)
            return ""
        self.plain.append(mention.label or mention.id)
        return mention

    def _text(self, text: str) -> str:
        self.plain.append(text)
        return escaping.inline(text)

    def inline(self, tokens: list[Token], line: int) -> Iterator[Part]:
        """One run of text. `line` counts from 0 and is where a problem is reported."""
        href: str | None = None
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    yield self._text(token.content)
                case "code_inline":
                    self.plain.append(token.content)
                    yield escaping.code(token.content)
                case "reference" if href is None or token.meta["mention"].kind in ("value", "word"):
                    yield self._use(token.meta["mention"]) if href is None else self._flat(token.meta["mention"])
                case "link_open" if href is None and token.attrs["href"] and _SAFE.match(str(token.attrs["href"])):
                    href = str(token.attrs["href"])
                    yield "["
                case "link_close":
                    yield f"](<{escaping.address(href or '')}>)"
                    href = None
                case tag if tag in _TAGS:
                    line += tag == "softbreak" or tag == "hardbreak"
                    self.plain.append(" " if "break" in tag else "")
                    yield _TAGS[tag]
                case other:
                    raise UnsupportedError(line, other)

    def _flat(self, mention: Mention) -> str:
        """A value or word inside a link: its text alone, since a link holds no other link."""
        shown = self.context.value(mention.id).shown if mention.kind == "value" else self.context.word(mention.id)
        return self._text(shown)

    def paragraph(self, source: str) -> Iterator[Part]:
        """One paragraph on one line: for list items, cells and labels."""
        tokens = parse(source)
        for token in tokens:
            if token.type not in ("paragraph_open", "inline", "paragraph_close"):
                raise UnsupportedError(token.map[0] if token.map else 0, token.type)
        if len(tokens) != 3:
            raise UnsupportedError(
                tokens[3].map[0] if len(tokens) > 3 and tokens[3].map else 0, "more than one paragraph"
            )
        return (" " if part == "\n" else part for part in self.inline(tokens[1].children or [], 0))

    def blocks(self, source: str) -> Iterator[Part]:
        """Paragraphs, lists and quotations."""
        page = _Blocks()
        line = 0
        tokens = parse(source)
        for token, following in zip(tokens, [*(t.type for t in tokens[1:]), ""], strict=True):
            line = token.map[0] if token.map else line
            match token.type:
                case "inline":
                    page.text(self.inline(token.children or [], line))
                    self.plain.append("\n")
                case "paragraph_open" | "paragraph_close":
                    pass
                case "bullet_list_open" | "ordered_list_open":
                    page.bullets.append("-   " if token.type[0] == "b" else "1.  ")
                case "list_item_open" if following == "paragraph_open":
                    page.open("    ", page.bullets[-1])
                case "blockquote_open":
                    page.open("> ", "")
                case "list_item_close":
                    page.close()
                case "bullet_list_close" | "ordered_list_close":
                    page.bullets.pop()
                    page.end(apart=following.endswith("list_open"))
                case "blockquote_close":
                    page.close()
                    page.end(apart=following == "blockquote_open")
                case other:
                    raise UnsupportedError(line, other)
        return page.written()


class _Blocks:
    """Lines of Markdown inside lists and quotations: each line begins with what surrounds it."""

    def __init__(self) -> None:
        self.lines: list[list[Part]] = []
        self.bullets: list[str] = []
        self.indent: list[str] = []
        # For each surrounding block, the mark that its next line begins with instead of its indent.
        self.marks: list[str] = []

    def open(self, indent: str, mark: str) -> None:
        """Begin a list item or a quotation."""
        self.indent.append(indent)
        self.marks.append(mark)

    def close(self) -> None:
        """End a list item or a quotation."""
        self.indent.pop()
        self.marks.pop()

    def text(self, parts: Iterable[Part]) -> None:
        """A paragraph."""
        self._begin()
        for part in parts:
            if part == "\n":
                self._begin()
            else:
                self.lines[-1].append(part)
        self._empty()

    def end(self, *, apart: bool) -> None:
        """An empty line behind a block; `apart`: keep it from growing together with the next one of its sort."""
        self._empty()
        if apart:
            self.lines.append(["".join(self.indent) + "<!-- -->"])
            self._empty()

    def written(self) -> Iterator[Part]:
        """All lines, without empty ones at the end."""
        while self.lines and self.lines[-1] == [""]:
            self.lines.pop()
        for line in self.lines:
            yield from line
            yield "\n"

    def _begin(self) -> None:
        mark = self.marks[-1] if self.marks else ""
        self.lines.append(["".join(self.indent[:-1]) + mark if mark else "".join(self.indent)])
        if mark:
            self.marks[-1] = ""

    def _empty(self) -> None:
        if self.lines:
            self.lines.append(["".join(self.indent).rstrip()])


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The same parts, with the texts between two others as one."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if text := "".join(texts):
            yield text
        texts.clear()
        yield part
    if text := "".join(texts):
        yield text


def read_inline(source: str, context: Context = NO_CONTEXT) -> Prose:
    """One paragraph of Markdown that did not come from a field."""
    return _read(source, context, inline=True)


def _read(source: str, context: Context, *, inline: bool) -> Prose:
    source = source.strip()
    if not source:
        raise wrong("wrong-value", "this text is empty", "write a text, or delete the line")
    bounded(source)
    if not _MARKS.search(source):
        return Prose(source, escaping.one_line(source), (escaping.inline(source) + ("" if inline else "\n"),))
    writer = _Writer(context)
    try:
        parts = tuple(_joined(writer.paragraph(source) if inline else writer.blocks(source)))
    except UnsupportedError as found:
        what = _NAMES.get(str(found), str(found))
        field = (
            "one paragraph: text, *emphasis*, `code`, links"
            if inline
            else "paragraphs, lists, *emphasis*, `code` and links"
        )
        needle = source.split("\n")[min(found.line, source.count("\n"))].strip()[:40]
        raise wrong("unsupported-markdown", f"{what} does not fit here", f"this field holds {field}", needle) from None
    if writer.errors:
        raise several(writer.errors)
    if not "".join(writer.plain).strip():
        raise wrong("unsupported-markdown", "a reader would see nothing of this text", "write words")
    return Prose(source, escaping.one_line("".join(writer.plain)), parts)


def _read_inline(source: str, info: ValidationInfo) -> Prose:
    return _read(source, context_of(info), inline=True)


def _read_blocks(source: str, info: ValidationInfo) -> Prose:
    return _read(source, context_of(info), inline=False)


Inline = Annotated[Prose, Read(_read_inline, "a paragraph of Markdown")]
"""One paragraph of CommonMark: for list items, cells and labels."""

Markdown = Annotated[Prose, Read(_read_blocks, "Markdown")]
"""Paragraphs, lists and quotations: where a page has room for them."""
