"""TinyDB's storages that take change sets: the journal itself, and a job's view over it.

Why two: a TinyDB call on `JournalStorage` is a batch of one, written at once; the same call
inside a job is kept in `OverlayStorage` until the batch is written. Both end in the same three
steps of `JournalStorage`: `frame` (say it), `append` (write it), `apply` (show it).
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Protocol

from tinydb.storages import Storage

from bot.store.changes import ChangeSet, LayeredRows, RawRow, Start, TableChanges, Tables
from bot.store.errors import StoreMisused
from bot.store.owner import Owner
from bot.store.scanning import frame_line


class Journal(Protocol):
    """Where frames rest: a register file, or nowhere."""

    tables: Tables
    sequence: int
    refusal: str | None

    def append(self, frame: bytes) -> None:
        """Return once `frame` is durable; StoreFull or StoreReadOnly when it is not."""

    def close(self) -> None:
        """Give everything back; nothing happens the second time."""


class MemoryJournal:
    """A journal that forgets: all the rules of the store without a disk."""

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.sequence = 0
        self.refusal: str | None = None

    def append(self, _frame: bytes) -> None:
        """Count the frame and forget it."""
        self.sequence += 1

    def close(self) -> None:
        """Have nothing to give back."""


class ChangeStorage(Storage):
    """A TinyDB storage that is told what changes instead of everything there is."""

    @abstractmethod
    def rows(self, name: str) -> Mapping[str, RawRow] | None:
        """Return the rows of a table as this storage shows them; None when there is no table."""

    @abstractmethod
    def names(self) -> list[str]:
        """Return the names of all tables, in the order in which they were made."""

    @abstractmethod
    def record(self, changes: ChangeSet) -> None:
        """Take all of `changes` or, raising, none."""

    def record_table(self, name: str, changes: TableChanges) -> None:
        """Take the changes of one table."""
        change_set = ChangeSet()
        change_set.tables[name] = changes
        self.record(change_set)

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables in a new dict: TinyDB's drop_table deletes from what it is given."""
        tables: dict[str, Any] = {name: self.rows(name) for name in self.names()}
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Drop the tables missing in `data`: the only whole write TinyDB itself still makes."""
        if not data.keys() <= set(self.names()):
            raise StoreMisused("rows are written through journal tables")
        dropped = ChangeSet()
        for name in self.names():
            if name not in data:
                dropped.tables[name] = TableChanges(Start.DROPPED)
        if dropped:
            self.record(dropped)


class JournalStorage(ChangeStorage):
    """The committed tables and the only way to change them."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.owner = Owner()

    def rows(self, name: str) -> Mapping[str, RawRow] | None:
        """Return the committed rows of a table."""
        return self.journal.tables.get(name)

    def names(self) -> list[str]:
        """Return the names of the committed tables."""
        return list(self.journal.tables)

    def record(self, changes: ChangeSet) -> None:
        """Commit `changes` at once: a batch of one, from the thread that owns the store."""
        self.owner.check()
        if changes:
            self.append(self.frame(changes))
            self.apply(changes)

    def frame(self, changes: ChangeSet) -> bytes:
        """Return the one line that will commit `changes`."""
        return frame_line(self.journal.sequence + 1, changes.operations())

    def append(self, frame: bytes) -> None:
        """Make `frame` durable; the only step that may run in the writer thread."""
        self.journal.append(frame)

    def apply(self, changes: ChangeSet) -> None:
        """Show `changes` to readers, once they are durable."""
        changes.apply_to(self.journal.tables)

    def close(self) -> None:
        """Close the journal."""
        self.journal.close()


class OverlayStorage(ChangeStorage):
    """What the jobs of one batch have changed so far, over the committed tables.

    The running job's changes are a layer of their own: `keep` adds them to the batch, `forget`
    drops them as if the job had never run.
    """

    def __init__(self, committed: ChangeStorage) -> None:
        self._committed = committed
        self.batch = ChangeSet()
        self.job = ChangeSet()

    def rows(self, name: str) -> Mapping[str, RawRow] | None:
        """Return the rows of a table as the running job sees them."""
        rows = self._committed.rows(name)
        for layer in (self.batch, self.job):
            changes = layer.tables.get(name)
            if changes is None:
                continue
            if changes.start is Start.DROPPED:
                rows = None
            else:
                rows = LayeredRows({} if rows is None else rows, changes)
        return rows

    def names(self) -> list[str]:
        """Return the names of the tables the running job sees."""
        known = dict.fromkeys((*self._committed.names(), *self.batch.tables, *self.job.tables))
        return [name for name in known if self.rows(name) is not None]

    def record(self, changes: ChangeSet) -> None:
        """Add to the running job's changes."""
        self.job.add(changes)

    def keep(self) -> None:
        """Make the running job's changes part of the batch."""
        self.batch.add(self.job)
        self.job = ChangeSet()

    def forget(self) -> None:
        """Drop the running job's changes."""
        self.job = ChangeSet()
