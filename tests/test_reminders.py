"""What groups and people are told in time, and what they answer, over the tests' Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.handlers.limiter import ChatLimiter
from bot.people.roles import Role
from bot.reminders.ledger import State
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.driver_messages import Reply
from tests.botapi.driver_rooms import GroupRoom
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, HeldTime, RunningBot, agreement, running_bot

ADMINISTRATOR = 9001
#: A Wednesday morning in Bangkok, 75 days before the decide-by date of the memorandum below.
MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def memorandum(**fields: object) -> Agreement:
    """A memorandum with Japan that ends on 4 August 2027, to be decided by 5 February 2027."""
    record: dict[str, object] = {
        "id": "JP-2022-ICT",
        "title": "Memorandum of Cooperation in the field of ICT",
        "short_title": "ICT and digital technology",
        "kind": "moc",
        "parties": [
            {"name": "Ministry of Digital Economy and Society", "country": "TH"},
            {"name": "Ministry of Internal Affairs and Communications", "country": "JP"},
        ],
        "signed": "2022-08-05",
        "term": {"kind": "fixed", "months": 60},
    }
    return agreement(record | fields)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MORNING)


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, [memorandum()], clock, administrators=str(ADMINISTRATOR)
    ) as running:
        yield running


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", language_code="en", started=True)


@pytest.fixture
def administrator(server: BotApiServer) -> Person:
    return server.user(ADMINISTRATOR, "Administrator", language_code="en", started=True)


@pytest.fixture
async def group(
    server: BotApiServer, official: Person, administrator: Person, bot: RunningBot
) -> GroupRoom:
    """A group that has subscribed to everything and read the confirmation."""
    room = server.supergroup("Renewals", [official, administrator])
    await room.says(official, "/subscribe")
    confirmation = await room.next_reply()
    assert "This chat is told of all agreements" in confirmation.text
    await bot.tick()
    return room


async def reminded(bot: RunningBot, room: GroupRoom, clock: FakeClock, **later: float) -> Reply:
    clock.advance(**later)
    await bot.tick()
    return await room.next_reply()


# -- subscribing ---------------------------------------------------------------------------------


async def test_one_command_tells_a_group_what_it_will_hear_and_when(
    server: BotApiServer, official: Person, bot: RunningBot
) -> None:
    room = server.supergroup("Renewals", [official])

    await room.says(official, "/subscribe")
    text = (await room.next_reply()).text

    assert text.startswith("🔔 This chat is told of all agreements.")
    assert "180, 90, 60, 30, 14, 7, 1, 0 days before, after 9:00 (Asia/Bangkok)" in text
    assert "JP-2022-ICT" in text
    assert "decide by 5 February 2027" in text


async def test_a_group_that_joins_late_gets_the_tier_it_missed_as_one_message(
    group: GroupRoom,
) -> None:
    digest = await group.next_reply()

    assert digest.text.startswith("🗓 1 date to plan for")
    assert "decide by 5 February 2027 (in 72 days)" in digest.text
    assert group.unread == []


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("Japan", "with Japan"),
        ("cyber security MoU", "MoU"),
        ("JP-2022-ICT tiers 365 30", "JP-2022-ICT"),
        ("ญี่ปุ่น", "with Japan"),
        ("all hour 8 zone Europe/Berlin", "all agreements"),
    ],
)
async def test_a_subscription_says_what_it_is_about(
    server: BotApiServer, official: Person, bot: RunningBot, typed: str, about: str
) -> None:
    room = server.supergroup("Renewals", [official])

    await room.says(official, f"/subscribe {typed}")

    assert about in (await room.next_reply()).text.splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("zzyzx", "I could not tell what “zzyzx” means"),
        ("all hour 25", "The hour must be a whole number from 6 to 20"),
        ("all tiers soon", "Write the days before as whole numbers"),
        ("all lang fi", "Write lang en or lang th"),
        ("all zone Mars/Olympus", "I do not know the time zone “Mars/Olympus”"),
        ("all escalate 5", "Write the number of a person or an admitted chat"),
        ("agreements ending in 2027", "I could not tell"),
    ],
)
async def test_a_wish_that_is_not_understood_is_refused_with_the_reason(
    server: BotApiServer, official: Person, bot: RunningBot, typed: str, why: str
) -> None:
    room = server.supergroup("Renewals", [official])

    await room.says(official, f"/subscribe {typed}")

    assert (await room.next_reply()).text.startswith(why)
    assert bot.bot.reminding.wishes.all() == []


async def test_a_person_follows_from_a_group_and_is_told_in_private(
    server: BotApiServer, official: Person, bot: RunningBot, clock: FakeClock
) -> None:
    room = server.supergroup("Renewals", [official])
    await room.says(official, "/follow JP-2022-ICT")
    private = official.private_chat()
    assert (await private.next_reply()).text.startswith("🔔 You are told in private of JP-2022-ICT")

    await bot.tick()

    assert "1 date to plan for" in (await private.next_reply()).text
    assert room.unread == []


async def test_somebody_without_a_private_chat_is_told_to_open_one(
    server: BotApiServer, bot: RunningBot
) -> None:
    stranger = server.user(1002, "Official B", language_code="en")
    room = server.supergroup("Renewals", [stranger])

    await room.says(stranger, "/follow JP-2022-ICT")

    assert "Open a private chat with me" in (await room.next_reply()).text
    assert bot.bot.reminding.wishes.all() == []


async def test_a_channel_is_subscribed_from_the_private_chat(
    server: BotApiServer, administrator: Person, bot: RunningBot
) -> None:
    channel = server.channel("News", [administrator])
    await administrator.says(f"/subscribe Japan chat {channel.chat_id}")
    confirmation = await administrator.private_chat().next_reply()

    await bot.tick()

    assert f"Chat {channel.chat_id} is told of agreements with Japan" in confirmation.text
    assert "date to plan for" in (await channel.next_reply()).text


async def test_only_who_subscribed_or_an_administrator_removes_a_subscription(
    server: BotApiServer, group: GroupRoom, official: Person, administrator: Person
) -> None:
    other = server.user(1003, "Official C", language_code="en", started=True)
    await group.adds(other, official)
    await group.next_reply()
    await group.says(other, "/subscriptions")
    listed = await group.next_reply()
    assert "1. all agreements · 9:00 Asia/Bangkok · English" in listed.text

    refused = await (await listed.tapped("Remove 1", other)).answer()
    await listed.tapped("Remove 1", administrator)

    assert refused.text.startswith("Only the person who subscribed")
    assert (await group.next_reply()).text == "Removed: all agreements."


# -- being told ----------------------------------------------------------------------------------


@pytest.fixture
async def reminder(group: GroupRoom, bot: RunningBot, clock: FakeClock) -> Reply:
    """The reminder of 6 January 2027, 30 days before the decide-by date."""
    await group.next_reply()
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    told = await group.replies(2)
    assert (
        told[1].text.startswith("✅ Checked 1 agreement: nothing due") or "Checked" in told[1].text
    )
    return told[0]


async def test_a_near_date_is_told_in_its_own_message_with_the_reason(reminder: Reply) -> None:
    lines = reminder.text.splitlines()

    assert lines[0] == "🔔 Decide within 30 days: Japan, ICT and digital technology JP-2022-ICT"
    assert lines[1] == "Decide by 5 February 2027 · notice: none due · ends 4 August 2027"
    why = "it ends 4 August 2027 (computed), less 180 days for approval, the office's setting."
    assert lines[2] == f"Why: {why}"
    assert [b.text for b in reminder.buttons] == [
        "✋ I will handle it",
        "🔄 Renewal under way",
        "🛑 Not renewing",
        "✅ Already renewed",
        "💤 Snooze",
        "📅 Calendar",
    ]


async def test_nothing_is_told_before_the_hour_of_the_chat(
    group: GroupRoom, bot: RunningBot, clock: FakeClock
) -> None:
    await group.next_reply()
    clock.moment = datetime(2027, 1, 6, 1, 59, tzinfo=UTC)  # 08:59 in Bangkok
    await bot.tick()
    assert group.unread == []

    clock.advance(minutes=1)
    await bot.tick()

    assert (await group.next_reply()).text.startswith("🔔 Decide within 30 days")


async def test_a_reminder_never_falls_on_a_holiday_but_comes_before_it(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    # Seven days before 22 April 2027 is 15 April, the last of three days of Songkran.
    records = [memorandum(expires="2027-10-19")]
    async with running_bot(server, vocabulary, records, clock) as running:
        official = server.user(1001, "Official A", language_code="en", started=True)
        room = server.supergroup("Renewals", [official])
        await room.says(official, "/subscribe all tiers 7")
        await room.next_reply()
        clock.moment = datetime(2027, 4, 12, 3, 0, tzinfo=UTC)
        await running.tick()

        told = await room.replies(2)

    assert told[0].text.startswith("🔔 Decide within 10 days")


async def test_the_weekly_line_says_that_the_register_was_checked(
    group: GroupRoom, bot: RunningBot, clock: FakeClock
) -> None:
    await group.next_reply()

    weekly = await reminded(bot, group, clock, days=5)  # Monday, 30 November

    assert weekly.text == "✅ Checked 1 agreement: nothing due in the next 30 days."
    clock.advance(days=1)
    await bot.tick()
    assert group.unread == []


async def test_after_the_end_nobody_is_nagged_daily_but_the_weekly_line_goes_on(
    group: GroupRoom, bot: RunningBot, clock: FakeClock
) -> None:
    await group.next_reply()
    clock.moment = datetime(2027, 9, 6, 3, 0, tzinfo=UTC)  # a Monday, a month after the end
    await bot.tick()
    told = await group.replies(3)
    for _ in range(6):
        clock.advance(days=1)
        await bot.tick()
    assert group.unread == []

    monday = await reminded(bot, group, clock, days=1)

    assert any("Has ended" in reply.text for reply in told)
    assert "1 overdue" in monday.text
    assert "⌛ ended 4 Aug 2027, nothing later is on record" in monday.text


async def test_three_days_of_downtime_bring_one_message_and_no_flood(
    group: GroupRoom, bot: RunningBot, clock: FakeClock
) -> None:
    await group.next_reply()

    clock.moment = datetime(2027, 2, 5, 3, 0, tzinfo=UTC)  # the decide-by date itself
    await bot.tick()
    told = await group.replies(2)

    assert [r.text.startswith("🔔") for r in told] == [True, False]
    assert told[0].text.startswith("🔔 Decide today")


async def test_a_record_that_a_group_may_not_see_is_never_told_there(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    records = [memorandum(visibility="staff")]
    async with running_bot(
        server, vocabulary, records, clock, administrators=str(ADMINISTRATOR)
    ) as running:
        administrator = server.user(ADMINISTRATOR, "Administrator", started=True)
        room = server.supergroup("Renewals", [administrator])
        await room.says(administrator, "/subscribe Japan")
        confirmation = await room.next_reply()
        await administrator.says("/follow all")
        private = await administrator.private_chat().next_reply()
        clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
        await running.tick()
        weekly = await room.next_reply()

    assert "Nothing on record fits yet" in confirmation.text
    assert "1 agreement at present" in private.text
    assert weekly.text.startswith("✅ Checked 0 agreements")
    assert room.unread == []


async def test_a_changed_date_arms_itself_again(
    group: GroupRoom, bot: RunningBot, clock: FakeClock
) -> None:
    await group.next_reply()
    await changed(bot, expires="2027-07-20")

    told = await reminded(bot, group, clock, minutes=1)

    assert "decide by 21 January 2027 (in 57 days)" in told.text


async def changed(bot: RunningBot, **fields: object) -> None:
    """Change the record behind the bot's back, as another administrator would."""
    register = bot.desk.register
    current = register.get("JP-2022-ICT")
    assert current is not None
    wanted = memorandum(**fields).changed(revision=current.revision)
    await register.save(wanted, Actor(), based_on=current.revision)


