"""The one front door: agreements in memory, every change written through, search kept in step.

Telegram, the terminal, the command line and the tests all call this class. Reads never wait;
a change is acknowledged when it is on the disk, with its audit entry in the same write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, AuditEntry, Deed, changes_between
from bot.agreements.codes import CodeBook, same_code
from bot.agreements.deadlines import LeadTimes
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.text import Language
from bot.filing import AGREEMENTS, AUDIT, GIVEN_NAMES
from bot.search.answer import Answer
from bot.search.asking import Desk, everything
from bot.search.context import Context
from bot.search.day_view import DayView
from bot.search.holdings import Allowed, Holdings
from bot.search.keeping_up import KeepingUp
from bot.search.question import Question
from bot.search.vocabulary import Vocabulary
from bot.store import Changes, Store, Transaction
from bot.store.collector import USUAL_ROW, collector_at_rest

Clock = Callable[[], datetime]
#: What is done in one write with a change; what it raises refuses the change.
Also = Callable[[Transaction], None]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change came to: the record as it is now, and the audit entry that tells it."""

    agreement: Agreement
    entry: AuditEntry | None


class AgreementRegister:
    """All agreements of an office, to be asked and kept up to date."""

    def __init__(
        self, store: Store, vocabulary: Vocabulary, lead_times: LeadTimes, clock: Clock
    ) -> None:
        self._store = store
        self._clock = clock
        agreements = store.items(AGREEMENTS).values()
        with collector_at_rest(len(agreements) * USUAL_ROW):
            self._holdings = Holdings(vocabulary, agreements)
        for key, given in store.items(GIVEN_NAMES).items():
            self._holdings.name(key, given)
        self._desk = Desk(self._holdings, lead_times)
        self._keeping_up = KeepingUp(self._holdings)
        store.subscribe(self._follow)

    # -- asking ---------------------------------------------------------------------------------

    @property
    def holdings(self) -> Holdings:
        """The agreements as search sees them."""
        return self._holdings

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        """All agreements by id, without the removed ones; read only."""
        return self._holdings.agreements

    def get(self, agreement_id: str) -> Agreement | None:
        """Return an agreement by its code, typed in any case."""
        found = self._holdings.id_like(agreement_id)
        return self._holdings.get(found) if found else None

    def ask(
        self,
        text: str,
        today: date,
        *,
        context: Context | None = None,
        allowed: Allowed = everything,
        language: Language | None = None,
    ) -> Answer:
        """Return the answer to a question; never raises, whatever the text."""
        return self._desk.ask(text, today, context=context, allowed=allowed, language=language)

    def understand(
        self,
        text: str,
        today: date,
        language: Language | None = None,
        allowed: Allowed = everything,
    ) -> Question:
        """Return what a text says to somebody who may see so much, without an answer to it."""
        return self._desk.understand(text, today, language, allowed)

    def view(self, today: date, allowed: Allowed = everything) -> DayView:
        """Return the register on a day as far as it may be shown: status, deadlines, lines."""
        return self._desk.view(today, allowed)

    def history(self, agreement_id: str) -> list[AuditEntry]:
        """Return the changes of a record, oldest first."""
        entries = self._store.items(AUDIT).values()
        return sorted(
            (entry for entry in entries if entry.agreement_id == agreement_id),
            key=lambda entry: entry.number,
        )

    # -- changing -------------------------------------------------------------------------------

    async def save(
        self,
        agreement: Agreement,
        actor: Actor,
        *,
        based_on: int | None,
        deed: Deed = Deed.AMENDED,
        reason: str = "",
        takes_back: int = 0,
        approver: Actor | None = None,
        also: Also | None = None,
    ) -> Saved:
        """Add a record (`based_on` None) or put a changed one in place of revision `based_on`.

        `also` is done in the same write: both or neither. Raises what it raises, and
        AgreementError when the record is new but its code is taken (in any case), when
        there is none to change, or when somebody else changed it meanwhile: both values of what
        differs are told, and nothing is changed.
        """

        def job(transaction: Transaction) -> Saved:
            if also is not None:
                also(transaction)
            _require_code(transaction, agreement.id, is_new=based_on is None)
            return self._put(
                transaction,
                agreement,
                actor,
                based_on=based_on,
                deed=deed,
                reason=reason,
                takes_back=takes_back,
                approver=approver,
            )

        saved = await self._store.commit(job)
        await self.in_step()
        return saved

    def _put(
        self,
        transaction: Transaction,
        agreement: Agreement,
        actor: Actor,
        *,
        based_on: int | None,
        deed: Deed,
        reason: str = "",
        batch: str = "",
        takes_back: int = 0,
        approver: Actor | None = None,
    ) -> Saved:
        current = transaction.get(AGREEMENTS, agreement.id)
        if current is not None and based_on != current.revision:
            raise AgreementError(*_stale(current, agreement, is_new=based_on is None))
        changes = changes_between(current, agreement)
        if not changes:
            return Saved(current or agreement, None)
        saved = agreement.changed(revision=(current.revision if current else 0) + 1)
        number = transaction.next_number(AUDIT)
        entry = AuditEntry(
            number,
            self._clock(),
            actor,
            saved.id,
            deed if current else Deed.ADDED if deed is Deed.AMENDED else deed,
            saved.revision,
            changes,
            reason,
            batch,
            takes_back,
            approver,
        )
        transaction.put(AGREEMENTS, saved.id, saved)
        transaction.put(AUDIT, f"{number:09}", entry)
        return Saved(saved, entry)

    async def take_in(
        self, agreements: Iterable[Agreement], actor: Actor, *, batch: str = "", reason: str = ""
    ) -> list[Saved]:
        """Add or replace many records in one write: all of them, or none.

        A record without a code is given one; a record like the one that is there changes nothing.
        """
        waiting = list(agreements)

        def job(transaction: Transaction) -> list[Saved]:
            saved = []
            own_country = self._holdings.vocabulary.own_country
            codes = CodeBook((a for _, a in transaction.items(AGREEMENTS)), own_country)
            for agreement in waiting:
                coded = codes.coded(agreement)
                current = transaction.get(AGREEMENTS, coded.id)
                based_on = current.revision if current else None
                saved.append(
                    self._put(
                        transaction,
                        coded,
                        actor,
                        based_on=based_on,
                        deed=Deed.IMPORTED,
                        reason=reason,
                        batch=batch,
                    )
                )
            return saved

        taken = await self._store.commit(job)
        await self.in_step()
        return taken

    async def close(self) -> None:
        """Finish the writes that wait and let the file go."""
        await self._store.close()

    async def in_step(self) -> None:
        """Return when search has followed every change that was made so far."""
        await self._keeping_up.caught_up()

    def _follow(self, changes: Changes) -> None:
        """Keep search in step with what is durable."""
        for change in changes.of(GIVEN_NAMES):
            self._holdings.name(change.key, change.after)
        self._keeping_up.follow((change.key, change.after) for change in changes.of(AGREEMENTS))


def _require_code(transaction: Transaction, code: str, *, is_new: bool) -> None:
    """Refuse a change of what is not there, and a new code that differs in case only."""
    if transaction.get(AGREEMENTS, code) is not None:
        return
    if not is_new:
        raise AgreementError(Problem(Reason.NOT_FOUND, "id", code, record=code))
    taken = same_code(transaction.keys(AGREEMENTS), code)
    if taken:
        raise AgreementError(Problem(Reason.DUPLICATE_ID, "id", taken, record=code))


def _stale(current: Agreement, wanted: Agreement, *, is_new: bool) -> list[Problem]:
    if is_new:
        return [Problem(Reason.DUPLICATE_ID, "id", current.id, record=current.id)]
    differing = changes_between(current, wanted)
    return [
        Problem(Reason.STALE, change.field, change.new or "", change.old or "", current.id)
        for change in differing
    ] or [
        Problem(Reason.STALE, "revision", str(wanted.revision), str(current.revision), current.id)
    ]
