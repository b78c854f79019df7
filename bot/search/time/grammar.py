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
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.search.time import period as calendar
from bot.search.time.period import ONE_DAY, Period, Unit
from bot.search.time.periods import PeriodReader
from bot.search.time.reading import Read
from bot.search.time.symbols import Kind

#: "soon" and "shortly" mean the coming half year, the span in which a renewal is prepared.
SOON_MONTHS = 6


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A range of days and the characters it was read from.

    `if_past`: the range to take when the question looks back. `bare`: nothing but a year stands
    there, so it may as well be part of a title. `counted`: a length from today, as in "next 6
    months" (+1) or "last two years" (-1), else 0. `limit`: only an upper end was given ("by").
    `is_age`: a length without a direction ("for a year", "over 2 years"), of use for "not
    verified for a year" alone. `is_soon`: "soon" and the like.
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


class Grammar(PeriodReader):
    """Reads whole time phrases; every rule takes an index and returns what it read, or None."""

    def phrases(self) -> list[TimePhrase]:
        """Return the time phrases, longest first reading at each place, left to right."""
        found: list[TimePhrase] = []
        place = 0
        while place < len(self.symbols):
            read = self._phrase(place)
            if read is None or read.after <= place:
                place += 1
                continue
            found.append(self._finished(place, read))
            place = read.after
        return found

    def _finished(self, place: int, read: Read) -> TimePhrase:
        first, last = self.symbols[place], self.symbols[read.after - 1]
        return TimePhrase(
            read.period,
            first.start,
            last.end,
            read.if_past,
            read.bare,
            read.counted,
            read.limit,
            read.is_age,
            read.is_soon,
        )

    def _phrase(self, place: int) -> Read | None:
        rules = (
            self._span,
            self._either,
            self._age,
            self._length,
            self._open,
            self._closed,
            self._soon,
            self._duration,
        )
        for rule in rules:
            read = rule(place)
            if read:
                return read
        return None

    def _span(self, place: int) -> Read | None:
        """Between 2018 and 2021; from March to June 2023; 2561-2564."""
        opened = self.kind(place) in (Kind.BETWEEN, Kind.SINCE, Kind.WITHIN)
        begin = self.skip(place, Kind.BETWEEN, Kind.SINCE, Kind.WITHIN, Kind.GLUE)
        first = self.period(begin)
        if not first or self.kind(first.after) not in (Kind.TO, Kind.UNTIL):
            return None
        if not opened and self.text(first.after) in ("and", "และ", "กับ"):
            return None
        second = self.period(self.skip(first.after, Kind.TO, Kind.UNTIL, Kind.GLUE))
        if not second:
            return None
        start = first
        if not first.year_known and second.period.end:
            start = self._in_year(begin, second) or first
        if not start.period.start or not second.period.end:
            return None
        if start.period.start > second.period.end:
            return None
        whole = Period(start.period.start, second.period.end)
        return Read(whole, self._onward(second.after, Kind.ONWARD))

    def _either(self, place: int) -> Read | None:
        """2022 or 2023, this year or next: two periods that touch are one."""
        first = self.period(self.skip(place, Kind.WITHIN, Kind.GLUE))
        if not first or self.kind(first.after) not in (Kind.OR, Kind.TO):
            return None
        begin = self.skip(first.after + 1, Kind.WITHIN, Kind.GLUE)
        second = self.period(begin)
        start, end = first.period.start, first.period.end
        if not second and self.kind(begin) is Kind.NEXT and start and end:
            following = Period(end + ONE_DAY, end + (end - start) + ONE_DAY)
            second = Read(following, begin + 1)
        if not second or not end or second.period.start != end + ONE_DAY:
            return None
        return Read(Period(start, second.period.end), second.after)

    def _in_year(self, place: int, second: Read) -> Read | None:
        """Read the first period again in the year that only the second one names."""
        end = second.period.end
        return self.month_or_day(place, assumed_year=end.year) if end else None

    def _onward(self, place: int, kind: Kind) -> int:
        return place + 1 if self.kind(place) is kind else place

    def _age(self, place: int) -> Read | None:
        """More than 3 years ago; older than 5 years; 2 years ago; within the last two years."""
        longer = self.kind(place) is Kind.LONGER
        shorter = self.kind(place) is Kind.SHORTER
        begin = self.skip(place, Kind.LONGER, Kind.SHORTER, Kind.GLUE)
        counted = self._count(begin)
        if not counted:
            return None
        count, unit, after = counted
        is_old = self.text(place) in ("older than", "นานกว่า")
        thai_before = self.kind(after) is Kind.BEFORE and self.text(after) == "ก่อน"
        if self.kind(after) in (Kind.AGO, Kind.LAST) or thai_before:
            after += 1
        elif not (longer and is_old):
            return None
        day = calendar.moved(self.today, unit, -count)
        if longer:
            return Read(Period(None, day - ONE_DAY), after, counted=-1)
        if shorter:
            return Read(Period(day + ONE_DAY, self.today), after, counted=-1)
        coarse = unit if unit in (Unit.DAY, Unit.WEEK, Unit.MONTH) else Unit.YEAR
        return Read(calendar.around(day, coarse), after, counted=-1)

    def _count(self, place: int) -> tuple[int, Unit, int] | None:
        """Read "6 months"; returns number, unit and the place after."""
        number, unit = self.number(place), self.unit(place + 1)
        if number is not None and self._is_today(place + 1):
            unit = Unit.DAY  # "these 90 days" ends in Thai like "today"
        if number is None or unit is None or number > 999:
            return None
        return number, unit, place + 2

    def _is_today(self, place: int) -> bool:
        return self.kind(place) is Kind.TODAY and self.symbols[place].value == 0

    def _length(self, place: int) -> Read | None:
        """Next 6 months; within 90 days; last two years; 6 เดือนข้างหน้า; in the next year."""
        before = {Kind.WITHIN, Kind.NEXT, Kind.LAST, Kind.GLUE, Kind.UNTIL, Kind.THIS}
        begin = place
        seen: set[Kind] = set()
        while self.kind(begin) in before:
            seen.add(self.symbols[begin].kind)
            begin += 1
        counted = self._count(begin)
        if not counted:
            return self._rolling_unit(place, begin)
        count, unit, after = counted
        while self.kind(after) in (Kind.AHEAD, Kind.PAST, Kind.NEXT):
            seen.add(self.symbols[after].kind)
            after += 1
        return self._counted(count, unit, after, seen)

    def _counted(self, count: int, unit: Unit, after: int, seen: set[Kind]) -> Read | None:
        if seen & {Kind.LAST, Kind.PAST}:
            start = calendar.moved(self.today, unit, -count)
            return Read(Period(start, self.today), after, counted=-1)
        if seen & {Kind.NEXT, Kind.AHEAD, Kind.WITHIN, Kind.UNTIL}:
            return Read(
                Period(self.today, calendar.moved(self.today, unit, count)),
                after,
                if_past=Period(calendar.moved(self.today, unit, -count), self.today),
                counted=1,
            )
        return None

    def _rolling_unit(self, place: int, begin: int) -> Read | None:
        """In the next year, over the past month, within a year: one unit from today."""
        unit = self.unit(begin)
        texts = [self.text(i) for i in range(place, begin)]
        if unit is None or not texts or self.kind(place) is not Kind.WITHIN:
            return None
        kinds = {self.kind(i) for i in range(place, begin)}
        coming = bool({"coming", "upcoming", "forthcoming"}.intersection(texts))
        the = any(text.endswith("the") for text in texts)
        rolls = coming or (the and kinds & {Kind.NEXT, Kind.LAST})
        one = texts[0] in ("within", "in less than") and texts[-1] in ("a", "an", "within")
        if not rolls and not one:
            return None
        seen = {Kind.LAST} if Kind.LAST in kinds else {Kind.NEXT}
        return self._counted(1, unit, begin + 1, seen)

    def _open(self, place: int) -> Read | None:
        """Before 2025; after June 2020; since 2019; by the end of next year; ก่อนปี 2568."""
        kind = self.kind(place)
        openers = (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.UNTIL, Kind.BETWEEN, Kind.WITHIN)
        if kind not in openers:
            return None
        begin = self.skip(place + 1, Kind.GLUE, Kind.UNTIL, Kind.SINCE)
        at_end = self.kind(begin) is Kind.END
        read = self.period(begin)
        if not read:
            return None
        if at_end and kind in (Kind.BEFORE, Kind.UNTIL, Kind.WITHIN):
            read = replace(read, period=Period(None, read.period.end))
        if kind is Kind.BETWEEN and self.kind(read.after) is not Kind.ONWARD:
            if self.text(place) != "จาก" and self.text(place) != "from":
                return None
            whole = read.period.start and read.period == calendar.year(read.period.start.year)
            if whole and self.text(place) == "from":
                return replace(read, bare=False)  # "MoUs from 2022" are those of 2022
        opened = self._opened(kind, self.text(place), read, at_end=at_end)
        return replace(opened, bare=False, after=self._onward(read.after, Kind.ONWARD))

    def _opened(self, kind: Kind, word: str, read: Read, *, at_end: bool) -> Read:
        start, end = read.period.start, read.period.end
        past = read.if_past
        if kind is Kind.BEFORE:
            limit = end if at_end else start and start - ONE_DAY
            before_past = Period(None, past.start - ONE_DAY) if past and past.start else None
            return replace(read, period=Period(None, limit), if_past=before_past, limit=True)
        if kind is Kind.AFTER:
            return replace(
                read,
                period=Period(end and end + ONE_DAY, None),
                if_past=past and Period(past.end and past.end + ONE_DAY, None),
            )
        if kind in (Kind.SINCE, Kind.BETWEEN):
            # "since March" can only look back.
            since = past.start if past else start
            return replace(read, period=Period(since, None), if_past=None)
        within = word in ("within", "inside", "ภายใน", "ภายในช่วง")
        if kind is Kind.UNTIL or within:
            return replace(
                read,
                period=Period(None, end),
                if_past=past and Period(None, past.end),
                limit=True,
            )
        return read

    def _closed(self, place: int) -> Read | None:
        """Read a period by itself, with "or later" and "or earlier" after it."""
        read = self.period(place)
        if not read:
            return None
        if self.kind(read.after) is Kind.ONWARD and self.text(read.after) != "on":
            return replace(
                read, period=Period(read.period.start, None), after=read.after + 1, bare=False
            )
        if self.kind(read.after) is Kind.EARLIER:
            return replace(
                read, period=Period(None, read.period.end), after=read.after + 1, bare=False
            )
        return read

    def _duration(self, place: int) -> Read | None:
        """Over 2 years, for a year, เกิน 1 ปี: how long something has not been done."""
        begin = self.skip(place, Kind.GLUE, Kind.LONGER)
        if begin == place:
            return None
        counted = self._count(begin)
        unit = self.unit(begin)
        if not counted and unit and self.text(begin - 1) in ("a", "an"):
            counted = (1, unit, begin + 1)
        if not counted:
            return None
        count, unit, after = counted
        day = calendar.moved(self.today, unit, -count)
        return Read(Period(None, day), after, counted=-1, is_age=True)

    def _soon(self, place: int) -> Read | None:
        if self.kind(place) is not Kind.SOON:
            return None
        until = calendar.moved(self.today, Unit.MONTH, SOON_MONTHS)
        return Read(Period(self.today, until), place + 1, counted=1, is_soon=True)
