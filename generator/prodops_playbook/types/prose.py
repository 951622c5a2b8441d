"""Prose: a record's Inline or Markdown field, read as CommonMark and written again as a small safe subset.

Nothing that the author typed reaches a page as punctuation: text is escaped, code becomes <code>, emphasis <em> and
<strong>, addresses are percent-encoded. What is not in the subset is a problem of the record. References are kept
apart, because where they lead depends on the page they stand on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from .. import escaping
from ..links import REFERENCE, Mention
from .context import NO_CONTEXT, Context, Read, Value, context_of, several, wrong

_SAFE = re.compile(r"(?i)(?:https?://[^/\s]|mailto:[^\s]|(?![a-z][a-z0-9+.-]*:|//))")
# Without any of these characters CommonMark says: one paragraph, letter for letter.
_MARKS = re.compile(r"[\\`*_\[\]<>&!\n\t]|\A *(?:[#+=~-]|\d{1,9}[.)])|\A {4}|  ")
_SLOT = re.compile("\x00(\\d+)\x00")


@dataclass(frozen=True, slots=True)
class Prose:
    """`parts`: finished Markdown, with the mentions and values between it that a page turns into links."""

    source: str
    plain: str
    parts: tuple[str | Mention | Value, ...]

    def __str__(self) -> str:
        return self.plain

    def write(self, link: Callable[[Mention | Value], str]) -> str:
        """Finished Markdown, each mention and value as `link` writes it."""
        return "".join(part if isinstance(part, str) else link(part) for part in self.parts)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The records that the prose links to."""
        return tuple(part for part in self.parts if isinstance(part, Mention))


class _UnsupportedError(ValueError):
    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def _reference(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"mention": Mention(match["id"], match["kind"], match["label"])}
    state.pos = match.end()
    return True


_COMMONMARK = MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
_COMMONMARK.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad scheme is ours to report
_COMMONMARK.inline.ruler.before("link", "reference", _reference)

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
}


