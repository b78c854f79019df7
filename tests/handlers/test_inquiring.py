"""What the office learns: unanswered questions, owners' answers, numbers; in words, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.agreements.audit import Deed
from bot.inquiries.question_counts import QuestionCount
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.driver_messages import Reply
from tests.botapi.server import BotApiServer
from tests.conftest import TODAY, FakeClock, RunningBot, running_bot
from tests.conftest import agreement as record

CHIEF, CLERK, OWNER = 9001, 1001, 1002003
RECORDS: tuple[dict[str, object], ...] = (
    {"id": "JP-2022-ICT", "title": "Memorandum on ICT with Japan", "kind": "mou",
     "signed": "2022-08-05", "expires": "2027-08-04", "owner": {"unit": "Digital Division"},
     "notes": {"en": "Approved late.", "th": "อนุมัติล่าช้า"},
     "parties": [{"name": "Ministry of Post", "country": "JP", "type": "ministry"}]},
    {"id": "FI-2022-ICT", "title": "Memorandum on ICT with Finland", "kind": "mou",
     "signed": "2022-07-04", "owner": {"unit": "Digital Division", "contact": str(OWNER)},
     "parties": [{"name": "Ministry of Transport", "country": "FI", "type": "ministry"}]},
    {"id": "LA-2022-ICT", "title": "Memorandum on ICT with Laos", "kind": "mou",
     "owner": {"contact": "081234567"}, "parties": [{"name": "Ministry", "country": "LA"}]},
    {"id": "PE-2020-HID", "title": "Zephyrus memorandum", "visibility": "private",
     "owner": {"contact": str(OWNER)}, "parties": [{"name": "Ministry", "country": "PE"}]},
)  # fmt: skip
SETTINGS: dict[str, Any] = {"administrators": str(CHIEF), "open_to_all": "no"}


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(server, vocabulary, map(record, RECORDS), clock, **SETTINGS) as running:
        await running.desk.access.grant(CLERK, Role.READER, CHIEF, "Legal Division")
        await running.desk.access.grant(OWNER, Role.READER, CHIEF, "digital  division")
        yield running


@pytest.fixture
def chief(server: BotApiServer) -> Person:
    return server.user(CHIEF, "Chief", language_code="en", started=True)


@pytest.fixture
def clerk(server: BotApiServer) -> Person:
    return server.user(CLERK, "Clerk", language_code="en", started=True)


@pytest.fixture
def owner(server: BotApiServer) -> Person:
    return server.user(OWNER, "Owner", language_code="en", started=True)


async def heard(person: Person) -> Reply:
    return await person.private_chat().next_reply()


async def told(person: Person, text: str) -> Reply:
    await person.says(text)
    return await heard(person)


async def toast(person: Person, label: str) -> str:
    return (await (await person.taps(label)).answer()).text


# -- questions that found nothing ------------------------------------------------------------------


async def test_what_found_nothing_waits_in_the_queue_without_the_askers_name(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    for _ in range(2):
        await told(clerk, "fisheries treaty with Peru")
    await told(clerk, "Finland")
    await bot.bot.inquiries.flush()

    queue = (await told(chief, "/unanswered")).text

    assert queue.splitlines()[:2] == [
        "1 question to learn from",
        "1. “fisheries treaty with peru” · 2×, last 22 Nov 2026 · nothing found",
    ]
    assert "Clerk" not in queue
    assert str(CLERK) not in queue


async def test_questions_from_groups_count_too(
    server: BotApiServer, bot: RunningBot, chief: Person, clerk: Person
) -> None:
    group = server.supergroup("Group", [clerk])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, CHIEF)
    await group.says(clerk, "/ask treaty with Chile")
    await group.next_reply()
    await bot.bot.inquiries.flush()

    assert "treaty with chile" in (await told(chief, "/unanswered")).text


async def test_of_who_is_not_admitted_nothing_is_kept(
    server: BotApiServer, bot: RunningBot, chief: Person
) -> None:
    stranger = server.user(7, "Stranger", language_code="en", started=True)
    await told(stranger, "treaty with Chile")
    await bot.bot.inquiries.flush()

    assert "No question waits" in (await told(chief, "/unanswered")).text
    assert bot.bot.inquiries.counted(TODAY) == QuestionCount()


async def test_what_is_missing_is_told_to_the_administrators_once(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    answer = await told(clerk, "treaty with Chile")
    assert [b.text for b in answer.buttons][-1] == "Tell the administrators it is missing"

    assert "are told" in await toast(clerk, "Tell the administrators")
    told_to_chief = await heard(chief)
    await told(clerk, "treaty with Chile")
    assert "know already" in await toast(clerk, "Tell the administrators")

    assert "reports it missing: “treaty with chile”" in told_to_chief.text
    assert chief.private_chat().unread == []
    await chief.taps("Open")
    assert "reported missing" in (await told_to_chief.edited()).text


async def test_talk_about_other_matters_is_not_offered_to_the_administrators(
    bot: RunningBot, clerk: Person
) -> None:
    answer = await told(clerk, "what is the weather today")

    assert not any("administrators" in button.text for button in answer.buttons)


async def test_a_wrong_answer_is_noted_with_the_record_that_was_shown(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    answer = await told(clerk, "when does the Japan MoU expire")
    assert answer.buttons[-1].text == "👎"

    assert "without your name" in await toast(clerk, "👎")
    assert "know already" in await toast(clerk, "👎")

    listed = await told(chief, "/unanswered")
    assert "“when does the japan mou expire” · 1×" in listed.text
    assert "said to be wrong: JP-2022-ICT" in listed.text
    await chief.taps("1")
    await listed.edited()
    await chief.taps("Open the record")
    assert "Memorandum on ICT with Japan" in (await heard(chief)).text


async def test_after_a_restart_a_wrong_answer_is_still_noted(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, tmp_path: Path, chief: Person
) -> None:
    path = tmp_path / "register"
    records = [record(one) for one in RECORDS]
    async with running_bot(server, vocabulary, records, clock, path=path, **SETTINGS):
        await told(chief, "Finland")
    async with running_bot(server, vocabulary, records, clock, path=path, **SETTINGS):
        assert "without your name" in await toast(chief, "👎")

        assert "said to be wrong: FI-2022-ICT" in (await told(chief, "/unanswered")).text


async def test_what_was_counted_is_written_when_the_bot_stops(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, tmp_path: Path, chief: Person
) -> None:
    path = tmp_path / "register"
    async with running_bot(server, vocabulary, [], clock, path=path, **SETTINGS):
        await told(chief, "treaty with Chile")
    async with running_bot(server, vocabulary, [], clock, path=path, **SETTINGS) as again:
        assert again.bot.inquiries.counted(TODAY) == QuestionCount(0, 1)
        assert "treaty with chile" in (await told(chief, "/unanswered")).text


async def test_an_entry_can_be_dismissed(bot: RunningBot, chief: Person, clerk: Person) -> None:
    await told(clerk, "treaty with Chile")
    await bot.bot.inquiries.flush()
    listed = await told(chief, "/unanswered")

    await chief.taps("1")
    await listed.edited()
    assert await toast(chief, "Dismiss") == "Dismissed."

    assert bot.bot.inquiries.queue() == []


async def test_a_long_queue_has_pages(bot: RunningBot, chief: Person, clerk: Person) -> None:
    for country in ("Chile", "Peru", "Brazil", "Kenya", "Ghana", "Malta", "Cuba", "Fiji", "Togo"):
        await told(clerk, f"treaty with {country}")
    await bot.bot.inquiries.flush()
    listed = await told(chief, "/unanswered")

    await chief.taps("Next")

    assert "9. “treaty" in (await listed.edited()).text


async def test_an_editor_is_not_shown_an_entry_about_a_private_record(
    server: BotApiServer, bot: RunningBot, chief: Person
) -> None:
    editor = server.user(1003, "Editor", language_code="en", started=True)
    await bot.desk.access.grant(1003, Role.EDITOR, CHIEF)
    await told(chief, "PE-2020-HID")
    await toast(chief, "👎")

    assert "PE-2020-HID" in (await told(chief, "/unanswered")).text
    assert "PE-2020-HID" not in (await told(editor, "/unanswered")).text


@pytest.mark.parametrize("role", [Role.GUEST, Role.READER])
async def test_the_queue_is_for_editors_and_administrators(
    bot: RunningBot, chief: Person, clerk: Person, role: Role
) -> None:
    await bot.desk.access.grant(CLERK, role, CHIEF)

    assert "Only editors" in (await told(clerk, "/unanswered")).text


async def test_a_tap_on_the_queue_by_one_who_lost_the_role_shows_nothing(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    await bot.desk.access.grant(CLERK, Role.EDITOR, CHIEF)
    await told(clerk, "treaty with Chile")
    await bot.bot.inquiries.flush()
    await told(clerk, "/unanswered")
    await bot.desk.access.grant(CLERK, Role.READER, CHIEF)

    assert await toast(clerk, "1") == "This is not for you."


async def test_where_no_words_are_kept_the_administrators_are_still_told(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, chief: Person
) -> None:
    async with running_bot(
        server, vocabulary, map(record, RECORDS), clock, unanswered_days="0", **SETTINGS
    ) as bot:
        answer = await told(chief, "Finland")
        await told(chief, "treaty with Chile")
        assert "are told" in await toast(chief, "Tell the administrators")

        assert "treaty with chile" in (await heard(chief)).text
        assert not any(button.text == "👎" for button in answer.buttons)
        assert bot.bot.inquiries.queue() == []
        assert "no words" in (await told(chief, "/privacy")).text


async def test_privacy_tells_how_long_questions_are_kept(bot: RunningBot, clerk: Person) -> None:
    assert "are kept for 180 days, without your name" in (await told(clerk, "/privacy")).text


async def test_the_queue_speaks_thai(server: BotApiServer, bot: RunningBot) -> None:
    chief = server.user(CHIEF, "Chief", language_code="th", started=True)
    answer = await told(chief, "ความตกลงกับชิลี")
    assert answer.buttons[-1].text == "แจ้งผู้ดูแลระบบว่าไม่มีในทะเบียน"
    await bot.bot.inquiries.flush()

    queue = await told(chief, "/unanswered")

    assert queue.text.startswith("คำถามที่ควรนำมาปรับปรุง 1 รายการ")
    assert "22 พ.ย. 2569" in queue.text


# -- an alias out of the queue ---------------------------------------------------------------------


async def opened(chief: Person, bot: RunningBot, question: str) -> Reply:
    await told(chief, question)
    await bot.bot.inquiries.flush()
    queue = await told(chief, "/unanswered")
    await chief.taps("1")
    return await queue.edited()


async def test_words_that_were_not_understood_become_an_alias_and_leave_the_queue(
    bot: RunningBot, chief: Person
) -> None:
    assert "Make an alias" in [
        b.text for b in (await opened(chief, bot, "MoU with Zipangu")).buttons
    ]
    await chief.taps("Make an alias")
    assert "What does zipangu stand for?" in (await heard(chief)).text

    assert "does not stand for one thing" in (await told(chief, "Nowhereland")).text
    assert len(bot.bot.inquiries.queue()) == 1
    assert "zipangu now stands for Japan" in (await told(chief, "Japan")).text

    assert bot.bot.inquiries.queue() == []
    assert "JP-2022-ICT" in (await told(chief, "MoU with Zipangu")).text


async def test_of_several_words_each_can_be_named_and_a_part_be_written(
    bot: RunningBot, chief: Person
) -> None:
    entry = await opened(chief, bot, "the zipangu accord on infosec")
    labels = [b.text for b in entry.buttons if b.text.startswith("Make an alias: ")]
    assert labels == ["Make an alias: zipangu", "Make an alias: infosec"]
    await chief.taps("Make an alias: infosec")
    await heard(chief)

    told_then = (await told(chief, "infosec = scope: cyber security")).text

    assert "infosec now stands for Cyber security" in told_then


async def test_where_every_word_is_understood_there_is_nothing_to_name(
    bot: RunningBot, chief: Person
) -> None:
    entry = await opened(chief, bot, "treaty with Chile")

    assert not any(b.text.startswith("Make an alias") for b in entry.buttons)


# -- owners ----------------------------------------------------------------------------------------


async def test_an_owners_answer_lands_on_the_record_and_the_asker_is_told(
    bot: RunningBot, clerk: Person, owner: Person
) -> None:
    assert "Asked: 1 person" in (await told(clerk, "/askowner JP-2022-ICT")).text
    question = await heard(owner)
    assert question.text.startswith("Legal Division asks how it stands with Memorandum on ICT")
    assert [b.text for b in question.buttons] == ["Progress", "Blocked", "Done"]

    await owner.taps("Blocked")
    assert "write a few words" in (await heard(owner)).text
    await owner.says("waiting for the <b>Cabinet</b>")

    note = "22 Nov 2026 · digital  division · blocked: waiting for the <b>Cabinet</b>"
    assert (await heard(owner)).text == f"Thank you. On the record of JP-2022-ICT: {note}"
    assert (await heard(clerk)).text.endswith(note)
    agreement = bot.desk.register.get("JP-2022-ICT")
    assert agreement is not None
    assert agreement.notes.en == f"Approved late.\n{note}"
    assert agreement.notes.th == f"อนุมัติล่าช้า\n{note}"
    entry = bot.desk.register.history("JP-2022-ICT")[-1]
    assert (entry.deed, entry.actor.user_id) == (Deed.ANSWERED, OWNER)


async def test_an_owner_may_answer_without_a_word(
    bot: RunningBot, clerk: Person, owner: Person
) -> None:
    await told(clerk, "/ask_owner FI-2022-ICT")
    await heard(owner)
    await owner.taps("Done")
    await heard(owner)
    await owner.taps("Nothing to add")

    assert (await heard(owner)).text.endswith("digital  division · done")
    assert (await told(owner, "Japan")).text.startswith("⚠️") is False


async def test_one_request_for_a_record_and_person_is_open_at_a_time(
    bot: RunningBot, clerk: Person, owner: Person, clock: FakeClock
) -> None:
    await told(clerk, "/askowner JP-2022-ICT")
    assert "has not answered yet" in (await told(clerk, "/askowner jp-2022-ict")).text
    clock.advance(days=15)

    assert "Asked: 1 person" in (await told(clerk, "/askowner JP-2022-ICT")).text


async def test_a_request_lapses(
    bot: RunningBot, clerk: Person, owner: Person, clock: FakeClock
) -> None:
    await told(clerk, "/askowner JP-2022-ICT")
    await heard(owner)
    clock.advance(days=15)

    assert "too old" in await toast(owner, "Done")


async def test_a_request_is_answered_once(bot: RunningBot, clerk: Person, owner: Person) -> None:
    await told(clerk, "/askowner JP-2022-ICT")
    await heard(owner)
    await owner.taps("Done")
    await heard(owner)
    first, second = [await owner.taps("Nothing to add") for _ in range(2)]
    await first.answer()
    await second.answer()
    await heard(owner)

    agreement = bot.desk.register.get("JP-2022-ICT")
    assert agreement is not None
    assert agreement.notes.en.count("done") == 1


async def test_a_request_waits_through_a_restart(
    server: BotApiServer,
    vocabulary: Vocabulary,
    clock: FakeClock,
    tmp_path: Path,
    chief: Person,
    owner: Person,
) -> None:
    path = tmp_path / "register"
    records = [record(one) for one in RECORDS]
    async with running_bot(server, vocabulary, records, clock, path=path, **SETTINGS) as bot:
        await bot.desk.access.grant(OWNER, Role.READER, CHIEF)
        await told(chief, "/askowner FI-2022-ICT")
        await heard(owner)
        await owner.taps("Progress")
        await heard(owner)
    async with running_bot(server, vocabulary, [], clock, path=path, **SETTINGS) as bot:
        await owner.says("ร่างบันทึกความเข้าใจเสร็จแล้ว")

        thanked = (await heard(owner)).text
        assert "22 พ.ย. 2569 · เจ้าหน้าที่ · อยู่ระหว่างดำเนินการ: ร่างบันทึก" in thanked
        assert "ร่างบันทึก" in (await heard(chief)).text


async def test_it_is_said_clearly_when_no_owner_can_be_asked(
    bot: RunningBot, clerk: Person, owner: Person
) -> None:
    assert "no responsible unit is recorded" in (await told(clerk, "/askowner LA-2022-ICT")).text
    await bot.desk.access.revoke(OWNER)
    nobody = (await told(clerk, "/askowner JP-2022-ICT")).text
    assert "nobody of Digital Division is admitted here" in nobody
    assert "may not see this record" in (await told(clerk, "/askowner FI-2022-ICT")).text
    assert "Write which record" in (await told(clerk, "/askowner")).text


async def test_an_owner_who_never_opened_a_chat_is_said_to_be_out_of_reach(
    server: BotApiServer, bot: RunningBot, clerk: Person
) -> None:
    server.user(OWNER, "Owner", started=False)

    assert "cannot be reached here" in (await told(clerk, "/askowner JP-2022-ICT")).text
    assert "cannot be reached here" in (await told(clerk, "/askowner JP-2022-ICT")).text


async def test_a_hidden_record_is_asked_about_by_nobody_who_may_not_see_it(
    bot: RunningBot, chief: Person, clerk: Person, owner: Person
) -> None:
    assert "No agreement PE-2020-HID" in (await told(clerk, "/askowner PE-2020-HID")).text
    assert "may not see this record" in (await told(chief, "/askowner PE-2020-HID")).text
    assert owner.private_chat().unread == []


async def test_guests_and_strangers_ask_no_owner(
    server: BotApiServer, bot: RunningBot, clerk: Person
) -> None:
    await bot.desk.access.grant(CLERK, Role.GUEST, CHIEF)
    stranger = server.user(7, "Stranger", language_code="en", started=True)

    assert "own people" in (await told(clerk, "/askowner JP-2022-ICT")).text
    assert "not admitted" in (await told(stranger, "/askowner JP-2022-ICT")).text


# -- numbers ---------------------------------------------------------------------------------------


async def test_the_register_in_numbers_comes_as_text_and_picture(
    bot: RunningBot, clerk: Person
) -> None:
    await told(clerk, "treaty with Chile")
    await told(clerk, "Finland")
    await clerk.says("/stats")
    text, picture = await clerk.private_chat().replies(2, within=30)

    assert "3 agreements by status" in text.text
    assert "• Japan: 1" in text.text
    assert "Questions of the last 30 days: 1 answered, 1 declined" in text.text
    assert "Reminders of the last 365 days: 0 sent, 0 acknowledged" in text.text
    assert picture.file[1].startswith(b"\x89PNG")


async def test_without_the_drawing_library_the_numbers_come_as_text(
    bot: RunningBot, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.inquiring.statistics.can_draw", lambda: False)

    assert "agreements by status" in (await told(clerk, "/stats")).text
    assert (await told(clerk, "Finland")).text
    assert clerk.private_chat().unread == []


async def test_a_group_is_told_nothing_of_how_the_desk_is_used(
    server: BotApiServer, bot: RunningBot, chief: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.inquiring.statistics.can_draw", lambda: False)
    group = server.supergroup("Group", [chief])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, CHIEF)

    await group.says(chief, "/stats")

    told_there = (await group.next_reply()).text
    assert "3 agreements by status" in told_there
    assert "Questions of" not in told_there
