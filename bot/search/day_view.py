"""The register on one day: status, deadlines and succession of each agreement, worked out once."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import Deadlines, LeadTimes, deadlines_on
from bot.agreements.lineage import Step, chain_of, current_of, replaced_from, step_between
from bot.agreements.partial_date import Span
from bot.agreements.status import Status, status_on
from bot.search.holdings import Allowed, Holdings


@dataclass(frozen=True, slots=True)
class Facts:
    """What follows from a record on a day; `replaced_by` and `amended_by` are ids."""

    status: Status
    deadlines: Deadlines
    replaced_by: tuple[str, ...]
    amended_by: tuple[str, ...]

    @property
    def end(self) -> Span | None:
        """The days on which the current term may end."""
        return self.deadlines.end.span if self.deadlines.end else None


#: Fewer than one in so many of the register are sorted by themselves.
LEAST_PART = 16
Value = TypeVar("Value")


class Column(dict[str, Value]):
    """One thing that follows from each record on a day, by id, worked out when it is asked for."""

    def __init__(self, holdings: Holdings, work_out: Callable[[Agreement], Value]) -> None:
        super().__init__()
        self._holdings = holdings
        self._work_out = work_out

    def __missing__(self, agreement_id: str) -> Value:
        value = self[agreement_id] = self._work_out(self._holdings.agreements[agreement_id])
        return value


class DayView:
    """Facts of the holdings on one day, remembered until a record or its successors change."""

    def __init__(self, holdings: Holdings, today: date, lead_times: LeadTimes) -> None:
        self.holdings = holdings
        self.today = today
        self.lead_times = lead_times
        self._version = holdings.version
        self._known: dict[str, tuple[Agreement, Facts]] = {}
        self._columns: dict[Hashable, Column[Any]] = {}
        self._orders: dict[Hashable, list[Agreement]] = {}
        self._parts: dict[Holdings, DayView] = {}

    def seen_by(self, allowed: Allowed) -> DayView:
        """Return the day as if nothing but what may be shown was on record."""
        seen = self.holdings.seen_by(allowed)
        if seen is self.holdings:
            return self
        if seen not in self._parts:
            self._parts[seen] = DayView(seen, self.today, self.lead_times)
        return self._parts[seen]

    def facts(self, agreement: Agreement) -> Facts:
        """Return what follows from a record on this day."""
        if self._version != self.holdings.version:
            self._catch_up()
        known = self._known.get(agreement.id)
        if known is not None and known[0] is agreement:
            return known[1]
        amended_by = self.holdings.successors.amending(agreement.id)
        replaced_by = self.holdings.successors.replacing(agreement.id)
        deadlines = deadlines_on(agreement, self.today, self.lead_times)
        began = replaced_from(self.successors(agreement))
        facts = Facts(
            status_on(agreement, self.today, self.lead_times, began, deadlines),
            deadlines,
            replaced_by,
            amended_by,
        )
        self._known[agreement.id] = (agreement, facts)
        return facts

    def column(self, key: Hashable, work_out: Callable[[Agreement], Value]) -> Column[Value]:
        """Return what a function says of each record on this day, kept under a key.

        Keys are few and known beforehand: a column stays until the day is over.
        """
        if self._version != self.holdings.version:
            self._catch_up()
        if key not in self._columns:
            self._columns[key] = Column(self.holdings, work_out)
        return self._columns[key]

    def ordered(
        self, agreements: list[Agreement], key: Hashable, work_out: Callable[[Agreement], Any]
    ) -> list[Agreement]:
        """Return agreements sorted by a column, see `column`; its values must tell all apart.

        All of the register is sorted once, and a good part of it is taken from that.
        """
        column = self.column(key, work_out)
        if len(agreements) * LEAST_PART < len(self.holdings):
            return sorted(agreements, key=lambda a: column[a.id])
        if key not in self._orders:
            self._orders[key] = sorted(self.holdings, key=lambda a: column[a.id])
        if len(agreements) == len(self.holdings):
            return list(self._orders[key])
        wanted = {agreement.id for agreement in agreements}
        return [agreement for agreement in self._orders[key] if agreement.id in wanted]

    def _catch_up(self) -> None:
        """Forget what may not hold any more since the register changed."""
        changed = self.holdings.changed_since(self._version)
        self._version = self.holdings.version
        remembered: tuple[dict[str, Any], ...] = (self._known, *self._columns.values())
        for each in remembered:
            if changed is None:
                each.clear()
            for agreement_id in changed or ():
                each.pop(agreement_id, None)
        if changed is None:
            self._orders.clear()
        for key, order in self._orders.items():
            order[:] = [a for a in order if a.id not in (changed or ())]
            for agreement in filter(None, map(self.holdings.get, changed or ())):
                insort(order, agreement, key=lambda a: self._columns[key][a.id])

    def successors(self, agreement: Agreement) -> tuple[Agreement, ...]:
        """Return the agreements that replace this one."""
        ids = self.holdings.successors.replacing(agreement.id)
        return tuple(found for i in ids if (found := self.holdings.get(i)))

    def chain(self, agreement: Agreement) -> tuple[Agreement, ...]:
        """Return all texts that replace or extend one another around this one, oldest first."""
        return chain_of(agreement, self.holdings.get, self.holdings.successors)

    def current(self, chain: tuple[Agreement, ...]) -> Agreement:
        """Return the text of a chain that counts today."""
        return current_of(chain, self.holdings.successors)

    def steps(self, chain: tuple[Agreement, ...]) -> tuple[Step, ...]:
        """Return how the texts of a chain follow one another, with gaps in days."""
        by_id = {agreement.id: agreement for agreement in chain}
        return tuple(
            step_between(by_id[before], after, self.today)
            for after in chain
            for before in (*after.supersedes, *after.amends)
            if before in by_id
        )
