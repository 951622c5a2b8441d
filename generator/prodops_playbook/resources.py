"""Where the files are that are shipped with the package: templates, starter data and assets."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def _shipped(inside: str, beside: str) -> Path:
    """A folder inside the installed package, or, in a checkout, at the top of the repository."""
    packaged = _PACKAGE / inside
    return packaged if packaged.is_dir() else _CHECKOUT / beside


def templates() -> Path:
    """The folder of the built-in templates."""
    return _shipped("_templates", "templates")


def starter() -> Path:
    """The folder of the records that a new project starts with."""
    return _shipped("_starter", "data")


def assets() -> Path:
    """The folder of the style sheet and the scripts of the site."""
    return _PACKAGE / "assets"
