"""Fields changed in the chat: shown old → new, confirmed once, safe with two hands at once."""

from __future__ import annotations

from pathlib import Path

from bot.agreements.agreement import Agreement
from bot.filing import AUDIT
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.handlers.upkeep.conftest import FIRST, Official, admitted, official, record

CODE = "JP-2022-ICT"


async def test_a_value_is_shown_old_and_new_with_what_follows_and_then_saved(
    bot: RunningBot, first: Official
) -> None:
    shown = await first.says(f"/set {CODE} term 7 years because of the note of 3 May")

    assert "Term: 5 years → 7 years" in shown
    assert "ends: 4 August 2027 → 4 August 2029" in shown
    assert "decide by: 5 February 2027 → 5 February 2029" in shown
    assert "Reason: the note of 3 May" in shown
    assert "Nothing has been changed yet" in shown
    assert first.buttons == ["Confirm", "Change", "Cancel"]
    assert record(bot, CODE).term.months == 60

    assert await first.taps("Confirm") == "✅ Saved, revision 2."
    assert first.buttons == ["Undo"]
    assert record(bot, CODE).term.months == 84


async def test_the_answer_changes_with_the_record(bot: RunningBot, first: Official) -> None:
    await first.says(f"/set {CODE} ends 31 ธันวาคม 2572")
    await first.taps("Confirm")

    assert "Ends on 31 December 2029" in await first.says(f"when does {CODE} end?")


async def test_a_value_that_cannot_be_read_changes_nothing(
    bot: RunningBot, first: Official
) -> None:
    told = await first.says(f"/set {CODE} ends 31 ก.พ. 2565")

    assert "Ends: there is no such day: 31 ก.พ. 2565" in told
    assert record(bot, CODE).revision == 1


async def test_an_end_before_the_start_is_refused(bot: RunningBot, first: Official) -> None:
    told = await first.says(f"/set {CODE} ends 4 August 2020")

    assert "the end (4 August 2020) comes before the start" in told


async def test_what_looks_wrong_is_told_but_can_be_kept(bot: RunningBot, first: Official) -> None:
    told = await first.says(f"/set {CODE} ends 31 December 2029")

    assert "is not the one that the term gives, 4 August 2027" in told
    assert "Saved" in await first.taps("Confirm")


async def test_an_unknown_field_is_told_with_the_known_ones(
    bot: RunningBot, first: Official
) -> None:
    told = await first.says(f"/set {CODE} flavour vanilla")

    assert "I do not know the field “flavour”" in told
    assert "Scope areas" in told


async def test_a_code_that_is_not_there_is_told(bot: RunningBot, first: Official) -> None:
    assert "There is no agreement “XX-1”" in await first.says("/set XX-1 ends 2030")


async def test_the_same_value_changes_nothing(bot: RunningBot, first: Official) -> None:
    assert "recorded so already" in await first.says(f"/set {CODE} term 5 years")


async def test_a_second_tap_is_harmless(bot: RunningBot, first: Official) -> None:
    await first.says(f"/set {CODE} owner Legal Division")
    shown = first.seen
    assert shown is not None
    data = shown.button("Confirm").data
    await first.taps("Confirm")

    again = await (await shown.tapped("Confirm", first.person, data=data)).answer()

    assert "has been done already" in again.text
    assert record(bot, CODE).revision == 2


async def test_change_asks_for_another_value(bot: RunningBot, first: Official) -> None:
    await first.says(f"/set {CODE} owner Legal Division")

    assert "What should it be?" in await first.taps("Change")
    assert "→ International Affairs" in await first.says("International Affairs")
    await first.taps("Confirm")

    assert record(bot, CODE).owner.unit == "International Affairs"


async def test_a_readers_command_is_refused(bot: RunningBot, reader: Official) -> None:
    told = await reader.says(f"/set {CODE} ends 2030")

    assert told == "Only editors and administrators may do this."


async def test_nothing_is_changed_in_a_group(
    server: BotApiServer, bot: RunningBot, first: Official
) -> None:
    group = server.supergroup("Group", [first.person])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, FIRST)

    await group.says(first.person, f"/set {CODE} ends 2030")

    assert "in a private chat" in (await group.next_reply()).text


async def test_an_edited_or_forwarded_command_changes_nothing(
    bot: RunningBot, first: Official, second: Official
) -> None:
    said = await first.person.says(f"/history {CODE}")
    await first.hears()
    await first.person.edits(said, f"/set {CODE} ends 2030")
    assert "An edited message changes nothing" in await first.hears()

    original = await second.person.says(f"/set {CODE} ends 2030")
    await first.person.forwards(original)
    assert "A forwarded message changes nothing" in await first.hears()


async def test_somebody_elses_button_is_not_for_the_one_who_taps(
    bot: RunningBot, first: Official, second: Official
) -> None:
    await first.says(f"/set {CODE} owner Legal Division")
    shown = first.seen
    assert shown is not None

    toast = await (await shown.tapped("Confirm", second.person)).answer()

    assert toast.text == "This is not for you."
    assert record(bot, CODE).revision == 1


async def test_t26_no_command_is_obeyed_from_somebody_below_its_role(
    server: BotApiServer, bot: RunningBot, editor: Official, reader: Official
) -> None:
    stranger = official(server, 666, "Stranger")
    told = {
        Role.READER: "Only the office's own people may do this.",
        Role.EDITOR: "Only editors and administrators may do this.",
        Role.ADMINISTRATOR: "Only administrators may do this.",
    }
    number = len(bot.desk.store.items(AUDIT))
    commands = bot.bot.reception.commands
    assert {"grant", "import", "set", "undo"} <= {c.name for c in commands if c.role > Role.READER}

    for command in commands:
        text = f"/{command.name} {CODE} owner Legal Division"
        for one, role in ((editor, Role.EDITOR), (reader, Role.READER)):
            if role < command.role:
                assert await one.says(text) == told[command.role], command.name
        if command.role > Role.GUEST:
            assert "You are not admitted yet" in await stranger.says(text), command.name

    assert len(bot.desk.store.items(AUDIT)) == number


