"""Nothing private reaches a group or a guest, by whatever way a record leaves the bot.

Two bots are asked the same, one on a register with hidden records and one without them: whoever
may not see what is hidden must not be able to tell the two apart. Every button is tapped, every
command is given, and new commands are walked by themselves.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest

from bot.agreements.agreement import Agreement
from bot.documents.charts import draw_charts
from bot.documents.timeline import draw_timeline
from bot.handlers.inquiring import statistics
from bot.handlers.reminding import papers
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.driver_messages import Reply
from tests.botapi.driver_rooms import Room
from tests.botapi.records import Call
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, SameClock, running_bot
from tests.conftest import agreement as record

CHIEF, MEMBER, READER = 9001, 1001, 1002

#: What is for the office alone about a record that everybody may see.
INSIDE: dict[str, object] = {
    "owner": {"unit": "Digital Division", "contact": "555000111"},
    "notes": "Nightingale says wait",
    "verified": {"on": "2026-01-05", "by": "Wagtail"},
}
PUBLIC: tuple[dict[str, object], ...] = (
    {"id": "JP-2017-OPEN", "title": "Memorandum on posts with Japan", "kind": "mou",
     "signed": "2017-01-01", "expires": "2027-01-15", "scope_areas": ["postal cooperation"],
     "summary": "Letters and parcels.", "owner": {"unit": "Digital Division"},
     "verified": {"on": "2026-01-05"}, "evidence": [{"source": "Gazette 12", "field": "signed"}],
     "parties": [{"name": "Ministry of Post", "country": "JP", "type": "ministry"}]},
    {"id": "FI-2018-OPEN", "title": "Agreement on cyber security with Finland", "kind": "agreement",
     "signed": "2018-01-01", "expires": "2026-12-01", "scope_areas": ["cyber security"],
     "renewal": {"mode": "tacit", "period_months": 12, "notice_months": 1},
     "parties": [{"name": "Ministry of Transport", "country": "FI", "type": "ministry"}]},
    {"id": "LA-2020-OPEN", "title": "Memorandum with Laos", "kind": "mou", "signed": "2020-01-01",
     "parties": [{"name": "Ministry of Technology", "country": "LA", "type": "ministry"}]},
)  # fmt: skip
HIDDEN: tuple[dict[str, object], ...] = (
    {"id": "JP-2022-HID", "title": "Zephyrus memorandum with Japan", "kind": "mou",
     "signed": "2022-01-01", "expires": "2027-02-01", "supersedes": ["JP-2017-OPEN"],
     "visibility": "private", "scope_areas": ["whaling"], "aliases": ["Zephyrus deal"],
     "notes": "Nightingale", "owner": {"unit": "Quill Division", "contact": "555000222"},
     "parties": [{"name": "Bureau of Marmots", "country": "JP", "type": "ministry"}]},
    {"id": "PE-2020-HID", "title": "Fisheries agreement with Peru", "kind": "agreement",
     "signed": "2020-01-01", "expires": "2026-12-20", "visibility": "staff",
     "scope_areas": ["fisheries"], "owner": {"unit": "Quill Division"},
     "parties": [{"name": "Ministry of Fisheries", "country": "PE", "type": "ministry"}]},
    {"id": "FI-2019-HID", "title": "Secret amendment on cyber security with Finland",
     "kind": "amendment", "signed": "2019-01-01", "expires": "2027-01-31", "visibility": "private",
     "amends": ["FI-2018-OPEN"], "parties": [{"name": "Ministry of Transport", "country": "FI"}]},
)  # fmt: skip
#: None of these is typed by anybody in the walks that look for them.
SECRETS = (
    "-HID", "Zephyrus", "Fisheries", "Secret amendment", "Quill", "Marmots", "whaling",
    "Nightingale", "Wagtail", "555000111", "555000222", "Peru", "เปรู",
)  # fmt: skip

QUESTIONS = (
    "Japan",
    "when does the Japan MoU end",
    "who is responsible for JP-2017-OPEN",
    "what is the budget of JP-2017-OPEN",
    "who verified JP-2017-OPEN",
    "JP-2017-OPEN",
    "FI-2018-OPEN",
    "what replaces JP-2017-OPEN",
    "is the Finland agreement in force",
    "list everything",
    "how many agreements are there",
    "how many agreements by country",
    "agreements by owner",
    "agreements in force",
    "what ends in the next 12 months",
    "which have been replaced",
    "history of agreements with Japan",
    "compare JP-2017-OPEN and FI-2018-OPEN",
    "agreements without an owner",
    "latest agreement",
    "agreement with Rwanda",
    "help",
    "asdfgh",
    "ความตกลงกับญี่ปุ่น",
    "มีความตกลงกี่ฉบับ",
    "ความตกลงกับฟินแลนด์หมดอายุเมื่อไหร่",
)
#: The cards that these lead to are tapped through after the others.
ONE_TAP_DEEP = frozenset(QUESTIONS[:9] + QUESTIONS[10:14] + QUESTIONS[18:])
#: What somebody types who has heard of something hidden.
PROBES = (
    "JP-2022-HID",
    "PE-2020-HID",
    "Peru",
    "agreements on fisheries",
    "whaling with Japan",
    "Zephyrus deal",
    "zephyrs",
    "agreement with the Bureau of Marmots",
    "owned by Quill Division",
    "compare JP-2017-OPEN and JP-2022-HID",
    "ความตกลงกับเปรู",
)
AFTER_COMMANDS = ("", "JP-2017-OPEN", "JP-2022-HID", "PE-2020-HID", "Zephyrus", "12")
#: Commands whose answers hold the keys of the chat itself.
LEFT_OUT = frozenset({"start"})
#: Commands that draw a picture whatever stands behind them.
DRAWING = frozenset({"stats", "timeline"})


@pytest.fixture(scope="module", autouse=True)
def drawn_once() -> Iterator[None]:
    """Draw one picture of what is equal: the words it is drawn from are all that it tells."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(papers, "draw_timeline", cache(draw_timeline))
        patched.setattr(statistics, "draw_charts", cache(draw_charts))
        yield


