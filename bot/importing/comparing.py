"""A file's records beside those of the register: what is new, changed, the same, doubtful.

Nothing is changed here. The result depends on the file and the register alone, so whoever
confirms an import can be sure that what is taken in is what was shown: the digest tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.agreements.agreement import Agreement
from bot.agreements.audit import FieldChange, changes_between
from bot.agreements.codes import new_code
from bot.agreements.errors import Problem
from bot.agreements.kinds import InstrumentKind
from bot.agreements.record import is_id, read_record
from bot.agreements.record_writing import write_record
from bot.agreements.text import Text
from bot.importing.likeness import Known, Likeness
from bot.importing.said import Incoming, Trouble
from bot.importing.unread import CellReason, shown
from bot.search.normal_form import normal_text
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary


class Outcome(StrEnum):
    """What a record of a file is to the register."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Compared:
    """A record of a file with what it is to the register.

    `after` is the record as it would be; `based_on` the revision it changes, None where it is
    added. `changes`: of one that is changed, field by field, old and new. `twins`: codes of
    records, or places of rows, that it looks like; `is_removed`: the twin was taken out of the
    register. `troubles` keep it out, `remarks` do not. `stamp` stands for all that would be
    written.
    """

    place: str
    outcome: Outcome
    title: str = ""
    after: Agreement | None = None
    based_on: int | None = None
    changes: tuple[FieldChange, ...] = ()
    twins: tuple[str, ...] = ()
    is_removed: bool = False
    troubles: tuple[Trouble, ...] = ()
    remarks: tuple[Trouble, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All records of a file, in its order."""

    items: tuple[Compared, ...]

    def of(self, *outcomes: Outcome) -> tuple[Compared, ...]:
        """Return the records of these outcomes."""
        return tuple(item for item in self.items if item.outcome in outcomes)

    def count(self, *outcomes: Outcome) -> int:
        """Return how many there are of these outcomes."""
        return len(self.of(*outcomes))

    @property
    def taken(self) -> tuple[Compared, ...]:
        """Return what an import takes in: the new and the changed."""
        return self.of(Outcome.NEW, Outcome.CHANGED)

    @property
    def digest(self) -> str:
        """Return what stands for all that would be taken in: equal for equal changes."""
        told = hashlib.sha256()
        for item in self.taken:
            told.update(item.stamp.encode())
        return told.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The register as an import sees it: all records by code, removed ones too.

    `undone`: codes of removed records that came by an import or an addition that was undone; a
    file may bring those again as if they had never been there.
    """

    records: Mapping[str, Agreement]
    undone: frozenset[str] = frozenset()


def compare(incoming: Iterable[Incoming], register: OnRecord, vocabulary: Vocabulary) -> Comparison:
    """Compare a file's records with the register."""
    comparing = _Comparing(register, vocabulary)
    return Comparison(tuple(comparing.one(item) for item in incoming))


@dataclass(slots=True)
class _Base:
    """The record that an incoming one changes, or why it changes none."""

    record: Agreement | None = None
    twins: tuple[str, ...] = ()
    is_removed: bool = False
    trouble: Trouble | None = None


@dataclass(slots=True)
class _Comparing:
    register: OnRecord
    vocabulary: Vocabulary
    claimed: dict[str, str] = field(default_factory=dict)
    likeness: Likeness = field(init=False)
    folded: dict[str, str] = field(init=False)
    free: dict[tuple[Text, str], list[Agreement]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        records = self.register.records
        self.folded = {code.casefold(): code for code in records}
        for code in sorted(self.register.undone & records.keys()):
            record = records[code]
            if record.removed:
                self.free.setdefault((record.title, str(record.start)), []).append(record)
        known = (Known(code, record) for code, record in records.items() if self._counts(record))
        self.likeness = Likeness(self.vocabulary, known)

    def _counts(self, record: Agreement) -> bool:
        return not (record.removed and record.id in self.register.undone)

    def one(self, item: Incoming) -> Compared:
        """Return what one record of the file is."""
        if item.troubles:
            return Compared(item.place, Outcome.UNREADABLE, troubles=item.troubles)
        base = self._by_code(item) if item.code else self._by_content(item)
        if base.trouble:
            return Compared(item.place, Outcome.UNREADABLE, troubles=(base.trouble,))
        known = base.record if base.record and self._counts(base.record) else None
        after = item.applied(known)
        title = shown(after.title.in_language("en") or after.title.in_language("th"))
        if base.twins:
            return Compared(
                item.place, Outcome.DUPLICATE, title, twins=base.twins, is_removed=base.is_removed
            )
        return self._made(item, base.record, known, after, title)

    def _made(
        self,
        item: Incoming,
        on_record: Agreement | None,
        known: Agreement | None,
        after: Agreement,
        title: str,
    ) -> Compared:
        """Check the record as it would be, give it a code, and tell what differs."""
        if known is None:
            after = self._named(item, after, on_record)
        written = write_record(after)
        read = read_record(written)
        problems = tuple(_trouble(item, problem) for problem in read.problems)
        if read.agreement is None:
            both = zip(problems, read.problems, strict=True)
            kept_out = tuple(trouble for trouble, problem in both if not problem.is_warning)
            return Compared(item.place, Outcome.UNREADABLE, title, troubles=kept_out)
        after = read.agreement
        self.claimed[after.id.casefold()] = item.place
        if known is None:
            self.folded[after.id.casefold()] = after.id
            self.likeness.add(Known(after.id, after))
        changes = changes_between(known, after) if known else ()
        outcome = Outcome.NEW if known is None else Outcome.CHANGED if changes else Outcome.SAME
        based_on = on_record.revision if on_record else None
        remarks = (*item.remarks, *problems)
        stamp = hashlib.sha256(json.dumps([outcome, based_on, written]).encode()).hexdigest()
        return Compared(
            item.place, outcome, title, after, based_on, changes, remarks=remarks, stamp=stamp
        )

    def _named(self, item: Incoming, after: Agreement, on_record: Agreement | None) -> Agreement:
        """Give a new record its code, and the kind its title begins with where none is said."""
        if not item.says("kind"):
            after = after.changed(kind=self._kind_in(after))
        if on_record:
            return after.changed(id=on_record.id)
        if after.id:
            return after
        own = self.vocabulary.own_country
        return after.changed(id=new_code(after, lambda code: code.casefold() in self.folded, own))

    def _kind_in(self, agreement: Agreement) -> InstrumentKind:
        for title in agreement.title.wordings:
            mentions = self.vocabulary.lexicon.scan(normal_text(title))
            kinds = mentions[0].ids(Category.KIND) if mentions and mentions[0].start == 0 else ()
            if len(kinds) == 1:
                return InstrumentKind(kinds[0])
        return InstrumentKind.OTHER

    # -- which record it is ---------------------------------------------------------------------

    def _by_code(self, item: Incoming) -> _Base:
        code = self.folded.get(item.code.casefold(), item.code)
        earlier = self.claimed.get(code.casefold())
        if earlier:
            trouble = Trouble(item.place_of("id"), CellReason.CODE_TWICE, code, "id", earlier)
            return _Base(trouble=trouble)
        if not is_id(code):
            return _Base(trouble=Trouble(item.place_of("id"), CellReason.BAD_CODE, shown(code)))
        record = self.register.records.get(code)
        if record and record.removed and self._counts(record):
            return _Base(twins=(code,), is_removed=True)
        return _Base(record)

    def _by_content(self, item: Incoming) -> _Base:
        """Return the record of the same text; twins where it may be one of several, or is near."""
        said = item.applied(None)
        if not item.says("kind"):
            said = said.changed(kind=self._kind_in(said))
        same = self.likeness.same_as(said)
        if len(same) == 1:
            return self._one_known(same[0].name)
        found = same or self.likeness.near(said)
        if found:
            return _Base(twins=tuple(self._told(one.name) for one in found))
        return _Base(self._undone(said))

    def _one_known(self, code: str) -> _Base:
        earlier = self.claimed.get(code.casefold())
        if earlier:
            return _Base(twins=(self._told(code),))
        record = self.register.records.get(code)
        if record and record.removed:
            return _Base(twins=(code,), is_removed=True)
        return _Base(record)

    def _told(self, code: str) -> str:
        """Return a code, with the place of the row that has it in this file."""
        place = self.claimed.get(code.casefold())
        return f"{code} ({place})" if place else code

    def _undone(self, said: Agreement) -> Agreement | None:
        """Return the record that came by an undone import, so that its code is used again."""
        waiting = self.free.get((said.title, str(said.start)), ())
        return next((r for r in waiting if r.id.casefold() not in self.claimed), None)


def _trouble(item: Incoming, problem: Problem) -> Trouble:
    name = problem.field.partition(".")[0].partition("[")[0]
    value, place = shown(problem.value), item.place_of(name)
    return Trouble(place, problem.reason, value, problem.field, problem.expected, item.code)
