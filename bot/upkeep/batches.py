"""Many changes done as one, and taken back as one: an import is all there or not at all.

What costs time (the differences, the rows of the store) is made ready in a thread; the job that
writes only looks whether every record is still the one that was compared.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, AuditEntry, Deed, changes_between
from bot.agreements.changing import changed_record
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.taking_back import is_addition, taken_back, taking_back
from bot.filing import AGREEMENTS, AUDIT
from bot.register import AgreementRegister, Also
from bot.store import PreparedRow, Store, Transaction, prepared
from bot.store.collector import USUAL_ROW, collector_at_rest


@dataclass(frozen=True, slots=True)
class Intended:
    """A record as it shall be, and the revision it changes; None where it is added.

    `takes_back` is the number of the change that it undoes, or 0.
    """

    agreement: Agreement
    based_on: int | None
    takes_back: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What was done as one: the name of the batch, and its entries in the audit log."""

    batch: str
    entries: tuple[AuditEntry, ...]

    @property
    def added(self) -> int:
        """Return how many records are new."""
        return sum(is_addition(entry) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What of a batch was taken back, and which records stay because they were changed since."""

    entries: tuple[AuditEntry, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batches:
    """Does many changes of a register at once."""

    store: Store
    register: AgreementRegister
    clock: Callable[[], datetime]

    async def do(
        self,
        intended: Sequence[Intended],
        actor: Actor,
        *,
        reason: str,
        deed: Deed = Deed.IMPORTED,
        approver: Actor | None = None,
        also: Also | None = None,
    ) -> Done:
        """Do all of it, and `also` this, in one write and return when search has followed.

        Raises what `also` raises, and AgreementError where a record was changed meanwhile or the
        code of a new one was taken: one problem for each. Nothing is changed then.
        """
        making = _Making(self.clock(), actor, deed, reason, secrets.token_hex(6), approver)
        if not intended and also is None:
            return Done(making.batch, ())
        # A record is written with what the audit log tells of it.
        with collector_at_rest(2 * len(intended) * USUAL_ROW, beside_others=True):
            return await self._done(intended, making, also)

    async def _done(self, intended: Sequence[Intended], making: _Making, also: Also | None) -> Done:
        entries = await self._written(intended, making, also)
        if entries:
            await self.register.in_step()
        return Done(making.batch, entries)

    async def _written(
        self, intended: Sequence[Intended], making: _Making, also: Also | None
    ) -> tuple[AuditEntry, ...]:
        """Write all of it; what it was made of is let go before search follows."""
        on_record = self.store.items(AGREEMENTS)
        _refuse_stale(intended, on_record.get)
        pairs = [(one, on_record.get(one.agreement.id)) for one in intended]
        numbers = range(0)
        if intended:
            numbers = await self.store.commit(lambda t: t.next_numbers(AUDIT, len(intended)))
        records, entries = await asyncio.to_thread(making.rows, pairs, numbers)

        def job(transaction: Transaction) -> None:
            if also is not None:
                also(transaction)
            _refuse_stale(intended, lambda code: transaction.get(AGREEMENTS, code))
            transaction.put_prepared(AGREEMENTS, records)
            transaction.put_prepared(AUDIT, entries)

        if entries or also is not None:
            await self.store.commit(job)
        return tuple(row.value for row in entries)

    async def undo(
        self,
        batch: str,
        actor: Actor,
        approver: Actor | None = None,
        also: Also | None = None,
    ) -> TakenBack:
        """Take back what a batch did, and do `also` this, in one write.

        What was changed since stays as it is.

        Taking back what was taken back already does nothing.
        """
        intended, left = await self._undoing(batch)
        done = await self.do(
            intended, actor, reason="", deed=Deed.UNDONE, approver=approver, also=also
        )
        return TakenBack(done.entries, tuple(left))

    async def _undoing(self, batch: str) -> tuple[list[Intended], list[str]]:
        records = dict(self.store.items(AGREEMENTS))
        entries = list(self.store.items(AUDIT).values())
        return await asyncio.to_thread(_undoing, batch, records, entries)

    async def undoable(self, batch: str) -> int:
        """Return how many changes of a batch could be taken back."""
        return len((await self._undoing(batch))[0])

    def reason(self, batch: str) -> str:
        """Return for what reason a batch was done; nothing where there is no such."""
        entries = self.store.items(AUDIT).values()
        return next((entry.reason for entry in entries if entry.batch == batch), "")

    def undone(self) -> frozenset[str]:
        """Return the codes of records that are out of the register because an undo took them out.

        A file may bring those again: nobody decided that they should go for good.
        """
        removed = {code for code, record in self.store.items(AGREEMENTS).items() if record.removed}
        if not removed:
            return frozenset()
        last: dict[str, AuditEntry] = {}
        for entry in self.store.items(AUDIT).values():
            known = last.get(entry.agreement_id)
            if entry.agreement_id in removed and (known is None or known.number < entry.number):
                last[entry.agreement_id] = entry
        return frozenset(code for code, entry in last.items() if entry.takes_back)


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the rows of a batch."""

    at: datetime
    actor: Actor
    deed: Deed
    reason: str
    batch: str
    approver: Actor | None = None

    def rows(
        self, pairs: Iterable[tuple[Intended, Agreement | None]], numbers: range
    ) -> tuple[list[PreparedRow[Agreement]], list[PreparedRow[AuditEntry]]]:
        """Return the rows of the records that change, and of what the audit log tells of them."""
        records: list[tuple[str, Agreement]] = []
        entries: list[tuple[str, AuditEntry]] = []
        for number, (one, before) in zip(numbers, pairs, strict=True):
            changes = changes_between(before, one.agreement)
            if not changes:
                continue
            revision = (before.revision if before else 0) + 1
            record = one.agreement.changed(revision=revision)
            entry = AuditEntry(
                number, self.at, self.actor, record.id, self.deed, revision, changes,
                self.reason, self.batch, one.takes_back, self.approver,
            )  # fmt: skip
            records.append((record.id, record))
            entries.append((f"{number:09}", entry))
        return list(prepared(AGREEMENTS, records)), list(prepared(AUDIT, entries))


def _refuse_stale(
    intended: Iterable[Intended], on_record: Callable[[str], Agreement | None]
) -> None:
    problems = tuple(
        problem
        for one in intended
        if (problem := _stale(one, on_record(one.agreement.id))) is not None
    )
    if problems:
        raise AgreementError(*problems)


def _stale(one: Intended, current: Agreement | None) -> Problem | None:
    code, revision = one.agreement.id, current.revision if current else None
    if one.based_on == revision:
        return None
    if current is None:
        return Problem(Reason.NOT_FOUND, "id", code, record=code)
    if one.based_on is None:
        return Problem(Reason.DUPLICATE_ID, "id", code, record=code)
    return Problem(Reason.STALE, "revision", str(one.based_on), str(revision), code)


def _undoing(
    batch: str, records: Mapping[str, Agreement], entries: Iterable[AuditEntry]
) -> tuple[list[Intended], list[str]]:
    """Return the changes that take a batch back, and the codes of records that must stay."""
    histories = _histories(batch, entries)
    intended: list[Intended] = []
    left: list[str] = []
    for code, history in histories.items():
        gone = taken_back(history)
        for entry in history:
            if entry.batch != batch or entry.takes_back or entry.number in gone:
                continue
            try:
                intended.append(_reverting(entry, records[code]))
            except AgreementError:
                left.append(code)
    return intended, left


def _histories(batch: str, entries: Iterable[AuditEntry]) -> dict[str, list[AuditEntry]]:
    """Return the history of each record that a batch touched, oldest change first."""
    known = sorted(entries, key=lambda entry: entry.number)
    touched = dict.fromkeys(entry.agreement_id for entry in known if entry.batch == batch)
    histories: dict[str, list[AuditEntry]] = {code: [] for code in touched}
    for entry in known:
        if entry.agreement_id in histories:
            histories[entry.agreement_id].append(entry)
    return histories


def _reverting(entry: AuditEntry, current: Agreement) -> Intended:
    """Return the change that takes one entry back. Raises AgreementError where it may not."""
    if is_addition(entry) and current.revision != entry.revision:
        raise AgreementError(Problem(Reason.STALE, "revision", record=current.id))
    reverted = changed_record(current, taking_back(entry, current))
    return Intended(reverted, current.revision, entry.number)
