"""The command line: `sanya chat`, `ask`, `run`, `import`, `export`, `check`; thin, see console/."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path

from bot.agreements.errors import AgreementError, Reason
from bot.agreements.partial_date import PartialDate
from bot.agreements.text import LANGUAGES
from bot.app import settings_from_environment, today_in
from bot.catalogue.files import CatalogueError
from bot.console import commands, reminders, upkeep
from bot.settings import Settings, SettingsError
from bot.store import StoreError

WRONG_USE = 2


def _day(text: str) -> date:
    try:
        day = PartialDate.parse(text)
    except AgreementError as error:
        if error.problem.reason is Reason.BUDDHIST_YEAR:
            raise argparse.ArgumentTypeError(str(error)) from None
        day = None
    if day is None or not day.is_exact:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD")
    return day.earliest


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="sanya", description="The agreement desk in a messenger, and in this terminal."
    )
    actions = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    chat = actions.add_parser("chat", help="talk to it here, as in the messenger")
    _common(chat)
    chat.set_defaults(run=commands.chat)

    ask = actions.add_parser("ask", help="answer one question, or a file of questions")
    ask.add_argument("question", nargs="*", help="the question")
    ask.add_argument("--json", action="store_true", help="print the answer as a JSON object")
    ask.add_argument("--batch", metavar="FILE", help="JSON Lines in ('-': standard input) and out")
    _common(ask)
    ask.set_defaults(run=commands.ask)

    run = actions.add_parser("run", help="run the Telegram bot")
    run.set_defaults(run=commands.run)

    take = actions.add_parser("import", help="take records from a file into the register")
    take.add_argument("file", type=Path, help="jsonl, csv or xlsx")
    take.add_argument(
        "--dry-run", action="store_true", help="tell what would change, change nothing"
    )
    _store(take)
    take.set_defaults(run=_take_in)

    give = actions.add_parser("export", help="write the register to a file")
    give.add_argument(
        "file", type=Path, help="jsonl, csv or xlsx, by its ending; '-': jsonl to here"
    )
    _store(give)
    give.set_defaults(run=_give_out)

    history = actions.add_parser("history", help="who changed a record, when, from what to what")
    history.add_argument("id", help="the record's code")
    _store(history)
    history.set_defaults(run=upkeep.show_history)

    keep = actions.add_parser("backup", help="copy the register to a folder, also while it runs")
    keep.add_argument("folder", type=Path)
    _store(keep)
    keep.set_defaults(run=upkeep.make_backup)

    back = actions.add_parser("restore", help="put a backup in the place of the register")
    back.add_argument("backup", type=Path, help="a backup file, or a folder of them (the newest)")
    _store(back)
    back.set_defaults(run=upkeep.put_back)

    told = actions.add_parser("reminders", help="what would be sent to whom, and why")
    told.add_argument("--dry-run", action="store_true", help="print, send nothing (required)")
    told.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD", help="a period")
    told.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD")
    _common(told)
    told.set_defaults(run=reminders.show_reminders)

    for name, action, text in (
        ("verify", upkeep.check_file, "read every line and record of the register"),
        ("compact", upkeep.make_compact, "rewrite the register without its history"),
        ("recover", upkeep.put_together, "put a damaged register together from what is good"),
    ):
        command = actions.add_parser(name, help=text)
        _store(command)
        command.set_defaults(run=action)

    doctor = actions.add_parser("doctor", help="look at what the bot depends on; say what to do")
    doctor.set_defaults(run=_see_doctor)

    check = actions.add_parser("check", help="report every problem of settings and data")
    _common(check)
    check.set_defaults(run=commands.check)
    return top


async def _take_in(options: argparse.Namespace, settings: Settings) -> int:
    # Readers of workbooks take time to load, and only an import needs them.
    from bot.console.files import take_in  # noqa: PLC0415

    return await take_in(options, settings)


async def _give_out(options: argparse.Namespace, settings: Settings) -> int:
    # As for an import: writers of workbooks take time to load.
    from bot.console.files import give_out  # noqa: PLC0415

    return await give_out(options, settings)


async def _see_doctor(options: argparse.Namespace, settings: Settings) -> int:
    # Its HTTP client takes a third of a question's start to load, and only it needs one.
    from bot.console.doctor import see_doctor  # noqa: PLC0415

    return await see_doctor(options, settings)


def _store(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--store", type=Path, metavar="FILE", help="a register file; made when missing"
    )


def _common(command: argparse.ArgumentParser) -> None:
    _store(command)
    command.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="answer as on that day")
    command.add_argument("--lang", choices=LANGUAGES, help="answer in this language")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0 for any answer, 2 for wrong use, else 1."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parser().parse_args(arguments)
    try:
        settings = settings_from_environment()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    options.today = getattr(options, "today", None) or today_in(settings)
    command: Callable[[argparse.Namespace, Settings], Awaitable[int]] = options.run
    try:
        status = asyncio.run(_awaited(command, options, settings))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (sanya export - | head): nobody is left to be told, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (StoreError, CatalogueError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


async def _awaited(
    command: Callable[[argparse.Namespace, Settings], Awaitable[int]],
    options: argparse.Namespace,
    settings: Settings,
) -> int:
    return await command(options, settings)


if __name__ == "__main__":
    sys.exit(main())
