"""Do records fit together: references that lead somewhere, names that are one thing's only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ..kinds import KINDS, Record
from ..kinds.principle import Principle
from ..links import ID, PAGE, PATH, Mention
from ..playbook import Key, Playbook, Use
from ..problems import Problem, did_you_mean, shown
from ..source import MAX_SLIPS, quote_this
from ..types import Meaning, Reference

_VALUE = re.compile(r"\[\[value:([\w.-]+)")


def references(playbook: Playbook) -> Iterator[Iterator[Problem]]:
    """The references of each record, and those of playbook.yml."""
    lost = Counter[str]()
    """Of each file, how many references lead nowhere."""
    for record in (*playbook.records.values(), *playbook.broken):
        yield references_of(playbook, record, lost)
    yield _default_owner(playbook)


def references_of(playbook: Playbook, record: Record, lost: Counter[str] | None = None) -> Iterator[Problem]:
    """Every reference of one record. Where many of a file are `lost`, which is told, no mends are thought of."""
    lost = Counter() if lost is None else lost
    for use in playbook.uses(record):
        target = playbook.get(use.target)
        many = lost[record.path] > MAX_SLIPS
        found = list(faults(playbook, use.target, mended=not many))
        if target is record:
            found.append(Fault("self-reference", "this record refers to itself", "name another record, or delete it"))
        elif target is not None and target.hidden and not record.hidden:
            found.append(hidden(target))
        for fault in found:
            nowhere = fault.code == "unknown-reference"
            lost[record.path] += nowhere
            told = (_sentence(playbook, use) or _each(playbook, use)) if nowhere and not many else None
            yield told or fault.at(record.path, *((record.place().line, 1) if many and nowhere else use.place))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a reference, wherever it stands. `secret`: it tells of a hidden record."""

    code: str
    message: str
    hint: str = ""
    secret: bool = False

    def at(self, path: str, line: int, column: int) -> Problem:
        """The problem of a reference that stands there."""
        return Problem(path, line, column, self.code, self.message, self.hint, secret=self.secret)


def _sentence(playbook: Playbook, use: Use) -> Problem | None:
    """The problem of a text whose first words and colon were read as somebody who takes a step, and are nobody."""
    target, field = use.target, use.loc[-1]
    if field != "by" or isinstance(target, Mention) or re.fullmatch(PATH, target.id):
        return None
    if not _short(use) or _called(playbook, target.id, target.kind) or _several(playbook, target.id, target.kind):
        return None
    close = playbook.closest(_slug(target.id), target.kind)
    if close or _SOMEBODY.search(target.id) or any(map(playbook.called, _parts(target.id))):
        return None
    return quote_this(use.record.document, use.record.place(*use.loc))


_SOMEBODY = re.compile(
    r"(?i)\b(?:team|lead|head|manager|owner|director|officer|engineer|designer|analyst|department|sponsor|pm)s?$"
    r"|^(?:head|director|chief|vp) "
)
"""How the title of somebody ends, or begins."""


def _short(use: Use) -> bool:
    """Whether a reference stands in a short form, such as `role-id: sentence`."""
    node, around = use.record.place(*use.loc), use.record.place(*use.loc[:-1])
    return (node.line, node.column) == (around.line, around.column)


def _each(playbook: Playbook, use: Use) -> Problem | None:
    """The problem of several records in one text, told as the place wants it; and of a step that nobody known takes."""
    target = use.target
    if isinstance(target, Mention) or re.fullmatch(PATH, target.id):
        return None
    several = _several(playbook, target.id, target.kind)
    listed = isinstance(use.loc[-1], int) or (len(use.loc) > 1 and isinstance(use.loc[-2], int) and _short(use))
    if use.loc[-1] == "by" and listed and not _called(playbook, target.id, target.kind):
        close = [] if several else playbook.closest(_slug(target.id), target.kind)
        known = several or [role.id for role in playbook.of_kind(target.kind) if not role.hidden]
        one = "one role takes a step, and another's part is a step of its own" if several else "say who does it"
        hint = "" if close else f"{one}: `role-id: sentence`, with one of: {', '.join(known)}"
        hint += "; if it is no role, put the whole text in quotes" if hint and not several else ""
    else:
        hint = "write one item a line:" + "".join(f"\n- {id_}" for id_ in several) if several and listed else ""
    message = f"there is no {target.kind} {shown(target.id)}"
    return Problem(use.record.path, *use.place, "unknown-reference", message, hint) if hint else None


def hidden(target: Record) -> Fault:
    """A link to a hidden record."""
    message = f"{target.kind} {shown(target.id)} is hidden, so readers see the words without a link"
    return Fault("hidden-target", message, "link to something readers can open", secret=True)


