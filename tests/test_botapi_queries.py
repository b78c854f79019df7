"""Taps, inline questions, deep links and command menus work as on Telegram."""

from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from tests.botapi.clock import Clock
from tests.botapi.driver import Person
from tests.botapi.raw_client import RawClient
from tests.botapi.records import Json
from tests.botapi.server import BotApiServer

ME = 1001
KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "v1:yes"}]]}


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock=Clock(1_790_000_000, frozen=True)) as running:
        yield running
        assert not running.violations


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[RawClient]:
    async with RawClient(server) as client:
        yield client


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(ME, "Official A", started=True)


async def sent(api: RawClient, **params: Any) -> int:
    asked: Json = {"chat_id": ME, "text": "x"} | params
    told = await api.form("sendMessage", **asked)
    return int(told["result"]["message_id"])


async def test_a_tap_is_answered_once(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    await sent(api, reply_markup=KEYBOARD)
    tap = await official.taps("Yes")
    assert server.world.unanswered_taps() == [tap.tap]
    answer: Json = {"callback_query_id": tap.tap.id, "text": "Saved", "show_alert": True}
    assert (await api.form("answerCallbackQuery", **answer))["ok"]
    toast = await tap.answer()
    assert (toast.text, toast.show_alert) == ("Saved", True)
    server.assert_clean()
    assert "query is too old" in (await api.form("answerCallbackQuery", **answer))["description"]
    with pytest.raises(AssertionError, match="answered 2 times"):
        server.assert_clean()


async def test_a_tap_unanswered_or_answered_too_late_is_seen(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    await sent(api, reply_markup=KEYBOARD)
    tap = await official.taps("v1:yes")
    with pytest.raises(AssertionError, match="was not answered"):
        server.assert_clean()
    server.clock.advance(151)
    told = await api.form("answerCallbackQuery", callback_query_id=tap.tap.id)
    assert "query is too old" in told["description"]
    assert not server.world.queue.pending


async def test_taps_can_be_forged_old_or_without_a_message(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    message = await sent(api, reply_markup=KEYBOARD)
    reply = await official.private_chat().next_reply()
    await reply.tapped("Yes", official, data="v1:forged")
    await api.form("deleteMessage", chat_id=ME, message_id=message)
    await reply.tapped("Yes", official)
    await official.taps_inline_message("v1:inline", "inline-7")
    forged, old, inline = [u.body["callback_query"] for u in server.world.delivered]
    assert forged["data"] == "v1:forged"
    assert old["message"]["date"] == 0
    assert "message" not in inline
    told = await api.form("editMessageText", inline_message_id="inline-7", text="x")
    assert told["result"] is True


async def test_start_brings_its_payload_as_a_command(
    server: BotApiServer, official: Person
) -> None:
    await official.starts("invite-1")
    message = server.world.delivered[-1].body["message"]
    assert message["text"] == "/start invite-1"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_inline_results_reach_who_asked(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    question = await official.asks_inline("finland")
    content = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    result = {"type": "article", "id": "1", "title": "x", "input_message_content": content}
    asked: Json = {"inline_query_id": question.id, "results": [result], "is_personal": True}
    assert (await api.form("answerInlineQuery", **asked))["ok"]
    assert await official.inline_results(question) == [result]
    assert "query is too old" in (await api.form("answerInlineQuery", **asked))["description"]


def article(**fields: Any) -> Json:
    content = {"message_text": "<b>Japan</b> 2022", "parse_mode": "HTML"}
    return {"type": "article", "id": "1", "title": "Japan", "input_message_content": content} | (
        fields
    )


async def test_a_result_that_is_not_personal_is_served_to_others_without_asking_the_bot(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    stranger = server.user(1002, "Stranger")
    first = await official.asks_inline("japan")
    await api.form("answerInlineQuery", inline_query_id=first.id, results=[article()])
    again = await stranger.asks_inline("japan")
    assert again.from_cache
    assert await stranger.inline_results(again) == [article()]
    server.clock.advance(301)
    assert not (await stranger.asks_inline("japan")).from_cache


async def test_a_personal_result_is_kept_for_its_asker_and_only_as_long_as_said(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    stranger = server.user(1002, "Stranger")
    question = await official.asks_inline("japan")
    asked: Json = {"results": [article()], "is_personal": True, "cache_time": 10}
    await api.form("answerInlineQuery", inline_query_id=question.id, **asked)
    assert not (await stranger.asks_inline("japan")).from_cache
    assert (await official.asks_inline("japan")).from_cache
    server.clock.advance(11)
    uncached = await official.asks_inline("japan")
    assert not uncached.from_cache
    asked["cache_time"] = 0
    await api.form("answerInlineQuery", inline_query_id=uncached.id, **asked)
    assert not (await official.asks_inline("japan")).from_cache


async def test_a_chosen_result_becomes_a_message_by_the_bot(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official], bot="administrator")
    question = await official.asks_inline("japan", room=group)
    assert server.delivered[-1].body["inline_query"]["chat_type"] == "supergroup"
    await api.form("answerInlineQuery", inline_query_id=question.id, results=[article()])
    said = await official.chooses_inline(question, 1, room=group)
    assert said.message.body["text"] == "Japan 2022"
    assert said.message.body["via_bot"]["id"] == server.bot.id
    chosen = next(u for u in server.delivered if u.kind == "chosen_inline_result")
    assert chosen.body["chosen_inline_result"]["result_id"] == "1"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"results": [article(id=str(n)) for n in range(51)]}, "too many inline query results"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(id="x" * 65)]}, "id"),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "cache_time": -1}, "cache_time"),
        ({"results": [], "button": {"text": "x"}}, "BUTTON_TYPE_INVALID"),
        ({"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ],
)
async def test_a_malformed_answer_to_an_inline_question_is_refused(
    server: BotApiServer, api: RawClient, official: Person, wrong: Json, told: str
) -> None:
    question = await official.asks_inline("japan")
    answer = await api.form("answerInlineQuery", inline_query_id=question.id, **wrong)
    assert told in answer["description"]
    assert server.violations
    server.violations.clear()


async def test_without_inline_mode_nothing_that_is_typed_reaches_the_bot() -> None:
    async with BotApiServer(inline_mode=False) as server:
        await server.user(1).asks_inline("japan")
        assert not server.delivered


async def test_responses_are_dated_by_the_servers_clock(
    server: BotApiServer, api: RawClient
) -> None:
    before = parsedate_to_datetime((await api.raw("getMe")).headers["Date"])
    server.clock.advance(7200)
    after = parsedate_to_datetime((await api.raw("getMe")).headers["Date"])
    assert (after - before).total_seconds() == 7200


async def test_menus_are_kept_by_scope_and_language(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    thai = server.user(1002, language_code="th-TH", started=True)
    group = server.supergroup("Group", [official, thai])

    async def menu(command: str, **where: Any) -> str:
        commands = [{"command": command, "description": "x"}]
        told = await api.form("setMyCommands", commands=commands, **where)
        return str(told.get("description", "ok"))

    await menu("default")
    await menu("thai", language_code="th")
    await menu("groups", scope={"type": "all_group_chats"})
    await menu("admin", scope={"type": "chat", "chat_id": official.id})
    assert server.menu_of(official, official.private_chat()) == ["admin"]
    assert server.menu_of(thai, thai.private_chat()) == ["thai"]
    assert server.menu_of(thai, group) == ["groups"]
    told = await api.form("getMyCommands", scope={"type": "all_group_chats"})
    assert [c["command"] for c in told["result"]] == ["groups"]
    stranger = server.user(1003)
    scope = {"type": "chat", "chat_id": stranger.id}
    assert await menu("x", scope=scope) == "Bad Request: chat not found"
    await api.form("deleteMyCommands", scope={"type": "chat", "chat_id": official.id})
    assert server.menu_of(official, official.private_chat()) == ["default"]


async def test_names_and_descriptions_fall_back_to_all_languages(api: RawClient) -> None:
    await api.form("setMyDescription", description="Ask me")
    await api.form("setMyShortDescription", short_description="ถาม", language_code="th")
    await api.form("setMyName", name="Register")
    told = await api.form("getMyDescription", language_code="th")
    assert told["result"] == {"description": "Ask me"}
    told = await api.form("getMyShortDescription", language_code="th")
    assert told["result"] == {"short_description": "ถาม"}
