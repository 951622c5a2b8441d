"""Bytes of files as text: size, encoding and invisible characters are dealt with here."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath

from .. import escaping
from ..problems import Problem

MAX_BYTES = 1024 * 1024
_MANY = 100


def leads_out(root: Path, path: str) -> Problem | None:
    """The problem of a path below `root` that a symbolic link leads out of it, or to what is nobody's to read.

    A path that begins with `..` was named so by whoever set up the project: links may not leave the folder it names.
    Of one that begins with `/` nothing is said.
    """
    if path.startswith("/"):
        return None
    parts = PurePosixPath(path).parts
    above = next((i for i, part in enumerate(parts) if part != ".."), len(parts))
    top = os.path.normpath(root.joinpath(*parts[: above + 1])) if above else root
    real, bound = Path(os.path.realpath(root / path)), Path(os.path.realpath(top))
    if real.is_relative_to(bound):
        inside = real.relative_to(bound).parts
        if not inside or inside == parts or (".git" not in inside and not inside[-1].startswith(".")):
            return None
        where = "to a hidden file"
    else:
        where = "out of the project"
    message = f"a symbolic link leads from here {where}, so this is not read"
    return Problem(path, 1, 1, "unreadable-file", message, "put a copy in the place of the link, or delete it")


def read_bytes(root: Path, path: str, *, anywhere: bool = False) -> tuple[bytes | None, list[Problem]]:
    """The bytes of one regular file of at most 1 MiB, or the Problem that says why not.

    One that may be `anywhere` is no part of the site: a link may lead out of the project to it.
    """
    if not anywhere and (problem := leads_out(root, path)):
        return None, [problem]
    try:
        # Opened without waiting: a named pipe in the folder must not hang the build.
        handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return None, [_irregular(path, status.st_mode)]
            with open(handle, "rb", closefd=False) as file:
                data = file.read(MAX_BYTES + 1)
        finally:
            os.close(handle)
    except OSError as error:
        return None, [_unopened(path, error)]
    if len(data) > MAX_BYTES:
        return None, [_too_large(path, status.st_size)]
    return data, []


def unfit(root: Path, path: str) -> Problem | None:
    """The problem of a file that becomes part of the site as it is: it leads out of the project, or cannot be read."""
    if problem := leads_out(root, path):
        return problem
    try:
        mode = (root / path).stat().st_mode
    except OSError as error:
        return _unopened(path, error)
    return None if stat.S_ISREG(mode) else _irregular(path, mode)


def _irregular(path: str, mode: int) -> Problem:
    what = "a directory" if stat.S_ISDIR(mode) else "not a regular file"
    return Problem(path, 1, 1, "unreadable-file", f"this is {what}", "remove it, or put a file in its place")


def _unopened(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "it could not be opened").lower()
    return Problem(path, 1, 1, "unreadable-file", f"this file cannot be read: {reason}", "check its permissions")


def _too_large(path: str, size: int) -> Problem:
    hint = "a record is a page of text; keep data files elsewhere and link to them"
    message = f"this file has {size / MAX_BYTES:.1f} MiB; the limit is 1 MiB"
    return Problem(path, 1, 1, "too-large", message, hint)


_HARD = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# Spaces that are none to YAML: at the start of a line, behind a dash, and behind the colon of a field.
_HARD_SPACE = re.compile(rf"(?m)^[ \t-]*({_HARD}[^\S\n]*)|(?<=[\w-]:)({_HARD}[^\S\n]*)")


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """Bytes as text with line ends as \\n and no byte-order mark.

    More than 1 MiB is not read, wherever the bytes come from.
    """
    if len(data) > MAX_BYTES:
        return None, [_too_large(path, len(data))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"this file is not UTF-8: byte {error.start} is 0x{data[error.start]:02X}"
        return None, [Problem(path, line, column, "not-utf-8", message, "save it again with the encoding UTF-8")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def visible(path: str, text: str) -> tuple[str, list[Problem]]:
    """The text of a record with spaces in the place of invisible characters, and a Problem for each of them."""
    problems: list[Problem] = []

    def report(match: re.Match[str]) -> str:
        if len(problems) < _MANY:
            at = match.start(match.lastindex or 0)
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            message = f"an invisible character, U+{ord(text[at]):04X}"
            hint = "delete it and type the line again; it often comes with text copied from a document"
            problems.append(Problem(path, line, column, "control-character", message, hint))
        bad = match[match.lastindex or 0]
        return match[0].removesuffix(bad) + " " * len(bad)

    text = escaping.UNSEEN.sub(report, text)
    text = _HARD_SPACE.sub(report, text)
    return text, problems
