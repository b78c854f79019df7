"""The room of files: /import and /export, and spreadsheets sent without a word."""

from __future__ import annotations

from bot.handlers.filing.choosing import VERB
from bot.handlers.filing.exporting import Exporting
from bot.handlers.filing.importing import Importing
from bot.handlers.filing.waiting import KIND
from bot.handlers.hall import Hall
from bot.handlers.rooms import Command, Offers
from bot.handlers.upkeep.proposing import Proposing
from bot.people.roles import Role


class FilingRoom:
    """Takes files in and gives them out."""

    def __init__(self, hall: Hall, proposing: Proposing) -> None:
        self._importing = Importing(hall, proposing)
        self._exporting = Exporting(hall)

    def offers(self) -> Offers:
        """Return what this room answers."""
        return Offers(
            commands=(
                Command(
                    "import",
                    self._importing.command,
                    Role.ADMINISTRATOR,
                    changes=True,
                    in_groups=False,
                ),
                Command("export", self._exporting.command),
            ),
            taps={VERB: self._importing.tapped},
            confirmed={KIND: self._importing.doer},
            document=self._importing.document,
        )
