"""What follows a reminder: telling again who put it off, and somebody else when nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.agreements.tiers import working_days_between
from bot.reminders.book import ReminderBook
from bot.reminders.delivering import Deliverer, Delivery, Escalation, Fate
from bot.reminders.ledger import Awaited, LedgerKey, Snooze
from bot.reminders.planning import Planner
from bot.reminders.subscriptions import DEFAULT_HOUR, QUIET_FROM, Audience, Subscription
from bot.reminders.telling import Telling
from bot.search.day_view import DayView


@dataclass(frozen=True, slots=True)
class _Late:
    """A reminder that nobody answered in time, and the subscription that says whom to tell."""

    awaited: Awaited
    subscription: Subscription


class FollowUp:
    """Follows up what was told; both parts may be run as often as one likes."""

    def __init__(
        self,
        book: ReminderBook,
        telling: Telling,
        deliverer: Deliverer,
        zone: ZoneInfo,
        is_stopping: Callable[[], bool],
    ) -> None:
        self._book = book
        self._telling = telling
        self._deliverer = deliverer
        self._zone = zone
        self._is_stopping = is_stopping

    async def tell_snoozed(self, now: datetime, view_on: Callable[[date], DayView]) -> None:
        """Tell again, in private, those who put something off until today."""
        local = now.astimezone(self._zone)
        if not DEFAULT_HOUR <= local.hour < QUIET_FROM:
            return
        for snooze in self._book.snoozes():
            if not self._is_stopping() and snooze.until <= local.date():
                await self._again(snooze, view_on(local.date()))

    async def _again(self, snooze: Snooze, view: DayView) -> None:
        kind = f"snooze:{snooze.kind}:{snooze.user_id}"
        key = LedgerKey(snooze.agreement_id, kind, snooze.until, -1, str(snooze.user_id))
        delivery = await self._telling.told([key], lambda: self._deliverer.again(snooze, view))
        is_over = delivery is not None and delivery.fate in (Fate.SENT, Fate.CHAT_GONE)
        # What may have been told stays put off until a person says whether it arrived.
        if is_over or self._book.is_sent(key):
            await self._book.end_snooze(snooze)

    async def escalate(self, audience: Audience, planner: Planner) -> None:
        """Tell somebody else of what a chat has not answered: one message to each."""
        mine = [a for a in self._book.awaited() if a.chat == audience.first.chat]
        moot = [a for a in mine if not self._is_open(a, audience, planner)]
        if moot:
            await self._book.stop_waiting(moot)
        by_recipient: dict[int | None, list[_Late]] = {}
        for awaited in mine:
            late = self._late(awaited, audience, planner)
            if late:
                by_recipient.setdefault(late.subscription.escalate_to, []).append(late)
        for late_ones in by_recipient.values():
            if not self._is_stopping():
                await self._told(late_ones, planner)

    def _is_open(self, awaited: Awaited, audience: Audience, planner: Planner) -> bool:
        """Return whether an answer still makes sense: the date stands, the chat wants to know."""
        agreement = planner.view.holdings.get(awaited.agreement_id)
        if agreement is None or planner.wanted(audience, agreement) is None:
            return False
        return planner.stands(awaited.agreement_id, awaited.kind, awaited.day)

    def _late(self, awaited: Awaited, audience: Audience, planner: Planner) -> _Late | None:
        agreement = planner.view.holdings.get(awaited.agreement_id)
        subscription = planner.wanted(audience, agreement) if agreement else None
        if subscription is None or not self._is_open(awaited, audience, planner):
            return None
        since = self.local_day(awaited.since, subscription)
        rule = planner.working_days_of(subscription)
        waited = working_days_between(since, planner.today, rule)
        return _Late(awaited, subscription) if waited >= subscription.patience else None

    def local_day(self, moment: datetime, subscription: Subscription) -> date:
        """Return the day a moment falls on where the chat is."""
        zone = ZoneInfo(subscription.time_zone) if subscription.time_zone else self._zone
        return moment.astimezone(zone).date()

    async def _told(self, late: list[_Late], planner: Planner) -> None:
        """Tell what was not told yet; what may have been waits until a person knows."""
        subscription = late[0].subscription
        awaited = [item.awaited for item in late]
        untold = tuple(a for a in awaited if not self._book.is_known(escalation_key(a)))
        escalation = Escalation(subscription, untold, subscription.patience)

        async def send() -> Delivery:
            return await self._deliverer.escalation(escalation, planner.view)

        if untold:
            await self._telling.told(map(escalation_key, untold), send)
        sent = [item for item in awaited if self._book.is_sent(escalation_key(item))]
        if sent:
            await self._book.stop_waiting(sent)


def escalation_key(awaited: Awaited) -> LedgerKey:
    """Return what stands in the ledger for telling that a reminder was not answered."""
    kind = f"unanswered:{awaited.kind}"
    return LedgerKey(awaited.agreement_id, kind, awaited.day, -1, awaited.chat)