# -- answering -----------------------------------------------------------------------------------


async def test_who_takes_it_in_hand_stands_on_the_message_with_the_next_reminder(
    reminder: Reply, official: Person, bot: RunningBot
) -> None:
    toast = await (await reminder.tapped("I will handle it", official)).answer()
    shown = await reminder.edited()

    assert toast.text == "Noted: you will handle it."
    assert "✋ In hand since 6 January 2027 (Official A)." in shown.text
    assert "Next reminder: 22 January 2027." in shown.text
    history = bot.desk.register.history("JP-2022-ICT")
    assert history[-1].actor.user_id == official.id
    assert history[-1].changes[0].new == '"in-hand"'


async def test_not_renewing_ends_the_reminders_of_that_date_and_can_be_taken_back(
    reminder: Reply, group: GroupRoom, official: Person, bot: RunningBot, clock: FakeClock
) -> None:
    await reminder.tapped("Not renewing", official)
    await reminder.edited()
    clock.moment = datetime(2027, 1, 22, 3, 0, tzinfo=UTC)
    await bot.tick()
    told = [r for r in group.unread if r.text.startswith("🔔")]
    assert told == []

    await reminder.tapped("Take back", official)
    await reminder.edited()
    await bot.tick()

    told = [r for r in await group.replies(len(group.unread) or 1) if r.text.startswith("🔔")]
    assert told[0].text.startswith("🔔 Decide within 14 days")


