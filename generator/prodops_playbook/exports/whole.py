"""Everything that an edition becomes, whoever puts it somewhere: pages, the files beside them, and PDFs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..edition import Edition
from ..playbook import HandWritten
from ..problems import Problem
from ..render import Renderer, Site, assets
from ..source import leads_out
from . import feed, pdf, sheets


@dataclass(frozen=True)
class Whole:
    """What is made of one edition. Every address is a path among the sources of the site.

    `problems` are those of the records and of the templates. `documents` are the PDFs, made when they are asked for;
    `unprinted` says why there are none where the settings want some.

    >>> made = whole(prepare(find(Path("our-playbook")), today), printed=False)
    >>> made.folder()["principles/partner.md"].splitlines()[1]
    'title: Partner, not police'
    """

    edition: Edition
    renderer: Renderer
    site: Site
    problems: tuple[Problem, ...]
    documents: Mapping[str, pdf.Document]
    unprinted: str = ""

    def hand_written(self, page: HandWritten) -> str:
        """A hand-written page with its links and embeds in place."""
        return self.renderer.hand_written(page)

    def beside(self) -> dict[str, bytes]:
        """The style sheet, the scripts and the feed."""
        playbook, under = self.edition.playbook, self.edition.project.place.under
        made = {**assets(playbook.settings), **feed.feed(self.edition.changes, playbook)}
        return {under + name: data for name, data in made.items()}

    def folder(self) -> dict[str, str | bytes]:
        """Every file that an engine needs: also what people wrote by hand, what lies beside it, and the PDFs."""
        root, playbook = self.edition.project.root, self.edition.playbook
        attached = {f.uri: root / f.path for f in playbook.attached if not leads_out(root, f.path)}
        return {
            **{page.uri: page.text for page in self.site.pages},
            **{uri: path.read_bytes() for uri, path in attached.items() if path.is_file()},
            **{page.uri: self.hand_written(page) for page in playbook.pages},
            **self.beside(),
            **dict(pdf.made(self.documents)),
        }


def whole(edition: Edition, *, printed: bool = True, address: str = "", last: Whole | None = None) -> Whole:
    """Everything of an edition; without PDFs where they are not `printed`. `address`: where the site is going to be.

    What is the same as in the `last` one is not made again.

    >>> made = whole(prepare(find(Path("our-playbook")), today), printed=False)
    >>> [section.title for section in made.site.nav][:3]
    ['Principles', 'Processes', 'Agreements']
    """
    playbook, under = edition.playbook, edition.project.place.under
    printed = printed and playbook.settings.print_.pdf
    unprinted = pdf.missing() if printed else ""
    printed = printed and not unprinted
    renderer = Renderer(edition, pdf=printed, address=address, known=last.renderer.leave() if last else None)
    site = renderer.site()
    made = sheets.everything(playbook, renderer) if printed else ()
    documents = {f"{under}{sheet.name}.pdf": pdf.single(sheet, playbook.settings) for sheet in made}
    return Whole(edition, renderer, site, (*edition.problems, *renderer.templates.problems()), documents, unprinted)
