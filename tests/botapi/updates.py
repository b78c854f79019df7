"""The queue of updates and ``getUpdates``; keeps out what makes updates and the webhook.

An update stays until its id is confirmed by a higher offset (or by the webhook's 2xx), or until it
is too old: a day for messages, 150 s for a tap, 30 s for an inline query, by the server's clock.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

from tests.botapi.clock import Clock
from tests.botapi.errors import CONFLICT_OTHER_POLLER, CONFLICT_SET_WEBHOOK, ApiError
from tests.botapi.limits import UPDATE_KINDS
from tests.botapi.records import Json
from tests.botapi.waiting import Bell

DAY: Final = 86400.0
LIFETIMES: Final = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_UPDATE_ID: Final = 500_000_001
MOST_UPDATES: Final = 100


@dataclass(frozen=True, slots=True)
class QueuedUpdate:
    """One update waiting for its confirmation. ``expires`` is Unix time."""

    update_id: int
    kind: str
    body: Json
    expires: float

    def as_json(self) -> Json:
        """An ``Update``."""
        return {"update_id": self.update_id, **self.body}


class UpdateQueue:
    """Updates in order, the kinds the bot wants, and the poll that waits for them.

    ``conflict_pause`` is how many real seconds Telegram holds back a second 409 within three
    seconds, so that two pollers do not spin.
    """

    def __init__(self, clock: Clock, bell: Bell, conflict_pause: float = 3.0) -> None:
        self._clock = clock
        self._bell = bell
        self._conflict_pause = conflict_pause
        self._pending: list[QueuedUpdate] = []
        self._next_id = FIRST_UPDATE_ID
        self._poll: asyncio.Future[None] | None = None
        self._quiet_until = 0.0
        self.allowed: frozenset[str] | None = None

    @property
    def pending(self) -> list[QueuedUpdate]:
        """Updates not confirmed and not expired."""
        now = self._clock.now()
        self._pending = [update for update in self._pending if update.expires > now]
        return self._pending

    def wants(self, kind: str) -> bool:
        """Whether the bot gets this kind, as of its last ``allowed_updates``."""
        return kind in (self.allowed or UPDATE_KINDS - NOT_BY_DEFAULT)

    def allow(self, kinds: list[str] | None) -> None:
        """Remember ``allowed_updates``; None keeps the previous setting, an empty list resets."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def add(self, kind: str, body: Json) -> QueuedUpdate:
        """Queue an update whatever the bot allows; ask ``wants`` before."""
        expires = self._clock.now() + LIFETIMES.get(kind, DAY)
        update = QueuedUpdate(self._next_id, kind, body, expires)
        self._next_id += 1
        self._pending.append(update)
        self._bell.ring()
        return update

    def repeat(self, update: QueuedUpdate) -> None:
        """Put an update that was confirmed before all others once more."""
        self._pending.insert(0, update)
        self._bell.ring()

    def confirm(self, below: int) -> None:
        """Forget all updates whose id is lower."""
        self._pending = [update for update in self._pending if update.update_id >= below]
        self._bell.ring()

    def drop_all(self) -> None:
        """Forget everything pending."""
        self.confirm(self._next_id)

    def take(self, offset: int, limit: int) -> list[Json]:
        """Confirm by offset (a negative one counts from the end) and read what is left."""
        if offset < 0:
            kept = self.pending[offset:]
            self.confirm(kept[0].update_id if kept else self._next_id)
        else:
            self.confirm(offset)
        return [update.as_json() for update in self.pending[:limit]]

    async def poll(self, offset: int, limit: int, within: float) -> list[Json]:
        """Wait up to ``within`` real seconds for an update.

        A new waiting poll ends the one before with 409. Raises ApiError.
        """
        if (updates := self.take(offset, limit)) or not within:
            return updates
        self.interrupt(CONFLICT_OTHER_POLLER)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        try:
            return await self._bell.until(lambda: self._answer(mine, limit), within)
        except TimeoutError:
            return []
        except ApiError as error:
            if error.description == CONFLICT_OTHER_POLLER:
                await self._pause_between_conflicts()
            raise
        finally:
            if self._poll is mine:
                self._poll = None

    def _answer(self, poll: asyncio.Future[None], limit: int) -> list[Json] | None:
        """What a waiting poll gets now, None to go on waiting. Raises ApiError if interrupted."""
        if poll.done():
            poll.result()
        return [update.as_json() for update in self.pending[:limit]] or None

    async def _pause_between_conflicts(self) -> None:
        """The first conflict is told at once, the next within three seconds three seconds later."""
        now = asyncio.get_running_loop().time()
        if now >= self._quiet_until:
            self._quiet_until = now + self._conflict_pause
        else:
            await asyncio.sleep(self._conflict_pause)

    def interrupt(self, description: str = CONFLICT_SET_WEBHOOK) -> None:
        """End a waiting poll with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, description))
            self._bell.ring()
