"""A page that works where a browser forbids its site to keep anything."""

from __future__ import annotations

import functools

from .. import resources


@functools.cache
def _script() -> str:
    return resources.assets()["assets/storage.js"].read_text(encoding="utf-8")


def first(html: str) -> str:
    """A page with our script before any of the theme's: these look for a storage at once, and stop without one."""
    return html.replace("<head>", f"<head><script>{_script()}</script>", 1)
