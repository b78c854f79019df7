"""python-telegram-bot takes the server for Telegram: a whole session without a false violation."""

import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, RetryAfter, TimedOut
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.botapi.sessions import AnyHandler, application, polling, webhook

Context = ContextTypes.DEFAULT_TYPE


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(conflict_pause=0) as running:
        yield running
        running.assert_clean()


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", language_code="th", started=True)


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    app = application(server)
    async with app:
        yield app.bot


async def answer(update: Update, _: Context) -> None:
    """Reply to any text with a bold echo and a button."""
    message = update.effective_message
    assert message is not None
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Source", callback_data="v1:source")]])
    await message.reply_html(
        f"<b>You said:</b> {message.text_html}", reply_markup=markup, do_quote=True
    )


async def on_tap(update: Update, _: Context) -> None:
    """Answer a tap and change the message."""
    assert update.callback_query is not None
    await update.callback_query.answer("Here it is", show_alert=True)
    await update.callback_query.edit_message_text("Source: Government news")


async def on_file(update: Update, _: Context) -> None:
    """Send back the file in capitals."""
    message = update.effective_message
    assert message is not None
    assert message.document is not None
    content = bytes(await (await message.document.get_file()).download_as_bytearray())
    await message.reply_document(
        content.upper(), filename="back.csv", caption="<i>done</i>", parse_mode="HTML"
    )


async def on_inline(update: Update, _: Context) -> None:
    """One result for the asker alone."""
    assert update.inline_query is not None
    content = InputTextMessageContent("<b>x</b>", parse_mode="HTML")
    result = InlineQueryResultArticle("1", "x", content)
    await update.inline_query.answer([result], is_personal=True, cache_time=0)


async def on_membership(update: Update, context: Context) -> None:
    """Greet a group the bot was added to."""
    change = update.my_chat_member
    assert change is not None
    if change.new_chat_member.status == "member":
        await context.bot.send_message(change.chat.id, "Good morning")


HANDLERS: list[AnyHandler] = [
    CommandHandler(["start", "ask"], answer),
    MessageHandler(filters.TEXT & ~filters.COMMAND, answer),
    MessageHandler(filters.Document.ALL, on_file),
    CallbackQueryHandler(on_tap),
    InlineQueryHandler(on_inline),
    ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
]


async def dialogue(server: BotApiServer, official: Person) -> None:
    """What must work alike by polling and by webhook."""
    chat = official.private_chat()
    said = await official.says("a < b & ก 🏛")
    reply = await chat.next_reply()
    assert reply.text == "You said: a < b & ก 🏛"
    assert reply.styled("bold") == ["You said:"]
    assert reply.reply_to_id == said.message_id
    tap = await official.taps("Source")
    toast = await tap.answer()
    assert (toast.text, toast.show_alert) == ("Here it is", True)
    assert (await reply.edited()).text == "Source: Government news"
    await official.sends_document("in.csv", b"a,b", caption="/import")
    assert (await chat.next_reply()).file == ("back.csv", b"A,B")
    question = await official.asks_inline("finland")
    assert len(await official.inline_results(question)) == 1
    group = server.supergroup("Group", [official], bot="left")
    await group.adds_bot(official)
    assert (await group.next_reply()).text == "Good morning"
    await group.says(official, f"/ask@{server.bot.username}")
    await group.next_reply()
    await server.settled()


