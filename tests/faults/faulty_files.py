"""File operations that count themselves and go wrong where they are told to."""

import errno
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from bot.store.file_operations import FileOperations
from tests.faults.simulated_disk import SimulatedDisk

R = TypeVar("R")

Kind = Literal["before", "after", "short"]


class PowerIsOff(BaseException):
    """The machine stopped at this call; nothing runs after it."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong: at call `at` (from 0), with errno `number`, or the power when None.

    "before": the call does nothing; "after": it does all of it and still fails; "short": a write
    takes half, and the next write fails. `lasts`: all later calls fail as well.
    """

    at: int
    number: int | None
    kind: Kind = "before"
    lasts: bool = False


class FaultyFiles:
    """Operations of `below`, of which the one told by `fault` fails; `calls` names all so far."""

    def __init__(self, below: FileOperations, fault: Fault | None = None) -> None:
        self.below = below
        self.fault = fault
        self.calls: list[str] = []
        self.struck = False
        # The thread that rewrites and the one that appends call at the same time.
        self._one_at_a_time = threading.RLock()

    def heal(self) -> None:
        """Let everything work again."""
        self.fault = None

    def _call(self, name: str, work: Callable[[], R], short: Callable[[], R] | None = None) -> R:
        with self._one_at_a_time:
            return self._one_call(name, work, short)

    def _one_call(
        self, name: str, work: Callable[[], R], short: Callable[[], R] | None = None
    ) -> R:
        number = len(self.calls)
        self.calls.append(name)
        fault = self._striking(number, name)
        if fault is None:
            return work()
        self.struck = True
        first = number == fault.at
        if first and fault.kind == "short" and short is not None:
            return short()
        if first and fault.kind == "after":
            work()
        raise self._end_of_call(fault)

    def _end_of_call(self, fault: Fault) -> BaseException:
        if fault.number is None:
            return PowerIsOff()
        return OSError(fault.number, os.strerror(fault.number))

    def _striking(self, number: int, name: str) -> Fault | None:
        fault = self.fault
        if fault is None or number < fault.at:
            return None
        if number == fault.at:
            return None if fault.kind == "short" and name != "write" else fault
        if fault.lasts or fault.number is None:
            return fault
        if self.struck and fault.kind == "short" and name == "write":
            self.fault = None
            return fault
        return None

    def require_support(self) -> None:
        self.below.require_support()

    def lock(self, path: Path) -> int | None:
        return self._call("lock", lambda: self.below.lock(path))

    def open(self, path: Path, *, writable: bool) -> int:
        return self._call("open", lambda: self.below.open(path, writable=writable))

    def create(self, path: Path) -> int:
        return self._call("create", lambda: self.below.create(path))

    def read(self, handle: int, size: int, offset: int) -> bytes:
        return self._call("read", lambda: self.below.read(handle, size, offset))

    def write(self, handle: int, data: bytes | memoryview, offset: int) -> int:
        half = data[: len(data) // 2]
        return self._call(
            "write",
            lambda: self.below.write(handle, data, offset),
            lambda: self.below.write(handle, half, offset),
        )

    def size(self, handle: int) -> int:
        return self._call("size", lambda: self.below.size(handle))

    def truncate(self, handle: int, length: int) -> None:
        self._call("truncate", lambda: self.below.truncate(handle, length))

    def reserve(self, handle: int, offset: int, size: int) -> None:
        self._call("reserve", lambda: self.below.reserve(handle, offset, size))

    def synchronise(self, handle: int) -> None:
        try:
            self._call("synchronise", lambda: self.below.synchronise(handle))
        except OSError:
            if isinstance(self.below, SimulatedDisk):
                self.below.fail_to_flush(handle)
            raise

    def close(self, handle: int) -> None:
        self._call("close", lambda: self.below.close(handle))

    def exists(self, path: Path) -> bool:
        return self.below.exists(path)

    def is_at(self, handle: int, path: Path) -> bool:
        return self._call("is_at", lambda: self.below.is_at(handle, path))

    def link(self, source: Path, target: Path) -> None:
        self._call("link", lambda: self.below.link(source, target))

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace", lambda: self.below.replace(source, target))

    def remove(self, path: Path) -> None:
        self._call("remove", lambda: self.below.remove(path))

    def synchronise_directory(self, directory: Path) -> None:
        self._call("synchronise_directory", lambda: self.below.synchronise_directory(directory))


DISK_ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)
