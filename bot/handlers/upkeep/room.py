"""The room in which the register is kept up to date."""

from __future__ import annotations

from bot.handlers.hall import Hall
from bot.handlers.rooms import Offers
from bot.handlers.upkeep.adding import Adding
from bot.handlers.upkeep.attaching import Attaching
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import UpkeepDesk
from bot.handlers.upkeep.fields import FieldQuestions
from bot.handlers.upkeep.keeping import Keeping
from bot.handlers.upkeep.naming import Naming
from bot.handlers.upkeep.proposing import Proposing
from bot.handlers.upkeep.renewing import Renewing
from bot.handlers.upkeep.setting import Setting


class UpkeepRoom:
    """Puts the parts of upkeep together."""

    def __init__(self, hall: Hall) -> None:
        desk = UpkeepDesk.of(hall)
        questions = FieldQuestions(desk)
        #: Holds changes back for a second pair of eyes; other rooms may let theirs wait.
        self.proposing = Proposing(desk, hall.desk.second_pair)
        #: Leads a change from plan to deed; other rooms may hand it theirs.
        self.changing = Changing(desk, self.proposing.proposes)
        self._adding = Adding(desk, self.changing, questions)
        self._setting = Setting(desk, self.changing, questions)
        #: Leads a text to its next term; reminders may begin it too.
        self.renewing = Renewing(desk, self.changing, self._setting)
        self._keeping = Keeping(desk, self.changing)
        #: Gives names; the queue of questions may begin it too.
        self.naming = Naming(desk)
        self._attaching = Attaching(desk, self.changing)

    def offers(self) -> Offers:
        """Return what this room answers."""
        adding, setting, renewing = self._adding, self._setting, self.renewing
        return Offers(
            commands=(
                *adding.commands,
                *setting.commands,
                *renewing.commands,
                *self._keeping.commands,
                *self._attaching.commands,
                *self.naming.commands,
                *self.proposing.commands,
            ),
            taps={
                **self.changing.taps,
                **adding.taps,
                **setting.taps,
                **renewing.taps,
                **self._keeping.taps,
                **self._attaching.taps,
                **self.proposing.taps,
            },
            prompts={
                **adding.prompts,
                **setting.prompts,
                **renewing.prompts,
                **self._attaching.prompts,
                **self.proposing.prompts,
            },
            confirmed=self.changing.confirmed,
        )
