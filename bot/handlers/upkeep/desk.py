"""What the parts of upkeep share: finding a record somebody may change, asking back, refusing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.agreements.agreement import Agreement
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.replies.lines import Line, Reply
from bot.replies.upkeep import refusal
from bot.replies.values import ValueWords
from bot.search.day_view import DayView
from bot.upkeep.amending import Amender
from bot.upkeep.deeds import Deeds

#: Whoever asks for a change: by a message or by a tap.
Somebody = Asked | Tapped


@dataclass(frozen=True, slots=True)
class UpkeepDesk:
    """The hall, and the deeds of its register."""

    hall: Hall
    deeds: Deeds

    @classmethod
    def of(cls, hall: Hall) -> UpkeepDesk:
        """Return the desk of a hall."""
        return cls(hall, Deeds(hall.desk.store, hall.desk.register))

    def values(self, somebody: Somebody) -> ValueWords:
        """Return how values are worded for somebody."""
        return ValueWords(somebody.words, self.hall.desk.register.holdings.vocabulary)

    def view(self, somebody: Somebody) -> DayView:
        """Return the register of today as somebody may see it."""
        return self.hall.desk.register.view(self.hall.desk.today(), somebody.viewer.may_see)

    def amender(self, somebody: Somebody) -> Amender:
        """Return what reads the values that somebody types."""

        def find(typed: str) -> str | None:
            record = self.hall.desk.register.get(typed)
            return record.id if record and somebody.viewer.may_see(record) else None

        vocabulary = self.hall.desk.register.holdings.vocabulary
        return Amender(vocabulary, self.hall.desk.today(), find)

    def may_change(self, somebody: Somebody, agreement: Agreement) -> bool:
        """Return whether somebody may change a record, here and with the role of this moment."""
        viewer = somebody.viewer
        return viewer.in_private and viewer.role >= Role.EDITOR and viewer.may_see(agreement)

    def found(self, somebody: Somebody, typed: str) -> Agreement | None:
        """Return the record of a code, also one taken out, where somebody may change it."""
        record = self.deeds.record(typed) if typed else None
        return record if record and self.may_change(somebody, record) else None

    async def record(self, asked: Asked, typed: str, command: str) -> Agreement | None:
        """Return the record that a command names; else say what is wrong and return None."""
        if not typed:
            await self.say(asked, asked.words.line("upkeep.which", command=command))
            return None
        record = self.found(asked, typed)
        if record is None:
            await self.refuse(asked, AgreementError(Problem(Reason.NOT_FOUND, "id", typed)))
            return None
        if record.removed:
            await self.say(asked, asked.words.line("upkeep.is-removed", id=record.id))
            return None
        return record

    async def say(self, somebody: Somebody, *lines: Line) -> None:
        """Say something."""
        await self.reply(somebody, Reply(lines))

    async def reply(self, somebody: Somebody, reply: Reply) -> int:
        """Send a reply; returns the id of its last message."""
        return (await self.hall.sender.send(somebody.place, reply))[-1]

    async def refuse(self, somebody: Somebody, error: AgreementError) -> None:
        """Say why something was not done."""
        await self.reply(somebody, refusal(error, self.values(somebody)))

    async def ask(self, somebody: Somebody, reply: Reply, kind: str, detail: str) -> None:
        """Ask somebody for something; the next message here is the answer."""
        await self.hall.ask(somebody.place, somebody.user.id, reply, kind, detail)

    async def stop_asking(self, somebody: Somebody) -> None:
        """Wait for no answer any more."""
        await self.hall.prompts.clear(somebody.place.chat_id, somebody.user.id)
