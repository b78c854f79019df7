"""What Telegram makes a bot go through, by the numbers of the list of requirements (T19-T40)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.handlers.groups import GRACE
from bot.handlers.markup import MOST_ENTITIES, MOST_UNITS, parts_of, units
from bot.replies.lines import Line, Reply, Span, Style
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.entities import utf16_length
from tests.botapi.faults import Kind
from tests.botapi.markup import parse_html
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, agreement, running_bot

ADMINISTRATOR = 9001
LAOS = "ลาว 🇱🇦 & <b>ไทย</b>"


def record(**fields: object) -> dict[str, object]:
    """A memorandum with Japan, to be decided by 5 February 2027."""
    return {
        "id": "JP-2022-ICT",
        "title": "Memorandum of Cooperation in the field of ICT",
        "kind": "moc",
        "parties": [{"name": "Thailand", "country": "TH"}, {"name": "Japan", "country": "JP"}],
        "signed": "2022-08-05",
        "term": {"kind": "fixed", "months": 60},
        "scope_areas": ["5G", "Cybersecurity", "Data centres", "Artificial intelligence"],
    } | fields


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, [agreement(record())], clock, administrators=str(ADMINISTRATOR)
    ) as running:
        yield running


@pytest.fixture
def official(server: BotApiServer, bot: RunningBot) -> Person:
    return server.user(1001, "Official A", started=True)


@pytest.fixture
def administrator(server: BotApiServer, bot: RunningBot) -> Person:
    return server.user(ADMINISTRATOR, "Administrator", started=True)


async def is_silent(person: Person) -> bool:
    """Show that nothing but the answer to a last question has come."""
    await person.says("/whoami")
    chat = person.private_chat()
    return str(person.id) in (await chat.next_reply()).text and chat.unread == []


# -- T19, T21-T24: reminders, groups, silence ----------------------------------------------------


async def test_t19_a_loop_that_was_blocked_when_a_reminder_was_due_sends_it_all_the_same(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    """The process looks by itself each minute; the loop stands still when the day comes."""
    serving: list[RunningBot] = []
    may_pass = asyncio.Event()

    async def look() -> None:
        for running in serving:
            await running.tick()

    async def minute(_: float) -> None:
        await may_pass.wait()
        may_pass.clear()
        if serving and not blocked:
            clock.advance(days=45)
            time.sleep(1.5)  # noqa: ASYNC251  the point: nothing else can run meanwhile
            clock.advance(seconds=5)
            blocked.append(True)

    blocked: list[bool] = []
    official = server.user(1001, "Official A", started=True)
    group = server.supergroup("Renewals", [official])
    options = {"ticks": (look,), "sleep": minute}
    async with running_bot(
        server, vocabulary, [agreement(record())], clock, options=options
    ) as running:
        await group.says(official, "/subscribe")
        await group.next_reply()
        await running.tick()
        assert (await group.next_reply()).text.startswith("🗓 1 date to plan for")
        serving.append(running)
        may_pass.set()

        assert (await group.next_reply()).text.startswith("🔔 Decide within 30 days")
        assert blocked


async def test_t21_in_a_group_the_asker_is_replied_to_also_when_the_question_is_gone(
    server: BotApiServer, official: Person
) -> None:
    group = server.supergroup("Group", [official])
    said = await group.says(official, "/ask when does JP-2022-ICT end?")
    assert (await group.next_reply()).reply_to_id == said.message_id

    server.network_off()
    gone = await group.says(official, "/ask when does JP-2022-ICT end?")
    gone.message.is_deleted = True
    server.network_on()

    answer = await group.next_reply()
    assert "4 August 2027" in answer.text
    assert answer.reply_to_id is None


async def test_t22_what_a_group_says_among_itself_is_neither_answered_nor_logged(
    server: BotApiServer, bot: RunningBot, official: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    server.privacy.enabled = False
    group = server.supergroup("Group", [official])
    calls = len(server.calls.sends())

    await group.says(official, "secretwords about JP-2022-ICT")
    assert await is_silent(official)

    assert len(server.calls.sends()) == calls + 1
    assert "secretwords" not in caplog.text


async def test_t23_commands_for_other_bots_bots_and_forwarded_posts_are_left_alone(
    server: BotApiServer, official: Person
) -> None:
    server.privacy.enabled = False
    other = server.user(5001, "Another", username="another_bot", is_bot=True)
    group = server.supergroup("Group", [official, other])
    channel = server.channel("Channel", [official], discussion=group)

    await group.says(official, "/ask@another_bot when does JP-2022-ICT end?")
    await group.says(other, "/ask when does JP-2022-ICT end?")
    await channel.posts("/ask when does JP-2022-ICT end?")
    await group.renames("Another title", official)
    await group.adds(server.user(1003), official)

    assert await is_silent(official)
    assert group.all_replies == []
    assert channel.all_replies == []


async def test_t24_a_group_nobody_admitted_is_told_once_shown_nothing_and_left(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    async with running_bot(
        server,
        vocabulary,
        [agreement(record())],
        clock,
        open_to_all="no",
        administrators=str(ADMINISTRATOR),
    ) as running:
        stranger = server.user(666, "Stranger")
        administrator = server.user(ADMINISTRATOR, "Administrator", started=True)
        rooms = [server.supergroup(title, [stranger], bot="left") for title in ("A", "B")]
        for room in rooms:
            await room.adds_bot(stranger)
            assert "is not admitted" in (await room.next_reply()).text
            asked = await administrator.private_chat().next_reply()
            assert room.chat.title in asked.text
        await rooms[0].says(stranger, "/ask when does JP-2022-ICT end?")
        tap = await asked.tapped("Admit", administrator)
        assert "Admitted: B" in (await tap.answer()).text
        assert "Ask with /ask" in (await rooms[1].next_reply()).text

        clock.advance(seconds=GRACE.total_seconds() - 60)
        await running.bot.groups.leave_overdue()
        assert server.calls.of("leaveChat") == []
        clock.advance(minutes=2)
        await running.bot.groups.leave_overdue()

        assert [c.params["chat_id"] for c in server.calls.of("leaveChat")] == [rooms[0].chat_id]
        assert rooms[0].unread == []
        await rooms[1].says(stranger, "/ask when does JP-2022-ICT end?")
        assert "Ends on 4 August 2027" in (await rooms[1].next_reply()).text


# -- T27, T28, T40: taps -------------------------------------------------------------------------


async def test_t24_a_channel_nobody_admitted_is_told_nothing_and_left(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    values = {"open_to_all": "no", "administrators": str(ADMINISTRATOR)}
    async with running_bot(server, vocabulary, [agreement(record())], clock, **values) as running:
        stranger = server.user(666, "Stranger")
        administrator = server.user(ADMINISTRATOR, "Administrator", started=True)
        channel = server.channel("News", [stranger], bot="left")
        await channel.adds_bot(stranger, administrator=True)
        assert "is not admitted" in (await channel.next_reply()).text
        assert "News" in (await administrator.private_chat().next_reply()).text
        await channel.posts("/ask when does JP-2022-ICT end?")
        assert await is_silent(administrator)

        clock.advance(seconds=GRACE.total_seconds() + 60)
        await running.bot.groups.leave_overdue()

        assert [c.params["chat_id"] for c in server.calls.of("leaveChat")] == [channel.chat_id]
        assert channel.unread == []


async def test_t27_forged_foreign_and_cut_data_changes_nothing_and_is_answered_once(
    server: BotApiServer, bot: RunningBot, official: Person
) -> None:
    other = server.user(1002, "Official B", started=True)
    await official.says("when does JP-2022-ICT end?")
    await other.says("when does JP-2022-ICT end?")
    mine = await official.private_chat().next_reply()
    theirs = await other.private_chat().next_reply()
    good = mine.button("Scope areas").data
    elsewhere = theirs.button("Scope areas").data

    for data in (elsewhere, good[:-1], good[1:], f"{good[:-1]}x", "", "v1|", "|" * 5, "🏛" * 16):
        toast = await (await mine.tapped("Scope areas", official, data=data or "x")).answer()
        assert toast.text == "This button is from before. Please ask again."

    assert official.private_chat().unread == []
    for _ in range(2):  # a replay of what only shows something shows it again
        assert (await (await mine.tapped("Scope areas", official)).answer()).text == ""
        await official.private_chat().next_reply()


async def test_t27_a_tap_is_answered_once_also_when_its_handler_fails(
    server: BotApiServer, official: Person, administrator: Person
) -> None:
    await official.says("when does JP-2022-ICT end?")
    reply = await official.private_chat().next_reply()
    server.faults.add("sendMessage", code=400, description="Bad Request: something else")

    tap = await reply.tapped("Scope areas", official)

    await tap.answer()
    assert "by the code" in (await official.private_chat().next_reply()).text


async def test_t28_buttons_work_after_a_restart_and_fit_for_the_longest_id(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "register.sanya"
    longest = "JP-2022-" + "X" * 32
    official = server.user(1001, "Official A", started=True)
    async with running_bot(server, vocabulary, [agreement(record(id=longest))], clock, path=path):
        await official.says("when does the Japan MoC end?")
        reply = await official.private_chat().next_reply()
        assert max(len(button.data.encode()) for button in reply.buttons) <= 64

    async with running_bot(server, vocabulary, [], clock, path=path):
        assert (await (await reply.tapped("Scope areas", official)).answer()).text == ""
        assert longest in (await official.private_chat().next_reply()).text


async def test_t40_old_messages_inline_taps_and_channel_posts_raise_nothing(
    server: BotApiServer, bot: RunningBot, official: Person, administrator: Person
) -> None:
    await official.says("when does JP-2022-ICT end?")
    reply = await official.private_chat().next_reply()
    reply.message.is_deleted = True
    await (await reply.tapped("Scope areas", official)).answer()
    await official.private_chat().next_reply()
    toast = await (await official.taps_inline_message("v1|x|y|z|w", "inline-1")).answer()
    assert toast.text == "This button is from before. Please ask again."
    channel = server.channel("Channel", [official])
    post = await channel.posts("/ask when does JP-2022-ICT end?")
    await post.edited_to("/ask again")

    assert await is_silent(official)
    assert bot.desk.tally.of("errors") == {}
    assert administrator.private_chat().all_replies == []


# -- T30-T32: text -------------------------------------------------------------------------------

ANY_TEXT = st.text(max_size=200)
LINES = st.lists(
    st.lists(
        st.builds(
            Span, ANY_TEXT, st.sampled_from(Style), st.sampled_from(["", "https://a.b/?c&d"])
        ),
        max_size=4,
    ).map(lambda spans: Line(tuple(spans))),
    max_size=30,
)


@given(LINES)
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_t30_t31_any_text_is_shown_as_it_is_in_parts_that_telegram_takes(
    lines: list[Line],
) -> None:
    shown = ""
    for part in parts_of(Reply(tuple(lines))):
        text, entities = parse_html(part.html)
        assert utf16_length(text) <= 4096
        assert units(text) == utf16_length(text)
        assert len(entities) <= 100
        assert all(0 <= e["offset"] <= utf16_length(text) - e["length"] for e in entities)
        shown += text
    written = "".join(line.text for line in lines)
    if written.strip():
        assert "".join(shown.split()) == "".join(written.split())


def test_t30_fifty_long_lines_keep_their_order_over_several_messages() -> None:
    lines = tuple(
        Line((Span(f"{number:03}", Style.BOLD), Span(f" {LAOS * 20} {'🏛' * 40}")))
        for number in range(200)
    )

    parts = parts_of(Reply(lines))

    numbers = [text for part in parts for text in _bold(part.html)]
    assert numbers == [f"{number:03}" for number in range(200)]
    assert len(parts) > 5
    assert all(units(part.plain) <= MOST_UNITS for part in parts)
    assert all(len(_bold(part.html)) <= MOST_ENTITIES for part in parts)


def _bold(html: str) -> list[str]:
    text, entities = parse_html(html)
    encoded = text.encode("utf-16-le")
    return [
        encoded[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
        for e in entities
        if e["type"] == "bold"
    ]


@pytest.mark.parametrize("title", ["<b>", "&amp;", "</a>", "a < b", LAOS, "\u202eReversed"])
async def test_t31_titles_of_any_kind_are_shown_as_they_are(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock, title: str
) -> None:
    records = [agreement(record(title=f"Memorandum {title}"))]
    async with running_bot(server, vocabulary, records, clock):
        official = server.user(1001, "Official A", started=True)
        await official.says("JP-2022-ICT")
        reply = await official.private_chat().next_reply()

    assert title in reply.text
    assert not [call for call in server.calls if call.outcome == "error"]
    assert server.unescaped == []


async def test_t32_refused_markup_is_sent_once_more_as_plain_text_and_then_given_up(
    server: BotApiServer, bot: RunningBot, official: Person, administrator: Person
) -> None:
    refusal = "Bad Request: can't parse entities: unclosed start tag"
    server.faults.add("sendMessage", description=refusal)
    await official.says("when does JP-2022-ICT end?")
    reply = await official.private_chat().next_reply()
    assert "Ends on 4 August 2027" in reply.text
    assert reply.styled("bold") == []

    server.faults.add("sendMessage", description=refusal, times=2)
    await official.says("when does JP-2022-ICT end?")
    reply = await official.private_chat().next_reply()
    assert "can find it by the code" in reply.text


# -- T37-T39: menus, links, trouble --------------------------------------------------------------


async def test_t37_menus_differ_by_chat_person_and_language(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> None:
    closed = {"administrators": str(ADMINISTRATOR)}
    async with running_bot(server, vocabulary, [], clock, menus=True, **closed):
        await menus_differ(server)


async def menus_differ(server: BotApiServer) -> None:
    administrator = server.user(ADMINISTRATOR, "Administrator", started=True)
    people = {
        code: server.user(2000 + number, language_code=code, started=True)
        for number, code in enumerate(("en", "th", "pt-br", "zh-hans", None))
    }
    group = server.supergroup("Group", list(people.values()))
    menu = server.menu_of
    await server.wait_for(lambda: menu(people["th"], group) or None, "the menus")
    await server.wait_for(
        lambda: server.menus.get({"type": "all_group_chats"}, "th") or None, "the last menu"
    )

    await administrator.starts()
    own = await server.wait_for(
        lambda: (
            (names := menu(administrator, administrator.private_chat()))
            and ("grant" in names or None)
            and names
        ),
        "the administrator's own menu",
    )
    for person in (*people.values(), administrator):
        in_group = menu(person, group)
        assert {"ask", "subscribe", "whoami"} <= set(in_group)
        assert "grant" not in in_group
    for person in people.values():
        private = set(menu(person, person.private_chat()))
        assert {"ask", "follow"} <= private < set(own)
    assert {"grant", "import", "set"} <= set(own)
    assert menu(people["pt-br"], group) == menu(people["en"], group)
    thai = server.menus.get({"type": "all_private_chats"}, "th")
    english = server.menus.get({"type": "all_private_chats"}, "")
    assert thai != english
    assert [c["command"] for c in thai] == [c["command"] for c in english]


@pytest.mark.parametrize("code", ["pt-br", "zh-hans", "th-TH", None, "", "x" * 30])
async def test_t37_any_language_code_is_answered(
    server: BotApiServer, bot: RunningBot, code: str | None
) -> None:
    person = server.user(3001, language_code=code, started=True)

    await person.says("/whoami")

    text = (await person.private_chat().next_reply()).text
    assert "3001" in text
    assert ("หมายเลข" in text) == (code == "th-TH")


@pytest.mark.parametrize(
    "payload", ["unknown", "a" * 64, "-", "--", "invite-", "../../etc", "<b>", "invite-" + "z" * 57]
)
async def test_t38_a_link_that_is_not_known_only_greets_and_is_not_logged(
    server: BotApiServer,
    bot: RunningBot,
    official: Person,
    payload: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "bot")

    await official.starts(payload)

    assert (await official.private_chat().next_reply()).text
    assert bot.desk.tally.of("errors") == {}
    if len(payload) > 5:
        assert payload not in caplog.text


@pytest.mark.parametrize("kind", ["drop", "raw", "after"])
async def test_an_answer_is_sent_again_where_the_network_failed(
    server: BotApiServer, bot: RunningBot, official: Person, kind: Kind
) -> None:
    server.faults.add("sendMessage", kind, code=502, times=2)

    await official.says("when does JP-2022-ICT end?")
    replies = official.private_chat()
    answer = (await replies.next_reply()).text

    assert "Ends on 4 August 2027" in answer
    assert bot.desk.tally.of("errors") == {}
    assert all(reply.text == answer for reply in replies.unread)


async def test_a_tap_is_answered_though_the_network_fails_twice(
    server: BotApiServer, official: Person, bot: RunningBot
) -> None:
    await official.says("agreements with Japan, and when do they end?")
    reply = await official.private_chat().next_reply()
    server.faults.add("answerCallbackQuery", "drop", times=2)

    tap = await reply.tapped(reply.buttons[0].data, official)

    await tap.answer()
    assert bot.desk.tally.of("errors") == {}


async def test_t39_trouble_is_told_by_a_code_alarms_once_an_hour_and_logs_no_words(
    server: BotApiServer,
    bot: RunningBot,
    official: Person,
    administrator: Person,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(type(bot.desk.register), "ask", broken)
    codes = []
    for _ in range(3):
        await official.says("secretwords")
        text = (await official.private_chat().next_reply()).text
        codes.append(text.rpartition("code ")[2].strip(" ."))
    alarm = (await administrator.private_chat().next_reply()).text
    assert codes[0] in alarm
    assert "RuntimeError" in alarm
    await official.says("/whoami")
    await official.private_chat().next_reply()
    assert administrator.private_chat().unread == []

    clock.advance(seconds=timedelta(hours=1, seconds=1).total_seconds())
    await official.says("secretwords")
    await official.private_chat().next_reply()
    assert "RuntimeError" in (await administrator.private_chat().next_reply()).text

    assert len(set(codes)) == 3
    assert all(code in caplog.text for code in codes)
    assert "broken on purpose" in caplog.text
    assert "secretwords" not in caplog.text
