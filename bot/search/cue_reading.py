"""What the cue words of a question ask for: fields, filters, the shape of the answer.

One cue may tell several things ("expired" asks for a date, filters a list, and says which date a
range is about). The words around it decide, in this order: a range of time takes the nearest cue
as its field; "when" makes it a question for a date; "is it ..." a question for the status; in a
list it filters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.search.asked_fields import settled
from bot.search.asking_form import WHEN, is_yet_asked
from bot.search.cue import DATE_ASKS, HOW_LONG, Cue
from bot.search.date_reading import DateReader
from bot.search.draft_and_signed import of_a_pair
from bot.search.extremes import extreme_meant, is_newer_asked
from bot.search.group_words import grouping_asked
from bot.search.implied_dates import date_implied, field_worded
from bot.search.joined_filters import is_joined
from bot.search.levels import level_asked
from bot.search.modes import WHICH_DAY, mode_asked
from bot.search.modifiers import is_approved
from bot.search.negation import is_denied, status_said
from bot.search.next_to_end import is_next_to_end
from bot.search.question import (
    DUE,
    FOLLOWED,
    RUNNING,
    Ask,
    DateFilter,
    Grouping,
    Level,
    Mode,
    Order,
    StatusFilter,
)
from bot.search.signed_only import is_signed_or_not, only_signed
from bot.search.sorting import sorting_asked
from bot.search.time.grammar import TimePhrase
from bot.search.wording import Wording

#: "Why has it ended" asks about the text that is named, whether or not it has.
_WHY = Wording(r"\bwhy\b|ทำไม|เพราะอะไร|เพราะเหตุใด|เหตุใด", "why|ทำไม|เพราะ|เหตุใด")
#: "Why not?" is about what was told before.
BRIEF = 2
_ANY = re.compile(r"\b(?:any|anything|some|which|what)\b|ใด|ไหน|บ้าง")
_RELATIVE = re.compile(r"(?:ที่|ซึ่ง)(?:ยังคง|ยัง|คง)? ?$")
#: "What does it deal with" asks; "the deal with Japan" is a text.
_DEALS_WITH = re.compile(r"deals? with$")


@dataclass
class CueReading:
    """What all cues of a question come to."""

    mode: Mode = Mode.OPEN
    asks: tuple[Ask, ...] = ()
    statuses: tuple[StatusFilter, ...] = ()
    dates: tuple[DateFilter, ...] = ()
    missing: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    order: Order | None = None
    sort: Order | None = None
    level: Level | None = None
    not_level: Level | None = None
    grouping: Grouping | None = None
    links: frozenset[str] = field(default_factory=frozenset)
    leaving: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether any field, status, day or order is asked for."""
        filters = (self.statuses, self.dates, self.years, self.missing, self.recorded)
        return any(filters) or bool(self.asks or self.order or self.level or self.not_level)


def read_cues(
    folded: str,
    cues: Sequence[Cue],
    phrases: Sequence[TimePhrase],
    today: date,
    *,
    named: bool,
    yes_no: bool = False,
    areas: Sequence[int] = (),
) -> CueReading:
    """Return what the cues and time phrases ask for.

    `named`: whether the question names which agreements it is about. `yes_no`: whether a yes or no
    is asked for. `areas`: where the areas stand that it names.
    """
    return _CueReader(folded, cues, phrases, today, named=named, yes_no=yes_no, areas=areas).read()


