"""When to rewrite the register file, and keeping that out of everybody's way."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

from bot.store.compaction import Compaction
from bot.store.errors import StoreFull
from bot.store.register_file import RegisterFile
from bot.store.reports import CompactionFailed, Report
from bot.store.writers import Writer, WriterThread

# Bytes of history worth a rewriting; below it, a full rewriting costs more than reading it back.
COMPACT_ABOVE = 4 * 1024 * 1024

# How long (seconds) the rewriting thread lets go of the interpreter after each block. Without
# it the event loop waits for the interpreter's own switch, 5 ms each time.
BREATH = 0.0005


class GivenUpError(Exception):
    """The store is closing; the unfinished rewriting is removed."""


class Compactor:
    """Starts a rewriting when the history has outgrown the snapshot; at most one at a time."""

    def __init__(
        self,
        register: RegisterFile,
        writer: Writer,
        report: Callable[[Report], None],
        above: int = COMPACT_ABOVE,
    ) -> None:
        self._register = register
        self._writer = writer
        self._report = report
        self._above = above
        self._not_below = 0.0
        self._thread: WriterThread | None = None
        self._stopping = threading.Event()
        self._stopped: asyncio.Future[None] | None = None

    @property
    def due(self) -> bool:
        """Whether the history is long enough, and the disk has not failed."""
        register = self._register
        enough = max(self._above, register.snapshot_length, self._not_below)
        return register.refusal is None and register.log_length > enough

    def after_commit(self) -> None:
        """Start a rewriting if one is due; the tables must be those of the last commit."""
        if self._thread is not None or self._stopping.is_set() or not self.due:
            return
        compaction = Compaction(self._register)
        self._thread = WriterThread("register-compaction")
        self._thread.submit(
            lambda: compaction.write(self._breathe),
            lambda _, error: self._written(compaction, error),
        )

    async def stop(self) -> None:
        """Give up what is being written, or finish a switch that has begun."""
        self._stopping.set()
        if self._thread is not None:
            self._stopped = asyncio.get_running_loop().create_future()
            await self._stopped

    def _breathe(self) -> None:
        if self._stopping.is_set():
            raise GivenUpError
        time.sleep(BREATH)

    def _written(self, compaction: Compaction, error: BaseException | None) -> None:
        if error is None and self._stopping.is_set():
            error = _given_up(compaction)
        if error is None:
            self._writer.submit(compaction.switch, self._switched)
        else:
            self._ended(error)

    def _switched(self, compacted: Any, error: BaseException | None) -> None:
        if error is None:
            self._not_below = 0.0
            self._report(compacted)
        self._ended(error)

    def _ended(self, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, GivenUpError):
            self._report(CompactionFailed(self._register.path, str(error)))
            self._not_below = self._next_try(error)
        if self._thread is not None:
            self._thread.close()
            self._thread = None
        if self._stopped is not None and not self._stopped.done():
            self._stopped.set_result(None)

    def _next_try(self, error: BaseException) -> float:
        """Return the history that is worth another try: a full disk may have room by then."""
        if isinstance(error, StoreFull):
            return self._register.log_length + self._above
        return float("inf")


def _given_up(compaction: Compaction) -> BaseException:
    """Remove what was written; whatever happens there, who waits for the end is told of it."""
    try:
        compaction.give_up()
    except BaseException as error:  # noqa: BLE001 - it is handed on to the end of the rewriting
        return error
    return GivenUpError()
