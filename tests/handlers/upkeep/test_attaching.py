"""Files and links attached to records: confirmed, kept with their hash, given to who may see."""

from __future__ import annotations

import hashlib

from telegram import PhotoSize

from bot.agreements.agreement import StoredFile
from bot.agreements.audit import Actor
from bot.agreements.kinds import Visibility
from bot.handlers.downloads import largest
from bot.people.roles import Role
from tests.botapi.server import BotApiServer
from tests.conftest import RunningBot
from tests.handlers.upkeep.conftest import FIRST, Official, record

CODE = "JP-2022-ICT"
TEXT = b"%PDF-1.7 the signed text"
PICTURE = b"\xff\xd8\xff a photographed page"
HASH = hashlib.sha256(TEXT).hexdigest()


async def test_a_file_sent_with_a_caption_is_shown_confirmed_and_fetched(
    bot: RunningBot, first: Official, reader: Official
) -> None:
    caption = f"/attach {CODE} signed copy"
    await first.person.sends_document("../signed\u202e.pdf", TEXT, caption=caption)
    shown = await first.hears()
    assert f"📎 signed.pdf · 1 kB · SHA-256 {HASH}" in shown
    assert "Nothing has been changed yet" in shown
    assert record(bot, CODE).attachments == ()

    assert "Saved, revision 2" in await first.taps("Confirm")
    (item,) = record(bot, CODE).attachments
    assert (item.source, item.note.en, item.file) == (
        "signed.pdf", "signed copy", StoredFile(HASH, len(TEXT)),
    )  # fmt: skip

    assert "📎 1 attachment" in await reader.says(CODE)
    listed = await reader.taps("Attachments")
    assert "1. signed.pdf · 1 kB · attached 22 November 2026" in listed
    assert "Administrator A" not in listed
    await reader.taps("1")
    assert reader.seen is not None
    assert reader.seen.file == ("signed.pdf", TEXT)
    assert "by Administrator A" in await first.says(f"/attachments {CODE}")


async def test_an_attachment_is_taken_back_and_stands_in_the_history(
    bot: RunningBot, first: Official
) -> None:
    await first.person.sends_document("signed.pdf", TEXT, caption=f"/attach {CODE}")
    await first.hears()
    await first.taps("Confirm")
    await first.taps("Undo")

    assert record(bot, CODE).attachments == ()
    assert "Sources: + 📎 signed.pdf (1 kB)" in await first.says(f"/history {CODE}")


async def test_of_two_who_attach_at_once_neither_loses_the_file(
    bot: RunningBot, first: Official, second: Official
) -> None:
    for one, name in ((first, "first.pdf"), (second, "second.pdf")):
        await one.person.sends_document(name, name.encode(), caption=f"/attach {CODE}")
        await one.hears()
    await first.taps("Confirm")

    told = await second.taps("Confirm")
    assert "Somebody changed the record meanwhile" in told
    assert "Sources: + 📎 second.pdf" in told
    assert "first.pdf" not in told
    assert "Saved, revision 3" in await second.taps("Confirm")
    assert [i.source for i in record(bot, CODE).attachments] == ["first.pdf", "second.pdf"]

    await first.taps("Undo")
    assert [i.source for i in record(bot, CODE).attachments] == ["second.pdf"]


async def test_a_reply_to_a_file_attaches_it(bot: RunningBot, editor: Official) -> None:
    sent = await editor.person.sends_document("note.pdf", TEXT)
    await editor.hears()
    await editor.person.says(f"/attach {CODE}", reply_to=sent)

    assert "📎 note.pdf" in await editor.hears()


async def test_a_file_may_come_after_the_command(bot: RunningBot, editor: Official) -> None:
    assert "Send the file, or write a link" in await editor.says(f"/attach {CODE}")
    await editor.person.sends_document("note.pdf", TEXT)

    assert "📎 note.pdf" in await editor.hears()
    await editor.taps("Confirm")
    assert record(bot, CODE).attachments[0].source == "note.pdf"


