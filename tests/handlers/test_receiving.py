"""How updates reach the bot: by polling or pushed to its door, each handled once."""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator
from itertools import count

import httpx
import pytest
from telegram import Update

from bot.agreements.agreement import Agreement
from bot.handlers.certificates import trusted
from bot.handlers.receiving.hearing import Hearing, HearingRequest
from bot.handlers.receiving.once import OnceEach
from bot.handlers.receiving.source import ALLOWED_UPDATES
from bot.handlers.receiving.webhook import CHECK_EACH, LARGEST_BODY, SECRET_HEADER, Webhook
from bot.handlers.sending import SendingRequest
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.handlers.places import free_port

SECRET = "a-secret-made-for-tests_0123456789"


@pytest.fixture
def port() -> int:
    return free_port()


def pushed_to(port: int) -> dict[str, str]:
    """The settings that switch from polling to a webhook."""
    return {
        "webhook_address": f"http://127.0.0.1:{port}/hook",
        "webhook_secret": SECRET,
        "webhook_port": str(port),
    }


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", started=True)


@pytest.fixture
async def pushed(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, port: int
) -> AsyncIterator[RunningBot]:
    """A bot with an empty register whose updates are pushed to it."""
    async with running_bot(server, vocabulary, [], clock, **pushed_to(port)) as running:
        yield running


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_t3_a_whole_dialogue_goes_the_same_way_by_polling_and_by_webhook(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    official: Person,
    port: int,
    mode: str,
) -> None:
    values = pushed_to(port) if mode == "webhook" else {}
    async with running_bot(server, vocabulary, starter, clock, **values):
        chat = official.private_chat()
        said = await official.says("when does the Finland MoU expire?")
        answer = await chat.next_reply()
        assert answer.text.startswith("⌛ Ended on 21 August 2024")
        tap = await official.taps("Source")
        assert (await tap.answer()).text == ""
        assert "FI-2018-ICT" in (await chat.next_reply()).text
        await official.edits(said, "when does the Laos MoU expire?")
        assert "6 November 2027" in (await answer.edited()).text
        await official.says("/whoami")
        assert "1001" in (await chat.next_reply()).text
    assert bool(server.webhook.pushes) == (mode == "webhook")


async def test_t3_a_push_without_the_right_secret_gets_403_and_changes_nothing(
    server: BotApiServer, pushed: RunningBot, official: Person, port: int
) -> None:
    forged = {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": 0,
            "chat": {"id": official.id, "type": "private"},
            "from": {"id": official.id, "is_bot": False, "first_name": "Official A"},
            "text": "/language",
            "entities": [{"type": "bot_command", "offset": 0, "length": 9}],
        },
    }
    guesses = ("", SECRET[:-1], f"{SECRET}x", SECRET.upper(), "ü" * len(SECRET))
    several: list[dict[bytes, bytes]] = [{}]
    several += [{SECRET_HEADER.encode(): guess.encode()} for guess in guesses]
    async with httpx.AsyncClient() as client:
        for headers in several:
            refused = await client.post(
                f"http://127.0.0.1:{port}/hook", json=forged, headers=headers
            )
            assert refused.status_code == 403
            assert refused.content == b""
            assert "Server" not in refused.headers

    await official.says("/whoami")
    assert "1001" in (await official.private_chat().next_reply()).text
    assert official.private_chat().unread == []


async def test_what_cannot_be_read_is_refused_or_left_and_the_bot_goes_on(
    pushed: RunningBot, official: Person, port: int
) -> None:
    refused = (b"", b"not JSON", b"\xff", b"[" * 50_000, b"[]", b'{"update_id": "1"}')
    # What cannot be understood would otherwise be pushed again and again.
    left = (b'{"update_id": 1, "message": {"date": "x"}}', b'{"update_id": 2, "message": 7}')
    address = f"http://127.0.0.1:{port}/hook"
    async with httpx.AsyncClient(headers={SECRET_HEADER: SECRET}) as client:
        told = [(await client.post(address, content=body)).status_code for body in refused + left]
        assert told == [400] * len(refused) + [200] * len(left)
        assert (await client.get(address)).status_code == 405
        assert (await client.post(f"{address}/other", content=b"{}")).status_code == 404

    await official.says("/whoami")
    assert "1001" in (await official.private_chat().next_reply()).text


