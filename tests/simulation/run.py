"""Years of reminding in minutes: the real bot, the tests' Telegram, and everything that goes wrong.

Each day people edit records, chats come and go, the network fails in every way it can, and now and
then the process is killed or stays down for days. All that happened goes into a chronicle.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.agreements.kinds import Visibility
from bot.agreements.milestones import MilestoneKind
from bot.agreements.partial_date import PartialDate
from bot.agreements.record import read_record
from bot.agreements.record_writing import write_record
from bot.people.roles import Role
from bot.reminders.ledger import DOUBTS, LEDGER, Acknowledgement, Answer
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver_messages import Reply
from tests.botapi.driver_rooms import ChannelRoom, GroupRoom, PrivateRoom
from tests.botapi.faults import Fault
from tests.botapi.records import Call
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, SameClock
from tests.simulation.events import Chronicle, Held, Muted, Told
from tests.simulation.process import Life
from tests.simulation.reading import dates_told, is_weekly
from tests.simulation.world import (
    ADMINISTRATOR,
    FIRST_PERSON,
    Chat,
    arrival_of,
    make_chats,
    records_of,
    subscriptions_of,
    verified_on,
)

DESK = Actor(ADMINISTRATOR, ADMINISTRATOR, "desk")
#: How often a day has it.
EDITS, EDIT_IN_FLIGHT, FAULT, KILL = 0.45, 0.05, 0.15, 0.03
KICK, MIGRATION, OUTAGE, ANSWER, NIGHT = 0.01, 0.004, 0.004, 0.1, 0.05
OUTAGE_DAYS = 3
#: The hours (UTC) at which all chats are awake.
USUAL_HOURS = (7, 8, 9, 10, 11, 12)


class Trouble(Fault):
    """Strikes the message after so many others, and further ones to the same chat.

    With a `life` the bot dies of it: before Telegram does what it asked for, or after.
    """

    skip: int = 0
    life: Life | None = None
    chat: object = None

    def strikes(self, call: Call) -> bool:
        if call.method != self.method:
            return False
        if self.chat is None:
            self.skip -= 1
            if self.skip >= 0:
                return False
            self.chat = call.params["chat_id"]
        struck = call.params["chat_id"] == self.chat and super().strikes(call)
        if struck and self.life is not None:
            self.life.files.die()
        return struck


class Simulation:
    """Runs years and writes the chronicle."""

    def __init__(
        self,
        server: BotApiServer,
        vocabulary: Vocabulary,
        clock: FakeClock,
        path: Path,
        seed: int,
    ) -> None:
        self.chronicle = Chronicle()
        self.counts: Counter[str] = Counter()
        self._server = server
        self._vocabulary = vocabulary
        self._clock = clock
        self._path = path
        self._random = Random(seed)
        self._chats: list[Chat] = []
        self._waiting: dict[date, list[Agreement]] = {}
        self._away: dict[date, list[Chat]] = {}
        #: Former ids of chats that migrated.
        self._former: dict[int, int] = {}
        #: A record that was being changed when the process died.
        self._unsure = ""
        self._administrator = server.user(
            ADMINISTRATOR, "Administrator", language_code="en", started=True
        )
        self._doubts: list[tuple[Reply, str, int]] = []
        self._asked = 0
        self._life: Life

    # -- beginning ------------------------------------------------------------------------------

    async def run(self, first: date, days: int, agreements: int, chats: int) -> Chronicle:
        """Play so many days with so many records and chats."""
        self._clock.moment = datetime(first.year, first.month, first.day, 1, 0, tzinfo=UTC)
        records = records_of(self._vocabulary, agreements, self._random)
        for record in records:
            verified = verified_on(record, first + timedelta(days=self._random.randrange(300)))
            day = arrival_of(verified, first, self._random)
            self._waiting.setdefault(day, []).append(verified)
        self._chats = await make_chats(
            self._server, self._administrator, chats, first, records, self._random
        )
        self._life = await self._born()
        await self._admit()
        await self._arrive(first)
        for chat in self._chats:
            self.chronicle.readers[chat.number] = chat.reader
            for subscription in subscriptions_of(chat):
                await self._life.bot.reminding.wishes.subscribe(subscription)
        await self._days(first, days)
        for batch in list(self._life.desk.store.items(DOUBTS)):
            # What nobody has said yet is not missed either: the bot waits for his word.
            self._note_held(self._rows_of(batch))
        await self._life.end()
        return self.chronicle

    async def _born(self) -> Life:
        return await Life.begin(
            self._server, self._vocabulary, self._clock, self._path, self._random
        )

    async def _admit(self) -> None:
        access = self._life.desk.access
        for chat in self._chats:
            role = Role.GUEST
            if isinstance(chat.room, PrivateRoom) and "staff" in chat.reader.sees:
                role = Role.READER
            await access.grant(chat.chat_id, role, ADMINISTRATOR)
            await access.grant(FIRST_PERSON + chat.number, Role.READER if role is Role.READER
                               else Role.GUEST, ADMINISTRATOR)  # fmt: skip

    # -- a day ----------------------------------------------------------------------------------

    async def _days(self, first: date, days: int) -> None:
        number = 0
        while number < days:
            day = first + timedelta(days=number)
            number += 1
            if self._happens(OUTAGE):
                self.counts["outages of 3 days"] += 1
                number += OUTAGE_DAYS
                self._life = await self._reborn()
                continue
            await self._day(day)

    async def _day(self, day: date) -> None:
        self._clock.moment = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
        for waiting in sorted(d for d in self._waiting if d <= day):
            await self._arrive(waiting)
        await self._settle_doubts()
        await self._return(day)
        if self._happens(EDITS):
            await self._edit()
        if self._happens(KICK):
            await self._kick(day)
        for moment in self._moments(day):
            self._clock.moment = moment
            await self._tick()
            if self._happens(ANSWER):
                await self._answer()

    def _happens(self, share: float) -> bool:
        return self._random.random() < share

    def _moments(self, day: date) -> Iterator[datetime]:
        """The moments at which the bot looks: one a day, some nights, each hour on DST days."""
        if is_dst_day(day):
            self.counts["DST days, hour by hour"] += 1
            for hour in range(24):
                yield datetime(day.year, day.month, day.day, hour, 0, 10, tzinfo=UTC)
            return
        if self._happens(NIGHT):
            hour = self._random.randrange(6)
            yield datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
        hour = self._random.choice(USUAL_HOURS)
        minute = self._random.randrange(60)
        yield datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)

    # -- a tick ---------------------------------------------------------------------------------

    async def _tick(self) -> None:
        tick = len(self.chronicle.ticks)
        self.chronicle.ticks.append(self._clock.moment)
        faults = self._scripted()
        migrated = await self._migrate()
        edit = self._edit(in_flight=True) if self._happens(EDIT_IN_FLIGHT) else None
        await asyncio.gather(self._life.tick(), *([edit] if edit else []))
        self._life.files.dies_in = None
        died = self._life.files.is_dead
        struck = self._lift(faults) | migrated | self._refused()
        self._note_calls(tick)
        able = [c.number for c in self._chats if c.is_here and c.number not in struck]
        self.chronicle.able.append(frozenset() if died else frozenset(able))
        if died:
            self.counts["kills"] += 1
            self._life = await self._reborn()
        self._note_doubts(tick)

    def _scripted(self) -> list[Trouble]:
        """Script this tick's trouble: for one chat, and perhaps a death somewhere in it."""
        faults = []
        if self._happens(FAULT):
            kind, script = self._random.choice(TROUBLE)
            fault = Trouble("sendMessage", kind, **script)
            fault.skip = self._random.randrange(3)
            faults.append(fault)
        if self._happens(KILL):
            if self._happens(0.5):
                self._life.files.dies_in = self._random.randrange(8)
            else:
                deadly = Trouble("sendMessage", self._random.choice(("drop", "after")))
                deadly.skip, deadly.life = self._random.randrange(4), self._life
                faults.append(deadly)
        self._server.faults.extend(faults)
        return faults

    def _lift(self, faults: list[Trouble]) -> set[int]:
        """Take the scripts away; returns which mailboxes were struck."""
        struck = set()
        for fault in faults:
            for call in fault.hits:
                number = self._mailbox(call)
                # One request to wait is obeyed, and the message goes out all the same.
                if number is not None and not (fault.code == 429 and fault.times == 1):
                    struck.add(number)
                self.counts[
                    f"fault: {fault.kind} {fault.code if fault.kind == 'error' else ''}"
                ] += 1
        self._server.faults.clear()
        return struck

    def _refused(self) -> set[int]:
        """Which mailboxes Telegram refused something: a chat that moved hears the rest later."""
        calls = (c for c in self._server.calls if c.method == "sendMessage")
        refused = (self._mailbox(c) for c in calls if c.outcome == "error")
        return {number for number in refused if number is not None}

    async def _migrate(self) -> set[int]:
        if not self._happens(MIGRATION):
            return set()
        groups = [c for c in self._chats if c.room.chat.kind == "group" and c.is_here]
        if not groups:
            return set()
        chat = self._random.choice(groups)
        room = chat.room
        if not isinstance(room, GroupRoom):
            return set()
        old = chat.chat_id
        chat.room = await room.migrates(self._administrator, announced=False)
        self.counts["migrations"] += 1
        self._former[old] = chat.number
        return {chat.number}

    # -- what came of it ------------------------------------------------------------------------

    def _mailbox(self, call: Call) -> int | None:
        chat_id, thread = call.params["chat_id"], call.params.get("message_thread_id")
        for chat in self._chats:
            if (chat.chat_id, chat.thread) == (chat_id, thread):
                return chat.number
        return self._former.get(chat_id)

    def _note_calls(self, tick: int) -> None:
        """Note what reached whom, and forget the calls."""
        for call in self._server.calls:
            if call.method != "sendMessage" or call.outcome not in ("ok", "lost"):
                continue
            number = self._mailbox(call)
            if number is None:
                self.counts["messages to administrators"] += 1
                continue
            self.counts["messages"] += 1
            today = self._clock.moment.date()
            if is_weekly(call):
                self.chronicle.weekly.append(Told(tick, number, "*", "weekly", today))
            for code, kind, day in dates_told(call):
                told_day = day or self._entry_of(code)
                self.chronicle.told.append(Told(tick, number, code, kind, told_day))
        self._server.calls.clear()
        self._server.world.delivered.clear()
        for chat in self._chats:
            chat.room.chat.messages = dict(list(chat.room.chat.messages.items())[-300:])

    def _entry_of(self, code: str) -> date:
        record = self._life.desk.register.get(code)
        return record.in_force.earliest if record and record.in_force else date.min

    # -- doubts ---------------------------------------------------------------------------------

    def _note_doubts(self, tick: int) -> None:
        """Remember what the administrator was asked; he looks into the chat another day."""
        room = self._administrator.private_chat()
        replies = room.all_replies[self._asked :]
        self._asked += len(replies)
        for reply in replies:
            for button in reply.buttons:
                data = (button.data or "").split("|")
                if len(data) == 5 and data[1] == "was-there":
                    self._doubts.append((reply, data[3], tick))

    async def _settle_doubts(self) -> None:
        """Let the administrator say of each doubt what the chat shows."""
        waiting, self._doubts = self._doubts, []
        for reply, batch, tick in waiting:
            if self._happens(0.3) and tick > len(self.chronicle.ticks) - 6:
                self._doubts.append((reply, batch, tick))
                continue
            rows = self._rows_of(batch)
            # A digest arrived when all its dates did: one of them may have been told again since.
            arrived = all(self._has_arrived(row) for row in rows)
            self._note_held(rows)
            self.counts["uncertain"] += 1
            label = "It arrived" if arrived else "Send again"
            await reply.tapped(label, self._administrator)
            await self._life.hear()

    def _rows_of(self, batch: str) -> list[Any]:
        store = self._life.desk.store
        doubt = store.get(DOUBTS, batch)
        return [r for k in doubt.keys if (r := store.get(LEDGER, str(k)))] if doubt else []

    def _has_arrived(self, row: Any) -> bool:
        key = row.key
        number = self._number_of(key.chat)
        told = self.chronicle.weekly if key.kind == "weekly" else self.chronicle.told
        return key.kind.startswith(("unanswered", "snooze")) or any(
            t.mailbox == number
            and self.chronicle.ticks[t.tick] >= row.at
            and (
                key.kind == "weekly"
                or (t.code, t.kind, t.day) == (key.agreement_id, key.kind, key.day)
            )
            for t in reversed(told[-5000:])
        )

    def _note_held(self, rows: list[Any]) -> None:
        now = len(self.chronicle.ticks) - 1
        for row in rows:
            key = row.key
            number = self._number_of(key.chat)
            first = next(n for n, moment in enumerate(self.chronicle.ticks) if moment >= row.at)
            if number is not None:
                kind = "weekly" if key.kind == "weekly" else key.kind
                self.chronicle.held.append(
                    Held(number, key.agreement_id, kind, key.day, first, now)
                )

    def _number_of(self, chat_key: str) -> int | None:
        chat_id, _, thread = chat_key.partition("/")
        wanted = (int(chat_id), int(thread) if thread else None)
        for chat in self._chats:
            if (chat.chat_id, chat.thread) == wanted:
                return chat.number
        return self._former.get(int(chat_id))

    # -- people ---------------------------------------------------------------------------------

    async def _answer(self) -> None:
        """Let somebody tap "Not renewing" or another answer under a reminder of today."""
        tick = len(self.chronicle.ticks) - 1
        today = [t for t in self.chronicle.told if t.tick == tick and t.kind == "decide-by"]
        if not today or self._life.files.is_dead:
            return
        told = self._random.choice(today)
        chat = self._chats[told.mailbox]
        record = self._life.desk.register.get(told.code)
        if record is None:
            return
        answer = self._random.choice((Answer.NOT_RENEWING, Answer.IN_HAND, Answer.RENEWED))
        subscription = subscriptions_of(chat)[0]
        given = Acknowledgement(
            told.code, MilestoneKind.DECIDE_BY, told.day, subscription.chat, answer,
            FIRST_PERSON + chat.number, "Official", self._clock(),
        )  # fmt: skip
        await self._life.bot.reminding.book.acknowledge(given, DESK)
        self.counts["answers"] += 1
        if answer is Answer.NOT_RENEWING:
            muted = Muted(told.mailbox, told.code, told.kind, told.day, tick + 1)
            self.chronicle.muted.append(muted)

    async def _kick(self, day: date) -> None:
        rooms = [c for c in self._chats if c.is_here and not isinstance(c.room, ChannelRoom)]
        chat = self._random.choice(rooms)
        if isinstance(chat.room, GroupRoom):
            await chat.room.kicks_bot(self._administrator)
        else:
            await chat.person.blocks_bot()
        chat.is_here = False
        self.counts["removed or blocked"] += 1
        back = day + timedelta(days=self._random.randrange(1, 40))
        self._away.setdefault(back, []).append(chat)

    async def _return(self, day: date) -> None:
        for back in sorted(d for d in self._away if d <= day):
            for chat in self._away.pop(back):
                if isinstance(chat.room, GroupRoom):
                    await chat.room.adds_bot(self._administrator)
                else:
                    await chat.person.unblocks_bot()
                chat.is_here = True
                await self._life.hear()

    # -- records --------------------------------------------------------------------------------

    async def _arrive(self, day: date) -> None:
        found = self._waiting.pop(day, [])
        if found:
            await self._life.desk.register.take_in(found, DESK)
            for record in found:
                self._note_version(record.id, len(self.chronicle.ticks))

    def _note_version(self, code: str, tick: int) -> None:
        record = self._life.desk.register.get(code)
        written = write_record(record) if record else None
        self.chronicle.versions[code].append((tick, written))

    async def _edit(self, *, in_flight: bool = False) -> None:
        """Change a record as offices do; in flight: while the bot is telling."""
        tick = len(self.chronicle.ticks)
        register = self._life.desk.register
        record = self._random.choice(sorted(register.agreements.values(), key=lambda a: a.id))
        wanted = edited(record, self._clock.moment.date(), self._random)
        if read_record(write_record(wanted)).agreement is None:
            return  # it would end before it began, and nobody could enter that
        if in_flight:
            for _ in range(self._random.randrange(40)):
                await asyncio.sleep(0)
            # This tick's number was given already; what is told in it may be of either version.
            self.chronicle.unsettled.add((tick - 1, record.id))
            for linked in (*record.supersedes, *record.amends):
                self.chronicle.unsettled.add((tick - 1, linked))
        try:
            await register.save(wanted, DESK, based_on=record.revision)
        except Exception:
            if not self._life.files.is_dead:
                raise
            # Whether it is on the disk is seen when the register is read again.
            self._unsure = record.id
            return
        self.counts["edits in flight" if in_flight else "edits"] += 1
        self._note_version(record.id, tick)

    async def _reborn(self) -> Life:
        """Let the process begin anew over what is on the disk."""
        await self._life.end()
        self._life = await self._born()
        if self._unsure:
            # What was told in the tick of the death may be of this version already.
            self._note_version(self._unsure, len(self.chronicle.ticks) - 1)
            self._unsure = ""
        return self._life


