"""The running process: starts without a network, stops cleanly, and notices a second instance."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Iterator

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.handlers.bot import ALLOWED_UPDATES, TelegramBot
from bot.handlers.menus import set_menus

_log = logging.getLogger(__name__)
Sleep = Callable[[float], Awaitable[None]]

#: Seconds between two tries, growing from the first to the last.
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
#: Another instance that polls for so long (seconds) means that this one has to go.
CONFLICT_PATIENCE = 60.0
#: Conflicts further apart than this are separate incidents.
CONFLICT_GAP = 40.0
TICK = 60.0
#: What is on its way when the process is asked to end gets so long (seconds).
GRACE = 5.0

EXIT_WRONG_TOKEN, EXIT_CONFLICT = 1, 3


class Process:
    """Runs one bot until it is told to stop; `run` returns the exit status."""

    def __init__(
        self,
        bot: TelegramBot,
        administrators: Callable[[], frozenset[int]],
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
        ticks: tuple[Callable[[], Awaitable[None]], ...] = (),
    ) -> None:
        self._bot = bot
        self._administrators = administrators
        self._sleep = sleep
        self._now = now
        self._ticks = (bot.groups.leave_overdue, bot.reminding.rounds.tick, *ticks)
        self._stopping = asyncio.Event()
        self._status = 0
        self._conflict_since: float | None = None
        self._conflict_last = 0.0
        self.is_polling = asyncio.Event()

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
        updater = application.updater
        if updater is None:
            raise RuntimeError("the application was built without an updater")
        menus, ticking = (asyncio.create_task(part()) for part in (self._menus, self._ticking))
        try:
            await application.start()
            await updater.start_polling(
                allowed_updates=ALLOWED_UPDATES,
                bootstrap_retries=-1,
                drop_pending_updates=False,
                error_callback=self._poll_failed,
            )
            _log.info("running as @%s", application.bot.username)
            self.is_polling.set()
            await self._stopping.wait()
        finally:
            menus.cancel()
            if updater.running:
                await updater.stop()
            await _ended(ticking, GRACE if self.is_polling.is_set() else 0)
            if application.running:
                await application.stop()
            await application.shutdown()
        return self._status

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

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than until the process is asked to end."""
        stopping = asyncio.create_task(self._stopping.wait())
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        await asyncio.wait({stopping, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, sleeping):
            task.cancel()

    def _poll_failed(self, error: TelegramError) -> None:
        if not isinstance(error, Conflict):
            _log.warning("polling failed (%s), going on", type(error).__name__)
            return
        now = self._now()
        if self._conflict_since is None or now - self._conflict_last > CONFLICT_GAP:
            self._conflict_since = now
            _log.error("another instance of this bot is running")
        self._conflict_last = now
        if now - self._conflict_since >= CONFLICT_PATIENCE:
            _log.critical("another instance keeps running; this one stops")
            self.stop(EXIT_CONFLICT)

    async def _menus(self) -> None:
        """Set the menus of commands; they may wait, the bot serves without them."""
        await self.is_polling.wait()
        wait = FIRST_WAIT
        while True:
            try:
                await set_menus(self._bot.application.bot, self._administrators(), self._bot.menus)
            except TelegramError as error:
                _log.warning("menus not set (%s), trying again", type(error).__name__)
                await self._sleep(wait)
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


async def _ended(task: asyncio.Task[None], grace: float) -> None:
    """Let a round of reminding finish the message that is on its way, but not for ever."""
    await asyncio.wait({task}, timeout=grace)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


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