async def test_t27_a_change_that_waited_too_long_for_a_word_is_not_done(
    bot: RunningBot, first: Official, clock: FakeClock
) -> None:
    await first.says(f"/set {CODE} owner Legal Division")
    clock.advance(days=3)

    assert "too old" in await first.toast("Confirm")
    assert record(bot, CODE).revision == 1


# -- two at once (T29) --------------------------------------------------------------------------


async def test_t29_of_two_whose_taps_are_under_way_together_one_wins_and_one_is_told(
    bot: RunningBot, first: Official, second: Official
) -> None:
    await first.says(f"/set {CODE} owner Legal Division")
    await second.says(f"/set {CODE} owner International Affairs")

    both = [await one.person.taps("Confirm") for one in (first, second)]
    for tap in both:
        await tap.answer()

    told = sorted([await first.hears(), await second.hears()], key=lambda text: "Saved" in text)
    assert "Somebody changed the record meanwhile" in told[0]
    assert "Saved, revision 2" in told[1]
    assert record(bot, CODE).revision == 2


async def test_of_two_who_change_the_same_one_wins_and_the_other_is_told_both_values(
    bot: RunningBot, first: Official, second: Official
) -> None:
    await first.says(f"/set {CODE} owner Legal Division")
    await second.says(f"/set {CODE} owner International Affairs")
    await first.taps("Confirm")

    told = await second.taps("Confirm")

    assert "Somebody changed the record meanwhile" in told
    assert "Yours: International Affairs · now: Legal Division" in told
    assert "Owner: Legal Division → International Affairs" in told
    assert record(bot, CODE).owner.unit == "Legal Division"

    assert "Saved, revision 3" in await second.taps("Confirm")
    assert record(bot, CODE).owner.unit == "International Affairs"


async def test_of_two_who_change_different_fields_nothing_is_lost(
    bot: RunningBot, first: Official, second: Official
) -> None:
    await first.says(f"/set {CODE} owner Legal Division")
    await second.says(f"/set {CODE} binding binding")
    await first.taps("Confirm")
    await second.taps("Confirm")
    await second.taps("Confirm")

    changed = record(bot, CODE)
    assert (changed.owner.unit, changed.binding, changed.revision) == ("Legal Division", True, 3)


# -- /edit --------------------------------------------------------------------------------------


async def test_a_record_is_changed_by_buttons(bot: RunningBot, first: Official) -> None:
    assert "What should be changed" in await first.says(f"/edit {CODE}")
    assert {"Ends", "Scope areas", "Owner"} <= set(first.buttons)

    asked = await first.taps("Scope areas")
    assert "1. " in asked
    assert "“+ …” adds one" in asked

    assert "+ blockchain" in await first.says("+ blockchain")
    assert "Saved" in await first.taps("Confirm")
    assert record(bot, CODE).scope_areas[-1].en == "blockchain"


async def test_a_choice_is_tapped(bot: RunningBot, first: Official) -> None:
    await first.says(f"/edit {CODE}")
    await first.taps("Who may see it")

    assert "everybody → the office’s own people" in await first.taps("staff")
    await first.taps("Confirm")

    assert record(bot, CODE).visibility == "staff"
    assert "not understood" not in await first.says("when does the Japan ICT one end?")


async def test_a_value_that_cannot_be_read_is_asked_for_again(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/edit {CODE}")
    await first.taps("Ends")

    assert "is no date I can read" in await first.says("some day")
    assert "→ 4 August 2030" in await first.says("4 August 2030")


async def test_cancel_makes_the_next_message_a_question_again(
    bot: RunningBot, first: Official
) -> None:
    await first.says(f"/edit {CODE}")
    await first.taps("Ends")
    await first.says("/cancel")

    assert "Ends on" in await first.says("when does the Laos ICT MoU end?")


async def test_what_was_asked_and_shown_outlives_a_restart(
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
        await first.says(f"/edit {CODE}")
        await first.taps("Ends")
    async with running_bot(server, vocabulary, (), clock, path=path, **people):
        assert "→ 4 August 2030" in await first.says("4 August 2030")
    async with running_bot(server, vocabulary, (), clock, path=path, **people) as bot:
        assert "Saved, revision 2" in await first.taps("Confirm")
        assert str(record(bot, CODE).expires) == "2030-08-04"


# -- in Thai ------------------------------------------------------------------------------------


async def test_all_of_it_in_thai(bot: RunningBot, thai: Official) -> None:
    shown = await thai.says(f"/set {CODE} วันสิ้นสุด 4 สิงหาคม 2573 เพราะ ขยายเวลาตามหนังสือ")
    assert "วันสิ้นสุด: ไม่ได้บันทึกไว้ → 4 สิงหาคม พ.ศ. 2573 (2030)" in shown
    assert "เหตุผล: ขยายเวลาตามหนังสือ" in shown
    assert thai.buttons == ["ยืนยัน", "แก้ไข", "ยกเลิก"]
    assert "บันทึกแล้ว" in await thai.taps("ยืนยัน")
    assert "ประสงค์จะแก้ไขรายการใด" in await thai.says(f"/edit {CODE}")
    assert "โปรดระบุวันที่ใหม่" in await thai.taps("วันลงนาม")
    assert "ไม่มีวันที่ดังกล่าว" in await thai.says("31 ก.พ. 2565")
    assert "ไม่รู้จักรายการ" in await thai.says(f"/set {CODE} รสชาติ หวาน")