@dataclass
class Stage:
    """One bot with a group and its people."""

    server: BotApiServer
    bot: RunningBot
    room: Room
    speaker: Person
    heard: list[str] = field(default_factory=list)

    async def at_rest(self) -> None:
        """Wait until everything said so far has been answered."""
        await self.server.settled()
        # Never by looking again and again: that would keep the thread that draws from running.
        await self.bot.bot.application.update_queue.join()
        await self.server.settled()

    async def says(self, text: str) -> list[Reply]:
        """Let the speaker say something; returns the new replies."""
        before = len(self.room.all_replies)
        await self.speaker.says(text, room=self.room)
        await self.at_rest()
        return self.room.all_replies[before:]

    async def taps(self, reply: Reply, number: int) -> list[Reply]:
        """Let the speaker tap a button; returns the new replies, or the edited one."""
        before, version = len(self.room.all_replies), reply.message.version
        pending = await reply.tapped("", self.speaker, data=reply.buttons[number].data)
        toast = await pending.answer()
        await self.at_rest()
        self.heard.append(f"   toast: {toast.text}")
        new = self.room.all_replies[before:]
        return new or ([reply] if reply.message.version > version else [])

    async def walk(self, text: str, depth: int = 2) -> None:
        """Say something, and tap every button that comes of it."""
        self.heard.append(f"> {text}")
        replies = [(reply, depth) for reply in await self.says(text)]
        while replies:
            reply, left = replies.pop(0)
            self.heard.append(shown(reply))
            if not left:
                continue
            for number in range(len(reply.buttons)):
                if number < len(reply.buttons):
                    replies += [(new, left - 1) for new in await self.taps(reply, number)]

    def commands(self) -> Iterable[str]:
        """Every command that shows something, with what may be typed behind it."""
        for command in self.bot.bot.reception.commands:
            if not command.changes and command.name not in LEFT_OUT:
                for after in AFTER_COMMANDS[: 1 if command.name in DRAWING else None]:
                    yield f"/{command.name} {after}".strip()


def shown(reply: Reply) -> str:
    """Return a message as people see it: text, buttons, and what is in a file."""
    buttons = " ".join(f"[{button.text}]" for button in reply.buttons)
    body = reply.message.body
    file = content_of(reply) if "document" in body or "photo" in body else ""
    return f"{reply.text}\n{buttons}\n{file}"


def content_of(reply: Reply) -> str:
    name, content = reply.file
    return f"{name}: {unpacked(content)}"