class _CueReader:
    """Reads the cues of one question."""

    def __init__(
        self,
        folded: str,
        cues: Sequence[Cue],
        phrases: Sequence[TimePhrase],
        today: date,
        *,
        named: bool,
        yes_no: bool,
        areas: Sequence[int],
    ) -> None:
        self._sorting = sorting_asked(folded, cues)
        self._cues, self._folded = self._sorting.cues, (folded := self._sorting.folded)
        self._phrases = phrases
        self._today = today
        self._named = named
        self._areas = areas
        self._when = WHEN.search(folded) is not None
        brief = len(folded.split()) <= BRIEF
        self._why = (named or brief) and _WHY.search(folded) is not None
        self._yes_no = yes_no
        self._spent: set[Cue] = set()
        self._is_soon = self._is_due = False
        self._unrecorded: list[str] = []  # what is said to be missing by denying it

    def read(self) -> CueReading:
        mode = mode_asked(self._folded, self._cues, named=self._named)
        reader = DateReader(
            self._folded,
            self._cues,
            self._phrases,
            self._today,
            named=self._named,
            when=self._when,
            one=self._named and mode is Mode.OPEN,
            compares=mode is Mode.COMPARE,
            yet=is_yet_asked(self._folded),
        )
        dates = tuple(reader.filters())
        self._spent |= reader.spent
        self._is_soon = reader.is_soon
        self._is_due = any(wanted.field == DUE for wanted in dates)
        statuses = self._statuses(mode)
        asks = (reader.neighbour,) if reader.neighbour else self._asks(mode) or self._sorting.shown
        if reader.leaving:
            asks, statuses = (Ask.NOTICE_BY,), ()
        order, asks = self._order(mode, asks)
        grouping = grouping_asked(self._folded, self._cues)
        grouping = None if any(wanted.month for wanted in dates) else grouping  # "in every year"
        if grouping and mode in (Mode.OPEN, Mode.LIST):
            mode = Mode.COUNT
        if self._sorting.order and mode is Mode.OPEN:
            mode = Mode.LIST
        if mode is Mode.DUE and not (dates or statuses):
            statuses = (StatusFilter.EXPIRING,)
        if (recorded := tuple(self._recorded(mode, grouping))) and mode is Mode.OPEN:
            mode = Mode.LIST  # "only those signed"
        missing = tuple(dict.fromkeys((*self._missing(mode), *self._unrecorded)))
        if self._signed_only(mode, statuses, recorded):
            statuses = (*statuses, StatusFilter.CONCLUDED)
        if FOLLOWED in missing and not (statuses or dates):
            statuses = (StatusFilter.ENDED,)
        if StatusFilter.OPEN_ENDED in statuses:
            missing = tuple(name for name in missing if name != "expires")
        level, not_level = level_asked(self._folded, self._cues)
        unsigned = StatusFilter.NOTHING_SIGNED in statuses or "signed" in missing
        if unsigned and any(cue.named("ask") == Ask.APPROVED for cue in self._cues):
            # "drafts that the Cabinet approved": the approval narrows, it is not asked for.
            recorded = (*recorded, "approved")
            asks = tuple(ask for ask in asks if ask is not Ask.APPROVED)
        statuses, recorded, asks = of_a_pair(mode, statuses, recorded, asks)
        return CueReading(
            mode,
            asks,
            statuses,
            dates,
            missing,
            recorded,
            tuple(reader.years),
            Order(order) if order else None,
            self._sorting.order,
            level,
            not_level,
            grouping,
            frozenset(self._meanings("link")),
            reader.leaving,
        )

    def _order(self, mode: Mode, asks: tuple[Ask, ...]) -> tuple[str | None, tuple[Ask, ...]]:
        """Return which end of an order is asked for, and the fields that are asked for by it."""
        meant = next(self._meanings("order"), None) or extreme_meant(self._folded)
        order = None if mode is Mode.HISTORY else meant  # a history goes from end to end
        if order in (Order.LONGEST, Order.SHORTEST, Order.LAST_TO_END):
            asks = (Ask.EXPIRES if order == Order.LAST_TO_END else Ask.TERM,)
        upcoming = order is None and is_next_to_end(self._folded)
        order = Order.SOONEST if upcoming else order
        if upcoming or (order is Order.NEWEST and is_newer_asked(self._folded)):
            asks = tuple(ask for ask in asks if ask is not Ask.REPLACED_BY)
        return order, asks

    def _signed_only(
        self, mode: Mode, statuses: Sequence[StatusFilter], recorded: Sequence[str]
    ) -> bool:
        several = self._named and mode in (Mode.LIST, Mode.COUNT) and not self._when
        if not several or StatusFilter.NOTHING_SIGNED in statuses or "signed" in recorded:
            return False
        cues = (cue for cue in self._cues if cue not in self._spent)
        return only_signed(self._folded, cues) and not is_signed_or_not(self._folded)

    def _recorded(self, mode: Mode, grouping: str | None) -> Iterator[str]:
        """Yield the fields that must be recorded: "which of them were actually signed"."""
        if grouping == Grouping.YEAR and any(c.named("ask") == Ask.SIGNED for c in self._cues):
            yield "signed"  # "how many did we sign each year"
        for cue in self._cues:
            name = cue.named("recorded")
            if name is None or (name == "signed" and is_signed_or_not(self._folded)):
                continue
            rest = self._folded[: cue.start] + self._folded[cue.end :]
            when = WHEN.search(rest) is not None or HOW_LONG.search(rest) is not None
            # "Has it been signed?", said of the one in focus, asks; it picks none out.
            several = mode is not Mode.OPEN or not (self._named or when or self._yes_no)
            if several and not when and cue not in self._spent:
                self._spent.add(cue)
                if is_denied(self._folded, cue.start):
                    self._unrecorded.append(name)
                else:
                    yield name

    def _missing(self, mode: Mode) -> Iterator[str]:
        """Yield what must not be recorded; of one text "not renewed" asks what came after it."""
        for name in self._meanings("missing"):
            if name != FOLLOWED or not self._named or mode in (Mode.LIST, Mode.COUNT):
                yield name

    def _meanings(self, group: str) -> Iterator[str]:
        for cue in self._cues:
            name = cue.named(group)
            if name:
                yield name

    # -- status and fields ------------------------------------------------------------------------

    def _statuses(self, mode: Mode) -> tuple[StatusFilter, ...]:
        if self._why:
            return ()
        found = [StatusFilter.EXPIRING] if self._is_soon else []
        for cue in self._cues:
            name = cue.named("status")
            if not name or cue in self._spent or not self._filters(cue, mode):
                continue
            self._spent.add(cue)
            status = status_said(self._folded, cue.start, StatusFilter(name))
            if status is None:
                self._unrecorded.append(FOLLOWED)
            elif not (self._is_due and status is StatusFilter.EXPIRING):  # a range says how soon
                found.append(status)
        return tuple(dict.fromkeys(found))

    def _filters(self, cue: Cue, mode: Mode) -> bool:
        """Whether a status word narrows a list rather than asks for the status of one."""
        if self._yes_no and self._named and mode is Mode.OPEN:
            return False
        if cue.named("ask") is None:
            # "Approved the draft", เห็นชอบร่าง MOU: a draft is only what was approved.
            is_draft = cue.named("status") == StatusFilter.NOTHING_SIGNED
            approved = is_draft and is_approved(self._folded, cue.start)
            return not approved and not (is_draft and is_signed_or_not(self._folded))
        if self._when and not _RELATIVE.search(self._folded[: cue.start]):
            return False
        one = cue.named("ask") == Ask.BINDING and mode is Mode.OPEN
        if self._yes_no and (self._named or one):
            return False  # "is it binding" asks, though it names nothing
        if mode in (Mode.LIST, Mode.COUNT, Mode.HISTORY) or not self._named:
            return True
        if is_joined(self._folded, cue.start, dated=bool(self._phrases)):
            return True
        return _RELATIVE.search(self._folded[: cue.start]) is not None

    def _asks(self, mode: Mode) -> tuple[Ask, ...]:
        found: list[Ask] = []
        for cue in self._cues:
            name = cue.named("ask")
            if name and cue not in self._spent and self._is_asked(cue, Ask(name), mode):
                found.append(Ask(name))
        asks = found or self._implied()
        return settled(asks, self._folded, when=self._when, yes_no=self._yes_no)

    def _implied(self) -> list[Ask]:
        """Return what a question asks for that names no field: "when did we do it", "why"."""
        if self._named and (told := field_worded(self._folded)):
            return [told]
        runs = any(cue.named("field") == RUNNING and cue not in self._spent for cue in self._cues)
        if self._when and self._named and runs:
            return [Ask.IN_FORCE]  # "มีผลใช้บังคับกับไทยเมื่อใด"
        if self._when and (found := date_implied(self._folded, named=self._named)):
            return [found]
        status = any(cue.named("status") and cue not in self._spent for cue in self._cues)
        return [Ask.STATUS] if self._why or (status and self._yes_no and self._named) else []

    def _is_asked(self, cue: Cue, ask: Ask, mode: Mode) -> bool:
        """Whether a verb asks for its date: "when was it signed" does, "signed with Japan" not."""
        if ask is Ask.SCOPE_AREAS and WHICH_DAY.match(self._folded, cue.end - 4):
            return False  # "on what day"
        if ask is Ask.SCOPE_AREAS and _DEALS_WITH.search(cue.text):
            return not self._folded[cue.end :].strip(" ?.!")
        beside = [at for at in self._areas if cue.end <= at <= cue.end + 25]
        if ask is Ask.SCOPE_AREAS and beside and not cue.text.startswith("scope"):
            # "What covers e-health" asks which text, "does it cover e-health" what it covers.
            return self._yes_no and _ANY.search(self._folded) is None
        if ask not in DATE_ASKS or self._when or self._yes_no:
            return True
        if _RELATIVE.search(self._folded[: cue.start]):
            return False
        return mode not in (Mode.LIST, Mode.COUNT, Mode.COMPARE)
