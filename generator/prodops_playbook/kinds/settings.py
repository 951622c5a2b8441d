"""playbook.yml: what a company sets for its whole playbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import quote

from pydantic import AfterValidator, Field, PrivateAttr, ValidationInfo, model_validator

from ..problems import CODES, Level, Problem, did_you_mean, shown
from ..records.placed import KEY, Written
from ..source import Mapping, Node, Scalar
from ..types import (
    Address,
    Called,
    Context,
    Date,
    Flag,
    Meaning,
    Model,
    Number,
    Reference,
    Text,
    To,
    Value,
    Whole,
    word,
    wrong,
)
from ..types.context import Read
from . import holidays
from .zones import time_zones

_OFF = Called(dict.fromkeys(("no", "n", "false", "none", "never", "nobody", "nowhere", "ignore", "silent"), "off"))
Month = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
MONTHS: tuple[str, ...] = get_args(Month)
Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAYS: tuple[str, ...] = get_args(Day)

LONGEST_ADDRESS = 7500
"""Characters that every host and browser takes in an address."""

_SITE = re.compile(r"(?P<scheme>https?://)?(?P<host>[\w.-]+(?::\d{1,5})?)(?P<path>/[^\s?#]*)?")

_INSIDE = re.compile(
    r"(https?://[^/\s]+/[^/\s]+/\S+?)(?:/-)?/(?:tree|blob|edit|new|raw|src|commits|issues|pulls)(?:/\S*)?"
)

_WEB = r"(?i:https?)://[^\s\"'<>\\^`{|}/?#]+(?:[/?#][^\s\"<>\\^`{|}]*)?"
"""A web address, without the characters that none has."""

Color = Annotated[str, word(r"#[0-9A-Fa-f]{6}", "a color", 'write it in quotes, as "#1b6e53"')]
Language = Annotated[str, word(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", "a language", "write it as en, de or pt-BR")]
Country = Annotated[str, word(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "a country", "write it as GB, or DE-BE with its state")]


# As git checks a name: no part begins with a full stop or ends in .lock, and nothing that git reads otherwise.
_BRANCH = r"(?!-)(?!@\Z)(?!.*(?:\.\.|@\{|\.\Z))(?:(?!\.)[^\s~^:?*\[\\/\x00-\x20\x7f]+(?<!\.lock)(?:/(?!\Z)|\Z))+"
Branch = Annotated[str, word(_BRANCH, "the name of a branch", "write it as git branch lists it, such as main")]
_PLACES = re.compile(r"\{([^{}]*)\}")


def _pattern(*places: str) -> Read:
    """Reads a web address with places to fill in, the path among them."""
    hint = "write it as https://git.example.com/edit/{branch}/{path}"

    def read(text: str, info: ValidationInfo) -> str:
        text = text.strip()
        if not re.fullmatch(_WEB, _PLACES.sub("-", text)):
            raise wrong("wrong-value", f"{shown(text)} is not a web address with places to fill in", hint)
        named = _PLACES.findall(text)
        if "path" not in named or not {*named} <= {*places}:
            known = ", ".join(f"{{{place}}}" for place in places)
            message = f"{shown(text)} does not say where the path of the file goes"
            if other := next((name for name in named if name not in places), ""):
                message = f"nothing is known that could fill {shown(f'{{{other}}}')}"
            raise wrong("wrong-value", message, f"places to fill in: {known}; {{path}} must be one of them")
        return text

    return Read(read, "a web address with {path}")


EditPage = Annotated[str, _pattern("branch", "path")]
NewPage = Annotated[str, _pattern("branch", "path", "text")]
Picture = Annotated[
    str,
    word(
        r"(?!/)(?!(?:.*/)?\.\.(?:/|\Z))[^\x00-\x1f\x7f\"'<>\\|?*:`&]+",
        "the path of a picture below the pages",
        "write it from the folder of the pages, such as images/logo.svg, with letters, digits and hyphens in its name",
    ),
]


def _repository(address: str) -> str:
    """The address of a repository itself, from one that leads into it or is meant for git."""
    if not re.fullmatch(_WEB, address):
        message = f"{shown(address)} is not a web address"
        raise wrong("wrong-value", message, "write it as https://github.com/your-company/playbook")
    found = _INSIDE.fullmatch(address)
    address = (found[1] if found else address).rstrip("/").removesuffix(".git")
    if re.fullmatch(r"https?://(?:github|gitlab)\.com(?:/[^/]+)?", address):
        hint = "write it as https://github.com/your-company/playbook"
        raise wrong("wrong-value", f"{shown(address)} is not the address of a repository", hint)
    return address


class Repository(Model):
    """Where the playbook's files are edited."""

    url: Annotated[Address, AfterValidator(_repository)] = Field(description="Address of the repository.")
    host: Literal["github", "gitlab", "gitea", "own"] = Field(
        "github", description="What runs there. Missing: gitlab where the address says so, else github."
    )
    branch: Branch = Field("main", description="The branch that is published.")
    edit: EditPage | None = Field(None, description="For `own`: address of the edit page, with {path} and {branch}.")
    new: NewPage | None = Field(None, description="For `own`: address of the new-file page, with {path} and {branch}.")

    _folder: str = PrivateAttr("")

    def below(self, folder: str) -> Self:
        """The same repository for a project in a folder of it, whose path from the root ends in `/`."""
        made = self.model_copy()
        made._folder = folder
        return made

    @model_validator(mode="before")
    @classmethod
    def _of_the_address(cls, data: Any) -> Any:
        """The host, where the address names it."""
        named = isinstance(data, dict) and re.match(r"https?://gitlab\.", str(data.get("url")))
        return {"host": "gitlab", **data} if named else data

    def edit_address(self, path: str) -> str:
        """The page on which a file is edited in the browser; empty for `own` without a pattern."""
        patterns = {
            "github": "/edit/{branch}/{path}",
            "gitlab": "/-/edit/{branch}/{path}",
            "gitea": "/_edit/{branch}/{path}",
        }
        return self._filled(patterns, self.edit, path=quote(path))

    def new_address(self, path: str, text: str) -> str:
        """The page on which a new file is begun; with its text where the host takes one that long."""
        address = self._put(self.new_pattern, path=quote(path), text=quote(text, safe=""))
        return address if len(address) <= LONGEST_ADDRESS else self._put(self.new_pattern, path=quote(path), text="")

    @property
    def new_pattern(self) -> str:
        """The page on which a new file is begun, with {path} to fill in, and {text} where the host takes one."""
        patterns = {
            "github": "/new/{branch}?filename={path}&value={text}",
            "gitlab": "/-/new/{branch}?file_name={path}",
            "gitea": "/_new/{branch}?filename={path}&value={text}",
        }
        return self._filled(patterns, self.new)

    @property
    def issue_address(self) -> str:
        """The page on which an issue is begun, with {title} and {body} to fill in; empty for `own`."""
        patterns = {
            "github": "/issues/new?title={title}&body={body}",
            "gitlab": "/-/issues/new?issue[title]={title}&issue[description]={body}",
            "gitea": "/issues/new?title={title}&body={body}",
        }
        return self._filled(patterns, None)

    def _filled(self, patterns: dict[str, str], own: str | None, **parts: str) -> str:
        pattern = (own or "") if self.host == "own" else self.url.rstrip("/") + patterns[self.host]
        pattern = pattern.replace("{path}", f"{quote(self._folder)}{{path}}")
        return self._put(pattern, branch=quote(self.branch), **parts)

    @staticmethod
    def _put(pattern: str, **parts: str) -> str:
        for name, part in parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        return pattern


