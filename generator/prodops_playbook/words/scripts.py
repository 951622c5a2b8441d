"""What the scripts say, in the language of the playbook: a last line for the module that they ask for words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from gettext import c2py

from . import Words

MODULE = "assets/words.js"
_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_SAID = re.compile(rf"\b(?:(?:say|woven)\(\s*({_TEXT})|several\(\s*({_TEXT}),\s*({_TEXT}))")
"""A message in a script: its own text, or those for one and for many."""


def lesson(scripts: Iterable[str], words: Words) -> str:
    """What teaches the scripts a language; empty where that is English."""
    about = words.info()
    if not about:
        return ""
    rule = re.search(r"plural=([^;]*)", about.get("plural-forms", ""))
    plural = rule[1].strip() if rule else "n != 1"
    said = {message: told for script in scripts for message, told in _told(script, words, plural)}
    messages = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"learn({messages}, (n) => {plural});\n" if said else ""


def _told(script: str, words: Words, plural: str) -> Iterator[tuple[str, str | list[str]]]:
    """The messages of a script that the language says otherwise."""
    form = c2py(plural)
    numbers = {form(number): number for number in reversed((*range(200), 10**6))}
    for match in _SAID.finditer(script):
        message, one, many = (text and json.loads(text) for text in match.groups())
        if one:
            forms = [words.ngettext(one, many, numbers.get(place, 0)) for place in range(max(numbers) + 1)]
            if not {one, many}.issuperset(forms):
                yield one, forms
        elif (told := words.gettext(message)) != message:
            yield message, told
