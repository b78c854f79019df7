"""Reads symbols as time phrases: a period, a length of time, an open end, a span of two.

The rules that are not obvious:
- Years from 2400 to 2700 are Buddhist unless marked ค.ศ.; two digits after ปี, พ.ศ. or a Thai
  month are 25xx.
- "the next 6 months", "within 90 days", "in 6 months" run from today; "next year", "next
  quarter" are calendar units. "in the next year" runs from today, "next year" does not.
- A month or day without a year is the coming one; `if_past` holds the last one, for the caller
  who knows that the question looks back ("signed in March").
- early, mid and late are thirds of a year; "end of" a year is its last quarter; with by or before
  only its last day counts.
- A quarter or half of a fiscal year begins in October; one of a year in January.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from bot.agreements.partial_date import add_months
from bot.search.time import period as calendar
from bot.search.time.period import ONE_DAY, Period
from bot.search.time.reading import Read
from bot.search.time.spans import SpanReader
from bot.search.time.symbols import Kind

#: Nothing but such signs between two equal periods: 2565 (2022).
_APPOSED = frozenset("([=/")
#: "within 2027" is by its end, "in 2027" is that year.
_WITHIN = frozenset({"within", "inside", "ภายใน", "ภายในช่วง"})
#: A whole of more days is a year, of which half is six months.
_SHORTEST_YEAR = 300
#: Each phrase has one of these; the other words only say how it is meant.
_TELLING = frozenset(
    {
        Kind.NUMBER, Kind.DATE, Kind.MONTH, Kind.UNIT, Kind.UNIT_END, Kind.QUARTER, Kind.HALF,
        Kind.DECADE, Kind.FISCAL, Kind.TODAY, Kind.SOON, Kind.AHEAD, Kind.SO_FAR, Kind.REST,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A range of days and the characters it was read from.

    `if_past`: the range to take when the question looks back. `bare`: nothing but a year stands
    there, so it may as well be part of a title. `counted`: a length from today, as in "next 6
    months" (+1) or "last two years" (-1), else 0. `limit`: only an upper end was given ("by").
    `is_age`: a length without a direction ("for a year", "over 2 years"), of use for "not
    verified for a year" alone. `is_soon`: "soon" and the like. `is_left`: so much time is left,
    so it is about the end. `inner`: the period that an open end was made from; of an age that is
    exceeded ("over 2 years") the days before it. `opener`: its first word. `end_of`: the whole
    of which only the last day is said, "สิ้นปีหน้า".
    """

    period: Period
    start: int
    end: int
    if_past: Period | None = None
    bare: bool = False
    counted: int = 0
    limit: bool = False
    is_age: bool = False
    is_soon: bool = False
    is_left: bool = False
    inner: Period | None = None
    opener: str = ""
    end_of: Period | None = None


