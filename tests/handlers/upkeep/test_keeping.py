"""Records as a whole, in the chat: history, undo, verification, taken out and brought back."""

from __future__ import annotations

from bot.agreements.audit import Actor, Deed
from bot.agreements.kinds import Visibility
from bot.people.roles import Role
from tests.botapi.server import BotApiServer
from tests.conftest import RunningBot
from tests.handlers.upkeep.conftest import FIRST, Official, record

CODE = "JP-2022-ICT"


# -- /verify ------------------------------------------------------------------------------------


async def test_a_verification_is_shown_and_counts_once_it_is_confirmed(
    bot: RunningBot, first: Official
) -> None:
    shown = await first.says(f"/verify {CODE}")
    assert "Verified: not recorded → 22 November 2026 · administrator" in shown
    assert "Nothing has been changed yet" in shown
    assert record(bot, CODE).verified is None

    assert "Saved, revision 2" in await first.taps("Confirm")

    verified = record(bot, CODE).verified
    assert verified is not None
    assert (str(verified.on), verified.by) == ("2026-11-22", "administrator")


async def test_a_verification_may_name_the_day_and_who_it_was(
    bot: RunningBot, editor: Official
) -> None:
    await editor.says(f"/verify {CODE} 3 พ.ค. 2569 Legal Division")
    await editor.taps("Confirm")

    verified = record(bot, CODE).verified
    assert verified is not None
    assert (str(verified.on), verified.by) == ("2026-05-03", "Legal Division")


async def test_nobody_verifies_in_the_future(bot: RunningBot, first: Official) -> None:
    assert "has not come yet" in await first.says(f"/verify {CODE} 1 January 2027")


# -- /history -----------------------------------------------------------------------------------


async def test_the_history_tells_old_and_new_who_and_when(bot: RunningBot, first: Official) -> None:
    await first.says(f"/verify {CODE}")
    await first.taps("Confirm")

    told = await first.says(f"/history {CODE}")

    assert f"History of {CODE}: 2 changes" in told
    assert "2 · 22 November 2026 · changed · Administrator A" in told
    assert "Verified: not recorded → 22 November 2026 · administrator" in told
    assert "1 · 22 November 2026 · imported · the operator" in told


async def test_a_long_history_is_turned_page_by_page(bot: RunningBot, first: Official) -> None:
    for day in range(1, 10):
        await first.says(f"/verify {CODE} {day} May 2026")
        await first.taps("Confirm")

    assert "10 · " in await first.says(f"/history {CODE}")

    assert "2 · 22 November 2026 · changed" in await first.taps("Earlier")


async def test_a_reader_is_not_shown_who_changed_what(bot: RunningBot, reader: Official) -> None:
    assert "Only editors and administrators" in await reader.says(f"/history {CODE}")


async def test_nobody_is_shown_a_history_in_a_group(
    server: BotApiServer, bot: RunningBot, first: Official
) -> None:
    group = server.supergroup("Group", [first.person])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, FIRST)

    await group.says(first.person, f"/history {CODE}")

    assert "in a private chat" in (await group.next_reply()).text


async def test_an_editor_is_not_told_that_a_private_record_exists(
    bot: RunningBot, first: Official, editor: Official
) -> None:
    private = record(bot, CODE)
    hidden = private.changed(visibility=Visibility.PRIVATE)
    await bot.desk.register.save(hidden, Actor(FIRST), based_on=private.revision)

    unknown = await editor.says("/history XX-1999-NONE")

    assert await editor.says(f"/history {CODE}") == unknown.replace("XX-1999-NONE", CODE)
    assert "Who may see it" in await first.says(f"/history {CODE}")


# -- /undo --------------------------------------------------------------------------------------


