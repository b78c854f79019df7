"""What waits for somebody's word before it is done: kept durably, bound to one person, done once.

A button carries 64 bytes and could be pressed by anybody, twice, or after a restart; so what it
confirms rests in the store under a random key, with whom it was shown to.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.replies.lines import Action, Button
from bot.replies.words import Words
from bot.store import Collection, Store, Transaction

#: What nobody confirmed for so long is shown anew when it is wanted again.
LAPSES_AFTER = timedelta(days=2)
CONFIRM, CANCEL = "confirm", "cancel"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What waits: its kind (who does it), for whom, in which chat; `detail` is the doer's own."""

    key: str
    kind: str
    user_id: int
    chat_id: int
    detail: str
    at: datetime


def _encode(waiting: Confirmation) -> dict[str, Any]:
    return {
        "key": waiting.key,
        "kind": waiting.kind,
        "user": waiting.user_id,
        "chat": waiting.chat_id,
        "detail": waiting.detail,
        "at": waiting.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> Confirmation:
    at = datetime.fromisoformat(row["at"])
    return Confirmation(row["key"], row["kind"], row["user"], row["chat"], row["detail"], at)


CONFIRMATIONS: Collection[Confirmation] = Collection("confirmations", _encode, _decode)


class Confirmations:
    """Keeps what waits, and hands it out once."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def keep(self, kind: str, user_id: int, chat_id: int, detail: str) -> str:
        """Keep what waits for a person's word; returns the key for its buttons."""
        key = secrets.token_urlsafe(9)
        waiting = Confirmation(key, kind, user_id, chat_id, detail, self._clock())

        def job(transaction: Transaction) -> None:
            oldest = self._clock() - LAPSES_AFTER
            for old in [k for k, w in transaction.items(CONFIRMATIONS) if w.at < oldest]:
                transaction.delete(CONFIRMATIONS, old)
            transaction.put(CONFIRMATIONS, key, waiting)

        await self._store.commit(job)
        return key

    def get(self, key: str) -> Confirmation | None:
        """Return what waits under a key; None where it was done, withdrawn or has lapsed."""
        waiting = self._store.get(CONFIRMATIONS, key)
        if waiting is None or self._clock() - waiting.at > LAPSES_AFTER:
            return None
        return waiting

    async def take(self, key: str) -> Confirmation | None:
        """Return what waits and wait no more; of two who take it at once one gets None."""

        def job(transaction: Transaction) -> Confirmation | None:
            waiting = transaction.get(CONFIRMATIONS, key)
            if waiting is not None:
                transaction.delete(CONFIRMATIONS, key)
            return waiting

        return await self._store.commit(job) if self.get(key) else None

    async def put_back(self, waiting: Confirmation) -> None:
        """Keep again what was taken but could not be done."""
        await self._store.commit(lambda t: t.put(CONFIRMATIONS, waiting.key, waiting))


def confirm_buttons(words: Words, key: str, label: str = "") -> tuple[Button, ...]:
    """Return the row [Confirm] [Cancel] for what waits under a key."""
    return (
        Button(label or words.text("button.confirm"), Action(CONFIRM, "", key)),
        Button(words.text("button.cancel"), Action(CANCEL, "", key)),
    )
