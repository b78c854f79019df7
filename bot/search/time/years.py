"""Reads years: of both calendars, of two digits, fiscal ones, decades, this and next year."""

from __future__ import annotations

from datetime import date

from bot.search.time import period as calendar
from bot.search.time.period import Period, Unit
from bot.search.time.reading import (
    SHORTEST_BUDDHIST_YEAR,
    Read,
    SymbolReader,
    gregorian,
    is_year,
)
from bot.search.time.symbols import Kind

_ERAS = (Kind.BUDDHIST, Kind.CHRISTIAN)
_MONEY = ("ล้าน", "บาท", "พัน", "แสน", "million", "baht", "%")
_OFFSETS = {Kind.NEXT: 1, Kind.THIS: 0, Kind.LAST: -1}


class YearReader(SymbolReader):
    """The rules for years and for units round today."""

    def year(self, place: int) -> Read | None:
        """In 2022, ปี 65, พ.ศ. 2565, B.E. 2565, and a year by itself (`bare`)."""
        begin = self.skip(place, Kind.GLUE)
        cue = begin
        marked = False
        while self.kind(cue) in (*_ERAS, Kind.GLUE) or self.unit(cue) is Unit.YEAR:
            marked = marked or self.kind(cue) is Kind.CHRISTIAN
            cue += 1
        number = self.number(cue)
        if number is None:
            return None
        named = any(self.kind(i) is not Kind.GLUE for i in range(begin, cue))
        if number < 100 and named and number >= SHORTEST_BUDDHIST_YEAR and not marked:
            return Read(calendar.year(gregorian(number)), cue + 1)
        if not is_year(number):
            return None
        after = cue + 1
        if self.kind(after) in _ERAS and self._is_era(after):
            marked = self.kind(after) is Kind.CHRISTIAN
            after += 1
        value = number if marked else gregorian(number)
        before = self.kind(place - 1)
        bare = not named and before not in (Kind.WITHIN, Kind.TO, Kind.BETWEEN)
        return Read(calendar.year(value), after, bare=bare)

    def _is_era(self, place: int) -> bool:
        """Whether "be" is the era: in "2565 be signed" it is a verb."""
        return self.text(place) != "be" or self.touches(place - 1)

    def year_like(self, place: int, first: Read) -> Read | None:
        """Read what stands after "to" as a year like the first one: 2018-21, ปี 61-64.

        A fiscal year runs to a fiscal year. Two digits are a year of the first one's century,
        of either calendar, when it is the later one.
        """
        start = first.period.start
        if start is None or not (first.is_fiscal or first.period == calendar.year(start.year)):
            return None
        begin = self.skip(place, Kind.GLUE, *_ERAS)
        while self.unit(begin) in (Unit.YEAR, Unit.FISCAL_YEAR):
            begin = self.skip(begin + 1, Kind.GLUE, *_ERAS)
        number = self.number(begin)
        if number is None or self.unit(begin + 1) or self.kind(begin + 1) is Kind.MONTH:
            return None
        value = gregorian(number) if is_year(number) else self._of_century(number, first)
        if value is None:
            return None
        after = begin + 1 + (self.kind(begin + 1) in _ERAS and self._is_era(begin + 1))
        if first.is_fiscal:
            return Read(calendar.fiscal_year(value), after, is_fiscal=True)
        return Read(calendar.year(value), after)

    def _of_century(self, number: int, first: Read) -> int | None:
        start = first.period.end
        if start is None or not 1 <= number <= 99:
            return None
        year = start.year
        candidates = [year // 100 * 100 + number, gregorian(2500 + number)]
        later = [value for value in candidates if year < value <= year + 60]
        return min(later, default=None)

    def year_after(self, place: int, *, day_known: bool = False) -> tuple[int | None, int]:
        """Read a year that may follow a month: its number and the place after it.

        `day_known`: a day stands before the month, so two digits after it can only be a year.
        """
        begin = self.skip(place, Kind.GLUE, Kind.COMMA)
        if self.text(begin) == "-" and self.touches(begin - 1) and self.touches(begin):
            begin += 1
        cued = begin
        marked = False
        while self.kind(cued) in _ERAS or self.unit(cued) is Unit.YEAR:
            marked = marked or self.kind(cued) is Kind.CHRISTIAN
            cued = self.skip(cued + 1, Kind.GLUE)
        number = self.number(cued)
        if number is None:
            return self._relative_year(begin, cued) or (None, place)
        if number < 100:
            if number < SHORTEST_BUDDHIST_YEAR and not (day_known and self._ends(cued)):
                return None, place
            return (2000 + number if marked else gregorian(number)), cued + 1
        if not is_year(number):
            return None, place
        after = cued + 1
        if self.kind(after) in _ERAS and self._is_era(after):
            marked = self.kind(after) is Kind.CHRISTIAN
            after += 1
        return (number if marked else gregorian(number)), after

    def _ends(self, place: int) -> bool:
        """Whether no unit or word follows that a number would count."""
        following = self.kind(place + 1)
        return self.number(place) != 0 and following not in (Kind.UNIT, Kind.MONTH, Kind.OTHER)

    def _relative_year(self, *places: int) -> tuple[int, int] | None:
        for place in places:
            relative = self.relative_unit(place)
            start = relative.period.start if relative else None
            if relative and start and relative.period == calendar.year(start.year):
                return start.year, relative.after
        return None

    def fiscal(self, place: int) -> Read | None:
        """Fiscal year 2566, FY2569, ปีงบประมาณ 66, งบ 66, this fiscal year."""
        begin = self.skip(place, Kind.GLUE)
        if self.kind(begin) is Kind.FISCAL:
            number, after = int(str(self.symbols[begin].value)), begin + 1
        elif self.unit(begin) is Unit.FISCAL_YEAR or self.kind(begin) is Kind.BUDGET:
            at = self.skip(begin + 1, Kind.GLUE, *_ERAS)
            if self.kind(begin) is Kind.BUDGET and self.unit(at) is Unit.YEAR:
                at = self.skip(at + 1, Kind.GLUE, *_ERAS)
            given = self.number(at)
            if given is None:
                return self._relative_fiscal(begin)
            number, after = given, at + 1
            if self._is_no_year(begin, after, number):
                return None
        else:
            return None
        if number < 1 or (number >= 100 and not is_year(number)):
            return None
        return Read(calendar.fiscal_year(gregorian(number)), after, is_fiscal=True)

    def _is_no_year(self, begin: int, after: int, number: int) -> bool:
        """Whether a number after "budget" is money or a count: งบ 50 ล้านบาท, budget 30 days."""
        if self.unit(begin) and number >= 100:
            return False
        short = number < (SHORTEST_BUDDHIST_YEAR if self.kind(begin) is Kind.BUDGET else 1)
        return short or self.unit(after) is not None or self.typed(after).startswith(_MONEY)

    def _relative_fiscal(self, place: int) -> Read | None:
        """งบปีนี้, งบปีหน้า: the fiscal year round today."""
        if self.kind(place) is Kind.BUDGET and self.unit(place + 1) is Unit.YEAR:
            offset = _OFFSETS.get(self.kind(place + 2) or Kind.OTHER)
            if offset is not None:
                period = calendar.around(self.today, Unit.FISCAL_YEAR, offset)
                return Read(period, place + 3, is_fiscal=True)
        return None

    def decade(self, place: int) -> Read | None:
        """Read the 1990s, the nineties, ทศวรรษ 2560."""
        begin = self.skip(place, Kind.GLUE)
        if self.kind(begin) is Kind.DECADE:
            first = int(str(self.symbols[begin].value))
            return Read(Period(date(first, 1, 1), date(first + 9, 12, 31)), begin + 1)
        if self.unit(begin) is Unit.DECADE:
            number = self.number(self.skip(begin + 1, Kind.GLUE))
            if number is not None and is_year(number):
                first = gregorian(number)
                period = Period(date(first, 1, 1), date(first + 9, 12, 31))
                return Read(period, self.skip(begin + 1, Kind.GLUE) + 1)
        return None

    def relative_unit(self, place: int) -> Read | None:
        """Next year, this month, the year before last; ปีหน้า, ไตรมาสที่แล้ว, ปีก่อน."""
        begin = self.skip(place, Kind.GLUE)
        offset = _OFFSETS.get(self.kind(begin) or Kind.OTHER)
        if offset is not None:
            unit = self.unit(begin + 1)
            return self._around(unit, offset, begin + 2) if unit else None
        unit = self.unit(begin)
        if unit is None:
            return None
        following = self.kind(begin + 1)
        if following is Kind.BEFORE and self.text(begin + 2) in ("last", "ที่แล้ว"):
            return self._around(unit, -2, begin + 3)
        if following is Kind.AFTER and self.text(begin + 2) in ("next", "หน้า"):
            return self._around(unit, 2, begin + 3)
        if following in _OFFSETS:
            return self._around(unit, _OFFSETS[following], begin + 2)
        if following is Kind.AHEAD and unit is not Unit.HALF:
            return self._around(unit, 1, begin + 2)
        return None

    def _around(self, unit: Unit, offset: int, after: int) -> Read:
        period = calendar.around(self.today, unit, offset)
        return Read(period, after, is_fiscal=unit is Unit.FISCAL_YEAR)