def unpacked(content: bytes) -> str:
    """Return the text in a file, that of a workbook out of its parts."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def everything_sent(calls: Iterable[Call]) -> Iterable[str]:
    """Return all that a bot sent in some calls: texts, buttons, toasts, files."""
    for call in calls:
        yield str(call.params)
        yield from (unpacked(upload.content) for upload in call.uploads.values())


@asynccontextmanager
async def stage(
    vocabulary: Vocabulary, records: Iterable[Agreement], where: str, who: int
) -> AsyncIterator[Stage]:
    """Run a bot; `where`: in a group or in private; `who` speaks."""
    clock = FakeClock()
    async with BotApiServer(conflict_pause=0, clock=SameClock(clock)) as server:
        settings: dict[str, Any] = {"administrators": str(CHIEF), "open_to_all": "no"}
        async with running_bot(server, vocabulary, records, clock, **settings) as bot:
            speaker = server.user(who, "Speaker", language_code="en", started=True)
            room: Room = speaker.private_chat()
            if where == "group":
                room = server.supergroup("Group", [speaker])
                await bot.desk.access.grant(room.chat_id, Role.GUEST, CHIEF)
            elif who == MEMBER:
                await bot.desk.access.grant(who, Role.GUEST, CHIEF)
            yield Stage(server, bot, room, speaker)


MIXED = [record(PUBLIC[0] | INSIDE), *map(record, (*PUBLIC[1:], *HIDDEN))]
OPEN_ONLY = [record(one) for one in PUBLIC]
AUDIENCES = [
    pytest.param("private", MEMBER, id="a guest in private"),
    pytest.param("group", CHIEF, id="an administrator in a group"),
]


async def told(
    vocabulary: Vocabulary, records: list[Agreement], where: str, who: int, texts: Iterable[str]
) -> list[str]:
    """Return all that somebody hears of a register who says all this."""
    async with stage(vocabulary, records, where, who) as play:
        prefix = "/ask " if where == "group" else ""
        for text in texts or play.commands():
            depth = 1 if text in ONE_TAP_DEEP else 2
            await play.walk(text if text.startswith("/") else f"{prefix}{text}", depth)
        return play.heard


@pytest.mark.parametrize(("where", "who"), AUDIENCES)
@pytest.mark.parametrize("texts", [QUESTIONS, PROBES, ()], ids=["questions", "probes", "commands"])
async def test_who_may_not_see_what_is_hidden_cannot_tell_that_it_is_there(
    vocabulary: Vocabulary, where: str, who: int, texts: tuple[str, ...]
) -> None:
    mixed = await told(vocabulary, MIXED, where, who, texts)
    open_only = await told(vocabulary, OPEN_ONLY, where, who, texts)

    assert len(mixed) > 10
    assert mixed == open_only


@pytest.mark.parametrize(("where", "who"), AUDIENCES)
async def test_nothing_hidden_is_in_anything_that_is_sent(
    vocabulary: Vocabulary, where: str, who: int
) -> None:
    async with stage(vocabulary, MIXED, where, who) as play:
        prefix = "/ask " if where == "group" else ""
        for text in QUESTIONS:
            await play.walk(f"{prefix}{text}", depth=1)
        for command in play.bot.bot.reception.commands:
            if not command.changes and command.name not in LEFT_OUT:
                await play.walk(f"/{command.name}", depth=1)

        sent = "\n".join(everything_sent(play.server.calls))
        assert [secret for secret in SECRETS if secret in sent] == []


async def test_what_a_group_is_reminded_of_is_public_over_a_whole_year(
    vocabulary: Vocabulary,
) -> None:
    async with stage(vocabulary, MIXED, "group", CHIEF) as play:
        await play.says("/subscribe everything")
        sends = len(play.server.calls.sends())
        for _ in range(60):
            play.server.clock.advance(6 * 86_400)
            await play.bot.tick()
        await play.says("/subscriptions")

        assert len(play.server.calls.sends()) > sends + 5
        sent = "\n".join(everything_sent(play.server.calls.of("sendMessage")))
        assert "FI-2018-OPEN" in sent
        in_group = [
            call for call in play.server.calls if call.params.get("chat_id") == play.room.chat_id
        ]
        told_there = "\n".join(everything_sent(in_group))
        assert [secret for secret in SECRETS if secret in told_there] == []


async def test_a_group_cannot_subscribe_to_what_it_may_not_see(vocabulary: Vocabulary) -> None:
    """Neither by its code in the group, nor from outside by somebody who may see it."""
    async with stage(vocabulary, MIXED, "group", CHIEF) as play:
        unknown = [shown(one) for one in await play.says("/subscribe XX-2022-HID")]
        hidden = [shown(one) for one in await play.says("/subscribe JP-2022-HID")]
        await play.speaker.says(f"/subscribe JP-2022-HID chat {play.room.chat_id}")
        await play.at_rest()

        assert [text.replace("XX-", "JP-") for text in unknown] == hidden
        assert play.bot.bot.reminding.wishes.all() == []


async def test_the_offices_people_see_contacts_and_notes_in_private(
    vocabulary: Vocabulary,
) -> None:
    async with stage(vocabulary, MIXED, "private", READER) as play:
        await play.bot.desk.access.grant(READER, Role.READER, CHIEF)
        card = shown((await play.says("JP-2017-OPEN"))[0])
        owner = shown((await play.says("who is responsible for JP-2017-OPEN"))[0])
        staff = shown((await play.says("PE-2020-HID"))[0])
        private = shown((await play.says("JP-2022-HID"))[0])

    assert "Nightingale says wait" in card
    assert "Contact: 555000111" in owner
    assert "Fisheries agreement with Peru" in staff
    assert "Zephyrus" not in private
