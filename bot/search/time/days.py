"""Reads days and months: 5 March 2019, 5/3/2562, มีนาคม 2566, the 5th of next month."""

from __future__ import annotations

from datetime import date

from bot.agreements.partial_date import add_months, days_in_month
from bot.search.time import period as calendar
from bot.search.time.period import ONE_DAY, Period, Unit
from bot.search.time.reading import Read, gregorian, is_year
from bot.search.time.symbols import Kind
from bot.search.time.years import YearReader

_LAST_DAY = 31
#: After these words "may" and "march" are months, not verbs.
_BEFORE_A_MONTH = frozenset(
    {
        Kind.WITHIN, Kind.SINCE, Kind.BEFORE, Kind.AFTER, Kind.UNTIL, Kind.NEXT, Kind.LAST,
        Kind.THIS, Kind.BETWEEN, Kind.TO, Kind.END, Kind.START, Kind.MIDDLE,
    }
)  # fmt: skip


class DayReader(YearReader):
    """The rules for days and months."""

    def numeric_date(self, place: int) -> Read | None:
        """2019-03-05, 5/3/2562, 03/2019, 20190305: day first, as in Thailand."""
        if self.kind(place) is not Kind.DATE:
            return None
        text = self.text(place)
        if text.isdigit():
            return day_read(gregorian(int(text[:4])), int(text[4:6]), int(text[6:]), place + 1)
        numbers = [int(part) for part in text.replace(".", "/").replace("-", "/").split("/")]
        year_first = numbers[0] > _LAST_DAY
        if year_first:
            numbers.reverse()
        year = gregorian(numbers[-1])
        if len(numbers) == 2:
            if year_first and numbers[0] > 12:
                return self._year_pair(year, numbers[0], place)
            return month_read(year, numbers[0], place + 1)
        day, month_number = numbers[0], numbers[1]
        if month_number > 12 and day <= 12 and not year_first:
            day, month_number = month_number, day
        return day_read(year, month_number, day, place + 1)

    def _year_pair(self, year: int, second: int, place: int) -> Read | None:
        """2018/19: two years that follow one another."""
        if not is_year(year) or second % 100 != (int(self.text(place)[:4]) + 1) % 100:
            return None
        return Read(Period(date(year, 1, 1), date(year + 1, 12, 31)), place + 1)

    def month_or_day(self, place: int, assumed_year: int | None = None) -> Read | None:
        """5 March 2019, March 5, March 2023, มีนาคม 2566, 5 มี.ค. 62, in March."""
        begin = self.skip(place, Kind.GLUE)
        relative = self._day_of_relative_month(place, begin)
        if relative:
            return relative
        day = self.number(begin)
        at_month = self._after_day(begin) if day is not None else begin
        if self.unit(at_month) is Unit.MONTH:
            if day is None and self.number(self.skip(at_month + 1, Kind.GLUE)) is not None:
                return self._numbered_month(at_month)
            at_month += self.kind(at_month + 1) is Kind.MONTH
        if self.kind(at_month) is not Kind.MONTH or (day is not None and not 1 <= day <= _LAST_DAY):
            return None
        after = at_month + 1
        if day is None and self._day_follows(after):
            day, after = self.number(after), after + 1
        day_known = day is not None and at_month > begin
        year, after = self.year_after(after, day_known=day_known)
        year = year or assumed_year
        if year is None and day is None and self._is_modal(at_month, place):
            return None
        return self._in_calendar(year, int(str(self.symbols[at_month].value)), day, after)

    def _after_day(self, place: int) -> int:
        """Return where the month of a day stands: 5 March, 5-Mar, 5th of March."""
        after = self.skip(place + 1, Kind.GLUE)
        joined = self.text(after) == "-" and self.touches(place) and self.touches(after)
        return after + 1 if joined else after

    def _day_follows(self, place: int) -> bool:
        number = self.number(place)
        if number is None or not 1 <= number <= _LAST_DAY or self.unit(place + 1):
            return False
        return len(self.typed(place)) <= 4

    def _numbered_month(self, place: int) -> Read | None:
        """เดือน 8 ปี 2565: a month by its number, only with a year."""
        at = self.skip(place + 1, Kind.GLUE)
        number = self.number(at)
        year, after = self.year_after(at + 1)
        if number is None or year is None or not 1 <= number <= 12:
            return None
        return month_read(year, number, after)

    def _day_of_relative_month(self, place: int, begin: int) -> Read | None:
        """วันที่ 5 เดือนหน้า, the 5th of next month, 1st of this month."""
        day = self.number(begin)
        said = "วันที่" in (self.text(i) for i in range(place, begin))
        if day is None or not (said or self.typed(begin)[-2:] in ("st", "nd", "rd", "th")):
            return None
        month = self.relative_unit(begin + 1)
        start = month.period.start if month else None
        if not month or not start or month.period != calendar.month(start.year, start.month):
            return None
        return day_read(start.year, start.month, day, month.after)

    def _is_modal(self, at_month: int, place: int) -> bool:
        """Whether "may" or "march" is likely a verb: no year, no preposition before it."""
        if self.typed(at_month) not in ("may", "march"):
            return False
        return self.kind(place - 1) not in _BEFORE_A_MONTH

    def _in_calendar(
        self, year: int | None, month_number: int, day: int | None, after: int
    ) -> Read | None:
        if year is not None:
            if day is None:
                return month_read(year, month_number, after)
            return day_read(year, month_number, day, after)
        this_year = self.today.year
        coming = this_year + (month_number < self.today.month)
        past = this_year - (month_number > self.today.month)
        if day is None:
            ahead, back = calendar.month(coming, month_number), calendar.month(past, month_number)
        else:
            if day > days_in_month(coming, month_number) or day > days_in_month(past, month_number):
                return None
            ahead = Period(date(coming, month_number, day), date(coming, month_number, day))
            back = Period(date(past, month_number, day), date(past, month_number, day))
        return Read(ahead, after, if_past=back, year_known=False)

    def days_of_month(self, place: int) -> Read | None:
        """5 to 12 March 2019, 7-9 มิถุนายน 2565, March 5-12, 2019."""
        begin = self.skip(place, Kind.GLUE)
        first = self.number(begin)
        if first is None:
            return self._days_after_month(begin)
        if not 1 <= first <= _LAST_DAY or self.kind(begin + 1) not in (Kind.TO, Kind.UNTIL):
            return None
        last = self.month_or_day(self.skip(begin + 2, Kind.GLUE))
        end = last.period.end if last else None
        if last is None or end is None or last.period.start != end or first > end.day:
            return None
        return Read(Period(end.replace(day=first), end), last.after)

    def _days_after_month(self, place: int) -> Read | None:
        first, last = self.number(place + 1), self.number(place + 3)
        if self.kind(place) is not Kind.MONTH or self.kind(place + 2) is not Kind.TO:
            return None
        if first is None or last is None or not 1 <= first <= last <= _LAST_DAY:
            return None
        year, after = self.year_after(place + 4)
        end = self._in_calendar(year, int(str(self.symbols[place].value)), last, after)
        day = end.period.end if end else None
        return Read(Period(day.replace(day=first), day), after) if day else None


