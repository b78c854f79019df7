"""Messages are sent, edited, deleted and carried around as on Telegram."""

import json
from collections.abc import AsyncIterator
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


async def edit(api: RawClient, message_id: int, **params: Any) -> str:
    asked: Json = {"chat_id": ME, "message_id": message_id, "text": "y"} | params
    return str((await api.form("editMessageText", **asked)).get("description", "ok"))


async def test_a_reply_is_read_with_text_entities_and_buttons(
    api: RawClient, official: Person
) -> None:
    await sent(api, text="<b>Ends</b> 🏛 now", parse_mode="HTML", reply_markup=KEYBOARD)
    reply = await official.private_chat().next_reply()
    assert reply.text == "Ends 🏛 now"
    assert reply.styled("bold") == ["Ends"]
    assert reply.button("Yes").data == "v1:yes"


async def test_a_wait_that_is_in_vain_shows_the_last_calls(
    api: RawClient, official: Person
) -> None:
    await api.form("getMe")
    with pytest.raises(AssertionError, match=r"1 replies(.|\n)*getMe ok"):
        await official.private_chat().next_reply(within=0.01)


async def test_replies_need_their_message_unless_allowed_without(
    api: RawClient, official: Person
) -> None:
    told = await api.form("sendMessage", chat_id=ME, text="x", reply_parameters={"message_id": 5})
    assert told["description"] == "Bad Request: message to be replied not found"
    parameters = {"message_id": 5, "allow_sending_without_reply": True}
    assert await sent(api, reply_parameters=parameters)
    said = await official.says("question")
    await sent(api, reply_parameters={"message_id": said.message_id})
    assert (await official.private_chat().replies(2))[1].reply_to_id == said.message_id


async def test_an_edit_must_change_something(api: RawClient, official: Person) -> None:
    message = await sent(api, text="y", reply_markup=KEYBOARD)
    assert "is not modified" in await edit(api, message, reply_markup=KEYBOARD)
    assert await edit(api, message) == "ok"
    reply = await official.private_chat().next_reply()
    assert not reply.buttons
    assert reply.raw["edit_date"] == 1_790_000_000


async def test_only_own_existing_text_messages_can_be_edited(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    said = await official.says("mine")
    files = {"document": ("a.txt", b"x")}
    document = (await api.form("sendDocument", files=files, chat_id=ME))["result"]["message_id"]
    keys = await sent(api, reply_markup={"keyboard": [[{"text": "a"}]]})
    assert "message to edit not found" in await edit(api, 5)
    assert "message can't be edited" in await edit(api, said.message_id)
    assert "there is no text in the message" in await edit(api, document)
    assert "message can't be edited" in await edit(api, keys)
    told = await api.form("editMessageCaption", chat_id=ME, message_id=document, caption="new")
    assert told["result"]["caption"] == "new"


async def test_the_keyboard_alone_can_be_edited(api: RawClient, official: Person) -> None:
    message = await sent(api, reply_markup=KEYBOARD)
    told = await api.form("editMessageReplyMarkup", chat_id=ME, message_id=message)
    assert "reply_markup" not in told["result"]
    assert not (await official.private_chat().next_reply()).buttons


async def test_deletion_has_its_limits(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official])
    said = await group.says(official, "/x")
    old, new = await sent(api, chat_id=group.chat_id), await sent(api)
    foreign: Json = {"chat_id": group.chat_id, "message_id": said.message_id}
    assert "can't be deleted" in (await api.form("deleteMessage", **foreign))["description"]
    await group.promotes_bot(official)
    assert (await api.form("deleteMessage", **foreign))["ok"]
    assert "to delete not found" in (await api.form("deleteMessage", **foreign))["description"]
    assert (await api.form("deleteMessages", chat_id=ME, message_ids=[new, 5]))["ok"]
    server.clock.advance(48 * 3600)
    told = await api.form("deleteMessage", chat_id=group.chat_id, message_id=old)
    assert "can't be deleted" in told["description"]


