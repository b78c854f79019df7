"""Which agreements the wishes of a chat cover, remembered until a wish or a record changes.

Why remembered: a round asks it of every date for every chat, and it hardly ever changes.
"""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.reminders.subscriptions import Audience, Subscription
from bot.search.index import Index

#: Wishes that were changed leave their old answers behind; so many chats are remembered.
MOST_AUDIENCES = 2_000


class Covered:
    """What one chat's wishes cover."""

    def __init__(self, subscriptions: tuple[Subscription, ...]) -> None:
        self._subscriptions = subscriptions
        self._known: dict[str, tuple[Agreement, tuple[Subscription, ...]]] = {}

    def covering(self, agreement: Agreement, index: Index) -> tuple[Subscription, ...]:
        """Return the subscriptions that cover an agreement, the most particular first."""
        known = self._known.get(agreement.id)
        if known is not None and known[0] is agreement:
            return known[1]
        features = index.features_of(agreement.id)
        found = tuple(s for s in self._subscriptions if s.interest.covers(agreement, features))
        self._known[agreement.id] = (agreement, found)
        return found


class Coverage:
    """What the wishes of all chats cover."""

    def __init__(self) -> None:
        self._audiences: dict[Audience, Covered] = {}

    def of(self, audience: Audience) -> Covered:
        """Return what a chat's wishes cover."""
        if audience not in self._audiences:
            if len(self._audiences) >= MOST_AUDIENCES:
                self._audiences.clear()
            self._audiences[audience] = Covered(audience.subscriptions)
        return self._audiences[audience]
