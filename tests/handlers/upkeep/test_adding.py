"""A record added: step by step, with a restart in the middle, and out of texts and files."""

from __future__ import annotations

from pathlib import Path

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Deed
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.handlers.upkeep.conftest import FIRST, Official, admitted, official, record

PASTED = """Title: Memorandum of Understanding on Cyber Security
Parties: Thailand; Singapore
Scope areas: cyber security
Signed: 5 March 2026
Term: 3 years"""


async def test_a_record_is_added_step_by_step(bot: RunningBot, first: Official) -> None:
    assert "1 of 11: Title" in await first.says("/add")
    assert "2 of 11: Kind" in await first.says("Memorandum on posts with Vietnam")
    assert "3 of 11: Parties" in await first.taps("Memorandum of Understanding")
    assert "4 of 11: Scope areas" in await first.says("Thailand; Vietnam")
    assert "5 of 11: Signed" in await first.says("postal services")
    assert "6 of 11" in await first.says("5 มี.ค. 2569")
    assert "7 of 11: Term" in await first.taps("Skip")
    assert "8 of 11" in await first.says("3 years")
    shown = await first.taps("Finish")

    assert "A new record VN-2026-POSTS" in shown
    assert "Not recorded yet: Owner, Sources" in shown
    assert "ends: 4 March 2029" in shown
    assert "Nothing has been changed yet" in shown
    assert bot.desk.register.get("VN-2026-POSTS") is None

    assert "Added as VN-2026-POSTS, revision 1" in await first.taps("Confirm")
    added = record(bot, "VN-2026-POSTS")
    assert [party.country for party in added.parties] == ["TH", "VN"]
    assert bot.desk.register.history(added.id)[0].deed is Deed.ADDED
    assert "1 of 11" in await first.says("/add")


async def test_one_can_go_back_and_what_was_said_is_shown(bot: RunningBot, first: Official) -> None:
    await first.says("/add")
    await first.says("A memorandum")

    told = await first.taps("Back")

    assert "1 of 11: Title" in told
    assert "So far: A memorandum" in told


async def test_an_answer_that_cannot_be_read_is_asked_for_again(
    bot: RunningBot, first: Official
) -> None:
    await first.says("/add")
    await first.says("A memorandum")
    assert "is not a kind I know" in await first.says("handshake")

    assert "3 of 11" in await first.says("MoU")


async def test_what_was_begun_is_thrown_away_only_when_it_is_cancelled(
    bot: RunningBot, first: Official
) -> None:
    await first.says("/add")
    await first.says("A memorandum")
    assert "You have begun a record: A memorandum" in await first.says("/add")
    await first.taps("Leave it")
    await first.says("/add")
    assert "2 of 11" in await first.taps("Go on")

    assert "thrown away" in await first.taps("Cancel")
    assert "1 of 11" in await first.says("/add")


async def test_a_record_without_a_title_is_none(bot: RunningBot, first: Official) -> None:
    await first.says("/add")

    assert "Title: it is missing" in await first.taps("Finish")