async def test_not_renewing_a_text_that_renews_itself_says_that_notice_must_be_given(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    renewal = {"mode": "tacit", "notice_months": 6, "period_months": 36, "approval_days": 0}
    records = [memorandum(renewal=renewal)]
    clock.moment = datetime(2027, 1, 20, 3, 0, tzinfo=UTC)
    async with running_bot(server, vocabulary, records, clock) as running:
        official = server.user(1001, "Official A", language_code="en", started=True)
        room = server.supergroup("Renewals", [official])
        await room.says(official, "/subscribe")
        await room.next_reply()
        await running.tick()
        told = (await room.replies(2))[0]
        await told.tapped("Not renewing", official)
        shown = await told.edited()

    assert "notice must be given by 4 February 2027" in shown.text


async def test_one_persons_snooze_changes_nothing_for_the_others(
    reminder: Reply, group: GroupRoom, official: Person, bot: RunningBot, clock: FakeClock
) -> None:
    toast = await (await reminder.tapped("Snooze", official)).answer()
    assert toast.text == "I will tell you again in private on 13 January 2027."

    clock.moment = datetime(2027, 1, 13, 3, 0, tzinfo=UTC)
    await bot.tick()
    private = await official.private_chat().next_reply()
    clock.moment = datetime(2027, 1, 22, 3, 0, tzinfo=UTC)
    await bot.tick()

    assert "You asked to be told again." in private.text
    assert any(r.text.startswith("🔔 Decide within 14 days") for r in await group.replies(2))


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_was_put_off_and_may_not_have_been_told_is_told_once_on_a_persons_word(
    server: BotApiServer,
    reminder: Reply,
    official: Person,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
    *,
    arrived: bool,
) -> None:
    await (await reminder.tapped("Snooze", official)).answer()
    server.faults.add("sendMessage", "after" if arrived else "drop", match={"chat_id": official.id})
    clock.moment = datetime(2027, 1, 13, 3, 0, tzinfo=UTC)
    await bot.tick()
    told = await administrator.private_chat().next_reply()
    while "may or may not have arrived" not in told.text:
        told = await administrator.private_chat().next_reply()

    await told.tapped("It arrived" if arrived else "Send again", administrator)
    await administrator.private_chat().next_reply()
    for _ in range(2):
        clock.advance(hours=1)
        await bot.tick()

    assert len(official.private_chat().unread) == 1
    assert bot.bot.reminding.book.snoozes() == []


async def test_a_tap_about_a_date_that_has_changed_answers_nothing(
    reminder: Reply, official: Person, bot: RunningBot
) -> None:
    await changed(bot, expires="2029-08-04")

    toast = await (await reminder.tapped("I will handle it", official)).answer()

    assert toast.text.startswith("This date has changed or is settled.")
    assert list(bot.bot.reminding.book.answers()) == []


async def test_what_nobody_answers_is_told_to_the_administrators_after_five_working_days(
    reminder: Reply, administrator: Person, bot: RunningBot, clock: FakeClock
) -> None:
    clock.moment = datetime(2027, 1, 12, 3, 0, tzinfo=UTC)
    await bot.tick()
    assert administrator.private_chat().unread == []

    clock.moment = datetime(2027, 1, 13, 3, 0, tzinfo=UTC)
    await bot.tick()
    told = await administrator.private_chat().next_reply()
    clock.advance(days=1)
    await bot.tick()

    assert "Nobody has answered this reminder" in told.text
    assert "JP-2022-ICT" in told.text
    assert administrator.private_chat().unread == []


async def test_what_may_not_have_been_told_to_the_administrators_is_sent_again_on_their_word(
    server: BotApiServer,
    reminder: Reply,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
) -> None:
    server.faults.add("sendMessage", "drop", match={"chat_id": ADMINISTRATOR})
    clock.moment = datetime(2027, 1, 13, 3, 0, tzinfo=UTC)
    await bot.tick()
    question = await administrator.private_chat().next_reply()
    clock.advance(hours=1)
    await bot.tick()
    assert administrator.private_chat().unread == []

    await question.tapped("Send again", administrator)
    await administrator.private_chat().next_reply()
    clock.advance(hours=1)
    await bot.tick()
    told = await administrator.private_chat().next_reply()
    clock.advance(days=1)
    await bot.tick()

    assert "Nobody has answered this reminder" in told.text
    assert administrator.private_chat().unread == []


@pytest.fixture
async def escalated(
    reminder: Reply, administrator: Person, bot: RunningBot, clock: FakeClock
) -> Reply:
    """What the administrators are told of the group's reminder that nobody has answered."""
    clock.moment = datetime(2027, 1, 13, 3, 0, tzinfo=UTC)
    await bot.tick()
    return await administrator.private_chat().next_reply()


async def test_who_is_told_that_nobody_answered_answers_for_the_chat(
    escalated: Reply,
    reminder: Reply,
    group: GroupRoom,
    administrator: Person,
    bot: RunningBot,
) -> None:
    assert [b.text for b in escalated.buttons] == [b.text for b in reminder.buttons]

    await escalated.tapped("I will handle it", administrator)

    assert "In hand since 13 January 2027 (Administrator)" in (await escalated.edited()).text
    assert "In hand since 13 January 2027 (Administrator)" in (await reminder.edited()).text
    (given,) = bot.bot.reminding.book.answers()
    assert (given.chat, given.by) == (str(group.chat_id), ADMINISTRATOR)


async def test_who_is_no_administrator_any_more_answers_for_no_chat(
    escalated: Reply, administrator: Person, bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.desk.access, "role_of", lambda _: Role.READER)

    await (await escalated.tapped("Not renewing", administrator)).answer()

    assert list(bot.bot.reminding.book.answers()) == []


async def test_an_answer_ends_the_waiting_for_one(
    reminder: Reply,
    official: Person,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
) -> None:
    await reminder.tapped("Renewal under way", official)
    await reminder.edited()
    clock.moment = datetime(2027, 1, 14, 3, 0, tzinfo=UTC)

    await bot.tick()

    assert administrator.private_chat().unread == []


async def test_a_number_under_a_digest_opens_its_reminder(
    group: GroupRoom, official: Person
) -> None:
    digest = await group.next_reply()

    await digest.tapped("1", official)

    opened = await group.next_reply()
    assert opened.text.startswith("🔔 Decide within 72 days")
    assert "✋ I will handle it" in [b.text for b in opened.buttons]


# -- views ---------------------------------------------------------------------------------------


async def test_due_on_22_november_2026_shows_the_decide_by_date_of_japan(
    server: BotApiServer, vocabulary: Vocabulary, starter: tuple[Agreement, ...]
) -> None:
    async with running_bot(server, vocabulary, starter, FakeClock()):
        official = server.user(1001, "Official A", language_code="en", started=True)
        await official.says("/due")
        due = await official.private_chat().next_reply()
        await official.says("/overdue")
        overdue = await official.private_chat().next_reply()
        await official.says("/gaps")
        gaps = await official.private_chat().next_reply()

    assert "JP-2022-ICT 🇯🇵" in due.text
    assert "decide by 5 February 2027 (in 75 days)" in due.text
    assert "LA-2022-ICT" in overdue.text
    assert "decide-by date 7 Nov 2026 has passed" in overdue.text
    assert "JP-2017-ICT → JP-2022-ICT: gap of 59 days" in gaps.text


async def test_a_senseless_number_of_months_is_refused(official: Person, bot: RunningBot) -> None:
    await official.says("/due soon")

    assert (await official.private_chat().next_reply()).text.startswith(
        "Write the number of months"
    )


# -- when Telegram or the network fails ----------------------------------------------------------


async def test_t13_a_chat_that_must_wait_does_not_hold_up_the_others(
    server: BotApiServer, vocabulary: Vocabulary, official: Person, clock: FakeClock
) -> None:
    held = HeldTime()
    limiter = ChatLimiter(held.now, held.sleep)
    room = server.supergroup("Renewals", [official])
    async with running_bot(server, vocabulary, [memorandum()], clock, limiter=limiter) as running:
        await room.says(official, "/subscribe")
        await room.next_reply()
        held.passed += 60  # nobody waits for the pace of the group any more
        fault = server.faults.add(
            "sendMessage",
            code=429,
            description="Too Many Requests: retry after 30",
            parameters={"retry_after": 30},
            match={"chat_id": room.chat_id},
        )
        round_ = asyncio.create_task(running.tick())
        await server.wait_for(lambda: fault.hits or None, "the refusal")
        await official.says("JP-2022-ICT")

        assert "JP-2022-ICT" in (await official.private_chat().next_reply()).text
        assert (room.unread, held.passed) == ([], 60)
        held.may_pass.set()
        await round_

        assert "JP-2022-ICT" in (await room.next_reply()).text
        assert room.unread == []
        assert (len(fault.hits), held.passed >= 90) == (1, True)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_t15_a_chat_that_is_gone_is_not_tried_again_until_the_bot_is_back(
    server: BotApiServer,
    group: GroupRoom,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
    code: int,
    description: str,
) -> None:
    await group.next_reply()
    fault = server.faults.add(
        "sendMessage",
        code=code,
        description=description,
        times=None,
        match={"chat_id": group.chat_id},
    )
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    told = await administrator.private_chat().next_reply()
    clock.advance(days=7)
    await bot.tick()
    assert len(fault.hits) == 1
    assert "gets no more reminders" in told.text
    await administrator.says("/subscriptions")
    assert "⏸ resting" in (await administrator.private_chat().next_reply()).text

    server.faults.lift()
    await group.kicks_bot(administrator)
    await group.adds_bot(administrator)
    assert (await group.next_reply()).text.startswith("Good day.")
    await bot.tick()

    assert (await group.next_reply()).text.startswith("🔔 Decide within 23 days")


async def test_t16_a_group_that_gets_another_id_is_told_once_and_only_there(
    server: BotApiServer, official: Person, administrator: Person, bot: RunningBot, clock: FakeClock
) -> None:
    room = server.group("Renewals", [official, administrator])
    await room.says(official, "/subscribe")
    await room.next_reply()
    await bot.tick()
    await room.next_reply()
    new = await room.migrates(official, announced=False)
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)

    await bot.tick()
    await bot.tick()
    await bot.tick()

    # Telegram answered the first try with the new id; nothing was tried at the old one again.
    tried = [c for c in server.calls.of("sendMessage") if c.params["chat_id"] == room.chat_id]
    assert [call.outcome for call in tried[-2:]] == ["ok", "error"]
    told = await new.replies(2)
    assert [r.text.startswith("🔔") for r in told] == [True, False]
    assert new.unread == []
    assert room.unread == []
    assert [s.chat_id for s in bot.bot.reminding.wishes.all()] == [new.chat_id]


