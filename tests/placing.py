"""Reads templates as a type checker would: what each part of a page is, which parts are placed, and what is called."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2 import nodes

from conftest import ROOT
from prodops_playbook import pages
from prodops_playbook.kinds import KINDS
from prodops_playbook.pages import embeds, whole
from prodops_playbook.types import Model

TEMPLATES = ROOT / "templates"
WORDS = ("_", "gettext", "ngettext")
"""What takes words from the catalogue."""
Scope = dict[str, Any]


def page_types() -> dict[str, Any]:
    """What each template gets as `page`, by the template."""

    def made(make: Any) -> Any:
        return typing.get_type_hints(make)["return"]

    found = {}
    for kind in KINDS.values():
        if kind.paged:
            found[f"pages/{kind.name}.md.j2"] = made(pages._PAGES[kind.model])
        found[f"indexes/{kind.name}.md.j2"] = made(pages._INDEXES.get(kind.model, pages.index.index))
    found |= {f"pages/model-{name}.md.j2": made(make) for name, make in pages.BESIDE.items()}
    found |= {f"views/{name}.j2": made(make) for name, make in pages._WHOLE.items()}
    found |= {"views/tab.md.j2": made(whole.tab_page), "views/moved.md.j2": made(whole.moved_page)}
    found |= {f"embeds/view-{name}.md.j2": made(make) for name, make in embeds.VIEWS.items()}
    return found | {
        "embeds/checklist.md.j2": made(pages.checklist.embed),
        "embeds/record.md.j2": embeds.RecordEmbed,
    }


@dataclass(frozen=True)
class Several:
    """A list or a tuple of values: each of `each` where it is unpacked, any of them where it is gone over."""

    each: tuple[Any, ...]
    fixed: bool = False


def hints(model: Any) -> dict[str, Any]:
    """The types of the attributes of a class."""
    if issubclass(model, Model):
        return {name: info.annotation for name, info in model.model_fields.items()}
    found = dict(_hints(model))
    for name, member in inspect.getmembers(model, lambda member: isinstance(member, property)):
        found[name] = typing.get_type_hints(member.fget)["return"]
    return found


@functools.cache
def _hints(model: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(model)


def alternatives(kind: Any) -> Iterator[Any]:
    """What a value can be, without nothing at all."""
    if isinstance(kind, tuple):
        for one in kind:
            yield from alternatives(one)
    elif typing.get_origin(kind) in (typing.Union, types.UnionType):
        for one in typing.get_args(kind):
            yield from alternatives(one)
    elif typing.get_origin(kind) is typing.Annotated:
        yield from alternatives(typing.get_args(kind)[0])
    elif kind is not type(None):
        yield kind


def groups(kind: Any) -> bool:
    """Whether values of this type have parts with names."""
    return isinstance(kind, type) and (dataclasses.is_dataclass(kind) or issubclass(kind, Model))


@dataclass
class Reading:
    """What was found in all templates that were read: parts that are placed, and what is wrong."""

    placed: set[tuple[str, str]] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def template(self, name: str, page: Any) -> None:
        """Read a template and those that it extends."""
        _Template(self, name).read({"page": page})


@functools.cache
def parsed(name: str) -> nodes.Template:
    """The tree of a template."""
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"])
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    return environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def _asks_its_parent(block: nodes.Block) -> bool:
    calls = (call.node for call in block.find_all(nodes.Call))
    return any(isinstance(called, nodes.Name) and called.name == "super" for called in calls)


@dataclass
class _Macro:
    template: _Template
    node: nodes.Macro
    scope: Scope


class _Template:
    """One template. Every expression has the types that its value can have; an empty tuple stands for plain values."""

    def __init__(self, reading: Reading, name: str) -> None:
        self.reading, self.name = reading, name
        self.seen: set[tuple[str, str]] = set()
        self.filled: frozenset[str] = frozenset()

    def read(self, scope: Scope, filled: frozenset[str] = frozenset()) -> Scope:
        """Read it, with these names, but for the blocks that another template fills; returns the names that it adds."""
        tree = parsed(self.name)
        scope, self.filled = dict(scope), filled
        own = {block.name for block in tree.find_all(nodes.Block) if not _asks_its_parent(block)}
        for node in tree.find_all(nodes.Extends):
            parent = _Template(self.reading, node.template.value)  # type: ignore[attr-defined]
            scope |= parent.read(scope, filled | own)
        self.body(tree.body, scope)
        return scope

    def tell(self, node: nodes.Node, message: str) -> None:
        self.reading.wrong.add(f"{self.name}:{node.lineno}: {message}")

    def body(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: Scope) -> None:  # noqa: C901 (one line for each sort of statement)
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self.value(part, scope)
            case nodes.Block():
                if node.name not in self.filled:
                    self.body(node.body, dict(scope))
            case nodes.If():
                self.value(node.test, scope)
                for body in (node.body, *(other.body for other in node.elif_), node.else_):
                    self.body(body, scope)
                for other in node.elif_:
                    self.value(other.test, scope)
            case nodes.For():
                inner = dict(scope) | {"loop": ()}
                self.bind(node.target, self.items(self.value(node.iter, scope)), inner)
                if node.test is not None:
                    self.value(node.test, inner)
                self.body(node.body, inner)
                self.body(node.else_, dict(scope))
            case nodes.Assign():
                self.bind(node.target, self.value(node.node, scope), scope)
            case nodes.Macro():
                scope[node.name] = _Macro(self, node, scope)
            case nodes.FromImport():
                there = self.imported(node.template.value)  # type: ignore[attr-defined]
                scope |= {str(name): there[str(name)] for name in node.names}
            case nodes.Import():
                scope[node.target] = self.imported(node.template.value)  # type: ignore[attr-defined]
            case nodes.Extends() | nodes.TemplateData():
                pass
            case _:
                self.tell(node, f"{type(node).__name__} is more than placing parts")

    def imported(self, name: str) -> Scope:
        return _Template(self.reading, name).read({})

    def bind(self, target: nodes.Node, kind: Any, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for i, name in enumerate(target.items):
                parts = [p.each[i] if p.fixed else p.each for p in alternatives(kind) if isinstance(p, Several)]
                parts += [typing.get_args(p)[i] for p in alternatives(kind) if typing.get_origin(p) is tuple]
                self.bind(name, tuple(parts), scope)

    def items(self, kind: Any) -> Any:
        """What a list of this type holds."""
        found: list[Any] = []
        for one in alternatives(kind):
            if isinstance(one, Several):
                found += one.each
            elif typing.get_origin(one) is tuple:
                found += [arg for arg in typing.get_args(one) if arg is not ...]
            elif typing.get_origin(one) is dict:
                found.append(typing.get_args(one)[0])
        return tuple(found)

    def value(self, node: nodes.Node | None, scope: Scope) -> Any:
        match node:
            case nodes.Name():
                if node.name not in scope:
                    self.tell(node, f"{node.name} is no name of a template")
                return scope.get(node.name, ())
            case nodes.Getattr():
                return self.attribute(node, self.value(node.node, scope))
            case nodes.Getitem():
                self.value(node.arg, scope)
                kind = self.value(node.node, scope)
                return kind if isinstance(node.arg, nodes.Slice) else self.items(kind)
            case nodes.Call():
                return self.call(node, scope)
            case nodes.Filter():
                return self.filtered(node, scope)
            case nodes.CondExpr():
                self.value(node.test, scope)
                return (self.value(node.expr1, scope), self.value(node.expr2, scope) if node.expr2 else ())
            case nodes.Tuple() | nodes.List():
                return Several(tuple(self.value(item, scope) for item in node.items), fixed=True)
            case nodes.And() | nodes.Or():
                return (self.value(node.left, scope), self.value(node.right, scope))
            case None:
                return ()
            case _:
                for child in node.iter_child_nodes():
                    self.value(child, scope)
                return ()

    def attribute(self, node: nodes.Getattr, owner: Any) -> Any:
        if isinstance(owner, dict):  # a file of macros
            return owner.get(node.attr, ())
        found: list[Any] = []
        for one in alternatives(owner):
            if typing.get_origin(one) is dict:
                found.append(typing.get_args(one)[1])
            elif groups(one):
                known = hints(one)
                if node.attr in known:
                    self.reading.placed.add((f"{one.__module__}.{one.__name__}", node.attr))
                    found.append(known[node.attr])
                else:
                    self.tell(node, f"{one.__name__} has no {node.attr}")
            else:
                self.tell(node, f"a value without parts is asked for {node.attr}")
        return tuple(found)

    def call(self, node: nodes.Call, scope: Scope) -> Any:
        given = [self.value(argument, scope) for argument in node.args]
        named = {word.key: self.value(word.value, scope) for word in node.kwargs}
        if isinstance(node.node, nodes.Name) and node.node.name in ("super", "range", *WORDS):
            return ()
        macro = self.value(node.node, scope)
        if not isinstance(macro, _Macro):
            self.tell(node, "what is called is no macro")
            return ()
        names = [argument.name for argument in macro.node.args]
        inner = dict(macro.scope) | dict.fromkeys(names, ()) | dict(zip(names, given, strict=False)) | named
        key = (macro.node.name, repr(given) + repr(named))
        if key not in macro.template.seen:
            macro.template.seen.add(key)
            macro.template.body(macro.node.body, inner)
        return ()

    def filtered(self, node: nodes.Filter, scope: Scope) -> Any:
        kind = self.value(node.node, scope)
        for argument in node.args:
            self.value(argument, scope)
        if node.name in ("selectattr", "rejectattr"):
            name = node.args[0].value  # type: ignore[attr-defined]
            self.attribute(nodes.Getattr(node, name, "load", lineno=node.lineno), self.items(kind))
        return kind if node.name in ("selectattr", "rejectattr", "list", "sort", "reverse") else ()
