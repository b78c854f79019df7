"""The operator's commands on the register file: backup, restore, verify, compact, history."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from bot.agreements.audit import AuditEntry
from bot.agreements.errors import AgreementError
from bot.app import opened_register
from bot.filing import AGREEMENTS, AUDIT
from bot.settings import Settings
from bot.store import (
    FileFolder,
    StoreBadRow,
    StoreMissing,
    backup,
    compact,
    files_of,
    open_store,
    recover,
    restore,
    verify,
)
from bot.upkeep.attaching import faults_of, named_files

WRONG_USE = 2
#: So long (seconds) the record that will name a file that was sent may be on its way.
_UNNAMED_FOR = 2 * 24 * 3600


def _file(options: Namespace, settings: Settings) -> Path:
    path: Path = options.store or settings.store
    return path


def _counts(rows: Mapping[str, int]) -> str:
    named = (f"{count} {name}" for name, count in sorted(rows.items()) if not name.startswith("_"))
    return ", ".join(named) or "no rows"


async def make_backup(options: Namespace, settings: Settings) -> int:
    """Copy the register to a folder, also while the bot runs."""
    options.folder.mkdir(parents=True, exist_ok=True)
    path = _file(options, settings)
    made = backup(path, options.folder)
    print(f"{made.copy}: change {made.sequence}, {_counts(made.rows)}; read back and whole")
    # After the register, whose every file was there before a record could name it.
    return _copied(files_of(path), files_of(made.copy))


def _copied(source: Path, target: Path) -> int:
    """Copy the attached files and tell of it; returns 1 where one is damaged."""
    copied = FileFolder(source).copied_to(FileFolder(target))
    if copied.count:
        files = "file" if copied.count == 1 else "files"
        print(f"{target}: {copied.count} attached {files}, read back and whole")
    for sha256 in copied.damaged:
        print(f"{source}: the attached file {sha256} is damaged", file=sys.stderr)
    return 1 if copied.damaged else 0


async def put_back(options: Namespace, settings: Settings) -> int:
    """Put a backup in the place of the register; what stood there is kept."""
    chosen = _newest(options.backup)
    if chosen is None:
        print(f"sanya restore: there is no backup in {options.backup}", file=sys.stderr)
        return WRONG_USE
    done = restore(chosen, _file(options, settings))
    print(f"{done.path} is now {done.backup.name}: change {done.sequence}, {_counts(done.rows)}")
    for kept in done.kept:
        print(f"kept what stood there: {kept}")
    return _copied(files_of(chosen), files_of(done.path))


def _newest(place: Path) -> Path | None:
    """Return the backup itself, or of a folder the one with the latest change."""
    if not place.is_dir():
        return place if place.exists() else None
    return max(place.glob("*.backup-g*-s*"), key=lambda p: p.name.rpartition("-s")[2], default=None)


async def check_file(options: Namespace, settings: Settings) -> int:
    """Read every line and every record of the register; exit 1 when anything is wrong."""
    path = _file(options, settings)
    found = verify(path)
    for problem in found.problems:
        print(f"{path}, line {problem.line} (byte {problem.offset}): {problem.reason}")
    if found.problems:
        print("damaged; `sanya recover` puts together what is good", file=sys.stderr)
        return 1
    unreadable = await _unreadable_records(path)
    faults = [] if unreadable else await _attached_faults(path)
    for sentence in (*unreadable, *faults):
        print(sentence)
    if found.unfinished:
        print(f"the last line was never finished ({found.unfinished} bytes); it is no change")
    print(
        f"{path}: schema {found.schema}, change {found.sequence}, {found.frames} since it was "
        f"rewritten, {_counts(found.rows)}, {len(unreadable)} unreadable"
    )
    if faults:
        print(f"{len(faults)} attached files: `sanya restore` brings back what a backup holds")
    return 1 if unreadable or faults else 0


async def _unreadable_records(path: Path) -> list[str]:
    """Return a sentence for each collection that holds a row nobody could read."""
    store = open_store(path, read_only=True)
    sentences: list[str] = []
    try:
        for name, read in (
            ("agreements", lambda: store.items(AGREEMENTS)),
            ("audit", lambda: store.items(AUDIT)),
        ):
            try:
                read()
            except (StoreBadRow, AgreementError, KeyError, ValueError) as error:
                sentences.append(f"{name}: {error}")
    finally:
        await store.close()
    return sentences


async def _attached_faults(path: Path) -> list[str]:
    """Return a sentence for each attached file that is missing or damaged."""
    store = open_store(path, read_only=True)
    try:
        records, entries = store.items(AGREEMENTS).values(), store.items(AUDIT).values()
        named = named_files(records, entries)
    finally:
        await store.close()
    return list(faults_of(named, FileFolder(files_of(path))))


async def make_compact(options: Namespace, settings: Settings) -> int:
    """Rewrite the register without its history."""
    done = compact(_file(options, settings))
    print(f"{done.path}: {done.length_before:,} bytes before, {done.length_after:,} after")
    folder = FileFolder(files_of(done.path))
    dropped = folder.drop_unnamed(done.path, time.time() - _UNNAMED_FOR)
    if dropped:
        print(f"{folder.folder}: {dropped} files removed that no record ever named")
    return 0


async def put_together(options: Namespace, settings: Settings) -> int:
    """Put a damaged register together from its good lines and its earlier generation."""
    done = recover(_file(options, settings))
    for problem in done.problems:
        print(f"line {problem.line} (byte {problem.offset}): {problem.reason}")
    lost = f"{done.lost} later changes are lost" if done.lost else "nothing is known to be lost"
    print(f"{done.path}: up to change {done.sequence}, {_counts(done.rows)}; {lost}")
    for kept in done.kept:
        print(f"kept what stood there: {kept}")
    return 1 if done.lost else 0


async def show_history(options: Namespace, settings: Settings) -> int:
    """Print who changed a record, when, and what from and to."""
    path = _file(options, settings)
    if not path.exists():
        raise StoreMissing(path)
    async with opened_register(settings, path, writes=False) as register:
        known = register.get(options.id)
        entries = register.history(known.id if known else options.id)
    for entry in entries:
        print(_entry_text(entry))
    if not entries:
        print(f"no change of {options.id} is recorded", file=sys.stderr)
        return 1
    return 0


def _entry_text(entry: AuditEntry) -> str:
    who = entry.actor.name or (str(entry.actor.user_id) if entry.actor.user_id else "operator")
    where = f" in chat {entry.actor.chat_id}" if entry.actor.chat_id else ""
    reason = f" ({entry.reason})" if entry.reason else ""
    head = (
        f"{entry.at:%Y-%m-%d %H:%M} {entry.deed} by {who}{where}{reason}, revision {entry.revision}"
    )
    rows = [
        f"  {change.field}: {change.old or 'not recorded'} → {change.new or 'not recorded'}"
        for change in entry.changes
    ]
    return "\n".join((head, *rows))
