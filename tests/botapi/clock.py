"""The server's clock, which a test moves by hand; keeps out everything that reads it."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """Unix time, either frozen (moves only by ``advance``) or running from an offset.

    Message dates, the age of callback queries, the 24 hours of an update, webhook retries and flood
    control read this clock. Long polls time out in real time, because the bot's own HTTP client
    does.
    """

    def __init__(self, start: datetime | float | None = None, *, frozen: bool = False) -> None:
        """``start`` is the first moment (default: now); aware datetime or Unix seconds."""
        if isinstance(start, datetime):
            start = start.timestamp()
        self._frozen = frozen
        self._base = time.time() if start is None else start
        self._started = time.monotonic()
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        """Unix seconds."""
        return self._base + (0.0 if self._frozen else time.monotonic() - self._started)

    def unix(self) -> int:
        """Whole Unix seconds, as the Bot API writes dates."""
        return int(self.now())

    def today(self) -> datetime:
        """The present moment in UTC."""
        return datetime.fromtimestamp(self.now(), tz=UTC)

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake whoever slept until then."""
        self._base += seconds
        now = self.now()
        due = [future for moment, future in self._sleepers if moment <= now]
        self._sleepers = [(moment, f) for moment, f in self._sleepers if moment > now]
        for future in due:
            if not future.done():
                future.set_result(None)

    async def sleep(self, seconds: float) -> None:
        """Return when this clock has moved on by ``seconds``; a frozen one has to be moved."""
        moment = self.now() + seconds
        while (left := moment - self.now()) > 0:
            future = asyncio.get_running_loop().create_future()
            self._sleepers.append((moment, future))
            try:
                await asyncio.wait_for(future, None if self._frozen else left)
            except TimeoutError:
                continue
