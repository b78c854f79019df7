"""What an operator does with a register file: verify, back up, restore, rewrite.

None of it needs the program to stop, except `restore` and `compact`, which take the lock.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.store.collector import collector_at_rest
from bot.store.compaction import compact_now
from bot.store.errors import StoreDamaged, StoreMissing, StoreUnavailable, disk_errors
from bot.store.file_operations import LOCAL_FILES, FileOperations, let_go, opened
from bot.store.generations import Written, copy_bytes, discard, put_in_place
from bot.store.opening import contents_at, length_of, open_register_file, take_lock
from bot.store.reading import Contents, read_contents
from bot.store.recovery import salvaged
from bot.store.reports import Backup, Compacted, Problem, Report, Restoration, Verification
from bot.store.schema import CURRENT_SCHEMA, Schema
from bot.store.siblings import beside, free_name, new_of, previous_of


@dataclass(frozen=True)
class _Summary:
    """What is told of a file; its rows themselves are let go."""

    length: int
    generation: int
    sequence: int
    rows: dict[str, int]


def _summary(contents: Contents) -> _Summary:
    return _Summary(
        contents.length,
        contents.header.generation,
        contents.sequence,
        contents.row_counts(),
    )


def verify(path: Path, files: FileOperations = LOCAL_FILES) -> Verification:
    """Read the whole file, also while a process writes to it, and tell what it holds.

    StoreMissing, StoreTooNew (layout) and StoreUnavailable are raised; damage is reported.
    """
    _require(path, files)
    try:
        with collector_at_rest(length_of(files, path)):
            contents = contents_at(path, files)
    except StoreDamaged as damage:
        return _damaged(path, damage, files)
    unfinished = 0 if contents.tail is None else len(contents.tail.line.data)
    return Verification(
        path,
        contents.length + unfinished,
        contents.header.schema,
        contents.header.generation,
        contents.sequence,
        contents.frames,
        contents.row_counts(),
        unfinished,
        (),
    )


def _damaged(path: Path, damage: StoreDamaged, files: FileOperations) -> Verification:
    salvage = salvaged(files, path)
    first = Problem(damage.line, damage.offset, damage.reason)
    others = (problem for problem in salvage.problems if problem.line != first.line)
    header = salvage.header
    return Verification(
        path,
        0,
        header.schema if header else 0,
        header.generation if header else 0,
        0,
        len(salvage.frames),
        {},
        salvage.unfinished,
        tuple(sorted((first, *others), key=lambda problem: problem.line)),
    )


def backup(path: Path, target: Path, files: FileOperations = LOCAL_FILES) -> Backup:
    """Copy the register to the directory `target`, also while a process writes to it.

    The copy ends with the last whole change and is read back before it gets its name, which
    tells generation and sequence. StoreDamaged: the source is damaged and nothing was copied.
    """
    _require(path, files)
    size = length_of(files, path)
    with disk_errors(path), collector_at_rest(size), opened(files, path) as source:
        found = _summary(read_contents(files, source, path))
        name = f"{path.name}.backup-g{found.generation:04}-s{found.sequence:08}"
        unnamed = beside(target / name, "unfinished")
        # What fails from here on is the place of the copy, which is to be named, not the register.
        with disk_errors(target):
            _copy(files, source, unnamed, found)
    with disk_errors(target):
        put_in_place(files, unnamed, target / name)
    return Backup(path, target / name, found.length, found.generation, found.sequence, found.rows)


def restore(
    backup_file: Path,
    path: Path,
    schema: Schema = CURRENT_SCHEMA,
    files: FileOperations = LOCAL_FILES,
) -> Restoration:
    """Put a backup in the place of the register at `path`; what stands there is kept aside.

    StoreLocked while a process writes to the register; StoreDamaged, StoreTooNew and
    StoreTooOld when the backup would not open: nothing is changed then.
    """
    _require(backup_file, files)
    path = path.resolve()
    lock = take_lock(files, path)
    try:
        with disk_errors(path), collector_at_rest(length_of(files, backup_file)):
            with opened(files, backup_file) as source:
                contents = read_contents(files, source, backup_file)
                schema.require_way_from(contents.header.schema, backup_file)
                found = _summary(contents)
                _copy(files, source, new_of(path), found)
            kept = _set_aside(files, path)
            put_in_place(files, new_of(path), path)
            files.remove(previous_of(path))
            files.synchronise_directory(path.parent)
    finally:
        let_go(files, lock)
    return Restoration(path, backup_file, found.sequence, found.rows, kept)


def compact(
    path: Path, schema: Schema = CURRENT_SCHEMA, files: FileOperations = LOCAL_FILES
) -> Compacted:
    """Rewrite the register without its history; StoreLocked while a process writes to it."""
    _require(path, files)
    reports: list[Report] = []
    register = open_register_file(path.resolve(), schema, files, reports.append)
    try:
        return compact_now(register)
    finally:
        register.close()


def _require(path: Path, files: FileOperations) -> None:
    files.require_support()
    if not files.exists(path):
        raise StoreMissing(path)


def _copy(files: FileOperations, source: int, target: Path, found: _Summary) -> None:
    """Copy the whole lines of `source` to `target`, flush them, and read the copy back."""
    handle = files.create(target)
    try:
        copy_bytes(files, source, handle, range(found.length), 0)
        files.synchronise(handle)
        _require_equal(read_contents(files, handle, target), found, target)
    except BaseException:
        discard(files, Written(handle, 0), target)
        raise
    let_go(files, handle)


def _require_equal(copied: Contents, found: _Summary, target: Path) -> None:
    if copied.tail is not None or _summary(copied) != found:
        raise StoreUnavailable(target, "the copy is not what was read; try again")


def _set_aside(files: FileOperations, path: Path) -> tuple[Path, ...]:
    """Give the present file and its earlier generation second names, under which they stay."""

    def taken(name: Path) -> bool:
        return files.exists(name) or files.exists(previous_of(name))

    aside = free_name(path, "before-restore", taken)
    names = {path: aside, previous_of(path): previous_of(aside)}
    kept = {name: second for name, second in names.items() if files.exists(name)}
    for name, second in kept.items():
        files.link(name, second)
    files.synchronise_directory(path.parent)
    return tuple(kept.values())
