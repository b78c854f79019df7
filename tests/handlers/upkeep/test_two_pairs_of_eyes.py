"""Two pairs of eyes: a change waits, readers see the old record, somebody else decides."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.people.second_pair import SecondPair
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.handlers.upkeep.conftest import FIRST, SECOND, Official, admitted, record

CODE = "JP-2022-ICT"


@pytest.fixture
def wanted() -> SecondPair:
    return SecondPair.EDITORS


@pytest.fixture
async def bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    wanted: SecondPair,
    first: Official,
    second: Official,
) -> AsyncIterator[RunningBot]:
    people = {"administrators": f"{FIRST},{SECOND}", "open_to_all": "no"}
    async with running_bot(
        server, vocabulary, starter, clock, second_pair=wanted.value, **people
    ) as running:
        yield await admitted(running)


async def proposed(editor: Official, owner: str = "Legal Division") -> None:
    await editor.says(f"/set {CODE} owner {owner}")
    assert "Proposed. It counts as soon as" in await editor.taps("Confirm")


async def test_a_change_counts_once_an_administrator_approves(
    bot: RunningBot, editor: Official, first: Official, second: Official
) -> None:
    await proposed(editor)
    shown = await first.hears()
    assert "Proposed by Editor" in shown
    assert "Owner: not recorded → Legal Division" in shown
    assert first.buttons == ["Approve", "Reject", "Ask"]
    assert record(bot, CODE).owner.unit == ""

    assert "You approved what Editor proposed" in await first.taps("Approve")
    assert "Administrator A approved your change" in await editor.hears()

    assert record(bot, CODE).owner.unit == "Legal Division"
    entry = bot.desk.register.history(CODE)[-1]
    assert entry.actor.name == "Editor"
    assert entry.approver is not None
    assert entry.approver.user_id == FIRST
    assert "approved by Administrator A" in await second_history(second)


async def test_a_proposed_file_can_be_read_by_who_decides_and_by_nobody_else(
    bot: RunningBot, editor: Official, first: Official, reader: Official
) -> None:
    await editor.person.sends_document("signed.pdf", b"text", caption=f"/attach {CODE}")
    await editor.hears()
    await editor.taps("Confirm")
    assert "Sources: + 📎 signed.pdf (1 kB)" in await first.hears()

    await first.taps("signed.pdf")

    assert first.seen is not None
    assert first.seen.file == ("signed.pdf", b"text")
    assert "Nothing is attached" in await reader.says(f"/attachments {CODE}")


async def second_history(second: Official) -> str:
    await second.hears()
    return await second.says(f"/history {CODE}")


async def test_of_two_who_decide_the_second_is_told_it_is_decided(
    bot: RunningBot, editor: Official, first: Official, second: Official
) -> None:
    await proposed(editor)
    await first.hears()
    await second.hears()
    await first.taps("Approve")

    assert "decided already" in await second.toast("Reject")
    assert record(bot, CODE).owner.unit == "Legal Division"


async def test_a_rejected_change_leaves_the_record(
    bot: RunningBot, editor: Official, first: Official
) -> None:
    await proposed(editor)
    await first.hears()

    assert "Why?" in await first.taps("Reject")
    assert "You rejected" in await first.says("The unit\nis closed")

    told = await editor.hears()
    assert "rejected your change" in told
    assert "Reason: The unit is closed" in told
    assert record(bot, CODE).revision == 1


async def test_a_change_may_be_rejected_without_a_reason(
    bot: RunningBot, editor: Official, first: Official
) -> None:
    await proposed(editor)
    await first.hears()
    await first.taps("Reject")

    assert "You rejected" in await first.taps("Without a reason")
    assert "Reason" not in await editor.hears()


async def test_until_the_reason_is_given_another_may_approve(
    bot: RunningBot, editor: Official, first: Official, second: Official
) -> None:
    await proposed(editor)
    await first.hears()
    await second.hears()
    await first.taps("Reject")
    await second.taps("Approve")

    assert "decided already" in await first.says("The unit is closed")
    assert record(bot, CODE).owner.unit == "Legal Division"


async def test_a_question_goes_to_the_one_who_proposed_and_the_answer_back(
    bot: RunningBot, editor: Official, first: Official
) -> None:
    await proposed(editor)
    await first.hears()
    assert "What do you want to ask?" in await first.taps("Ask")
    assert await first.says("Since when?") == "Sent."
    assert "Administrator A asks about your change" in await editor.hears()
    await editor.taps("Answer")

    assert await editor.says("Since May") == "Sent."

    told = await first.hears()
    assert "Editor answers: Since May" in told
    assert "→ Legal Division" in told
    await first.taps("Approve")
    assert record(bot, CODE).owner.unit == "Legal Division"


async def test_a_proposal_on_a_record_that_was_changed_meanwhile_is_told_with_both_values(
    bot: RunningBot, editor: Official, first: Official, second: Official
) -> None:
    await proposed(editor)
    await first.hears()
    await second.hears()
    await second.says(f"/set {CODE} owner International Affairs")
    await second.taps("Confirm")

    told = await first.taps("Approve")

    assert "Somebody changed the record meanwhile" in told
    assert "Yours: Legal Division · now: International Affairs" in told
    assert "Owner: International Affairs → Legal Division" in told
    assert record(bot, CODE).owner.unit == "International Affairs"
    await first.taps("Approve")
    assert record(bot, CODE).owner.unit == "Legal Division"


async def test_an_editor_decides_nothing_not_even_by_a_borrowed_button(
    bot: RunningBot, editor: Official, first: Official, reader: Official
) -> None:
    await proposed(editor)
    await first.hears()
    shown = first.seen
    assert shown is not None

    for wrong in (editor, reader):
        answer = await (await shown.tapped("Approve", wrong.person)).answer()
        assert answer.text
    assert record(bot, CODE).revision == 1


async def test_what_waits_is_listed_and_can_be_withdrawn(
    bot: RunningBot, editor: Official, first: Official
) -> None:
    assert "Nothing waits" in await editor.says("/proposals")
    await proposed(editor)
    await first.hears()
    assert "Proposed by Editor" in await first.says("/proposals")
    assert "Proposed by Editor" in await editor.says("/proposals")

    assert "Withdrawn" in await editor.taps("Withdraw")

    assert "withdrawn" in await first.toast("Approve")
    assert record(bot, CODE).revision == 1


async def test_an_administrators_change_counts_at_once(bot: RunningBot, first: Official) -> None:
    await first.says(f"/set {CODE} owner Legal Division")

    assert "Saved, revision 2" in await first.taps("Confirm")


async def test_additions_and_undoing_wait_too(
    bot: RunningBot, editor: Official, first: Official
) -> None:
    await editor.says("/add Title: A treaty with Peru")
    assert "Proposed" in await editor.taps("Confirm")
    await first.hears()
    await first.taps("Approve")
    await editor.hears()
    assert bot.desk.register.ask("agreement with Peru", bot.desk.today()).found

    await editor.says("/undo")
    assert "Proposed" in await editor.taps("Undo")


async def test_all_of_it_in_thai(
    server: BotApiServer, bot: RunningBot, editor: Official, first: Official
) -> None:
    for one in (editor, first):
        await one.says("/language")
        await (await one.person.taps("ไทย")).answer()
    await editor.says(f"/set {CODE} หน่วยงานเจ้าของเรื่อง กองการต่างประเทศ")
    assert "ส่งข้อเสนอแล้ว" in await editor.taps("ยืนยัน")
    assert "เสนอโดย Editor" in await first.hears()
    assert first.buttons == ["เห็นชอบ", "ไม่เห็นชอบ", "สอบถาม"]
    assert "ท่านเห็นชอบข้อเสนอ" in await first.taps("เห็นชอบ")
    assert "เห็นชอบการแก้ไข" in await editor.hears()


# -- for everybody ------------------------------------------------------------------------------


class TestEverybody:
    @pytest.fixture
    def wanted(self) -> SecondPair:
        return SecondPair.EVERYBODY

    async def test_nobody_approves_their_own(
        self, bot: RunningBot, first: Official, second: Official
    ) -> None:
        await first.says(f"/set {CODE} owner Legal Division")
        assert "Proposed" in await first.taps("Confirm")
        await second.hears()
        shown = second.seen
        assert shown is not None

        borrowed = await (await shown.tapped("Approve", first.person)).answer()
        assert borrowed.text
        assert record(bot, CODE).revision == 1

        await second.taps("Approve")
        assert record(bot, CODE).owner.unit == "Legal Division"


class TestOff:
    @pytest.fixture
    def wanted(self) -> SecondPair:
        return SecondPair.OFF

    async def test_an_editors_change_counts_at_once(
        self, bot: RunningBot, editor: Official
    ) -> None:
        await editor.says(f"/set {CODE} owner Legal Division")

        assert "Saved, revision 2" in await editor.taps("Confirm")
