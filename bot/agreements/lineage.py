"""How agreements follow one another: replaced by, amended by, and the gap between two texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import end_on

Find = Callable[[str], Agreement | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One text after another. `gap_days`: from the end of the first to the start of the second.

    Counted from the last day in force to the successor's start, or to its signature where that
    came later than a back-dated start; 1 means without a gap, less means they overlap; None
    where a date is missing or partial. From 7 June to 5 August 2022 are 59 days.
    """

    before: str
    after: str
    gap_days: int | None
    signed_after_days: int | None = None


class Successors:
    """Which records replace, amend or implement which: the links turned round.

    Kept in step by `put` and `drop` so that one edit does not cost a pass over the register.
    """

    def __init__(self, agreements: Iterable[Agreement] = ()) -> None:
        self._by_link: dict[str, dict[str, dict[str, None]]] = {
            "supersedes": {},
            "amends": {},
            "implements": {},
        }
        for agreement in agreements:
            self.put(agreement)

    def put(self, agreement: Agreement) -> None:
        """Take up the links of an agreement."""
        for link, targets in self._by_link.items():
            for target in getattr(agreement, link):
                targets.setdefault(target, {})[agreement.id] = None

    def drop(self, agreement: Agreement) -> None:
        """Forget the links of an agreement."""
        for link, targets in self._by_link.items():
            for target in getattr(agreement, link):
                targets.get(target, {}).pop(agreement.id, None)

    def replacing(self, agreement_id: str) -> tuple[str, ...]:
        """Return the ids of the records that supersede this one."""
        return self._linking("supersedes", agreement_id)

    def amending(self, agreement_id: str) -> tuple[str, ...]:
        """Return the ids of the records that amend or extend this one."""
        return self._linking("amends", agreement_id)

    def implementing(self, agreement_id: str) -> tuple[str, ...]:
        """Return the ids of the records that implement this one."""
        return self._linking("implements", agreement_id)

    def _linking(self, link: str, agreement_id: str) -> tuple[str, ...]:
        found = self._by_link[link].get(agreement_id)
        return tuple(sorted(found)) if found else ()


def replaced_from(successors: Iterable[Agreement]) -> date | None:
    """Return the earliest day on which one of the successors took over; unsigned ones do not."""
    starts = [s.start.earliest for s in successors if s.start and not s.is_talks]
    return min(starts, default=None)


def chain_of(agreement: Agreement, find: Find, successors: Successors) -> tuple[Agreement, ...]:
    """Return all texts that replace or extend one another around this one, oldest first."""
    beside = _linked(agreement, successors)
    if not beside:
        return (agreement,)
    seen = {agreement.id: agreement}
    waiting = [*beside]
    while waiting:
        current = find(waiting.pop())
        if current is not None and current.id not in seen:
            seen[current.id] = current
            waiting.extend(_linked(current, successors))
    return tuple(sorted(seen.values(), key=when_began))


def _linked(agreement: Agreement, successors: Successors) -> tuple[str, ...]:
    """Return the ids of the texts right before and right after one."""
    return (
        *agreement.supersedes,
        *agreement.amends,
        *successors.replacing(agreement.id),
        *successors.amending(agreement.id),
    )


def when_began(agreement: Agreement) -> tuple[bool, date, str]:
    """Sort key: by start, else approval, else recorded end; unknown ones first."""
    when = agreement.start or agreement.approved or agreement.expires
    return (when is not None, when.earliest if when else date.min, agreement.id)


def current_of(chain: tuple[Agreement, ...], find_successors: Successors) -> Agreement:
    """Return the text of a chain that nothing signed replaces or extends; the newest of several."""
    if len(chain) == 1:
        return chain[0]
    by_id: Mapping[str, Agreement] = {item.id: item for item in chain}

    def is_last(agreement: Agreement) -> bool:
        later = (*find_successors.replacing(agreement.id), *find_successors.amending(agreement.id))
        return not any(by_id[i].start for i in later if i in by_id)

    last = [item for item in chain if is_last(item) and not item.is_talks]
    # A draft that was approved and never signed takes nobody's place.
    binding = [item for item in last if item.start or item.expires]
    return (binding or last or list(chain))[-1]


def step_between(before: Agreement, after: Agreement, today: date) -> Step:
    """Return how one text follows the other.

    A tacit renewal of the first is followed to the day on which the second begins, no further.
    """
    start = after.start
    end = end_on(before, min(today, start.earliest) if start else today)
    if not end or not end.span.is_exact or not start or not start.is_exact:
        return Step(before.id, after.id, None)
    last_day = end.span.earliest
    gap = (start.earliest - last_day).days
    signed_after = None
    if after.signed and after.signed.is_exact and after.signed.earliest > last_day:
        signed_after = (after.signed.earliest - last_day).days
    return Step(before.id, after.id, gap, signed_after)
