"""Plain text that stays plain: one escaping for every position in Markdown and HTML, and a few for other places.

ASCII punctuation as decimal entities means nothing to Markdown, its extensions, HTML text or quoted attributes, and
reads as itself on the page. Numeric entities rather than named ones, because `|upper` must not break them.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

# Left as typed, so that generated Markdown stays readable: a comma, a full stop that ends a word of two letters or
# more, a hyphen inside a word. Everything else that is punctuation or unusual white space becomes an entity.
_SPECIAL = re.compile(r"((?<=[^\W\d_]{2})\.(?= |\Z)|(?<=[^\W_])-(?=[^\W_])|,)|[!-/:-@\[-`{-~]|[^\S ]")
_SPACE = re.compile(r"\s+")
# Control characters but tab and line end, marks that turn text around, halves of characters, and what is none at all.
# Joiners and the marks that right-to-left writing and emoji need are not among them. Tags spell the flag before them; a
# soft hyphen has its place in a word, and a space without width between two words of a script that sets none.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Each begins with what it is about: what stands before that is looked at only there.
UNSEEN = re.compile(
    "[\U000e0000-\U000e007f](?<![\U0001f3f4\U000e0020-\U000e007f][\U000e0000-\U000e007f])[\U000e0000-\U000e007f]*"
    r"|\xad(?<![^\W\d_]\xad)|\xad(?![^\W\d_])"
    f"|\u200b(?<![{_UNSPACED}]\u200b)|\u200b(?![{_UNSPACED}])"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u115f\u1160\u180e\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ufdd0-\ufdef\ud800-\udfff"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that nobody types on purpose: a reader sees nothing of them, and a terminal or a browser obeys them."""
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9/:?#@!$&=+,;%~._-]")


def one_line(text: str) -> str:
    """The text with all white space as single spaces."""
    return " ".join(text.split())


def inline(text: str) -> str:
    """The characters of a text, safe inside a line of Markdown or HTML; spaces at its ends are kept."""
    return _SPECIAL.sub(lambda m: m[1] or f"&#{ord(m[0])};", text)


def text(text: str) -> str:
    """A plain text on one line, letter for letter, wherever it lands: paragraph, cell, heading, link, attribute.

    White space becomes single spaces; one at an end stays, for it may separate two texts.
    """
    return inline(_SPACE.sub(" ", text))


def as_html(text: str) -> str:
    """A text for a theme, which prints what it is handed as HTML: titles, descriptions, the line at the foot."""
    return html.escape(one_line(text))


def code(text: str) -> str:
    """A text as a code span in which nothing is read as Markdown, HTML or a snippet."""
    inner = "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in _SPACE.sub(" ", text))
    return f"<code>{inner}</code>"


def address(url: str) -> str:
    """An address for the angle brackets of a Markdown link or a quoted HTML attribute."""
    safe = _NOT_IN_ADDRESS.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
    return safe.replace("&", "&amp;")


def attribute_json(value: Any) -> str:
    """A value as JSON for a quoted attribute: on one line, without a character that HTML, Markdown or Jinja reads."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"[\"'&<>`\[{\u2028\u2029]", lambda m: f"&#{ord(m[0])};", text)
