"""What has to be told to whom now: a pure function of register, subscriptions, ledger and day.

Due is what was reached and is not in the ledger. Several tiers missed together become one
message, the same for a chat that joins late. What passed before a chat subscribed is not its
business any more: it stands in the weekly digest, not in a reminder.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.milestones import Milestone, MilestoneKind, milestones_of
from bot.agreements.tiers import (
    DEFAULT_TIERS,
    LONGEST_HOLIDAYS,
    SINGLE_FROM,
    IsWorkingDay,
    reached,
    told_on,
)
from bot.reminders.ledger import LedgerKey
from bot.reminders.subscriptions import Audience, Subscription
from bot.search.day_view import DayView

IsKnown = Callable[[LedgerKey], bool]
IsMuted = Callable[[Milestone, str], bool]
MaySee = Callable[[Subscription, Agreement], bool]
#: Dates in one digest; more are told in a further one.
LONGEST_DIGEST = 20
LONGEST_TIERS = tuple(max(tiers) for tiers in DEFAULT_TIERS.values())
#: Told with the far dates whatever the tier: many fall on one day, and none of them is urgent.
ALWAYS_FAR = frozenset({MilestoneKind.REVIEW, MilestoneKind.IN_FORCE})


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
    ) -> None:
        self.view = view
        self.today = view.today
        self._is_working = is_working
        self._is_known = is_known
        self._is_muted = is_muted
        self._may_see = may_see
        self._dates: list[tuple[date, str, MilestoneKind, Milestone, Agreement]] = []
        self._waiting: list[Agreement] | None = None

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
        facts = self.view.facts(agreement)
        return tuple(milestones_of(agreement, facts.status, facts.deadlines))

    def wanted(self, audience: Audience, agreement: Agreement) -> Subscription | None:
        """Return the subscription by which a chat is told of an agreement, if any."""
        features = self.view.holdings.index.features_of(agreement.id)
        for subscription in audience.subscriptions:
            if subscription.interest.covers(agreement, features):
                return subscription if self._may_see(subscription, agreement) else None
        return None

    def due(self, audience: Audience) -> Iterator[Due]:
        """Yield what a chat has to be told, the nearest date first."""
        if self._waiting is None or self._waiting:
            self.prepare()
        farthest = max(max((0, *s.tiers, *LONGEST_TIERS)) for s in audience.subscriptions)
        until = self.today + timedelta(days=farthest + LONGEST_HOLIDAYS)
        first = min(subscription.since for subscription in audience.subscriptions)
        start = bisect_left(self._dates, first, key=lambda row: row[0])
        end = bisect_right(self._dates, until, key=lambda row: row[0])
        for _, _, _, milestone, agreement in self._dates[start:end]:
            subscription = self.wanted(audience, agreement)
            due = self._due(subscription, milestone) if subscription else None
            if due:
                yield due

    def _due(self, subscription: Subscription, milestone: Milestone) -> Due | None:
        if milestone.day < subscription.since:
            return None
        tiers = subscription.tiers_for(milestone.kind)
        come = reached(milestone.day, tiers, self.today, self._is_working)
        if not come:
            return None
        chat = subscription.chat
        keys = [
            LedgerKey(milestone.agreement_id, milestone.kind, milestone.day, tier, chat)
            for tier, _ in come
        ]
        nearest = keys[-1]
        if self._is_known(nearest) or self._is_muted(milestone, chat):
            return None
        settles = tuple(key for key in keys if not self._is_known(key))
        return Due(subscription, milestone, nearest.tier, settles)

    def next_told(self, subscription: Subscription, milestone: Milestone) -> date | None:
        """Return the day on which a chat is told of a milestone next, None after the last."""
        tiers = subscription.tiers_for(milestone.kind)
        days = sorted(told_on(milestone.day, tier, self._is_working) for tier in tiers)
        return next((day for day in days if day > self.today), None)


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
