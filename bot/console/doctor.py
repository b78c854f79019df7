"""`sanya doctor`: everything the bot depends on, a line each, and what to do where it is wrong."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator

from bot.app import connection_of
from bot.handlers.operating.doctor import Finding, disk_finding, telegram_findings
from bot.reminders.subscriptions import SUBSCRIPTIONS, Subscription
from bot.settings import Settings
from bot.store import StoreError, open_store, verify


async def see_doctor(options: Namespace, settings: Settings) -> int:
    """Look at everything and print it; returns 1 where something is to be done."""
    del options
    wrong = 0
    async for finding in _findings(settings):
        print(finding)
        wrong += finding.is_wrong
    print(f"{wrong} things to do" if wrong else "All is well.")
    return 1 if wrong else 0


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    yield disk_finding(settings.store)
    data, subscriptions = await _register(settings)
    yield data
    if not settings.administrators:
        remedy = "set SANYA_ADMINISTRATORS (/whoami tells a person's id)"
        yield Finding("administrators", "nobody is named in the settings", remedy)
    if settings.open_to_all:
        yield Finding("access", "anybody may ask (SANYA_OPEN_TO_ALL, for trials only)")
    if not settings.token:
        yield Finding("token", "there is none", "put SANYA_TOKEN into .env")
        return
    async for finding in telegram_findings(connection_of(settings), subscriptions):
        yield finding


async def _register(settings: Settings) -> tuple[Finding, list[Subscription]]:
    """Read every line of the register, and who is to be reminded."""
    path = settings.store
    if not path.exists():
        return Finding("data", f"{path} is not there yet; the start makes it"), []
    try:
        verified = verify(path)
        store = open_store(path, read_only=True)
    except StoreError as error:
        return Finding("data", str(error), "see sanya recover --help and sanya restore --help"), []
    try:
        subscriptions = list(store.items(SUBSCRIPTIONS).values())
    finally:
        await store.close()
    if verified.problems:
        first = verified.problems[0]
        found = f"line {first.line}: {first.reason}"
        return Finding("data", found, "see sanya recover --help"), subscriptions
    return Finding("data", f"{path}, change {verified.sequence}, whole"), subscriptions
