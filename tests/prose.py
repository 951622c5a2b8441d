"""The prose of the project as passages with their places: records, settings, pages, and what the repository says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prodops_playbook.links import REFERENCE
from prodops_playbook.playbook import HandWritten, Playbook
from prodops_playbook.records.record import leaves
from prodops_playbook.types import Prose, Text

WORD = re.compile(r"[\w'\u2019-]+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*]|\d+\.)[ \t]+")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”\u2019)]*\s+(?=[\"“(]?(?:[A-Z]|code\b))")
_WRITTEN = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.?!][\"”\u2019)]*$")
_ADDRESS_OF_LINK = re.compile(r"\]\([^)]*\)")
_EMBED = re.compile(r"!\[\[[^\]]*\]\]")
_CODE = re.compile(r"`[^`]+`")
_ATTRIBUTES = re.compile(r"\{:[^}]*\}")
_GENERATED = "maintain/page-values.md"
_DOCUMENTS = ("*.md", ".github/*.md", ".gitlab/*/*.md")
_NAMES = {"reach", "held_by", "engineering", "design", "support", "channels", "tags", "name", "aliases", "sources"}
"""Fields that hold names and addresses, or other people's words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item or field, as its reader sees it. `about` is the record or page that it is from."""

    about: str
    path: str
    line: int
    text: str
    field: str = ""
    """The last names on the way to a record's field, such as `items.text`."""
    said: bool = False
    """Whether it is a sentence for people to say, as the guides mark them."""

    @property
    def kind(self) -> str:
        """The kind of its record, or which pages it belongs to: guide, page, maintain, generated, document."""
        return self.about.partition(":")[0]

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, headings and labels included, but not the number of a list item."""
        return tuple(part for part in _SENTENCE.split(self.text) if _WRITTEN.search(part))


def whole(sentence: str) -> bool:
    """Whether it ends as sentences end. Titles, labels and checklist items do not."""
    return _ENDED.search(sentence) is not None


def words(text: str) -> int:
    """How many words a reader counts."""
    return len(WORD.findall(text))


def passages(playbook: Playbook) -> Iterator[Passage]:
    """Everything that people read in records and hand-written pages."""
    for record in playbook.records.values():
        about = f"{record.kind}:{record.id}"
        for loc, value in leaves(record):
            written = loc[0] not in record.computed and _NAMES.isdisjoint(map(str, loc))
            if isinstance(value, Text | Prose) and written:
                for source in _PARAGRAPH.split(value.source if isinstance(value, Prose) else str(value)):
                    # Looked for by its first words, because a field may go on over many lines.
                    start = " ".join(source.split()[:2]).strip("-* ")
                    problem = record.problem("text-too-long", "", *loc, needle=start)
                    field = ".".join(str(part) for part in loc if not isinstance(part, int))
                    yield Passage(about, record.path, problem.line, seen(playbook, source), field)
    for name, setting in playbook.settings.values.items():
        if setting.why:
            problem = playbook.settings.problem("text-too-long", "", "values", name, "why")
            yield Passage("value", problem.path, problem.line, str(setting.why), "why")
    for page in playbook.pages:
        folder = page.uri.partition("/")[0]
        about = {"guides": "guide", "maintain": "maintain"}.get(folder, "page")
        about = "generated" if page.uri == _GENERATED else about
        yield from _paragraphs(playbook, page, f"{about}:{page.uri}")


def documents(playbook: Playbook, root: Path) -> Iterator[Passage]:
    """What the repository says outside of the site: README, CHANGELOG, the forms of a proposed change."""
    for path in (found for pattern in _DOCUMENTS for found in sorted(root.glob(pattern))):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if name.startswith("."):  # What those forms say to the person who fills them in is a comment.
            text = text.replace("<!--", "").replace("-->", "")
        yield from _paragraphs(playbook, HandWritten(name, name, text), f"document:{name}")


def _paragraphs(playbook: Playbook, page: HandWritten, about: str) -> Iterator[Passage]:
    block: list[str] = []
    begun, skipping = 1, ""
    for number, line in enumerate([*page.text.splitlines(), ""], 1):
        row = line.strip()
        fence = row[:3] if row.startswith(("```", "~~~", "---", "<!-")) else ""
        if skipping:
            skipping = "" if row.startswith(skipping) or (skipping == "<!-" and row.endswith("-->")) else skipping
            continue
        if fence == "---" and number > 1:
            fence = ""
        # A list item, a heading or a row of a table begins a passage of its own.
        begins = re.match(r"(?:[-*]|\d+\.)\s+|#+\s+|\|", row)
        if block and (not row or fence or begins):
            said = any(".pb-say" in each for each in block)
            yield Passage(about, page.path, begun, seen(playbook, " ".join(block)), said=said)
            block = []
        if fence and not row.endswith("-->"):
            skipping = fence
        elif row.startswith("|"):
            yield from (
                Passage(about, page.path, number, seen(playbook, cell)) for cell in _cells(row) if cell.strip(" -:")
            )
        elif row and not fence:
            begun = begun if block else number
            block.append(row[begins.end() :] if begins else row)


def _cells(row: str) -> list[str]:
    """The cells of a table's row; the bar in a reference divides nothing."""
    return re.split(r"\|(?![^\[]*\]\])", row.strip("|"))


def seen(playbook: Playbook, source: str) -> str:
    """Markdown as its reader sees it: labels of links, values with their units, no marks."""

    def shown(match: re.Match[str]) -> str:
        if match["kind"] == "value" and match["id"] in playbook.settings.values:
            return playbook.settings.context().value(match["id"]).shown
        if match["kind"] == "word":
            return playbook.settings.words.get(match["id"], match["id"])
        found = playbook.records.get((match["kind"] or "", match["id"]))
        return match["label"] or (found.title if found else match["id"])

    text = REFERENCE.sub(shown, _CODE.sub("code", _EMBED.sub("", source)))
    text = _ATTRIBUTES.sub("", _ADDRESS_OF_LINK.sub("]", text))
    text = re.sub(r"!?\[([^\]]*)\]", r"\1", text) if "](" in source else text
    return " ".join(text.replace("*", "").split())
