"""Reads lengths of time: the next 6 months, within 90 days, 3 ปีที่แล้ว, a year and a half left."""

from __future__ import annotations

from bot.search.time import period as calendar
from bot.search.time.period import ONE_DAY, Period, Unit
from bot.search.time.periods import PeriodReader
from bot.search.time.reading import Read
from bot.search.time.symbols import Kind

#: "soon" and "shortly" mean the coming half year, the span in which a renewal is prepared.
SOON_MONTHS = 6
#: Longer lengths lead out of the calendar and mean nothing.
_MOST_MONTHS = 12_000
_ONE = ("a", "an")
Count = tuple[int, Unit, int]


class LengthReader(PeriodReader):
    """The rules for a number of units from today."""

    def count(self, place: int) -> Count | None:
        """Read "6 months", "a year and a half", ปีครึ่ง: number, unit and the place after."""
        number, unit, after = self.number(place), self.unit(place + 1), place + 2
        if self.text(place - 1) == "วันที่" or self.typed(place)[-2:] in ("st", "nd", "rd", "th"):
            return None  # a day of a month
        if number is not None and self._is_today(place + 1):
            unit = Unit.DAY  # "these 90 days" ends in Thai like "today"
        if number is None and self.text(place) in _ONE and self.unit(place + 1):
            number = 1
        if number is None and self.unit(place) is Unit.HALF and not self.relative_unit(place):
            number, unit, after = 1, Unit.HALF, place + 1
        if number is None and self.unit(place) and self.text(place + 1) == "ครึ่ง":
            number, unit, after = 1, self.unit(place), place + 1
        alone = self.text(place - 1) in _ONE or self.text(place - 1) == "ไม่ถึง"
        if number is None and self.unit(place) and alone and self.number(place + 1) is None:
            number, unit, after = 1, self.unit(place), place + 1
        if number is None or unit is None or not 1 <= number <= 999:
            return None
        count = self._with_half(number, unit, after)
        return count if _months(count[0], count[1]) <= _MOST_MONTHS else None

    def _with_half(self, number: int, unit: Unit, after: int) -> Count:
        if self.kind(after) is not Kind.AND_HALF or unit not in (Unit.YEAR, Unit.FISCAL_YEAR):
            return number, unit, after
        return number * 12 + 6, Unit.MONTH, after + 1

    def _is_today(self, place: int) -> bool:
        return self.kind(place) is Kind.TODAY and self.symbols[place].value == 0

    def age(self, place: int) -> Read | None:
        """More than 3 years ago; older than 5 years; 2 years ago; มานานกว่า 10 ปีแล้ว."""
        long_ago = self.text(place) == "มาแล้ว"
        begin = self.skip(place, Kind.GLUE, Kind.AGO)
        longer, shorter = self.kind(begin) is Kind.LONGER, self.kind(begin) is Kind.SHORTER
        is_old = self.text(begin) in ("older than", "นานกว่า", "มากว่า", "นานเกิน") or long_ago
        begin = self.skip(begin, Kind.LONGER, Kind.SHORTER, Kind.GLUE)
        counted = self.count(begin)
        if not counted:
            return None
        count, unit, after = counted
        if self.kind(after) in (Kind.AGO, Kind.LAST) or self.is_thai_ago(after):
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

    def left(self, place: int) -> Read | None:
        """Less than a year left; เหลืออายุไม่ถึง 1 ปี; more than 2 years from now."""
        begin = self.skip(place, Kind.LEFT, Kind.GLUE)
        seen = {self.symbols[i].kind for i in range(place, begin)}
        sides = (Kind.LONGER, Kind.SHORTER, Kind.WITHIN, Kind.UNTIL, Kind.GLUE)
        at = begin
        while self.kind(at) in sides:
            seen.add(self.symbols[at].kind)
            at += 1
        counted = self.count(at)
        if not counted:
            return None
        count, unit, after = counted
        is_left = Kind.LEFT in seen or self.kind(after) is Kind.LEFT
        ahead = self.kind(after) is Kind.AHEAD and bool(seen & {Kind.LONGER, Kind.SHORTER})
        ahead = ahead or {Kind.WITHIN, Kind.SHORTER} <= seen
        if not (is_left or ahead) or self.kind(after) in (Kind.AGO, Kind.PAST, Kind.LAST):
            return None
        after = self.skip(after, Kind.LEFT, Kind.AHEAD)
        day = calendar.moved(self.today, unit, count)
        period = Period(day, None) if Kind.LONGER in seen else Period(self.today, day)
        return Read(period, after, counted=1, is_left=is_left)

    def length(self, place: int) -> Read | None:
        """Next 6 months; within 90 days; last two years; ย้อนหลัง 3 ปี; in the next year."""
        before = {
            Kind.WITHIN, Kind.NEXT, Kind.LAST, Kind.GLUE, Kind.UNTIL, Kind.THIS, Kind.PAST
        }  # fmt: skip
        begin = place
        seen: set[Kind] = set()
        while self.kind(begin) in before and not self._is_one(begin) and not self._is_after(begin):
            seen.add(self.symbols[begin].kind)
            begin += 1
        rolling = self._rolling_unit(place, begin)
        if rolling:
            return rolling
        counted = self.count(begin)
        if not counted:
            return None
        count, unit, after = counted
        if self.text(after) == "นี้":  # "6 เดือนนี้" are those ahead, and not this month
            seen.add(Kind.NEXT)
            after += 1
        while self.kind(after) in (Kind.AHEAD, Kind.PAST, Kind.NEXT) or self._is_later(after):
            seen.add(Kind.PAST if self._is_later(after) else self.symbols[after].kind)
            after += 1
        return self._counted((count, unit, after), seen)

    def _is_after(self, place: int) -> bool:
        """Whether it is a Thai word that stands after what it tells of: ล่วงหน้า 6 เดือน."""
        kinds = (Kind.NEXT, Kind.LAST, Kind.THIS)
        return self.kind(place) in kinds and not self.typed(place).isascii()

    def _is_one(self, place: int) -> bool:
        """Whether a "a" stands for the number one: within a year."""
        return self.text(place) in _ONE and self.unit(place + 1) is not None

    def _is_later(self, place: int) -> bool:
        """3 ปีหลัง: the last three years."""
        return self.text(place) == "หลัง" and not self.period(place + 1)

    def _counted(self, counted: Count, seen: set[Kind]) -> Read | None:
        count, unit, after = counted
        if seen & {Kind.LAST, Kind.PAST}:
            if unit is Unit.FISCAL_YEAR:
                return self._whole_units(unit, -count, -1, after)
            start = calendar.moved(self.today, unit, -count)
            return Read(Period(start, self.today), after, counted=-1)
        if unit is Unit.FISCAL_YEAR and Kind.NEXT in seen:
            return self._whole_units(unit, 1, count, after)
        if seen & {Kind.NEXT, Kind.AHEAD, Kind.WITHIN, Kind.UNTIL}:
            return Read(
                Period(self.today, calendar.moved(self.today, unit, count)),
                after,
                if_past=Period(calendar.moved(self.today, unit, -count), self.today),
                counted=1,
            )
        return None

    def _whole_units(self, unit: Unit, first: int, last: int, after: int) -> Read:
        """Fiscal years are counted whole: the last three are those before this one."""
        start = calendar.around(self.today, unit, first).start
        return Read(Period(start, calendar.around(self.today, unit, last).end), after)

    def _rolling_unit(self, place: int, begin: int) -> Read | None:
        """In the next year, over the past month: one unit from today; within the year: its end."""
        unit = self.unit(begin)
        texts = [self.text(i) for i in range(place, begin)]
        if unit is None or self.kind(place) is not Kind.WITHIN:
            return None
        kinds = {self.kind(i) for i in range(place, begin)}
        after = begin + 1
        half = (unit, 1)
        if self.kind(after) is Kind.AND_HALF and unit is Unit.YEAR:
            half, after = (Unit.MONTH, 18), after + 1
        if unit in (Unit.QUARTER, Unit.FISCAL_YEAR):
            return None  # the next one is the next of the calendar
        coming = bool({"coming", "upcoming", "forthcoming"}.intersection(texts))
        the = any(text.endswith("the") for text in texts)
        if coming or (the and kinds & {Kind.NEXT, Kind.LAST}):
            seen = {Kind.LAST} if Kind.LAST in kinds else {Kind.NEXT}
            return self._counted((half[1], half[0], after), seen)
        if texts in (["within", "the"], ["before", "the"]) and not self.number(after):
            end = calendar.around(self.today, unit).end
            return Read(Period(None, end), after, limit=True)
        one = unit is Unit.HALF and not kinds & {Kind.LAST, Kind.PAST}
        one = one and self.kind(after) not in (Kind.THIS, Kind.LAST, Kind.PAST, Kind.NUMBER)
        alone = texts == ["within"] and not self.number(after)
        if one or alone:
            after = self.skip(after, Kind.AHEAD)
            return self._counted((half[1], half[0], after), {Kind.NEXT})
        return None

    def duration(self, place: int) -> Read | None:
        """Over 2 years, for a year, เกิน 1 ปี: how long something has been so."""
        begin = self.skip(place, Kind.GLUE, Kind.LONGER, Kind.AGO)
        if begin == place:
            return None
        counted = self.count(begin)
        if not counted:
            return None
        count, unit, after = counted
        day = calendar.moved(self.today, unit, -count)
        longer = any(self.kind(i) is Kind.LONGER for i in range(place, begin))
        inner = Period(None, day - ONE_DAY) if longer else None
        return Read(Period(None, day), after, counted=-1, is_age=True, inner=inner)

    def soon(self, place: int) -> Read | None:
        """Soon, shortly, เร็ว ๆ นี้."""
        if self.kind(place) is not Kind.SOON:
            return None
        until = calendar.moved(self.today, Unit.MONTH, SOON_MONTHS)
        return Read(Period(self.today, until), place + 1, counted=1, is_soon=True)


def _months(count: int, unit: Unit) -> int:
    return count * calendar.MONTHS_IN.get(unit, 0)
