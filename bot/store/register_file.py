"""A register's one file while this process writes to it: append, cut back, refuse, hand over.

Why a failed flush ends writing: after it nobody can say which of the unwritten pages are still
held by the system, and asking again may report success for pages that were thrown away. A disk
that is merely full is different: the line is cut off again, and the cut is flushed.

Why room is reserved: writing over zeros that are already part of the file leaves its length and
blocks alone, so that a flush need not write those as well (0.10 ms in place of 0.15 here, and
one disk operation in place of two on many disks).
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.store.changes import Tables
from bot.store.errors import FULL, StoreError, StoreFull, StoreMisused, StoreReadOnly
from bot.store.file_operations import FileOperations, let_go
from bot.store.generations import Written, write_whole
from bot.store.reading import Contents
from bot.store.reports import DiskFull, Report, WritesRefused
from bot.store.scanning import Header

# Bytes of zeros kept ready after the last line while the file is open.
ROOM = 256 * 1024


class RegisterFile:
    """The open, locked register file and the tables it holds.

    `length` is the number of bytes that are committed; bytes after it are nobody's.
    """

    def __init__(
        self,
        path: Path,
        files: FileOperations,
        handles: tuple[int, int],
        contents: Contents,
        report: Callable[[Report], None],
    ) -> None:
        self.path = path
        self.files = files
        self.handle, self._lock = handles
        self.tables: Tables = contents.tables
        self.header = contents.header
        self.sequence = contents.sequence
        self.snapshot_length = contents.snapshot_length
        self.length = contents.length
        self._room_until = 0
        self._reserves = True
        self.refusal: str | None = None
        self.report = report
        self._busy = threading.Lock()
        self._closed = False

    @property
    def log_length(self) -> int:
        """The bytes committed since the snapshot."""
        return self.length - self.snapshot_length

    def append(self, frame: bytes) -> None:
        """Return once `frame` is on the disk.

        StoreFull: it is cut off again and later frames may fit. StoreReadOnly: no later one will.
        """
        with self.alone():
            try:
                self._make_room(self.length + len(frame))
                write_whole(self.files, self.handle, frame, self.length)
                self.files.synchronise(self.handle)
            except OSError as error:
                raise self._cut_back(error) from error
            except BaseException as error:
                self.refuse(f"a write broke off ({error!r})")
                raise
            self.length += len(frame)
            self.sequence += 1

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the file against a second writer in this process, which would be a mistake."""
        if not self._busy.acquire(blocking=False):
            raise StoreMisused("two threads write to one register")
        try:
            if self.refusal is not None:
                raise StoreReadOnly(self.path, self.refusal)
            yield
        finally:
            self._busy.release()

    def refuse(self, reason: str) -> StoreReadOnly:
        """Take no more changes until the register is opened again; return the error to raise."""
        self.refusal = reason
        self.report(WritesRefused(self.path, reason))
        return StoreReadOnly(self.path, reason)

    def _make_room(self, until: int) -> None:
        """Reserve room for the frame and many later ones; one that refuses is not asked again."""
        if until <= self._room_until or not self._reserves:
            return
        try:
            self.files.reserve(self.handle, self.length, until - self.length + ROOM)
            self._room_until = until + ROOM
        except OSError:
            self._reserves = False

    def _give_room_back(self) -> None:
        with contextlib.suppress(OSError):
            if self._room_until:
                self.files.truncate(self.handle, self.length)

    def _cut_back(self, error: OSError) -> StoreError:
        reason = error.strerror or str(error)
        full = error.errno in FULL
        self._room_until = 0
        try:
            self.files.truncate(self.handle, self.length)
            if full:
                self.files.synchronise(self.handle)
        except OSError as second:
            return self.refuse(f"{reason}, and the unfinished line stays: {second}")
        if not full:
            return self.refuse(reason)
        self.report(DiskFull(self.path, reason))
        return StoreFull(self.path, reason)

    def adopt(self, header: Header, snapshot: Written, length: int) -> None:
        """Go on in the next generation, which has taken this one's name."""
        self._give_room_back()
        let_go(self.files, self.handle)
        self._room_until = 0
        self.handle = snapshot.handle
        self.header = header
        self.snapshot_length = snapshot.length
        self.length = length

    def close(self) -> None:
        """Give the file and the lock back; nothing happens the second time."""
        if self._closed:
            return
        self._closed = True
        if self.refusal is None:
            self._give_room_back()
        self.refusal = self.refusal or "it is closed"
        for handle in (self.handle, self._lock):
            let_go(self.files, handle)
