"""Who may write where, what the bot gets to see, and what happens when groups change."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.botapi.driver import Person
from tests.botapi.raw_client import RawClient
from tests.botapi.records import Json
from tests.botapi.server import BotApiServer


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running
        running.assert_clean()


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[RawClient]:
    async with RawClient(server) as client:
        yield client


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", started=True)


def seen(server: BotApiServer) -> list[Json]:
    """What the bot was told so far, without the update ids."""
    return [update.body for update in server.world.delivered]


def seen_texts(server: BotApiServer) -> list[str]:
    return [body["message"].get("text", "") for body in seen(server) if "message" in body]


async def refusal(api: RawClient, chat_id: int, **params: Any) -> str:
    told = await api.form("sendMessage", chat_id=chat_id, text="x", **params)
    assert not told["ok"]
    return f"{told['error_code']} {told['description']}"


async def test_a_private_chat_must_be_started_and_not_blocked(
    server: BotApiServer, api: RawClient
) -> None:
    stranger, blocker = server.user(1), server.user(2, started=True)
    gone, met = server.user(3, started=True), server.user(4)
    server.group("Group", [met])
    await blocker.blocks_bot()
    await gone.deactivates_account()
    assert await refusal(api, stranger.id) == "400 Bad Request: chat not found"
    assert await refusal(api, 999) == "400 Bad Request: chat not found"
    assert await refusal(api, blocker.id) == "403 Forbidden: bot was blocked by the user"
    assert await refusal(api, gone.id) == "403 Forbidden: user is deactivated"
    assert "403 Forbidden: bot can't initiate" in await refusal(api, met.id)
    await blocker.unblocks_bot()
    assert (await api.form("sendMessage", chat_id=blocker.id, text="x"))["ok"]
    changes = [b["my_chat_member"]["new_chat_member"]["status"] for b in seen(server)]
    assert changes == ["kicked", "member"]


async def test_a_group_must_hold_the_bot(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group, foreign = server.group("Group", [official]), server.group("Other", bot="left")
    assert await refusal(api, foreign.chat_id) == "400 Bad Request: chat not found"
    await group.kicks_bot(official)
    assert await refusal(api, group.chat_id) == "403 Forbidden: bot was kicked from the group chat"
    await group.adds_bot(official)
    assert (await api.form("leaveChat", chat_id=group.chat_id))["result"] is True
    assert "bot is not a member of the group chat" in await refusal(api, group.chat_id)
    assert (await api.form("getChat", chat_id=group.chat_id))["ok"]
    await group.is_deleted()
    assert "the group chat was deleted" in await refusal(api, group.chat_id)


async def test_entering_and_leaving_is_told_twice(server: BotApiServer, official: Person) -> None:
    group = server.group("Group", [official], bot="left")
    await group.adds_bot(official)
    await group.kicks_bot(official)
    kinds = [
        next(iter(body)) + (":left" if "left_chat_member" in str(body) else "")
        for body in seen(server)
    ]
    assert kinds == ["my_chat_member", "message", "my_chat_member", "message:left"]


async def test_a_muted_bot_may_not_write(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official])
    await group.mutes_bot(official)
    assert "not enough rights to send text messages" in await refusal(api, group.chat_id)


async def test_a_channel_wants_an_administrator(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    channel = server.channel("Channel", [official], bot="member")
    assert "need administrator rights" in await refusal(api, channel.chat_id)
    await channel.promotes_bot(official)
    told = await api.form("sendMessage", chat_id=channel.chat_id, text="x")
    assert "from" not in told["result"]
    assert told["result"]["sender_chat"]["id"] == channel.chat_id


async def test_privacy_mode_lets_only_what_is_meant_for_the_bot_through(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official])
    await api.form("sendMessage", chat_id=group.chat_id, text="a reply to come")
    own = await group.next_reply()
    name = server.bot.username
    await group.says(official, "chatter")
    await group.says(official, "/ask")
    await group.says(official, f"/ask@{name} x")
    await group.says(official, "/ask@other_bot x")
    await group.says(official, f"hello @{name}")
    await group.says(official, "hello @other_bot")
    await group.says(official, "to your reply", reply_to=own)
    await group.says(official, "through you", via_bot=server.bot)
    meant = ["/ask", f"/ask@{name} x", f"hello @{name}", "to your reply", "through you"]
    assert seen_texts(server) == meant


async def test_privacy_mode_has_switches(server: BotApiServer, official: Person) -> None:
    group = server.supergroup("Group", [official])
    server.privacy.mentions, server.privacy.foreign_commands = False, True
    await group.says(official, f"hello @{server.bot.username}")
    await group.says(official, "/ask@other_bot x")
    server.privacy.enabled = False
    await group.says(official, "anything")
    assert seen_texts(server) == ["/ask@other_bot x", "anything"]


async def test_an_administrator_bot_sees_everything(server: BotApiServer, official: Person) -> None:
    group = server.supergroup("Group", [official], bot="administrator")
    await group.says(official, "chatter")
    assert seen_texts(server) == ["chatter"]


async def test_get_me_tells_privacy_mode(server: BotApiServer, api: RawClient) -> None:
    assert (await api.form("getMe"))["result"]["can_read_all_group_messages"] is False
    server.privacy.enabled = False
    assert (await api.form("getMe"))["result"]["can_read_all_group_messages"] is True


async def test_other_bots_speak_up_only_where_allowed(server: BotApiServer) -> None:
    robot = server.user(5, "Robot", username="robot_bot", is_bot=True)
    group = server.supergroup("Group", [robot], bot="administrator")
    await group.says(robot, "beep")
    server.privacy.bots = False
    await group.says(robot, "boop")
    assert seen_texts(server) == ["beep"]


async def test_anonymous_administrators_and_channels_speak_through_stand_ins(
    server: BotApiServer, official: Person
) -> None:
    group = server.supergroup("Group", [official], bot="administrator")
    await group.anonymous_administrator_says("/renew X")
    await group.channel_says(server.channel("Channel"), "/renew X")
    senders = [
        (b["message"]["from"]["id"], b["message"]["sender_chat"]["type"]) for b in seen(server)
    ]
    assert senders == [(1087968824, "supergroup"), (136817688, "channel")]


async def test_a_channel_post_reappears_in_the_discussion_group(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official])
    channel = server.channel("Channel", [official], discussion=group)
    await api.form("sendMessage", chat_id=channel.chat_id, text="our reminder")
    await channel.posts("their post")
    ours, theirs, copy = seen(server)
    assert ours["message"]["is_automatic_forward"] is True
    assert ours["message"]["from"]["id"] == 777000
    assert "from" not in theirs["channel_post"]
    assert copy["message"]["forward_origin"]["type"] == "channel"


async def test_migration_is_told_on_both_sides_and_by_the_refusal(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.group("Group", [official])
    new = await group.migrates(official)
    messages = [body["message"] for body in seen(server)]
    assert messages[0]["migrate_to_chat_id"] == new.chat_id == messages[1]["chat"]["id"]
    assert messages[1]["migrate_from_chat_id"] == group.chat_id
    told = await api.form("sendMessage", chat_id=group.chat_id, text="x")
    assert told["error_code"] == 400
    assert told["parameters"] == {"migrate_to_chat_id": new.chat_id}
    assert (await api.form("sendMessage", chat_id=new.chat_id, text="x"))["ok"]


async def test_a_topic_takes_messages_until_it_is_closed_or_deleted(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    forum = server.supergroup("Forum", [official], is_forum=True)
    topic = await forum.opens_topic("Reminders", official)
    told = await api.form("sendMessage", chat_id=forum.chat_id, text="x", message_thread_id=topic)
    assert told["result"]["message_thread_id"] == topic
    assert told["result"]["is_topic_message"] is True
    assert told["result"]["reply_to_message"]["forum_topic_created"]["name"] == "Reminders"
    await forum.closes_topic(topic, official)
    assert "TOPIC_CLOSED" in await refusal(api, forum.chat_id, message_thread_id=topic)
    await forum.promotes_bot(official)
    assert (
        await api.form("sendMessage", chat_id=forum.chat_id, text="x", message_thread_id=topic)
    )["ok"]
    await forum.deletes_topic(topic)
    gone = await refusal(api, forum.chat_id, message_thread_id=topic)
    assert gone == "400 Bad Request: message thread not found"


async def test_the_general_topic_has_no_thread_id(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    forum = server.supergroup("Forum", [official], is_forum=True)
    assert "message thread not found" in await refusal(api, forum.chat_id, message_thread_id=1)
    told = await api.form("sendMessage", chat_id=forum.chat_id, text="x")
    assert "message_thread_id" not in told["result"]
    await forum.closes_topic(1, official)
    assert "TOPIC_CLOSED" in await refusal(api, forum.chat_id)


async def test_a_question_in_a_topic_carries_its_thread_and_so_does_the_reply(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    forum = server.supergroup("Forum", [official], is_forum=True)
    topic = await forum.opens_topic("Questions", official)
    said = await forum.says(official, "/ask", thread=topic)
    assert seen(server)[-1]["message"]["message_thread_id"] == topic
    await api.form(
        "sendMessage",
        chat_id=forum.chat_id,
        text="x",
        reply_parameters={"message_id": said.message_id},
    )
    reply = await forum.next_reply()
    assert (reply.thread_id, reply.reply_to_id) == (topic, said.message_id)


async def test_members_and_administrators_can_be_looked_up(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    member = server.user(1002)
    group = server.supergroup("Group", [official, member], bot="administrator")
    chat_id = group.chat_id
    told = await api.form("getChatAdministrators", chat_id=chat_id)
    assert [m["status"] for m in told["result"]] == ["creator", "administrator"]
    told = await api.form("getChatMember", chat_id=chat_id, user_id=member.id)
    assert told["result"]["status"] == "member"
    assert (await api.form("getChatMemberCount", chat_id=chat_id))["result"] == 3
    await group.demotes_bot(official)
    group.chat.hides_members = True
    told = await api.form("getChatMember", chat_id=chat_id, user_id=member.id)
    assert told["description"] == "Bad Request: CHAT_ADMIN_REQUIRED"
    assert (await api.form("getChatMember", chat_id=chat_id, user_id=server.bot.id))["ok"]


async def test_changes_of_other_members_reach_an_administrator_bot_that_asked(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official], bot="administrator")
    newcomer = server.user(1002)
    await api.form("getUpdates", allowed_updates=["chat_member", "message"])
    await group.adds(newcomer, official)
    await group.promotes(newcomer, official)
    await group.removes(newcomer, official)
    await group.renames("New title", official)
    kinds = [next(iter(body)) for body in seen(server)]
    assert kinds == ["chat_member", "message", "chat_member", "chat_member", "message", "message"]


async def test_a_chat_can_be_named_by_its_username(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official], username="public_group")
    told = await api.form("sendMessage", chat_id="@public_group", text="x")
    assert told["result"]["chat"]["id"] == group.chat_id
