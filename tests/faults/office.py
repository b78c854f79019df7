"""An office at work on a real register until its process is killed: clerks, imports, reminders.

Everybody goes the way the chat goes. What somebody is about to do is told before, and that it is
done once the register has acknowledged it; see `promises`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.agreements.deadlines import LeadTimes
from bot.agreements.record import read_record
from bot.agreements.taking_back import is_addition
from bot.agreements.tiers import weekdays_only
from bot.catalogue.vocabulary import load_vocabulary
from bot.filing import AGREEMENTS
from bot.importing.reading import Reading, read_file
from bot.register import AgreementRegister
from bot.reminders.book import ReminderBook
from bot.reminders.delivering import Delivery, Escalation, Fate, Weekly
from bot.reminders.follow_up import escalation_key
from bot.reminders.ledger import (
    ANSWERS,
    AWAITED,
    DOUBTS,
    Acknowledgement,
    Answer,
    Doubt,
    LedgerKey,
    Snooze,
)
from bot.reminders.planning import Due
from bot.reminders.rounds import Rounds
from bot.reminders.subscriptions import Audience, Interest, Subscription
from bot.reminders.weekly import weekly_key
from bot.reminders.wishes import Wishes
from bot.search.day_view import DayView
from bot.search.vocabulary import Vocabulary
from bot.store import Store, open_store
from bot.store.file_operations import FileOperations
from bot.upkeep.amending import Amender
from bot.upkeep.deeds import Deeds
from bot.upkeep.field_names import field_by_code
from bot.upkeep.imports import Imports
from bot.upkeep.plans import Plan, adding, amending, plan_as_text, removing, restoring
from bot.upkeep.proposals import CHANGE, PROPOSALS, Proposals
from tests.faults.promises import CHATS, FIRST_DAY, Promises, Rows

CLERKS, IMPORTER, REMINDER = ("CA", "CB", "CC"), "IM", "RE"
EVERYBODY = (*CLERKS, IMPORTER, REMINDER)
#: Who is at work at the same time; a round of reminders gets on best where little else is done.
CREWS = (EVERYBODY, CLERKS, (REMINDER,), (REMINDER, CLERKS[0]), (IMPORTER, CLERKS[1], CLERKS[2]))
APPROVER = Actor(91, 91, "AP")
MOST_RECORDS = 6
FILES, ROWS_OF_A_FILE = 4, 8
#: What fills several pages of a disk, so that a write can be cut in the middle.
LONG = ("The parties met and agreed. ", "ภาคีได้หารือและตกลงกัน ")

#: The file is rewritten all the time, now and then, or never.
COMPACT_ABOVE = (4_000, 40_000, 4_000_000)

Tell = Callable[[Any], None]


def morning(day: date) -> datetime:
    """Return ten in the morning of a day in the office."""
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the names that every register of this process knows."""
    return load_vocabulary()


@lru_cache(maxsize=1)
def import_files() -> tuple[Reading, ...]:
    """Return the files that are imported: the same records, each time with other values."""
    return tuple(read_file(_csv(number).encode(), f"{number}.csv") for number in range(FILES))


def _csv(number: int) -> str:
    lines = ["code,title,kind,country,signed,expires,notes"]
    for row in range(ROWS_OF_A_FILE):
        end = FIRST_DAY + timedelta(days=28 + number + 5 * row)
        notes = LONG[row % 2] * (10 * number + row)
        lines.append(f"IM-{row},Import on larks{row}x{number},mou,Japan,2020-01-15,{end},{notes}")
    return "\n".join(lines)


def register_on(store: Store, clock: Callable[[], datetime]) -> AgreementRegister:
    """Return the register over a store, as the bot makes it."""
    return AgreementRegister(store, vocabulary(), LeadTimes(), clock)


