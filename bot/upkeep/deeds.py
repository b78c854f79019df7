"""Does what was planned, takes changes back, and finds records that were taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, AuditEntry, Deed
from bot.agreements.changing import in_the_way
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.taking_back import holding, taken_back, taking_back
from bot.filing import AGREEMENTS, AUDIT
from bot.register import AgreementRegister, Also, Saved
from bot.search.normal_form import normal
from bot.store import Store
from bot.upkeep.plans import Plan

#: The fields that name other records.
LINKS = ("supersedes", "amends", "implements", "related")


@dataclass(frozen=True, slots=True)
class Deeds:
    """Changes of one register over its store."""

    store: Store
    register: AgreementRegister

    def record(self, typed: str) -> Agreement | None:
        """Return a record by its code, typed in any case, also one that was taken out."""
        found = self.register.get(typed)
        if found is not None:
            return found
        wanted = normal(typed)
        items = self.store.items(AGREEMENTS).items()
        return next((record for code, record in items if normal(code) == wanted), None)

    def is_taken(self, code: str) -> bool:
        """Return whether a code is in use, if only by a record that was taken out."""
        return self.record(code) is not None

    def check(self, record: Agreement, *, is_new: bool = False) -> None:
        """Look at what no record shows alone: whether its code is free and its links lead on.

        Raises AgreementError for a code that is taken, a link to itself or to no record, and for
        a line of texts that comes back to where it began.
        """
        if record.removed:
            return
        problems = [*self._link_problems(record)]
        if is_new and self.is_taken(record.id):
            problems.append(Problem(Reason.DUPLICATE_ID, "id", record.id))
        if problems:
            raise AgreementError(*problems)

    def _link_problems(self, record: Agreement) -> Iterator[Problem]:
        known = self.store.get(AGREEMENTS, record.id)
        for link in LINKS:
            before = getattr(known, link) if known else ()
            for target in getattr(record, link):
                if target == record.id:
                    yield Problem(Reason.SELF_REFERENCE, link, target)
                elif target not in before and self.register.get(target) is None:
                    yield Problem(Reason.DANGLING_ID, link, target)
        for link in ("supersedes", "amends"):
            if record.id in self._reached(getattr(record, link), link):
                yield Problem(Reason.CIRCULAR, link, record.id)

    def _reached(self, first: Iterable[str], link: str) -> set[str]:
        """Return all records that one leads to by a kind of link."""
        waiting, seen = list(first), set[str]()
        while waiting:
            code = waiting.pop()
            target = self.register.get(code)
            if code not in seen and target is not None:
                waiting.extend(getattr(target, link))
            seen.add(code)
        return seen

    async def do(
        self,
        plan: Plan,
        actor: Actor,
        approver: Actor | None = None,
        also: Also | None = None,
    ) -> Saved:
        """Do what was planned, and `also` this in the same write.

        Raises what `also` raises, and AgreementError where the record was changed meanwhile: with
        both values of each field that somebody else gave another one. Nothing is changed then.
        """
        current = self.store.get(AGREEMENTS, plan.agreement_id)
        if current is not None and current.revision != plan.based_on:
            raise AgreementError(*_stale(plan, current))
        return await self.register.save(
            plan.applied(current),
            actor,
            based_on=plan.based_on,
            deed=plan.deed,
            reason=plan.reason,
            takes_back=plan.takes_back,
            approver=approver,
            also=also,
        )

    # -- taking back ----------------------------------------------------------------------------

    def entry(self, number: int) -> AuditEntry | None:
        """Return a change by its number."""
        return self.store.get(AUDIT, f"{number:09}")

    def holds(self, entry: AuditEntry) -> bool:
        """Return whether a change, or what took one back, was not taken back itself."""
        return entry.number not in taken_back(self.register.history(entry.agreement_id))

    def last_change(self, agreement_id: str) -> AuditEntry | None:
        """Return the last change of a record that still holds."""
        return next(iter(reversed(holding(self.register.history(agreement_id)))), None)

    def last_change_by(self, user_id: int) -> AuditEntry | None:
        """Return somebody's own last change that still holds; an import is none."""
        entries = self.store.items(AUDIT)
        for number in sorted(entries, reverse=True):
            entry = entries[number]
            if entry.actor.user_id != user_id or entry.batch or entry.takes_back:
                continue
            if entry in holding(self.register.history(entry.agreement_id)):
                return entry
        return None

    def undoing(self, entry: AuditEntry) -> Plan:
        """Return the plan that takes a change back.

        Raises AgreementError where somebody changed the same fields since.
        """
        current = self.store.get(AGREEMENTS, entry.agreement_id)
        if current is None:
            raise AgreementError(Problem(Reason.NOT_FOUND, "id", entry.agreement_id))
        changes = taking_back(entry, current)
        plan = Plan(current.id, current.revision, changes, Deed.UNDONE, takes_back=entry.number)
        # What was taken out by the change comes back as a record, and a record it has to be.
        plan.applied(current)
        return plan


def _stale(plan: Plan, current: Agreement) -> tuple[Problem, ...]:
    problems = in_the_way(current, plan.changes)
    if problems:
        return problems
    number = "" if plan.based_on is None else str(plan.based_on)
    problem = Problem(Reason.STALE, "revision", number, str(current.revision), current.id)
    return (problem,)
