"""The durable side of reminding: claims, answers and who waits for one; subscriptions beside it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.agreements.audit import Actor, AuditEntry, Deed, FieldChange
from bot.agreements.milestones import Milestone, MilestoneKind
from bot.agreements.tiers import SINGLE_FROM
from bot.filing import AGREEMENTS, AUDIT
from bot.reminders.ledger import (
    ANSWERS,
    AWAITED,
    DOUBTS,
    LEDGER,
    SNOOZES,
    Acknowledgement,
    Answer,
    Awaited,
    Doubt,
    LedgerKey,
    LedgerRow,
    Snooze,
    State,
    milestone_key,
)
from bot.reminders.moves import rekey
from bot.store import Store, Transaction

#: Rows this old tell nothing any more.
KEPT_FOR = timedelta(days=3 * 366)
MOST_PRUNED = 500
#: "Already renewed" mutes nothing: the confirmed new dates do, by being other dates.
_MUTING = frozenset({Answer.NOT_RENEWING})
#: Only these dates are for somebody to act on, so only about them an answer is waited for.
_WANTS_ANSWER = frozenset({MilestoneKind.DECIDE_BY, MilestoneKind.NOTICE_BY})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one message settles; nobody else will send it."""

    batch: str
    keys: tuple[LedgerKey, ...]

    def in_chat(self, chat: str) -> Claim:
        """Return it for the chat's new key, when it moved while the message was on its way."""
        return Claim(self.batch, tuple(replace(key, chat=chat) for key in self.keys))