class Grammar(SpanReader):
    """Reads whole time phrases; every rule takes an index and returns what it read, or None."""

    def phrases(self) -> list[TimePhrase]:
        """Return the time phrases, longest first reading at each place, left to right."""
        found: list[TimePhrase] = []
        place = 0
        last = -1
        while place < len(self.symbols):
            read = self._phrase(place) if self._may_begin(place) else None
            if read is None or read.after <= place:
                place += 1
                continue
            phrase = self._finished(place, read)
            if found and self._says_again(found[-1], phrase, last, place):
                found[-1] = replace(found[-1], end=phrase.end, bare=False)
            else:
                found.append(phrase)
            last = place = read.after
        return found

    def _may_begin(self, place: int) -> bool:
        """Whether a phrase may begin here: what tells a time comes before any other word."""
        for symbol in islice(self.symbols, place, None):
            if symbol.kind in _TELLING or symbol.kind is Kind.OTHER:
                return symbol.kind is not Kind.OTHER
        return False

    def _says_again(self, before: TimePhrase, phrase: TimePhrase, last: int, place: int) -> bool:
        """Whether a period is only written twice: 2565 (2022)."""
        between = [self.typed(i) for i in range(last, place)]
        same = phrase.period in (before.period, before.inner)
        return same and len(between) == 1 and between[0] in _APPOSED

    def _finished(self, place: int, read: Read) -> TimePhrase:
        return TimePhrase(
            read.period,
            self.symbols[place].start,
            self.symbols[read.after - 1].end,
            read.if_past,
            read.bare,
            read.counted,
            read.limit,
            read.is_age,
            read.is_soon,
            read.is_left,
            read.inner,
            self.typed(place),
            read.end_of if read.period.start == read.period.end else None,
        )

    def _phrase(self, place: int) -> Read | None:
        rules = (
            self.span,
            self.several,
            self.age,
            self.left,
            self.length,
            self._open,
            self._closed,
            self.soon,
            self.duration,
        )
        for rule in rules:
            read = rule(place)
            if read:
                return read
        return None

    def _open(self, place: int) -> Read | None:
        """Before 2025; after June 2020; since 2019; by the end of next year; ก่อนปี 2568."""
        kind, word = self._opener(place)
        if kind is None:
            return None
        begin = self.skip(place + 1, Kind.GLUE, Kind.UNTIL, Kind.SINCE)
        at_end = self.kind(begin) in (Kind.END, Kind.UNIT_END)
        read = self.period(begin)
        if not read:
            return None
        read = self._halved(kind, begin, read)
        within = kind is Kind.WITHIN and word in _WITHIN
        if at_end and (within or kind in (Kind.BEFORE, Kind.UNTIL)):
            read = replace(read, period=Period(None, read.period.end), inner=read.period)
        turned = self._turned(read) if kind in (Kind.WITHIN, Kind.BETWEEN) else None
        if turned and not within:
            return turned
        if kind is Kind.BETWEEN:
            if word not in ("จาก", "from"):
                return None
            if self.days_of_month(begin):
                return read
            if self._is_onward(read.after):
                opened = self._opened(Kind.SINCE, word, read, at_end=False)
                return replace(opened, bare=False, after=read.after + 1)
            whole = read.period.start and read.period == calendar.year(read.period.start.year)
            if whole and word == "from":
                return replace(read, bare=False)  # "MoUs from 2022" are those of 2022
        opened = self._opened(kind, word, read, at_end=at_end)
        return replace(opened, bare=False, after=self.skip(read.after, Kind.ONWARD))

    def _halved(self, kind: Kind, begin: int, read: Read) -> Read:
        """Return a period, "before the middle of 2027" from its very middle on."""
        halves = kind is Kind.BEFORE and self.kind(begin) is Kind.MIDDLE
        return _from_the_middle(read) if halves else read

    def _opener(self, place: int) -> tuple[Kind | None, str]:
        """Return what opens a range: beyond, past 2028 and เกินปี 2570 are after."""
        kind, word = self.kind(place), self.text(place)
        if word in ("past", "เกิน", "เกินกว่า"):
            return Kind.AFTER, word
        if word == "ถึง":
            return Kind.UNTIL, word
        if word == "older than":
            return Kind.BEFORE, word
        openers = (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.UNTIL, Kind.BETWEEN, Kind.WITHIN)
        return (kind if kind in openers else None), word

    def _opened(self, kind: Kind, word: str, read: Read, *, at_end: bool) -> Read:
        start, end = read.period.start, read.period.end
        past = read.if_past
        inner = read.inner or read.period
        if kind is Kind.BEFORE:
            limit = end if at_end else start and start - ONE_DAY
            before_past = Period(None, past.start - ONE_DAY) if past and past.start else None
            read = replace(read, period=Period(None, limit), if_past=before_past, limit=True)
        elif kind is Kind.AFTER:
            period = Period(end and end + ONE_DAY, None)
            after_past = past and Period(past.end and past.end + ONE_DAY, None)
            read = replace(read, period=period, if_past=after_past)
        elif kind in (Kind.SINCE, Kind.BETWEEN):
            # "since March" can only look back.
            since = past.start if past else start
            read = replace(read, period=Period(since, None), if_past=None)
        elif kind is Kind.UNTIL or word in _WITHIN:
            until_past = past and Period(None, past.end)
            read = replace(read, period=Period(None, end), if_past=until_past, limit=True)
        else:
            return read
        return replace(read, inner=inner)

    def _closed(self, place: int) -> Read | None:
        """Read a period by itself, with "or later" and "or earlier" after it."""
        read = self.period(place)
        return read and (self._turned(read) or read)

    def _turned(self, read: Read) -> Read | None:
        """Open a period by the words after it: or later, และก่อนหน้านั้น, from 2020 on."""
        kind = self.kind(read.after)
        if kind is Kind.ONWARD:
            period = Period(read.period.start, None)
        elif kind is Kind.EARLIER:
            period = Period(None, read.period.end)
        else:
            return None
        after = read.after + 1
        return replace(read, period=period, after=after, bare=False, inner=read.period)

    def _is_onward(self, place: int) -> bool:
        """Whether "on" ends the phrase: in "from 2020 on AI" it leads to a subject."""
        ends = self.kind(place + 1) in (None, Kind.COMMA) or self.typed(place + 1) in ("?", ".")
        return self.text(place) == "on" and ends


def _from_the_middle(read: Read) -> Read:
    """Return "the middle of 2027" from its very middle on: before mid-2027 is its first half."""
    whole = read.end_of
    if whole is None or whole.start is None or whole.end is None:
        return read
    half = whole.start + (whole.end - whole.start + ONE_DAY) // 2
    if (whole.end - whole.start).days > _SHORTEST_YEAR:
        half = add_months(whole.start, 6)
    return replace(read, period=Period(half, read.period.end))
