"""What would be told on the days of a period, without telling anybody; the days are arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.agreements.tiers import IsWorkingDay
from bot.reminders.coverage import Coverage
from bot.reminders.delivering import Weekly
from bot.reminders.ledger import LedgerKey
from bot.reminders.planning import Due, IsKnown, IsMuted, MaySee, Planner, messages, seen_in
from bot.reminders.subscriptions import Audience
from bot.reminders.weekly import weekly_key, weekly_of
from bot.search.day_view import DayView


@dataclass(frozen=True, slots=True)
class Told:
    """A message that a chat would get: one date, a digest of several, or the weekly line.

    `view`: the register of that day as the chat may see it, from which it is written.
    """

    day: date
    audience: Audience
    view: DayView
    due: tuple[Due, ...] = ()
    weekly: Weekly | None = None


class Preview:
    """Plays the days of a period, remembering what the days before would have told."""

    def __init__(
        self,
        view_on: Callable[[date], DayView],
        is_working: IsWorkingDay,
        is_known: IsKnown,
        is_muted: IsMuted,
        may_see: MaySee,
    ) -> None:
        self._view_on = view_on
        self._is_working = is_working
        self._is_known = is_known
        self._is_muted = is_muted
        self._may_see = may_see
        self._told: set[LedgerKey] = set()
        self._coverage = Coverage()

    def days(self, first: date, last: date, audiences: Iterable[Audience]) -> Iterator[Told]:
        """Yield the messages of each day from `first` to `last`, day by day, chat by chat."""
        chats = list(audiences)
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            whole = self._view_on(day)
            planners: dict[DayView, Planner] = {}
            for audience in chats:
                view = whole.seen_by(seen_in(audience, self._may_see))
                if view not in planners:
                    planners[view] = self._planner(view)
                yield from self._day(planners[view], audience)

    def _planner(self, view: DayView) -> Planner:
        return Planner(
            view, self._is_working, self._known, self._is_muted, self._may_see, self._coverage
        )

    def _known(self, key: LedgerKey) -> bool:
        return key in self._told or self._is_known(key)

    def _day(self, planner: Planner, audience: Audience) -> Iterator[Told]:
        due = planner.due(audience)
        for message in messages(due):
            self._told.update(key for item in message for key in item.settles)
            yield Told(planner.today, audience, planner.view, message)
        key = weekly_key(audience, planner)
        if key and not self._known(key):
            self._told.add(key)
            weekly = weekly_of(audience, planner)
            yield Told(planner.today, audience, planner.view, weekly=weekly)
