"""What no site holds, whoever adds it: files of records, and what a link leads to out of the project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from mkdocs.structure.files import Files

from .. import source
from ..playbook import Project, kept_back
from ..problems import one_row
from .clashes import maker


def keep_back(files: Files, project: Project, folder: str) -> Iterator[str]:
    """Take out of the files of a site what is nobody's to publish; a sentence for each. `folder`: that of the pages."""
    of_records = kept_back(project)
    for file in [*files]:
        path = file.abs_src_path
        if path is None or getattr(file, "_content", None) is not None:
            continue  # made by a plugin, of whatever it read
        # What another plugin moved the pages to is elsewhere, and has been read there.
        ours = file.src_dir == folder and os.path.lexists(project.root / project.pages / file.src_uri)
        out = ours and source.unfit(project.root, f"{project.pages}/{file.src_uri}")
        if out or of_records(path):
            files.remove(file)
            why = out.message.removesuffix(", so this is not read") if out else "it is a file of records"
            yield f"{one_row(file.src_uri)}, added by {maker(file)}, is not published: {why}"


def renew(files: Files, uris: Iterable[str]) -> None:
    """Let a preview that builds only what changed build these too: what they link to may have changed."""
    for uri in uris:
        if (file := files.get_file_from_path(uri)) is not None:
            file.is_modified = _always  # type: ignore[method-assign]


def _always() -> bool:
    return True
