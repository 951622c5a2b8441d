"""What changed as an Atom feed: one entry for each record and day, with links that work from anywhere."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET

from ..changes import VALUE, Changes, Line, telling
from ..kinds import KINDS
from ..playbook import Playbook, address

ENTRIES = 50
"""A feed is for what is new; the page has the rest."""
_ATOM = "http://www.w3.org/2005/Atom"
# What XML cannot hold, however it is written.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(changes: Changes, playbook: Playbook) -> dict[str, bytes]:
    """The feed by its address in the site; nothing where the site has none."""
    settings = playbook.settings
    name = telling.feed(changes, settings)
    if not name:
        return {}
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": settings.language})
    page = playbook.home + address(telling.PAGE) + "/"
    _add(root, "id", page)
    _add(
        root,
        "title",
        playbook.words.gettext("What changed in the playbook of %(name)s") % {"name": settings.organization},
    )
    lines = changes.lines[:ENTRIES]
    nothing = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    _add(root, "updated", _moment(max((line.at for line in lines), default=nothing)))
    _add(root, "link", rel="self", type="application/atom+xml", href=playbook.home + name)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(_add(root, "author"), "name", settings.organization)
    for line in lines:
        _entry(root, line, page, playbook)
    ET.indent(root)
    return {name: ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"}


def _entry(root: ET.Element, line: Line, page: str, playbook: Playbook) -> None:
    change = line.change
    title = telling.title_now(line, playbook)
    here = f"{page}#{line.anchor}"
    entry = _add(root, "entry")
    _add(entry, "id", here)
    _add(entry, "title", f"{playbook.words.gettext(telling.HEADINGS[change.what])}: {title}")
    _add(entry, "updated", _moment(line.at))
    _add(entry, "link", rel="alternate", type="text/html", href=_address(line, playbook) or here)
    _add(
        entry, "summary", " · ".join((telling.kind(change.version, playbook.words), *telling.details(change, playbook)))
    )


def _address(line: Line, playbook: Playbook) -> str:
    """Where to read the record; empty where it has no page any more."""
    version = line.change.version
    if version.kind == VALUE and line.change.after is not None:
        uri = f"values.md#{version.id}"
    elif line.record is not None:
        uri = KINDS[line.record.kind].page(line.record.id)
    else:
        return ""
    path, _, anchor = uri.partition("#")
    return f"{playbook.home}{address(path)}/" + (f"#{anchor}" if anchor else "")


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = _FORBIDDEN.sub("", text) or None
    return made
