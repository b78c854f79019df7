"""TinyDB's table over a journal: each call becomes one change set, written before it is seen.

Why `_update_table` is overridden (and TinyDB therefore pinned to 4.9): it is the one place all
of TinyDB's writing goes through. The stock one rebuilds every id of the table on each call and
lets the caller's function change rows in place, before anything is on the disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, TypeAlias

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table

from bot.store.changes import Entry, RawRow, Start, TableChanges
from bot.store.errors import StoreBadRow, StoreMisused
from bot.store.storages import ChangeStorage

Fields: TypeAlias = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalTable(Table):
    """A TinyDB table whose storage takes change sets; without a query cache, which would go stale.

    Every call is all or nothing, also one whose function or condition raises half way.
    """

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = 0,  # noqa: ARG002 - TinyDB's own signature; the cache stays off
        persist_empty: bool = False,  # noqa: FBT001, FBT002 - TinyDB's own signature
    ) -> None:
        if not isinstance(storage, ChangeStorage):
            raise StoreMisused("a journal table rests in a journal storage")
        self._changes_storage = storage
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def put(self, key: str | int, row: Mapping[str, Any]) -> None:
        """Set the row with id `key`, whatever it was before."""

        def set_row(table: MutableMapping[Any, Any]) -> None:
            table[key] = row

        self._update_table(set_row)

    def update(
        self,
        fields: Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """As TinyDB's; a condition is turned into ids first, so that only those rows are copied."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching([cond])
        return super().update(fields, None, doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """As TinyDB's: later conditions see what earlier updates of the same call did."""
        pairs = list(updates)
        candidates = self._matching([condition for _, condition in pairs])
        updated: list[int] = []

        def update_matching(table: MutableMapping[Any, Any]) -> None:
            for doc_id in candidates:
                for fields, condition in pairs:
                    if condition(table[doc_id]):
                        updated.append(doc_id)
                        _change(table[doc_id], fields)

        self._update_table(update_matching)
        return updated

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """As TinyDB's; a condition is turned into ids first."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching([cond])
        return super().remove(None, doc_ids)

    def _matching(self, conditions: list[QueryLike]) -> list[Any]:
        return [
            self.document_id_class(key)
            for key, row in self._read_table().items()
            if any(condition(row) for condition in conditions)
        ]

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        rows: Any = self._changes_storage.rows(self.name)
        return {} if rows is None else rows

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = self._changes_storage.rows(self.name)
        edit = TableEdit(self.name, {} if rows is None else rows, self.document_id_class)
        if rows is None:
            edit.clear()
        updater(edit)
        self._changes_storage.record_table(self.name, edit.changes())


class NamedTable(JournalTable):
    """A journal table whose rows have names instead of numbers: the keys of a collection."""

    document_id_class = str  # type: ignore[assignment] # TinyDB allows any, its types say int


class TableEdit(MutableMapping[Any, Any]):
    """What TinyDB's updaters write into: a view that copies a row when it is first touched."""

    def __init__(
        self, name: str, rows: Mapping[str, RawRow], id_class: Callable[[str], Any]
    ) -> None:
        self._name = name
        self._rows = rows
        self._id_class = id_class
        self._start = Start.KEPT
        self._touched: dict[str, Any] = {}

    def __getitem__(self, doc_id: object) -> Any:
        key = str(doc_id)
        if key not in self._touched:
            self._touched[key] = _copied(self._rows[key])
        row = self._touched[key]
        if row is None:
            raise KeyError(doc_id)
        return row

    def __setitem__(self, doc_id: object, row: Any) -> None:
        self._touched[str(doc_id)] = row

    def __delitem__(self, doc_id: object) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self._touched[key] is not None if key in self._touched else key in self._rows

    def __iter__(self) -> Iterator[Any]:
        for key in self._rows:
            if self._touched.get(key, self) is not None:
                yield self._id_class(key)
        for key, row in self._touched.items():
            if row is not None and key not in self._rows:
                yield self._id_class(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Forget all rows; those set later start from an empty table."""
        self._start = Start.EMPTIED
        self._rows = {}
        self._touched.clear()

    def changes(self) -> TableChanges:
        """Return what was touched, each row as JSON will give it back; StoreBadRow if it cannot."""
        entries = {key: self._entry(key, row) for key, row in self._touched.items()}
        return TableChanges(self._start, entries)

    def _entry(self, key: str, row: Any) -> Entry | None:
        try:
            key.encode("utf-8")
            return None if row is None else Entry.of(row)
        except (ValueError, TypeError, RecursionError) as error:
            raise StoreBadRow(self._name, key, f"it cannot be written as JSON ({error})") from error


def _change(row: MutableMapping[str, Any], fields: Fields) -> None:
    if callable(fields):
        fields(row)
    else:
        row.update(fields)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner) for inner in value]
    return value