def faults(playbook: Playbook, target: Reference | Mention, *, mended: bool = True) -> Iterator[Fault]:
    """What is wrong with a reference, if anything; of one that leads nowhere also the mend, if it is to be `mended`."""
    kind, id_ = target.kind, target.id
    if kind == PAGE:
        if id_ not in playbook.site_pages:
            hint = did_you_mean(id_, playbook.site_pages) or "write its address without the ends, such as page:coverage"
            yield Fault("unknown-reference", f"there is no page {shown(id_)}", hint)
        return
    if kind is not None and kind not in KINDS:
        there = playbook.kinds_of(id_)
        meant = f"did you mean {' or '.join(map(shown, there))}?" if there else did_you_mean(kind, (*KINDS, PAGE))
        hint = meant or "kinds: " + ", ".join((*KINDS, PAGE))
        secret = any(_secret(playbook, (k, id_)) for k in there)
        yield Fault("unknown-reference", f"there is no kind of record {shown(kind)}", hint, secret=secret)
        return
    kinds = playbook.kinds_of(id_)
    if kind in playbook.unread or (kind is None and not kinds and playbook.unread):
        return  # it may well be in the file that could not be read
    if kind is None and len(kinds) > 1:
        hint = "say which one: " + " or ".join(f"[[{k}:{id_}]] ({_place(playbook, (k, id_))})" for k in kinds)
        secret = any(_secret(playbook, (k, id_)) for k in kinds)
        yield Fault("ambiguous-reference", f"{shown(id_)} is a {' and a '.join(kinds)}", hint, secret)
    elif not kinds or (kind is not None and kind not in kinds):
        message = f"there is no {kind or 'record'} {shown(id_)}"
        yield Fault("unknown-reference", message, *(_candidates(playbook, id_, kind, target) if mended else ()))
    else:
        kind = kind or kinds[0]
        if (kind, id_) not in playbook.known and (now := playbook.old_ids.get((kind, id_))):
            became = f"is now {'called' if now.kind == kind else f'the {now.kind}'} {shown(now.id)}"
            fits = not isinstance(target, Reference) or not target.to.kinds or now.kind in target.to.kinds
            code, hint = ("renamed-reference", f"write {now.id if now.kind == kind else f'{now.kind}:{now.id}'}")
            if not fits:
                code, hint = "unknown-reference", f"leave it out, or link to {now.kind}:{now.id} elsewhere"
            yield Fault(code, f"{kind} {shown(id_)} {became}", hint, now.hidden)


def _secret(playbook: Playbook, key: Key) -> bool:
    """Whether readers must not be told that there is such a record, by its id or an old one."""
    record = playbook.records.get(key) or playbook.old_ids.get(key)
    return record is not None and record.hidden


def _place(playbook: Playbook, key: Key) -> str:
    """Where a record is written, by its id or an old one."""
    if at := playbook.known.get(key) or playbook.outdated.get(key):
        return "{}:{}".format(*at)
    return playbook.old_ids[key].path


def _candidates(playbook: Playbook, id_: str, kind: str | None, target: Reference | Mention) -> tuple[str, bool]:
    """Close ids with the places where they are written; and whether one of them is a secret."""
    if kind is not None and (elsewhere := playbook.kinds_of(id_)):
        secret = _secret(playbook, (elsewhere[0], id_))
        if isinstance(target, Reference) and elsewhere[0] in target.to.kinds:
            return f"write {elsewhere[0]}:{id_}", secret
        return f"there is a {elsewhere[0]} of that id; this place takes a {kind}", secret
    if called := _called(playbook, id_, kind):
        return " or ".join(called), False
    if several := _several(playbook, id_, kind):
        return f"write {' or '.join(several)}: one has its place here", False
    if close := playbook.closest(_slug(id_), kind):
        places = ", ".join("{}:{}".format(*playbook.known[key]) for key in close if key in playbook.known)
        secret = any(_secret(playbook, key) for key in close)
        return f"did you mean {' or '.join(shown(i) for _, i in close)}? ({places})", secret
    if kind is None:
        return "the name of a record's file is its id; if the record is gone, take the link out", False
    file = playbook.new_file(kind, id_)
    if kind == "role":
        hint = "write the id of a role, not a title or a person: " + ", ".join(r.id for r in playbook.of_kind(kind))
        return f"{hint}; or write {file} first" if re.fullmatch(ID, id_) else hint, False
    return f"write one first in {file}, name one that exists, or take it out", False


def _same(name: str) -> str:
    """What two names have in common that a reader takes for one, however their accents and soft hyphens were typed."""
    return unicodedata.normalize("NFC", name).casefold().replace("\u00ad", "")


def _slug(words: str) -> str:
    return re.sub(r"[ _]", "-", words.lower())


def _parts(words: str) -> list[str]:
    """The names in a line of names."""
    return _BETWEEN.split(words)