async def test_t16_an_announced_move_takes_the_subscription_and_all_that_was_told_along(
    server: BotApiServer, official: Person, administrator: Person, bot: RunningBot
) -> None:
    room = server.group("Renewals", [official, administrator])
    await room.says(official, "/subscribe")
    await room.next_reply()
    await bot.tick()
    await room.next_reply()

    new = await room.migrates(official)
    wishes = bot.bot.reminding.wishes
    await server.wait_for(lambda: wishes.of_chat(new.chat_id) or None, "the move")
    await new.says(official, "/subscriptions")
    listed = await new.next_reply()
    await bot.tick()

    assert "all agreements" in listed.text
    assert new.unread == []


async def test_t17_a_reminder_whose_reply_was_lost_is_not_sent_again_but_told_to_a_person(
    server: BotApiServer,
    group: GroupRoom,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
) -> None:
    await group.next_reply()
    server.faults.add("sendMessage", "after", match={"chat_id": group.chat_id})
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    await bot.tick()
    question = await administrator.private_chat().next_reply()
    told = await group.replies(2)
    assert [r.text.startswith("🔔") for r in told] == [True, False]
    assert "may or may not have arrived" in question.text

    await question.tapped("It arrived", administrator)

    settled = await administrator.private_chat().next_reply()
    assert settled.text == "Noted: it arrived."
    states = {row.state for row in bot.bot.reminding.book.rows()}
    assert states == {State.SENT}


