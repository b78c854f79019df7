"""The composition root: settings, names, store and register put together for every front end."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

from dotenv import dotenv_values

from bot.access import Access
from bot.agreements.audit import Actor
from bot.agreements.deadlines import LeadTimes
from bot.agreements.tiers import IsWorkingDay
from bot.catalogue.records import starter_catalogue
from bot.catalogue.vocabulary import load_vocabulary
from bot.filing import AGREEMENTS
from bot.handlers.desk import Connection, Desk, WebhookAddress
from bot.logs import start_logging
from bot.register import AgreementRegister
from bot.reminders.working_days import UnknownHolidaysError, working_days
from bot.settings import Settings, SettingsError, read_settings
from bot.store import FileFolder, MemoryStore, Store, files_of, open_store
from bot.store.collector import FELT_FROM, collector_at_rest
from bot.store.errors import disk_errors

_log = logging.getLogger(__name__)
#: Who puts the starter catalogue into a new register.
STARTER_REASON = "starter catalogue"


def settings_from_environment(file: Path | None = None) -> Settings:
    """Read `.env` (or the file given) and the environment, which wins."""
    path = file or Path(".env")
    written = {key: value or "" for key, value in dotenv_values(path).items()}
    return read_settings({**written, **os.environ})


def now() -> datetime:
    """Return the moment, with its time zone."""
    return datetime.now(UTC)


def today_in(settings: Settings) -> date:
    """Return the day it is in the office."""
    return datetime.now(settings.time_zone).date()


def register_on(store: Store, settings: Settings) -> AgreementRegister:
    """Return the register over a store."""
    lead_times = LeadTimes(settings.approval_days, settings.approval_days_by_kind)
    # Names and words are kept for good: without passes over them a start takes a sixth less.
    with collector_at_rest(FELT_FROM):
        vocabulary = load_vocabulary(own_country=settings.own_country)
        return AgreementRegister(store, vocabulary, lead_times, now)


@contextlib.asynccontextmanager
async def opened_register(
    settings: Settings, path: Path | None = None, *, writes: bool = True
) -> AsyncIterator[AgreementRegister]:
    """Open a register file and close it again.

    With a `path` just that file: a new one is empty. Without, the configured one: where there is
    none yet, the starter catalogue, in the file when it `writes` and in memory when it only reads.
    Raises StoreError with what is wrong and what to do.
    """
    async with opened_desk(settings, path, writes=writes) as (register, _):
        yield register


@contextlib.asynccontextmanager
async def opened_desk(
    settings: Settings, path: Path | None = None, *, writes: bool = True
) -> AsyncIterator[tuple[AgreementRegister, Store]]:
    """Open a register with its store, as `opened_register` does."""
    store, is_new = _opened(settings, path, writes=writes)
    try:
        register = register_on(store, settings)
        if is_new and path is None and settings.starter:
            await fill_with_starter(register)
        yield register, store
    finally:
        await store.close()


@contextlib.asynccontextmanager
async def opened_to_look(
    settings: Settings, path: Path | None = None
) -> AsyncIterator[tuple[AgreementRegister, Store]]:
    """Open a register to foresee what would be done to it; nothing is made and nothing changed."""
    if path is None or path.exists():  # noqa: ASYNC240 - before anything else runs
        async with opened_desk(settings, path, writes=False) as (register, store):
            yield register, store
    else:
        store = MemoryStore()
        yield register_on(store, settings), store


def _opened(settings: Settings, path: Path | None, *, writes: bool) -> tuple[Store, bool]:
    wanted = path or settings.store
    if writes or (path is not None and not path.exists()):
        with disk_errors(wanted):
            wanted.parent.mkdir(parents=True, exist_ok=True)
        store = open_store(wanted)
        return store, not store.items(AGREEMENTS)
    if wanted.exists():
        return open_store(wanted, read_only=True), False
    return MemoryStore(), True


async def fill_with_starter(register: AgreementRegister) -> None:
    """Take the starter catalogue into a new register; lines that cannot be kept are logged."""
    read = starter_catalogue()
    for problem in read.problems:
        if not problem.is_warning:
            _log.error("starter catalogue: %s", problem)
    await register.take_in(read.agreements, Actor(), reason=STARTER_REASON)


def working_days_of(settings: Settings) -> IsWorkingDay:
    """Return the office's working days. Raises SettingsError where its holidays are not known."""
    try:
        return working_days(settings.holidays)
    except UnknownHolidaysError as error:
        raise SettingsError(
            f"SANYA_HOLIDAYS ({error}): no holidays are known for it; write another country or none"
        ) from None


def connection_of(settings: Settings) -> Connection:
    """Return how Telegram is reached."""
    webhook = WebhookAddress(
        settings.webhook_address, settings.webhook_secret, settings.webhook_port
    )
    return Connection(
        settings.token,
        settings.api_address,
        webhook if settings.webhook_address else None,
        settings.inline,
    )


async def run_bot(settings: Settings) -> int:
    """Run the Telegram bot until it is told to stop. Returns the exit status."""
    # The Telegram library costs half a second to load, and only the running bot needs these.
    from bot.handlers.bot import TelegramBot  # noqa: PLC0415
    from bot.handlers.operating.monitor import counted_writes, monitored  # noqa: PLC0415
    from bot.handlers.process import Process, stopped_by_signals  # noqa: PLC0415

    start_logging(settings.log_level)
    if not settings.token:
        _log.critical("no token: put SANYA_TOKEN into .env (see .env.example)")
        return 1
    store, is_new = _opened(settings, None, writes=True)
    try:
        register = register_on(store, settings)
        if is_new and settings.starter:
            await fill_with_starter(register)
        access = Access(store, settings.admission, now)
        desk = Desk(
            store,
            register,
            access,
            now,
            settings.time_zone,
            settings.language,
            working_days_of(settings),
            unanswered_days=settings.unanswered_days,
            second_pair=settings.second_pair,
            files=FileFolder(files_of(settings.store)),
        )
        bot = await TelegramBot.build(desk, connection_of(settings))
        process = Process(bot)
        store.subscribe(counted_writes(desk.tally))
        with stopped_by_signals(process):
            async with monitored(bot, desk, settings.monitor_port):
                return await process.run()
    finally:
        await store.close()
