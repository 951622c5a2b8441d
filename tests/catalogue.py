"""The catalogue of messages as code and templates have it, and languages made of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from conftest import ROOT
from prodops_playbook import words
from prodops_playbook.kinds import KINDS
from prodops_playbook.views import handbook

POT = words.FOLDER / f"{words.DOMAIN}.pot"
SOURCES = {"templates/**/*.j2": "jinja2", "generator/**/*.py": "python", "generator/**/assets/**/*.js": "javascript"}
KEYWORDS = {"_": None, "gettext": None, "say": None, "later": None, "ngettext": (1, 2)}
HANDBOOK = "generator/prodops_playbook/views/handbook.py"
IN_SCRIPTS = {"say": None, "woven": None, "several": (1, 2)}
JINJA = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
SCRIPT = {"jsx": False}
HEAD = """\
# What readers see that is not from a record. English is the source: a message is its own English words.
# Written by a test: pytest tests/test_words.py --update-goldens
# A translation is de/LC_MESSAGES/messages.po beside this file, compiled to messages.mo.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

"""


def catalogue() -> Catalog:
    """Every message, with the files that say it."""
    found = Catalog()
    for pattern, method in SOURCES.items():
        keywords, options = (IN_SCRIPTS, SCRIPT) if method == "javascript" else (KEYWORDS, JINJA)
        for path in sorted(ROOT.glob(pattern)):
            with path.open("rb") as file:
                for _, message, _, _ in extract(method, file, keywords, options=options):
                    found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for message in of_fields():
        found.add(message, locations=[(HANDBOOK, 0)])
    return found


def of_fields() -> Iterator[str]:
    """What "Writing records" says of the fields of records, which stands in the models."""
    asked: list[str] = []

    def say(message: str) -> str:
        asked.append(message)
        return message

    handbook.common_fields(say)
    handbook.settings_fields(say)
    for kind in KINDS.values():
        handbook.kind_fields(kind, say)
    yield from asked


def written() -> str:
    """The file of the catalogue: messages in order, without what would change by itself."""
    out = io.BytesIO()
    write_po(out, catalogue(), width=0, omit_header=True, sort_output=True, include_lineno=False)
    return HEAD + out.getvalue().decode("utf-8").strip("\n") + "\n"


def kept() -> Catalog:
    """The catalogue as it is in the package."""
    with POT.open("rb") as file:
        return read_po(file)


def speak(patch: pytest.MonkeyPatch, folder: Path, catalog: Catalog) -> None:
    """Let playbooks in the language of a catalogue say what it says."""
    made = folder / str(catalog.locale) / "LC_MESSAGES"
    made.mkdir(parents=True)
    with (made / f"{words.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    patch.setattr(words, "FOLDER", folder)
    words.words.cache_clear()


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Catalog], None]]:
    """Lets playbooks speak a language, for one test."""
    yield lambda catalog: speak(monkeypatch, tmp_path / "languages", catalog)
    words.words.cache_clear()


PLACE = re.compile(r"(%\(\w+\)[sd]|%%)")


def marked(message: str) -> str:
    """A message with its own words in brackets; what is put into it stays outside."""
    return "".join(p if p.startswith("%(") or not p.strip() else f"⟦{p}⟧" for p in PLACE.split(message))


def pseudo(locale: str) -> Catalog:
    """A language in which every message of the catalogue is in brackets."""
    made = Catalog(locale=locale)
    for message in kept():
        if message.id:
            said = marked(message.id) if isinstance(message.id, str) else tuple(map(marked, message.id))
            made.add(message.id, said, flags=message.flags)
    return made
