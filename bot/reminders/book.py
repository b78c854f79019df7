"""The durable side of reminding: subscriptions, claims and answers in the store."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.agreements.milestones import Milestone
from bot.reminders.ledger import (
    ANSWERS,
    LEDGER,
    Acknowledgement,
    Answer,
    LedgerKey,
    LedgerRow,
    State,
    chat_key,
    milestone_key,
)
from bot.reminders.subscriptions import SUBSCRIPTIONS, Subscription
from bot.store import Store, Transaction

#: Rows this old tell nothing any more.
KEPT_FOR = timedelta(days=3 * 366)
_MUTING = frozenset({Answer.NOT_RENEWING, Answer.RENEWED})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one message settles; nobody else will send it."""

    batch: str
    keys: tuple[LedgerKey, ...]


class ReminderBook:
    """Reads and writes what was promised, told and answered."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    # -- subscriptions ----------------------------------------------------------------------------

    def subscriptions(self, chat_id: int | None = None) -> list[Subscription]:
        """Return the subscriptions, of one chat where given, in the order of their ids."""
        found = self._store.items(SUBSCRIPTIONS).values()
        wanted = [s for s in found if chat_id is None or s.chat_id == chat_id]
        return sorted(wanted, key=lambda s: s.id)

    def subscription(self, subscription_id: str) -> Subscription | None:
        """Return a subscription by its id."""
        return self._store.get(SUBSCRIPTIONS, subscription_id)

    async def subscribe(self, subscription: Subscription) -> Subscription:
        """Keep a subscription; one with the same interest in the same place is replaced."""
        if not subscription.id:
            subscription = replace(subscription, id=secrets.token_hex(4))

        def job(transaction: Transaction) -> Subscription:
            same = (subscription.chat_id, subscription.thread_id, subscription.interest)
            for key, known in list(transaction.items(SUBSCRIPTIONS)):
                if (known.chat_id, known.thread_id, known.interest) == same:
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

        def job(transaction: Transaction) -> int:
            count = 0
            for key, known in list(transaction.items(SUBSCRIPTIONS)):
                if known.chat_id == chat_id and not known.inactive:
                    transaction.put(SUBSCRIPTIONS, key, known.deactivated(reason))
                    count += 1
            return count

        return await self._store.commit(job)

    async def reactivate(self, chat_id: int) -> int:
        """Switch the subscriptions of a chat on again; returns how many."""

        def job(transaction: Transaction) -> int:
            count = 0
            for key, known in list(transaction.items(SUBSCRIPTIONS)):
                if known.chat_id == chat_id and known.inactive:
                    transaction.put(SUBSCRIPTIONS, key, replace(known, inactive=""))
                    count += 1
            return count

        return await self._store.commit(job)

    async def move_chat(self, old: int, new: int) -> None:
        """Carry everything over to a chat's new id, so that nothing is told twice there."""

        def job(transaction: Transaction) -> None:
            for key, known in list(transaction.items(SUBSCRIPTIONS)):
                if known.chat_id == old:
                    transaction.put(SUBSCRIPTIONS, key, replace(known, chat_id=new))
            for key, row in list(transaction.items(LEDGER)):
                if _is_chat(row.key.chat, old):
                    moved = replace(row.key, chat=_moved(row.key.chat, old, new))
                    transaction.delete(LEDGER, key)
                    transaction.put(LEDGER, str(moved), replace(row, key=moved))
            for key, answer in list(transaction.items(ANSWERS)):
                if _is_chat(answer.chat, old):
                    there = replace(answer, chat=_moved(answer.chat, old, new))
                    transaction.delete(ANSWERS, key)
                    transaction.put(ANSWERS, there.key, there)

        await self._store.commit(job)

    async def leave_topic(self, subscription: Subscription) -> Subscription:
        """Let a subscription go to the chat itself, its topic being gone."""
        moved = replace(subscription, thread_id=None)

        def job(transaction: Transaction) -> None:
            if transaction.get(SUBSCRIPTIONS, subscription.id) is not None:
                transaction.put(SUBSCRIPTIONS, subscription.id, moved)

        await self._store.commit(job)
        return moved

    # -- the ledger -------------------------------------------------------------------------------

    def is_known(self, key: LedgerKey) -> bool:
        """Return whether a tier was told, is being told, or may have been."""
        row = self._store.get(LEDGER, str(key))
        return row is not None and row.state is not State.FAILED

    def rows(self) -> Iterable[LedgerRow]:
        """Return all rows of the ledger."""
        return self._store.items(LEDGER).values()

    async def claim(self, keys: Iterable[LedgerKey]) -> Claim | None:
        """Claim what a message settles, before it is sent; None when nothing is left to claim."""
        wanted = tuple(keys)
        batch = secrets.token_hex(6)
        now = self._clock()

        def job(transaction: Transaction) -> Claim | None:
            free = []
            for key in wanted:
                row = transaction.get(LEDGER, str(key))
                if row is None or row.state is State.FAILED:
                    transaction.put(LEDGER, str(key), LedgerRow(key, State.PLANNED, now, batch))
                    free.append(key)
            return Claim(batch, tuple(free)) if free else None

        return await self._store.commit(job)

    async def settle(self, claim: Claim, state: State, message_id: int | None = None) -> None:
        """Write down what came of a claim."""
        now = self._clock()

        def job(transaction: Transaction) -> None:
            for key in claim.keys:
                row = LedgerRow(key, state, now, claim.batch, message_id)
                transaction.put(LEDGER, str(key), row)

        await self._store.commit(job)

    async def doubt_unsettled(self) -> list[LedgerRow]:
        """Mark what was claimed by a process that is no more as uncertain; returns these rows."""

        def job(transaction: Transaction) -> list[LedgerRow]:
            found = [r for _, r in transaction.items(LEDGER) if r.state is State.PLANNED]
            for row in found:
                doubtful = replace(row, state=State.UNCERTAIN)
                transaction.put(LEDGER, str(row.key), doubtful)
            return found

        return await self._store.commit(job)

    async def prune(self, today: date) -> int:
        """Drop rows about dates long past; returns how many."""

        def job(transaction: Transaction) -> int:
            old = [k for k, row in transaction.items(LEDGER) if row.key.day < today - KEPT_FOR]
            for key in old[:500]:
                transaction.delete(LEDGER, key)
            return len(old[:500])

        return await self._store.commit(job)

    # -- answers ----------------------------------------------------------------------------------

    def answer_to(self, milestone: Milestone, chat: str) -> Acknowledgement | None:
        """Return what was answered about a milestone in a chat."""
        key = milestone_key(milestone.agreement_id, milestone.kind, milestone.day, chat)
        return self._store.get(ANSWERS, key)

    def answers(self) -> Iterable[Acknowledgement]:
        """Return all answers."""
        return self._store.items(ANSWERS).values()

    def is_muted(self, milestone: Milestone, chat: str) -> bool:
        """Return whether a chat wants to hear no more of a milestone."""
        given = self.answer_to(milestone, chat)
        return given is not None and given.answer in _MUTING

    async def acknowledge(self, given: Acknowledgement) -> None:
        """Keep an answer; a later one replaces it."""
        await self._store.commit(lambda t: t.put(ANSWERS, given.key, given))


def _is_chat(key: str, chat_id: int) -> bool:
    return key.partition("/")[0] == str(chat_id)


def _moved(key: str, old: int, new: int) -> str:
    return chat_key(new, None) + key.removeprefix(str(old))
