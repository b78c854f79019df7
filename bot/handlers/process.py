"""The running process: starts without a network, stops cleanly, and notices a second instance."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.handlers.bot import TelegramBot
from bot.handlers.receiving.polling import Polling
from bot.handlers.receiving.source import EXIT_WRONG_TOKEN, Now, Sleep, Source
from bot.handlers.receiving.webhook import Webhook

_log = logging.getLogger(__name__)

#: Seconds between two tries, growing from the first to the last.
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
TICK = 60.0
#: Seconds for what is under way to end by itself, and then for what waits for its pace to give up.
PATIENT, IMPATIENT = 5.0, 3.0


class Process:
    """Runs one bot until it is told to stop; `run` returns the exit status."""

    def __init__(
        self,
        bot: TelegramBot,
        *,
        sleep: Sleep = asyncio.sleep,
        now: Now = time.monotonic,
        ticks: tuple[Callable[[], Awaitable[None]], ...] = (),
    ) -> None:
        self._bot = bot
        self._sleep = sleep
        self._source = self._source_of(bot, now)
        self._ticks = (
            bot.groups.leave_overdue,
            bot.reminding.rounds.tick,
            bot.inquiries.flush,
            self._source.check,
            *ticks,
        )
        self._stopping = asyncio.Event()
        self._status = 0
        self.is_polling = asyncio.Event()

    def _source_of(self, bot: TelegramBot, now: Now) -> Source:
        if bot.webhook is None:
            return Polling(bot.application, bot.hearing, bot.wanted, self.stop, now)
        wanted = bot.wanted
        return Webhook(bot.application, bot.webhook, bot.hearing, wanted, self.stop, self._wait)

    def stop(self, status: int = 0) -> None:
        """Ask the process to end; what was received is still answered."""
        self._bot.stop_reminding()
        self._status = self._status or status
        self._stopping.set()

    async def run(self) -> int:
        """Start, serve, stop. Returns 0, or why it could not go on."""
        application = self._bot.application
        if not await self._initialised():
            return self._status
        menus, ticking = (asyncio.create_task(part()) for part in (self._menus, self._ticking))
        try:
            await application.start()
            await self._source.start()
            _log.info("running as @%s", application.bot.username)
            self.is_polling.set()
            await self._stopping.wait()
        finally:
            await self._source.stop()
            await self._ended({menus, ticking})
            await self._bot.inquiries.flush()
            await application.shutdown()
        return self._status

    async def _ended(self, background: set[asyncio.Task[None]]) -> None:
        """Let what is under way end, within ten seconds.

        What still waits for its pace then is refused as never sent, so that a reminder is not in
        doubt afterwards, and what does not end even so is left.
        """
        running: set[asyncio.Task[Any]] = set(background)
        if self._bot.application.running:
            running.add(asyncio.create_task(self._bot.application.stop()))
        if not self.is_polling.is_set():
            for task in background:
                task.cancel()
        _, late = await asyncio.wait(running, timeout=PATIENT)
        self._bot.limiter.close()
        if late:
            _, late = await asyncio.wait(late, timeout=IMPATIENT)
        if late:
            _log.warning("%d tasks did not end in time", len(late))
        for task in late:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _initialised(self) -> bool:
        """Reach Telegram for the first time, however long the network takes."""
        wait = FIRST_WAIT
        while not self._stopping.is_set():
            try:
                await self._bot.application.initialize()
            except InvalidToken:
                _log.critical("Telegram does not know this token: check SANYA_TOKEN")
                self._status = EXIT_WRONG_TOKEN
                return False
            except NetworkError as error:
                _log.warning("Telegram cannot be reached (%s), trying again", type(error).__name__)
                await self._wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                return True
        return False

    async def _wait(self, seconds: float) -> bool:
        """Wait, but no longer than until the process is asked to end; returns whether it was."""
        stopping = asyncio.create_task(self._stopping.wait())
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        await asyncio.wait({stopping, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, sleeping):
            task.cancel()
        return self._stopping.is_set()

    async def _menus(self) -> None:
        """Set the menus of commands; they may wait, the bot serves without them."""
        await self.is_polling.wait()
        wait = FIRST_WAIT
        while not self._stopping.is_set():
            try:
                await self._bot.menus.set_all()
            except TelegramError as error:
                _log.warning("menus not set (%s), trying again", type(error).__name__)
                await self._wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                return

    async def _ticking(self) -> None:
        """Do what is due, minute by minute; what fails is tried again the next minute."""
        await self.is_polling.wait()
        while not self._stopping.is_set():
            for tick in self._ticks:
                try:
                    await tick()
                except Exception:  # noqa: BLE001  one task's trouble is not the others'
                    _log.exception("a regular task failed")
            await self._wait(TICK)


@contextlib.contextmanager
def stopped_by_signals(process: Process) -> Iterator[None]:
    """Let SIGTERM and SIGINT end the process cleanly."""
    loop = asyncio.get_running_loop()
    caught = (signal.SIGTERM, signal.SIGINT)
    for number in caught:
        loop.add_signal_handler(number, process.stop)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
