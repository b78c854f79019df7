"""Putting a damaged register together again from its good lines and its earlier generation.

Why this can be exact: the earlier generation holds every change up to the moment the damaged
file took its place, changes are numbered without gaps, and the damaged file's own good lines
carry on from there. What is missing is therefore known by number, never guessed.
"""

import contextlib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.store.changes import Tables, apply_operations
from bot.store.collector import collector_at_rest
from bot.store.errors import StoreDamaged, StoreUnrecoverable, disk_errors
from bot.store.file_operations import LOCAL_FILES, FileOperations, let_go, opened
from bot.store.generations import put_in_place, row_count, write_snapshot
from bot.store.opening import contents_at, length_of, take_lock
from bot.store.reading import Contents, is_torn, row_counts
from bot.store.reports import Problem, Recovery
from bot.store.scanning import (
    BadLine,
    FooterLine,
    FrameLine,
    Header,
    HeaderLine,
    RowLines,
    scan,
)
from bot.store.schema import CURRENT_SCHEMA, Schema
from bot.store.siblings import free_name, new_of, previous_of


@dataclass
class Salvage:
    """The good lines of one file: its snapshot when whole, its frames by number.

    `lost_end` counts bad lines after the last good frame that were once finished, `unfinished`
    the bytes of a last line that never was.
    """

    path: Path
    header: Header | None = None
    snapshot: Tables | None = None
    frames: dict[int, list[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost_end: int = 0
    unfinished: int = 0


def salvaged(files: FileOperations, path: Path) -> Salvage:
    """Read all good lines of `path`; an empty salvage when there is no such file."""
    salvage = Salvage(path)
    if not files.exists(path):
        salvage.problems.append(Problem(1, 0, "the file is gone"))
        return salvage
    with disk_errors(path), opened(files, path) as handle:
        _take_lines(salvage, files, handle)
    return salvage


def _take_lines(salvage: Salvage, files: FileOperations, handle: int) -> None:
    tables: Tables = {}
    rows, digits = 0, 0
    last: BadLine | None = None
    for item in scan(files, handle):
        last = item if isinstance(item, BadLine) else None
        match item:
            case HeaderLine(header=header):
                salvage.header = header
            case RowLines(operations=operations):
                rows, digits = rows + len(operations), crc32(item.digits, digits)
                _apply(tables, operations)
            case FooterLine(header=header):
                salvage.header = header
                if header.rows == rows and item.checksum == digits:
                    salvage.snapshot = tables
            case FrameLine():
                _take_frame(salvage, item)
            case BadLine(reason=reason):
                salvage.problems.append(Problem(item.line.number, item.line.offset, reason))
                salvage.lost_end += salvage.snapshot is not None or bool(salvage.frames)
    if last is not None and is_torn(last.line) and salvage.snapshot is not None:
        salvage.problems.pop()
        salvage.lost_end -= 1
        salvage.unfinished = len(last.line.data)
    if salvage.snapshot is None and not salvage.problems:
        salvage.problems.append(Problem(1, 0, "no whole snapshot is in the file"))


def _take_frame(salvage: Salvage, item: FrameLine) -> None:
    before = max(salvage.frames, default=salvage.header.sequence if salvage.header else 0)
    if item.sequence != before + 1 and not salvage.problems:
        reason = f"change {item.sequence} follows change {before}"
        salvage.problems.append(Problem(item.line.number, item.line.offset, reason))
    salvage.frames[item.sequence] = item.operations
    salvage.lost_end = 0


def _apply(tables: Tables, operations: list[Any]) -> bool:
    try:
        apply_operations(tables, operations)
    except (ValueError, TypeError):
        return False
    return True


@dataclass
class _State:
    """A state on its way: where it started, and the last change that is in it."""

    base: Path | None
    tables: Tables
    schema: int
    sequence: int


def recover(
    path: Path, schema: Schema = CURRENT_SCHEMA, files: FileOperations = LOCAL_FILES
) -> Recovery:
    """Write the best state the good lines allow, and keep the damaged file beside it.

    A register without damage is left alone. StoreLocked while a process writes to it;
    StoreUnrecoverable, with nothing changed, when there is no state to start from.
    """
    path = path.resolve()
    lock = take_lock(files, path)
    try:
        with contextlib.suppress(StoreDamaged), collector_at_rest(length_of(files, path)):
            if files.exists(path):
                return _left_alone(path, contents_at(path, files))
        return _recovered(path, schema, files)
    finally:
        let_go(files, lock)


def _left_alone(path: Path, contents: Contents) -> Recovery:
    return Recovery(path, path, contents.sequence, 0, contents.row_counts(), (), ())


def _recovered(path: Path, schema: Schema, files: FileOperations) -> Recovery:
    sources = _sources(files, path)
    states = [_replayed(state, sources, schema) for state in _starts(sources, schema)]
    if not states:
        raise StoreUnrecoverable(path, "no whole snapshot and no first change is left")
    best = max(states, key=lambda state: state.sequence)
    highest = max(best.sequence, *_traces(sources))
    with disk_errors(path):
        kept = _put_together(files, path, best, highest, sources)
    return Recovery(
        path,
        best.base,
        best.sequence,
        highest - best.sequence,
        row_counts(best.tables),
        tuple(sources[0].problems),
        kept,
    )


def _sources(files: FileOperations, path: Path) -> list[Salvage]:
    """Return the salvage of the file and, where it is of the same history, of the earlier one."""
    present, earlier = salvaged(files, path), salvaged(files, previous_of(path))
    if present.header is not None and earlier.header is not None:
        same = present.header.register == earlier.header.register
        if not same or present.header.generation <= earlier.header.generation:
            return [present]
    return [present, earlier]


def _traces(sources: list[Salvage]) -> Iterator[int]:
    """Yield the numbers of all changes of which something was seen."""
    for source in sources:
        start = source.header.sequence if source.header else 0
        yield max(source.frames, default=start) + source.lost_end


def _starts(sources: list[Salvage], schema: Schema) -> Iterator[_State]:
    for source in sources:
        if source.snapshot is not None and source.header is not None:
            header = source.header
            schema.require_way_from(header.schema, source.path)
            yield _State(source.path, dict(source.snapshot), header.schema, header.sequence)
    first = next((source for source in sources if source.header and 1 in source.frames), None)
    if first is not None and first.header is not None:
        yield _State(None, {}, first.header.schema, 0)


def _replayed(state: _State, sources: list[Salvage], schema: Schema) -> _State:
    """Let every later change happen to `state` that follows without a gap."""
    state.tables = {name: dict(rows) for name, rows in state.tables.items()}
    while (found := _frame(sources, state.sequence + 1)) is not None:
        version, operations = found
        if version < state.schema:
            break
        _upgrade(state, schema, version)
        if not _apply(state.tables, operations):
            break
        state.sequence += 1
    _upgrade(state, schema, schema.version)
    return state


def _upgrade(state: _State, schema: Schema, to: int) -> None:
    if state.schema != to:
        # An upgrade may change rows in place, and other candidates hold the same rows.
        state.tables = schema.upgraded(deepcopy(state.tables), state.schema, to)
        state.schema = to


def _frame(sources: list[Salvage], sequence: int) -> tuple[int, list[Any]] | None:
    for source in sources:
        if source.header is not None and sequence in source.frames:
            return source.header.schema, source.frames[sequence]
    return None


def _put_together(
    files: FileOperations, path: Path, state: _State, sequence: int, sources: list[Salvage]
) -> tuple[Path, ...]:
    """Write `state` as a new generation; its numbers go on after all that was ever seen.

    A number that was lost is never given out again: a later recovery would take the lost change
    of an old file for the new one.
    """
    headers = [source.header for source in sources if source.header is not None]
    header = replace(
        headers[0],
        schema=state.schema,
        generation=max(header.generation for header in headers) + 1,
        sequence=sequence,
        rows=row_count(state.tables),
    )
    kept: tuple[Path, ...] = ()
    written = write_snapshot(files, new_of(path), header, state.tables)
    try:
        if files.exists(path):
            kept = (free_name(path, "damaged", files.exists),)
            files.link(path, kept[0])
        put_in_place(files, new_of(path), path)
    finally:
        let_go(files, written.handle)
    return kept
