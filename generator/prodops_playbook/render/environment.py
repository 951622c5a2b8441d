"""A Jinja environment that writes Markdown and escapes by our rule, whatever a template does to a value.

Jinja's own autoescaping stops at HTML, and loses track when a template changes a text before it prints it
(`{{ title|upper }}`, `{{ a ~ b }}`). Here every operation that Jinja compiles is bound to a Markup that escapes
for Markdown too. What cannot be made safe (`|safe`, `{% autoescape %}`) is refused when the template is compiled.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import compiler, filters, nodes, pass_environment, runtime
from jinja2.loaders import split_template_path

from .. import source
from ..parts import markup
from ..parts.markup import Markup, escape
from ..words import Words, words

# One of each way in which a text reaches a page: printed, changed, joined, through a macro, a block, a loop.
_CANARY = """\
{{ t }}{{ t|upper }}{{ "a" ~ t }}{{ "a" + t }}{% set s %}{{ t }}{% endset %}{{ s ~ t }}\
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(t) ~ t }}\
{% macro c() %}{{ caller() ~ t }}{% endmacro %}{% call c() %}{{ t }}{% endcall %}\
{% block b %}{{ t }}{% endblock %}{{ self.b() ~ t }}{% for x in [t] %}{{ x }}{% endfor %}{{ [t, t]|join(t) }}\
{{ _("a %(x)s", x=t) }}{% trans x=t %}b {{ x }}{% endtrans %}\
{% trans n=2, x=t %}{{ x }}{% pluralize %}{{ x }}{% endtrans %}"""

# Filters that return finished HTML, take markup apart, or cut inside an entity.
_UNSAFE = ("center", "forceescape", "pprint", "safe", "striptags", "tojson", "urlize", "wordwrap", "xmlattr")


class UnsafeError(Exception):
    """This Jinja does not escape as the pages need it: nothing may be rendered with it."""


class Macro(runtime.Macro):
    """A macro, whose result is finished Markdown."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Markup:
        return Markup(super()._invoke(arguments, False))


class _CodeGenerator(compiler.CodeGenerator):
    """Jinja's compiler, with our names in place of the runtime's own."""

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        super().writeline(x, node, extra)
        if x.startswith("from jinja2.runtime import "):
            super().writeline(f"from {markup.__name__} import Markup, escape, markup_join")
            super().writeline(f"from {__name__} import Macro")

    def visit_ScopedEvalContextModifier(self, node: Any, frame: Any) -> None:  # noqa: N802 (the name is Jinja's)
        self.fail("{% autoescape %} is not available: every value is escaped", node.lineno)


@pass_environment
def _join(env: jinja2.Environment, values: Iterable[Any], d: str = "", attribute: str | None = None) -> Markup:
    items = values if attribute is None else map(filters.make_attrgetter(env, attribute), values)
    return escape(d).join(items)


class _Own(jinja2.FileSystemLoader):
    """The templates of a project, none of which may be a link to somewhere else."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        folder = Path(self.searchpath[0])
        path = f"{folder.name}/{'/'.join(split_template_path(template))}"
        if not os.path.lexists(folder.parent / path):
            raise jinja2.TemplateNotFound(template)
        data, problems = source.read_bytes(folder.parent, path)
        text, wrong = (None, problems) if data is None else source.decode(path, data)
        if text is None:
            raise jinja2.TemplateSyntaxError(wrong[0].message, wrong[0].line, template)
        return text, str(folder.parent / path), lambda: True


class _Known(jinja2.BaseLoader):
    """Loads templates with another loader, and knows what it found: also where there was none, or a broken one."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self.loader = loader
        self.found: dict[str, tuple[str, str]] = {}

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            text, path, _ = self.loader.get_source(environment, template)
        except jinja2.TemplateError as error:
            self.found[template] = type(error).__name__, str(error)
            raise
        self.found[template] = text, path or ""
        return text, path or "", lambda: True

    def finds(self, environment: jinja2.Environment, loader: jinja2.BaseLoader) -> bool:
        """Whether a loader finds the same now."""
        now = _Known(loader)
        for template in self.found:
            with contextlib.suppress(jinja2.TemplateError, OSError, ValueError):
                now.get_source(environment, template)
        return now.found == self.found


def _speaking(words: Words) -> dict[str, Callable[..., Markup]]:
    """What templates take their words from: a message is finished Markdown, and what is put into it is escaped."""

    def gettext(message: str, /, **values: Any) -> Markup:
        return Markup(words.gettext(message)) % values

    def ngettext(one: str, many: str, n: int, /, **values: Any) -> Markup:
        return Markup(words.ngettext(one, many, n)) % {"num": n, **values}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _loader(builtin: Path, override: Path | None) -> jinja2.BaseLoader:
    shipped = jinja2.FileSystemLoader(builtin)
    # In this package's own repository the project's folder is the built-in one: it would extend itself.
    own = override is not None and override.is_dir() and not override.samefile(builtin)
    loaders = [_Own(override)] if own and override else []
    return jinja2.ChoiceLoader([*loaders, shipped, jinja2.PrefixLoader({"builtin": shipped})])


class Environment(jinja2.Environment):
    """The environment of all templates: `builtin` ones, and those of a project over them.

    Its words are those of a language: `{{ _("Owner") }}`, `{% trans who=owner %}Ask {{ who }}{% endtrans %}`.
    """

    code_generator_class = _CodeGenerator

    def __init__(self, builtin: Path, override: Path | None = None, language: str = "en") -> None:
        self._sources, self._language = _Known(_loader(builtin, override)), language
        super().__init__(
            loader=self._sources,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self.newstyle_gettext = True
        self.globals.update(_speaking(words(language)))
        for name in _UNSAFE:
            del self.filters[name]
        self.filters.update(e=escape, escape=escape, join=_join)
        self._prove()

    def still(self, builtin: Path, override: Path | None, language: str) -> bool:
        """Whether a new environment of these folders would make the same of every page that this one made."""
        return language == self._language and self._sources.finds(self, _loader(builtin, override))

    def _prove(self) -> None:
        """Raise UnsafeError where a sign comes through: our escaping hangs on names in code that Jinja generates."""
        seen = self.from_string(_CANARY).render(t="<*>")
        if set("<*>") & set(seen):
            raise UnsafeError(
                f"Jinja {version('jinja2')} does not escape text as this version of the playbook needs it. "
                "Install the versions of its requirements: pip install --upgrade prodops-playbook"
            )
