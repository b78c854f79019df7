"""A set of changes to tables: what one job, one batch or one TinyDB call wants to be different.

Why one class: a change set is what is written (as operations), what is applied to memory, and
what a job sees of its own work. There is no second description of a change anywhere.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from bot.store.frames import json_bytes

RawRow: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, dict[str, RawRow]]

PUT = "="
REMOVE = "-"
EMPTY = "0"
DROP = "x"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it will be read back, and its text as it will be written."""

    row: RawRow
    text: bytes

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Entry":
        """Take `row` through JSON once, so that memory holds what the disk will give back."""
        return cls.read_back([json_bytes(row)])[0]

    @classmethod
    def read_back(cls, texts: Sequence[bytes]) -> "list[Entry]":
        """Return the entries of rows as they are written; read as one, they share their keys.

        Of many rows kept in memory the keys, each time anew, would be half.
        """
        rows = json.loads(b"[%b]" % b",".join(texts))
        return [cls(row, text) for row, text in zip(rows, texts, strict=True)]


class Start(Enum):
    """What a change does to the table before its entries are put."""

    KEPT = "kept"
    EMPTIED = "emptied"
    DROPPED = "dropped"


@dataclass(slots=True)
class TableChanges:
    """The changes of one table: its rows by key, None for a removed one."""

    start: Start = Start.KEPT
    entries: dict[str, Entry | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.start is not Start.KEPT or bool(self.entries)

    def add(self, later: "TableChanges") -> None:
        """Let `later` happen after what is already here."""
        if later.start is not Start.KEPT:
            self.start = later.start
            self.entries = dict(later.entries)
            return
        if later.entries and self.start is Start.DROPPED:
            self.start = Start.EMPTIED
        self.entries.update(later.entries)


class ChangeSet:
    """Changes of any number of tables, in the order in which the tables were first touched."""

    __slots__ = ("tables",)

    def __init__(self) -> None:
        self.tables: dict[str, TableChanges] = {}

    def __bool__(self) -> bool:
        return any(self.tables.values())

    def add(self, later: "ChangeSet") -> None:
        """Let `later` happen after what is already here."""
        for name, changes in later.tables.items():
            self.tables.setdefault(name, TableChanges()).add(changes)

    def operations(self) -> Iterator[bytes]:
        """Yield the changes as JSON operations, in the order in which they apply."""
        for name, changes in self.tables.items():
            table = json_bytes(name)
            if changes.start is Start.DROPPED:
                yield b'["%b",%b]' % (DROP.encode(), table)
            elif changes.start is Start.EMPTIED:
                yield b'["%b",%b]' % (EMPTY.encode(), table)
            for key, entry in changes.entries.items():
                if entry is None:
                    yield b'["%b",%b,%b]' % (REMOVE.encode(), table, json_bytes(key))
                else:
                    word = json_bytes(key)
                    yield b'["%b",%b,%b,%b]' % (PUT.encode(), table, word, entry.text)

    def apply_to(self, tables: Tables) -> None:
        """Make the changes in `tables`, exactly as a reader of the operations would."""
        for name, changes in self.tables.items():
            if not changes:
                continue
            if changes.start is Start.DROPPED:
                tables.pop(name, None)
                continue
            if changes.start is Start.EMPTIED:
                tables[name] = {}
            rows = tables.setdefault(name, {})
            for key, entry in changes.entries.items():
                if entry is None:
                    rows.pop(key, None)
                else:
                    rows[key] = entry.row


def apply_operation(tables: Tables, operation: Any) -> None:
    """Make one operation read from a file; ValueError when it is none."""
    match operation:
        case [str(word), str(name), str(key), dict(row)] if word == PUT:
            tables.setdefault(name, {})[key] = row
        case [str(word), str(name), str(key)] if word == REMOVE:
            tables.setdefault(name, {}).pop(key, None)
        case [str(word), str(name)] if word == EMPTY:
            tables[name] = {}
        case [str(word), str(name)] if word == DROP:
            tables.pop(name, None)
        case _:
            raise ValueError("this is no operation on a table")


def apply_operations(tables: Tables, operations: list[Any]) -> None:
    """Make operations read from a file, in their order; ValueError when one is none.

    Nearly all of a file is rows that are put, so those take a shorter way: a tenth of the time.
    """
    for operation in operations:
        if len(operation) == 4 and operation[0] == PUT and isinstance(operation[3], dict):
            _, name, key, row = operation
            rows = tables.get(name)
            if rows is None:
                rows = tables[name] = {}
            rows[key] = row
        else:
            apply_operation(tables, operation)


def operations_of(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[bytes]:
    """Yield the operations that build `tables` from nothing."""
    for name, rows in tables.items():
        if not rows:
            yield json_bytes([EMPTY, name])
        for key, row in rows.items():
            yield json_bytes([PUT, name, key, row])


class LayeredRows(Mapping[str, RawRow]):
    """The rows of one table as they would be after changes that have not happened yet."""

    __slots__ = ("_below", "_changes")

    def __init__(self, below: Mapping[str, RawRow], changes: TableChanges) -> None:
        self._below: Mapping[str, RawRow] = below if changes.start is Start.KEPT else {}
        self._changes = changes

    def __getitem__(self, key: str) -> RawRow:
        if key not in self._changes.entries:
            return self._below[key]
        entry = self._changes.entries[key]
        if entry is None:
            raise KeyError(key)
        return entry.row

    def __iter__(self) -> Iterator[str]:
        entries = self._changes.entries
        for key in self._below:
            if entries.get(key, entries) is not None:
                yield key
        for key, entry in entries.items():
            if entry is not None and key not in self._below:
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)
