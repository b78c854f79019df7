"""What a job sees and does: the committed state plus the changes of its batch and its own."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from bot.store.changes import Start, TableChanges
from bot.store.collection import RESERVED_MARK, Collection
from bot.store.errors import StoreBadRow, StoreMisused
from bot.store.prepared import PreparedRow
from bot.store.storages import OverlayStorage
from bot.store.views import RegisterDatabase, Views, database_over, decoded, table_of

T = TypeVar("T")

# The table that remembers the last number given out, so that no number ever returns.
NUMBERS = RESERVED_MARK + "numbers"


class Overlay:
    """The changes of one batch and the values they stand for, decoded from what will be written.

    Every row is read back by its collection before it is written: a row that could not be read
    after a restart never reaches the disk.
    """

    def __init__(self, views: Views, storage: OverlayStorage) -> None:
        self.views = views
        self.storage = storage
        self.database: RegisterDatabase = database_over(storage)
        self.values: dict[tuple[str, str], Any] = {}
        self._job_values: dict[tuple[str, str], Any] = {}

    def value(self, collection: Collection[T], key: str) -> T | None:
        """Return the value of `key` as the running job sees it."""
        place = (collection.name, key)
        for layer, values in (
            (self.storage.job, self._job_values),
            (self.storage.batch, self.values),
        ):
            changes = layer.tables.get(collection.name)
            if changes is None:
                continue
            if key in changes.entries:
                found: T | None = values.get(place)
                return found
            if changes.start is not Start.KEPT:
                return None
        return self.views.of(collection).get(key)

    def put(self, collection: Collection[T], key: str, value: T) -> None:
        """Let the running job set `key`."""
        try:
            row = collection.encode(value)
        except Exception as error:
            raise StoreBadRow(collection.name, key, f"it cannot be encoded ({error!r})") from error
        table = table_of(self.database, collection.name)
        table.put(key, row)
        entry = self.storage.job.tables[collection.name].entries[key]
        assert entry is not None  # noqa: S101 - `put` has just made it
        self._job_values[collection.name, key] = decoded(collection, key, entry.row)

    def put_prepared(self, collection: Collection[T], rows: Iterable[PreparedRow[T]]) -> None:
        """Let the running job set rows that were made ready before."""
        changes = TableChanges()
        for row in rows:
            changes.entries[row.key] = row.entry
            self._job_values[collection.name, row.key] = row.value
        self.storage.record_table(collection.name, changes)

    def remove(self, collection: Collection[T], key: str) -> None:
        """Let the running job remove `key`; nothing happens where there is no such row."""
        if key in (self.storage.rows(collection.name) or ()):
            table = table_of(self.database, collection.name)
            table.remove(doc_ids=[key])  # type: ignore[list-item] # named rows: ids are str
            self._job_values.pop((collection.name, key), None)

    def keep(self) -> None:
        """Make the running job's changes part of the batch."""
        for name, changes in self.storage.job.tables.items():
            for key in changes.entries:
                self.values.pop((name, key), None)
        self.values.update(self._job_values)
        self._job_values = {}
        self.storage.keep()

    def forget(self) -> None:
        """Drop the running job's changes."""
        self._job_values = {}
        self.storage.forget()


class Transaction:
    """The hands of one job; they work until the job returns, and never wait."""

    def __init__(self, overlay: Overlay) -> None:
        self._overlay: Overlay | None = overlay

    def get(self, collection: Collection[T], key: str) -> T | None:
        """Return the value of `key`, None when there is none."""
        return self._open().value(collection, key)

    def put(self, collection: Collection[T], key: str, value: T) -> None:
        """Set the value of `key`; StoreBadRow when it would not survive a restart."""
        if not isinstance(key, str) or not key:
            raise StoreMisused(f"a key is a text, not {key!r}")
        overlay = self._open()
        overlay.views.of(collection)
        overlay.put(collection, key, value)

    def put_prepared(self, collection: Collection[T], rows: Iterable[PreparedRow[T]]) -> None:
        """Set the values of rows that `prepared` made ready, as quickly as a dict is filled."""
        overlay = self._open()
        overlay.views.of(collection)
        overlay.put_prepared(collection, rows)

    def delete(self, collection: Collection[T], key: str) -> None:
        """Remove `key`; nothing happens where there is no such row."""
        self._open().remove(collection, key)

    def items(self, collection: Collection[T]) -> Iterator[tuple[str, T]]:
        """Yield keys and values; the keys are those at the time of the call."""
        overlay = self._open()
        rows = overlay.storage.rows(collection.name)
        for key in list(rows or ()):
            value = overlay.value(collection, key)
            if value is not None:
                yield key, value

    def keys(self, collection: Collection[Any]) -> list[str]:
        """Return the keys, without looking at the values: a millisecond for some ten thousand."""
        return list(self._open().storage.rows(collection.name) or ())

    def next_number(self, collection: Collection[Any]) -> int:
        """Return 1, 2, 3 ... for `collection`: never twice, whatever is removed or restarted.

        A job that raises gives its number back; so does a batch that found no room.
        """
        return self.next_numbers(collection, 1)[0]

    def next_numbers(self, collection: Collection[Any], count: int) -> range:
        """Return so many numbers in a row, by the same rule; `count` is 1 or more."""
        table = table_of(self._open().database, NUMBERS)
        last = table.get(doc_id=collection.name)  # type: ignore[call-overload] # ids are str
        first = 1 if last is None else int(last["last"]) + 1
        table.put(collection.name, {"last": first + count - 1})
        return range(first, first + count)

    def end(self) -> None:
        """Let go; a job that kept its transaction cannot write any more."""
        self._overlay = None

    def _open(self) -> Overlay:
        if self._overlay is None:
            raise StoreMisused("the job of this transaction is over")
        return self._overlay
