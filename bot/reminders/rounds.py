"""One round of reminding: plan, claim, deliver, settle; may be run as often as one likes.

The claim is on the disk before a message leaves, and settled after. So a crash in between leaves
a row that a person is asked about; it is never sent twice blindly, and nothing is forgotten.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.agreements.agreement import Agreement
from bot.agreements.tiers import SINGLE_FROM, IsWorkingDay, working_days_between
from bot.reminders.book import Claim, ReminderBook
from bot.reminders.ledger import LedgerKey, LedgerRow, State, chat_key, milestone_key
from bot.reminders.planning import Due, Planner, messages
from bot.reminders.subscriptions import Subscription, is_awake
from bot.search.day_view import DayView
from bot.search.filters import is_missing

_log = logging.getLogger(__name__)
#: Chats that are served at the same time; the pace within each is the sender's.
CHATS_AT_ONCE = 50
WEEKLY_WEEKDAY = 0
WEEKLY = "weekly"
ESCALATION = "escalation"
#: After so many working days without an answer somebody else is told.
PATIENCE_IN_WORKING_DAYS = 5
#: A round gives other work a turn after so many agreements.
BREATH = 200


class Fate(Enum):
    """What became of a message."""

    SENT = auto()
    NOT_SENT = auto()
    UNCERTAIN = auto()
    CHAT_GONE = auto()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message's fate, its id when it was sent, and why a chat is gone."""

    fate: Fate
    message_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Weekly:
    """The weekly line: that the register was checked, so that silence is never taken for health."""

    checked: int
    without_end: int
    coming: tuple[tuple[Agreement, date], ...]
    overdue: tuple[tuple[Agreement, date], ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """A reminder that nobody answered: where it was sent, and when."""

    row: LedgerRow
    subscription: Subscription
    working_days: int


class Deliverer:
    """What a front end does for a round."""

    async def reminder(self, subscription: Subscription, due: tuple[Due, ...]) -> Delivery:
        """Send one reminder, or one digest of far dates."""
        raise NotImplementedError

    async def weekly(self, subscription: Subscription, weekly: Weekly) -> Delivery:
        """Send the weekly line."""
        raise NotImplementedError

    async def escalation(self, escalation: Escalation) -> Delivery:
        """Tell that nobody answered."""
        raise NotImplementedError

    async def doubtful(self, rows: list[LedgerRow]) -> None:
        """Tell the administrators what may or may not have been sent."""
        raise NotImplementedError

    async def gone(self, subscription: Subscription, reason: str) -> None:
        """Tell the administrators that a chat cannot be reached any more."""
        raise NotImplementedError


ViewOn = Callable[[date], DayView]
MaySee = Callable[[Subscription, Agreement], bool]


class Rounds:
    """Runs rounds of reminding over all subscriptions."""

    def __init__(
        self,
        book: ReminderBook,
        view_on: ViewOn,
        may_see: MaySee,
        deliverer: Deliverer,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        is_working: IsWorkingDay,
    ) -> None:
        self._book = book
        self._view_on = view_on
        self._may_see = may_see
        self._deliverer = deliverer
        self._clock = clock
        self._zone = zone
        self._is_working = is_working
        self._stopping = False
        self._settled_start = False
        self._running = asyncio.Lock()

    def stop(self) -> None:
        """Begin no further message; what is under way is finished."""
        self._stopping = True

    async def tick(self) -> None:
        """Run a round: safe at any time, as often as one likes; nothing is told twice."""
        async with self._running:
            if not self._settled_start:
                doubtful = await self._book.doubt_unsettled()
                if doubtful:
                    await self._deliverer.doubtful(doubtful)
                self._settled_start = True
            await self._round()

    async def _round(self) -> None:
        by_chat: dict[int, list[Subscription]] = {}
        for subscription in self._book.subscriptions():
            if not subscription.inactive:
                by_chat.setdefault(subscription.chat_id, []).append(subscription)
        gate = asyncio.Semaphore(CHATS_AT_ONCE)
        planners: dict[date, Planner] = {}
        await asyncio.gather(
            *(self._chat(subscriptions, planners, gate) for subscriptions in by_chat.values())
        )
        await self._escalate()

    async def _chat(
        self,
        subscriptions: list[Subscription],
        planners: dict[date, Planner],
        gate: asyncio.Semaphore,
    ) -> None:
        async with gate:
            for subscription in subscriptions:
                local = self._local_now(subscription)
                if self._stopping or not is_awake(subscription, local):
                    continue
                planner = planners.setdefault(local.date(), self._planner(local.date()))
                if not await self._subscription(subscription, planner):
                    return

    def _local_now(self, subscription: Subscription) -> datetime:
        zone = ZoneInfo(subscription.time_zone) if subscription.time_zone else self._zone
        return self._clock().astimezone(zone)

    def _planner(self, today: date) -> Planner:
        view = self._view_on(today)
        return Planner(view, self._is_working, self._book.is_known, self._book.is_muted)

    async def _subscription(self, subscription: Subscription, planner: Planner) -> bool:
        """Tell a subscription what is due; returns whether its chat is still there."""
        agreements = list(planner.view.holdings)
        due: list[Due] = []
        for start in range(0, len(agreements), BREATH):
            part = agreements[start : start + BREATH]
            due.extend(planner.due(subscription, part, self._may_see))
            await asyncio.sleep(0)
        for message in messages(sorted(due, key=lambda d: d.milestone.day)):
            if self._stopping:
                return True
            keys = [key for item in message for key in item.settles]

            async def send(message: tuple[Due, ...] = message) -> Delivery:
                return await self._deliverer.reminder(subscription, message)

            if not await self._claimed(subscription, keys, send):
                return False
        return await self._weekly(subscription, planner, agreements)

    async def _claimed(
        self,
        subscription: Subscription,
        keys: Iterable[LedgerKey],
        send: Callable[[], Awaitable[Delivery]],
    ) -> bool:
        """Claim, send, settle; returns whether the chat is still there."""
        claim = await self._book.claim(keys)
        if claim is None:
            return True
        delivery = await send()
        await self._settle(claim, delivery)
        if delivery.fate is Fate.CHAT_GONE:
            if await self._book.deactivate(subscription.chat_id, delivery.reason):
                await self._deliverer.gone(subscription, delivery.reason)
            return False
        return True

    async def _settle(self, claim: Claim, delivery: Delivery) -> None:
        states = {
            Fate.SENT: State.SENT,
            Fate.NOT_SENT: State.FAILED,
            Fate.UNCERTAIN: State.UNCERTAIN,
            Fate.CHAT_GONE: State.FAILED,
        }
        state = states[delivery.fate]
        await self._book.settle(claim, state, delivery.message_id)
        if state is State.UNCERTAIN:
            rows = [LedgerRow(k, state, self._clock(), claim.batch) for k in claim.keys]
            await self._deliverer.doubtful(rows)

    # -- the weekly line and unanswered reminders --------------------------------------------------

    async def _weekly(
        self, subscription: Subscription, planner: Planner, agreements: list[Agreement]
    ) -> bool:
        today = planner.today
        monday = today - timedelta(days=(today.weekday() - WEEKLY_WEEKDAY) % 7)
        if monday < subscription.since or self._stopping:
            return True
        chat = chat_key(subscription.chat_id, subscription.thread_id)
        key = LedgerKey("*", WEEKLY, monday, -1, chat)
        if self._book.is_known(key):
            return True
        weekly = weekly_line(subscription, planner, agreements, self._may_see)

        async def send() -> Delivery:
            return await self._deliverer.weekly(subscription, weekly)

        return await self._claimed(subscription, [key], send)

    async def _escalate(self) -> None:
        answered = {given.key for given in self._book.answers()}
        by_chat = {
            chat_key(s.chat_id, s.thread_id): s
            for s in self._book.subscriptions()
            if not s.inactive
        }
        for row in list(self._book.rows()):
            subscription = by_chat.get(row.key.chat)
            if self._stopping or subscription is None or not _wants_answer(row):
                continue
            about = milestone_key(row.key.agreement_id, row.key.kind, row.key.day, row.key.chat)
            today = self._local_now(subscription).date()
            waited = working_days_between(row.at.date(), today, self._is_working)
            if about in answered or waited < PATIENCE_IN_WORKING_DAYS:
                continue
            kind = f"{ESCALATION}:{row.key.kind}"
            key = LedgerKey(row.key.agreement_id, kind, row.key.day, -1, row.key.chat)
            if self._book.is_known(key):
                continue
            escalation = Escalation(row, subscription, waited)

            async def send(escalation: Escalation = escalation) -> Delivery:
                return await self._deliverer.escalation(escalation)

            claim = await self._book.claim([key])
            if claim is not None:
                await self._settle(claim, await send())


def _wants_answer(row: LedgerRow) -> bool:
    return row.state is State.SENT and 0 <= row.key.tier <= SINGLE_FROM


def weekly_line(
    subscription: Subscription, planner: Planner, agreements: list[Agreement], may_see: MaySee
) -> Weekly:
    """Return what the weekly line of a subscription tells."""
    index = planner.view.holdings.index
    wanted = [
        a
        for a in agreements
        if may_see(subscription, a) and subscription.interest.covers(a, index.features_of(a.id))
    ]
    today = planner.today
    coming: list[tuple[Agreement, date]] = []
    overdue: list[tuple[Agreement, date]] = []
    without_end = 0
    for agreement in wanted:
        facts = planner.view.facts(agreement)
        without_end += is_missing(agreement, "expires", planner.view)
        decide_by = facts.deadlines.decide_by
        end = facts.end
        if not decide_by or not end or end.latest < today:
            continue
        if decide_by.earliest < today:
            overdue.append((agreement, decide_by.earliest))
        elif (decide_by.earliest - today).days <= SINGLE_FROM:
            coming.append((agreement, decide_by.earliest))
    by_day = sorted(coming, key=lambda row: row[1]), sorted(overdue, key=lambda row: row[1])
    return Weekly(len(wanted), without_end, tuple(by_day[0]), tuple(by_day[1]))
