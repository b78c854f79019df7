"""What each command does, given its options and the settings; returns the exit status."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from bot.agreements.checks import problems_within
from bot.agreements.errors import Problem
from bot.app import opened_register, run_bot, working_days_of
from bot.catalogue.records import ReadFile, all_problems, starter_catalogue
from bot.console.as_json import turn_as_json
from bot.console.chat import run_chat
from bot.console.checks import data_problems
from bot.console.conversation import take_turn
from bot.register import AgreementRegister
from bot.replies.plain import terminal_text
from bot.search.context import Context
from bot.settings import Settings

WRONG_USE = 2
_ESCAPED = {sign: f"\\u{sign:04x}" for sign in (0x85, 0x2028, 0x2029)}


def _says(text: str) -> None:
    print(text, file=sys.stderr)


async def chat(options: Namespace, settings: Settings) -> int:
    """Talk in the terminal."""
    async with opened_register(settings, options.store, writes=False) as register:
        run_chat(register, options.today, options.lang)
    return 0


async def ask(options: Namespace, settings: Settings) -> int:
    """Answer one question, or the questions of a file."""
    if bool(options.question) == bool(options.batch):
        _says("sanya ask: write one question, or --batch with a file of questions")
        return WRONG_USE
    async with opened_register(settings, options.store, writes=False) as register:
        if options.batch:
            return _ask_batch(register, options)
        turn = take_turn(register, " ".join(options.question), options.today, language=options.lang)
        if options.json:
            _print_json(turn_as_json(register, turn))
        else:
            print(terminal_text(turn.reply, styled=sys.stdout.isatty()))
    return 0


def _print_json(value: object) -> None:
    """Print one line; what some readers of JSON Lines take for a line end is escaped."""
    print(json.dumps(value, ensure_ascii=False).translate(_ESCAPED))


def _ask_batch(register: AgreementRegister, options: Namespace) -> int:
    contexts: dict[str, Context | None] = {}
    try:
        lines = _batch_lines(options.batch)
    except OSError as error:
        _says(f"sanya ask: {options.batch}: {error.strerror}")
        return WRONG_USE
    except UnicodeDecodeError:
        _says(f"sanya ask: {options.batch}: this is no text in UTF-8")
        return WRONG_USE
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        line = _batch_line(text)
        if line is None:
            _says(f'{options.batch}: line {number} is not {{"id": ..., "text": ...}}')
            return WRONG_USE
        name, after = line.get("id"), line.get("after")
        context = None if after is None else contexts.get(str(after))
        turn = take_turn(
            register, line["text"], options.today, context=context, language=options.lang
        )
        if name is not None:
            contexts[str(name)] = turn.context
        _print_json({"id": name} | turn_as_json(register, turn))
    return 0


def _batch_lines(source: str) -> Iterator[str]:
    if source == "-":
        return iter(sys.stdin)
    # Not splitlines(): a text may hold other separators of lines than the line end.
    return iter(Path(source).read_text(encoding="utf-8-sig").split("\n"))


def _batch_line(text: str) -> dict[str, str] | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("text"), str) else None


async def run(options: Namespace, settings: Settings) -> int:
    """Run the Telegram bot."""
    del options
    return await run_bot(settings)


def _kept_problems(register: AgreementRegister) -> Iterator[Problem]:
    """Yield what records of the register say against themselves, as when they are read."""
    for agreement in register.holdings:
        for problem in problems_within(agreement):
            yield problem.at(agreement.id)


async def check(options: Namespace, settings: Settings) -> int:
    """Report every problem of settings and data; their form was read before this runs."""
    working_days_of(settings)
    problems = all_problems(starter_catalogue(), options.today)
    async with opened_register(settings, options.store, writes=False) as register:
        kept = ReadFile(tuple(register.holdings), tuple(_kept_problems(register)))
        problems += all_problems(kept, options.today)
        count = len(register.agreements)
    # What a record of the catalogue says is told once, with its line, though it is kept as well.
    told = {problem.at(problem.record): str(problem) for problem in reversed(problems)}
    sentences = [*reversed(told.values()), *data_problems()]
    for sentence in sentences:
        print(sentence)
    _says(f"{count} records checked, {len(sentences)} things to look at")
    return 0
