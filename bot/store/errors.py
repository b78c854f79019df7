"""Everything the store refuses, as one family of errors; each carries its facts as fields.

The sentences are for an operator's log; words for officials are made elsewhere from the fields.
"""
# ruff: noqa: N818 - each name already says what is wrong; "StoreLockedError" says it twice

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class StoreError(Exception):
    """The root of all errors of the store; its text is one plain sentence."""


class StoreLocked(StoreError):
    """Another live process holds the register; `holder` is its process id where known."""

    def __init__(self, path: Path, holder: int | None) -> None:
        self.path = path
        self.holder = holder
        by = "another process" if holder is None else f"process {holder}"
        super().__init__(f"{path} is in use by {by}; stop it first, or open the register to read")


class StoreDamaged(StoreError):
    """The file is not what was written: `line` counts from 1, `offset` is in bytes from 0."""

    def __init__(self, path: Path, line: int, offset: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.offset = offset
        self.reason = reason
        super().__init__(
            f"{path} is damaged at line {line}, byte {offset}: {reason}; nothing was changed: "
            "recover it from its earlier generation, or restore a backup"
        )


class StoreTooNew(StoreError):
    """The file was written by a later version; versions are whole numbers."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path = path
        self.found = found
        self.known = known
        super().__init__(
            f"{path} has version {found}, this program knows {known}: use the newer program"
        )


class StoreTooOld(StoreError):
    """No upgrade leads from the file's schema version to the one of this program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path = path
        self.found = found
        self.known = known
        super().__init__(
            f"{path} has schema version {found} and no upgrade leads from it to {known}"
        )


class StoreReadOnly(StoreError):
    """Writes are refused until the register is opened again; reads go on."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} takes no changes: {reason}")


class StoreFull(StoreError):
    """The disk, a quota or a size limit is reached; nothing changed, later writes may succeed."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} has no room to grow ({reason}); nothing was changed")


class StoreUnavailable(StoreError):
    """The operating system would not open, create or copy the file."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} cannot be used: {reason}")


class StoreMissing(StoreError):
    """There is no file to read at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"there is no register at {path}")


class StoreUnsupported(StoreError):
    """This system or file system cannot give the guarantees of the store."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the register cannot be kept safely here: {reason}")


class StoreUnrecoverable(StoreError):
    """Neither the file nor its earlier generation holds a state to start from."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} cannot be recovered: {reason}; restore a backup")


class StoreClosed(StoreError):
    """The store was closed; open it again."""

    def __init__(self) -> None:
        super().__init__("the register is closed")


class StoreMisused(StoreError):
    """The program, not the disk, is wrong: another thread, another loop, a job that waits."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the store was used wrongly: {reason}")


class StoreBadRow(StoreError):
    """A value cannot be written as JSON, or a row cannot be read by its collection."""

    def __init__(self, collection: str, key: str, reason: str) -> None:
        self.collection = collection
        self.key = key
        self.reason = reason
        super().__init__(f"row {key!r} of {collection!r}: {reason}")


def disk_error(path: Path, error: OSError) -> StoreError:
    """Return what an error of the operating system means for the register at `path`."""
    reason = error.strerror or str(error)
    return StoreFull(path, reason) if error.errno in FULL else StoreUnavailable(path, reason)


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn errors of the operating system into StoreFull or StoreUnavailable."""
    try:
        yield
    except OSError as error:
        raise disk_error(path, error) from error