class _Writer:
    """CommonMark tokens as Markdown for any engine, with numbered slots where mentions and values go."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.slots: list[Mention | Value] = []
        self.plain: list[str] = []
        self.errors: list[PydanticCustomError] = []

    def _slot(self, use: Mention | Value, plain: str) -> str:
        self.slots.append(use)
        self.plain.append(plain)
        return f"\x00{len(self.slots) - 1}\x00"

    def _use(self, mention: Mention) -> str:
        try:
            if mention.kind == "value":
                value = self.context.value(mention.id)
                return self._slot(value, value.shown)
            if mention.kind == "word":
                return self._text(self.context.word(mention.id))
        except PydanticCustomError as error:
            self.errors.append(error)
            return ""
        return self._slot(mention, mention.label or mention.id)

    def _text(self, text: str) -> str:
        self.plain.append(text)
        return escaping.inline(text)

    def inline(self, tokens: list[Token], line: int) -> str:
        """One run of text. `line` counts from 0 and is where a problem is reported."""
        out: list[str] = []
        href: str | None = None
        for before, token in zip([None, *tokens], tokens, strict=False):
            match token.type:
                case "text" if before and before.type == "reference" and token.content.startswith("]("):
                    raise _UnsupportedError(
                        line, "reference"
                    )  # [words [[id]]](address): CommonMark makes no link of it
                case "text" | "text_special":
                    out.append(self._text(token.content))
                case "code_inline":
                    self.plain.append(token.content)
                    out.append(escaping.code(token.content))
                case "reference" if href is None or token.meta["mention"].kind in ("value", "word"):
                    out.append(self._use(token.meta["mention"]) if href is None else self._flat(token.meta["mention"]))
                case "link_open" if href is None and token.attrs["href"] and _SAFE.match(str(token.attrs["href"])):
                    href = str(token.attrs["href"])
                    out.append("[")
                case "link_close":
                    out.append(f"](<{escaping.address(href or '')}>)")
                    href = None
                case tag if tag in _TAGS:
                    line += tag == "softbreak" or tag == "hardbreak"
                    self.plain.append(" " if "break" in tag else "")
                    out.append(_TAGS[tag])
                case other:
                    raise _UnsupportedError(line, other)
        return "".join(out)

    def _flat(self, mention: Mention) -> str:
        """A value or word inside a link: its text alone, since a link holds no other link."""
        shown = self.context.value(mention.id).shown if mention.kind == "value" else self.context.word(mention.id)
        return self._text(shown)

    def paragraph(self, source: str) -> str:
        """One paragraph on one line: for list items, cells and labels."""
        tokens = _COMMONMARK.parse(source)
        for token in tokens:
            if token.type not in ("paragraph_open", "inline", "paragraph_close"):
                raise _UnsupportedError(token.map[0] if token.map else 0, token.type)
        if len(tokens) != 3:
            raise _UnsupportedError(
                tokens[3].map[0] if len(tokens) > 3 and tokens[3].map else 0, "more than one paragraph"
            )
        return self.inline(tokens[1].children or [], 0).replace("\n", " ")

    def blocks(self, source: str) -> str:
        """Paragraphs, lists and quotations."""
        lines: list[str] = []
        indent: list[str] = []
        marks: list[str] = []
        bullets: list[str] = []
        line = 0
        tokens = _COMMONMARK.parse(source)
        for following, token in enumerate(tokens, 1):
            line = token.map[0] if token.map else line
            match token.type:
                case "inline":
                    for row in self.inline(token.children or [], line).split("\n"):
                        mark = marks[-1] if marks else ""
                        lines.append(("".join(indent[:-1]) + mark if mark else "".join(indent)) + row)
                        if mark:
                            marks[-1] = ""
                    lines.append("".join(indent).rstrip())
                    self.plain.append("\n")
                case "paragraph_open" | "paragraph_close":
                    pass
                case "bullet_list_open" | "ordered_list_open":
                    bullets.append("-   " if token.type[0] == "b" else "1.  ")
                case "bullet_list_close" | "ordered_list_close":
                    bullets.pop()
                    if following < len(tokens) and tokens[following].type.endswith("list_open"):
                        # Two lists in a row would be read as one.
                        lines += ["".join(indent) + "<!-- -->", "".join(indent).rstrip()]
                case "list_item_open" if tokens[following].type == "paragraph_open":
                    indent.append("    ")
                    marks.append(bullets[-1])
                case "blockquote_open":
                    indent.append("> ")
                    marks.append("")
                case "list_item_close" | "blockquote_close":
                    indent.pop()
                    marks.pop()
                case other:
                    raise _UnsupportedError(line, other)
        return "\n".join(lines).strip("\n") + "\n"


def read_inline(source: str, context: Context = NO_CONTEXT) -> Prose:
    """One paragraph of Markdown that did not come from a field."""
    return _read(source, context, inline=True)


def _read(source: str, context: Context, *, inline: bool) -> Prose:
    source = source.strip()
    if not source:
        raise wrong("wrong-value", "this text is empty", "write a text, or delete the line")
    if not _MARKS.search(source):
        return Prose(source, source, (escaping.inline(source) + ("" if inline else "\n"),))
    writer = _Writer(context)
    try:
        written = writer.paragraph(source) if inline else writer.blocks(source)
    except _UnsupportedError as found:
        what = _NAMES.get(str(found), str(found))
        field = (
            "one paragraph: text, *emphasis*, `code`, links"
            if inline
            else "paragraphs, lists, *emphasis*, `code` and links"
        )
        needle = source.split("\n")[min(found.line, source.count("\n"))].strip()[:40]
        raise wrong("unsupported-markdown", f"{what} does not fit here", f"this field holds {field}", needle) from None
    except RecursionError:  # hostile nesting
        raise wrong("unsupported-markdown", "this text is nested too deeply", "write it more simply") from None
    if writer.errors:
        raise several(writer.errors)
    pieces = _SLOT.split(written)
    parts = (piece if i % 2 == 0 else writer.slots[int(piece)] for i, piece in enumerate(pieces))
    return Prose(source, escaping.one_line("".join(writer.plain)), tuple(part for part in parts if part != ""))


def _read_inline(source: str, info: ValidationInfo) -> Prose:
    return _read(source, context_of(info), inline=True)


def _read_blocks(source: str, info: ValidationInfo) -> Prose:
    return _read(source, context_of(info), inline=False)


Inline = Annotated[Prose, Read(_read_inline, "a paragraph of Markdown")]
"""One paragraph of CommonMark: for list items, cells and labels."""

Markdown = Annotated[Prose, Read(_read_blocks, "Markdown")]
"""Paragraphs, lists and quotations: where a page has room for them."""
