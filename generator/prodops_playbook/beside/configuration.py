"""What mkdocs.yml says of the playbook, and what the playbook brings to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from .. import escaping, history, source
from ..kinds import Settings
from ..playbook import SETTINGS, Place, Project, host
from ..problems import shown
from . import engine, finding

CSS = "assets/playbook.css"
SCRIPT = "assets/playbook.js"


class PlaybookConfig(base.Config):
    """The plugin's options in mkdocs.yml. Everything about the playbook itself is in data/playbook.yml."""

    data_dir = option.Type(str, default="data")
    templates_dir = option.Type(str, default="templates")
    nav = option.Type(bool, default=True)
    under = option.Optional(option.Type(str))
    search = option.Optional(option.Type(bool))


def project(config: MkDocsConfig, ours: PlaybookConfig, *, drafts: bool) -> Project:
    """The project that a site is made of. `drafts`: whether the pages that are drafts belong to this build."""
    root = Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
    try:
        place = Place.of(ours.under, flat=not config.use_directory_urls)
    except ValueError:
        raise PluginError(
            f"mkdocs.yml: the option under of playbook is no folder: {shown(ours.under or '')}. "
            "Write it with letters, digits and hyphens, such as under: playbook/"
        ) from None
    data, templates = (name.rstrip("/") for name in (ours.data_dir, ours.templates_dir))
    folder = history.folder(root, ours.data_dir)
    return Project(root, data, below(root, config.docs_dir), templates, place, folder, _left_out(config, drafts=drafts))


def settle(config: MkDocsConfig, project: Project) -> None:
    """Watch the records and templates, bring the style sheet and the scripts, and speak the language of the records."""
    folders = (project.root / project.data, project.root / project.templates)
    config.watch += [str(folder) for folder in folders if folder.is_dir()]
    config.extra_css.insert(0, project.place.under + CSS)
    script = option.ExtraScriptValue(project.place.under + SCRIPT)
    script.type = "module"
    config.extra_javascript.append(script)
    _speak(config, project)


def dress(config: MkDocsConfig, settings: Settings) -> None:
    """The logo and the name of the organization, where mkdocs.yml has none of its own."""
    if settings.logo and not config.theme.get("logo"):
        config.theme["logo"] = escaping.address(quote(settings.logo))
    if not config.copyright and "organization" in settings.model_fields_set:
        config.copyright = escaping.as_html(settings.organization)


def below(root: Path, folder: str) -> str:
    """The path of a folder from the root of the project, with `/`."""
    return os.path.relpath(folder, root).replace(os.sep, "/")


def _speak(config: MkDocsConfig, project: Project) -> None:
    """Let the theme and search speak the language of the records, where mkdocs.yml names none."""
    document, _ = source.read_file(project.root, f"{project.data}/{SETTINGS}")
    told = document.root.get("language") if document and isinstance(document.root, source.Mapping) else None
    written = Path(config.config_file_path) if config.config_file_path else None
    theme = host.read(written.parent, written.name)[0].get("theme") if written is not None else None
    spoken = isinstance(theme, dict) and not {"language", "locale"}.isdisjoint(theme)
    named = told.text if isinstance(told, source.Scalar) and not told.nothing and not spoken else ""
    if named:
        engine.speak(config.theme, named)
    search = config.plugins.get("material/search") or config.plugins.get("search")
    finding.whole(search, str(config.theme.get("language") or ""))


def _left_out(config: MkDocsConfig, *, drafts: bool) -> Callable[[str], bool]:
    """Which files among the pages are none of this build's, as MkDocs decides it."""

    def left_out(uri: str) -> bool:
        file = File(uri, config.docs_dir, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion.is_excluded() or (file.inclusion is InclusionLevel.DRAFT and not drafts)

    return left_out