async def test_t17_an_administrator_can_have_a_doubtful_reminder_sent_again(
    server: BotApiServer,
    group: GroupRoom,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
) -> None:
    await group.next_reply()
    server.faults.add("sendMessage", "drop", match={"chat_id": group.chat_id})
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    question = await administrator.private_chat().next_reply()
    assert (await group.next_reply()).text.startswith("🗓 Checked") or True

    await question.tapped("Send again", administrator)
    await administrator.private_chat().next_reply()
    clock.advance(hours=1)
    await bot.tick()

    assert (await group.next_reply()).text.startswith("🔔 Decide within 30 days")


async def test_t17_nobody_but_an_administrator_settles_a_doubtful_reminder(
    server: BotApiServer,
    group: GroupRoom,
    official: Person,
    administrator: Person,
    bot: RunningBot,
    clock: FakeClock,
) -> None:
    await group.next_reply()
    server.faults.add("sendMessage", "after", match={"chat_id": group.chat_id})
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    question = await administrator.private_chat().next_reply()

    tap = await question.tapped("Send again", official)

    assert (await tap.answer()).text != ""
    assert any(row.state is State.UNCERTAIN for row in bot.bot.reminding.book.rows())


async def test_t18_clock_jumps_and_restarts_double_nothing(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "register.sanya"
    official = server.user(1001, "Official A", language_code="en", started=True)
    room = server.supergroup("Renewals", [official])
    async with running_bot(server, vocabulary, [memorandum()], clock, path=path) as running:
        await room.says(official, "/subscribe all zone Europe/Berlin")
        await room.next_reply()
        clock.moment = datetime(2027, 1, 6, 9, 0, tzinfo=UTC)
        await running.tick()
        await room.replies(2)
    for moment in (
        datetime(2027, 1, 5, 9, 0, tzinfo=UTC),
        datetime(2027, 1, 6, 10, 0, tzinfo=UTC),
        datetime(2027, 1, 6, 8, 0, tzinfo=UTC),
        datetime(2027, 1, 7, 9, 0, tzinfo=UTC),
    ):
        clock.moment = moment
        async with running_bot(server, vocabulary, [], clock, path=path) as running:
            await running.tick()
            await running.tick()

    assert room.unread == []


async def test_t20_a_reminder_goes_to_its_topic_and_to_the_chat_when_the_topic_is_gone(
    server: BotApiServer, official: Person, administrator: Person, bot: RunningBot, clock: FakeClock
) -> None:
    room = server.supergroup("Renewals", [official, administrator], is_forum=True)
    topic = await room.opens_topic("Deadlines", official)
    await room.says(official, "/subscribe", thread=topic)
    assert (await room.next_reply()).text.startswith("🔔 This topic is told")
    await bot.tick()
    assert (await room.next_reply()).thread_id == topic
    await room.deletes_topic(topic)
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)

    await bot.tick()
    await bot.tick()

    told = await room.replies(2)
    assert [r.text.startswith("🔔") for r in told] == [True, False]
    assert {r.thread_id for r in told} == {None}
    assert (
        "is gone; they now go to its general topic"
        in (await administrator.private_chat().next_reply()).text
    )


async def test_a_person_who_blocked_the_bot_is_told_again_after_unblocking_it(
    server: BotApiServer, official: Person, bot: RunningBot, clock: FakeClock
) -> None:
    await official.says("/follow JP-2022-ICT")
    private = official.private_chat()
    await private.next_reply()
    await bot.tick()
    await private.next_reply()
    await official.blocks_bot()
    clock.moment = datetime(2027, 1, 6, 3, 0, tzinfo=UTC)
    await bot.tick()
    assert private.unread == []

    await official.unblocks_bot()
    wishes = bot.bot.reminding.wishes
    await server.wait_for(lambda: not wishes.all()[0].inactive or None, "the return")
    await bot.tick()

    assert any(r.text.startswith("🔔 Decide within") for r in await private.replies(2))
