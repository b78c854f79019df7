"""The validating Bot API server, put together; what a test holds in its hand.

Why our own: a bot that is tested against mocks of its library is tested against our idea of
Telegram twice over. Here the real library speaks real HTTP, every request is measured against the
Bot API specification (``schema.py``, ``limits.py``), every answer and update against aiogram's
models (``judge.py``), and whatever falls short is kept in ``violations`` for one assertion at the
end of a session. Keeps out HTTP (``front.py``), people (``driver.py``), methods (``methods_*.py``).
"""

from typing import Final, Self

from aiohttp import web

from tests.botapi.answers import Method
from tests.botapi.calls import SlidingWindows, sliding_windows
from tests.botapi.clock import Clock
from tests.botapi.driver import Cast, Person
from tests.botapi.driver_messages import PATIENCE
from tests.botapi.driver_rooms import Room
from tests.botapi.files import FileStore
from tests.botapi.front import Front
from tests.botapi.inline import InlineQuestions
from tests.botapi.judge import Models
from tests.botapi.menus import Menus
from tests.botapi.methods_bot import BotMethods
from tests.botapi.methods_chats import ChatMethods
from tests.botapi.methods_edits import EditMethods
from tests.botapi.methods_files import FileMethods
from tests.botapi.methods_messages import MessageMethods
from tests.botapi.methods_queries import QueryMethods
from tests.botapi.methods_updates import UpdateMethods
from tests.botapi.people import User
from tests.botapi.records import Json
from tests.botapi.updates import QueuedUpdate, UpdateQueue
from tests.botapi.waiting import Bell
from tests.botapi.webhook import Webhook
from tests.botapi.world import World

DEFAULT_TOKEN: Final = "777000777:TEST-SERVER-TOKEN-0123456789abcdefgh"


class BotApiServer(Cast):
    """One bot's Telegram on loopback; an async context manager.

    ``calls`` is everything the bot asked for, ``delivered`` every update it was sent, ``faults``
    the scripted trouble, ``flood_control`` and ``privacy`` switches, ``violations`` what must be
    empty, ``unescaped`` calls whose HTML holds a bare "&" (which Telegram takes). People and chats
    are made with the methods of ``Cast``: ``user``, ``group``, ``supergroup``, ``channel``.
    """

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        username: str = "register_test_bot",
        clock: Clock | None = None,
        inline_mode: bool = True,
        conflict_pause: float = 3.0,
    ) -> None:
        self.clock = clock or Clock()
        self.bell = Bell()
        self.menus = Menus()
        bot = User(int(token.partition(":")[0]), "Register", username=username, is_bot=True)
        queue = UpdateQueue(self.clock, self.bell, conflict_pause)
        world = World(
            self.clock,
            self.bell,
            bot,
            queue,
            FileStore(self.clock),
            InlineQuestions(self.clock, inline_mode),
        )
        world.users[bot.id] = bot
        self.webhook = Webhook(queue, self.bell, self.clock, lambda: self._front.network_is_off)
        self.about_bot = BotMethods(world, self.menus)
        self._front = Front(token, world, methods_over(self, world), self.about_bot)
        super().__init__(world, self._front.calls)
        self.token = token
        self.faults = self._front.faults
        self.flood_control = self._front.flood_control
        self.unescaped = self._front.unescaped
        self.privacy = world.privacy
        self.violations = world.violations
        self.delivered = world.delivered
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""
        Models.load()  # takes a second the first time, for which no bot shall have to wait
        # a poll whose client hangs up must stop waiting, hence handler_cancellation
        self._runner = web.AppRunner(
            self._front.application(),
            handler_cancellation=True,
            shutdown_timeout=0.1,
            access_log=None,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close everything; what hangs is released first."""
        self.faults.lift()
        self.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's ``base_url``."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """For python-telegram-bot's ``base_file_url``."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    def network_off(self) -> None:
        """Cut every connection, present and future, until ``network_on``."""
        self._front.network_is_off = True
        self.world.queue.interrupt("the network is off")

    def network_on(self) -> None:
        """The opposite."""
        self._front.network_is_off = False
        self.bell.ring()

    def sliding_windows(self, *, real_time: bool = False) -> SlidingWindows:
        """The busiest second and minute of the call log, by the server's clock or in real time."""
        return sliding_windows(self.calls, real_time=real_time)

    def inject(self, kind: str, body: Json, *, judged: bool = True) -> QueuedUpdate:
        """Queue a raw update of a kind, past ``allowed_updates`` and privacy mode."""
        update = self.world.queue.add(kind, {kind: body})
        if judged:
            self.world.judge_update(update)
        return update

    def deliver_again(self, update: QueuedUpdate) -> None:
        """Push an update to the webhook a second time, as Telegram does when a 200 got lost."""
        self.world.queue.repeat(update)

    def assert_clean(self) -> None:
        """Fail on any violation, and on taps that were not answered exactly once."""
        problems = [str(violation) for violation in self.violations]
        problems += [f"tap {tap.data!r} was not answered" for tap in self.world.unanswered_taps()]
        problems += [
            f"tap {tap.data!r} was answered {len(tap.answers)} times"
            for tap in self.world.taps_answered_twice()
        ]
        assert not problems, "\n".join(problems)

    async def settled(self, within: float = PATIENCE) -> None:
        """Wait until all updates are confirmed and no call but a poll is under way.

        A bot may still be busy then: it confirms updates before it handles them.
        """
        await self.wait_for(self._is_quiet, "the bot to fetch all updates", within)

    def _is_quiet(self) -> bool | None:
        busy = any(c.outcome == "pending" and c.method != "getUpdates" for c in self.calls)
        return None if busy or self.world.queue.pending else True

    def menu_of(self, person: Person, room: Room) -> list[str]:
        """Names of the commands the person's app offers in a room."""
        return self.menus.shown_to(person.user, room.chat)


def methods_over(server: BotApiServer, world: World) -> dict[str, Method]:
    """All methods by name."""
    parts = (
        server.about_bot,
        ChatMethods(world),
        EditMethods(world),
        FileMethods(world),
        MessageMethods(world),
        QueryMethods(world),
        UpdateMethods(world.queue, server.webhook),
    )
    return {name: method for part in parts for name, method in part.methods().items()}
