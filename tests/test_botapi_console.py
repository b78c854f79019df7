"""A person can talk with the bot through the terminal (``python -m tests.botapi``)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.botapi.__main__ import Console
from tests.botapi.raw_client import RawClient
from tests.botapi.server import BotApiServer


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


async def test_a_line_is_said_and_the_reply_shown_with_numbered_buttons(
    server: BotApiServer,
) -> None:
    console = Console(server)
    await console.obey("when does it end")
    keyboard = {"inline_keyboard": [[{"text": "Source", "callback_data": "s"}]]}
    async with RawClient(server) as api:
        told = await api.form("sendMessage", chat_id=1, text="Soon", reply_markup=keyboard)
    message_id = told["result"]["message_id"]
    assert console.news() == [f"[private {message_id}, bot] Soon", "[1 Source]"]
    assert console.news() is None
    await console.obey("/tap 1")
    assert server.delivered[-1].body["callback_query"]["data"] == "s"


async def test_rooms_people_and_files_can_be_changed(server: BotApiServer, tmp_path: Path) -> None:
    console = Console(server)
    (tmp_path / "a.csv").write_bytes(b"a,b")
    for line in ("/group", "/ask x", "/user 2", "hello", f"/send {tmp_path / 'a.csv'}"):
        assert await console.obey(line)
    in_group, hello, file = [update.body["message"] for update in server.delivered]
    assert (in_group["chat"]["type"], in_group["from"]["id"]) == ("supergroup", 1)
    assert (hello["chat"]["type"], hello["from"]["id"]) == ("private", 2)
    assert file["document"]["file_name"] == "a.csv"
    assert not await console.obey("/quit")


async def test_inline_questions_faults_the_clock_and_files_are_at_hand(
    server: BotApiServer, tmp_path: Path
) -> None:
    console = Console(server)
    before = server.clock.now()
    for line in ("/start", "/advance 3600", "/inline japan", "/fault getMe drop 2"):
        assert await console.obey(line)
    assert server.clock.now() >= before + 3600
    (fault,) = server.faults
    assert (fault.method, fault.kind, fault.times) == ("getMe", "drop", 2)
    async with RawClient(server) as api:
        content = {"message_text": "x"}
        result = {"type": "article", "id": "1", "title": "Japan", "input_message_content": content}
        (question,) = server.world.inline.by_id.values()
        await api.form("answerInlineQuery", inline_query_id=question.id, results=[result])
        files = {"document": ("back.csv", b"a,b")}
        told = await api.form("sendDocument", files=files, chat_id=1)
    message_id = told["result"]["message_id"]
    assert console.news() == [
        "[inline 1] Japan: None",
        f"[private {message_id}, bot] ",
        "[file back.csv, 3 bytes]",
    ]
    await console.obey(f"/save {message_id} {tmp_path / 'kept.csv'}")
    assert (tmp_path / "kept.csv").read_bytes() == b"a,b"
    with pytest.raises(ValueError, match="a fault is one of error, raw, drop, hang, after"):
        await console.obey("/fault sendMessage explode")


async def test_violations_are_shown(server: BotApiServer) -> None:
    console = Console(server)
    async with RawClient(server) as api:
        await api.form("sendMessage", chat_id=1)
    assert "VIOLATION sendMessage" in (console.news() or [""])[0]
