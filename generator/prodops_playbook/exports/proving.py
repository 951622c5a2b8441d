"""Whether every page and every sheet of paper can be made of the templates that a project has of its own."""

from __future__ import annotations

from collections.abc import Iterator

from .. import resources
from ..edition import Edition
from ..problems import Problem
from ..render import Renderer
from . import sheets


def templates(edition: Edition) -> Iterator[Problem]:
    """What goes wrong in a template, on screen or on paper. Where a project has none of its own, ours are not tried."""
    own = edition.project.root / edition.project.templates
    if not own.is_dir() or own.samefile(resources.templates()):
        return
    renderer = Renderer(edition)
    renderer.site()
    sheets.everything(edition.playbook, renderer)
    told = {problem.path for problem in edition.problems}
    yield from (problem for problem in renderer.templates.problems() if problem.path not in told)
