"""Files of ours that a plugin or a theme makes too. What people wrote by hand is told by the checks, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs.structure.files import File, Files

from ..problems import one_row


def taken(ours: Iterable[File], files: Files) -> Iterator[str]:
    """A sentence for each file of ours whose address has been taken by another plugin, or by the theme, so far."""
    for file in ours:
        other = files.get_file_from_path(file.src_uri)
        if other is not None and other.inclusion.is_included():
            yield f"{file.src_uri} is made by {maker(other)} and by the playbook: {_MEND}"


def replaced(ours: Iterable[File], files: Files) -> Iterator[str]:
    """A sentence for each file of ours that another one has taken the place of, or whose page would be overwritten."""
    pages = {file.dest_uri.casefold(): file for file in ours}
    for other in files:
        file = pages.get(other.dest_uri.casefold())
        if file is not None and other is not file and other.inclusion.is_included():
            theirs = f"{one_row(other.src_uri)}, made by {maker(other)}"
            yield f"{theirs}, takes the place of {file.src_uri} of ours: {_MEND}"


def removed(ours: Iterable[File], files: Files) -> Iterator[str]:
    """A sentence for each page of ours that is not there any more: others link to it, and the menu names it."""
    for file in ours:
        if file.is_documentation_page() and files.get_file_from_path(file.src_uri) is None:
            yield (
                f"{file.src_uri} of the playbook was taken out by another plugin, or by a hook, and other pages lead "
                "there: let it leave the pages of the playbook alone"
            )


_MEND = "take one of the two out of mkdocs.yml, or set under: for the playbook"


def maker(file: File) -> str:
    """Who has made a file, as far as MkDocs knows."""
    return f"the plugin {file.generated_by}" if file.generated_by else "the theme, or a plugin"
