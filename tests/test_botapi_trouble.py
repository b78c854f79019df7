"""Scripted faults, a dead network, and Telegram's limits on sending."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.botapi.clock import Clock
from tests.botapi.driver import Person
from tests.botapi.raw_client import RawClient
from tests.botapi.server import BotApiServer

ME = 1001


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock=Clock(1_790_000_000, frozen=True)) as running:
        yield running
        running.assert_clean()


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[RawClient]:
    async with RawClient(server) as client:
        yield client


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(ME, "Official A", started=True)


async def test_an_error_strikes_its_match_and_only_so_often(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    other = server.user(1002, started=True)
    parameters = {"retry_after": 30}
    server.faults.add(
        "sendMessage",
        match={"chat_id": ME},
        code=429,
        description="Too Many",
        parameters=parameters,
    )
    assert (await api.form("sendMessage", chat_id=other.id, text="x"))["ok"]
    told = await api.form("sendMessage", chat_id=ME, text="x")
    assert (told["error_code"], told["parameters"]) == (429, parameters)
    assert (await api.form("sendMessage", chat_id=ME, text="x"))["ok"]


async def test_a_match_may_be_a_test(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    fault = server.faults.add("sendMessage", match={"text": lambda text: "b" in text}, times=None)
    assert (await api.form("sendMessage", chat_id=ME, text="a"))["ok"]
    assert not (await api.form("sendMessage", chat_id=ME, text="ab"))["ok"]
    assert not (await api.form("sendMessage", chat_id=ME, text="bc"))["ok"]
    assert [call.params["text"] for call in fault.hits] == ["ab", "bc"]


async def test_a_proxys_page_comes_raw(server: BotApiServer, api: RawClient) -> None:
    server.faults.add("getMe", "raw", code=502)
    response = await api.raw("getMe")
    assert (response.status_code, response.headers["content-type"][:9]) == (502, "text/html")


async def test_a_dropped_call_is_not_performed_and_a_lost_answer_is(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    for kind in ("drop", "after"):
        server.faults.add("sendMessage", kind)
        with pytest.raises(httpx.TransportError):
            await api.form("sendMessage", chat_id=ME, text=kind)
    assert (await official.private_chat().next_reply()).text == "after"
    assert [call.outcome for call in server.calls] == ["fault", "lost"]


async def test_a_hanging_call_goes_on_when_released(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    fault = server.faults.add("sendMessage", "hang")
    waiting = asyncio.create_task(api.form("sendMessage", chat_id=ME, text="x"))
    await server.wait_for(lambda: fault.hits or None, "the call")
    assert not official.private_chat().unread
    fault.release()
    assert (await waiting)["ok"]


async def test_a_client_may_give_up_on_a_hanging_call(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    fault = server.faults.add("sendMessage", "hang")
    with pytest.raises(httpx.ReadTimeout):
        await api.raw("sendMessage", data={"chat_id": ME, "text": "x"}, timeout=0.05)
    await server.wait_for(lambda: fault.hits[0].outcome == "lost" or None, "the hang-up")
    assert not official.private_chat().all_replies


async def test_a_malformed_call_is_a_violation_even_if_a_fault_waits(
    server: BotApiServer, api: RawClient
) -> None:
    server.faults.add("sendMessage")
    await api.form("sendMessage", chat_id=ME)
    assert server.violations
    server.violations.clear()


async def test_downloads_fail_too(server: BotApiServer, api: RawClient, official: Person) -> None:
    said = await official.sends_document("a.csv", b"x")
    file_id = said.message.body["document"]["file_id"]
    path = (await api.form("getFile", file_id=file_id))["result"]["file_path"]
    server.faults.add("download", "drop")
    with pytest.raises(httpx.TransportError):
        await api.download(path)
    assert (await api.download(path)).content == b"x"


async def test_without_network_every_call_is_cut_polls_too(
    server: BotApiServer, api: RawClient
) -> None:
    poll = asyncio.create_task(api.form("getUpdates", timeout=50))
    await server.wait_for(lambda: server.calls.of("getUpdates") or None, "the poll")
    server.network_off()
    with pytest.raises(httpx.TransportError):
        await poll
    with pytest.raises(httpx.TransportError):
        await api.form("getMe")
    server.network_on()
    assert (await api.form("getMe"))["ok"]


async def test_flood_control_answers_429_until_the_clock_has_moved(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    server.flood_control.enforced = True
    assert (await api.form("sendMessage", chat_id=ME, text="x"))["ok"]
    told = await api.form("sendMessage", chat_id=ME, text="x")
    assert told["parameters"] == {"retry_after": 1}
    assert told["description"] == "Too Many Requests: retry after 1"
    server.clock.advance(1)
    assert (await api.form("sendMessage", chat_id=ME, text="x"))["ok"]


async def test_a_group_gets_twenty_messages_a_minute(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.group("Group", [official])
    server.flood_control.enforced = True
    for _ in range(20):
        assert (await api.form("sendMessage", chat_id=group.chat_id, text="x"))["ok"]
        server.clock.advance(2)
    told = await api.form("sendMessage", chat_id=group.chat_id, text="x")
    assert told["parameters"] == {"retry_after": 20}


async def test_thirty_messages_a_second_go_out_over_all_chats(
    server: BotApiServer, api: RawClient
) -> None:
    server.flood_control.enforced = True
    people = [server.user(2000 + number, started=True) for number in range(31)]
    told = [await api.form("sendMessage", chat_id=person.id, text="x") for person in people]
    assert [answer["ok"] for answer in told] == [True] * 30 + [False]


async def test_the_busiest_windows_are_measured(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.group("Group", [official])
    for pause in (0.0, 0.4, 0.7, 58.8):
        server.clock.advance(pause)
        await api.form("sendMessage", chat_id=group.chat_id, text="x")
    await api.form("sendMessage", chat_id=ME, text="x")
    windows = server.sliding_windows()
    assert windows.overall_per_second == 2
    assert windows.worst_chat == 2
    assert windows.per_group_per_minute == {group.chat_id: 4}
    assert server.sliding_windows(real_time=True).worst_group == 4


async def test_the_clock_wakes_sleepers_in_time() -> None:
    clock = Clock(1_000.0, frozen=True)
    sleeper = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    clock.advance(9.9)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.advance(0.1)
    await sleeper
    assert clock.unix() == 1_010
