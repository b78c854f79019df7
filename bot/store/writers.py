"""Where the waiting for the disk is done: a thread of its own, or nowhere when there is no disk.

Why no tasks: a batch that is on its way to the disk cannot be cancelled, whatever is cancelled
around it, so its end is a callback.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Protocol, TypeAlias

Work: TypeAlias = Callable[[], Any]
Done: TypeAlias = Callable[[Any, BaseException | None], None]


class Writer(Protocol):
    """Does one piece of work after the other and tells the loop how each ended."""

    def submit(self, work: Work, done: Done) -> None:
        """Do `work` after everything submitted before; then call `done` on the running loop."""

    def close(self) -> None:
        """Take no more work."""


class WriterThread:
    """One thread for one register; it starts with the first work.

    The thread does not keep a program alive that forgot to close: what was not acknowledged by
    then was never promised.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: SimpleQueue[tuple[Work, Done, asyncio.AbstractEventLoop] | None] = (
            SimpleQueue()
        )
        self._thread: threading.Thread | None = None

    def submit(self, work: Work, done: Done) -> None:
        """Do `work` in the thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._queue.put((work, done, asyncio.get_running_loop()))

    def close(self) -> None:
        """Let the thread end after what was submitted."""
        self._queue.put(None)

    def _run(self) -> None:
        while (submitted := self._queue.get()) is not None:
            self._do(*submitted)
            # The thread waits for the next with nothing in its hands: a large one is megabytes.
            del submitted

    def _do(self, work: Work, done: Done, loop: asyncio.AbstractEventLoop) -> None:
        result, error = _outcome(work)
        # A closed loop has nobody left to tell; the disk has what the disk has.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(done, result, error)


class NoWaiting:
    """Does the work at once: for journals without a disk."""

    def submit(self, work: Work, done: Done) -> None:
        """Do `work` now and tell soon."""
        result, error = _outcome(work)
        asyncio.get_running_loop().call_soon(done, result, error)

    def close(self) -> None:
        """Have nothing to end."""


def _outcome(work: Work) -> tuple[Any, BaseException | None]:
    try:
        return work(), None
    except BaseException as error:  # noqa: BLE001 - it is handed on to `done`
        return None, error