async def test_a_dialogue_by_polling(server: BotApiServer, official: Person) -> None:
    async with polling(server, HANDLERS):
        await dialogue(server, official)
    assert server.calls.of("getUpdates")[0].params["allowed_updates"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_dialogue_by_webhook_with_its_secret(
    server: BotApiServer, official: Person
) -> None:
    port = free_port()
    async with webhook(server, HANDLERS, port=port, secret="s-1"):
        await dialogue(server, official)
        async with httpx.AsyncClient() as forger:
            forged = await forger.post(f"http://127.0.0.1:{port}/hook", json={"update_id": 1})
        assert forged.status_code == 403
    assert {push.status for push in server.webhook.pushes} == {200}


async def test_most_methods_pass_without_a_false_violation(
    server: BotApiServer, bot: Bot, official: Person
) -> None:
    group = server.supergroup("Group", [official], bot="administrator", is_forum=True)
    me, topic = official.id, await group.opens_topic("Reminders", official)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(
        me,
        "<b>x</b>",
        "HTML",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=markup,
    )
    assert sent.reply_markup == markup
    await bot.edit_message_text("y", me, sent.message_id, reply_markup=markup)
    await bot.edit_message_reply_markup(me, sent.message_id)
    await bot.send_message(
        me, "keys", reply_markup=ReplyKeyboardMarkup([["Kinds"]], resize_keyboard=True)
    )
    await bot.send_message(me, "no keys", reply_markup=ReplyKeyboardRemove())
    in_topic = await bot.send_message(group.chat_id, "x", message_thread_id=topic)
    assert in_topic.is_topic_message
    parameters = ReplyParameters(in_topic.message_id, allow_sending_without_reply=True)
    await bot.send_message(group.chat_id, "x", reply_parameters=parameters)
    await bot.send_chat_action(me, ChatAction.TYPING)
    await bot.set_message_reaction(me, sent.message_id, "👍")
    await bot.pin_chat_message(group.chat_id, in_topic.message_id)
    await bot.unpin_all_chat_messages(group.chat_id)


async def test_files_and_copies_pass_without_a_false_violation(
    server: BotApiServer, bot: Bot, official: Person
) -> None:
    group, me = server.supergroup("Group", [official]), official.id
    sent = await bot.send_message(me, "x")
    document = await bot.send_document(me, b"a,b", filename="a.csv", caption="x")
    await bot.edit_message_caption(me, document.message_id, caption="y")
    await bot.send_photo(me, b"picture", caption="x")
    await bot.send_media_group(me, [InputMediaDocument(b"a", filename=n, caption=n) for n in "ab"])
    await bot.copy_message(group.chat_id, me, sent.message_id)
    await bot.forward_message(group.chat_id, me, sent.message_id)
    await bot.delete_message(me, sent.message_id)
    await bot.delete_messages(me, [document.message_id])


async def test_methods_about_the_bot_and_its_chats_pass(
    server: BotApiServer, bot: Bot, official: Person
) -> None:
    group = server.supergroup("Group", [official], bot="administrator")
    command = BotCommand("ask", "Ask the register")
    await bot.set_my_commands([command])
    await bot.set_my_commands([command], BotCommandScopeAllGroupChats(), "th")
    await bot.set_my_commands([command], BotCommandScopeChat(official.id))
    assert await bot.get_my_commands() == (command,)
    await bot.delete_my_commands(BotCommandScopeAllGroupChats(), "th")
    await bot.set_my_description("Ask me", "en")
    await bot.set_my_short_description("Ask")
    await bot.set_my_name("Register")
    assert (await bot.get_my_description("en")).description == "Ask me"
    await bot.set_chat_menu_button()
    assert (await bot.get_chat(group.chat_id)).title == "Group"
    assert len(await bot.get_chat_administrators(group.chat_id)) == 2
    assert (await bot.get_chat_member(group.chat_id, official.id)).status == "creator"
    assert await bot.get_chat_member_count(group.chat_id) == 2
    assert not (await bot.get_webhook_info()).url
    assert await bot.leave_chat(group.chat_id)
    assert not (await bot.get_me()).can_read_all_group_messages


async def test_the_library_turns_refusals_into_its_own_errors(
    server: BotApiServer, bot: Bot, official: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    group = server.group("Group", [official])
    new = await group.migrates(official)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(group.chat_id, "x")
    assert migrated.value.new_chat_id == new.chat_id
    await official.blocks_bot()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(official.id, "x")
    with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
        await bot.send_message(5, "x")
    server.faults.add("getMe", code=429, description="Flood", parameters={"retry_after": 3})
    with pytest.raises(RetryAfter):
        await bot.get_me()
    server.faults.add("sendMessage", code=400, description="Bad Request: can't parse entities: x")
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(new.chat_id, "x")


async def test_a_hanging_call_times_out_in_the_library(
    server: BotApiServer, bot: Bot, official: Person
) -> None:
    server.faults.add("sendMessage", "hang")
    with pytest.raises(TimedOut):
        await bot.send_message(official.id, "x", read_timeout=0.05)
    assert not official.private_chat().all_replies


async def test_a_rival_poller_reaches_the_error_handler(
    server: BotApiServer, official: Person
) -> None:
    server.faults.add(
        "getUpdates", code=409, description="Conflict: terminated by other getUpdates request"
    )
    app = application(server)
    errors: list[Any] = []
    async with app:
        assert app.updater is not None
        await app.start()
        await app.updater.start_polling(error_callback=errors.append)
        await server.wait_for(lambda: errors or None, "the conflict")
        await app.updater.stop()
        await app.stop()
    assert isinstance(errors[0], Conflict)


async def test_a_poll_goes_on_after_a_bad_gateway_and_a_dead_network(
    server: BotApiServer, official: Person
) -> None:
    async with polling(server, HANDLERS):
        server.network_off()
        await official.says("still there")
        server.faults.add("getUpdates", "raw", code=502)
        server.network_on()
        assert "still there" in (await official.private_chat().next_reply()).text
