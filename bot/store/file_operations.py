"""The few operations the store asks of a file system, and their local implementation.

Why a seam: power cuts, torn pages and full disks are modelled behind it in the tests, at every
single call. Each method does one thing and raises OSError; none of them retries.
"""

import contextlib
import errno
import importlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Protocol

from bot.store.errors import StoreUnsupported

OWNER_ONLY = 0o600

# What F_FULLFSYNC answers on disks that do not know it (network shares, some USB sticks).
_NOT_OFFERED = {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}


class FileOperations(Protocol):
    """What a register file needs of its disk; a handle is a small number, as in `os`."""

    def require_support(self) -> None:
        """Raise StoreUnsupported where files cannot be locked or read at an offset."""

    def lock(self, path: Path) -> int | None:
        """Create `path` if needed and hold it for life; None when another process does."""

    def open(self, path: Path, *, writable: bool) -> int:
        """Open an existing file and return its handle."""

    def create(self, path: Path) -> int:
        """Create an empty file readable by its owner alone, or empty the one that is there."""

    def read(self, handle: int, size: int, offset: int) -> bytes:
        """Return up to `size` bytes from `offset`; empty at the end of the file."""

    def write(self, handle: int, data: bytes | memoryview, offset: int) -> int:
        """Write at `offset` and return how many bytes were taken, perhaps not all."""

    def size(self, handle: int) -> int:
        """Return the length of the file in bytes."""

    def truncate(self, handle: int, length: int) -> None:
        """Cut the file to `length` bytes."""

    def reserve(self, handle: int, offset: int, size: int) -> None:
        """Write up to `size` zeros at `offset`; fewer are no error."""

    def synchronise(self, handle: int) -> None:
        """Return once the data and length of the file are on the disk."""

    def close(self, handle: int) -> None:
        """Give the handle (and a lock held through it) back."""

    def exists(self, path: Path) -> bool:
        """Tell whether something stands at `path`."""

    def is_at(self, handle: int, path: Path) -> bool:
        """Tell whether `path` names the file that is open as `handle`."""

    def link(self, source: Path, target: Path) -> None:
        """Give the file at `source` a second name."""

    def replace(self, source: Path, target: Path) -> None:
        """Rename `source` to `target` in one step, whatever stood there."""

    def remove(self, path: Path) -> None:
        """Remove a name; nothing happens where there is none."""

    def synchronise_directory(self, directory: Path) -> None:
        """Return once the names in `directory` are on the disk."""


class LocalFiles:
    """A local POSIX file system; macOS flushes the drive's own cache too (F_FULLFSYNC)."""

    def __init__(self) -> None:
        self._fcntl: ModuleType | None = None
        with contextlib.suppress(ImportError):
            self._fcntl = importlib.import_module("fcntl")
        self._full_flush: int | None = getattr(self._fcntl, "F_FULLFSYNC", None)
        self._flush = getattr(os, "fdatasync", os.fsync)

    def require_support(self) -> None:
        """Raise StoreUnsupported without flock or pread."""
        if self._fcntl is None or not hasattr(os, "pread"):
            raise StoreUnsupported("this system has no file locks (flock); use Linux or macOS")

    def lock(self, path: Path) -> int | None:
        """Hold a flock; None when another open file has it."""
        self.require_support()
        assert self._fcntl is not None  # noqa: S101 - require_support has just proved it
        handle = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            self._fcntl.flock(handle, self._fcntl.LOCK_EX | self._fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError as error:
            os.close(handle)
            raise StoreUnsupported(f"this disk cannot lock files ({error.strerror})") from error
        return handle

    def open(self, path: Path, *, writable: bool) -> int:
        """Open a regular file; one to write is closed to everybody but its owner."""
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        handle = os.open(path, os.O_RDWR if writable else os.O_RDONLY)
        if writable:
            with contextlib.suppress(PermissionError):
                os.fchmod(handle, OWNER_ONLY)
        return handle

    def create(self, path: Path) -> int:
        """Open an empty file of the owner alone."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)

    def read(self, handle: int, size: int, offset: int) -> bytes:
        """Read at an offset."""
        return os.pread(handle, size, offset)

    def write(self, handle: int, data: bytes | memoryview, offset: int) -> int:
        """Write at an offset; return how many bytes were taken."""
        return os.pwrite(handle, data, offset)

    def size(self, handle: int) -> int:
        """Return the length in bytes."""
        return os.fstat(handle).st_size

    def truncate(self, handle: int, length: int) -> None:
        """Cut the file."""
        os.ftruncate(handle, length)

    def reserve(self, handle: int, offset: int, size: int) -> None:
        """Write zeros: allocated but unwritten blocks would cost each later flush as much."""
        os.pwrite(handle, bytes(size), offset)

    def synchronise(self, handle: int) -> None:
        """Flush data and length to the disk, on macOS through its cache."""
        if self._full_flush is not None and self._fcntl is not None:
            try:
                self._fcntl.fcntl(handle, self._full_flush)
            except OSError as error:
                if error.errno not in _NOT_OFFERED:
                    raise
            else:
                return
        self._flush(handle)

    def close(self, handle: int) -> None:
        """Close the handle, and with it a lock."""
        os.close(handle)

    def exists(self, path: Path) -> bool:
        """Tell whether there is such a name, even of a broken link."""
        return os.path.lexists(path)

    def is_at(self, handle: int, path: Path) -> bool:
        """Compare device and inode."""
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except FileNotFoundError:
            return False

    def link(self, source: Path, target: Path) -> None:
        """Make a hard link."""
        os.link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over whatever was there."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Unlink, if there is anything."""
        path.unlink(missing_ok=True)

    def synchronise_directory(self, directory: Path) -> None:
        """Flush the directory's names."""
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


LOCAL_FILES = LocalFiles()


def let_go(files: FileOperations, handle: int) -> None:
    """Close `handle`; a disk that complains is not heard: what counts was flushed before."""
    with contextlib.suppress(OSError):
        files.close(handle)


@contextlib.contextmanager
def opened(files: FileOperations, path: Path) -> Iterator[int]:
    """Open the file at `path` to read, for the time of a with statement."""
    handle = files.open(path, writable=False)
    try:
        yield handle
    finally:
        let_go(files, handle)
