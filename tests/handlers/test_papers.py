"""/calendar and /timeline: the dates one may see as a file and as a picture, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.agreements.audit import Actor
from bot.handlers.reminding import papers
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, agreement, running_bot

ADMINISTRATOR = 9_001
#: The first picture loads the drawing library: so many seconds at most, on a busy machine.
DRAWING = 60.0
RECORDS: tuple[dict[str, object], ...] = (
    {"id": "JP-2022-ICT", "title": "Memorandum with Japan on ICT", "kind": "moc",
     "parties": [{"name": "Japan", "country": "JP"}], "signed": "2022-08-05",
     "term": {"kind": "fixed", "months": 60}},
    {"id": "FI-2025", "title": "Memorandum with Finland", "kind": "mou",
     "parties": [{"name": "Finland", "country": "FI"}], "expires": "2028-01-31"},
    {"id": "SE-2025", "title": "Internal plan with Sweden", "expires": "2028-02-29",
     "parties": [{"name": "Sweden", "country": "SE"}], "visibility": "staff"},
    {"id": "NO-2025", "title": "Memorandum with Norway", "signed": "2020-01-01",
     "parties": [{"name": "Norway", "country": "NO"}]},
)  # fmt: skip


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 25, 3, 0, tzinfo=UTC))


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> AsyncIterator[RunningBot]:
    records = [agreement(record) for record in RECORDS]
    async with running_bot(
        server, vocabulary, records, clock, administrators=str(ADMINISTRATOR)
    ) as running:
        yield running


@pytest.fixture
def official(server: BotApiServer) -> Person:
    return server.user(1001, "Official A", language_code="en", started=True)


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


async def codes_in_file(person: Person) -> set[str]:
    """Of which agreements the file that was sent last holds dates."""
    name, content = (await person.private_chat().next_reply()).file
    assert name is not None
    assert name.endswith(".ics")
    return {str(event["uid"]).split(".")[0] for event in events_of(content)}


async def test_the_calendar_of_one_agreement_is_a_file_of_its_dates(
    official: Person, bot: RunningBot
) -> None:
    await official.says("/calendar JP-2022-ICT")

    assert await codes_in_file(official) == {"JP-2022-ICT"}


async def test_the_calendar_of_everything_holds_what_the_asker_may_see(
    server: BotApiServer, official: Person, bot: RunningBot
) -> None:
    administrator = server.user(ADMINISTRATOR, "Administrator", started=True)

    await official.says("/calendar all")
    await administrator.says("/calendar")

    assert await codes_in_file(official) == {"JP-2022-ICT", "FI-2025"}
    assert await codes_in_file(administrator) == {"JP-2022-ICT", "FI-2025", "SE-2025"}


async def test_without_words_a_chat_gets_what_it_is_told_of(
    server: BotApiServer, official: Person, bot: RunningBot
) -> None:
    await official.says("/follow Finland")
    await official.private_chat().next_reply()
    await official.says("/calendar")

    assert await codes_in_file(official) == {"FI-2025"}


async def test_a_group_never_gets_a_date_of_the_offices_own_records(
    server: BotApiServer, bot: RunningBot
) -> None:
    administrator = server.user(ADMINISTRATOR, "Administrator", started=True)
    room = server.supergroup("Renewals", [administrator])

    await room.says(administrator, "/calendar Sweden")
    answer = await room.next_reply()
    await room.says(administrator, "/timeline all")
    picture = await room.next_reply(DRAWING)

    assert answer.text.startswith("There is no date to come for")
    assert "2 rows" in str(picture.raw["caption"])


async def test_a_second_import_updates_the_first_because_the_names_stay(
    official: Person, bot: RunningBot
) -> None:
    """peers.md (b) 8: a file that is asked for again moves the dates instead of doubling them."""
    await official.says("/calendar FI-2025")
    _, first = (await official.private_chat().next_reply()).file
    register = bot.desk.register
    current = register.get("FI-2025")
    assert current is not None
    record = RECORDS[1] | {"expires": "2028-06-30"}
    changed = agreement(record).changed(revision=current.revision)
    await register.save(changed, Actor(), based_on=current.revision)

    await official.says("/calendar FI-2025")
    _, second = (await official.private_chat().next_reply()).file

    before, after = (
        {str(e["uid"]): (e["dtstart"].dt, int(e["sequence"])) for e in events_of(content)}
        for content in (first, second)
    )
    assert before.keys() == after.keys()
    assert all(after[uid][0] > before[uid][0] for uid in before)
    assert all(after[uid][1] > before[uid][1] for uid in before)


async def test_the_card_and_the_reminder_offer_the_calendar_by_a_button(
    official: Person, bot: RunningBot
) -> None:
    await official.says("JP-2022-ICT")
    card = await official.private_chat().next_reply()

    await card.tapped("📅 Calendar", official)

    assert await codes_in_file(official) == {"JP-2022-ICT"}


async def test_a_card_without_dates_offers_no_calendar(official: Person, bot: RunningBot) -> None:
    await official.says("NO-2025")
    card = await official.private_chat().next_reply()

    assert not any("📅" in button.text for button in card.buttons)


async def test_a_word_that_is_not_understood_makes_no_file(
    official: Person, bot: RunningBot
) -> None:
    await official.says("/calendar zzyzx")

    assert (
        "I could not tell what “zzyzx” means" in (await official.private_chat().next_reply()).text
    )


async def test_the_timeline_is_a_picture_in_the_askers_language(
    server: BotApiServer, official: Person, bot: RunningBot
) -> None:
    thai = server.user(1002, "เจ้าหน้าที่", language_code="th", started=True)

    await official.says("/timeline")
    await thai.says("/timeline ญี่ปุ่น")
    picture = await official.private_chat().next_reply(DRAWING)
    in_thai = await thai.private_chat().next_reply(DRAWING)

    assert picture.file[1].startswith(b"\x89PNG")
    assert picture.raw["caption"] == "🗓 all agreements: 2 rows, the coming 24 months"
    assert "24 เดือนข้างหน้า" in str(in_thai.raw["caption"])


async def test_where_nothing_can_be_drawn_it_says_so_and_what_tells_the_same(
    official: Person, bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "can_draw", lambda: False)

    await official.says("/timeline")

    text = (await official.private_chat().next_reply()).text
    assert text.startswith("Pictures cannot be drawn here")
    assert "/calendar" in text
