"""What has to be told to whom now: a pure function of register, subscriptions, ledger and day.

Due is what was reached and is not in the ledger. Several tiers missed together become one
message, the same for a chat that joins late. What passed before a chat subscribed is not its
business any more: it stands in the weekly digest, not in a reminder; the same holds for what
passed so long ago that the ledger need not remember it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.milestones import Milestone, MilestoneKind
from bot.agreements.tiers import (
    DEFAULT_TIERS,
    LONGEST_HOLIDAYS,
    SINGLE_FROM,
    IsWorkingDay,
    Tiers,
    reached,
    told_on,
)
from bot.reminders.coming import milestones_on
from bot.reminders.coverage import Coverage
from bot.reminders.ledger import LedgerKey
from bot.reminders.subscriptions import Audience, Subscription
from bot.reminders.working_days import working_days
from bot.search.day_view import DayView
from bot.search.holdings import Allowed

IsKnown = Callable[[LedgerKey], bool]
IsMuted = Callable[[Milestone, str], bool]
MaySee = Callable[[Subscription, Agreement], bool]
Reached = tuple[tuple[int, date], ...]
#: Dates in one digest; more are told in a further one.
LONGEST_DIGEST = 20
LONGEST_TIERS = tuple(max(tiers) for tiers in DEFAULT_TIERS.values())
#: Told with the far dates whatever the tier: many fall on one day, and none of them is urgent.
ALWAYS_FAR = frozenset({MilestoneKind.REVIEW, MilestoneKind.IN_FORCE})
#: What passed longer ago is in /overdue and in no reminder. The ledger keeps its rows far longer
#: than this, or dropping one would tell its date again.
TOLD_AFTER = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Due:
    """One milestone to be told to one chat: the nearest tier reached, and all it settles."""

    subscription: Subscription
    milestone: Milestone
    tier: int
    settles: tuple[LedgerKey, ...]

    @property
    def is_far(self) -> bool:
        """Whether it goes into the digest of far dates rather than in a message of its own."""
        return self.tier > SINGLE_FROM or self.milestone.kind in ALWAYS_FAR


class Planner:
    """Works out what is due on one day."""

    def __init__(
        self,
        view: DayView,
        is_working: IsWorkingDay,
        is_known: IsKnown,
        is_muted: IsMuted,
        may_see: MaySee,
        coverage: Coverage | None = None,
    ) -> None:
        self.view = view
        self.today = view.today
        self._is_working = is_working
        self._is_known = is_known
        self._is_muted = is_muted
        self._may_see = may_see
        self._coverage = coverage or Coverage()
        self._dates: list[tuple[date, str, MilestoneKind, Milestone, Agreement]] = []
        self._waiting: list[Agreement] | None = None
        self._reached: dict[tuple[date, Tiers, str], Reached] = {}

    def prepare(self, most: int | None = None) -> bool:
        """Work out the dates of so many more agreements, of all when None; returns whether done.

        They are worked out once for all chats; in parts, so that questions go between.
        """
        if self._waiting is None:
            self._waiting = list(self.view.holdings)
        elif not self._waiting:
            return True
        part = self._waiting[-most:] if most else self._waiting
        self._waiting = self._waiting[:-most] if most else []
        for agreement in part:
            found = self.milestones(agreement)
            self._dates += ((m.day, agreement.id, m.kind, m, agreement) for m in found)
        if not self._waiting:
            self._dates.sort(key=lambda row: row[:3])
        return not self._waiting

    def milestones(self, agreement: Agreement) -> tuple[Milestone, ...]:
        """Return the milestones of an agreement on this day."""
        return milestones_on(self.view, agreement)

    def stands(self, agreement_id: str, kind: str, day: date) -> bool:
        """Return whether a date is still one that somebody has to act on."""
        agreement = self.view.holdings.get(agreement_id)
        found = self.milestones(agreement) if agreement else ()
        return any((m.kind, m.day) == (kind, day) for m in found)

    def still_stands(self, due: Due) -> bool:
        """Return whether what was planned is still to be told, by the register as it is now."""
        milestone = due.milestone
        return self.stands(milestone.agreement_id, milestone.kind, milestone.day) and not (
            self._is_muted(milestone, due.subscription.chat)
        )

    def wanted(self, audience: Audience, agreement: Agreement) -> Subscription | None:
        """Return the subscription by which a chat is told of an agreement, if any."""
        return self._allowed(self._covering(audience, agreement), agreement)

    def _covering(self, audience: Audience, agreement: Agreement) -> tuple[Subscription, ...]:
        return self._coverage.of(audience).covering(agreement, self.view.holdings.index)

    def _allowed(
        self, covering: Iterable[Subscription], agreement: Agreement
    ) -> Subscription | None:
        return next((s for s in covering if self._may_see(s, agreement)), None)

    def due(self, audience: Audience) -> Iterator[Due]:
        """Yield what a chat has to be told, the nearest date first."""
        if self._waiting is None or self._waiting:
            self.prepare()
        longest = (max((0, *s.longest_tiers, *LONGEST_TIERS)) for s in audience.subscriptions)
        until = self.today + timedelta(days=max(longest) + LONGEST_HOLIDAYS)
        first = max(min(s.since for s in audience.subscriptions), self.today - TOLD_AFTER)
        start = bisect_left(self._dates, first, key=lambda row: row[0])
        end = bisect_right(self._dates, until, key=lambda row: row[0])
        covered, index = self._coverage.of(audience), self.view.holdings.index
        for _, _, _, milestone, agreement in self._dates[start:end]:
            covering = covered.covering(agreement, index)
            due = self._due(covering, milestone, agreement) if covering else None
            if due:
                yield due

    def _due(
        self, covering: tuple[Subscription, ...], milestone: Milestone, agreement: Agreement
    ) -> Due | None:
        if milestone.day < min(s.since for s in covering):
            return None
        # Nearly everything was told long ago: the ledger is asked before who may see it.
        if self._is_told(covering[0], milestone):
            return None
        subscription = self._allowed(covering, agreement)
        if subscription is None or self._is_told(subscription, milestone):
            return None
        chat = subscription.chat
        if self._is_muted(milestone, chat):
            return None
        come = self.reached(subscription, milestone)
        keys = [_key(milestone, tier, chat) for tier, _ in come]
        settles = tuple(key for key in keys if not self._is_known(key))
        return Due(subscription, milestone, come[-1][0], settles)

    def _is_told(self, subscription: Subscription, milestone: Milestone) -> bool:
        """Return whether no tier has come yet, or the nearest that has is in the ledger."""
        come = self.reached(subscription, milestone)
        return not come or self._is_known(_key(milestone, come[-1][0], subscription.chat))

    def reached(self, subscription: Subscription, milestone: Milestone) -> Reached:
        """Return the tiers of a milestone whose day has come, the nearest last."""
        key = (milestone.day, subscription.tiers_for(milestone.kind), subscription.holidays)
        if key not in self._reached:
            rule = self.working_days_of(subscription)
            self._reached[key] = reached(milestone.day, key[1], self.today, rule)
        return self._reached[key]

    def working_days_of(self, subscription: Subscription) -> IsWorkingDay:
        """Return the working days that count for a subscription: its own, else the office's."""
        return working_days(subscription.holidays) if subscription.holidays else self._is_working

    def next_told(self, subscription: Subscription, milestone: Milestone) -> date | None:
        """Return the day on which a chat is told of a milestone next, None after the last."""
        tiers, rule = subscription.tiers_for(milestone.kind), self.working_days_of(subscription)
        days = sorted(told_on(milestone.day, tier, rule) for tier in tiers)
        return next((day for day in days if day > self.today), None)