async def test_a_document_goes_up_and_comes_down_again(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    files = {"document": ("ทะเบียน.csv", b"a,b", "text/csv")}
    told = await api.form(
        "sendDocument", files=files, chat_id=ME, caption="<i>here</i>", parse_mode="HTML"
    )
    document = told["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("ทะเบียน.csv", "text/csv")
    reply = await official.private_chat().next_reply()
    assert (reply.file, reply.text) == (("ทะเบียน.csv", b"a,b"), "here")
    file = (await api.form("getFile", file_id=document["file_id"]))["result"]
    assert (await api.download(file["file_path"])).content == b"a,b"
    again = await api.form("sendDocument", chat_id=ME, document=document["file_id"])
    assert again["result"]["document"] == document


async def test_large_expired_and_unknown_files_are_refused(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    big = await official.sends_document("../../x.csv", b"x", claimed_size=21 * 1024 * 1024)
    small = await official.sends_document("a.csv", b"x" * 10, claimed_size=1, caption="/import")
    file_ids = [said.message.body["document"]["file_id"] for said in (big, small)]
    told = await api.form("getFile", file_id=file_ids[0])
    assert told["description"] == "Bad Request: file is too big"
    path = (await api.form("getFile", file_id=file_ids[1]))["result"]["file_path"]
    assert len((await api.download(path)).content) == 10
    server.clock.advance(3601)
    assert (await api.download(path)).status_code == 404
    assert "wrong file_id" in (await api.form("getFile", file_id="x"))["description"]
    assert (
        "wrong remote file"
        in (await api.form("sendDocument", chat_id=ME, document="x"))["description"]
    )


async def test_an_album_keeps_documents_among_themselves(api: RawClient, official: Person) -> None:
    files = {name: (f"{name}.txt", name.encode()) for name in ("a", "b")}
    media = [{"type": "document", "media": f"attach://{name}", "caption": name} for name in files]
    told = await api.form("sendMediaGroup", files=files, chat_id=ME, media=media)
    assert [m["caption"] for m in told["result"]] == ["a", "b"]
    assert len({m["media_group_id"] for m in told["result"]}) == 1
    photo = await official.sends_photo(b"picture")
    file_id = photo.message.body["photo"][0]["file_id"]
    mixed = [
        media[0] | {"media": told["result"][0]["document"]["file_id"]},
        {"type": "photo", "media": file_id},
    ]
    refused = await api.form("sendMediaGroup", chat_id=ME, media=mixed)
    assert "media of the specified type" in refused["description"]


async def test_people_edit_forward_and_reply(server: BotApiServer, official: Person) -> None:
    said = await official.says("when does it end")
    await official.edits(said, "when does FI-2022-ICT end")
    await official.forwards(said)
    await official.forwards(said, hidden_name="Somebody")
    await official.says("this one", reply_to=said)
    edited, shown, hidden, reply = [update.body for update in server.world.delivered][1:]
    assert edited["edited_message"]["text"] == "when does FI-2022-ICT end"
    assert edited["edited_message"]["edit_date"]
    assert shown["message"]["forward_origin"]["sender_user"]["id"] == ME
    assert hidden["message"]["forward_origin"]["type"] == "hidden_user"
    assert reply["message"]["reply_to_message"]["message_id"] == said.message_id


async def test_the_bot_copies_and_forwards(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    said = await official.says("look /here")
    source: Json = {"chat_id": ME, "from_chat_id": ME, "message_id": said.message_id}
    assert (await api.form("copyMessage", **source))["result"]["message_id"]
    told = await api.form("forwardMessage", **source)
    assert told["result"]["forward_origin"]["sender_user"]["id"] == ME
    copy, forward = await official.private_chat().replies(2)
    assert copy.text == forward.text == "look /here"
    told = await api.form("forwardMessage", **(source | {"message_id": 5}))
    assert told["description"] == "Bad Request: message to forward not found"


async def test_reactions_pins_and_actions(
    server: BotApiServer, api: RawClient, official: Person
) -> None:
    group = server.supergroup("Group", [official], bot="administrator")
    said = await group.says(official, "x")
    where: Json = {"chat_id": group.chat_id, "message_id": said.message_id}
    await api.form("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert said.message.reaction == "👍"
    await api.form("pinChatMessage", **where)
    assert server.world.delivered[-1].body["message"]["pinned_message"]["text"] == "x"
    told = await api.form("getChat", chat_id=group.chat_id)
    assert told["result"]["pinned_message"]["message_id"] == said.message_id
    await api.form("unpinChatMessage", chat_id=group.chat_id)
    assert (await api.form("sendChatAction", chat_id=group.chat_id, action="typing"))["ok"]
    assert server.calls.of("sendChatAction", chat_id=group.chat_id)


async def test_a_reply_keyboard_is_seen_though_not_repeated(
    api: RawClient, official: Person
) -> None:
    told = await api.form(
        "sendMessage",
        chat_id=ME,
        text="x",
        reply_markup=json.dumps({"keyboard": [[{"text": "Kinds"}]], "resize_keyboard": True}),
    )
    assert "reply_markup" not in told["result"]
    assert (await official.private_chat().next_reply()).button("Kinds").text == "Kinds"