class ValueSetting(Model):
    """A number that the company sets for itself, used as `[[value:name]]`."""

    value: Number = Field(description="The number.")
    unit: Text | None = Field(None, description="Its unit, in the plural: business days, %, min.")
    why: Text | None = Field(None, description="Why this much.")
    starting: Flag = Field(False, description="`true`: our proposal, which nobody here has confirmed yet.")


class Thresholds(Model):
    """Where a check begins to speak."""

    enablement: Whole = Field(
        default=50,
        description="Percent of a process's steps that product operations may take before the check asks why.",
    )


class Print(Model):
    """What is printed."""

    pdf: Flag = Field(default=False, description="`true`: the site holds a PDF of every sheet, and links to it.")


class Colors(Model):
    """Colors of the site."""

    accent: Color | None = Field(default=None, description="The one accent color, as #rrggbb.")


RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are written from right to left."""


def right_to_left(language: str) -> bool:
    """Whether a page in a language is read from right to left."""
    return language.partition("-")[0] in RIGHT_TO_LEFT


_BRITISH = {"organisation": "organization", "colours": "colors"}  # codespell:ignore
"""What settings were first called."""


class Settings(Written):
    """What playbook.yml says."""

    organization: Text = Field(Text("Our company"), description="Name of the company or division.")
    language: Language = Field("en", description="Language of the records, as `en` or `de`.")
    timezone: Text = Field(Text("UTC"), description="Time zone of dates, as Europe/London.")
    default_owner: Annotated[Reference, To(("role",), Meaning.OWNS_WHAT_NAMES_NO_OWNER)] = Field(
        description="The role that owns records which name no owner."
    )
    repository: Repository | None = Field(
        None, description="Where the files are edited; makes “Change this page” work."
    )
    feedback: Text = Field(description="Mail, chat channel or form address for people without an account.")
    publish: Annotated[Literal["off", "internal", "public"], _OFF] = Field(
        "off", description="Whether the publishing workflow may publish."
    )
    fiscal_year_starts: Month = Field("January", description="First month of the fiscal year.")
    working_week: tuple[Day, ...] = Field(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), description="Business days."
    )
    holidays: Country | None = Field(None, description="Country of the public holidays, as GB-ENG or DE-BE.")
    days_off: tuple[Date, ...] = Field((), description="Other days on which nobody works here, such as a shutdown.")
    values: dict[str, ValueSetting] = Field(default_factory=dict, description="Numbers, used as `[[value:name]]`.")
    words: dict[str, Text] = Field(default_factory=dict, description="The company's names, used as `[[word:name]]`.")
    thresholds: Thresholds = Field(Thresholds(), description="Where a check begins to speak.")
    levels: dict[str, Annotated[Literal["error", "warning", "info", "off"], _OFF]] = Field(
        default_factory=dict, description="Problem codes with the level they have here: error, warning, info or off."
    )
    address: Text | None = Field(
        None,
        description="Address of the site as it is printed on paper: playbook.example.com. The feed needs it.",
    )
    paper: Literal["A4", "Letter"] = Field("A4", description="Paper that is printed on.")
    print_: Print = Field(Print(), alias="print", description="What is printed.")
    colors: Colors = Field(Colors(), description="Colors of the site.")
    logo: Picture | None = Field(None, description="Path of the logo below playbook/.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """Settings in British spelling, as they were first called, by their names of today."""
        if not isinstance(node, Mapping):
            return node
        given = {key.text for key, _ in node.entries}
        names = {old: new for old, new in _BRITISH.items() if new not in given}
        entries = ((Scalar(key.line, key.column, names.get(key.text, key.text)), value) for key, value in node.entries)
        return Mapping(node.line, node.column, tuple(entries)) if names.keys() & given else node

    def context(self) -> Context:
        """What the fields of records may use."""
        values = {
            name: Value(name, str(setting.value), setting.unit or "", setting.starting)
            for name, setting in self.values.items()
        }
        return Context(values, dict(self.words))

    @property
    def site(self) -> str:
        """`address` as the beginning of links from elsewhere, with / at its end; empty where it is none."""
        found = _SITE.fullmatch(self.address or "")
        if found is None or not (found["scheme"] or "." in found["host"] or found["path"]):
            return ""
        path = quote(found["path"] or "", safe="/%~:@!$&'()*+,;=")
        return f"{found['scheme'] or 'https://'}{found['host']}{path.rstrip('/')}/"

    @property
    def right_to_left(self) -> bool:
        """Whether the pages are read from right to left."""
        return right_to_left(self.language)

    @property
    def quarter_months(self) -> tuple[int, ...]:
        """The months in which quarters begin, from the first of the fiscal year."""
        first = MONTHS.index(self.fiscal_year_starts)
        return tuple((first + step) % 12 + 1 for step in (0, 3, 6, 9))

    def effective_levels(self) -> dict[str, Level]:
        """The levels that this playbook sets, by code."""
        return {code: Level(level) for code, level in self.levels.items() if code in CODES}

    def check(self) -> Iterator[Problem]:
        """Names that exist, and nothing silenced that must be heard."""
        if self.timezone not in time_zones():
            hint = did_you_mean(self.timezone, time_zones()) or "write it as Europe/London"
            yield self.problem(
                "unknown-setting", f"there is no time zone {shown(self.timezone)}", "timezone", hint=hint
            )
        if self.holidays and (hint := holidays.mend(self.holidays)):
            message = f"no public holidays are known for {shown(self.holidays)}"
            yield self.problem("unknown-setting", message, "holidays", hint=hint)
        for code in self.levels:
            here = ("levels", code, KEY)
            if code not in CODES:
                hint = did_you_mean(code, CODES) or "the page “Checks” lists all codes"
                yield self.problem("unknown-setting", f"there is no problem code {shown(code)}", *here, hint=hint)
            elif CODES[code].fixed:
                message = f"{shown(code)} is about what cannot be read, so its level stays error"
                yield self.problem("unknown-setting", message, *here, hint="delete the line")
