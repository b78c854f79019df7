"""The connection that polls: when Telegram was last heard of, whether it took the token back."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from telegram.request import HTTPXRequest

from bot.handlers.certificates import trusted
from bot.handlers.receiving.source import Now


class Hearing:
    """Notes each sign of life from Telegram; a poll that brings nothing is one too."""

    def __init__(self, now: Now = time.monotonic) -> None:
        self._now = now
        self._heard: float | None = None
        #: Telegram no longer knows the token: it was revoked while the bot ran.
        self.is_refused = False

    def heard(self) -> None:
        """Note a sign of life."""
        self._heard = self._now()
        self.is_refused = False

    @property
    def age(self) -> float | None:
        """Seconds since the last sign of life; None before the first."""
        return None if self._heard is None else self._now() - self._heard


class HearingRequest(HTTPXRequest):
    """Polls, and notes what came back.

    The library ends its polling for good when the token is refused, and tells nobody.
    """

    def __init__(self, hearing: Hearing) -> None:
        super().__init__(connection_pool_size=1, httpx_kwargs={"verify": trusted()})
        self._hearing = hearing

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Ask Telegram; the arguments are the library's."""
        status, body = await super().do_request(*args, **options)
        if status == HTTPStatus.OK:
            self._hearing.heard()
        elif status == HTTPStatus.UNAUTHORIZED:
            self._hearing.is_refused = True
        return status, body
