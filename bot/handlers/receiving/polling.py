"""Asks Telegram for updates, outlives a bad network, and gives way to another instance."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Sequence

from telegram.error import Conflict, TelegramError
from telegram.ext import Updater

from bot.handlers.receiving.hearing import Hearing
from bot.handlers.receiving.source import (
    EXIT_CONFLICT,
    EXIT_WRONG_TOKEN,
    Library,
    Now,
    Stop,
)

_log = logging.getLogger(__name__)
#: Another instance that polls for so long (seconds) means that this one has to go ...
CONFLICT_PATIENCE = 60.0
#: ... and one that had been serving alone for so long may expect that the other goes.
SETTLED_AFTER = 120.0
SETTLED_PATIENCE = 300.0
#: Conflicts further apart than this are separate incidents.
CONFLICT_GAP = 40.0
#: A network that stays away is told again this often (seconds), not at every try.
TELL_AGAIN = 300.0


class Polling:
    """Long polls, one after another."""

    def __init__(
        self,
        application: Library,
        hearing: Hearing,
        wanted: Sequence[str],
        stop: Stop,
        now: Now = time.monotonic,
    ) -> None:
        if application.updater is None:
            raise RuntimeError("the application was built without an updater")
        self._updater: Updater = application.updater
        self._hearing = hearing
        self._wanted = wanted
        self._stop = stop
        self._now = now
        self._since = 0.0
        self._conflict_since: float | None = None
        self._conflict_last = 0.0
        self._failures = 0
        self._told = 0.0

    async def start(self) -> None:
        """Begin; what was sent while the bot was away is kept, and a webhook is taken back."""
        self._since = self._now()
        await self._updater.start_polling(
            allowed_updates=self._wanted,
            bootstrap_retries=-1,
            drop_pending_updates=False,
            error_callback=self.failed,
        )

    async def stop(self) -> None:
        """End; what was taken is confirmed, so that it does not come again."""
        if self._updater.running:
            # A poll that ended for good, for want of a token, raises its error here once more.
            with contextlib.suppress(TelegramError):
                await self._updater.stop()

    async def check(self) -> None:
        """Look whether the token still holds; a poll that fails otherwise tells by itself."""
        if self._hearing.is_refused:
            _log.critical("Telegram has taken this token back: put the new one in SANYA_TOKEN")
            self._stop(EXIT_WRONG_TOKEN)

    def failed(self, error: TelegramError) -> None:
        """Note a poll that failed; the library tries again, after at most 30 seconds."""
        if isinstance(error, Conflict):
            self._conflict()
            return
        self._failures += 1
        if self._failures == 1 or self._now() - self._told >= TELL_AGAIN:
            self._told = self._now()
            kind = type(error).__name__
            _log.warning("polling failed (%s, %d times by now), going on", kind, self._failures)

    def _conflict(self) -> None:
        now = self._now()
        if self._conflict_since is None or now - self._conflict_last > CONFLICT_GAP:
            self._conflict_since = now
            _log.error("another instance of this bot is running")
        self._conflict_last = now
        # Both instances are told of the conflict. If both went, nobody would serve.
        settled = self._conflict_since - self._since >= SETTLED_AFTER
        patience = SETTLED_PATIENCE if settled else CONFLICT_PATIENCE
        if now - self._conflict_since >= patience:
            _log.critical("another instance keeps running; this one stops")
            self._stop(EXIT_CONFLICT)