def seen_in(audience: Audience, may_see: MaySee) -> Allowed:
    """Return what may be told in a chat: what it is told is written from nothing else."""
    return lambda agreement: any(may_see(s, agreement) for s in audience.subscriptions)


def _key(milestone: Milestone, tier: int, chat: str) -> LedgerKey:
    return LedgerKey(milestone.agreement_id, milestone.kind, milestone.day, tier, chat)


def messages(due: Iterable[Due]) -> Iterator[tuple[Due, ...]]:
    """Group what a chat is told into messages: near dates singly, far ones in a digest.

    A digest names each of its dates, because what is not named has not been told.
    """
    far: list[Due] = []
    for item in sorted(due, key=lambda d: (d.milestone.day, d.milestone.agreement_id)):
        if item.is_far:
            far.append(item)
        else:
            yield (item,)
    for start in range(0, len(far), LONGEST_DIGEST):
        yield tuple(far[start : start + LONGEST_DIGEST])


def upcoming(
    planner: Planner, agreements: Iterable[Agreement], until: date
) -> list[tuple[Milestone, Agreement]]:
    """Return the milestones from today until a day, in order."""
    rows = [
        (milestone, agreement)
        for agreement in agreements
        for milestone in planner.milestones(agreement)
        if planner.today <= milestone.day <= until
    ]
    return sorted(rows, key=lambda row: (row[0].day, row[1].id))
