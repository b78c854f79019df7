"""Updates reach the bot by polling or webhook as the official server hands them out."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.botapi.clock import Clock
from tests.botapi.driver import Person
from tests.botapi.raw_client import RawClient
from tests.botapi.records import Json
from tests.botapi.server import BotApiServer
from tests.botapi.webhook import SECRET_HEADER


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock=Clock(1_790_000_000, frozen=True), conflict_pause=0) as running:
        yield running
        running.assert_clean()


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[RawClient]:
    async with RawClient(server) as client:
        yield client


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A")


def texts(answer: Json) -> list[str]:
    return [update["message"]["text"] for update in answer["result"]]


async def test_updates_stay_until_a_higher_offset_confirms_them(
    api: RawClient, official: Person
) -> None:
    await official.says("one")
    await official.says("two")
    first = await api.form("getUpdates")
    assert texts(first) == ["one", "two"] == texts(await api.form("getUpdates"))
    second = await api.form("getUpdates", offset=first["result"][0]["update_id"] + 1)
    assert texts(second) == ["two"]
    assert texts(await api.form("getUpdates")) == ["two"]


async def test_a_negative_offset_keeps_only_the_last_updates(
    api: RawClient, official: Person
) -> None:
    for text in ("one", "two", "three"):
        await official.says(text)
    assert texts(await api.form("getUpdates", offset=-1)) == ["three"]
    assert texts(await api.form("getUpdates")) == ["three"]


async def test_the_limit_holds_updates_back(api: RawClient, official: Person) -> None:
    for text in ("one", "two"):
        await official.says(text)
    assert texts(await api.form("getUpdates", limit=1)) == ["one"]


async def test_a_long_poll_waits_for_the_next_update(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    poll = asyncio.create_task(api.form("getUpdates", timeout=5))
    await server.wait_for(lambda: server.calls.of("getUpdates") or None, "the poll")
    await official.says("late")
    assert texts(await poll) == ["late"]


async def test_the_second_poller_ends_the_first_with_409(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    first = asyncio.create_task(api.form("getUpdates", timeout=5))
    await server.wait_for(lambda: server.calls.of("getUpdates") or None, "the first poll")
    second = asyncio.create_task(api.form("getUpdates", timeout=5))
    told = await first
    assert told["error_code"] == 409
    assert "terminated by other getUpdates request" in told["description"]
    await official.says("for the second")
    assert texts(await second) == ["for the second"]


async def test_a_poll_whose_client_hung_up_is_forgotten(
    server: BotApiServer, api: RawClient
) -> None:
    poll = asyncio.create_task(api.form("getUpdates", timeout=50))
    await server.wait_for(lambda: server.calls.of("getUpdates") or None, "the poll")
    poll.cancel()
    await server.wait_for(lambda: server.calls[0].outcome == "lost" or None, "the hang-up")
    assert (await api.form("getUpdates"))["ok"]


async def test_allowed_updates_are_remembered_when_not_passed(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    await api.form("getUpdates", allowed_updates=["callback_query"])
    await api.form("getUpdates")
    await official.says("unheard")
    assert not server.world.queue.pending
    await api.form("getUpdates", allowed_updates=[])
    await official.says("heard")
    assert texts(await api.form("getUpdates")) == ["heard"]


async def test_updates_expire_after_a_day_by_the_servers_clock(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    await official.says("old")
    server.clock.advance(86_399)
    await official.says("new")
    server.clock.advance(1)
    assert texts(await api.form("getUpdates")) == ["new"]


async def test_messages_bear_the_date_of_the_servers_clock(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    server.clock.advance(60)
    await official.says("x")
    assert (await api.form("getUpdates"))["result"][0]["message"]["date"] == 1_790_000_060


async def test_a_raw_update_can_be_injected(server: BotApiServer, api: RawClient) -> None:
    poll: Json = {"id": "1", "question": "?", "options": []}
    server.inject("poll", poll, judged=False)
    assert (await api.form("getUpdates"))["result"][0]["poll"] == poll


async def test_an_injected_update_is_judged(server: BotApiServer) -> None:
    server.inject("message", {"message_id": 1, "date": 1, "colour": "red"})
    assert "message.chat: Field required" in str(server.violations)
    server.violations.clear()
    chat = {"id": 1, "type": "private", "first_name": "Official"}
    server.inject("message", {"message_id": 1, "date": 1, "chat": chat, "colour": "red"})
    assert "message.colour: unknown field" in str(server.violations)
    server.violations.clear()


class Hook:
    """A webhook that answers what it is told to and keeps what it gets."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[tuple[str | None, Json]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((request.headers.get(SECRET_HEADER), await request.json()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret_and_confirms_by_200(
    server: BotApiServer, api: RawClient, official: Person, hook: Hook
) -> None:
    told = await api.form("setWebhook", url=hook.url, secret_token="s-1")
    assert told["description"] == "Webhook was set"
    await official.says("pushed")
    await server.settled()
    assert [(secret, got["message"]["text"]) for secret, got in hook.got] == [("s-1", "pushed")]


async def test_a_push_can_be_repeated_though_it_was_confirmed(
    server: BotApiServer, api: RawClient, official: Person, hook: Hook
) -> None:
    await api.form("setWebhook", url=hook.url)
    await official.says("twice")
    await server.settled()
    server.deliver_again(server.delivered[0])
    await server.settled()
    assert [got["update_id"] for _, got in hook.got] == [server.delivered[0].update_id] * 2


async def test_a_refused_push_is_repeated_at_once_and_then_by_the_clock(
    server: BotApiServer, api: RawClient, official: Person, hook: Hook
) -> None:
    hook.statuses = [500, 403]
    await api.form("setWebhook", url=hook.url)
    await official.says("again")
    await server.wait_for(lambda: len(server.webhook.pushes) == 2 or None, "two attempts")
    info = (await api.form("getWebhookInfo"))["result"]
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Wrong response from the webhook: 403 Forbidden"
    server.clock.advance(2)
    await server.settled()
    assert len(hook.got) == 3


async def test_polling_conflicts_with_a_webhook_and_works_after_its_deletion(
    server: BotApiServer, api: RawClient, official: Person, hook: Hook
) -> None:
    waiting = asyncio.create_task(api.form("getUpdates", timeout=5))
    await server.wait_for(lambda: server.calls.of("getUpdates") or None, "the poll")
    hook.statuses = [500, 500]
    await api.form("setWebhook", url=hook.url)
    assert "terminated by setWebhook" in (await waiting)["description"]
    refused = await api.form("getUpdates")
    assert refused["error_code"] == 409
    assert "webhook is active" in refused["description"]
    await official.says("kept")
    await server.wait_for(lambda: server.webhook.pushes or None, "a push")
    await api.form("deleteWebhook")
    assert texts(await api.form("getUpdates")) == ["kept"]


async def test_dropping_pending_updates_empties_the_queue(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    await official.says("x")
    await api.form("deleteWebhook", drop_pending_updates=True)
    assert not server.world.queue.pending


async def test_a_dead_webhook_is_told_in_its_info(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    await api.form("setWebhook", url="http://127.0.0.1:9/hook")
    await official.says("x")
    await server.wait_for(lambda: len(server.webhook.pushes) == 2 or None, "two attempts")
    info = (await api.form("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Connection refused"


async def test_nothing_works_after_logging_out(api: RawClient) -> None:
    assert (await api.form("logOut"))["result"] is True
    assert (await api.form("getMe"))["description"] == "Logged out"
