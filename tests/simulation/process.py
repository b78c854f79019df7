"""One life of the bot in a simulation: real, over a real register file, until it is killed."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from random import Random

from bot.access import Access
from bot.agreements.deadlines import LeadTimes
from bot.handlers.bot import TelegramBot
from bot.handlers.desk import Connection, Desk
from bot.handlers.limiter import ChatLimiter
from bot.handlers.receiving.source import ALLOWED_UPDATES
from bot.register import AgreementRegister
from bot.reminders.working_days import working_days
from bot.search.vocabulary import Vocabulary
from bot.settings import Settings
from bot.store import open_store
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, HurriedTime, settings_for
from tests.simulation.mortal import MortalFiles
from tests.simulation.world import ADMINISTRATOR


class Life:
    """A running bot. Its rounds are run by hand, and updates are fetched by hand."""

    def __init__(
        self, server: BotApiServer, desk: Desk, bot: TelegramBot, files: MortalFiles
    ) -> None:
        self._server = server
        self.desk = desk
        self.bot = bot
        self.files = files
        self._offset = 0

    @classmethod
    async def begin(
        cls,
        server: BotApiServer,
        vocabulary: Vocabulary,
        clock: FakeClock,
        path: Path,
        random: Random,
    ) -> Life:
        """Open the register and say hello to the server."""
        files = MortalFiles(random, server.network_off)
        store = open_store(path, files=files)
        settings: Settings = settings_for(server, administrators=str(ADMINISTRATOR))
        register = AgreementRegister(store, vocabulary, LeadTimes(), clock)
        access = Access(store, settings.admission, clock)
        desk = Desk(store, register, access, clock, settings.time_zone, "en", working_days("TH"))
        hurried = HurriedTime()
        limiter = ChatLimiter(hurried.now, hurried.sleep)
        connection = Connection(settings.token, settings.api_address)
        bot = await TelegramBot.build(desk, connection, limiter)
        await bot.application.initialize()
        return cls(server, desk, bot, files)

    async def tick(self) -> None:
        """Let the bot look at what is due; returns also when it died over it."""
        ticking = asyncio.create_task(self.bot.reminding.rounds.tick())
        with contextlib.suppress(Exception):
            await ticking
        if not self.files.is_dead and ticking.exception() is not None:
            ticking.result()

    async def hear(self) -> None:
        """Fetch what people did, and let the bot answer."""
        updates = await self.bot.application.bot.get_updates(
            offset=self._offset, timeout=0, allowed_updates=ALLOWED_UPDATES
        )
        for update in updates:
            self._offset = update.update_id + 1
            await self.bot.application.process_update(update)
        if updates:
            await self.bot.application.bot.get_updates(offset=self._offset, timeout=0)

    async def end(self) -> None:
        """Close everything; of a dead process only what the tests hold."""
        with contextlib.suppress(Exception):
            await self.bot.application.shutdown()
        # A store whose disk is gone has nothing more to close.
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.desk.store.close(), 10)
        self.files.bury()
        self._server.network_on()
