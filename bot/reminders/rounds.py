"""One round of reminding: plan, claim, deliver, settle; may be run as often as one likes.

The claim is on the disk before a message leaves, and settled after. So a crash in between leaves
a row that a person is asked about; it is never sent twice blindly, and nothing is forgotten.
A round is run each hour, and at once when the register or a subscription changed: no timer waits
for a date, so none can be missed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.agreements.tiers import IsWorkingDay, working_days_between
from bot.filing import AGREEMENTS
from bot.reminders.book import Claim, ReminderBook
from bot.reminders.delivering import Deliverer, Delivery, Escalation, Fate
from bot.reminders.ledger import ANSWERS, Awaited, LedgerKey, State
from bot.reminders.planning import Due, MaySee, Planner, messages
from bot.reminders.subscriptions import (
    SUBSCRIPTIONS,
    Audience,
    Subscription,
    audiences,
    is_awake,
)
from bot.reminders.weekly import weekly_of
from bot.reminders.wishes import Wishes
from bot.search.day_view import DayView
from bot.store import Changes

_log = logging.getLogger(__name__)
ViewOn = Callable[[date], DayView]
#: Chats that are served at the same time; the pace within each is the sender's.
CHATS_AT_ONCE = 50
ROUND_EVERY = timedelta(hours=1)
#: What could not be sent is tried again after this.
RETRY_AFTER = timedelta(minutes=5)
WEEKLY_WEEKDAY = 0
#: After so many working days without an answer somebody else is told.
PATIENCE_IN_WORKING_DAYS = 5
#: A round gives other work a turn after so many agreements.
BREATH = 200
_STATES = {
    Fate.SENT: State.SENT,
    Fate.NOT_SENT: State.FAILED,
    Fate.UNCERTAIN: State.UNCERTAIN,
    Fate.CHAT_GONE: State.FAILED,
}


class Rounds:
    """Runs rounds of reminding over all subscriptions."""

    def __init__(
        self,
        book: ReminderBook,
        wishes: Wishes,
        view_on: ViewOn,
        may_see: MaySee,
        deliverer: Deliverer,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        is_working: IsWorkingDay,
    ) -> None:
        self._book = book
        self._wishes = wishes
        self._view_on = view_on
        self._may_see = may_see
        self._deliverer = deliverer
        self._clock = clock
        self._zone = zone
        self._is_working = is_working
        self._stopping = False
        self._has_begun = False
        self._next: datetime | None = None
        self._planners: dict[date, Planner] = {}
        self._running = asyncio.Lock()

    def stop(self) -> None:
        """Begin no further message; what is under way is finished."""
        self._stopping = True

    def follow(self, changes: Changes) -> None:
        """Run a round soon when what it depends on has changed."""
        depends_on = {AGREEMENTS.name, SUBSCRIPTIONS.name, ANSWERS.name}
        if depends_on & changes.by_collection.keys():
            self._next = None

    async def tick(self) -> None:
        """Run a round when one is due: safe at any time, as often as one likes."""
        async with self._running:
            if not self._has_begun:
                await self._book.doubt_unsettled()
                self._has_begun = True
            await self._report_doubts()
            now = self._clock()
            # A clock that was set back must not put the next round off for longer than an hour.
            if self._next is not None and self._next - ROUND_EVERY <= now < self._next:
                return
            self._next = _next_full_hour(now)
            await self._round()

    async def _report_doubts(self) -> None:
        """Ask a person about what may not have arrived, until somebody has been asked."""
        for doubt in self._book.unreported():
            if not self._stopping and await self._deliverer.doubtful(doubt):
                await self._book.reported(doubt)

    async def _round(self) -> None:
        gate = asyncio.Semaphore(CHATS_AT_ONCE)

        async def serve(audience: Audience) -> None:
            async with gate:
                now = self.local_now(audience.first)
                if self._stopping or not is_awake(audience.first, now):
                    return
                try:
                    await self._serve(audience, await self._prepared(now.date()))
                except Exception:  # noqa: BLE001  one chat's trouble is not the others'
                    _log.exception("reminding chat %s failed", audience.first.chat)
                    self._retry()

        self._planners.clear()
        await asyncio.gather(*(serve(audience) for audience in audiences(self._wishes.all())))
        await self._snoozed()
        await self._escalate()
        await self._book.prune(self._clock().date())

    async def _prepared(self, today: date) -> Planner:
        """Return the planner of a day, shared by all chats whose day it is."""
        if today not in self._planners:
            self._planners[today] = self.planner(today)
        planner = self._planners[today]
        for _ in iter(lambda: planner.prepare(BREATH), True):
            await asyncio.sleep(0)
        return planner

    def planner(self, today: date) -> Planner:
        """Return what plans a day."""
        return Planner(
            self._view_on(today),
            self._is_working,
            self._book.is_known,
            self._book.is_muted,
            self._may_see,
        )

    def local_now(self, subscription: Subscription) -> datetime:
        """Return the moment in a chat's own time zone."""
        zone = ZoneInfo(subscription.time_zone) if subscription.time_zone else self._zone
        return self._clock().astimezone(zone)

    def _retry(self) -> None:
        self._next = self._clock() + RETRY_AFTER

    async def _serve(self, audience: Audience, planner: Planner) -> None:
        """Tell one chat all it has to be told now."""
        for message in messages(planner.due(audience)):
            if self._stopping:
                return
            keys = [key for item in message for key in item.settles]

            async def send(message: tuple[Due, ...] = message) -> Delivery:
                subscription = message[0].subscription
                return await self._deliverer.reminder(subscription, message, planner.view)

            if not await self._claimed(audience.first, keys, send):
                return
        await self._weekly(audience, planner)

    async def _claimed(
        self,
        subscription: Subscription,
        keys: Iterable[LedgerKey],
        send: Callable[[], Awaitable[Delivery]],
    ) -> bool:
        """Claim, send, settle; returns whether the chat can be told more in this round."""
        claim = await self._book.claim(keys)
        if claim is None:
            return True
        try:
            delivery = await send()
        except Exception:
            # Whatever broke, it broke while sending: whether the chat was told is not known.
            await self._settle(claim, Delivery(Fate.UNCERTAIN))
            raise
        await self._settle(claim, delivery)
        if delivery.fate is Fate.CHAT_GONE:
            if await self._wishes.deactivate(subscription.chat_id, delivery.reason):
                await self._deliverer.gone(subscription, delivery.reason)
            return False
        # A chat that moved is served under its new key from the next round on.
        return not delivery.chat and delivery.fate is not Fate.NOT_SENT

    async def _settle(self, claim: Claim, delivery: Delivery) -> None:
        if delivery.chat:
            claim = claim.in_chat(delivery.chat)
            self._next = None
        state = _STATES[delivery.fate]
        await self._book.settle(claim, state, delivery.message_id)
        if state is State.UNCERTAIN:
            await self._report_doubts()
        if delivery.fate is Fate.NOT_SENT:
            self._retry()

    # -- the weekly line, what was put off, what nobody answered -----------------------------------

    async def _weekly(self, audience: Audience, planner: Planner) -> None:
        today = planner.today
        monday = today - timedelta(days=(today.weekday() - WEEKLY_WEEKDAY) % 7)
        first = min(s.since for s in audience.subscriptions)
        key = LedgerKey("*", "weekly", monday, -1, audience.first.chat)
        if monday < first or self._stopping or self._book.is_known(key):
            return
        weekly = weekly_of(audience, planner)

        async def send() -> Delivery:
            return await self._deliverer.weekly(audience, weekly, planner.view)

        await self._claimed(audience.first, [key], send)

    async def _snoozed(self) -> None:
        today = self._clock().astimezone(self._zone)
        for snooze in self._book.snoozes():
            if self._stopping or snooze.until > today.date() or today.hour < 9:
                continue
            kind = f"snooze:{snooze.kind}:{snooze.user_id}"
            key = LedgerKey(snooze.agreement_id, kind, snooze.until, -1, str(snooze.user_id))
            claim = await self._book.claim([key])
            if claim is not None:
                delivery = await self._deliverer.again(snooze, self._view_today())
                await self._settle(claim, delivery)
                if delivery.fate is Fate.NOT_SENT:
                    continue
            await self._book.end_snooze(snooze)

    async def _escalate(self) -> None:
        """Tell of what nobody answered: one message a chat."""
        for audience in audiences(self._wishes.all()):
            subscription = audience.first
            now = self.local_now(subscription)
            mine = [a for a in self._book.awaited() if a.chat == subscription.chat]
            late = [a for a in mine if self._waited(a, now.date()) >= PATIENCE_IN_WORKING_DAYS]
            if self._stopping or not late or not is_awake(subscription, now):
                continue
            escalation = Escalation(subscription, tuple(late), PATIENCE_IN_WORKING_DAYS)
            claim = await self._book.claim(_escalation_key(item) for item in late)
            if claim is not None:
                view = self._view_on(now.date())
                await self._settle(claim, await self._deliverer.escalation(escalation, view))
            told = [item for item in late if self._book.is_known(_escalation_key(item))]
            await self._book.stop_waiting(told)

    def _waited(self, awaited: Awaited, today: date) -> int:
        return working_days_between(awaited.since.date(), today, self._is_working)

    def _view_today(self) -> DayView:
        return self._view_on(self._clock().astimezone(self._zone).date())


def _escalation_key(awaited: Awaited) -> LedgerKey:
    kind = f"unanswered:{awaited.kind}"
    return LedgerKey(awaited.agreement_id, kind, awaited.day, -1, awaited.chat)


def _next_full_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + ROUND_EVERY
