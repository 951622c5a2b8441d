"""Hand-written pages: what they link to."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from ..asking import Memory
from ..links import IN_LINE, VIEWS, Found, Mention, scan
from ..playbook import HandWritten, Playbook
from ..problems import Level, Problem, did_you_mean, shown
from .bounds import bounded
from .effort import effort
from .graph import Fault, faults, hidden
from .placing import unread

BLOCKS = tuple(view for view in VIEWS if view not in IN_LINE)


def hand_written(playbook: Playbook, levels: Mapping[str, Level], memory: Memory[Playbook]) -> Iterator[Problem]:
    """The problems of each hand-written page, as far as they are told."""
    for page in playbook.pages:
        yield from memory.recall(page.path, (page, levels), functools.partial(_heard, page, levels))


def _heard(page: HandWritten, levels: Mapping[str, Level], playbook: Playbook) -> tuple[Problem, ...]:
    return tuple(bounded([_of_page(playbook, page)], levels))


def _of_page(playbook: Playbook, page: HandWritten) -> Iterator[Problem]:
    heavy = list(effort(page))
    yield from heavy
    told = set[tuple[int, int]]()
    for problem in _mentions(playbook, page):
        told.add((problem.line, problem.column))
        yield problem
    if not heavy:
        yield from unread(playbook, page, told)


def _mentions(playbook: Playbook, page: HandWritten) -> Iterator[Problem]:
    claims = functools.cache(playbook.claims)
    for found in scan(page.text):
        if not claims(found.mention):
            continue
        if found.beyond:
            yield from (fault.at(page.path, found.line, found.column) for fault in _as_code(playbook, found))
            continue
        if misplaced := _misplaced(playbook, found):
            yield misplaced.at(page.path, found.line, found.column)
            continue
        if found.margin is None and found.mention.embed and found.mention.kind == "view" and found.mention.id in BLOCKS:
            hint = f"give ![[view:{found.mention.id}]] a line of its own"
            message = "a view has no place in a sentence or a table"
            yield Problem(page.path, found.line, found.column, "unknown-view", message, hint)
            continue
        for fault in _wrong(playbook, found.mention):
            yield fault.at(page.path, found.line, found.column)


def _as_code(playbook: Playbook, found: Found) -> Iterator[Fault]:
    """What is wrong with an embed, of something that there is, in a line that its indentation makes code."""
    mention = found.mention
    if mention.id in VIEWS if mention.kind == "view" else playbook.get(mention) is not None:
        message = f"{found.beyond} spaces make code of this line, so the embed would show as typed"
        hint = f"take {found.beyond} spaces out before it; or put it between two lines of ```, if it is to show so"
        yield Fault("misplaced-link", message, hint)


def _misplaced(playbook: Playbook, found: Found) -> Fault | None:
    """What is wrong with the place of a link or an embed, if anything: it would show as typed, or as raw HTML."""
    mention, code = found.mention, "misplaced-link"
    if mention.kind in ("value", "word"):
        return None
    link = f"[[{mention.target}]]"
    if found.shown == "link":
        message = "this stands in the words of another link, and would show as typed"
        return Fault(code, message, f"put {link} before or behind that link, or write plain words")
    if found.shown:
        message = "no link has a place in a tag, an address, a title or a definition: this would show as typed"
        return Fault(
            code, message, f"write [[{mention.target}|its words]] in the text; here, plain words or an address"
        )
    if not mention.embed or not (found.raw or found.cramped):
        return None
    record = playbook.get(mention)
    kind = record.kind if record is not None else mention.kind or "record"
    if found.raw:
        message = f"nothing is read as Markdown inside of <{found.raw}>, so no {kind} can be put here"
        link = "" if mention.kind == "view" else f", or write {link}, which becomes a link"
        return Fault(code, message, f"put it before or behind the <{found.raw}>{link}")
    if kind == "checklist" or (kind == "view" and mention.id in BLOCKS):
        message = f"in a list, note or quote inside of <{found.read} markdown>, no {kind} can be put"
        link = "" if mention.kind == "view" else f", or write {link}, which becomes a link"
        return Fault(code, message, f"put it before or behind that element{link}")
    return None


def _wrong(playbook: Playbook, mention: Mention) -> Iterator[Fault]:
    match mention.kind:
        case "view":
            if mention.id not in VIEWS:
                hint = did_you_mean(mention.id, VIEWS) or "views: " + ", ".join(VIEWS)
                yield Fault("unknown-view", f"there is no view {shown(mention.id)}", hint)
            elif not mention.embed:
                message = "a view is put into the page, not linked to"
                yield Fault("unknown-view", message, f"write ![[view:{mention.id}]]")
        case "value" | "word" as kind:
            names = playbook.settings.values if kind == "value" else playbook.settings.words
            if playbook.source is not None and mention.id not in names:
                hint = did_you_mean(mention.id, names) or f"add it under `{kind}s:` in playbook.yml"
                yield Fault("unknown-value", f"there is no {kind} {shown(mention.id)} in playbook.yml", hint)
        case "page" if mention.embed:
            message = "a page is linked to, not put into another"
            yield Fault("unknown-reference", message, f"write [[page:{mention.id}]]")
        case _:
            yield from faults(playbook, mention)
            target = playbook.get(mention)
            if target is not None and target.hidden:
                yield hidden(target)