class ReminderBook:
    """Reads and writes what was told, answered and put off."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    # -- the ledger -------------------------------------------------------------------------------

    def is_known(self, key: LedgerKey) -> bool:
        """Return whether a tier was told, is being told, or may have been."""
        row = self._store.get(LEDGER, str(key))
        return row is not None and row.state is not State.FAILED

    def is_sent(self, key: LedgerKey) -> bool:
        """Return whether a tier was told for certain."""
        row = self._store.get(LEDGER, str(key))
        return row is not None and row.state is State.SENT

    def rows(self) -> Iterable[LedgerRow]:
        """Return all rows of the ledger."""
        return self._store.items(LEDGER).values()

    def last_told(self, milestone: Milestone, chat: str) -> int | None:
        """Return the message in which a chat was told last of a near milestone, by itself."""
        about = (milestone.agreement_id, milestone.kind, milestone.day, chat)
        told = [
            row
            for row in self.rows()
            if (row.key.agreement_id, row.key.kind, row.key.day, row.key.chat) == about
            and 0 <= row.key.tier <= SINGLE_FROM
            and row.message_id is not None
        ]
        return max(told, key=lambda row: row.at).message_id if told else None

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
        """Write down what came of a claim, and that an answer is awaited where one is."""
        now = self._clock()

        def job(transaction: Transaction) -> None:
            for key in claim.keys:
                row = LedgerRow(key, state, now, claim.batch, message_id)
                transaction.put(LEDGER, str(key), row)
                if state is State.SENT:
                    _await_answer(transaction, row)
            if state is State.UNCERTAIN:
                transaction.put(DOUBTS, claim.batch, Doubt(claim.batch, claim.keys))

        await self._store.commit(job)

    async def doubt_unsettled(self) -> None:
        """Mark what was claimed by a process that is no more as uncertain."""

        def job(transaction: Transaction) -> None:
            batches: dict[str, list[LedgerKey]] = {}
            for key, row in transaction.items(LEDGER):
                if row.state is State.PLANNED:
                    transaction.put(LEDGER, key, replace(row, state=State.UNCERTAIN))
                    batches.setdefault(row.batch, []).append(row.key)
            for batch, keys in batches.items():
                transaction.put(DOUBTS, batch, Doubt(batch, tuple(keys)))

        await self._store.commit(job)

    def unreported(self) -> list[Doubt]:
        """Return the doubts that nobody has been asked about yet."""
        return [d for d in self._store.items(DOUBTS).values() if not d.is_reported]

    async def reported(self, doubt: Doubt) -> None:
        """Keep that a person has been asked."""

        def job(transaction: Transaction) -> None:
            if transaction.get(DOUBTS, doubt.batch) is not None:
                transaction.put(DOUBTS, doubt.batch, replace(doubt, is_reported=True))

        await self._store.commit(job)

    async def resolve(self, batch: str, *, was_sent: bool) -> list[LedgerRow]:
        """Let a person settle what is uncertain; what was not sent is sent in the next round."""
        state = State.SENT if was_sent else State.FAILED

        def job(transaction: Transaction) -> list[LedgerRow]:
            doubt = transaction.get(DOUBTS, batch)
            if doubt is None:
                return []
            transaction.delete(DOUBTS, batch)
            rows = [transaction.get(LEDGER, str(key)) for key in doubt.keys]
            found = [row for row in rows if row and row.state is State.UNCERTAIN]
            for row in found:
                settled = replace(row, state=state)
                transaction.put(LEDGER, str(row.key), settled)
                if was_sent:
                    _await_answer(transaction, settled)
            return found

        return await self._store.commit(job)

    async def prune(self, today: date) -> int:
        """Drop rows about dates long past, some at a time; returns how many."""

        def job(transaction: Transaction) -> int:
            old = [k for k, row in transaction.items(LEDGER) if row.key.day < today - KEPT_FOR]
            for key in old[:MOST_PRUNED]:
                transaction.delete(LEDGER, key)
            return len(old[:MOST_PRUNED])

        return await self._store.commit(job)

    async def move_chat(
        self, old: str, new: str, first: Callable[[Transaction], None] | None = None
    ) -> None:
        """Carry everything over to a chat's new key, so that nothing is told twice there.

        `first` is part of the same write (what else is kept for the chat).
        """

        def job(transaction: Transaction) -> None:
            if first is not None:
                first(transaction)
            rekey(transaction, old, new)

        await self._store.commit(job)

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

    async def acknowledge(self, given: Acknowledgement, actor: Actor) -> None:
        """Keep an answer, in the audit log too; a later one replaces it."""

        def job(transaction: Transaction) -> None:
            before = transaction.get(ANSWERS, given.key)
            transaction.put(ANSWERS, given.key, given)
            transaction.delete(AWAITED, given.key)
            _write_audit(transaction, given, before, actor)

        await self._store.commit(job)

    async def withdraw(self, milestone: Milestone, chat: str, actor: Actor) -> bool:
        """Take an answer back; returns whether there was one."""
        key = milestone_key(milestone.agreement_id, milestone.kind, milestone.day, chat)

        def job(transaction: Transaction) -> bool:
            before = transaction.get(ANSWERS, key)
            if before is not None:
                transaction.delete(ANSWERS, key)
                _write_audit(transaction, None, before, actor)
            return before is not None

        return await self._store.commit(job)

    def awaited(self) -> list[Awaited]:
        """Return the reminders nobody has answered yet."""
        return list(self._store.items(AWAITED).values())

    async def stop_waiting(self, awaited: Iterable[Awaited]) -> None:
        """Wait for these answers no longer."""
        keys = [item.key for item in awaited]

        def job(transaction: Transaction) -> None:
            for key in keys:
                transaction.delete(AWAITED, key)

        await self._store.commit(job)

    # -- putting off ------------------------------------------------------------------------------

    def snoozes(self) -> list[Snooze]:
        """Return who wants to be told again in private, and when."""
        return list(self._store.items(SNOOZES).values())

    async def snooze(self, snooze: Snooze) -> None:
        """Keep a person's wish to be told again."""
        await self._store.commit(lambda t: t.put(SNOOZES, snooze.key, snooze))

    async def end_snooze(self, snooze: Snooze) -> None:
        """Forget a wish that was fulfilled, unless it was renewed meanwhile."""

        def job(transaction: Transaction) -> None:
            if transaction.get(SNOOZES, snooze.key) == snooze:
                transaction.delete(SNOOZES, snooze.key)

        await self._store.commit(job)


def _await_answer(transaction: Transaction, row: LedgerRow) -> None:
    key = row.key
    if key.kind not in _WANTS_ANSWER or not 0 <= key.tier <= SINGLE_FROM:
        return
    awaited = Awaited(key.agreement_id, MilestoneKind(key.kind), key.day, key.chat, row.at)
    is_open = transaction.get(AWAITED, awaited.key) is not None
    if not is_open and transaction.get(ANSWERS, awaited.key) is None:
        transaction.put(AWAITED, awaited.key, awaited)


def _write_audit(
    transaction: Transaction,
    given: Acknowledgement | None,
    before: Acknowledgement | None,
    actor: Actor,
) -> None:
    about = given or before
    if about is None:
        return
    agreement = transaction.get(AGREEMENTS, about.agreement_id)
    number = transaction.next_number(AUDIT)
    change = FieldChange(
        f"reminder {about.kind} {about.day.isoformat()}",
        f'"{before.answer}"' if before else None,
        f'"{given.answer}"' if given else None,
    )
    revision = agreement.revision if agreement else 0
    entry = AuditEntry(
        number, about.at, actor, about.agreement_id, Deed.ANSWERED, revision, (change,)
    )
    transaction.put(AUDIT, f"{number:09}", entry)
