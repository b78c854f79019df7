"""What the handlers work with, and how to reach Telegram; put together by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.access import Access
from bot.agreements.text import Language
from bot.agreements.tiers import IsWorkingDay, weekdays_only
from bot.people.second_pair import SecondPair
from bot.register import AgreementRegister
from bot.secret import Secret
from bot.store import KeptFiles, MemoryFiles, Store
from bot.tally import Tally


@dataclass(frozen=True, slots=True)
class Desk:
    """What the handlers work with; `unanswered_days`: how long questions are kept."""

    store: Store
    register: AgreementRegister
    access: Access
    clock: Callable[[], datetime]
    time_zone: ZoneInfo
    language: Language = "en"
    is_working_day: IsWorkingDay = weekdays_only
    tally: Tally = field(default_factory=Tally)
    unanswered_days: int = 180
    second_pair: SecondPair = SecondPair.OFF
    files: KeptFiles = field(default_factory=MemoryFiles)

    def today(self) -> date:
        """Return the day it is in the office."""
        return self.clock().astimezone(self.time_zone).date()


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """Where Telegram pushes updates to: the public address, its secret, the port behind it."""

    url: str
    secret: Secret
    port: int


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach Telegram: the token, and another server's address where one is used."""

    token: Secret
    api_address: str = ""
    #: None: updates are asked for by polling.
    webhook: WebhookAddress | None = None
    #: Whether questions may be typed after the bot's name in any chat.
    inline: bool = False
