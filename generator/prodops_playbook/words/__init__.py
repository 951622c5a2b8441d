"""Every word that a reader sees and that is not from a record, in the language of the playbook.

English is the source: a message is its own English words. `messages.pot`, made from templates and code, lists them all.
"""

from __future__ import annotations

import functools
import gettext
from pathlib import Path

Words = gettext.NullTranslations
"""The words in one language: `gettext` for a message, `ngettext` for one that counts."""

FOLDER = Path(__file__).resolve().parent
DOMAIN = "messages"


@functools.cache
def words(language: str) -> Words:
    """The words in a language, such as `de` or `en-GB`; those in English where there are no others."""
    return gettext.translation(DOMAIN, FOLDER, [language.replace("-", "_")], fallback=True)


ENGLISH = Words()
"""The source itself, for those who maintain a playbook."""


def later(message: str) -> str:
    """A message that stands where the language is not known yet: whoever shows it asks `words` for it."""
    return message
