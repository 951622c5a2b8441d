"""Which name somebody probably meant."""

from __future__ import annotations

import difflib
import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from .text import shown


def closest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Up to three candidates that look like the word, the closest first; none that is clearly further off.

    One with the same letters in another order is the closest: fingers swap them, most of all in a short word.
    """
    return _likest(word, _index(tuple(candidates)).near(word), cutoff)


def _likest(word: str, near: Iterable[str], cutoff: float) -> list[str]:
    named = {c.lower(): c for c in sorted(near) if not _says_another(_plain(word), _plain(c))}
    letters = sorted(word.lower())
    if swapped := [c for low, c in named.items() if low != word.lower() and sorted(low) == letters]:
        return swapped[:3]
    close = difflib.get_close_matches(word.lower(), named, n=3, cutoff=cutoff)
    likeness = [difflib.SequenceMatcher(None, word.lower(), c).ratio() for c in close]
    return [named[c] for c, like in zip(close, likeness, strict=True) if like >= likeness[0] - 0.1]


class Names:
    """Many names, among which the closest to a word is found without comparing it with each."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._by_part: dict[str, list[str]] = {}
        for name in self._names:
            for part in _parts(name.lower()):
                self._by_part.setdefault(part, []).append(name)

    def closest(self, word: str) -> list[str]:
        """What `closest` finds among the names that share a rare run of three letters with the word.

        Long ids share whole words: the bar is higher, or a record that is gone would be taken for another.
        """
        return _likest(word, self.near(word), 0.6 if len(word) < 6 else 0.75)

    def near(self, word: str) -> set[str]:
        """The names that share the most runs of three letters with a word; all where there are few."""
        if len(word) > _LONG:
            return set()
        if len(self._names) <= _FEW:
            return set(self._names)
        near = Counter[str]()
        for names in sorted((self._by_part.get(part, []) for part in sorted(_parts(word.lower()))), key=len):
            near.update(names[:_MANY])
            if near.total() >= _MANY:
                break
        return {name for name, _ in near.most_common(_FEW)}


@functools.lru_cache(maxsize=16)
def _index(names: tuple[str, ...]) -> Names:
    return Names(names)


_LONG = 300
"""Letters of what nobody meant as a name."""
_FEW, _MANY = 20, 200
"""Names that are each compared with a word; and names that are looked at to find those."""


def _parts(word: str) -> set[str]:
    """Runs of three letters, the ends of the word being one each, and its letters in order: fingers swap them."""
    ends = f" {word} "
    return {ends[i : i + 3] for i in range(len(word))} | {"".join(sorted(word))}


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the closest candidates, or an empty text."""
    return _asked(closest(word, candidates))


def meant(word: str, choices: Iterable[str], called: Mapping[str, str] | None = None) -> list[str]:
    """The choices that a word means but for a slip or two of the finger; `called`: other words for them.

    Few words stand close together here (internal, external; active, inactive), so a likeness says nothing: each slip
    counts, a number never is one, nor is what turns a word into its opposite.
    """
    return [*_meant(word, tuple(choices), tuple((called or {}).items()))]


@functools.lru_cache(maxsize=4096)
def _meant(word: str, choices: tuple[str, ...], called: tuple[tuple[str, str], ...]) -> list[str]:
    plain, known = _plain(word), {**dict(called), **{_plain(choice): choice for choice in choices}}
    if plain in known:
        return [known[plain]]
    if len(word) > _LONG or any(_opposite(plain, other) for other in known):
        return []
    near = {other: slips for other in known if (slips := _slips(plain, other)) is not None}
    if not near and len(plain) > len("no") and not _digits(plain):
        begun = {known[other] for other in known if other.startswith(plain)}
        return [*begun] if len(begun) == 1 else []
    return [*dict.fromkeys(known[other] for other, slips in near.items() if slips == min(near.values()))][:3]


def choice_meant(word: str, choices: Iterable[str], called: Mapping[str, str] | None = None) -> str:
    """A hint that names the choices that are `meant`, or an empty text."""
    return _asked(meant(word, choices, called))


def _asked(close: list[str]) -> str:
    return f"did you mean {' or '.join(map(shown, close))}?" if close else ""


@functools.lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A word in small letters without what joins its parts: half-year, Half year and half_year are one."""
    return re.sub(r"[\s_-]+", "", word).casefold()


@functools.lru_cache(maxsize=4096)
def _digits(word: str) -> str:
    return re.sub(r"\D", "", word)


_OPPOSITE = re.compile("not?|non|un|in|de|dis|ex|bi|semi")
"""What stands before a word and turns it into another."""


def _opposite(word: str, known: str) -> bool:
    """Whether one of two words turns the other into something else."""
    short, long = sorted((word, known), key=len)
    return short != long and long.endswith(short) and _OPPOSITE.fullmatch(long.removesuffix(short)) is not None


def _says_another(word: str, known: str) -> bool:
    """Whether two words that may look alike say two things: numbers that differ, one being the other's opposite."""
    return _digits(word) != _digits(known) or _opposite(word, known)


def _slips(word: str, known: str) -> int | None:
    """How many slips of the finger lie between two words; None where they are two words."""
    if _digits(word) != _digits(known):
        return None
    if (word, known) == ("on", "no"):
        return None
    if sorted(word) == sorted(known) or re.sub(r"(.)\1", r"\1", word) == known:
        return 1
    if len(known) < len("week"):
        return None  # one other letter makes another word: not, note
    parts = difflib.SequenceMatcher(None, word, known, autojunk=False).get_opcodes()
    slips = sum(max(b - a, d - c) for what, a, b, c, d in parts if what != "equal")
    begins_alike = word[:1] == known[:1]
    return slips if slips <= (max(1, len(known) // 4) if begins_alike else 1) else None
