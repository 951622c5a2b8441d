"""One build of the site that we are a guest in, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from ..edition import prepare
from ..exports.whole import Whole, whole
from ..links.engine import Engine
from ..playbook import Project, linked_out
from ..render import Page, UnsafeError
from ..today import today
from . import extensions, telling
from .configuration import below, dress


@dataclass(frozen=True)
class Build:
    """What is ours in a site, and how it is built. From event to event it is replaced, never changed."""

    project: Project = field(default_factory=lambda: Project(Path()))
    serving: bool = False
    dirty: bool = False
    made: Whole | None = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    errors: int = 0
    files: tuple[File, ...] = ()
    """Ours, as MkDocs has them."""

    @property
    def whole(self) -> Whole:
        """Everything of ours; there is nothing before the build."""
        assert self.made is not None
        return self.made

    def path(self, uri: str) -> str | None:
        """The file behind a page, in the project; None where it has none."""
        return self.pages[uri].source if uri in self.pages else f"{self.project.pages}/{uri}"


def build(last: Build, config: MkDocsConfig) -> Build:
    """Load, check and render. In a preview nothing stops, which would leave requests hanging."""
    telling.stop(extensions.refusal(config.markdown_extensions, config.mdx_configs))
    project, serving = last.project, last.serving
    engine = Engine(tuple(config.markdown_extensions), config.mdx_configs)
    before = last.made if serving else None
    edition = prepare(replace(project, engine=engine), today, before.edition if before is not None else None)
    try:
        made = whole(edition, printed=not serving, address="" if serving else config.site_url or "", last=before)
    except UnsafeError as error:
        raise PluginError(str(error)) from None
    if made.unprinted:
        telling.note(f"The site has no PDFs. {made.unprinted}")
    theirs = config.theme.custom_dir
    problems = [*made.problems, *(linked_out(project, below(project.root, theirs)) if theirs else ())]
    errors = telling.report(problems, edition.levels, strict=config.strict, serving=serving)
    dress(config, edition.playbook.settings)
    kept = last.pages if serving and made.site.problems else {}
    return replace(last, made=made, pages={**kept, **{page.uri: page for page in made.site.pages}}, errors=errors)
