"""Records that somebody is putting together: kept durably, so that a restart loses no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.errors import AgreementError
from bot.agreements.record import read_record
from bot.agreements.record_writing import write_record
from bot.agreements.text import Text
from bot.store import Collection, Store

#: Stands for a title that is not there yet: a record without one cannot be read.
_NO_TITLE = "?"


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as far as it goes, whose it is, and which field is asked for."""

    user_id: int
    record: Agreement
    step: str
    at: datetime


def checked(record: Agreement) -> Agreement:
    """Return a record that may lack its title. Raises AgreementError for what cannot be true."""
    row = write_record(record)
    read = read_record({"title": _NO_TITLE} | row)
    if read.agreement is None:
        raise AgreementError(*(p for p in read.problems if not p.is_warning))
    return read.agreement if "title" in row else read.agreement.changed(title=Text())


def _encode(draft: Draft) -> dict[str, Any]:
    return {
        "user": draft.user_id,
        "record": write_record(draft.record),
        "step": draft.step,
        "at": draft.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> Draft:
    read = read_record({"title": _NO_TITLE} | dict(row["record"]))
    if read.agreement is None:
        raise AgreementError(*read.problems)
    record = read.agreement
    if "title" not in row["record"]:
        record = record.changed(title=Text())
    return Draft(row["user"], record, row["step"], datetime.fromisoformat(row["at"]))


DRAFTS: Collection[Draft] = Collection("drafts", _encode, _decode)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everybody's draft: one each."""

    store: Store
    clock: Callable[[], datetime]

    def of(self, user_id: int) -> Draft | None:
        """Return what somebody has begun."""
        return self.store.get(DRAFTS, str(user_id))

    async def keep(self, user_id: int, record: Agreement, step: str) -> Draft:
        """Keep a draft as it is now. Raises AgreementError for what cannot be true."""
        draft = Draft(user_id, checked(record), step, self.clock())
        await self.store.commit(lambda t: t.put(DRAFTS, str(user_id), draft))
        return draft

    async def drop(self, user_id: int) -> None:
        """Forget a draft."""
        if self.of(user_id) is not None:
            await self.store.commit(lambda t: t.delete(DRAFTS, str(user_id)))
