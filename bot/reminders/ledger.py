"""The ledger: what each chat was told, claimed before it is sent and settled after.

Why a ledger and no flags or timers: a row is unique by agreement, milestone, date, tier and chat,
so a restart, a second scan or a changed clock doubles nothing, a day of downtime loses nothing,
and a changed date is another key and arms itself again. A row that was claimed and never settled
(the process died, the reply was lost) is uncertain: a person is asked, it is not sent blindly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.agreements.milestones import MilestoneKind
from bot.agreements.text import Language
from bot.store import Collection


class State(StrEnum):
    """Where a row of the ledger stands."""

    PLANNED = "planned"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LedgerKey:
    """What a row is unique by. `tier` is -1 for a message of another kind (weekly, escalation)."""

    agreement_id: str
    kind: str
    day: date
    tier: int
    chat: str

    def __str__(self) -> str:
        """Return the key as text."""
        return f"{self.agreement_id}|{self.kind}|{self.day.isoformat()}|{self.tier}|{self.chat}"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One tier of one milestone told to one chat; `batch` joins what went in one message."""

    key: LedgerKey
    state: State
    at: datetime
    batch: str
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message that may or may not have arrived; a person is asked, and asked until told."""

    batch: str
    keys: tuple[LedgerKey, ...]
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """A reminder of a near date that nobody has answered yet; `since`: when it was first told."""

    agreement_id: str
    kind: MilestoneKind
    day: date
    chat: str
    since: datetime

    @property
    def key(self) -> str:
        """Return what it is kept under: the milestone and the chat."""
        return milestone_key(self.agreement_id, self.kind, self.day, self.chat)


@dataclass(frozen=True, slots=True)
class Snooze:
    """One person's wish to be told again in private, whatever others are told."""

    agreement_id: str
    kind: MilestoneKind
    user_id: int
    until: date
    language: Language

    @property
    def key(self) -> str:
        """Return what it is kept under; a person has one for each kind of date."""
        return f"{self.agreement_id}|{self.kind}|{self.user_id}"


class Answer(StrEnum):
    """What somebody answered to a reminder."""

    IN_HAND = "in-hand"
    UNDER_WAY = "under-way"
    NOT_RENEWING = "not-renewing"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody's answer about a milestone in a chat; NOT_RENEWING mutes the rest of its tiers."""

    agreement_id: str
    kind: MilestoneKind
    day: date
    chat: str
    answer: Answer
    by: int
    name: str
    at: datetime

    @property
    def key(self) -> str:
        """Return what it is kept under: the milestone and the chat."""
        return milestone_key(self.agreement_id, self.kind, self.day, self.chat)


def milestone_key(agreement_id: str, kind: str, day: date, chat: str) -> str:
    """Return the key of a milestone in a chat, whatever the tier."""
    return f"{agreement_id}|{kind}|{day.isoformat()}|{chat}"


def _encode_key(key: LedgerKey) -> dict[str, Any]:
    return {
        "agreement": key.agreement_id,
        "kind": key.kind,
        "day": key.day.isoformat(),
        "tier": key.tier,
        "chat": key.chat,
    }


def _decode_key(row: Mapping[str, Any]) -> LedgerKey:
    day = date.fromisoformat(row["day"])
    return LedgerKey(row["agreement"], row["kind"], day, row["tier"], row["chat"])


def _encode_doubt(doubt: Doubt) -> dict[str, Any]:
    keys = [_encode_key(key) for key in doubt.keys]
    return {"batch": doubt.batch, "keys": keys, "reported": doubt.is_reported}


def _decode_doubt(row: Mapping[str, Any]) -> Doubt:
    return Doubt(row["batch"], tuple(map(_decode_key, row["keys"])), row["reported"])


def _encode_row(row: LedgerRow) -> dict[str, Any]:
    return _encode_key(row.key) | {
        "state": row.state.value,
        "at": row.at.isoformat(),
        "batch": row.batch,
        "message": row.message_id,
    }


def _decode_row(row: Mapping[str, Any]) -> LedgerRow:
    key = _decode_key(row)
    at = datetime.fromisoformat(row["at"])
    return LedgerRow(key, State(row["state"]), at, row["batch"], row["message"])


def _encode_answer(given: Acknowledgement) -> dict[str, Any]:
    return {
        "agreement": given.agreement_id,
        "kind": given.kind.value,
        "day": given.day.isoformat(),
        "chat": given.chat,
        "answer": given.answer.value,
        "by": given.by,
        "name": given.name,
        "at": given.at.isoformat(),
    }


def _decode_answer(row: Mapping[str, Any]) -> Acknowledgement:
    return Acknowledgement(
        row["agreement"],
        MilestoneKind(row["kind"]),
        date.fromisoformat(row["day"]),
        row["chat"],
        Answer(row["answer"]),
        row["by"],
        row["name"],
        datetime.fromisoformat(row["at"]),
    )


def _encode_awaited(awaited: Awaited) -> dict[str, Any]:
    return {
        "agreement": awaited.agreement_id,
        "kind": awaited.kind.value,
        "day": awaited.day.isoformat(),
        "chat": awaited.chat,
        "since": awaited.since.isoformat(),
    }


def _decode_awaited(row: Mapping[str, Any]) -> Awaited:
    return Awaited(
        row["agreement"],
        MilestoneKind(row["kind"]),
        date.fromisoformat(row["day"]),
        row["chat"],
        datetime.fromisoformat(row["since"]),
    )


def _encode_snooze(snooze: Snooze) -> dict[str, Any]:
    return {
        "agreement": snooze.agreement_id,
        "kind": snooze.kind.value,
        "user": snooze.user_id,
        "until": snooze.until.isoformat(),
        "language": snooze.language,
    }


def _decode_snooze(row: Mapping[str, Any]) -> Snooze:
    kind, until = MilestoneKind(row["kind"]), date.fromisoformat(row["until"])
    return Snooze(row["agreement"], kind, row["user"], until, row["language"])


LEDGER: Collection[LedgerRow] = Collection("ledger", _encode_row, _decode_row)
ANSWERS: Collection[Acknowledgement] = Collection("answers", _encode_answer, _decode_answer)
AWAITED: Collection[Awaited] = Collection("awaited", _encode_awaited, _decode_awaited)
DOUBTS: Collection[Doubt] = Collection("doubts", _encode_doubt, _decode_doubt)
SNOOZES: Collection[Snooze] = Collection("snoozes", _encode_snooze, _decode_snooze)