#: What may go wrong with the next message to a chat.
TROUBLE: tuple[tuple[Any, dict[str, Any]], ...] = (
    ("error", {"code": 429, "description": "Too Many Requests: retry after 30",
               "parameters": {"retry_after": 30}}),
    ("error", {"code": 429, "description": "Too Many Requests: retry after 30", "times": None,
               "parameters": {"retry_after": 30}}),
    ("drop", {}),
    ("drop", {"times": 3}),
    ("after", {}),
    ("raw", {"code": 502}),
)  # fmt: skip


def is_dst_day(day: date) -> bool:
    """Whether clocks are moved in Berlin on this day: the last Sunday of March or October."""
    return day.month in (3, 10) and day.weekday() == 6 and day.day > 24


def edited(record: Agreement, today: date, random: Random) -> Agreement:
    """A record after one of the changes that offices make."""
    days = random.choice((-400, -20, 5, 20, 40, 100, 200, 400, 1_500))
    day = PartialDate.of(today + timedelta(days=days))
    renewal = record.renewal
    choice = random.randrange(8)
    if choice <= 2:
        return replace(record, expires=day)
    if choice == 3:
        return replace(record, renewal=replace(renewal, notice_months=random.choice((None, 2, 6))))
    if choice == 4:
        days_needed = random.choice((None, 0, 90, 300))
        return replace(record, renewal=replace(renewal, approval_days=days_needed))
    if choice == 5:
        return verified_on(record, today)
    if choice == 6:
        is_staff = record.visibility is Visibility.STAFF
        shown = Visibility.PUBLIC if is_staff else Visibility.STAFF
        return replace(record, visibility=shown)
    ends = None if record.terminated else PartialDate.of(today + timedelta(days=45))
    return replace(record, terminated=ends)


async def simulated(
    vocabulary: Vocabulary,
    path: Path,
    *,
    first: date,
    days: int,
    agreements: int,
    chats: int,
    seed: int,
) -> Simulation:
    """Play a simulation from beginning to end."""
    clock = FakeClock()
    async with BotApiServer(conflict_pause=0, clock=SameClock(clock)) as server:
        simulation = Simulation(server, vocabulary, clock, path, seed)
        await simulation.run(first, days, agreements, chats)
        server.assert_clean()
    return simulation
