"""The templates: rendering one, and turning whatever goes wrong in it into Problems."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2

from .. import resources
from ..problems import Problem
from .environment import Environment

_BLANK = re.compile(r"\n{3,}")


class Templates:
    """The built-in templates with a project's own over them. Mistakes are collected, each once."""

    def __init__(self, override: Path | None, language: str = "en", last: Environment | None = None) -> None:
        """`override`: the folder of the project's own templates. `last`: those compiled before, while they are so."""
        told = resources.templates(), override, language
        self.environment = last if last is not None and last.still(*told) else Environment(*told)
        self.override = override
        # (template, line, message) -> what was being rendered when it was met, and how many more met it
        self._met: dict[tuple[str, int, str], tuple[str, int]] = {}

    def render(self, template: str, about: str, /, **context: Any) -> str | None:
        """What a template makes, with at most one empty line in a row; None when it failed. `about` is named then."""
        try:
            text = self.environment.get_template(template).render(**context)
        except jinja2.TemplateSyntaxError as error:
            self._fail(error.name or template, error.lineno, error.message or "a mistake in the template", about)
        except Exception as error:  # noqa: BLE001 (a template may raise anything)
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")]
            name, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (template, 1)
            message = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
            if isinstance(error, jinja2.TemplateNotFound):
                message = f"there is no template {error.name}"
            self._fail(name, line, message, about)
        else:
            return _BLANK.sub("\n\n", text).strip("\n") + "\n"
        return None

    @property
    def failed(self) -> int:
        """How often something went wrong so far."""
        return sum(1 + more for _, more in self._met.values())

    def first(self, *templates: str) -> str:
        """The first of these templates that exists."""
        return next((name for name in templates if self._exists(name)), templates[-1])

    def problems(self) -> Iterator[Problem]:
        """What went wrong so far."""
        for (name, line, message), (about, more) in self._met.items():
            others = f", and {more} more" if more else ""
            yield Problem(name, line, 1, "template-error", message, f"met while rendering {about}{others}")

    def _exists(self, name: str) -> bool:
        try:
            self.environment.get_template(name)
        except jinja2.TemplateNotFound:
            return False
        except jinja2.TemplateSyntaxError:
            pass  # it exists; rendering it says what is wrong
        return True

    def _fail(self, name: str, line: int, message: str, about: str) -> None:
        key = (self._path(name), line, message)
        first, more = self._met.get(key, (about, -1))
        self._met[key] = (first, more + 1)

    def _path(self, name: str) -> str:
        """The template as its author knows it: below templates/, or as `builtin/...`."""
        path = Path(name)
        for folder, prefix in ((self.override, "templates/"), (resources.templates(), "builtin/")):
            if folder is not None and path.is_absolute() and path.is_relative_to(folder):
                return prefix + path.relative_to(folder).as_posix()
        if self.override is not None and os.path.lexists(self.override / name):
            return f"templates/{name}"
        return name if name.startswith("builtin/") else f"builtin/{name}"
