"""Claim, send, settle: the one way in which anything is told, so that nothing is told twice.

The claim is on the disk before a message leaves, and settled after. So a crash in between leaves
a row that a person is asked about; it is never sent twice blindly, and nothing is forgotten.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from bot.reminders.book import Claim, ReminderBook
from bot.reminders.delivering import Deliverer, Delivery, Fate
from bot.reminders.ledger import LedgerKey, State
from bot.reminders.subscriptions import Subscription
from bot.reminders.wishes import Wishes

Send = Callable[[], Awaitable[Delivery]]
_STATES = {
    Fate.SENT: State.SENT,
    Fate.NOT_SENT: State.FAILED,
    Fate.UNCERTAIN: State.UNCERTAIN,
    Fate.CHAT_GONE: State.FAILED,
}


class Telling:
    """Tells one message at a time. `later` asks for another round soon, `at_once` for the next."""

    def __init__(
        self,
        book: ReminderBook,
        wishes: Wishes,
        deliverer: Deliverer,
        later: Callable[[], None],
        at_once: Callable[[], None],
    ) -> None:
        self._book = book
        self._wishes = wishes
        self._deliverer = deliverer
        self._later = later
        self._at_once = at_once

    async def to_subscriber(
        self, subscription: Subscription, keys: Iterable[LedgerKey], send: Send
    ) -> bool:
        """Tell a chat; returns whether it can be told more in this round."""
        delivery = await self.told(keys, send)
        if delivery is None:
            return True
        if delivery.fate is Fate.CHAT_GONE:
            if await self._wishes.deactivate(subscription.chat_id, delivery.reason):
                await self._deliverer.gone(subscription, delivery.reason)
            return False
        # A chat that moved is served under its new key from the next round on.
        return not delivery.chat and delivery.fate is not Fate.NOT_SENT

    async def told(self, keys: Iterable[LedgerKey], send: Send) -> Delivery | None:
        """Send what the keys stand for, unless it is told already; returns what became of it."""
        claim = await self._book.claim(keys)
        if claim is None:
            return None
        try:
            delivery = await send()
        except Exception:
            # Whatever broke, it broke while sending: whether the chat was told is not known.
            await self._settle(claim, Delivery(Fate.UNCERTAIN))
            raise
        await self._settle(claim, delivery)
        return delivery

    async def _settle(self, claim: Claim, delivery: Delivery) -> None:
        if delivery.chat:
            claim = claim.in_chat(delivery.chat)
            self._at_once()
        state = _STATES[delivery.fate]
        await self._book.settle(claim, state, delivery.message_id)
        if state is State.UNCERTAIN:
            await self.report_doubts()
        if delivery.fate is Fate.NOT_SENT:
            self._later()

    async def report_doubts(self, is_stopping: Callable[[], bool] = lambda: False) -> None:
        """Ask a person about what may not have arrived, until somebody has been asked."""
        for doubt in self._book.unreported():
            if not is_stopping() and await self._deliverer.doubtful(doubt):
                await self._book.reported(doubt)