async def test_a_link_is_attached_with_its_note_and_only_once(
    bot: RunningBot, first: Official
) -> None:
    link = "https://example.org/text.pdf"
    await first.says(f"/attach {CODE} {link} the ministry’s copy")
    await first.taps("Confirm")

    assert record(bot, CODE).attachments[0].source == link
    assert "recorded so already" in await first.says(f"/attach {CODE} {link}")
    assert "the ministry’s copy" in await first.says(f"/attachments {CODE}")
    assert "That is no link" in await first.says(f"/attach {CODE} ftp://example.org")


async def test_a_file_that_is_too_large_is_refused_in_words(
    bot: RunningBot, first: Official
) -> None:
    size = 21 * 1024 * 1024
    caption = f"/attach {CODE}"
    await first.person.sends_document("big.pdf", TEXT, caption=caption, claimed_size=size)

    assert "larger than 20 MB" in await first.hears()


async def test_a_reader_attaches_nothing(bot: RunningBot, reader: Official) -> None:
    assert "Only editors" in await reader.says(f"/attach {CODE} https://example.org")


async def test_what_is_not_public_is_neither_listed_nor_fetched_in_a_group(
    server: BotApiServer, bot: RunningBot, first: Official
) -> None:
    await first.person.sends_document("signed.pdf", TEXT, caption=f"/attach {CODE}")
    await first.hears()
    await first.taps("Confirm")
    group = server.supergroup("Group", [first.person])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, FIRST)
    await group.says(first.person, f"/attachments {CODE}")
    listed = await group.next_reply()
    assert "signed.pdf" in listed.text
    public = record(bot, CODE)
    staff = public.changed(visibility=Visibility.STAFF)
    await bot.desk.register.save(staff, Actor(FIRST), based_on=public.revision)

    refused = await (await listed.tapped("1", first.person)).answer()
    await group.says(first.person, f"/attachments {CODE}")

    assert refused.text != ""
    assert "There is no agreement" in (await group.next_reply()).text


async def test_a_photo_sent_with_a_caption_is_attached_in_its_largest_size(
    bot: RunningBot, first: Official
) -> None:
    await first.person.sends_photo(PICTURE, caption=f"/attach {CODE} the signature page")
    assert "📎 photo-2026-11-22-" in await first.hears()
    await first.taps("Confirm")

    (item,) = record(bot, CODE).attachments
    assert item.note.en == "the signature page"
    assert item.file == StoredFile(hashlib.sha256(PICTURE).hexdigest(), len(PICTURE))


async def test_a_photo_is_attached_by_a_reply_to_it_and_after_the_command(
    bot: RunningBot, editor: Official
) -> None:
    sent = await editor.person.sends_photo(PICTURE)
    assert "I do not read pictures" in await editor.hears()
    await editor.person.says(f"/attach {CODE}", reply_to=sent)
    assert "📎 photo-" in await editor.hears()

    await editor.says(f"/attach {CODE}")
    await editor.person.sends_photo(PICTURE, caption="second page")
    await editor.hears()
    await editor.taps("Confirm")
    assert record(bot, CODE).attachments[0].note.en == "second page"


async def test_of_an_album_one_photo_is_attached_and_the_others_are_told_of_once(
    server: BotApiServer, bot: RunningBot, editor: Official
) -> None:
    await editor.person.sends_photo(PICTURE, album="A", caption=f"/attach {CODE}")
    await editor.person.sends_photo(PICTURE + b"2", album="A")
    await editor.person.sends_photo(PICTURE + b"3", album="A")

    assert "only this one is taken" in await editor.hears()
    assert "Saved" in await editor.taps("Confirm")
    assert len(record(bot, CODE).attachments) == 1
    assert len(editor.person.private_chat().all_replies) == 2


async def test_a_photo_of_somebody_without_access_is_refused(
    server: BotApiServer, bot: RunningBot
) -> None:
    stranger = server.user(7007, "Somebody", started=True)
    await stranger.sends_photo(PICTURE, caption=f"/attach {CODE}")
    assert "Only editors" not in (refused := await stranger.private_chat().next_reply()).text
    await stranger.sends_photo(PICTURE)

    assert (await stranger.private_chat().next_reply()).text == refused.text


def test_the_largest_size_is_taken_in_whatever_order_they_come() -> None:
    sizes = [PhotoSize(str(side), str(side), side, side) for side in (320, 1280, 90)]

    assert largest(sizes).file_id == "1280"
