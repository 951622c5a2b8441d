"""A site that is built beside the old one, and takes its place when it is whole."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from .. import writing


class Building:
    """Where MkDocs writes while it builds. Without `begin`, as in a preview, the rest does nothing."""

    def __init__(self) -> None:
        self._aside: writing.Aside | None = None
        # Plugins that build once for each language do so within the build that a person began.
        self._within = 0

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs write beside the old site."""
        if self._aside is not None:
            self._within += 1
            return
        self._config, self._site, self._within = config, config.site_dir, 0
        self._aside = writing.Aside(Path(config.site_dir))
        config.site_dir = str(self._aside.folder)

    def finish(self) -> str:
        """Put the new site in the place of the old one. Where it is then; empty where it is not time, or refused."""
        if self._aside is None or self._within:
            self._within -= self._aside is not None
            return ""
        handlers = logging.getLogger("mkdocs").handlers
        if any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers):
            # Warnings in a strict build, which MkDocs counts, and refuses next.
            self.drop()
            return ""
        self._aside.swap()
        self._aside, self._config.site_dir = None, self._site
        return self._site

    def drop(self) -> None:
        """Leave the old site as it is."""
        if self._aside is not None:
            self._aside.drop()
            self._aside, self._config.site_dir = None, self._site
