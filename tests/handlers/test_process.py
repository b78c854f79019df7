"""The running process: bad networks, wrong tokens, second instances, many at once, a clean end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from telegram.error import Conflict, NetworkError, TimedOut
from telegram.ext._utils import networkloop
from telegram.request import HTTPXRequest

from bot.handlers.limiter import ChatLimiter
from bot.handlers.process import TICK, stopped_by_signals
from bot.handlers.receiving.polling import Polling
from bot.reminders.ledger import LEDGER, State
from bot.search.vocabulary import Vocabulary
from bot.secret import Secret
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, HeldTime, agreement, running_bot, starting_bot

JAPAN: dict[str, object] = {
    "id": "JP-2022-ICT",
    "title": "Memorandum of Cooperation in the field of ICT",
    "kind": "moc",
    "parties": [{"name": "Thailand", "country": "TH"}, {"name": "Japan", "country": "JP"}],
    "signed": "2022-08-05",
    "term": {"kind": "fixed", "months": 60},
}


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", started=True)


class Waits:
    """Notes how long somebody wanted to wait, and lets them go on at once."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0.001)


@pytest.fixture
def library_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Waits]:
    """The library's own waiting between two polls, made short and written down.

    As in production it says nothing: it would write a trace for every page of a proxy.
    """
    logger = logging.getLogger("telegram")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    waits = Waits()
    hurried = ModuleType("hurried")
    hurried.__dict__.update(asyncio.__dict__)
    hurried.__dict__["sleep"] = waits.sleep
    monkeypatch.setattr(networkloop, "asyncio", hurried)
    yield waits
    logger.setLevel(level)


async def answered(person: Person) -> bool:
    await person.says("/whoami")
    return str(person.id) in (await person.private_chat().next_reply()).text


# -- T5, T6: the start ---------------------------------------------------------------------------


async def test_t5_without_a_network_it_waits_and_then_serves(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, official: Person
) -> None:
    waits = Waits()

    async def sleep(seconds: float) -> None:
        await waits.sleep(seconds)
        if len(waits.seconds) == 8:
            server.network_on()

    server.network_off()
    async with starting_bot(server, vocabulary, [], clock, options={"sleep": sleep}) as running:
        await asyncio.wait_for(running.process.is_polling.wait(), 10)
        assert waits.seconds[:7] == [1, 2, 4, 8, 16, 30, 30]
        assert await answered(official)


