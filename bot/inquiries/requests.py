"""Requests to the owner of a record to tell how it stands: one open for each record and person."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.agreements.agreement import Agreement, Owner
from bot.agreements.text import Text, has_thai
from bot.people.roles import Grant
from bot.store import Collection, Store, Transaction

#: A request that nobody answered for so long is asked anew when it is wanted.
OPEN_FOR = timedelta(days=14)
#: A unit can have several people; more than so many are not written to.
MOST_ASKED = 5
#: So much of an answer goes on the record (characters).
LONGEST_NOTE = 500
_TELEGRAM_ID = re.compile(r"(?:(?:telegram|tg|id)\W{0,3})?([1-9]\d{4,18})", re.IGNORECASE)


class Standing(StrEnum):
    """How an owner says that it stands."""

    PROGRESS = "progress"
    BLOCKED = "blocked"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """A request that waits: about which record, to whom, from whom, since when."""

    key: str
    agreement_id: str
    to: int
    by: int
    at: datetime

    def is_open(self, now: datetime) -> bool:
        """Return whether it can still be answered."""
        return now - self.at < OPEN_FOR


def owners_of(owner: Owner, grants: Iterable[Grant]) -> tuple[int, ...]:
    """Return the numbers of those who may be asked about a record.

    The contact itself where it is a Telegram number and nothing else (a telephone number begins
    with 0 or +), else the people who were given a role with the unit as their title.
    """
    contact = _TELEGRAM_ID.fullmatch(owner.contact.strip())
    if contact:
        return (int(contact[1]),)
    unit = _folded(owner.unit)
    people = (g.id for g in grants if unit and g.id > 0 and _folded(g.title) == unit)
    return tuple(people)[:MOST_ASKED]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def with_note(agreement: Agreement, note: str) -> Agreement:
    """Return the record with a line added to its notes, in each language they are kept in."""
    notes = agreement.notes
    if not notes:
        return agreement.changed(notes=Text(th=note) if has_thai(note) else Text(en=note))
    en = f"{notes.en}\n{note}" if notes.en else ""
    th = f"{notes.th}\n{note}" if notes.th else ""
    return agreement.changed(notes=Text(en, th))


def _encode(request: UpdateRequest) -> dict[str, Any]:
    return {
        "key": request.key,
        "agreement": request.agreement_id,
        "to": request.to,
        "by": request.by,
        "at": request.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> UpdateRequest:
    at = datetime.fromisoformat(row["at"])
    return UpdateRequest(row["key"], row["agreement"], row["to"], row["by"], at)


REQUESTS: Collection[UpdateRequest] = Collection("update_requests", _encode, _decode)


class UpdateRequests:
    """Keeps what was asked of owners until it is answered."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def open(self, agreement_id: str, to: int, by: int) -> UpdateRequest | None:
        """Open a request; None where one to this person about this record is open already."""
        now = self._clock()
        made = UpdateRequest(secrets.token_urlsafe(6), agreement_id, to, by, now)

        def job(transaction: Transaction) -> UpdateRequest | None:
            for key, known in list(transaction.items(REQUESTS)):
                if not known.is_open(now):
                    transaction.delete(REQUESTS, key)
                elif (known.agreement_id, known.to) == (agreement_id, to):
                    return None
            transaction.put(REQUESTS, made.key, made)
            return made

        return await self._store.commit(job)

    def get(self, key: str) -> UpdateRequest | None:
        """Return an open request."""
        request = self._store.get(REQUESTS, key)
        return request if request is not None and request.is_open(self._clock()) else None

    async def take(self, key: str) -> UpdateRequest | None:
        """Return an open request and close it; of two who take it at once one gets None."""

        def job(transaction: Transaction) -> UpdateRequest | None:
            request = transaction.get(REQUESTS, key)
            if request is not None:
                transaction.delete(REQUESTS, key)
            return request

        return await self._store.commit(job) if self.get(key) else None

    async def put_back(self, request: UpdateRequest) -> None:
        """Open a request again whose answer could not be kept."""
        await self._store.commit(lambda t: t.put(REQUESTS, request.key, request))

    async def close(self, request: UpdateRequest) -> None:
        """Close a request that could not be told."""
        await self._store.commit(lambda t: t.delete(REQUESTS, request.key))
