"""Where the files are that are shipped with the package: templates, starter data and assets."""

from __future__ import annotations

from collections.abc import Mapping
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


def assets() -> Mapping[str, Path]:
    """The style sheet and the scripts of the site, by their address below the site's root."""
    return {name: path for name, path in _assets().items() if path.parent.name != "search"}


def search() -> Mapping[str, Path]:
    """What searches the site, and the license of what is not ours in it, by address."""
    return {name: path for name, path in _assets().items() if path.parent.name == "search"}


def _assets() -> Mapping[str, Path]:
    folder = _PACKAGE / "assets"
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".css", ".js", ".txt"))
    return {f"assets/{path.relative_to(folder).as_posix()}": path for path in files}
