"""Subscriptions in the store: kept, taken away, switched off and on with their chat."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from bot.reminders.subscriptions import SUBSCRIPTIONS, Subscription
from bot.store import Store, Transaction

IsAdmitted = Callable[[Subscription], bool]
NOT_ADMITTED = "not-admitted"


class Wishes:
    """Reads and writes who wants to be told of what."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Subscription]:
        """Return all subscriptions, in the order of their ids."""
        return sorted(self._store.items(SUBSCRIPTIONS).values(), key=lambda s: s.id)

    def of_chat(self, chat_id: int) -> list[Subscription]:
        """Return the subscriptions of a chat and its topics."""
        return [s for s in self.all() if s.chat_id == chat_id]

    def get(self, subscription_id: str) -> Subscription | None:
        """Return a subscription by its id."""
        return self._store.get(SUBSCRIPTIONS, subscription_id)

    async def subscribe(self, subscription: Subscription) -> Subscription:
        """Keep a subscription; one with the same interest in the same place is replaced."""
        if not subscription.id:
            subscription = replace(subscription, id=secrets.token_hex(4))

        def job(transaction: Transaction) -> Subscription:
            for key, known in list(transaction.items(SUBSCRIPTIONS)):
                if (known.chat, known.interest) == (subscription.chat, subscription.interest):
                    kept = replace(subscription, id=key, since=min(known.since, subscription.since))
                    transaction.put(SUBSCRIPTIONS, key, kept)
                    return kept
            transaction.put(SUBSCRIPTIONS, subscription.id, subscription)
            return subscription

        return await self._store.commit(job)

    async def unsubscribe(self, subscription_id: str) -> bool:
        """Take a subscription away; returns whether it was there."""

        def job(transaction: Transaction) -> bool:
            known = transaction.get(SUBSCRIPTIONS, subscription_id) is not None
            if known:
                transaction.delete(SUBSCRIPTIONS, subscription_id)
            return known

        return await self._store.commit(job)

    async def deactivate(self, chat_id: int, reason: str) -> int:
        """Switch the subscriptions of a chat off; returns how many (0: they were off already)."""
        return await self._switch(chat_id, reason)

    async def reactivate(self, chat_id: int) -> int:
        """Switch the subscriptions of a chat on again; returns how many."""
        return await self._switch(chat_id, "")

    async def settle_admission(self, is_admitted: IsAdmitted) -> list[Subscription]:
        """Let the subscriptions of chats that may read nothing rest, and wake those that may again.

        Returns one for each chat that rests from now on. A chat that may see nothing must hear
        nothing: "checked 0 agreements, nothing due" would be taken for good news.
        """
        changed = [known for known in self.all() if known != _admitted(known, is_admitted)]
        if not changed:
            return []

        def job(transaction: Transaction) -> list[Subscription]:
            rests: dict[int, Subscription] = {}
            for known in (transaction.get(SUBSCRIPTIONS, one.id) for one in changed):
                settled = _admitted(known, is_admitted) if known else None
                if known is None or settled is None or settled == known:
                    continue
                transaction.put(SUBSCRIPTIONS, known.id, settled)
                if settled.inactive:
                    rests.setdefault(known.chat_id, settled)
            return list(rests.values())

        return await self._store.commit(job)

    async def _switch(self, chat_id: int, reason: str) -> int:
        def job(transaction: Transaction) -> int:
            count = 0
            for key, known in list(transaction.items(SUBSCRIPTIONS)):
                if known.chat_id == chat_id and bool(known.inactive) != bool(reason):
                    transaction.put(SUBSCRIPTIONS, key, replace(known, inactive=reason))
                    count += 1
            return count

        return await self._store.commit(job)


def _admitted(known: Subscription, is_admitted: IsAdmitted) -> Subscription:
    """Return a subscription as it has to be, by whether its chat may read anything now."""
    if known.inactive == NOT_ADMITTED and is_admitted(known):
        return replace(known, inactive="")
    if not known.inactive and not is_admitted(known):
        return replace(known, inactive=NOT_ADMITTED)
    return known