async def test_t5_it_can_be_stopped_while_it_waits_for_the_network(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    waiting = asyncio.Event()

    async def sleep(_: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    server.network_off()
    async with starting_bot(server, vocabulary, [], clock, options={"sleep": sleep}) as running:
        await asyncio.wait_for(waiting.wait(), 10)
        assert await asyncio.wait_for(running.stop(), 5) == 0


async def test_t5_a_wrong_token_ends_it_at_once_with_a_clear_line(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong = "777000777:ANOTHER-TOKEN-0123456789abcdefghijk"
    began = time.monotonic()

    async with starting_bot(server, vocabulary, [], clock, token=wrong) as running:
        status = await running.task

    assert status == 1
    assert time.monotonic() - began < 10
    assert "Telegram does not know this token: check SANYA_TOKEN" in caplog.text
    assert wrong not in caplog.text


async def test_a_token_taken_back_while_it_runs_ends_it(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
    library_waits: Waits,
) -> None:
    async with running_bot(server, vocabulary, [], clock) as running:
        await server.wait_for(lambda: server.calls.of("getUpdates") or None, "a poll")
        server._front.token = f"{server.bot.id}:THE-NEW-TOKEN-0123456789abcdefghijkl"
        server.world.queue.interrupt("Unauthorized")
        async with asyncio.timeout(5):
            while not running.bot.hearing.is_refused:  # noqa: ASYNC110  nobody tells of it
                await asyncio.sleep(0.01)
        await running.process._source.check()
        status = await asyncio.wait_for(running.task, 5)

    assert status == 1
    assert "Telegram has taken this token back" in caplog.text


async def test_t6_menus_that_cannot_be_set_are_tried_again_while_the_bot_serves(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, official: Person
) -> None:
    waits = Waits()
    server.faults.add("setMyCommands", "raw", code=502, times=3)
    server.faults.add("setMyCommands", code=429, parameters={"retry_after": 3}, times=1)

    async with running_bot(
        server,
        vocabulary,
        [],
        clock,
        menus=True,
        administrators="9001,1001",  # 9001 never pressed Start: "chat not found"
        options={"sleep": waits.sleep},
    ):
        assert await answered(official)
        menu = server.menu_of
        await server.wait_for(
            lambda: True if "whoami" in menu(official, official.private_chat()) else None, "a menu"
        )

    refused = [call for call in server.calls.of("setMyCommands") if call.outcome == "error"]
    assert refused
    between_tries = [seconds for seconds in waits.seconds if seconds != TICK]
    assert between_tries[:3] == [1, 2, 4]


# -- T10: another instance -----------------------------------------------------------------------


class Hours:
    """A clock of one process that a test moves."""

    def __init__(self, *, step: float = 0.0) -> None:
        self.seconds = 0.0
        self.step = step

    def __call__(self) -> float:
        self.seconds += self.step
        return self.seconds


async def test_t10_of_two_instances_the_later_one_stops_and_the_other_goes_on(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    official: Person,
    caplog: pytest.LogCaptureFixture,
    library_waits: Waits,
) -> None:
    elder, younger = Hours(), Hours(step=10)
    async with running_bot(server, vocabulary, [], clock, options={"now": elder}) as settled:
        elder.seconds = 3_600
        elder.step = 10
        async with running_bot(server, vocabulary, [], clock, options={"now": younger}) as late:
            assert await asyncio.wait_for(late.task, 20) == 3
        assert not settled.task.done()
        assert await answered(official)

    assert "another instance of this bot is running" in caplog.text
    critical = [r.message for r in caplog.records if r.levelno == logging.CRITICAL]
    assert any("another instance keeps running; this one stops" in told for told in critical)


def polling_with(stopped: list[int], now: Callable[[], float]) -> Polling:
    class Application:
        updater = object()

    return Polling(Application(), None, (), stopped.append, now)  # type: ignore[arg-type]


def test_conflicts_that_end_by_themselves_stop_nobody() -> None:
    stopped: list[int] = []
    now = Hours()
    polling = polling_with(stopped, now)
    for moment in (0, 20, 39, 100, 130, 400):
        now.seconds = moment
        polling.failed(Conflict("terminated by other getUpdates request"))

    assert stopped == []


# -- T11: bad polls ------------------------------------------------------------------------------


#: Of a thousand failed polls so many never reach the wire; the rest fail there, in each way.
OFF_THE_WIRE, ON_THE_WIRE = 900, 50


@pytest.fixture
def off_the_wire(monkeypatch: pytest.MonkeyPatch) -> list[type[NetworkError] | None]:
    """Let the first polls fail before they reach the wire, where each would take 5 ms.

    Returns how they failed, as they do: an error, or None for a page of a proxy.
    """
    failures: list[type[NetworkError] | None] = []
    on_the_wire = HTTPXRequest.do_request
    ways: tuple[type[NetworkError] | None, ...] = (NetworkError, TimedOut, None)

    async def do_request(self: HTTPXRequest, url: str, *rest: Any, **more: Any) -> Any:
        if not url.endswith("getUpdates") or len(failures) == OFF_THE_WIRE:
            return await on_the_wire(self, url, *rest, **more)
        way = ways[len(failures) % len(ways)]
        failures.append(way)
        await asyncio.sleep(0)
        if way is not None:
            raise way("no network")
        return HTTPStatus.BAD_GATEWAY, b"<html>502</html>"

    monkeypatch.setattr(HTTPXRequest, "do_request", do_request)
    return failures


async def test_t11_a_thousand_failed_polls_alarm_nobody_and_the_bot_recovers(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    official: Person,
    library_waits: Waits,
    off_the_wire: list[type[NetworkError] | None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    administrator = server.user(9001, started=True)
    server.faults.add("getUpdates", "drop", times=ON_THE_WIRE)
    last = server.faults.add("getUpdates", "raw", code=502, times=ON_THE_WIRE)
    hanging = server.faults.add("getUpdates", "hang")
    async with starting_bot(server, vocabulary, [], clock, administrators="9001"):
        await official.says("/whoami")
        await server.wait_for(lambda: hanging.hits or None, "all the failures", within=60)
        hanging.release()
        assert "1001" in (await official.private_chat().next_reply()).text

    assert (len(off_the_wire), len(last.hits)) == (OFF_THE_WIRE, ON_THE_WIRE)
    # However long it failed, the next try comes within half a minute.
    assert max(library_waits.seconds) <= 30
    assert administrator.private_chat().all_replies == []
    assert caplog.text.count("polling failed") == 1


def test_a_network_that_stays_away_is_told_every_five_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = Hours()
    polling = polling_with([], now)
    for moment in range(0, 1_200, 30):
        now.seconds = moment
        polling.failed(NetworkError("down"))

    assert caplog.text.count("polling failed") == 4
    assert "31 times by now" in caplog.text


# -- T12, T14: many at once ----------------------------------------------------------------------


async def test_t12_forty_questions_in_one_group_do_not_hold_up_a_private_chat(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, official: Person
) -> None:
    held = HeldTime()
    limiter = ChatLimiter(held.now, held.sleep)
    group = server.supergroup("Group", [official], bot="administrator")
    async with running_bot(server, vocabulary, [], clock, limiter=limiter):
        for number in range(40):
            await group.says(official, f"/ask Japan {2000 + number}")
        await group.next_reply()
        began = time.monotonic()

        assert await answered(official)

        assert time.monotonic() - began < 10  # in the queue of the group it would never come
        assert len(group.all_replies) == 1  # a second would be too fast: the others wait
        held.may_pass.set()
        assert len(await group.replies(39)) == 39


# -- T8: the end ---------------------------------------------------------------------------------


async def test_t8_sigterm_answers_what_was_asked_and_doubles_no_reminder(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    official: Person,
    tmp_path: Path,
) -> None:
    rooms = [server.supergroup(f"Group {n}", [official]) for n in range(3)]
    path = tmp_path / "register.sanya"
    japan = agreement(JAPAN)
    began = 0.0
    async with running_bot(server, vocabulary, [japan], clock, path=path) as running:
        for room in rooms:
            await room.says(official, "/subscribe")
            await room.next_reply()
        slow = server.faults.add("sendMessage", "hang", times=None)
        round_ = asyncio.create_task(running.tick())
        await server.wait_for(lambda: slow.hits or None, "a reminder on its way")
        for year in (2020, 2021, 2022):
            await official.says(f"Japan {year}")
        await server.wait_for(lambda: None if server.world.queue.pending else True, "the questions")
        with stopped_by_signals(running.process):
            began = time.monotonic()
            os.kill(os.getpid(), signal.SIGTERM)
            await running.process._stopping.wait()
            slow.release()
            assert await asyncio.wait_for(running.task, 10) == 0
            await round_
    assert time.monotonic() - began < 10
    assert len(await official.private_chat().replies(3)) == 3

    async with running_bot(server, vocabulary, [], clock, path=path) as running:
        await running.tick()
        for room in rooms:
            assert "JP-2022-ICT" in (await room.next_reply()).text
        await running.tick()
        assert await answered(official)
        assert [room.unread for room in rooms] == [[], [], []]
        rows = running.desk.store.items(LEDGER).values()
        assert {row.state for row in rows} == {State.SENT}


async def test_t8_what_waits_for_its_pace_at_the_end_is_tried_again_and_in_no_doubt(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    official: Person,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.handlers.process.PATIENT", 0.2)
    group = server.supergroup("Group", [official])
    path = tmp_path / "register.sanya"
    held = HeldTime()
    limiter = ChatLimiter(held.now, held.sleep)
    async with running_bot(
        server, vocabulary, [agreement(JAPAN)], clock, path=path, limiter=limiter
    ) as running:
        await group.says(official, "/subscribe")
        await group.next_reply()
        round_ = asyncio.create_task(running.tick())  # waits: one message a second
        await asyncio.sleep(0.05)
        assert group.unread == []
        assert await asyncio.wait_for(running.stop(), 5) == 0
        await round_
        rows = running.desk.store.items(LEDGER).values()
        assert {row.state for row in rows} == {State.FAILED}

    async with running_bot(server, vocabulary, [], clock, path=path) as running:
        clock.advance(hours=1)
        await running.tick()
        assert "JP-2022-ICT" in (await group.next_reply()).text


async def test_t8_the_command_itself_ends_with_0_on_sigterm_after_answering(
    server: BotApiServer, official: Person, tmp_path: Path
) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("SANYA_")},
        "SANYA_TOKEN": server.token,
        "SANYA_API_ADDRESS": server.base_url.removesuffix("/bot"),
        "SANYA_OPEN_TO_ALL": "yes",
        "SANYA_STARTER": "no",
        "SANYA_LOG_LEVEL": "DEBUG",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stderr=asyncio.subprocess.PIPE,
    )
    await official.says("/whoami")
    await official.private_chat().next_reply(within=60)
    slow = server.faults.add("sendMessage", "hang", times=None)
    for year in (2020, 2021, 2022):
        await official.says(f"Japan {year}")
    await server.wait_for(lambda: None if server.world.queue.pending else True, "the questions")
    process.send_signal(signal.SIGTERM)
    slow.release()
    _, log = await asyncio.wait_for(process.communicate(), 10)

    assert process.returncode == 0, log.decode()
    assert len(official.private_chat().unread) == 3
    assert Secret(server.token).reveal() not in log.decode()
    assert "Japan 2020" not in log.decode()
