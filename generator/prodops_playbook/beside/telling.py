"""Saying what is wrong, as MkDocs says things, and stopping a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from ..problems import Level, Problem, as_text, count, fails, level_of, loud, summary

_log = get_plugin_logger(__name__)


def note(text: str) -> None:
    """Say what is worth knowing."""
    _log.info(text)


def warn(sentences: Iterable[str]) -> None:
    """Warn of what is wrong and stops only a strict build."""
    for told in sentences:
        _log.warning(told)


def stop(sentence: str | None) -> None:
    """Stop the build with a sentence, where there is one."""
    if sentence:
        raise PluginError(sentence)


def report(problems: Iterable[Problem], levels: Mapping[str, Level], *, strict: bool, serving: bool) -> int:
    """Say every error and warning; how many errors there are. They stop a build, but no preview."""
    for problem in loud(problems := tuple(problems), levels):
        error = not serving and fails({level_of(problem.code, levels): 1}, strict=strict)
        (_log.error if error else _log.warning)(as_text([problem], levels).rstrip("\n"))
    counts = count(problems, levels)
    if not serving and fails(counts, strict=strict):
        stop(f"{summary(counts)} in the playbook: the site was not built, the old one stays")
    return counts[Level.ERROR]