class Office:
    """The people of an office, over one open register."""

    def __init__(self, store: Store, promises: Promises, tell: Tell, random: Random) -> None:
        self.store = store
        self._tell = tell
        self._random = random
        self._day = promises.day
        self.register = register_on(store, self.clock)
        self._deeds = Deeds(store, self.register)
        self._proposals = Proposals(store, self.clock)
        self._imports = Imports(store, self.register, self.clock)
        self._book = ReminderBook(store, self.clock)
        self._wishes = Wishes(store)
        self._post = Post(promises, tell, self._book)
        self._rounds = Rounds(
            self._book,
            self._wishes,
            self.register.view,
            lambda *_: True,
            lambda _: True,
            self._post,
            self.clock,
            ZoneInfo("Asia/Bangkok"),
            weekdays_only,
        )
        self._post.rounds = self._rounds
        store.subscribe(self._rounds.follow)

    def clock(self) -> datetime:
        """Return the moment that it is in the office."""
        return morning(self._day)

    async def work(self, people: Iterable[str]) -> None:
        """Let these people do one thing after the other, all at once, and never end."""
        async with asyncio.TaskGroup() as group:
            for name in people:
                actor = Actor(1 + EVERYBODY.index(name), 1 + EVERYBODY.index(name), name)
                if name == REMINDER:
                    group.create_task(self._reminds())
                elif name == IMPORTER:
                    group.create_task(self._imports_files(actor))
                else:
                    group.create_task(self._keeps_records(actor))

    def _own(self, name: str) -> list[Agreement]:
        records = self.store.items(AGREEMENTS).items()
        return [record for code, record in records if code.startswith(f"{name}-")]

    # -- records --------------------------------------------------------------------------------

    async def _keeps_records(self, actor: Actor) -> None:
        name = actor.name
        for number in count():
            plan = self._planned(name, f"{self._random.randrange(10**6)}x{number}")
            if not plan.changes:
                await asyncio.sleep(0)
                continue
            current = self.store.get(AGREEMENTS, plan.agreement_id)
            after = plan.applied(current)
            self._deeds.check(after, is_new=plan.based_on is None)
            rows = _rows([_next(current, after)])
            if self._random.random() < 0.2:
                await self._proposed_and_approved(plan, actor, rows)
                continue
            self._tell(["wants", name, rows])
            await self._deeds.do(plan, actor)
            self._tell(["has", name])

    async def _proposed_and_approved(self, plan: Plan, actor: Actor, rows: Rows) -> None:
        proposal = await self._proposals.keep(
            CHANGE, plan.agreement_id, plan_as_text(plan), actor, "en"
        )
        place = f"{PROPOSALS.name}/{proposal.key}"
        self._tell(["waits", {place: PROPOSALS.encode(proposal)}])
        self._tell(["wants", actor.name, {**rows, place: None}])
        await self._deeds.do(plan, actor, APPROVER, self._proposals.decided(proposal.key))
        self._tell(["has", actor.name])

    def _planned(self, name: str, mark: str) -> Plan:
        """Return something to do: a record added, changed, taken out, brought back, undone."""
        own, random = self._own(name), self._random
        if len(own) < 2 or (len(own) < MOST_RECORDS and random.random() < 0.2):
            return adding(self._new_record(f"{name}-{len(own)}", mark))
        record = random.choice(own)
        if record.removed:
            return restoring(record, reason="asked for again")
        chance = random.random()
        if chance < 0.1:
            return removing(record)
        last = self._deeds.last_change(record.id)
        # What brought a record back is taken back by taking it out, as any change is.
        if chance < 0.25 and last is not None:
            return self._deeds.undoing(last)
        return self._amended(record, mark)

    def _new_record(self, code: str, mark: str) -> Agreement:
        read = read_record(
            {
                "id": code,
                "title": f"Memorandum on falcons{mark}",
                "kind": "mou",
                "parties": [{"name": "Japan", "country": "JP"}],
                "signed": "2020-01-15",
                "expires": self._some_day(),
            }
        )
        assert read.agreement is not None
        return read.agreement

    def _some_day(self) -> str:
        """Return an end that is told of soon, or before which somebody has to decide soon."""
        days = self._random.choice((30, 180 + 30)) + self._random.randrange(-3, 20)
        return str(self._day + timedelta(days=days))

    def _amended(self, record: Agreement, mark: str) -> Plan:
        """Return the change of a field by a value as somebody types it."""
        random = self._random
        code, typed = random.choice(
            (
                ("title", f"Memorandum on falcons{mark}"),
                ("expires", self._some_day()),
                ("owner_unit", f"Unit {mark}"),
                ("aliases", f"+ Name {mark}"),
                ("notes", mark + random.choice(LONG) * random.choice((1, 30, 200))),
            )
        )
        field = field_by_code(code)
        assert field is not None
        amender = Amender(vocabulary(), self._day, lambda typed: typed)
        return amending(record, amender.amended(record, field, typed), reason=f"letter {mark}")

    # -- imports --------------------------------------------------------------------------------

    async def _imports_files(self, actor: Actor) -> None:
        """Take files in, and half of them back."""
        for number in count(self._random.randrange(FILES)):
            reading = import_files()[number % FILES]
            on_record = self._imports.on_record()
            comparison = await asyncio.to_thread(self._imports.compared, reading, on_record)
            taken = [item.after for item in comparison.taken if item.after]
            before = {record.id: on_record.records.get(record.id) for record in taken}
            self._tell(
                ["wants", IMPORTER, _rows(_next(before[record.id], record) for record in taken)]
            )
            done = await self._imports.take_in(comparison, actor, reading.name)
            self._tell(["has", IMPORTER])
            if self._random.random() < 0.5:
                continue
            added = {entry.agreement_id for entry in done.entries if is_addition(entry)}
            records = self.store.items(AGREEMENTS)
            left = [
                _next(records[record.id], records[record.id].changed(removed=True))
                if record.id in added
                else _next(records[record.id], before[record.id] or record)
                for record in taken
            ]
            self._tell(["wants", IMPORTER, _rows(left)])
            await self._imports.batches.undo(done.batch, actor)
            self._tell(["has", IMPORTER])

    # -- reminders ------------------------------------------------------------------------------

    async def _reminds(self) -> None:
        """Run the first round of a new process, then one a day."""
        for chat in CHATS:
            if not self._wishes.of_chat(int(chat)):
                wish = Subscription(f"s{chat}", int(chat), None, Interest(), "en", FIRST_DAY, 1)
                await self._wishes.subscribe(wish)
        await self._rounds.tick()
        while True:
            for doubt in list(self.store.items(DOUBTS).values()):
                was_sent = any(str(key) in self._post.told for key in doubt.keys)
                await self._book.resolve(doubt.batch, was_sent=was_sent)
            await self._answers()
            self._day += timedelta(days=1)
            self._tell(["round", str(self._day)])
            await self._rounds.tick()
            self._tell(["rounded"])

    async def _answers(self) -> None:
        """Answer one of the reminders that an answer is awaited of."""
        for awaited in self._book.awaited()[:1]:
            answer = self._random.choice((Answer.IN_HAND, Answer.UNDER_WAY))
            given = Acknowledgement(
                awaited.agreement_id,
                awaited.kind,
                awaited.day,
                awaited.chat,
                answer,
                5,
                "Official",
                self.clock(),
            )
            answered = {f"{ANSWERS.name}/{given.key}": ANSWERS.encode(given)}
            self._tell(["wants", REMINDER, {**answered, f"{AWAITED.name}/{given.key}": None}])
            await self._book.acknowledge(given, Actor(5, int(awaited.chat), "Official"))
            self._tell(["has", REMINDER])