def month_read(year: int, month_number: int, after: int) -> Read | None:
    """Return a month as read, if there is such a month."""
    if not 1 <= month_number <= 12 or not is_year(year):
        return None
    return Read(calendar.month(year, month_number), after)


def day_read(year: int, month_number: int, day: int, after: int) -> Read | None:
    """Return a day as read, if there is such a day."""
    try:
        exact = date(year, month_number, day)
    except ValueError:
        return None
    return Read(Period(exact, exact), after) if is_year(year) else None


#: The last of the three parts of a period.
LAST_PART = 3


def third(period: Period, part: int, word: str) -> Period:
    """Return the first, middle or last part of a period; "end of" a year is its last quarter."""
    start, end = period.start, period.end
    if start is None or end is None or start == end:
        return period
    if word == "สิ้น":
        return Period(end, end)
    days = (end - start).days + 1
    share = 4 if part == 3 and "end" in word else 3
    if days > 300:
        months = 12 // share
        first = add_months(start, (share - 1 if part == 3 else part - 1) * months)
        return Period(first, add_months(first, months) - ONE_DAY)
    length = ONE_DAY * (days // 3)
    if part == 1:
        return Period(start, start + length - ONE_DAY)
    if part == 2:
        return Period(start + length, end - length)
    return Period(end - length + ONE_DAY, end)