async def test_a_restart_in_the_middle_loses_nothing(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    first = official(server, FIRST, "Administrator A")
    path = tmp_path / "register"
    people = {"administrators": str(FIRST), "open_to_all": "no"}
    async with running_bot(server, vocabulary, starter, clock, path=path, **people) as bot:
        await admitted(bot)
        await first.says("/add")
        await first.says("Memorandum on posts with Vietnam")
    async with running_bot(server, vocabulary, (), clock, path=path, **people):
        await first.taps("Memorandum of Understanding")
        await first.says("Thailand; Vietnam")
    clock.advance(hours=2)
    async with running_bot(server, vocabulary, (), clock, path=path, **people) as bot:
        assert "begun a record" in await first.says("/add")
        assert "4 of 11" in await first.taps("Go on")
        await first.taps("Finish")
        assert "Added as VN-UNDATED-POSTS" in await first.taps("Confirm")
        assert record(bot, "VN-UNDATED-POSTS").kind == "mou"


async def test_a_pasted_text_is_shown_and_added(bot: RunningBot, first: Official) -> None:
    shown = await first.says(f"/add {PASTED}")

    assert "A new record SG-2026-CYBER" in shown
    assert "Not recorded yet: Owner, Sources" in shown
    assert "Added as SG-2026-CYBER" in await first.taps("Confirm")


async def test_a_field_of_what_is_shown_can_be_changed(bot: RunningBot, first: Official) -> None:
    await first.says(f"/add {PASTED}")
    await first.taps("Change")
    await first.taps("Owner")

    assert "Owner: not recorded → Legal Division" in await first.says("Legal Division")
    await first.taps("Confirm")

    assert record(bot, "SG-2026-CYBER").owner.unit == "Legal Division"


async def test_what_looks_like_a_record_is_told(bot: RunningBot, first: Official) -> None:
    same = record(bot, "JP-2022-ICT")

    shown = await first.says(f"/add Title: {same.title.en}\nCountry: Japan\nSigned: {same.signed}")

    assert "This looks like" in shown
    assert "JP-2022-ICT ICT and digital technology" in shown
    assert "JP-2022-ICT" not in shown.split("A new record")[1].split("\n")[0]


async def test_a_json_record_is_added_pasted_or_as_a_file(bot: RunningBot, first: Official) -> None:
    shown = await first.says('/add {"title": "A treaty with Peru", "kind": "treaty", "id": "PE-1"}')
    assert "A new record PE-1" in shown

    await first.person.sends_document(
        "record.json", b'{"title": "Another one", "id": "PE-2"}', caption="/add"
    )
    assert "A new record PE-2" in await first.hears()
    await first.taps("Confirm")

    assert record(bot, "PE-2").title.en == "Another one"


async def test_a_file_that_is_no_record_is_refused(bot: RunningBot, first: Official) -> None:
    await first.person.sends_document("../../x.json", b"\x00\xff[[[", caption="/add")
    assert "not a record in JSON" in await first.hears()

    await first.person.sends_document("big.json", b"{" * 300_000, caption="/add")
    assert "no more than 256 kB" in await first.hears()


async def test_a_code_that_is_taken_is_refused(bot: RunningBot, first: Official) -> None:
    told = await first.says('/add {"title": "Another", "id": "jp-2022-ict"}')

    assert "the code jp-2022-ict is taken already" in told


async def test_an_addition_can_be_taken_back(bot: RunningBot, first: Official) -> None:
    await first.says(f"/add {PASTED}")
    await first.taps("Confirm")

    await first.taps("Undo")

    assert bot.desk.register.get("SG-2026-CYBER") is None


async def test_a_reader_adds_nothing(bot: RunningBot, reader: Official) -> None:
    assert "Only editors" in await reader.says(f"/add {PASTED}")


async def test_who_lost_the_role_in_the_middle_adds_nothing(
    bot: RunningBot, editor: Official
) -> None:
    await editor.says("/add")
    await bot.desk.access.revoke(9003)
    await bot.desk.access.grant(9003, bot.desk.access.role_of(9004), FIRST)

    assert "No record is begun" in await editor.says("A memorandum")


async def test_all_of_it_in_thai(bot: RunningBot, thai: Official) -> None:
    assert "1 จาก 11: ชื่อความตกลง" in await thai.says("/add")
    assert "2 จาก 11: ประเภท" in await thai.says("บันทึกความเข้าใจด้านไปรษณีย์กับเวียดนาม")
    assert "3 จาก 11: คู่ภาคี" in await thai.taps("บันทึกความเข้าใจ")
    await thai.says("ไทย กับ เวียดนาม")
    shown = await thai.taps("เสร็จสิ้น")
    assert "ระเบียนใหม่" in shown
    assert "ยังไม่ได้ระบุ" in shown
    assert "เพิ่มแล้วในรหัส" in await thai.taps("ยืนยัน")