_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|or)\s+")
_MOST = 20
"""Names that a line is divided into."""


def _several(playbook: Playbook, words: str, kind: str | None) -> list[str]:
    """The ids in a line of ids or titles; none where one of them is neither."""
    cuts = [(0, 0), *(match.span() for match in islice(_BETWEEN.finditer(words), _MOST)), (len(words), len(words))]
    if not cuts[1:-1]:
        return []
    titles = playbook.titled(kind or "")
    ids, first = list[str](), 0
    while first < len(cuts) - 1:
        # The longest name first: a title may hold an "and" itself.
        for last in range(len(cuts) - 1, first, -1):
            part = words[cuts[first][1] : cuts[last][0]].strip()
            if id_ := part if kind in playbook.kinds_of(part) else titles.get(part.casefold(), ""):
                ids, first = [*ids, id_], last
                break
        else:
            return []
    return ids if len(ids) > 1 else []


def _called(playbook: Playbook, words: str, kind: str | None) -> list[str]:
    """Mends with the ids of records that go by these words: as a title or another name, or that such a person holds."""
    sought = words.casefold()
    found = []
    for record in playbook.called(words):
        if kind not in (None, record.kind):
            continue
        names = (record.title, *record.tags, *getattr(record, "aliases", ()))
        if sought in map(str.casefold, names):
            found.append(f"write {record.id}, the id of {shown(record.title)}")
        held = (
            holder
            for holder in getattr(record, "held_by", ())
            if sought in (holder.casefold(), *holder.casefold().split())
        )
        found += [f"write {record.id}, the role that {shown(holder)} holds" for holder in held]
    return found


def _default_owner(playbook: Playbook) -> Iterator[Problem]:
    settings = playbook.settings
    if settings.says("default_owner"):
        for fault in faults(playbook, settings.default_owner):
            yield settings.problem(fault.code, fault.message, "default_owner", hint=fault.hint, secret=fault.secret)


def clashes(playbook: Playbook) -> Iterator[Problem]:
    """Old ids, titles and aliases that two records claim."""
    records = sorted(playbook.records.values(), key=lambda r: (r.path, r.place().line))
    claimed: dict[Key, Record] = {}
    names: dict[Key, Record] = {}
    for record in records:
        for i, key in enumerate(record.old_keys):
            kind, old = key
            if kind not in KINDS:
                hint = did_you_mean(kind, KINDS) or "kinds: " + ", ".join(KINDS)
                yield record.problem(
                    "wrong-value", f"there is no kind of record {shown(kind)}", "old_ids", i, hint=hint
                )
            elif key in playbook.known:
                message, secret = f"there is a {kind} with the id {shown(old)}", _secret(playbook, key)
                hint = "delete the old id, or rename that record"
                yield record.problem("old-id-clash", message, "old_ids", i, hint=hint, secret=secret)
            elif (first := claimed.setdefault(key, record)) is not record:
                message = f"{shown(old)} is also an old id of {shown(first.id)}"
                hint = "keep it where the old address should lead"
                yield record.problem("old-id-clash", message, "old_ids", i, hint=hint, secret=first.hidden)
        titled = "title" not in record.computed
        if titled and (first := names.setdefault((record.kind, _same(record.title)), record)) is not record:
            message = f"{shown(record.title)} is also the title of {first.kind}:{first.id} in {first.path}"
            hint = "say what makes this one different"
            yield record.problem("duplicate-title", message, "title", hint=hint, secret=first.hidden)
    for record in records:
        for i, alias in enumerate(getattr(record, "aliases", ())):
            if (first := names.setdefault((record.kind, _same(alias)), record)) is not record:
                message = f"{shown(alias)} already leads to {shown(first.title)}"
                hint = "keep it in one place"
                yield record.problem("duplicate-alias", message, "aliases", i, hint=hint, secret=first.hidden)


def unapplied(playbook: Playbook) -> Iterator[Problem]:
    """Principles on a wall. Call it only when every reference leads somewhere."""
    for record in playbook.all(Principle):
        if record.in_use and Meaning.APPLIED_BY not in playbook.backlinks(record):
            hint = f"name it under `principles:` in a record that puts it into practice: {record.id}"
            yield record.problem("unapplied-principle", "no record applies this principle", hint=hint)


def unused(playbook: Playbook) -> Iterator[Problem]:
    """Values that nothing reads. Call it only when every file could be read."""
    files = {record.path: record.lines for record in playbook.records.values()}
    texts = [line for lines in files.values() for line in lines] + [page.text for page in playbook.pages]
    used = {name for text in texts if "[[value:" in text for name in _VALUE.findall(text)}
    for name in playbook.settings.values:
        if name not in used:
            message = f"nothing uses the value {shown(name)}"
            yield playbook.settings.problem("unused-value", message, "values", name, hint="delete it, or use it")
