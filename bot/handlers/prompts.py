"""What the next message of somebody will mean, kept durably: a question of ours that waits.

Guided commands keep no state in memory, so that a restart in the middle loses nothing: what was
asked of whom rests here, and the handlers stay stateless.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.store import Collection, Store, Transaction

#: After this long a message is a question again; what was begun is taken up by its command.
LAPSES_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of ours that waits for an answer.

    `kind` names who takes the answer, `detail` is theirs (an id, a field, JSON). In a group only
    a reply to the message with the question (`message_id`) is the answer; while that is being
    sent it is 0, and a reply to any message of ours is.
    """

    kind: str
    chat_id: int
    user_id: int
    detail: str
    message_id: int
    at: datetime


def _encode(prompt: Prompt) -> dict[str, Any]:
    return {
        "kind": prompt.kind,
        "chat": prompt.chat_id,
        "user": prompt.user_id,
        "detail": prompt.detail,
        "message": prompt.message_id,
        "at": prompt.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> Prompt:
    at = datetime.fromisoformat(row["at"])
    return Prompt(row["kind"], row["chat"], row["user"], row["detail"], row["message"], at)


PROMPTS: Collection[Prompt] = Collection("prompts", _encode, _decode)


class Prompts:
    """Knows what waits for whose answer."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def expect(self, chat_id: int, user_id: int, kind: str, detail: str = "") -> None:
        """Take a person's next message in a chat for the answer to what is about to be asked.

        What waited for that person's answer there before waits no more.
        """
        prompt = Prompt(kind, chat_id, user_id, detail, 0, self._clock())
        key = _key(chat_id, user_id)
        await self._store.commit(lambda t: t.put(PROMPTS, key, prompt))

    async def stands_in(
        self, chat_id: int, user_id: int, message_id: int, kind: str, detail: str = ""
    ) -> None:
        """Note which message asks what is expected; what was answered meanwhile stays answered."""
        key = _key(chat_id, user_id)

        def job(transaction: Transaction) -> None:
            prompt = transaction.get(PROMPTS, key)
            if prompt is not None and (prompt.kind, prompt.detail) == (kind, detail):
                transaction.put(PROMPTS, key, replace(prompt, message_id=message_id))

        await self._store.commit(job)

    def waiting(self, chat_id: int, user_id: int) -> Prompt | None:
        """Return what waits for an answer of this person in this chat."""
        prompt = self._store.get(PROMPTS, _key(chat_id, user_id))
        if prompt is None or self._clock() - prompt.at > LAPSES_AFTER:
            return None
        return prompt

    async def clear(self, chat_id: int, user_id: int) -> bool:
        """Wait no more; returns whether anything waited."""
        waited = self.waiting(chat_id, user_id) is not None
        key = _key(chat_id, user_id)
        if self._store.get(PROMPTS, key) is not None:
            await self._store.commit(lambda t: t.delete(PROMPTS, key))
        return waited


def _key(chat_id: int, user_id: int) -> str:
    return f"{chat_id}/{user_id}"
