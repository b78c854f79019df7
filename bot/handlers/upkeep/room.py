"""The room in which the register is kept up to date."""

from __future__ import annotations

from bot.handlers.hall import Hall
from bot.handlers.rooms import Offers
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import UpkeepDesk
from bot.handlers.upkeep.keeping import Keeping
from bot.handlers.upkeep.renewing import Renewing
from bot.handlers.upkeep.setting import Setting


class UpkeepRoom:
    """Puts the parts of upkeep together."""

    def __init__(self, hall: Hall) -> None:
        desk = UpkeepDesk.of(hall)
        #: Leads a change from plan to deed; other rooms may hand it theirs.
        self.changing = Changing(desk)
        self._setting = Setting(desk, self.changing)
        self._keeping = Keeping(desk, self.changing)
        #: Leads a text to its next term; reminders may begin it too.
        self.renewing = Renewing(desk, self.changing, self._setting)

    def offers(self) -> Offers:
        """Return what this room answers."""
        return Offers(
            commands=(
                *self._setting.commands,
                *self.renewing.commands,
                *self._keeping.commands,
            ),
            taps={
                **self.changing.taps,
                **self._setting.taps,
                **self.renewing.taps,
                **self._keeping.taps,
            },
            prompts={**self._setting.prompts, **self.renewing.prompts},
            confirmed=self.changing.confirmed,
        )
