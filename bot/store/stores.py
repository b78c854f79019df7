"""The two stores: one in a register file, one without a disk; everything but the disk is shared."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.store.changes import TableChanges
from bot.store.collection import Collection
from bot.store.compactor import COMPACT_ABOVE, Compactor
from bot.store.file_operations import LOCAL_FILES, FileOperations
from bot.store.group_commit import Batch, GroupCommit
from bot.store.interface import Change, Changes, Store
from bot.store.opening import open_register_file, read_register
from bot.store.reports import Compacted, ListenerFailed, Report
from bot.store.schema import CURRENT_SCHEMA, Schema
from bot.store.storages import Journal, JournalStorage, MemoryJournal
from bot.store.transaction import Transaction
from bot.store.views import View, Views
from bot.store.writers import NoWaiting, Writer, WriterThread

T = TypeVar("T")

REPORTS_KEPT = 1_000

_log = logging.getLogger(__name__)


class JournalStore:
    """A store over any journal: views for readers, batches for writers."""

    def __init__(self, journal: Journal, writer: Writer, path: Path | None = None) -> None:
        self.path = path
        self._reports: deque[Report] = deque(maxlen=REPORTS_KEPT)
        self._storage = JournalStorage(journal)
        self._views = Views(self._storage)
        self._writer = writer
        self._commits = GroupCommit(self._storage, self._views, writer, self._applied)
        self._listeners: list[Callable[[Changes], None]] = []
        self._closing: asyncio.Task[None] | None = None

    @property
    def reports(self) -> Sequence[Report]:
        """What happened besides errors since the store was opened, the newest thousand."""
        return tuple(self._reports)

    def report(self, report: Report) -> None:
        """Remember and log `report`."""
        self._reports.append(report)
        _log.log(logging.INFO if isinstance(report, Compacted) else logging.WARNING, "%s", report)

    def get(self, collection: Collection[T], key: str) -> T | None:
        """Return the value of `key`, None when there is none."""
        return self._views.of(collection).get(key)

    def items(self, collection: Collection[T]) -> Mapping[str, T]:
        """Return a live, read-only view of a collection."""
        return self._views.of(collection).all()

    async def commit(self, job: Callable[[Transaction], T]) -> T:
        """Run `job` and return its result once its changes are durable and visible."""
        return await self._commits.commit(job)

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` on the loop after each commit, before its callers are told."""
        self._listeners.append(listener)

    async def close(self) -> None:
        """Finish the jobs that wait, take no more, and let the file go."""
        if self._closing is None:
            self._storage.owner.check_loop()
            self._closing = asyncio.create_task(self._close())
        # A caller that is cancelled gives up waiting, not closing.
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        await self._commits.drain()
        await self._before_closing()
        self._writer.close()
        self._storage.close()

    async def _before_closing(self) -> None:
        """Stop what else uses the journal."""

    def _after_commit(self) -> None:
        """Do what is due between two commits."""

    def _applied(self, batch: Batch) -> None:
        """Show a durable batch to readers and listeners."""
        changes = batch.overlay.storage.batch
        changed = {
            name: self._followed(view, table_changes, batch)
            for name, table_changes in changes.tables.items()
            if (view := self._views.known(name)) is not None
        }
        self._storage.apply(changes)
        self._tell(Changes(self._storage.journal.sequence, changed))
        self._after_commit()

    def _followed(
        self, view: View[Any], changes: TableChanges, batch: Batch
    ) -> tuple[Change[Any], ...]:
        """Bring `view` up to date and return how it changed."""
        followed = []
        for key, entry in changes.entries.items():
            before = view.known_before(key) if self._listeners else None
            after = None
            if entry is None:
                view.remove(key)
            else:
                after = batch.overlay.values[view.collection.name, key]
                view.put(key, after)
            followed.append(Change(key, before, after))
        return tuple(followed)

    def _tell(self, news: Changes) -> None:
        for listener in self._listeners:
            try:
                listener(news)
            except Exception as error:  # noqa: BLE001 - the commit stands, whoever cannot bear it
                _log.exception("a listener failed after commit %d", news.sequence)
                self.report(ListenerFailed(repr(error)))


class MemoryStore(JournalStore):
    """A store without a disk, for a conversation over a fixed catalogue and for tests."""

    def __init__(self) -> None:
        super().__init__(MemoryJournal(), NoWaiting())


class FileStore(JournalStore):
    """The durable store: one locked register file, rewritten when its history has grown."""

    def __init__(
        self,
        path: Path,
        schema: Schema = CURRENT_SCHEMA,
        files: FileOperations = LOCAL_FILES,
        compact_above: int = COMPACT_ABOVE,
    ) -> None:
        early: list[Report] = []
        register = open_register_file(path, schema, files, early.append)
        writer = WriterThread("register-writer")
        super().__init__(register, writer, path)
        register.report = self.report
        self._compactor = Compactor(register, writer, self.report, compact_above)
        for report in early:
            self.report(report)

    def _after_commit(self) -> None:
        self._compactor.after_commit()

    async def _before_closing(self) -> None:
        await self._compactor.stop()


def open_store(
    path: Path,
    *,
    read_only: bool = False,
    schema: Schema = CURRENT_SCHEMA,
    files: FileOperations = LOCAL_FILES,
    compact_above: int = COMPACT_ABOVE,
) -> Store:
    """Open the register at `path`, or create it; the calling thread is the only one to write.

    `read_only` needs no lock and no room: it shows the register as it is now, also while the bot
    writes to it, and refuses commits; StoreMissing when there is no file. `compact_above` is the
    history in bytes that is worth rewriting the file. StoreLocked, StoreDamaged, StoreTooNew,
    StoreTooOld, StoreFull, StoreUnavailable, StoreUnsupported: nothing was opened.
    """
    path = path.resolve()
    if read_only:
        return JournalStore(read_register(path, schema, files), NoWaiting(), path)
    return FileStore(path, schema, files, compact_above)
