"""What a round of reminding asks of a front end, and what it hears back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Protocol

from bot.agreements.agreement import Agreement
from bot.reminders.ledger import Awaited, Doubt, Snooze
from bot.reminders.overdue import Overdue
from bot.reminders.planning import Due
from bot.reminders.subscriptions import Audience, Subscription
from bot.search.day_view import DayView


class Fate(Enum):
    """What became of a message."""

    SENT = auto()
    NOT_SENT = auto()
    UNCERTAIN = auto()
    CHAT_GONE = auto()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message's fate, and its id when it was sent.

    `reason`: why a chat is gone. `chat`: the chat's key now, when it moved on the way.
    """

    fate: Fate
    message_id: int | None = None
    reason: str = ""
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Weekly:
    """The weekly line: that the register was checked, so that silence is never taken for health.

    `coming`: what must be decided within the nearest tiers, with the day, in its order.
    """

    checked: int
    without_end: int
    coming: tuple[tuple[Agreement, date], ...]
    overdue: tuple[Overdue, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """Reminders of a chat that nobody answered within some working days."""

    subscription: Subscription
    unanswered: tuple[Awaited, ...]
    working_days: int


class Deliverer(Protocol):
    """What a front end does for a round."""

    async def reminder(
        self, subscription: Subscription, due: tuple[Due, ...], view: DayView
    ) -> Delivery:
        """Send one reminder, or one digest of far dates."""

    async def weekly(self, audience: Audience, weekly: Weekly, view: DayView) -> Delivery:
        """Send the weekly line."""

    async def again(self, snooze: Snooze, view: DayView) -> Delivery:
        """Tell somebody again in private of what they put off."""

    async def escalation(self, escalation: Escalation, view: DayView) -> Delivery:
        """Tell that nobody answered."""

    async def doubtful(self, doubt: Doubt) -> bool:
        """Ask the administrators about a message that may not have arrived; whether one was."""

    async def gone(self, subscription: Subscription, reason: str) -> None:
        """Tell the administrators that a chat cannot be reached any more."""
