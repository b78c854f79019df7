"""Registers that are wrong on purpose, each in one way: a test that passes them is worthless.

Each entry of `BROKEN` patches them for the rest of the process; `patches` names what it
patches, for tests that want it back.
"""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from bot.agreements.audit import Actor, AuditEntry
from bot.register import Also, Saved
from bot.reminders.book import Claim, ReminderBook
from bot.reminders.ledger import LedgerKey
from bot.store.changes import ChangeSet
from bot.store.errors import disk_errors
from bot.store.file_operations import LocalFiles
from bot.store.generations import write_whole
from bot.store.owner import Owner
from bot.store.register_file import RegisterFile
from bot.store.scanning import frame_line
from bot.store.storages import JournalStorage
from bot.upkeep.batches import Batches, Intended
from bot.upkeep.deeds import Deeds
from bot.upkeep.plans import Plan
from tests.faults.simulated_disk import SimulatedDisk

Patch: TypeAlias = tuple[type, str, Any]


def _nothing(*_arguments: Any, **_named: Any) -> None:
    """Do nothing where something should be done."""


def _lock_nobody(_self: LocalFiles, path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _frame_per_write(self: JournalStorage, changes: ChangeSet) -> bytes:
    first = self.journal.sequence + 1
    return b"".join(
        frame_line(first + number, iter([operation]))
        for number, operation in enumerate(changes.operations())
    )


_append = RegisterFile.append


def _append_many(self: RegisterFile, frames: bytes) -> None:
    _append(self, frames)
    self.sequence += frames.count(b"\n") - 1


def _append_row_by_row(self: RegisterFile, frames: bytes) -> None:
    for frame in frames.splitlines(keepends=True):
        _append(self, frame)


def _append_later(self: RegisterFile, frame: bytes) -> None:
    """Write every fifth frame, with the four before it."""
    waiting = self.__dict__.setdefault("waiting", [])
    waiting.append(frame)
    if len(waiting) < 5:
        self.sequence += 1
        return
    self.sequence -= 4
    _append_many(self, b"".join(waiting))
    waiting.clear()


def _apply_first(self: JournalStorage, changes: ChangeSet) -> None:
    frame = self.frame(changes)
    self.apply(changes)
    self.append(frame)


def _append_and_try_again(self: RegisterFile, frame: bytes) -> None:
    with self.alone(), disk_errors(self.path):
        write_whole(self.files, self.handle, frame, self.length)
        with contextlib.suppress(OSError):
            self.files.synchronise(self.handle)
        self.files.synchronise(self.handle)
        self.length += len(frame)
        self.sequence += 1


def _append_and_leave(self: RegisterFile, frame: bytes) -> None:
    """Neither cut an unfinished line off nor refuse to go on after it."""
    with disk_errors(self.path):
        offset = self.files.size(self.handle)
        write_whole(self.files, self.handle, frame, offset)
        self.files.synchronise(self.handle)
        self.length = offset + len(frame)
        self.sequence += 1


async def _claim_in_memory(_self: ReminderBook, keys: Iterable[LedgerKey]) -> Claim:
    return Claim(secrets.token_hex(6), tuple(keys))


async def _take_in_singly(
    self: Batches, intended: Sequence[Intended], making: Any, also: Also | None
) -> tuple[AuditEntry, ...]:
    entries = [await _written(self, [one], making, also) for one in intended]
    return tuple(entry for several in entries for entry in several)


_written = Batches._written


async def _decide_first(
    self: Deeds,
    plan: Plan,
    actor: Actor,
    approver: Actor | None = None,
    also: Also | None = None,
) -> Saved:
    if also is not None:
        await self.store.commit(also)
    return await _do(self, plan, actor, approver)


_do = Deeds.do


@contextlib.contextmanager
def _not_alone(_self: RegisterFile) -> Iterator[None]:
    yield


_PATCHES: dict[str, list[Patch]] = {
    "no fsync": [
        (LocalFiles, "synchronise", _nothing),
        (SimulatedDisk, "synchronise", _nothing),
    ],
    "no directory fsync": [
        (LocalFiles, "synchronise_directory", _nothing),
        (SimulatedDisk, "synchronise_directory", _nothing),
    ],
    "no lock": [(LocalFiles, "lock", _lock_nobody)],
    "frame per write": [
        (JournalStorage, "frame", _frame_per_write),
        (RegisterFile, "append", _append_many),
    ],
    "flush per row": [
        (JournalStorage, "frame", _frame_per_write),
        (RegisterFile, "append", _append_row_by_row),
    ],
    "import row by row": [(Batches, "_written", _take_in_singly)],
    "decided before done": [(Deeds, "do", _decide_first)],
    "claim not written": [(ReminderBook, "claim", _claim_in_memory)],
    "acknowledged before written": [(RegisterFile, "append", _append_later)],
    "shown before written": [(JournalStorage, "record", _apply_first)],
    "flush tried again": [(RegisterFile, "append", _append_and_try_again)],
    "unfinished line left": [(RegisterFile, "append", _append_and_leave)],
    "any thread": [(Owner, "check", _nothing), (RegisterFile, "alone", _not_alone)],
}


#: What only a kill finds.
KILLED_WHEN_BROKEN = (
    "acknowledged before written",
    "flush per row",
    "import row by row",
    "decided before done",
    "claim not written",
)


def patches(name: str) -> list[Patch]:
    """Return what breaks the store in the way called `name`."""
    return _PATCHES[name]


def _breaker(name: str) -> Callable[[], None]:
    def break_it() -> None:
        for owner, attribute, replacement in _PATCHES[name]:
            setattr(owner, attribute, replacement)

    return break_it


BROKEN: dict[str, Callable[[], None]] = {name: _breaker(name) for name in _PATCHES}
