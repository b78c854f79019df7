"""What helps to run the bot: its health, its numbers, the doctor, a log without words."""

from __future__ import annotations

import logging
import sys
import time
from argparse import Namespace
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.app import connection_of
from bot.console.doctor import see_doctor
from bot.handlers.operating.doctor import Finding, disk_finding, telegram_findings
from bot.handlers.operating.monitor import Monitor, counted_writes, monitored
from bot.logs import start_logging
from bot.reminders.subscriptions import Interest, Subscription
from bot.search.vocabulary import Vocabulary
from bot.settings import read_settings
from bot.tally import Tally
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import TODAY, FakeClock, RunningBot, agreement, running_bot, settings_for
from tests.handlers.places import free_port

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


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(server, vocabulary, [agreement(JAPAN)], clock) as running:
        running.desk.store.subscribe(counted_writes(running.desk.tally))
        yield running


async def fetched(port: int, path: str, *, method: str = "GET") -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.request(method, f"http://127.0.0.1:{port}{path}")


# -- health and numbers --------------------------------------------------------------------------


async def test_the_numbers_tell_what_was_asked_sent_reminded_and_written(
    server: BotApiServer, bot: RunningBot, official: Person
) -> None:
    port = free_port()
    async with monitored(bot.bot, bot.desk, port):
        for text in ("when does JP-2022-ICT end?", "MoU with Peru on fisheries?"):
            await official.says(text)
            await official.private_chat().next_reply()
        group = server.supergroup("Renewals", [official])
        await group.says(official, "/subscribe")
        await group.next_reply()
        await bot.tick()
        await group.next_reply()
        answer = await fetched(port, "/metrics")

    assert answer.status_code == 200
    lines = answer.text.splitlines()
    assert 'sanya_questions_total{outcome="one"} 1.0' in lines
    assert 'sanya_questions_total{outcome="none"} 1.0' in lines
    assert 'sanya_sends_total{outcome="ok"} 4.0' in lines
    assert any(line.startswith('sanya_reminders_total{state="sent"} ') for line in lines)
    assert 'sanya_writes_total{collection="subscriptions"} 1.0' in lines
    assert "sanya_records 1.0" in lines
    age = next(line for line in lines if line.startswith("sanya_poll_age_seconds "))
    assert float(age.split(" ")[1]) < 60
    for word in ("Japan", "JP-2022", "1001", "Peru", "Renewals"):
        assert word not in answer.text


async def test_a_retry_and_a_failure_are_counted(
    server: BotApiServer, bot: RunningBot, official: Person
) -> None:
    server.faults.add("sendMessage", code=429, parameters={"retry_after": 1})
    await official.says("/whoami")
    await official.private_chat().next_reply()
    server.faults.add("sendMessage", "drop", times=3)
    await official.says("/whoami")
    await official.private_chat().next_reply()

    assert bot.desk.tally.of("retries") == {"asked to wait": 1, "network": 2}
    assert bot.desk.tally.of("sends")["failed"] == 1
    assert sum(bot.desk.tally.of("errors").values()) == 1


async def test_the_health_is_good_while_telegram_is_heard_of(
    bot: RunningBot, official: Person
) -> None:
    port = free_port()
    async with monitored(bot.bot, bot.desk, port):
        await official.says("/whoami")
        await official.private_chat().next_reply()
        answer = await fetched(port, "/healthz")
        assert (await fetched(port, "/healthz", method="HEAD")).status_code == 200
        assert (await fetched(port, "/healthz", method="POST")).status_code == 405
        assert (await fetched(port, "/")).status_code == 404

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert "Server" not in answer.headers


@pytest.mark.parametrize("age", [None, 181.0])
def test_the_health_is_bad_when_telegram_has_not_been_heard_of(age: float | None) -> None:
    monitor = Monitor(Tally(), lambda: age, "polling", lambda: 0)

    status, _, text = monitor.health()

    assert status == 503
    assert '"deaf"' in text


async def test_without_a_port_nothing_listens(bot: RunningBot) -> None:
    async with monitored(bot.bot, bot.desk, 0):
        pass


def test_without_the_library_the_numbers_say_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)

    status, _, text = Monitor(Tally(), lambda: 1.0, "polling", lambda: 0).metrics()

    assert (status, text) == (501, "install sanya[metrics]\n")


# -- the doctor ----------------------------------------------------------------------------------


def subscription(chat_id: int, *, private: bool = False, inactive: str = "") -> Subscription:
    made = Subscription("s", chat_id, None, Interest(), "en", TODAY, 1001, is_private=private)
    return replace(made, inactive=inactive)


async def looked_at(
    server: BotApiServer, *subscriptions: Subscription, skew: float = 0, **values: str
) -> dict[str, Finding]:
    connection = connection_of(settings_for(server, **values))
    found = telegram_findings(
        connection, list(subscriptions), now=lambda: server.clock.now() + skew
    )
    return {finding.about: finding async for finding in found}


async def test_the_doctor_finds_nothing_wrong_where_all_is_well(
    server: BotApiServer, official: Person
) -> None:
    group = server.supergroup("Group", [official])
    channel = server.channel("Channel", [official])

    found = await looked_at(
        server,
        subscription(group.chat_id),
        subscription(channel.chat_id),
        subscription(official.id, private=True),
    )

    assert [str(finding) for finding in found.values() if finding.is_wrong] == []
    assert found["token"].found == "valid, the bot is @register_test_bot"
    assert len(found) == 7


