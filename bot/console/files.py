"""`sanya import` and `sanya export`: the register from and to files of every form."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot.agreements.audit import Actor
from bot.agreements.errors import AgreementError
from bot.app import opened_desk, opened_register, opened_to_look
from bot.documents.export import Export, Form, export
from bot.importing.apart import read_apart
from bot.importing.comparing import Comparison, Outcome
from bot.importing.reading import Reading
from bot.importing.refusals import FileRefused
from bot.register import AgreementRegister
from bot.replies.words import words_in
from bot.settings import Settings
from bot.upkeep.import_words import (
    not_understood,
    place,
    plain_troubles,
    refusal_line,
)
from bot.upkeep.imports import Imports

#: The exit status of a command that was used wrongly, or given a file that cannot be used.
WRONG_USE = 2
_WORDS = words_in("en")


def _says(text: str) -> None:
    print(text, file=sys.stderr)


async def take_in(options: Namespace, settings: Settings) -> int:
    """Import a file; tells every problem, and how many records are new, changed or the same."""
    try:
        data = await asyncio.to_thread(options.file.read_bytes)
        reading = await asyncio.to_thread(read_apart, data, options.file.name)
    except OSError as error:
        _says(f"sanya import: {options.file}: {error.strerror}")
        return WRONG_USE
    except FileRefused as refused:
        _says(f"sanya import: {options.file}: {refusal_line(refused, _WORDS).text}")
        return WRONG_USE
    for table, use in not_understood(reading):
        name = f"{table.sheet}!{use.letter}" if table.sheet else use.letter
        _says(f"{name}, {use.heading or 'no heading'}: the column is not understood; left out")
    for name in reading.skipped:
        _says(f"{name}: a sheet without headings that are known; left out")
    opened = opened_to_look if options.dry_run else opened_desk
    async with opened(settings, options.store) as (register, store):
        imports = Imports(store, register, lambda: datetime.now(UTC))
        return await _taken(imports, reading, options)


async def _taken(imports: Imports, reading: Reading, options: Namespace) -> int:
    comparison = await asyncio.to_thread(imports.compared, reading, imports.on_record())
    _tell(comparison)
    if options.dry_run:
        print(f"{_counts(comparison)}; nothing was changed")
        return 0
    try:
        await imports.take_in(comparison, Actor(), options.file.name)
    except AgreementError as error:
        _says(f"sanya import: {error}; nothing was changed")
        return 1
    print(_counts(comparison))
    return 0


def _tell(comparison: Comparison) -> None:
    for item in comparison.items:
        for text in plain_troubles((*item.troubles, *item.remarks), _WORDS):
            _says(text)
        if item.outcome is Outcome.DUPLICATE:
            key = "import.row-removed" if item.is_removed else "import.row-duplicate"
            twins = ", ".join(item.twins)
            where = place(item.place, _WORDS)
            _says(_WORDS.text(key, place=where, title=item.title, twins=twins) + "; not taken")


def _counts(comparison: Comparison) -> str:
    new, changed, same = (
        comparison.count(outcome) for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
    )
    left = comparison.count(Outcome.DUPLICATE, Outcome.UNREADABLE)
    return f"{new} new, {changed} changed, {same} the same, {left} not taken"


async def give_out(options: Namespace, settings: Settings) -> int:
    """Export the register in the form that the file's ending names."""
    async with opened_register(settings, options.store, writes=False) as register:
        made = _made(register, options.file, settings)
    for left in made.left_out:
        _says(f"{left.agreement_id}, {left.column}: too long for a cell; only jsonl holds it")
    if str(options.file) == "-":
        print(made.data.decode(), end="")
        return 0
    try:
        options.file.write_bytes(made.data)
    except OSError as error:
        _says(f"sanya export: {options.file}: {error.strerror}")
        return WRONG_USE
    _says(f"{made.count} records written to {options.file}")
    return 0


def _made(register: AgreementRegister, file: Path, settings: Settings) -> Export:
    """Return the whole register as a file: whoever can read the register's file may read it all."""
    now = datetime.now(settings.time_zone)
    return export(
        register.holdings,
        Form.of_name(file.name),
        register.holdings.vocabulary,
        made=now,
        view=register.view(now.date()),
        contacts=True,
    )
