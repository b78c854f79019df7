"""A spreadsheet is sent: read, shown, confirmed by its sender, taken back with one tap."""

from __future__ import annotations

from pathlib import Path

from bot.agreements.agreement import Agreement
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.handlers.filing.conftest import FIRST, SECOND, Sender, sender
from tests.importing.office_sheet import office_workbook

CSV = "Title,Country,Signed\nMoU on Wonders,Estonia,2021-05-06\nMoU on Marvels,Chile,2022-07-08\n"
NAME = "mou-2569.xlsx"


def count(bot: RunningBot) -> int:
    return len(bot.desk.register.agreements)


# -- shown, confirmed, taken back ----------------------------------------------------------------


async def test_an_office_workbook_is_shown_confirmed_and_taken_back_with_one_tap(
    bot: RunningBot, first: Sender
) -> None:
    before = dict(bot.desk.register.agreements)

    told = await first.sends(NAME, office_workbook(300, bad_dates=(4, 9, 200)))

    assert "Read 2 sheets, 300 rows." in told
    assert "ชื่อความตกลง = title" in told
    assert "วันที่ลงนาม = signed" in told
    assert "1 column" not in told
    assert "2 columns not understood" in told
    assert "New 297 · changed 0 · same 0 · looks like a duplicate 0 · cannot be read 3" in told
    assert "ทวิภาคี!H8 “31 ก.พ. 2565”: no such day" in told
    assert "Nothing has been changed yet." in told
    assert first.buttons == ["show", "See the differences", "Import 297", "Cancel"]
    assert bot.desk.register.agreements == before

    told = await first.taps("Import 297")

    assert told == "✅ Imported 297 records: 297 new, 0 changed."
    assert count(bot) == len(before) + 297

    told = await first.taps("Undo the whole import")

    assert told == "↩️ Taken back: 297 changes."
    assert dict(bot.desk.register.agreements) == before


async def test_the_same_file_again_has_nothing_to_import(bot: RunningBot, first: Sender) -> None:
    await first.sends("a.csv", CSV.encode())
    await first.taps("Import 2")

    told = await first.sends("a.csv", CSV.encode())

    assert "New 0 · changed 0 · same 2" in told
    assert "there is nothing to import" in told
    assert first.buttons == ["Cancel"]


async def test_what_was_taken_back_can_be_imported_again_under_its_codes(
    bot: RunningBot, first: Sender
) -> None:
    await first.sends("a.csv", CSV.encode())
    await first.taps("Import 2")
    codes = set(bot.desk.register.agreements)
    await first.taps("Undo the whole import")

    told = await first.sends("a.csv", CSV.encode())
    await first.taps("Import 2")

    assert "New 2" in told
    assert set(bot.desk.register.agreements) == codes


async def test_a_second_undo_is_harmless(bot: RunningBot, first: Sender) -> None:
    await first.sends("a.csv", CSV.encode())
    await first.taps("Import 2")
    done = first.seen
    await first.taps("Undo the whole import")
    first.seen = done

    assert await first.toast("Undo the whole import") == "There is nothing left of it to take back."


async def test_cancelling_changes_nothing(bot: RunningBot, first: Sender) -> None:
    before = count(bot)
    await first.sends("a.csv", CSV.encode())

    await first.taps("Cancel")

    assert count(bot) == before


async def test_the_differences_come_as_a_workbook(bot: RunningBot, first: Sender) -> None:
    await first.sends("a.csv", CSV.encode())

    await first.taps("See the differences")

    assert first.seen is not None
    name, data = first.seen.file
    assert name == "differences.xlsx"
    assert data.startswith(b"PK")


async def test_a_thai_administrator_is_told_in_thai(bot: RunningBot, thai: Sender) -> None:
    told = await thai.sends("a.csv", CSV.encode())

    assert "ใหม่ 2 · เปลี่ยนแปลง 0" in told
    assert "ยังไม่มีการเปลี่ยนแปลงข้อมูลใด ๆ" in told
    assert await thai.taps("นำเข้า 2 รายการ") == "✅ นำเข้าแล้ว 2 รายการ: ใหม่ 2 เปลี่ยนแปลง 0"


async def test_a_column_that_was_not_understood_can_be_told(bot: RunningBot, first: Sender) -> None:
    sheet = "Title,Country,Happened\nMoU on Wonders,Estonia,2021-05-06\n"
    told = await first.sends("a.csv", sheet.encode())
    assert "1 column not understood" in told

    told = await first.taps("show")
    assert "Happened" in told
    await first.taps("Happened")
    told = await first.taps("signed")

    assert "Happened = signed" in told
    await first.taps("Import 1")
    (record,) = [r for r in bot.desk.register.agreements.values() if "Wonders" in r.title.en]
    assert str(record.signed) == "2021-05-06"


# -- T34: caption and reply, the same person, once -----------------------------------------------


async def test_import_works_as_the_caption_of_a_file(bot: RunningBot, first: Sender) -> None:
    assert "New 2" in await first.sends("a.csv", CSV.encode(), caption="/import")


async def test_import_works_as_a_reply_to_a_file(bot: RunningBot, first: Sender) -> None:
    sent = await first.person.sends_document("a.csv", CSV.encode())
    await first.hears()

    await first.person.says("/import", reply_to=sent)

    assert "New 2" in await first.hears()


async def test_import_without_a_file_tells_how(bot: RunningBot, first: Sender) -> None:
    assert "Send me a spreadsheet" in await first.says("/import")


async def test_a_second_confirmation_is_harmless(bot: RunningBot, first: Sender) -> None:
    before = count(bot)
    await first.sends("a.csv", CSV.encode())
    preview = first.seen
    assert preview is not None
    data = preview.button("Import 2").data
    await first.taps("Import 2")

    again = await preview.tapped("", first.person, data=data)

    assert (await again.answer()).text
    assert count(bot) == before + 2


async def test_nobody_else_can_confirm_an_import(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await first.sends("a.csv", CSV.encode())
    assert first.seen is not None

    tap = await first.seen.tapped("Import 2", second.person)

    assert (await tap.answer()).text
    assert count(bot) == before


async def test_a_reader_cannot_import(bot: RunningBot, reader: Sender) -> None:
    before = count(bot)

    told = await reader.sends("a.csv", CSV.encode())

    assert "administrator" in told
    assert count(bot) == before


async def test_a_change_of_the_register_meanwhile_shows_the_import_anew(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    await first.sends("a.csv", CSV.encode())
    await second.sends("a.csv", CSV.encode())
    await second.taps("Import 2")

    told = await first.taps("Import 2")

    assert "The register was changed since" in told
    assert "same 2" in told


async def test_a_preview_outlives_a_restart(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    path = tmp_path / "register"
    person = sender(server, FIRST)
    admins = {"administrators": f"{FIRST},{SECOND}"}
    async with running_bot(server, vocabulary, starter, clock, path=path, **admins):
        await person.sends("a.csv", CSV.encode())

    async with running_bot(server, vocabulary, starter, clock, path=path, **admins) as bot:
        told = await person.taps("Import 2")

        assert told == "✅ Imported 2 records: 2 new, 0 changed."
        assert count(bot) == len(starter) + 2
    async with running_bot(server, vocabulary, starter, clock, path=path, **admins) as bot:
        await person.taps("Undo the whole import")
        assert count(bot) == len(starter)