async def test_a_body_that_is_too_large_is_not_taken(pushed: RunningBot, port: int) -> None:
    body = b" " * (LARGEST_BODY + 1)
    async with httpx.AsyncClient(headers={SECRET_HEADER: SECRET}) as client:
        address = f"http://127.0.0.1:{port}/hook"
        try:
            status = (await client.post(address, content=body)).status_code
        except httpx.TransportError:
            status = 0

    assert status in (0, 400)


async def test_the_door_is_on_loopback_only(pushed: RunningBot, port: int) -> None:
    with socket.socket() as other:
        # Everything but 127.0.0.1 is still free: nobody listens on all addresses.
        other.bind(("127.0.0.2", port))


async def test_a_repeated_push_is_answered_once(
    server: BotApiServer, pushed: RunningBot, official: Person
) -> None:
    await official.says("/help")
    await official.private_chat().next_reply()
    question = server.delivered[-1]
    pushes = len(server.webhook.pushes)

    server.deliver_again(question)

    await server.wait_for(
        lambda: True if len(server.webhook.pushes) > pushes else None, "the second push"
    )
    assert server.webhook.pushes[-1].status == 200
    await official.says("/whoami")
    assert "1001" in (await official.private_chat().next_reply()).text
    assert official.private_chat().unread == []


async def test_the_webhook_is_set_again_after_somebody_took_it_away(
    server: BotApiServer, pushed: RunningBot, official: Person
) -> None:
    source = pushed.process._source
    assert isinstance(source, Webhook)
    server.webhook.stop()

    for _ in range(CHECK_EACH):
        await source.check()

    await official.says("/whoami")
    assert "1001" in (await official.private_chat().next_reply()).text


async def test_who_keeps_losing_the_webhook_to_another_instance_stops(
    server: BotApiServer, pushed: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    source = pushed.process._source
    assert isinstance(source, Webhook)

    for _ in range(3 * CHECK_EACH):
        server.webhook.stop()
        await source.check()

    assert await pushed.task == 3
    assert "another instance keeps changing the webhook" in caplog.text


async def test_what_telegram_could_not_push_is_told_to_the_operator(
    server: BotApiServer,
    pushed: RunningBot,
    caplog: pytest.LogCaptureFixture,
    clock: FakeClock,
) -> None:
    source = pushed.process._source
    assert isinstance(source, Webhook)
    server.webhook._last_error = {
        "last_error_date": server.clock.unix(),
        "last_error_message": "Connection refused",
    }

    for _ in range(2 * CHECK_EACH):
        await source.check()

    assert caplog.text.count("Telegram could not push updates: Connection refused") == 1


async def test_t7_the_kinds_of_updates_are_told_at_each_start(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    async with running_bot(server, vocabulary, [], clock):
        polls = await server.wait_for(lambda: server.calls.of("getUpdates") or None, "a poll")

    assert all(tuple(poll.params["allowed_updates"]) == ALLOWED_UPDATES for poll in polls)


async def test_t7_a_webhook_is_set_with_its_secret_and_the_same_kinds(
    server: BotApiServer, pushed: RunningBot
) -> None:
    (call,) = server.calls.of("setWebhook")

    assert tuple(call.params["allowed_updates"]) == ALLOWED_UPDATES
    assert call.params["secret_token"] == SECRET


async def test_going_back_to_polling_takes_the_webhook_away(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    official: Person,
    port: int,
) -> None:
    async with running_bot(server, vocabulary, [], clock, **pushed_to(port)):
        pass
    await official.says("/whoami")

    async with running_bot(server, vocabulary, [], clock):
        answer = await official.private_chat().next_reply()

    assert "1001" in answer.text


async def test_only_so_many_updates_are_remembered() -> None:
    handled: list[int] = []

    async def handle(number: int) -> None:
        handled.append(number)

    processor = OnceEach(2, most=3)
    for number in (1, 2, 1, 3, 4, 1, 2):
        await processor.process_update(Update(number), handle(number))

    # 2 was forgotten for 4; 1, seen again in between, was not.
    assert handled == [1, 2, 3, 4, 2]


def test_the_trusted_certificates_are_read_once_for_sending_and_polling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trusted.cache_clear()
    times = count()
    context = ssl.create_default_context()

    def read() -> ssl.SSLContext:
        next(times)
        return context

    monkeypatch.setattr(httpx, "create_ssl_context", read)

    SendingRequest()
    HearingRequest(Hearing())

    trusted.cache_clear()
    assert next(times) == 1
