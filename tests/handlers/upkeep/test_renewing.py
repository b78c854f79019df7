"""The end of a text: another term, a new text, an early end, a successor that was there already."""

from __future__ import annotations

from bot.agreements.kinds import InstrumentKind
from tests.conftest import TODAY, RunningBot
from tests.handlers.upkeep.conftest import Official, record

CODE = "LA-2022-ICT"


def statuses(bot: RunningBot, code: str) -> str:
    return bot.desk.register.view(TODAY).facts(record(bot, code)).status


async def test_what_is_replaced_already_offers_its_successor(
    bot: RunningBot, first: Official
) -> None:
    told = await first.says("/renew LA-2018-ICT")

    assert "LA-2018-ICT is already followed by LA-2022-ICT" in told
    assert first.buttons == [CODE]
    assert "does the same text go on" in await first.taps(CODE)


async def test_another_term_of_the_same_text_leaves_the_old_end_as_it_was(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/renew {CODE}")
    await first.taps("Same text")
    await first.says("6 November 2030")
    shown = await first.says("Note of 3 May 2027")

    assert "The end of LA-2022-ICT stays as it was agreed" in shown
    assert "It follows LA-2022-ICT without a gap" in shown
    assert "→ 6 November 2030" in shown
    before = record(bot, CODE)

    added = await first.taps("Confirm")
    assert "Added as LA-2027-" in added

    assert record(bot, CODE) == before
    (code,) = bot.desk.register.holdings.successors.amending(CODE)
    new = record(bot, code)
    assert (str(new.in_force), str(new.expires)) == ("2027-11-07", "2030-11-06")
    assert new.kind is InstrumentKind.AMENDMENT
    assert new.evidence[0].source == "Note of 3 May 2027"
    assert f"already followed by {code}" in await first.says(f"/renew {CODE}")


async def test_a_length_will_do_for_an_end(bot: RunningBot, first: Official) -> None:
    await first.says(f"/renew {CODE}")
    await first.taps("Same text")
    assert "Where does this stand?" in await first.says("3 years")

    assert "→ 6 November 2030" in await first.taps("Skip")


async def test_the_quick_hand_writes_the_end_at_once(bot: RunningBot, first: Official) -> None:
    shown = await first.says(f"/renew {CODE} 6 พ.ย. 2573 Note of 3 May")

    assert "→ 6 November 2030" in shown


async def test_a_new_text_takes_the_place_of_the_old_and_a_gap_is_told(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/renew {CODE}")
    await first.taps("New text")
    await first.says("7 December 2027")
    await first.says("5 years")
    shown = await first.taps("Skip")

    assert "A new text takes the place of LA-2022-ICT" in shown
    assert "A gap: it begins 31 days after the last day of LA-2022-ICT" in shown
    await first.taps("Confirm")

    (code,) = bot.desk.register.holdings.successors.replacing(CODE)
    assert str(record(bot, code).signed) == "2027-12-07"


async def test_an_answer_that_cannot_be_read_is_asked_for_again(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/renew {CODE}")
    await first.taps("Same text")

    assert "is no date I can read" in await first.says("for some time")
    assert "Where does this stand?" in await first.says("6 November 2030")


async def test_change_asks_the_questions_again(bot: RunningBot, first: Official) -> None:
    await first.says(f"/renew {CODE} 6 November 2030")

    assert "Until when" in await first.taps("Change")


async def test_a_renewal_can_be_taken_back(bot: RunningBot, first: Official) -> None:
    await first.says(f"/renew {CODE} 6 November 2030")
    await first.taps("Confirm")

    await first.taps("Undo")

    assert bot.desk.register.holdings.successors.amending(CODE) == ()


async def test_an_early_end_is_noted_with_what_follows(bot: RunningBot, first: Official) -> None:
    shown = await first.says(f"/terminate {CODE} 1 November 2026 because of a note of theirs")

    assert "Terminated: not recorded → 1 November 2026" in shown
    assert "time to decide on notice → terminated" in shown
    await first.taps("Confirm")
    assert statuses(bot, CODE) == "terminated"


async def test_an_early_end_without_a_day_is_asked_for(bot: RunningBot, first: Official) -> None:
    assert "Write a date" in await first.says(f"/terminate {CODE}")
    assert "→ 1 November 2026" in await first.says("1 November 2026")


async def test_one_text_takes_the_place_of_another(bot: RunningBot, first: Official) -> None:
    shown = await first.says("/supersede FI-2018-ICT JP-2022-ICT")
    assert "Replaces: + FI-2018-ICT" in shown

    await first.taps("Confirm")

    assert statuses(bot, "FI-2018-ICT") == "replaced"


async def test_no_text_takes_its_own_place_nor_that_of_its_successor(
    bot: RunningBot, first: Official
) -> None:
    assert "cannot name itself" in await first.says(f"/supersede {CODE} {CODE}")
    assert "come back to itself" in await first.says(f"/supersede {CODE} LA-2018-ICT")


async def test_a_reader_renews_nothing(bot: RunningBot, reader: Official) -> None:
    for command in (f"/renew {CODE}", f"/terminate {CODE} today", f"/supersede {CODE} JP-2022-ICT"):
        assert "Only editors" in await reader.says(command)


async def test_all_of_it_in_thai(bot: RunningBot, thai: Official) -> None:
    assert "มีฉบับที่ต่อเนื่องแล้ว" in await thai.says("/renew LA-2018-ICT")
    assert "ใช้ข้อความเดิมต่อไป หรือ" in await thai.taps(CODE)
    assert "มีผลถึงเมื่อใด" in await thai.taps("ข้อความเดิม")
    assert "อ้างอิงจากที่ใด" in await thai.says("6 พฤศจิกายน 2573")
    assert "6 พฤศจิกายน พ.ศ. 2573" in await thai.taps("ข้าม")
    assert "เพิ่มแล้วในรหัส" in await thai.taps("ยืนยัน")
    assert "วันบอกเลิก" in await thai.says(f"/terminate {CODE} 1 พ.ย. 2569")
