"""An edition as one outlet makes it: what all its pages are made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..edition import Edition
from ..history import Change, History
from ..kinds import Settings
from ..playbook import Playbook
from ..views.assessed import Assessed
from ..views.calendar import Calendar, calendar


@dataclass(frozen=True)
class Book:
    """Pages know the holidays of the years around the day of the edition, and nothing else of that day.

    `pdf`: pages link to the PDFs that the outlet makes; `address`: where the outlet puts the site, for paper, if the
    settings do not say.
    """

    edition: Edition
    pdf: bool = False
    address: str = ""

    @property
    def playbook(self) -> Playbook:
        """The playbook, as far as it could be read."""
        return self.edition.playbook

    @property
    def settings(self) -> Settings:
        """What playbook.yml says."""
        return self.playbook.settings

    @property
    def site_address(self) -> str:
        """Where readers of paper find the site; empty where nothing says it."""
        return self.settings.address or self.address

    @property
    def parts(self) -> tuple[type, ...]:
        """The types of what pages ask through this."""
        return Edition, Playbook, History, Assessed

    def edit_address(self, path: str) -> str:
        """Where a file is changed in the repository; empty where there is none to change it in."""
        repository = self.settings.repository
        return repository.edit_address(path) if repository else ""

    def changed(self, path: str) -> Change | None:
        """When a file changed last, as far as git knows."""
        return self.edition.history.of(path)

    @cached_property
    def assessed(self) -> Assessed:
        """What results say."""
        return Assessed(self.playbook)

    @cached_property
    def calendar(self) -> Calendar:
        """The business days."""
        return calendar(self.settings, self.edition.today)
