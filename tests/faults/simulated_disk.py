"""A disk in memory that forgets like a real one when the power goes.

What it assumes of hardware: a sector of 512 bytes is written whole or not at all, and what a
flush has returned for stays. Everything else may happen: unflushed sectors are kept or lost in
any order, a file may have its new length without its data (zeros), names may be lost until their
directory is flushed, either from some moment on ("in order") or any of them ("any").
"""

import errno
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

SECTOR = 512

# This disk gives less room than it is asked for: a megabyte of zeros would only cost time.
MOST_ROOM = 16 * 1024

DirectoryRule = Literal["in order", "any"]
DIRECTORY_RULES: tuple[DirectoryRule, ...] = ("in order", "any")


@dataclass(frozen=True)
class Resized:
    """The file got another length, in bytes."""

    length: int


@dataclass(frozen=True)
class Sector:
    """A sector got other content; the last one of a file may be short."""

    start: int
    data: bytes


@dataclass(eq=False)
class Inode:
    """A file: what programs see, what the disk holds, and the difference, in order."""

    seen: bytearray = field(default_factory=bytearray)
    kept: bytes = b""
    waiting: list[Resized | Sector] = field(default_factory=list)

    def write(self, data: bytes, offset: int) -> None:
        if offset + len(data) > len(self.seen):
            self.resize(offset + len(data))
        self.seen[offset : offset + len(data)] = data
        for start in range(offset // SECTOR * SECTOR, offset + len(data), SECTOR):
            self.waiting.append(Sector(start, bytes(self.seen[start : start + SECTOR])))

    def resize(self, length: int) -> None:
        _resize(self.seen, length)
        self.waiting.append(Resized(length))

    def flush(self) -> None:
        """Bring everything that still waits to the disk."""
        self.kept = _after(self.kept, self.waiting)
        self.waiting.clear()

    def fail_to_flush(self) -> None:
        """Lose the data that waited, and believe it written: what Linux does after an error."""
        self.waiting = [change for change in self.waiting if isinstance(change, Resized)]

    def after_power_cut(self, random: Random) -> bytes:
        """Return one thing the disk may hold: some lengths in order, any of the sectors."""
        lengths = sum(isinstance(change, Resized) for change in self.waiting)
        known = random.randint(0, lengths)
        chance = random.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        kept: list[Resized | Sector] = []
        for change in self.waiting:
            if isinstance(change, Resized):
                known -= 1
                if known >= 0:
                    kept.append(change)
            elif random.random() < chance:
                kept.append(change)
        return _after(self.kept, kept)


def _after(content: bytes, changes: list[Resized | Sector]) -> bytes:
    result = bytearray(content)
    for change in changes:
        if isinstance(change, Resized):
            _resize(result, change.length)
        else:
            room = max(0, min(len(change.data), len(result) - change.start))
            result[change.start : change.start + room] = change.data[:room]
    return bytes(result)


def _resize(content: bytearray, length: int) -> None:
    if length < len(content):
        del content[length:]
    content.extend(bytes(length - len(content)))


Step = dict[str, Inode | None]
Contents: TypeAlias = frozenset[tuple[str, str, bytes]]


class SimulatedDisk:
    """The file operations of the store over such files; one flat set of names."""

    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self._kept_names: dict[str, Inode] = {}
        self._steps: list[Step] = []
        self._handles: dict[int, Inode] = {}
        self._locked: dict[int, Inode] = {}
        self._next_handle = 3

    def kill(self) -> None:
        """Let the process die: its handles and locks are gone, everything written stays."""
        self._handles.clear()
        self._locked.clear()

    def power_cut(self, random: Random, rule: DirectoryRule = "any") -> "SimulatedDisk":
        """Return the disk as it may be after the power went and came back."""
        if rule == "any":
            steps = [step for step in self._steps if random.random() < 0.5]
        else:
            steps = self._steps[: random.randint(0, len(self._steps))]
        names = dict(self._kept_names)
        for step in steps:
            _follow(names, step)
        after = SimulatedDisk()
        copies = {inode: inode.after_power_cut(random) for inode in dict.fromkeys(names.values())}
        inodes = {inode: Inode(bytearray(data), data) for inode, data in copies.items()}
        after.names = {name: inodes[inode] for name, inode in names.items()}
        after._kept_names = dict(after.names)
        return after

    def copy(self) -> "SimulatedDisk":
        """Return an equal disk on which everything is flushed."""
        after = SimulatedDisk()
        seen = dict.fromkeys(self.names.values())
        inodes = {inode: Inode(bytearray(inode.seen), bytes(inode.seen)) for inode in seen}
        after.names = {name: inodes[inode] for name, inode in self.names.items()}
        after._kept_names = dict(after.names)
        return after

    def contents(self) -> Contents:
        """Return what programs see: name, another name of the file or the same, what is in it.

        Disks that are alike in this are alike to a process that begins.
        """
        first: dict[Inode, str] = {}
        for name, inode in sorted(self.names.items(), key=lambda item: item[0]):
            first.setdefault(inode, name)
        names = self.names.items()
        return frozenset((name, first[inode], bytes(inode.seen)) for name, inode in names)

    def _step(self, step: Step) -> None:
        _follow(self.names, step)
        self._steps.append(step)

    def _at(self, path: Path) -> Inode:
        inode = self.names.get(str(path))
        if inode is None:
            raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
        return inode

    def _handle(self, inode: Inode) -> int:
        self._next_handle += 1
        self._handles[self._next_handle] = inode
        return self._next_handle

    def require_support(self) -> None:
        pass

    def lock(self, path: Path) -> int | None:
        if str(path) not in self.names:
            self._step({str(path): Inode()})
        inode = self._at(path)
        if inode in self._locked.values():
            return None
        handle = self._handle(inode)
        self._locked[handle] = inode
        return handle

    def open(self, path: Path, *, writable: bool) -> int:
        return self._handle(self._at(path))

    def create(self, path: Path) -> int:
        inode = self.names.get(str(path))
        if inode is None:
            inode = Inode()
            self._step({str(path): inode})
        inode.resize(0)
        return self._handle(inode)

    def read(self, handle: int, size: int, offset: int) -> bytes:
        return bytes(self._handles[handle].seen[offset : offset + size])

    def write(self, handle: int, data: bytes | memoryview, offset: int) -> int:
        self._handles[handle].write(bytes(data), offset)
        return len(data)

    def size(self, handle: int) -> int:
        return len(self._handles[handle].seen)

    def truncate(self, handle: int, length: int) -> None:
        self._handles[handle].resize(length)

    def reserve(self, handle: int, offset: int, size: int) -> None:
        inode = self._handles[handle]
        if offset + min(size, MOST_ROOM) > len(inode.seen):
            inode.resize(offset + min(size, MOST_ROOM))

    def synchronise(self, handle: int) -> None:
        self._handles[handle].flush()

    def fail_to_flush(self, handle: int) -> None:
        self._handles[handle].fail_to_flush()

    def close(self, handle: int) -> None:
        del self._handles[handle]
        self._locked.pop(handle, None)

    def exists(self, path: Path) -> bool:
        return str(path) in self.names

    def is_at(self, handle: int, path: Path) -> bool:
        return self.names.get(str(path)) is self._handles[handle]

    def link(self, source: Path, target: Path) -> None:
        if str(target) in self.names:
            raise FileExistsError(errno.EEXIST, "the name is taken", str(target))
        self._step({str(target): self._at(source)})

    def replace(self, source: Path, target: Path) -> None:
        inode = self._at(source)
        if self.names.get(str(target)) is not inode:
            self._step({str(source): None, str(target): inode})

    def remove(self, path: Path) -> None:
        if str(path) in self.names:
            self._step({str(path): None})

    def synchronise_directory(self, directory: Path) -> None:
        self._kept_names = dict(self.names)
        self._steps.clear()


def _follow(names: dict[str, Inode], step: Step) -> None:
    for name, inode in step.items():
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode
