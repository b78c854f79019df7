"""Faults and power cuts while an operator backs up, restores, recovers, or a schema is upgraded.

Each `Task` starts from a prepared disk, does one thing, and says what may be there afterwards.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.store import CURRENT_SCHEMA, Schema, StoreError
from bot.store.changes import Tables
from bot.store.compaction import compact_now
from bot.store.file_operations import FileOperations
from bot.store.opening import open_register_file, read_register
from bot.store.recovery import recover
from bot.store.storages import JournalStorage
from bot.store.upkeep import backup, restore
from bot.store.views import Views
from tests.faults.batches import REGISTER, Batches
from tests.faults.counts import Counts
from tests.faults.faulty_files import DISK_ERRORS, Fault, FaultyFiles, PowerIsOff
from tests.faults.simulated_disk import DIRECTORY_RULES, SimulatedDisk
from tests.faults.workload import COLLECTIONS, Model, job, model

SEED = 5
TARGET = Path("/disk/backups")
BACKUP = TARGET / "register.backup-g0002-s00000006"


def marked(tables: Tables) -> Tables:
    """Upgrade to version 2: number each note one higher."""
    for rows in tables.values():
        for row in rows.values():
            row["number"] += 1
    return tables


NEXT_SCHEMA = Schema(2, {1: marked})


@dataclass(frozen=True)
class Task:
    """`allowed`: how many jobs the register may hold after a try that failed half way.

    `kept`: whether what the task takes away is still there, under this or another name.
    """

    name: str
    prepare: Callable[[SimulatedDisk], None]
    act: Callable[[FileOperations], object]
    allowed: tuple[int, ...]
    finished: int
    schema: Schema = CURRENT_SCHEMA
    kept: Callable[[SimulatedDisk], bool] = lambda _disk: True


HALF_A_LINE = b"00000000 9999 half a li"


def _holds(disk: SimulatedDisk, content: bytes) -> bool:
    return any(content in inode.seen for inode in disk.names.values())


def _register(disk: SimulatedDisk) -> None:
    batches = Batches(disk)
    for number in range(1, 7):
        batches.write(job(SEED, number))
        if number == 4:
            compact_now(batches.register)
    batches.close()


def _backed_up(disk: SimulatedDisk) -> None:
    _register(disk)
    backup(REGISTER, TARGET, disk)
    batches = Batches(disk)
    batches.write(job(SEED, 7))
    compact_now(batches.register)
    batches.close()


def _damaged(disk: SimulatedDisk) -> None:
    _register(disk)
    disk.names[str(REGISTER)].seen[300] ^= 1
    disk.names[str(REGISTER)].kept = bytes(disk.names[str(REGISTER)].seen)


def _torn(disk: SimulatedDisk) -> None:
    _register(disk)
    disk.names[str(REGISTER)].seen.extend(HALF_A_LINE)
    disk.names[str(REGISTER)].kept = bytes(disk.names[str(REGISTER)].seen)


def _upgrade(files: FileOperations) -> None:
    open_register_file(REGISTER, NEXT_SCHEMA, files, lambda _report: None).close()


def _reopen(files: FileOperations) -> None:
    open_register_file(REGISTER, CURRENT_SCHEMA, files, lambda _report: None).close()


TASKS = (
    Task("backup", _register, lambda files: backup(REGISTER, TARGET, files), (6,), 6),
    Task(
        "restore",
        _backed_up,
        lambda files: restore(BACKUP, REGISTER, CURRENT_SCHEMA, files),
        (7, 6),
        6,
        kept=lambda disk: _holds(disk, b'"generation":3'),
    ),
    Task("recovery", _damaged, lambda files: recover(REGISTER, CURRENT_SCHEMA, files), (6,), 6),
    Task("torn end", _torn, _reopen, (6,), 6, kept=lambda disk: _holds(disk, HALF_A_LINE)),
    Task("upgrade", _register, _upgrade, (6,), 6, NEXT_SCHEMA),
)


def _state(disk: SimulatedDisk, schema: Schema) -> Model:
    views = Views(JournalStorage(read_register(REGISTER, schema, disk)))
    return {collection.name: dict(views.of(collection).all()) for collection in COLLECTIONS}


def _expected(jobs: int, schema: Schema) -> Model:
    state = model(SEED, range(1, jobs + 1))
    if schema.version == CURRENT_SCHEMA.version:
        return state
    kind = type(state["progress"]["last"])
    return {
        name: {key: kind(note.number + 1, note.text) for key, note in rows.items()}
        for name, rows in state.items()
    }


def _faults(task: Task, prepared: SimulatedDisk) -> Iterator[Fault]:
    files = FaultyFiles(prepared.copy())
    task.act(files)
    for at in range(len(files.calls)):
        for number in DISK_ERRORS:
            yield Fault(at, number)
            yield Fault(at, number, "after")
        yield Fault(at, None)
        yield Fault(at, None, "after")


def _judge(task: Task, disk: SimulatedDisk) -> Counts:
    """Do the task once more, without faults: it must succeed from whatever was left."""
    counts = Counts()
    disk.kill()
    try:
        if task.name != "recovery":
            half_way = _state(disk, task.schema)
            counts.wrong += all(half_way != _expected(n, task.schema) for n in task.allowed)
        counts.lost += not task.kept(disk)
        task.act(disk)
        disk.kill()
        counts.wrong += _state(disk, task.schema) != _expected(task.finished, task.schema)
        counts.lost += not task.kept(disk)
        open_register_file(REGISTER, task.schema, disk, lambda _report: None).close()
    except StoreError:
        counts.unreadable += 1
    return counts


def with_fault(
    task: Task, prepared: SimulatedDisk, fault: Fault, known: dict[object, Counts]
) -> Counts:
    """Do `task` with `fault`, then look at the disk as it is and after power cuts.

    `prepared` is the disk before it; what is `known` of equal disks is not looked for again.
    """
    counts = Counts(runs=1)
    settled = prepared.copy()
    with contextlib.suppress(StoreError, PowerIsOff):
        task.act(FaultyFiles(settled, fault))
    random = Random(fault.at)
    left = [settled.power_cut(random, rule) for rule in DIRECTORY_RULES]
    for disk in (*left, settled.copy()):
        end = disk.contents()
        if end not in known:
            known[end] = _judge(task, disk)
        counts += known[end]
    return counts


def upkeep_faults() -> Iterator[Counts]:
    """Let every call of every task fail in every way."""
    for task in TASKS:
        known: dict[object, Counts] = {}
        prepared = SimulatedDisk()
        task.prepare(prepared)
        for fault in _faults(task, prepared):
            yield with_fault(task, prepared, fault, known)
