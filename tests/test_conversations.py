"""What people say to the bot on Telegram, and what they see."""

from __future__ import annotations

import pytest

from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import RunningBot

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", language_code="en", started=True)


async def asked(person: Person, text: str) -> str:
    """Say something in private and return what is answered."""
    await person.says(text)
    return (await person.private_chat().next_reply()).text


async def test_the_finland_memorandum_has_ended_and_nothing_renewed_it(official: Person) -> None:
    answer = await asked(official, "when does the Finland MoU expire?")

    assert answer.startswith("⌛ Ended on 21 August 2024, 2 years 3 months ago.")
    assert "No later renewal is on record." in answer
    assert "FI-2018-ICT" in answer


async def test_a_thai_question_is_answered_in_thai_with_the_buddhist_year(
    official: Person,
) -> None:
    answer = await asked(official, "ข้อตกลงกับลาวหมดอายุเมื่อไหร่")

    assert "6 พฤศจิกายน พ.ศ. 2570 (2027)" in answer
    assert "คำนวณ" in answer


async def test_a_mistyped_country_is_said_to_be_read_as_the_right_one(official: Person) -> None:
    answer = await asked(official, "when does the filand mou expire")

    assert "reading “filand” as Finland" in answer


async def test_an_ambiguous_question_is_asked_back_with_the_answers_on_the_way(
    official: Person,
) -> None:
    await official.says("when does the japan one expire")
    choice = await official.private_chat().next_reply()

    assert "Which one?" in choice.text
    assert "JP-2022-ICT" in choice.text
    await official.taps("1")
    picked = await official.private_chat().next_reply()
    assert "Ends on 4 August 2027" in picked.text


async def test_a_follow_up_keeps_the_agreement_in_focus(official: Person) -> None:
    await asked(official, "what does JP-2022-ICT cover")

    answer = await asked(official, "and when must we decide?")

    assert answer.startswith("🗓 Decide by 5 February 2027 (in 75 days).")


async def test_talks_are_not_shown_as_an_agreement(official: Person) -> None:
    answer = await asked(official, "agreement with romania")

    assert answer.startswith("No agreement with Romania is on record.")


async def test_a_long_list_turns_its_pages_in_place(official: Person) -> None:
    await official.says("list all agreements with China")
    first = await official.private_chat().next_reply()

    await official.taps("Next")
    second = await first.edited()

    assert second.text != first.raw["text"] or "9." in second.text
    assert "9." in second.text


async def test_an_edited_question_edits_its_answer(official: Person) -> None:
    said = await official.says("when does the Finland MoU expire?")
    reply = await official.private_chat().next_reply()

    await official.edits(said, "when was the Rwanda MoU signed?")
    changed = await reply.edited()

    assert "Signed in 2018" in changed.text


async def test_in_a_group_only_ask_replies_and_mentions_are_answered(
    server: BotApiServer, official: Person, bot: RunningBot
) -> None:
    group = server.supergroup("Group", [official])
    await group.says(official, "the weather is fine")
    await group.says(official, "/ask romania")
    by_command = await group.next_reply()
    await group.says(official, "and Finland?", reply_to=by_command)
    by_reply = await group.next_reply()
    await group.says(official, f"@{server.bot.username} Laos")
    by_mention = await group.next_reply()

    assert by_command.text.startswith("No agreement with Romania")
    assert "FI-2022-ICT" in by_reply.text
    assert "LA-2022-ICT" in by_mention.text
    assert group.unread == []


async def test_a_question_in_a_topic_is_answered_in_that_topic(
    server: BotApiServer, official: Person
) -> None:
    group = server.supergroup("Group", [official], is_forum=True)
    topic = await group.opens_topic("Renewals", official)

    said = await group.says(official, "/ask japan 5g", thread=topic)
    reply = await group.next_reply()

    assert reply.thread_id == topic
    assert reply.reply_to_id == said.message_id


async def test_markup_in_a_question_is_shown_as_it_was_typed(official: Person) -> None:
    answer = await asked(official, "agreement on <b>zzqq</b> & </a>")

    assert "“zzqq”" in answer


@pytest.mark.parametrize(
    "text",
    ["?", "😀😀😀", "x" * 4000, "<b>&", "\x01\x02 a", "Milloin Suomen sopimus päättyy?", "0"],
)
async def test_odd_messages_get_a_short_polite_answer(official: Person, text: str) -> None:
    answer = await asked(official, text)

    assert 0 < len(answer) < 1_500
    assert "Something went wrong" not in answer
