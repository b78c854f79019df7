"""Reads spans between two periods, and several periods side by side."""

from __future__ import annotations

from bot.search.time import period as calendar
from bot.search.time.lengths import LengthReader
from bot.search.time.period import ONE_DAY, Period
from bot.search.time.reading import Read
from bot.search.time.symbols import Kind

_AND = ("and", "และ", "กับ")


class SpanReader(LengthReader):
    """The rules for two periods and more."""

    def span(self, place: int) -> Read | None:
        """Between 2018 and 2021; from March to June 2023; 2561-2564; จากนี้ถึงสิ้นปี."""
        opened = self.kind(place) in (Kind.BETWEEN, Kind.SINCE, Kind.WITHIN)
        is_and = opened and self.kind(place) is not Kind.WITHIN
        begin = self.skip(place, Kind.BETWEEN, Kind.SINCE, Kind.WITHIN, Kind.GLUE)
        first = self._from(begin)
        if not first or self.kind(first.after) not in (Kind.TO, Kind.UNTIL):
            return None
        if not is_and and self.text(first.after) in _AND:
            return None
        at = self.skip(first.after, Kind.TO, Kind.UNTIL, Kind.WITHIN, Kind.GLUE)
        second = self._until(at, first)
        if not second:
            return None
        start = first
        if not first.year_known and second.period.end:
            start = self._in_year(begin, second) or first
        whole = _from_to(start.period, second.period)
        return Read(whole, self.skip(second.after, Kind.ONWARD)) if whole else None

    def _from(self, place: int) -> Read | None:
        read = self.period(place)
        if read or self.kind(place) is not Kind.AHEAD:
            return read
        return Read(Period(self.today, self.today), place + 1)  # "จากนี้ถึง": from now until

    def _until(self, place: int, first: Read) -> Read | None:
        """Read the second period: like the first one, if so; else any, or the present."""
        like = self.year_like(place, first)
        if like:
            return like
        if self.kind(place) is Kind.PRESENT or self.text(place) == "ปัจจุบัน":
            return Read(Period(self.today, self.today), place + 1)
        return self.period(place)

    def _in_year(self, place: int, second: Read) -> Read | None:
        """Read the first period again in the year that only the second one names."""
        end = second.period.end
        if end is None or not second.year_known:
            return None
        read = self.month_or_day(place, assumed_year=end.year)
        start = read.period.start if read else None
        if start and start > end:  # between June and March 2023
            return self.month_or_day(place, assumed_year=end.year - 1)
        return read

    def several(self, place: int) -> Read | None:
        """2022 or 2023; 2018, 2019 and 2020; this year or next: what touches is one period."""
        begin = self.skip(place, Kind.WITHIN, Kind.GLUE)
        first = self.period(begin)
        if not first:
            return None
        if not first.year_known:  # March and April 2025
            second = self._beside(first, first.after)
            first = (self._in_year(begin, second) if second else None) or first
        whole, after = first.period, first.after
        last = first
        while True:
            following = self._beside(last, after)
            if not following or not whole.end or following.period.start != whole.end + ONE_DAY:
                break
            last, after = following, following.after
            whole = Period(whole.start, following.period.end)
        return Read(whole, after) if last is not first else None

    def _beside(self, first: Read, place: int) -> Read | None:
        begin = place
        while self.kind(begin) in (Kind.OR, Kind.TO, Kind.COMMA) and self.text(begin) != "-":
            begin += 1
        if begin == place:
            return None
        begin = self.skip(begin, Kind.WITHIN, Kind.GLUE)
        like = self.year_like(begin, first)
        if like or self.kind(begin) is not Kind.NEXT:
            return like or self.period(begin)
        start, end = first.period.start, first.period.end
        second = self.period(begin)
        if second or not start or not end:
            return second
        return Read(Period(end + ONE_DAY, end + (end - start) + ONE_DAY), begin + 1)


def _from_to(first: Period, second: Period) -> Period | None:
    """Return the range from one period to another; of two whole years told backwards as well."""
    if not (first.start and first.end and second.start and second.end):
        return None
    if first.start > second.end:
        if first != calendar.year(first.start.year) or second != calendar.year(second.start.year):
            return None
        first, second = second, first
    return Period(first.start, second.end)
