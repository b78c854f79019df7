"""Malformed requests are refused in Telegram's words and remembered as violations."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.botapi.raw_client import RawClient
from tests.botapi.schema import Schema
from tests.botapi.server import BotApiServer

ME = 1001


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        running.user(ME, started=True)
        yield running


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[RawClient]:
    async with RawClient(server) as client:
        yield client


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("an empty text", "sendMessage", {"text": ""}, "message text is empty"),
    ("a blank text", "sendMessage", {"text": " \n "}, "text must be non-empty"),
    ("5,000 characters", "sendMessage", {"text": "x" * 5000}, "message is too long"),
    ("2,049 emoji of two units", "sendMessage", {"text": "🏟" * 2049}, "message is too long"),
    ("a missing text", "sendMessage", {}, "message text is empty"),
    (
        "an unknown parameter",
        "sendMessage",
        {"text": "x", "txt": "x"},
        "no parameter of sendMessage",
    ),
    (
        "a parameter of long ago",
        "sendMessage",
        {"text": "x", "reply_to_message_id": 5},
        "no parameter",
    ),
    (
        "an unclosed tag",
        "sendMessage",
        {"text": "<b>x", "parse_mode": "HTML"},
        "Can't find end tag",
    ),
    (
        "a bare angle",
        "sendMessage",
        {"text": "a < b", "parse_mode": "HTML"},
        "can't parse entities",
    ),
    ("an unknown tag", "sendMessage", {"text": "<p>x</p>", "parse_mode": "HTML"}, 'start tag "p"'),
    ("Markdown", "sendMessage", {"text": "*x*", "parse_mode": "MarkdownV2"}, "knows only HTML"),
    (
        "101 entities",
        "sendMessage",
        {"text": "<b>x</b> " * 101, "parse_mode": "HTML"},
        "ENTITIES_TOO_LONG",
    ),
    (
        "markup and entities at once",
        "sendMessage",
        {
            "text": "x",
            "parse_mode": "HTML",
            "entities": [{"type": "bold", "offset": 0, "length": 1}],
        },
        "at once",
    ),
    (
        "65 bytes of callback data",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(callback_data="x" * 65)},
        "BUTTON_DATA_INVALID",
    ),
    (
        "22 Thai letters, 66 bytes, of callback data",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(callback_data="ก" * 22)},
        "BUTTON_DATA_INVALID",
    ),
    (
        "a number as callback data",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(callback_data=5)},
        "expected String",
    ),
    (
        "a button without action",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard()},
        "Text buttons are not allowed",
    ),
    (
        "a button with two actions",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(callback_data="a", url="https://example.org")},
        "BUTTON_TYPE_INVALID",
    ),
    (
        "an unknown field of a button",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(callback_data="a", colour="red")},
        "no field of InlineKeyboardButton",
    ),
    (
        "a row that is no list",
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [{"text": "a", "callback_data": "a"}]}},
        "expected Array",
    ),
    (
        "markup that is no JSON",
        "sendMessage",
        {"text": "x", "reply_markup": "{"},
        "can't parse reply keyboard",
    ),
    (
        "a caption of 1,025",
        "sendPhoto",
        {"photo": "file-1", "caption": "x" * 1025},
        "caption is too long",
    ),
    ("a wrong chat action", "sendChatAction", {"action": "typin"}, "wrong parameter action"),
    (
        "a reaction that is none",
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "x"}]},
        "allowed",
    ),
    (
        "an edit of no message",
        "editMessageText",
        {"text": "x"},
        "message identifier is not specified",
    ),
    ("no file", "sendDocument", {}, "document"),
    (
        "a file that is not attached",
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "attach://a"}] * 2},
        "no file part",
    ),
    (
        "an album of one",
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "file-1"}]},
        "allowed 2-10",
    ),
]


@pytest.mark.parametrize(
    ("method", "params", "fragment"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
async def test_a_malformed_message_is_refused_and_remembered(
    server: BotApiServer, api: RawClient, method: str, params: dict[str, Any], fragment: str
) -> None:
    answer = await api.form(method, chat_id=ME, **params)
    assert answer["error_code"] == 400
    assert fragment in answer["description"]
    assert server.violations
    assert server.calls[-1].outcome == "refused"


@pytest.mark.parametrize(
    ("method", "params", "fragment"),
    [
        (
            "setMyCommands",
            {"commands": [{"command": "Start", "description": "x"}]},
            "COMMAND_INVALID",
        ),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x" * 257}]}, "1-256"),
        ("setMyCommands", {"commands": [], "language_code": "pt-br"}, "language code"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat": 5}}, "chat_id"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        (
            "setWebhook",
            {"url": "https://example.org", "secret_token": "a b"},
            "unallowed characters",
        ),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS"),
        ("getUpdates", {"timeout": 60}, "allowed 0-50"),
        ("getUpdates", {"allowed_updates": ["mesage"]}, "no kind of update"),
        (
            "answerInlineQuery",
            {"inline_query_id": "1", "results": [{"type": "article", "id": "x" * 65}]},
            "bytes: 65",
        ),
    ],
)
async def test_other_methods_have_their_limits_checked(
    server: BotApiServer, api: RawClient, method: str, params: dict[str, Any], fragment: str
) -> None:
    answer = await api.form(method, **params)
    assert answer["error_code"] == 400
    assert fragment in " ".join(map(str, server.violations)) + answer["description"]


async def test_4096_characters_after_parsing_are_accepted(
    server: BotApiServer, api: RawClient
) -> None:
    text = "<b>" + "🏟" * 2048 + "</b>"
    assert (await api.form("sendMessage", chat_id=ME, text=text, parse_mode="HTML"))["ok"]
    server.assert_clean()


@pytest.mark.parametrize("way", ["form", "body", "query"])
async def test_form_json_and_query_string_mean_the_same(
    server: BotApiServer, api: RawClient, way: str
) -> None:
    told = await getattr(api, way)("SENDMESSAGE", chat_id=str(ME), text="x")
    assert told["result"]["text"] == "x"
    assert server.calls[-1].params == {"chat_id": ME, "text": "x"}
    server.assert_clean()


async def test_a_json_body_may_hold_objects_or_json_texts(
    server: BotApiServer, api: RawClient
) -> None:
    markup = keyboard(callback_data="a")
    for given in (markup, json.dumps(markup)):
        told = await api.body("sendMessage", chat_id=ME, text="x", reply_markup=given)
        assert told["result"]["reply_markup"] == markup
    server.assert_clean()


async def test_null_and_unreadable_bodies_are_violations(
    server: BotApiServer, api: RawClient
) -> None:
    await api.body("sendMessage", chat_id=ME, text="x", message_thread_id=None)
    response = await api.raw(
        "sendMessage", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 400
    assert len(server.violations) == 2


async def test_an_unknown_method_gets_404_and_an_unimplemented_one_says_so(
    server: BotApiServer, api: RawClient
) -> None:
    assert (await api.form("sendMesage"))["error_code"] == 404
    told = await api.form("getMyStarBalance")
    assert "not implemented by the test server" in told["description"]
    assert len(server.violations) == 2


async def test_a_parameter_nobody_heeds_is_a_violation(
    server: BotApiServer, api: RawClient
) -> None:
    told = await api.form("sendMessage", chat_id=ME, text="x", business_connection_id="1")
    assert "not implemented by the test server" in told["description"]
    assert server.violations


async def test_t2_a_reply_that_telegram_would_not_give_is_a_violation(
    server: BotApiServer, api: RawClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = server.world.bot.as_json()
    monkeypatch.setattr(type(server.world.bot), "as_json", lambda _: user | {"colour": "red"})
    assert (await api.query("getMe"))["ok"]
    assert "colour: unknown field" in str(server.violations)
    monkeypatch.setattr(type(server.world.bot), "as_json", lambda _: user | {"id": "one"})
    await api.query("getMe")
    assert "id: " in str(server.violations[-1])


async def test_a_failure_of_the_server_itself_is_a_violation(
    server: BotApiServer, api: RawClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(type(server.world), "chat_for")
    assert (await api.form("sendMessage", chat_id=ME, text="x"))["error_code"] == 500
    assert "the test server failed" in str(server.violations[0])


async def test_a_foreign_token_gets_401(server: BotApiServer, api: RawClient) -> None:
    assert (await api.query("getMe", token="1:x"))["error_code"] == 401
    server.assert_clean()


async def test_an_unescaped_ampersand_is_accepted_but_noted(
    server: BotApiServer, api: RawClient
) -> None:
    told = await api.form("sendMessage", chat_id=ME, text="R & D &lt x &amp; y", parse_mode="HTML")
    assert told["result"]["text"] == "R & D < x & y"
    assert len(server.unescaped) == 1
    server.assert_clean()


async def test_a_stray_file_part_is_a_violation(server: BotApiServer, api: RawClient) -> None:
    files = {"document": ("a.txt", b"x"), "extra": ("b.txt", b"x")}
    assert not (await api.form("sendDocument", files=files, chat_id=ME))["ok"]
    assert "nothing refers to" in str(server.violations[0])


def test_every_type_a_request_can_hold_is_described() -> None:
    schema = Schema.load()
    fields = [
        r for part in (schema.methods, schema.types) for f in part.values() for r in f.values()
    ]
    named = {name.replace("Array of ", "") for rule in fields for name in rule["types"].split("|")}
    primitives = {"String", "Integer", "Float", "Boolean", "True", "InputFile"}
    assert named <= primitives | set(schema.types) | set(schema.unions)
