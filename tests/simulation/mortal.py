"""A register file whose process can be killed at any moment: what was written stays, torn or whole.

Why no flushing: a killed process loses nothing that it has handed to the system (only a machine
without power does, which tests/faults is about), and ten years have a hundred thousand writes.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from random import Random

from bot.store.file_operations import LOCAL_FILES


class MortalFiles:
    """File operations of one process; after its death they all fail and its handles are closed."""

    def __init__(self, random: Random, on_death: Callable[[], None]) -> None:
        self._random = random
        self._on_death = on_death
        self._handles: set[int] = set()
        self.is_dead = False
        #: The process dies at this many further writes; never when None.
        self.dies_in: int | None = None

    def die(self) -> None:
        """Let nothing more get to the disk."""
        if not self.is_dead:
            self.is_dead = True
            self._on_death()

    def bury(self) -> None:
        """Give back what the process held."""
        for handle in list(self._handles):
            LOCAL_FILES.close(handle)
        self._handles.clear()

    def _alive(self) -> None:
        if self.is_dead:
            raise OSError(errno.EIO, "the process is dead")

    def require_support(self) -> None:
        LOCAL_FILES.require_support()

    def lock(self, path: Path) -> int | None:
        self._alive()
        handle = LOCAL_FILES.lock(path)
        if handle is not None:
            self._handles.add(handle)
        return handle

    def open(self, path: Path, *, writable: bool) -> int:
        self._alive()
        return self._held(LOCAL_FILES.open(path, writable=writable))

    def create(self, path: Path) -> int:
        self._alive()
        return self._held(LOCAL_FILES.create(path))

    def _held(self, handle: int) -> int:
        self._handles.add(handle)
        return handle

    def read(self, handle: int, size: int, offset: int) -> bytes:
        self._alive()
        return LOCAL_FILES.read(handle, size, offset)

    def write(self, handle: int, data: bytes | memoryview, offset: int) -> int:
        self._alive()
        if self.dies_in is not None:
            self.dies_in -= 1
            if self.dies_in < 0:
                # None, some or all of it reaches the file; the process learns nothing of it.
                length = self._random.choice((0, len(data) // 2, len(data)))
                if length:
                    LOCAL_FILES.write(handle, bytes(data)[:length], offset)
                self.die()
                self._alive()
        return LOCAL_FILES.write(handle, data, offset)

    def size(self, handle: int) -> int:
        self._alive()
        return LOCAL_FILES.size(handle)

    def truncate(self, handle: int, length: int) -> None:
        self._alive()
        LOCAL_FILES.truncate(handle, length)

    def reserve(self, handle: int, offset: int, size: int) -> None:
        self._alive()
        LOCAL_FILES.reserve(handle, offset, size)

    def synchronise(self, handle: int) -> None:
        self._alive()

    def close(self, handle: int) -> None:
        if handle in self._handles:
            self._handles.discard(handle)
            LOCAL_FILES.close(handle)

    def exists(self, path: Path) -> bool:
        self._alive()
        return LOCAL_FILES.exists(path)

    def is_at(self, handle: int, path: Path) -> bool:
        self._alive()
        return LOCAL_FILES.is_at(handle, path)

    def link(self, source: Path, target: Path) -> None:
        self._alive()
        LOCAL_FILES.link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._alive()
        LOCAL_FILES.replace(source, target)

    def remove(self, path: Path) -> None:
        self._alive()
        LOCAL_FILES.remove(path)

    def synchronise_directory(self, directory: Path) -> None:
        self._alive()
