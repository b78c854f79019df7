"""What an office was promised before its process was killed, and whether all of it is there after.

The process tells of each thing twice: what is about to be done, and, once the register has
acknowledged it, that it is done. What was done must be there; what was only about to be done must
be there whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias, TypeVar

from bot.agreements.audit import AuditEntry, Deed
from bot.agreements.changing import REMOVED, values_of
from bot.filing import AGREEMENTS, AUDIT
from bot.register import AgreementRegister
from bot.reminders.ledger import ANSWERS, AWAITED, DOUBTS, LEDGER, State
from bot.store import Collection, Store
from bot.upkeep.proposals import PROPOSALS

FIRST_DAY = date(2027, 1, 4)
CHATS = ("-100", "7")
#: An end is told of so many days before; see `bot.agreements.tiers`.
TIERS_OF_AN_END = (30, 7, 0)
#: So many of the last changed records are asked for.
ASKED_FOR = 4
#: Rows by their place, which is "collection/key"; None where there is no row.
Rows: TypeAlias = dict[str, Any]
T = TypeVar("T")
Fault: TypeAlias = tuple[Literal["lost", "wrong"], str]


class Promises:
    """All that was told over the lives of one register."""

    def __init__(self) -> None:
        self.rows: Rows = {}
        self.wanted: dict[str, Rows] = {}
        self.told: dict[str, int] = {}
        self.day = FIRST_DAY
        self.acknowledged = 0
        self.faults: list[Fault] = []
        self._settled: set[str] = set()
        self._to_tell: dict[str, str] = {}
        self._touched: list[str] = []

    def hear(self, line: bytes) -> bool:
        """Take one line of the process for true; returns whether something was acknowledged."""
        match json.loads(line):
            case ["wants", str(who), dict(rows)]:
                self.wanted[who] = rows
                for place in rows:
                    self._to_tell.pop(place, None)
            case ["waits", dict(rows)]:
                # Under what key it waits nobody knows before.
                self._keep(rows)
                self.acknowledged += 1
                return True
            case ["has", str(who)]:
                self._keep(self.wanted.pop(who))
                self.acknowledged += 1
                return True
            case ["sends", int(message), list(keys)]:
                self._sent(message, keys)
            case ["round", str(day)]:
                self.day = date.fromisoformat(day)
                self._to_tell = dict(self._ends_to_tell())
            case ["rounded"]:
                self.faults += self._left_out()
                self._settled |= self.told.keys()
                self.acknowledged += 1
                return True
        return False

    def _keep(self, rows: Rows) -> None:
        self.rows.update(rows)
        self._touched += (place for place in rows if place.startswith("agreements/"))

    def _sent(self, message: int, keys: list[str]) -> None:
        self.faults += (("wrong", f"{key} was told twice") for key in keys if key in self.told)
        self.told |= dict.fromkeys(keys, message)

    def _ends_to_tell(self) -> Iterator[tuple[str, str]]:
        """Yield the records that are sure to end soon, each with the day."""
        busy = {place for rows in self.wanted.values() for place in rows}
        for place, row in self.rows.items():
            if place.startswith("agreements/") and place not in busy and "_removed" not in row:
                end = date.fromisoformat(row["expires"])
                if self.day <= end <= self.day + timedelta(days=TIERS_OF_AN_END[0]):
                    yield place, row["expires"]

    def _left_out(self) -> Iterator[Fault]:
        """Yield what a round had to tell, and did not."""
        for place, end in self._to_tell.items():
            code = place.partition("/")[2]
            for chat in CHATS:
                keys = (f"{code}|expires|{end}|{tier}|{chat}" for tier in TIERS_OF_AN_END)
                if not any(key in self.told for key in keys):
                    yield "lost", f"{chat} was not told that {code} ends on {end}"

    # -- after a kill ---------------------------------------------------------------------------

    def judged(self, store: Store, register: AgreementRegister) -> list[Fault]:
        """Return what is wrong with the register that was found, and go on from what is there."""
        found = [
            *self.faults,
            *self._changes(_rows_of(store)),
            *_histories(store),
            *self._reminders(store),
            *self._search(register),
        ]
        self.faults.clear()
        self._touched.clear()
        return found

    def _changes(self, found: Rows) -> Iterator[Fault]:
        """Look for each change that was acknowledged, and for halves of those that were not."""
        for who, rows in self.wanted.items():
            there = [found.get(place) == row for place, row in rows.items()]
            if all(there):
                self._keep(rows)
            elif any(there):
                yield "wrong", f"of what {who} wanted a part is there: {', '.join(rows)}"
        self.wanted.clear()
        for place, row in self.rows.items():
            if found.get(place) != row:
                yield _fault_of(place, row, found.get(place))
        for place in found.keys() - self.rows.keys():
            if not place.startswith((f"{AWAITED.name}/", f"{PROPOSALS.name}/")):
                yield "wrong", f"nobody wanted {place}"

    def _reminders(self, store: Store) -> Iterator[Fault]:
        """Compare the ledger with what arrived."""
        ledger = store.items(LEDGER)
        for key, message in self.told.items():
            row = ledger.get(key)
            if row is None or row.state is State.FAILED:
                yield "wrong", f"{key} was told and will be again"
            elif row.state is State.SENT and row.message_id not in (message, None):
                yield "wrong", f"{key} was told by message {message}, not {row.message_id}"
            elif row.state is not State.SENT and key in self._settled:
                yield "lost", f"{key} was settled and is {row.state}"
        asked_about = {str(key) for doubt in store.items(DOUBTS).values() for key in doubt.keys}
        under_way: dict[str, str] = {}
        for key, row in ledger.items():
            if row.state is State.SENT and key not in self.told:
                yield "lost", f"{key} is recorded as sent and never was"
            if row.state is State.UNCERTAIN and key not in asked_about:
                yield "lost", f"{key} is uncertain and nobody is asked"
            is_planned = row.state is State.PLANNED
            if is_planned and under_way.setdefault(row.key.chat, row.batch) != row.batch:
                yield "wrong", f"{row.key.chat} was being told two things at once"

    def _search(self, register: AgreementRegister) -> Iterator[Fault]:
        """Ask for what was changed last."""
        kept = {
            place.partition("/")[2]
            for place, row in self.rows.items()
            if place.startswith("agreements/") and "_removed" not in row
        }
        if set(register.agreements) != kept:
            yield "wrong", "search holds other records than the register"
        for place in dict.fromkeys(self._touched[-ASKED_FOR:]):
            code, title = place.partition("/")[2], self.rows[place]["title"]
            answers = [register.ask(text, self.day).found for text in (code, title)]
            if any((code in (match.id for match in found)) != (code in kept) for found in answers):
                yield "wrong", f"search does not answer for {code} as it is"


def _rows_of(store: Store) -> Rows:
    """Return the rows that promises are made of."""
    return (
        _rows_in(store, AGREEMENTS)
        | _rows_in(store, PROPOSALS)
        | _rows_in(store, ANSWERS)
        | _rows_in(store, AWAITED)
    )


def _rows_in(store: Store, collection: Collection[T]) -> Rows:
    values = store.items(collection).items()
    return {f"{collection.name}/{key}": collection.encode(value) for key, value in values}


def _fault_of(place: str, promised: Mapping[str, Any] | None, found: Any) -> Fault:
    if promised and (found is None or found.get("_revision", 0) < promised.get("_revision", 0)):
        return "lost", f"{place} is gone or older than what was acknowledged"
    return "wrong", f"{place} is not what was acknowledged"


def _histories(store: Store) -> Iterator[Fault]:
    """Follow each record through the audit log: it must lead to what is on record, step by step."""
    entries: dict[str, list[AuditEntry]] = {}
    answers: dict[tuple[str, str, str], str | None] = {}
    for _, entry in sorted(store.items(AUDIT).items()):
        if entry.deed is Deed.ANSWERED:
            (change,) = entry.changes
            answers[entry.agreement_id, change.field, str(entry.actor.chat_id)] = change.new
        else:
            entries.setdefault(entry.agreement_id, []).append(entry)
    for code, record in store.items(AGREEMENTS).items():
        if _as_told(entries.pop(code, [])) != (record.revision, values_of(record)):
            yield "wrong", f"the history of {code} does not lead to what is on record"
    for code in entries:
        yield "wrong", f"there is a history of {code} and no record"
    for given in store.items(ANSWERS).values():
        place = (given.agreement_id, f"reminder {given.kind} {given.day}", given.chat)
        if answers.pop(place, None) != f'"{given.answer}"':
            yield "wrong", f"the history does not tell of the answer about {given.key}"
    for code, _, _ in answers:
        yield "wrong", f"the history of {code} tells of an answer that is not there"


def _as_told(entries: list[AuditEntry]) -> tuple[int, dict[str, str | None]] | None:
    """Return the revision and the values that a history leads to; None where it has a gap."""
    values: dict[str, str | None] = {REMOVED: "false"}
    for revision, entry in enumerate(entries, 1):
        if entry.revision != revision:
            return None
        for change in entry.changes:
            if values.get(change.field) != change.old:
                return None
            values[change.field] = change.new
    return len(entries), {field: value for field, value in values.items() if value is not None}
