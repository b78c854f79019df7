"""What the people of a soak do: ask, tap, edit, change records, send files; each waits."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from tests.botapi.driver import Person
from tests.botapi.driver_rooms import GroupRoom, Room
from tests.botapi.server import BotApiServer

#: Nobody waits longer (seconds) before a question counts as not answered.
PATIENCE = 60.0
EDITORS = 5
QUESTIONS = (
    "when does the Finland MoU expire?",
    "what do we have with Japan on 5G?",
    "which agreements end in 2027?",
    "MoU with Peru on fisheries?",
    "ข้อตกลงกับลาวหมดอายุเมื่อไหร่",
    "how many agreements with China",
    "when must we decide on JP-2022-ICT",
    "everything on cybersecurity",
    "ความร่วมมือด้านปัญญาประดิษฐ์กับสิงคโปร์",
    "whta abuot the filand mou",
    "/due",
    "/help",
    "<b>markup</b> & 🏛 \u202e",
)
#: The codes that editors change: each only ever gets another note.
CODES = ("JP-2022-ICT", "FI-2022-ICT", "FI-2018-ICT")
TABLE = "code,title,country,signed\nXX-{0},A trial memorandum {0},Laos,2024-05-{1:02}\n"


@dataclass
class Heard:
    """What came of everything that was said. Seconds by the asker's clock."""

    seconds: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)


class Crowd:
    """All people and groups of one run."""

    def __init__(self, server: BotApiServer, people: int, groups: int, seed: int) -> None:
        self.heard = Heard()
        self._random = Random(seed)
        self.people = [
            server.user(1000 + n, f"Official {n}", language_code=("en", "th")[n % 2], started=True)
            for n in range(people)
        ]
        self.groups = [
            server.supergroup(f"Group {n}", self.people[n * 5 : n * 5 + 5]) for n in range(groups)
        ]
        self.free: list[Person | GroupRoom] = [*self.people, *self.groups]
        self._random.shuffle(self.free)

    async def act(self) -> None:
        """Let whoever has been silent longest do something, and wait for what comes of it."""
        if not self.free:
            self.heard.done["nobody was free"] += 1
            return
        who = self.free.pop(0)
        try:
            await self._act(who)
        finally:
            self.free.append(who)

    async def _act(self, who: Person | GroupRoom) -> None:
        if isinstance(who, GroupRoom):
            member = self._random.choice(sorted(who.chat.members))
            asker = next((p for p in self.people if p.id == member), self.people[0])
            await self._asks(who, asker, f"/ask {self._question()}")
            return
        chance = self._random.random()
        if who in self.people[:EDITORS] and chance < 0.5:
            await (self._changes(who) if chance < 0.3 else self._sends_file(who))
            return
        await self._asks(who.private_chat(), who, self._question())
        if chance < 0.15:
            await self._taps(who)
        elif chance < 0.25:
            await self._edits(who)

    def _question(self) -> str:
        return self._random.choice(QUESTIONS)

    async def _asks(self, room: Room, person: Person, text: str) -> bool:
        before, began = len(room.chat.bot_messages), time.monotonic()
        room.post(person.user, room.text(text))
        if not await self._is_answered(room, before, text):
            return False
        self.heard.seconds.append(time.monotonic() - began)
        self.heard.done["questions in groups" if isinstance(room, GroupRoom) else "questions"] += 1
        return True

    async def _is_answered(self, room: Room, before: int, what: str) -> bool:
        try:
            await room._cast.world.bell.until(
                lambda: True if len(room.chat.bot_messages) > before else None, PATIENCE
            )
        except TimeoutError:
            self.heard.unanswered.append(what)
            return False
        return True

    async def _taps(self, person: Person) -> None:
        for reply in reversed(person.private_chat().all_replies[-3:]):
            if reply.buttons:
                button = self._random.choice(reply.buttons)
                tap = await reply.tapped(button.data, person)
                try:
                    await tap.answer(PATIENCE)
                except AssertionError:
                    self.heard.unanswered.append(f"tap {button.text}")
                self.heard.done["taps"] += 1
                return

    async def _edits(self, person: Person) -> None:
        said = await person.says(self._question())
        room = person.private_chat()
        before = len(room.chat.bot_messages)
        await asyncio.sleep(1)
        await person.edits(said, self._question())
        await self._is_answered(room, before - 1, "an edited question")
        self.heard.done["edits of questions"] += 1

    async def _changes(self, person: Person) -> None:
        room = person.private_chat()
        before = len(room.chat.bot_messages)
        code, number = self._random.choice(CODES), self._random.randrange(10**6)
        await person.says(f"/set {code} notes checked {number}")
        if not await self._is_answered(room, before, "/set"):
            return
        buttons = room.all_replies[-1].buttons
        if buttons:
            tap = await room.all_replies[-1].tapped(buttons[0].data, person)
            try:
                await tap.answer(PATIENCE)
            except AssertionError:
                self.heard.unanswered.append("confirming /set")
        self.heard.done["changes of records"] += 1

    async def _sends_file(self, person: Person) -> None:
        number = self._random.randrange(1_000)
        content = TABLE.format(number, number % 28 + 1).encode()
        room = person.private_chat()
        before = len(room.chat.bot_messages)
        await person.sends_document("trial.csv", content, caption="/import")
        try:
            await room._cast.world.bell.until(
                lambda: True if len(room.chat.bot_messages) > before else None, 10
            )
        except TimeoutError:
            self.heard.done["files left alone"] += 1
            return
        reply = room.all_replies[-1]
        if reply.buttons:
            await reply.tapped(reply.buttons[0].data, person)
        self.heard.done["files"] += 1
