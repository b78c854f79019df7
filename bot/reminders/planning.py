"""What has to be told to whom now: a pure function of register, subscriptions, ledger and day.

Due is what was reached and is not in the ledger. Several tiers missed together become one
message, the same for a chat that joins late. What passed before a chat subscribed is not its
business any more: it stands in the weekly digest, not in a reminder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.milestones import Milestone, milestones_of
from bot.agreements.tiers import SINGLE_FROM, IsWorkingDay, reached
from bot.reminders.ledger import LedgerKey, chat_key
from bot.reminders.subscriptions import Subscription
from bot.search.day_view import DayView

IsKnown = Callable[[LedgerKey], bool]
IsMuted = Callable[[Milestone, str], bool]
MaySee = Callable[[Subscription, Agreement], bool]


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
        return self.tier > SINGLE_FROM


class Planner:
    """Works out what is due on one day."""

    def __init__(
        self, view: DayView, is_working: IsWorkingDay, is_known: IsKnown, is_muted: IsMuted
    ) -> None:
        self.view = view
        self.today = view.today
        self._is_working = is_working
        self._is_known = is_known
        self._is_muted = is_muted
        self._milestones: dict[str, tuple[Milestone, ...]] = {}

    def milestones(self, agreement: Agreement) -> tuple[Milestone, ...]:
        """Return the milestones of an agreement on this day."""
        known = self._milestones.get(agreement.id)
        if known is None:
            facts = self.view.facts(agreement)
            known = tuple(milestones_of(agreement, facts.status, facts.deadlines))
            self._milestones[agreement.id] = known
        return known

    def due(
        self, subscription: Subscription, agreements: Iterable[Agreement], may_see: MaySee
    ) -> Iterator[Due]:
        """Yield what a chat has to be told, in the order of the dates."""
        index = self.view.holdings.index
        found: list[Due] = []
        for agreement in agreements:
            if not self.milestones(agreement) or not may_see(subscription, agreement):
                continue
            if not subscription.interest.covers(agreement, index.features_of(agreement.id)):
                continue
            for milestone in self.milestones(agreement):
                due = self._due(subscription, milestone)
                if due:
                    found.append(due)
        yield from sorted(found, key=lambda d: (d.milestone.day, d.milestone.agreement_id))

    def _due(self, subscription: Subscription, milestone: Milestone) -> Due | None:
        if milestone.day < subscription.since:
            return None
        tiers = subscription.tiers_for(milestone.kind)
        come = reached(milestone.day, tiers, self.today, self._is_working)
        if not come:
            return None
        chat = chat_key(subscription.chat_id, subscription.thread_id)
        keys = [
            LedgerKey(milestone.agreement_id, milestone.kind, milestone.day, tier, chat)
            for tier, _ in come
        ]
        nearest = keys[-1]
        if self._is_known(nearest) or self._is_muted(milestone, chat):
            return None
        settles = tuple(key for key in keys if not self._is_known(key))
        return Due(subscription, milestone, nearest.tier, settles)


def messages(due: Iterable[Due]) -> Iterator[tuple[Due, ...]]:
    """Group what a chat is told into messages: near dates singly, far ones in one digest."""
    far: list[Due] = []
    for item in due:
        if item.is_far:
            far.append(item)
        else:
            yield (item,)
    if far:
        yield tuple(far)


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
