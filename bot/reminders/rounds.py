"""One round of reminding: plan, and tell each chat what is due; may be run as often as one likes.

A round is run each hour, and at once when the register or a subscription changed: no timer waits
for a date, so none can be missed. That nothing is told twice is the business of `Telling`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.agreements.tiers import IsWorkingDay
from bot.filing import AGREEMENTS
from bot.reminders.book import ReminderBook
from bot.reminders.coverage import Coverage
from bot.reminders.delivering import Deliverer, Delivery
from bot.reminders.follow_up import FollowUp
from bot.reminders.ledger import ANSWERS
from bot.reminders.planning import Due, MaySee, Planner, messages, seen_in
from bot.reminders.subscriptions import (
    SUBSCRIPTIONS,
    Audience,
    Subscription,
    audiences,
    is_awake,
)
from bot.reminders.telling import Telling
from bot.reminders.weekly import weekly_key, weekly_of
from bot.reminders.wishes import IsAdmitted, Wishes
from bot.search.day_view import DayView
from bot.search.holdings import Allowed, Holdings
from bot.store import Changes

_log = logging.getLogger(__name__)
ViewOn = Callable[[date], DayView]
#: Chats that are served at the same time; the pace within each and over all is the sender's.
CHATS_AT_ONCE = 100
ROUND_EVERY = timedelta(hours=1)
#: What could not be sent is tried again after this.
RETRY_AFTER = timedelta(minutes=5)
#: A round gives other work a turn after so many agreements.
BREATH = 200


class Rounds:
    """Runs rounds of reminding over all subscriptions."""

    def __init__(
        self,
        book: ReminderBook,
        wishes: Wishes,
        view_on: ViewOn,
        may_see: MaySee,
        is_admitted: IsAdmitted,
        deliverer: Deliverer,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        is_working: IsWorkingDay,
    ) -> None:
        self._book = book
        self._wishes = wishes
        self._view_on = view_on
        self._may_see = may_see
        self._is_admitted = is_admitted
        self._deliverer = deliverer
        self._clock = clock
        self._zone = zone
        self._is_working = is_working
        self._stopping = False
        self._has_begun = False
        self._next: datetime | None = None
        self._planners: dict[tuple[date, Holdings], Planner] = {}
        self._coverage = Coverage()
        self._running = asyncio.Lock()
        self._telling = Telling(book, wishes, deliverer, self._retry, self._at_once)
        self._follow_up = FollowUp(book, self._telling, deliverer, zone, lambda: self._stopping)

    def stop(self) -> None:
        """Begin no further message; what is under way is finished."""
        self._stopping = True

    def follow(self, changes: Changes) -> None:
        """Run a round soon when what it depends on has changed."""
        depends_on = {AGREEMENTS.name, SUBSCRIPTIONS.name, ANSWERS.name}
        if depends_on & changes.by_collection.keys():
            self._at_once()

    def _at_once(self) -> None:
        self._next = None

    def _retry(self) -> None:
        self._next = self._clock() + RETRY_AFTER

    async def tick(self) -> None:
        """Run a round when one is due: safe at any time, as often as one likes."""
        async with self._running:
            if not self._has_begun:
                await self._book.doubt_unsettled()
                self._has_begun = True
            await self._telling.report_doubts(lambda: self._stopping)
            now = self._clock()
            # A clock that was set back must not put the next round off for longer than an hour.
            if self._next is not None and self._next - ROUND_EVERY <= now < self._next:
                return
            self._next = _next_full_hour(now)
            await self._round()

    async def _round(self) -> None:
        gate = asyncio.Semaphore(CHATS_AT_ONCE)

        async def serve(audience: Audience) -> None:
            async with gate:
                now = self.local_now(audience.first)
                if self._stopping or not is_awake(audience.first, now):
                    return
                try:
                    await self._serve(audience, await self._prepared(now.date(), audience))
                except Exception:  # noqa: BLE001  one chat's trouble is not the others'
                    _log.exception("reminding chat %s failed", audience.first.chat)
                    self._retry()

        self._planners.clear()
        for resting in await self._wishes.settle_admission(self._is_admitted):
            await self._deliverer.gone(resting, resting.inactive)
        await asyncio.gather(*(serve(audience) for audience in audiences(self._wishes.all())))
        await self._follow_up.tell_snoozed(self._clock(), self._view_on)
        await self._book.prune(self._clock().date())

    async def _prepared(self, today: date, audience: Audience) -> Planner:
        """Return the planner of a day, shared by all chats whose day it is and who see as much."""
        planner = self.planner(today, seen_in(audience, self._may_see))
        planner = self._planners.setdefault((today, planner.view.holdings), planner)
        for _ in iter(lambda: planner.prepare(BREATH), True):
            await asyncio.sleep(0)
        return planner

    def planner(self, today: date, allowed: Allowed) -> Planner:
        """Return what plans a day from what may be shown, as if nothing else were on record."""
        return Planner(
            self._view_on(today).seen_by(allowed),
            self._is_working,
            self._book.is_known,
            self._book.is_muted,
            self._may_see,
            self._coverage,
        )

    def local_now(self, subscription: Subscription) -> datetime:
        """Return the moment in a chat's own time zone."""
        zone = ZoneInfo(subscription.time_zone) if subscription.time_zone else self._zone
        return self._clock().astimezone(zone)

    async def _serve(self, audience: Audience, planner: Planner) -> None:
        """Tell one chat all it has to be told now."""
        for planned in messages(planner.due(audience)):
            if self._stopping:
                return
            # Dates may have been changed while others were told.
            message = tuple(item for item in planned if planner.still_stands(item))
            if not message:
                continue
            keys = [key for item in message for key in item.settles]

            async def send(message: tuple[Due, ...] = message) -> Delivery:
                subscription = message[0].subscription
                return await self._deliverer.reminder(subscription, message, planner.view)

            if not await self._telling.to_subscriber(audience.first, keys, send):
                return
        await self._weekly(audience, planner)
        await self._follow_up.escalate(audience, planner)

    async def _weekly(self, audience: Audience, planner: Planner) -> None:
        key = weekly_key(audience, planner)
        if key is None or self._stopping or self._book.is_known(key):
            return
        weekly = weekly_of(audience, planner)

        async def send() -> Delivery:
            return await self._deliverer.weekly(audience, weekly, planner.view)

        await self._telling.to_subscriber(audience.first, [key], send)


def _next_full_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + ROUND_EVERY
