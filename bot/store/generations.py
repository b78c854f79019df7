"""Writing a whole generation of a register beside the old one, and putting it in its place.

Why a rename and never a rewrite: at every moment one of the two files is whole and under its
name, whatever is pulled out of the wall. The old one stays as `.previous`.
"""

import contextlib
import errno
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.store.changes import operations_of
from bot.store.file_operations import FileOperations, let_go
from bot.store.frames import framed
from bot.store.scanning import PIECE, Header, digits_of, footer_line
from bot.store.siblings import beside, previous_of

# Written in blocks of about a millisecond of work, so that a pause between two blocks lets the
# event loop run; flushed often, so that a commit on the same disk never waits for one big flush.
BLOCK = 64 * 1024
FLUSH_EVERY = 4 * 1024 * 1024


@dataclass(frozen=True)
class Written:
    """A finished snapshot: its open handle and its length in bytes."""

    handle: int
    length: int


def write_whole(files: FileOperations, handle: int, data: bytes, offset: int) -> int:
    """Write all of `data`, in as many steps as the system takes; return the offset after it."""
    rest = memoryview(data)
    while rest:
        taken = files.write(handle, rest, offset)
        if not taken:
            raise OSError(errno.ENOSPC, "the system took no more bytes")
        rest = rest[taken:]
        offset += taken
    return offset


def no_pause() -> None:
    """Go on at once: for writers that nobody waits beside."""


def write_snapshot(
    files: FileOperations,
    path: Path,
    header: Header,
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]],
    pause: Callable[[], None] = no_pause,
) -> Written:
    """Write a snapshot of `tables` to `path` and flush it; the handle stays open.

    `pause` is called between blocks and may raise to give up; the unfinished file is removed.
    """
    files.remove(path)
    handle = files.create(path)
    try:
        length = _write_blocks(files, handle, _snapshot_lines(header, tables), pause)
        files.synchronise(handle)
    except BaseException:
        discard(files, Written(handle, 0), path)
        raise
    return Written(handle, length)


def discard(files: FileOperations, written: Written, path: Path) -> None:
    """Close and remove an unfinished generation; a disk that will not is left with it."""
    let_go(files, written.handle)
    with contextlib.suppress(OSError):
        files.remove(path)


def row_count(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> int:
    """Return how many lines the rows of `tables` take; an empty table takes one too."""
    return sum(len(rows) or 1 for rows in tables.values())


def _snapshot_lines(
    header: Header, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> Iterator[bytes]:
    checksum = 0
    yield header.line()
    for operation in operations_of(tables):
        line = framed(operation)
        checksum = crc32(digits_of(line), checksum)
        yield line
    yield footer_line(header, checksum)


def _write_blocks(
    files: FileOperations, handle: int, lines: Iterator[bytes], pause: Callable[[], None]
) -> int:
    block: list[bytes] = []
    waiting = offset = flushed = 0
    for line in lines:
        block.append(line)
        waiting += len(line)
        if waiting >= BLOCK:
            offset = write_whole(files, handle, b"".join(block), offset)
            block, waiting = [], 0
            if offset - flushed >= FLUSH_EVERY:
                files.synchronise(handle)
                flushed = offset
            pause()
    return write_whole(files, handle, b"".join(block), offset)


def copy_bytes(files: FileOperations, source: int, target: int, span: range, offset: int) -> int:
    """Copy the bytes of `span` from one file to `offset` of another; return the offset after."""
    position = span.start
    while position < span.stop:
        piece = files.read(source, min(PIECE, span.stop - position), position)
        if not piece:
            raise OSError(f"the file ends {span.stop - position} bytes early")
        offset = write_whole(files, target, piece, offset)
        position += len(piece)
    return offset


def keep_previous(files: FileOperations, handle: int, path: Path) -> None:
    """Give the file at `path`, open as `handle`, its second name `.previous`.

    A crash may have left it that name already; renaming one name of a file to another of the
    same file does nothing and reports success, so that case is left alone.
    """
    previous = previous_of(path)
    if files.is_at(handle, previous):
        return
    name = beside(path, "previous-new")
    files.remove(name)
    files.link(path, name)
    files.replace(name, previous)


def put_in_place(files: FileOperations, new: Path, path: Path) -> None:
    """Give a flushed file its name for good."""
    files.replace(new, path)
    files.synchronise_directory(path.parent)
