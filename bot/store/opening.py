"""Opening a register file: to write (lock, repair a torn end, upgrade) or only to read."""

import contextlib
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.store.changes import Tables
from bot.store.collector import collector_at_rest
from bot.store.errors import (
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    disk_errors,
)
from bot.store.file_operations import FileOperations, let_go, opened
from bot.store.generations import (
    Written,
    discard,
    keep_previous,
    put_in_place,
    row_count,
    write_snapshot,
    write_whole,
)
from bot.store.reading import Contents, read_contents
from bot.store.register_file import RegisterFile
from bot.store.reports import Report, SchemaUpgraded, TornFrameCut
from bot.store.scanning import BadLine, Header
from bot.store.schema import Schema
from bot.store.siblings import free_name, lock_of, new_of, previous_of


def open_register_file(
    path: Path, schema: Schema, files: FileOperations, report: Callable[[Report], None]
) -> RegisterFile:
    """Open or create the register at `path` and hold its lock; StoreError when it cannot be."""
    lock = take_lock(files, path)
    try:
        with disk_errors(path), collector_at_rest(length_of(files, path)):
            _require_or_create(path, schema, files)
            handle, contents = _opened(path, schema, files, report)
            if contents.header.schema != schema.version:
                try:
                    report(_upgrade(path, schema, files, handle, contents))
                finally:
                    let_go(files, handle)
                handle, contents = _opened(path, schema, files, report)
    except BaseException:
        let_go(files, lock)
        raise
    return RegisterFile(path, files, (handle, lock), contents, report)


class ReadOnlyJournal:
    """A register as it was when it was read; it takes no changes and holds no file."""

    def __init__(self, path: Path, tables: Tables, sequence: int) -> None:
        self.path = path
        self.tables = tables
        self.sequence = sequence
        self.refusal: str | None = "it was opened only to read"

    def append(self, _frame: bytes) -> None:
        """Refuse."""
        raise StoreReadOnly(self.path, str(self.refusal))

    def close(self) -> None:
        """Have nothing to give back."""


def read_register(path: Path, schema: Schema, files: FileOperations) -> ReadOnlyJournal:
    """Read the register at `path` up to its last whole change, also while a process writes it."""
    files.require_support()
    if not files.exists(path):
        raise StoreMissing(path)
    with collector_at_rest(length_of(files, path)):
        contents = contents_at(path, files)
        schema.require_way_from(contents.header.schema, path)
        tables = schema.upgraded(contents.tables, contents.header.schema)
    return ReadOnlyJournal(path, tables, contents.sequence)


def length_of(files: FileOperations, path: Path) -> int:
    """Return the length in bytes of the file at `path`, 0 when there is none; StoreError."""
    if not files.exists(path):
        return 0
    with disk_errors(path), opened(files, path) as handle:
        return files.size(handle)


def contents_at(path: Path, files: FileOperations) -> Contents:
    """Return what the file at `path` holds, without its lock; StoreError when it cannot be told."""
    with disk_errors(path), opened(files, path) as handle:
        return read_contents(files, handle, path)


def take_lock(files: FileOperations, path: Path) -> int:
    """Hold the lock of `path` until the returned handle is closed; StoreLocked when it is held."""
    files.require_support()
    lock = lock_of(path)
    with disk_errors(path):
        handle = files.lock(lock)
        if handle is None:
            raise StoreLocked(path, _holder(files, lock))
        with contextlib.suppress(OSError):
            files.truncate(handle, 0)
            files.write(handle, b"%d\n" % os.getpid(), 0)
    return handle


def _holder(files: FileOperations, lock: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError), opened(files, lock) as handle:
        return int(files.read(handle, 32, 0))
    return None


def _require_or_create(path: Path, schema: Schema, files: FileOperations) -> None:
    files.remove(new_of(path))
    if length_of(files, path):
        return
    if files.exists(previous_of(path)):
        state = "empty" if files.exists(path) else "gone"
        reason = f"the file is {state} although an earlier generation stands beside it"
        raise StoreDamaged(path, 1, 0, reason)
    header = Header(secrets.token_hex(8), schema.version, generation=1, sequence=0, rows=0)
    written = write_snapshot(files, new_of(path), header, {})
    try:
        put_in_place(files, new_of(path), path)
    finally:
        let_go(files, written.handle)


def _opened(
    path: Path, schema: Schema, files: FileOperations, report: Callable[[Report], None]
) -> tuple[int, Contents]:
    handle = files.open(path, writable=True)
    try:
        contents = read_contents(files, handle, path)
        schema.require_way_from(contents.header.schema, path)
        if contents.tail is not None:
            report(_cut(path, files, handle, contents, contents.tail))
    except BaseException:
        let_go(files, handle)
        raise
    return handle, contents


def _cut(
    path: Path, files: FileOperations, handle: int, contents: Contents, tail: BadLine
) -> TornFrameCut:
    kept_as = free_name(path, "torn", files.exists)
    copy = files.create(kept_as)
    try:
        write_whole(files, copy, tail.line.data, 0)
        files.synchronise(copy)
    except BaseException:
        discard(files, Written(copy, 0), kept_as)
        raise
    let_go(files, copy)
    files.synchronise_directory(path.parent)
    files.truncate(handle, contents.length)
    files.synchronise(handle)
    contents.tail = None
    line = tail.line
    return TornFrameCut(path, kept_as, line.number, line.offset, len(line.data))


def _upgrade(
    path: Path, schema: Schema, files: FileOperations, handle: int, contents: Contents
) -> SchemaUpgraded:
    """Put a generation of the new schema in the place of the file open as `handle`."""
    found = contents.header
    new, kept_as = new_of(path), free_name(path, f"schema-{found.schema}", files.exists)
    tables = schema.upgraded(contents.tables, found.schema)
    header = replace(
        found,
        schema=schema.version,
        generation=found.generation + 1,
        sequence=contents.sequence,
        rows=row_count(tables),
    )
    let_go(files, write_snapshot(files, new, header, tables).handle)
    files.link(path, kept_as)
    keep_previous(files, handle, path)
    put_in_place(files, new, path)
    return SchemaUpgraded(path, found.schema, schema.version, kept_as)
