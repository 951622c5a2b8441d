"""Which name somebody probably meant."""

from __future__ import annotations

import difflib
import functools
from collections import Counter
from collections.abc import Iterable

from .text import shown


def closest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Up to three candidates that look like the word, the closest first; none that is clearly further off."""
    return _likest(word, _index(tuple(candidates)).near(word), cutoff)


def _likest(word: str, near: Iterable[str], cutoff: float) -> list[str]:
    named = {c.lower(): c for c in sorted(near)}
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
    close = closest(word, candidates)
    return f"did you mean {' or '.join(map(shown, close))}?" if close else ""