async def test_undo_shows_and_takes_back_ones_own_last_change(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/verify {CODE}")
    await first.taps("Confirm")

    shown = await first.says("/undo")
    assert "changed on 22 November 2026 by Administrator A" in shown
    assert "→ not recorded" in shown

    assert "Taken back, revision 3" in await first.taps("Undo")
    assert record(bot, CODE).verified is None
    assert bot.desk.register.history(CODE)[-1].deed is Deed.UNDONE


async def test_the_button_under_saved_takes_back_at_once_and_only_once(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/verify {CODE}")
    await first.taps("Confirm")
    saved = first.seen
    assert saved is not None

    assert "Taken back" in await first.taps("Undo")

    again = await (await saved.tapped("Undo", first.person)).answer()
    assert "has been done already" in again.text
    assert record(bot, CODE).revision == 3


async def test_what_was_taken_back_can_be_put_back(bot: RunningBot, first: Official) -> None:
    await first.says(f"/verify {CODE}")
    await first.taps("Confirm")
    await first.taps("Undo")

    await first.taps("Put it back")

    assert record(bot, CODE).verified is not None


async def test_a_change_under_somebody_elses_is_not_taken_back_and_told_why(
    bot: RunningBot, first: Official, second: Official
) -> None:
    await first.says(f"/verify {CODE} 1 May 2026")
    await first.taps("Confirm")
    await second.says(f"/verify {CODE} 2 May 2026")
    await second.taps("Confirm")

    told = await first.says("/undo")

    assert "the same was changed since" in told
    assert "now: 2 May 2026" in told
    assert str(record(bot, CODE).revision) == "3"


async def test_with_a_code_the_last_change_of_that_record_is_taken_back(
    bot: RunningBot, first: Official, second: Official
) -> None:
    await first.says(f"/verify {CODE}")
    await first.taps("Confirm")

    shown = await second.says(f"/undo {CODE}")

    assert "by Administrator A" in shown
    assert "Taken back" in await second.taps("Undo")


async def test_who_changed_nothing_has_nothing_to_take_back(
    bot: RunningBot, editor: Official
) -> None:
    assert "no change of yours" in await editor.says("/undo")


async def test_who_lost_the_role_cannot_tap_what_was_shown_before(
    bot: RunningBot, editor: Official
) -> None:
    await editor.says(f"/verify {CODE}")
    await bot.desk.access.grant(9003, Role.READER, FIRST)

    assert "not for you" in await editor.toast("Confirm")
    assert record(bot, CODE).verified is None


# -- /remove and /restore -----------------------------------------------------------------------


async def test_a_record_is_taken_out_with_a_word_about_what_names_it(
    bot: RunningBot, first: Official
) -> None:
    shown = await first.says("/remove JP-2017-ICT because it was entered twice")
    assert f"Named by: {CODE}" in shown
    assert "Reason: it was entered twice" in shown

    assert "/restore JP-2017-ICT brings it back" in await first.taps("Take it out")
    assert bot.desk.register.get("JP-2017-ICT") is None


async def test_a_record_that_was_taken_out_is_listed_and_brought_back(
    bot: RunningBot, first: Official
) -> None:
    await first.says("/remove JP-2017-ICT")
    await first.taps("Take it out")

    assert "JP-2017-ICT" in await first.says("/restore")
    await first.says("/restore jp-2017-ict")
    assert "Brought back, revision 3" in await first.taps("Confirm")

    assert bot.desk.register.get("JP-2017-ICT") is not None


async def test_a_record_that_is_out_cannot_be_changed(bot: RunningBot, first: Official) -> None:
    await first.says("/remove JP-2017-ICT")
    await first.taps("Take it out")

    assert "was taken out of the register" in await first.says("/verify JP-2017-ICT")


async def test_a_code_is_asked_for_where_none_is_given(bot: RunningBot, first: Official) -> None:
    assert "Which agreement?" in await first.says("/remove")


async def test_cancelled_is_nothing_changed(bot: RunningBot, first: Official) -> None:
    await first.says("/remove JP-2017-ICT")

    assert "Nothing was changed" in await first.taps("Cancel")
    assert bot.desk.register.get("JP-2017-ICT") is not None


# -- in Thai ------------------------------------------------------------------------------------


async def test_all_of_it_in_thai(bot: RunningBot, thai: Official) -> None:
    shown = await thai.says(f"/verify {CODE}")
    assert "การตรวจสอบความถูกต้อง: ไม่ได้บันทึกไว้ → 22 พฤศจิกายน พ.ศ. 2569 (2026)" in shown
    assert "บันทึกแล้ว ฉบับแก้ไขครั้งที่ 2" in await thai.taps("ยืนยัน")
    assert "ประวัติการแก้ไข" in await thai.says(f"/history {CODE}")
    assert "รายการที่จะยกเลิกการแก้ไข" in await thai.says("/undo")
    assert "ยกเลิกการแก้ไขแล้ว" in await thai.taps("ยกเลิกการแก้ไข")
    assert "นำออกจากทะเบียน" in await thai.says(f"/remove {CODE}")
    assert "นำออกจากทะเบียนแล้ว" in await thai.taps("นำออก")
    assert CODE in await thai.says("/restore")
