"""The committed rows of a collection as the frozen values they stand for, decoded once."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from tinydb import TinyDB

from bot.store.changes import RawRow
from bot.store.collection import Collection
from bot.store.collector import USUAL_ROW, collector_at_rest
from bot.store.errors import StoreBadRow, StoreMisused
from bot.store.storages import JournalStorage
from bot.store.tables import NamedTable

T = TypeVar("T")


class RegisterDatabase(TinyDB):
    """TinyDB with tables whose rows have names; give it a change storage."""

    table_class = NamedTable


def database_over(storage: Any) -> RegisterDatabase:
    """Return TinyDB's face of a change storage."""
    return RegisterDatabase(storage=lambda: storage)


def table_of(database: RegisterDatabase, name: str) -> NamedTable:
    """Return a table of `database` as what its class makes it."""
    return cast(NamedTable, database.table(name))


def decoded(collection: Collection[T], key: str, row: RawRow) -> T:
    """Return the value of a row; StoreBadRow when its collection cannot read it."""
    try:
        return collection.decode(row)
    except Exception as error:
        raise StoreBadRow(collection.name, key, f"it cannot be read ({error!r})") from error


class View(Generic[T]):
    """The values of one collection by key: what has been asked for, or all of them."""

    def __init__(self, collection: Collection[T], table: NamedTable) -> None:
        self.collection = collection
        self._table = table
        self._values: dict[str, T] = {}
        self._whole = False

    def get(self, key: str) -> T | None:
        """Return the committed value of `key`, None when there is none."""
        if key in self._values:
            return self._values[key]
        if self._whole:
            return None
        row = self._table.get(doc_id=key)  # type: ignore[call-overload] # named rows: ids are str
        if row is None:
            return None
        self._values[key] = decoded(self.collection, key, row)
        return self._values[key]

    def all(self) -> Mapping[str, T]:
        """Return a live view of all committed values, in the order of their rows."""
        if not self._whole:
            known, values = self._values, {}
            with collector_at_rest(len(self._table) * USUAL_ROW):
                for row in self._table:
                    key = str(row.doc_id)
                    value = known[key] if key in known else decoded(self.collection, key, row)
                    values[key] = value
            self._values = values
            self._whole = True
        return MappingProxyType(self._values)

    def known_before(self, key: str) -> T | None:
        """Return the value of `key`; None also for a row that cannot be read."""
        try:
            return self.get(key)
        except StoreBadRow:
            return None

    def put(self, key: str, value: T) -> None:
        """Follow a commit that put `value`."""
        self._values[key] = value

    def remove(self, key: str) -> None:
        """Follow a commit that removed `key`."""
        self._values.pop(key, None)


class Views:
    """One view for each collection that has been asked for."""

    def __init__(self, storage: JournalStorage) -> None:
        self._database = database_over(storage)
        self._views: dict[str, View[Any]] = {}

    def of(self, collection: Collection[T]) -> View[T]:
        """Return the view of `collection`; StoreMisused when its name has another codec."""
        view = self._views.get(collection.name)
        if view is None:
            view = View(collection, table_of(self._database, collection.name))
            self._views[collection.name] = view
        if view.collection is not collection and view.collection != collection:
            raise StoreMisused(f"two different collections are called {collection.name!r}")
        return view

    def known(self, name: str) -> View[Any] | None:
        """Return the view of a name, None when nobody has asked for it."""
        return self._views.get(name)
