"""The room in which the office learns: from questions, from owners, from numbers."""

from __future__ import annotations

from bot.handlers.hall import Hall
from bot.handlers.inquiring.aliasing import MEANING, AliasHandlers
from bot.handlers.inquiring.owners import PROMPT, OwnerHandlers
from bot.handlers.inquiring.queue import QueueHandlers
from bot.handlers.inquiring.statistics import StatisticsHandlers
from bot.handlers.inquiring.telling import TellingHandlers
from bot.handlers.rooms import Command, Offers
from bot.handlers.upkeep.naming import Naming
from bot.inquiries.book import InquiryBook
from bot.people.roles import Role
from bot.reminders.book import ReminderBook
from bot.replies.inquiries import ALIAS, DISMISS, ENTRY, QUEUE, TELL, WRONG
from bot.replies.owner_requests import PLAIN, STANDS


class InquiryRoom:
    """The queue of questions, requests to owners, statistics."""

    def __init__(
        self, hall: Hall, book: InquiryBook, reminders: ReminderBook, naming: Naming
    ) -> None:
        self._telling = TellingHandlers(hall, book)
        self._aliases = AliasHandlers(hall, book, naming)
        self._queue = QueueHandlers(hall, book, self._aliases)
        self._owners = OwnerHandlers(hall)
        self._statistics = StatisticsHandlers(hall, book, reminders)

    def offers(self) -> Offers:
        """Return the commands, buttons and prompts of this room."""
        owners, queue = self._owners, self._queue
        ask = Command("askowner", owners.ask, Role.READER, changes=True, in_groups=False)
        # Command names cannot have a dash, so some type another sign in its place.
        also = Command(
            "ask_owner", owners.ask, Role.READER, changes=True, in_groups=False, in_menu=False
        )
        return Offers(
            commands=(
                Command("stats", self._statistics.stats),
                ask,
                also,
                Command("unanswered", queue.unanswered, Role.EDITOR, in_groups=False),
            ),
            taps={
                WRONG: self._telling.tapped,
                TELL: self._telling.tapped,
                QUEUE: queue.tapped,
                ENTRY: queue.tapped,
                DISMISS: queue.tapped,
                ALIAS: queue.tapped,
                STANDS: owners.stands,
                PLAIN: owners.stands,
            },
            prompts={PROMPT: owners.note, MEANING: self._aliases.answered},
        )
