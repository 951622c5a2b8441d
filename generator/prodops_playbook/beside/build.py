"""One build of the site that we are a guest in, as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from ..edition import prepare
from ..exports.pdf import Document
from ..exports.whole import whole
from ..links.engine import Engine
from ..playbook import HandWritten, Playbook, Project, linked_out
from ..render import Page, Section, UnsafeError
from ..today import today
from . import extensions, telling
from .configuration import below, dress


@dataclass(frozen=True)
class Build:
    """What is ours in a site, and how it is built. From event to event it is replaced, never changed."""

    project: Project = field(default_factory=lambda: Project(Path()))
    serving: bool = False
    dirty: bool = False
    playbook: Playbook | None = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    nav: tuple[Section, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    complete: Callable[[HandWritten], str] = lambda page: page.text
    """Puts the links and embeds into a page written by hand."""
    errors: int = 0
    committed: frozenset[str] = frozenset()
    """The files of the project that git knows."""
    files: tuple[File, ...] = ()
    """Ours, as MkDocs has them."""

    def path(self, uri: str) -> str | None:
        """The file behind a page, in the project; None where it has none."""
        return self.pages[uri].source if uri in self.pages else f"{self.project.pages}/{uri}"


def build(last: Build, config: MkDocsConfig) -> Build:
    """Load, check and render. In a preview nothing stops, which would leave requests hanging."""
    telling.stop(extensions.refusal(config.markdown_extensions, config.mdx_configs))
    project, serving = last.project, last.serving
    engine = Engine(tuple(config.markdown_extensions), config.mdx_configs)
    edition = prepare(replace(project, engine=engine), today, last.playbook if serving else None)
    try:
        made = whole(edition, printed=not serving, address="" if serving else config.site_url or "")
    except UnsafeError as error:
        raise PluginError(str(error)) from None
    if made.unprinted:
        telling.note(f"The site has no PDFs. {made.unprinted}")
    theirs = config.theme.custom_dir
    problems = [*made.problems, *(linked_out(project, below(project.root, theirs)) if theirs else ())]
    errors = telling.report(problems, edition.levels, strict=config.strict, serving=serving)
    dress(config, edition.playbook.settings)
    kept = last.pages if serving and made.site.problems else {}
    return replace(
        last,
        playbook=edition.playbook,
        pages={**kept, **{page.uri: page for page in made.site.pages}},
        nav=made.site.nav,
        beside=made.beside(),
        documents=made.documents,
        complete=made.hand_written,
        errors=errors,
        committed=frozenset(edition.history.changes),
    )
