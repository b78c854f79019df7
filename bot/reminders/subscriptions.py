"""Subscriptions: which chat wants to be told about which agreements, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import InstrumentKind
from bot.agreements.milestones import MilestoneKind
from bot.agreements.text import Language
from bot.agreements.tiers import DEFAULT_TIERS, Tiers
from bot.search.features import Features
from bot.search.traits import KIND_FAMILIES
from bot.store import Collection

#: Messages go out from this hour of the chat's own day on, unless set otherwise.
DEFAULT_HOUR = 9
EARLIEST_HOUR, LATEST_HOUR = 6, 20
#: From this hour on nobody is disturbed: what comes up is told the next morning.
QUIET_FROM = 21
#: After so many working days without an answer somebody else is told, unless set otherwise.
DEFAULT_PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Interest:
    """Which agreements: of all parts that are given one must fit; nothing given means all."""

    parties: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    kinds: tuple[InstrumentKind, ...] = ()
    owners: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()

    @property
    def narrowness(self) -> int:
        """How particular it is: 0 wants everything, single agreements are the most particular."""
        parts = (self.parties, self.areas, self.kinds, self.owners)
        return 10 * bool(self.agreements) + sum(map(bool, parts))

    def covers(self, agreement: Agreement, features: Features | None) -> bool:
        """Return whether an agreement is among those wanted."""
        if self.agreements and agreement.id not in self.agreements:
            return False
        held = features.parties if features else frozenset[str]()
        if self.parties and held.isdisjoint(self.parties):
            return False
        about = features.areas.keys() if features else frozenset[str]()
        if self.areas and not set(self.areas) & set(about):
            return False
        if self.owners and agreement.owner.unit.casefold() not in map(str.casefold, self.owners):
            return False
        wide = {k for kind in self.kinds for k in KIND_FAMILIES.get(kind, {kind})}
        return not wide or agreement.kind in wide


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's wish to be told. `since`: the day it began; what was missed before is not told.

    `thread_id`: the forum topic. `tiers`, `notice_tiers`, `expiry_tiers`: days before decide-by,
    notice deadline and expiry in place of the usual ones. `holidays`: whose public holidays count
    in place of the office's. `weekday`: of the weekly line, 0 is Monday. `escalate_to`: the chat
    that is told when nobody answers within `patience` working days; administrators when None.
    `inactive`: why nothing is sent any more (blocked, kicked ...), empty while it is active.
    """

    id: str
    chat_id: int
    thread_id: int | None
    interest: Interest
    language: Language
    since: date
    by: int
    is_private: bool = False
    hour: int = DEFAULT_HOUR
    time_zone: str = ""
    tiers: Tiers = ()
    escalate_to: int | None = None
    inactive: str = ""
    notice_tiers: Tiers = ()
    expiry_tiers: Tiers = ()
    holidays: str = ""
    weekday: int = 0
    patience: int = DEFAULT_PATIENCE

    @property
    def chat(self) -> str:
        """The key of the chat, or of the topic in it."""
        return chat_key(self.chat_id, self.thread_id)

    def tiers_for(self, kind: MilestoneKind) -> Tiers:
        """Return the tiers of a kind of milestone: the chat's own, else the usual ones."""
        own = {
            MilestoneKind.DECIDE_BY: self.tiers,
            MilestoneKind.NOTICE_BY: self.notice_tiers,
            MilestoneKind.EXPIRES: self.expiry_tiers,
        }
        return own.get(kind) or DEFAULT_TIERS[kind]

    @property
    def longest_tiers(self) -> Tiers:
        """The longest of its own tiers, where it has some (days)."""
        return tuple(max(t) for t in (self.tiers, self.notice_tiers, self.expiry_tiers) if t)


def _encode(subscription: Subscription) -> dict[str, Any]:
    interest = subscription.interest
    return {
        "id": subscription.id,
        "chat": subscription.chat_id,
        "thread": subscription.thread_id,
        "parties": list(interest.parties),
        "areas": list(interest.areas),
        "kinds": [kind.value for kind in interest.kinds],
        "owners": list(interest.owners),
        "agreements": list(interest.agreements),
        "language": subscription.language,
        "since": subscription.since.isoformat(),
        "by": subscription.by,
        "private": subscription.is_private,
        "hour": subscription.hour,
        "zone": subscription.time_zone,
        "tiers": list(subscription.tiers),
        "escalate": subscription.escalate_to,
        "inactive": subscription.inactive,
        "notice_tiers": list(subscription.notice_tiers),
        "expiry_tiers": list(subscription.expiry_tiers),
        "holidays": subscription.holidays,
        "weekday": subscription.weekday,
        "patience": subscription.patience,
    }


def _decode(row: Mapping[str, Any]) -> Subscription:
    interest = Interest(
        tuple(row["parties"]),
        tuple(row["areas"]),
        tuple(InstrumentKind(kind) for kind in row["kinds"]),
        tuple(row["owners"]),
        tuple(row["agreements"]),
    )
    return Subscription(
        row["id"],
        row["chat"],
        row["thread"],
        interest,
        row["language"],
        date.fromisoformat(row["since"]),
        row["by"],
        row["private"],
        row["hour"],
        row["zone"],
        tuple(row["tiers"]),
        row["escalate"],
        row["inactive"],
        # Rows of before these could be set do not have them.
        tuple(row.get("notice_tiers", ())),
        tuple(row.get("expiry_tiers", ())),
        row.get("holidays", ""),
        row.get("weekday", 0),
        row.get("patience", DEFAULT_PATIENCE),
    )


SUBSCRIPTIONS: Collection[Subscription] = Collection("subscriptions", _encode, _decode)


def chat_key(chat_id: int, thread_id: int | None) -> str:
    """Return the key of a chat, or of a topic in it."""
    return str(chat_id) if thread_id is None else f"{chat_id}/{thread_id}"


@dataclass(frozen=True, slots=True)
class Audience:
    """A chat or topic with all that it subscribed to, the most particular wish first.

    An agreement that several of them cover is told by the first, so that its own tiers win over
    those for "everything" and nothing is told twice.
    """

    subscriptions: tuple[Subscription, ...]

    @property
    def first(self) -> Subscription:
        """The subscription whose hour, zone and language stand for the chat."""
        return self.subscriptions[0]


def audiences(subscriptions: Iterable[Subscription]) -> list[Audience]:
    """Return the active subscriptions by chat and topic."""
    by_chat: dict[str, list[Subscription]] = {}
    for subscription in subscriptions:
        if not subscription.inactive:
            by_chat.setdefault(subscription.chat, []).append(subscription)
    return [
        Audience(tuple(sorted(found, key=lambda s: (-s.interest.narrowness, s.id))))
        for found in by_chat.values()
    ]


def is_awake(subscription: Subscription, local_now: datetime) -> bool:
    """Return whether the chat's hour to be told has come on its own day, and it is not night."""
    return subscription.hour <= local_now.hour < QUIET_FROM
