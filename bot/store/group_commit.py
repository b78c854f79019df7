"""Jobs on their way to the disk: run on the loop, written in batches, acknowledged together.

Why jobs wait and not change sets: two jobs that both add one to a counter must see each other,
or one of the two is lost. Why one frame for a batch: a power cut can keep a later page of an
unflushed write and lose an earlier one; frames of their own would then leave a hole with valid
lines behind it (226 of 400 modelled cuts), one frame is all there or torn.
"""

import asyncio
import inspect
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from bot.store.errors import StoreClosed, StoreMisused
from bot.store.storages import JournalStorage, OverlayStorage
from bot.store.transaction import Overlay, Transaction
from bot.store.views import Views
from bot.store.writers import Writer

T = TypeVar("T")

JOBS_AT_ONCE = 64

# A batch that has kept the loop this long (seconds) is written with the jobs it has.
LONGEST_TURN = 0.002


class Batch:
    """Some jobs that have run against one overlay, and what each came to."""

    def __init__(self, views: Views, storage: JournalStorage) -> None:
        self.overlay = Overlay(views, OverlayStorage(storage))
        self._outcomes: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []

    def run(self, job: Callable[[Transaction], Any], waiting: asyncio.Future[Any]) -> None:
        """Run one job; what it raises is its own affair and drops only its own changes."""
        transaction = Transaction(self.overlay)
        result: Any = None
        error: BaseException | None = None
        try:
            result = job(transaction)
            _refuse_waiting(result)
        except StopIteration as raised:
            error = RuntimeError("a job let StopIteration out")
            error.__cause__ = raised
        except BaseException as raised:  # noqa: BLE001 - it is handed on to the job's caller
            error = raised
        finally:
            transaction.end()
        if error is None:
            self.overlay.keep()
        else:
            self.overlay.forget()
        self._outcomes.append((waiting, result, error))

    def acknowledge(self) -> None:
        """Tell every caller what its job came to."""
        for waiting, result, error in self._outcomes:
            if waiting.done():
                continue
            if error is None:
                waiting.set_result(result)
            else:
                waiting.set_exception(error)

    def fail(self, error: BaseException) -> None:
        """Tell every caller that nothing happened, also those whose job refused by itself.

        Such a job may have refused because of another one's change that now never was.
        """
        for waiting, _, _ in self._outcomes:
            if not waiting.done():
                waiting.set_exception(error)


class GroupCommit:
    """The queue of jobs and the one batch that is being written."""

    def __init__(
        self,
        storage: JournalStorage,
        views: Views,
        writer: Writer,
        applied: Callable[[Batch], None],
    ) -> None:
        self._storage = storage
        self._views = views
        self._writer = writer
        self._applied = applied
        self._queue: deque[tuple[Callable[[Transaction], Any], asyncio.Future[Any]]] = deque()
        self._turn_is_due = False
        self._writing = False
        self._closing = False
        self._idle: list[asyncio.Future[None]] = []

    async def commit(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, once its changes are durable and visible to readers."""
        loop = self._storage.owner.check_loop()
        if self._closing:
            raise StoreClosed
        waiting: asyncio.Future[T] = loop.create_future()
        self._queue.append((job, waiting))
        self._take_a_turn_soon(loop)
        return await waiting

    async def drain(self) -> None:
        """Take no more jobs and return when those that wait are done."""
        self._closing = True
        if self._queue or self._writing or self._turn_is_due:
            loop = asyncio.get_running_loop()
            done: asyncio.Future[None] = loop.create_future()
            self._idle.append(done)
            await done

    def _take_a_turn_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._turn_is_due and not self._writing:
            self._turn_is_due = True
            loop.call_soon(self._turn)

    def _turn(self) -> None:
        """Run the jobs that wait, as one batch, and send it to the disk."""
        self._turn_is_due = False
        batch = self._run_waiting_jobs()
        changes = batch.overlay.storage.batch
        if not changes:
            batch.acknowledge()
            self._next()
            return
        self._writing = True
        # The line is put together by the writer too: that of 10,000 rows keeps it for a while.
        self._writer.submit(
            lambda: self._storage.append(self._storage.frame(changes)),
            lambda _, error: self._written(batch, error),
        )

    def _run_waiting_jobs(self) -> Batch:
        batch = Batch(self._views, self._storage)
        clock = asyncio.get_running_loop().time
        until = clock() + LONGEST_TURN
        for _ in range(min(JOBS_AT_ONCE, len(self._queue))):
            job, waiting = self._queue.popleft()
            if not waiting.done():
                batch.run(job, waiting)
            if clock() > until:
                break
        return batch

    def _written(self, batch: Batch, error: BaseException | None) -> None:
        self._writing = False
        try:
            if error is None:
                self._applied(batch)
                batch.acknowledge()
            else:
                batch.fail(error)
        finally:
            self._next()

    def _next(self) -> None:
        if self._queue:
            self._take_a_turn_soon(asyncio.get_running_loop())
            return
        for waiting in self._idle:
            if not waiting.done():
                waiting.set_result(None)
        self._idle.clear()


def _refuse_waiting(result: object) -> None:
    if inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()
        raise StoreMisused("a job is a plain function: it must not wait for anything")