async def test_the_doctor_says_what_is_wrong_and_what_to_do(
    server: BotApiServer, official: Person
) -> None:
    server.privacy.enabled = False
    server.world.inline.enabled = False
    gone = server.supergroup("Gone", [official], bot="kicked")
    muted = server.supergroup("Muted", [official])
    await muted.mutes_bot(official)
    silent = server.channel("Silent", [official], bot_rights=frozenset({"can_manage_chat"}))
    unknown = -1009999999999

    found = await looked_at(
        server,
        subscription(gone.chat_id),
        subscription(muted.chat_id),
        subscription(silent.chat_id),
        subscription(unknown),
        subscription(-5, inactive="blocked"),
        skew=-95,
        inline="yes",
    )

    wrong = {about: str(finding) for about, finding in found.items() if finding.is_wrong}
    assert wrong["privacy mode"].endswith("choose the bot, then Enable")
    assert "SANYA_INLINE=no" in wrong["inline mode"]
    assert wrong["clock"].startswith("WRONG clock: 95 s behind Telegram's -> ")
    assert "not" in wrong[f"chat {gone.chat_id}"] or "kicked" in wrong[f"chat {gone.chat_id}"]
    assert "may not write" in wrong[f"chat {muted.chat_id}"]
    assert "right to post" in wrong[f"chat {silent.chat_id}"]
    assert "chat not found" in wrong[f"chat {unknown}"]
    assert "reminders stopped: blocked" in wrong["chat -5"]
    assert len(wrong) == 8


async def test_the_doctor_knows_a_wrong_token_from_a_missing_network(
    server: BotApiServer,
) -> None:
    wrong = "777000777:ANOTHER-TOKEN-0123456789abcdefghijk"
    found = await looked_at(server, token=wrong)
    assert "SANYA_TOKEN" in found["token"].remedy

    server.network_off()
    found = await looked_at(server)
    assert found["token"].found.startswith("no answer (")
    assert "network" in found["token"].remedy
    assert wrong not in str(found)


async def test_the_doctor_tells_of_a_webhook_that_does_not_get_through(
    server: BotApiServer,
) -> None:
    address = "http://127.0.0.1:1/hook"
    webhook = {"webhook_address": address, "webhook_secret": "x" * 16}
    found = await looked_at(server, skew=0, **webhook)
    assert found["updates"].found == "the webhook is another"

    server.webhook.url = address
    server.webhook._last_error = {"last_error_date": 1, "last_error_message": "Connection refused"}
    found = await looked_at(server, skew=0, **webhook)
    assert "Connection refused" in found["updates"].found
    assert found["updates"].is_wrong

    found = await looked_at(server)
    assert "will be taken away" in found["updates"].found
    server.webhook.url = ""


def test_the_doctor_looks_at_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "var" / "register.sanya"
    assert not disk_finding(path).is_wrong

    monkeypatch.setattr("bot.handlers.operating.doctor.LEAST_ROOM", 10**18)
    assert disk_finding(path).remedy == "make room, or move SANYA_STORE"

    monkeypatch.setattr("os.access", lambda *_: False)
    assert "cannot be written to" in disk_finding(path).found


async def test_the_command_prints_a_line_each_and_ends_with_1_where_something_is_wrong(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "register.sanya"
    async with running_bot(server, vocabulary, [agreement(JAPAN)], clock, path=path):
        pass
    settings = settings_for(server, store=str(path), administrators="9001")

    server.clock.advance(-server.clock.now() + time.time())
    assert await see_doctor(Namespace(), settings) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "All is well."

    path.write_bytes(path.read_bytes()[:40] + b"?" + path.read_bytes()[41:])
    nothing = read_settings({"SANYA_STORE": str(path)})
    assert await see_doctor(Namespace(), nothing) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("WRONG data: ") for line in lines)
    assert any(line.startswith("WRONG token: there is none") for line in lines)
    assert lines[-1] == "3 things to do"


# -- T4: the log ---------------------------------------------------------------------------------


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    names = ("telegram", "httpx", "httpcore", "asyncio", "apscheduler", "tornado")
    levels = {name: logging.getLogger(name).level for name in (*names, "telegram.request")}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, former in levels.items():
        logging.getLogger(name).setLevel(former)


@pytest.mark.usefixtures("logging_as_it_was")
async def test_t4_at_debug_no_line_and_no_message_holds_the_token_or_anybodys_words(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    official: Person,
    capfd: pytest.CaptureFixture[str],
) -> None:
    start_logging("DEBUG")
    # What the libraries would say, were they let speak: the formatter has to catch it.
    for name in ("telegram", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    secret = server.token.partition(":")[2]
    async with running_bot(
        server, vocabulary, [agreement(JAPAN)], clock, administrators="9001"
    ) as running:
        administrator = server.user(9001, "Administrator", started=True)
        for _ in range(2):
            server.faults.add("sendMessage", "raw", code=502)
            await official.says("secretwords about Japan")
        await official.private_chat().next_reply(within=20)
        await official.starts("payload-that-is-not-known")
        await official.sends_document("secretname.csv", b"secretcell")
        await administrator.says("/whoami")
        await administrator.private_chat().next_reply()
        await official.says("/whoami")
        await server.settled()
        logging.getLogger("bot").error("at %r", running.bot.application.bot)
        url = f"{server.base_file_url}{server.token.replace(':', '%3A')}/documents/file_1"
        logging.getLogger("bot").error("not fetched: %s", url)
    shown = capfd.readouterr()

    assert shown.out == ""
    assert secret not in shown.err
    assert "<token>" in shown.err
    everything = [m.body for c in server.world.chats.values() for m in c.bot_messages]
    ours = [line for line in shown.err.splitlines() if " bot." in line]
    assert ours
    for word in ("secretwords", "payload-that", "secretcell", "secretname"):
        assert not [line for line in ours if word in line]
    assert not [body for body in everything if secret in str(body)]