class Post:
    """Delivers what a round sends: once it is told, it has arrived and nothing calls it back."""

    def __init__(self, promises: Promises, tell: Tell, book: ReminderBook) -> None:
        self.told = set(promises.told)
        self._tell = tell
        self._book = book
        self._numbers = count(1 + max(promises.told.values(), default=0))
        self.rounds: Rounds

    async def _send(self, keys: Iterable[LedgerKey | None]) -> Delivery:
        await asyncio.sleep(0)
        named = [str(key) for key in keys if key is not None]
        message = next(self._numbers)
        self._tell(["sends", message, named])
        self.told.update(named)
        await asyncio.sleep(0)
        return Delivery(Fate.SENT, message)

    async def reminder(
        self, _subscription: Subscription, due: tuple[Due, ...], _view: DayView
    ) -> Delivery:
        return await self._send(key for item in due for key in item.settles)

    async def weekly(self, audience: Audience, _weekly: Weekly, view: DayView) -> Delivery:
        planner = self.rounds.planner(view.today, lambda _: True)
        return await self._send([weekly_key(audience, planner)])

    async def escalation(self, escalation: Escalation, _view: DayView) -> Delivery:
        return await self._send(map(escalation_key, escalation.unanswered))

    async def again(self, _snooze: Snooze, _view: DayView) -> Delivery:
        return await self._send([])

    async def doubtful(self, _doubt: Doubt) -> bool:
        return True

    async def gone(self, _subscription: Subscription, _reason: str) -> None:
        """Nobody leaves this office."""


def _next(current: Agreement | None, after: Agreement) -> Agreement:
    return after.changed(revision=(current.revision if current else 0) + 1)


def _rows(records: Iterable[Agreement]) -> Rows:
    return {f"{AGREEMENTS.name}/{record.id}": AGREEMENTS.encode(record) for record in records}


def teller(write: Callable[[bytes], object]) -> Tell:
    """Return what tells one thing in one line."""

    def tell(told: Any) -> None:
        write(json.dumps(told, ensure_ascii=False).encode() + b"\n")

    return tell


async def open_office(
    path: Path,
    files: FileOperations,
    promises: Promises,
    tell: Tell,
    random: Random,
    people: tuple[str, ...] = (),
) -> None:
    """Open a register and work on it, until the task is cancelled or the process killed.

    Without `people` it is one of the crews.
    """
    store = open_store(path, files=files, compact_above=random.choice(COMPACT_ABOVE))
    try:
        await Office(store, promises, tell, random).work(people or random.choice(CREWS))
    finally:
        await store.close()
