"""The style sheet of a site: ours, with the accent color of playbook.yml made readable on light and on dark.

What a picture shows is a share of a whole. It stands in a page as a class, `pb-share-37`: a style attribute is what a
Content-Security-Policy forbids.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from .. import resources
from ..kinds import Settings
from ..words import words
from ..words.scripts import MODULE, lesson

CSS = "assets/playbook.css"
ACCENT = "#1f4e79"
"""The accent where playbook.yml names none: a quiet blue."""
LIGHT, DARK = (255, 255, 255), (30, 33, 41)
"""What the accent stands on: the page, and Material's dark page."""
READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3)."""

SHARES = "".join(f".pb-share-{n} {{ --share: {n / 100:g}; }}\n" for n in range(101))
"""A class for each whole percent."""

Rgb = tuple[int, int, int]


_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE)
"""Whole lines of a script that only explain it. No text of ours goes over several lines."""


def assets(settings: Settings) -> Mapping[str, bytes]:
    """The style sheet and the scripts of a site, by their address below its root; scripts without their comments."""
    files = _plain(resources.assets())
    scripts = {name: data.decode() for name, data in files.items() if name.endswith(".js")}
    scripts[MODULE] += lesson(scripts.values(), words(settings.language))
    files |= {name: script.encode() for name, script in scripts.items()}
    first = _colors(settings.colors.accent or ACCENT) + _copying(words(settings.language).gettext("Copy"))
    return {**files, CSS: first.encode() + files[CSS] + SHARES.encode()}


def _copying(word: str) -> str:
    """What a button says for which a place is kept, where it is not English."""
    return "" if word == "Copy" else f":root {{ --pb-copy: {json.dumps(word, ensure_ascii=False)}; }}\n"


def search() -> Mapping[str, bytes]:
    """What searches a site, by its address below the root."""
    return _plain(resources.search())


def _plain(paths: Mapping[str, Path]) -> dict[str, bytes]:
    files = {address: path.read_bytes() for address, path in paths.items()}
    return files | {n: _COMMENT.sub("", data.decode()).encode() for n, data in files.items() if n.endswith(".js")}


def _colors(accent: str) -> str:
    rgb = (int(accent[1:3], 16), int(accent[3:5], 16), int(accent[5:7], 16))
    light, dark = readable(rgb, LIGHT), readable(rgb, DARK)
    return f":root {{ --pb-accent-on-light: {_hex(light)}; --pb-accent-on-dark: {_hex(dark)}; }}\n"


def readable(color: Rgb, ground: Rgb) -> Rgb:
    """The nearest shade of a color, darker on light ground and lighter on dark, that text can have on it."""
    end = (0, 0, 0) if _luminance(ground) > 0.5 else (255, 255, 255)
    for step in range(101):
        r, g, b = (round(c + (e - c) * step / 100) for c, e in zip(color, end, strict=True))
        if contrast((r, g, b), ground) >= READABLE:
            return r, g, b
    return end


def contrast(one: Rgb, two: Rgb) -> float:
    """The contrast of two colors, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Rgb) -> float:
    parts = [c / 255 for c in color]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
