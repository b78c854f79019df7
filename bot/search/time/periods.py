"""Reads one period: a day, a month, a quarter, a year, "next month", "early 2022"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.agreements.partial_date import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR, days_in_month
from bot.search.time import period as calendar
from bot.search.time.period import ONE_DAY, Period, Unit
from bot.search.time.reading import Read, SymbolReader, gregorian, is_year
from bot.search.time.symbols import Kind

#: Two digits from here on are a Buddhist year (65 is 2565); fewer would be a day or a count.
SHORTEST_BUDDHIST_YEAR = 40


class PeriodReader(SymbolReader):
    """The rules for a period; `period` tries them in turn."""

    def period(self, place: int) -> Read | None:
        """Read the period that begins at a symbol, or return None."""
        rules = (
            self._edge,
            self._numeric_date,
            self.month_or_day,
            self._part,
            self._fiscal,
            self._decade,
            self.relative,
            self._day_word,
            self._year,
        )
        for rule in rules:
            read = rule(place)
            if read:
                return read
        return None

    def _edge(self, place: int) -> Read | None:
        """End of 2027; ต้นปี 2566; early next year; สิ้นเดือนนี้."""
        parts = {Kind.START: 1, Kind.MIDDLE: 2, Kind.END: 3}
        kind = self.kind(place)
        if kind not in parts:
            return None
        begin = self.skip(place + 1, Kind.GLUE)
        if self.text(begin) == "-":
            begin += 1
        read = self.period(begin)
        if not read and self.unit(begin) is Unit.YEAR:
            read = Read(calendar.around(self.today, Unit.YEAR), begin + 1)
        if not read or not read.period.start or not read.period.end:
            return None
        word = self.text(place)
        return replace(read, period=_third(read.period, parts[kind], word), bare=False)

    def _numeric_date(self, place: int) -> Read | None:
        """2019-03-05, 5/3/2562, 03/2019: day first, as in Thailand."""
        if self.kind(place) is not Kind.DATE:
            return None
        numbers = [
            int(part) for part in self.text(place).replace(".", "/").replace("-", "/").split("/")
        ]
        if numbers[0] > 31:
            numbers.reverse()
        year = self._written_year(numbers[-1], short_is_buddhist=True)
        if len(numbers) == 2:
            return _month_read(year, numbers[0], place + 1)
        day, month_number = numbers[0], numbers[1]
        if month_number > 12 and day <= 12:
            day, month_number = month_number, day
        return _day_read(year, month_number, day, place + 1)

    def _written_year(self, number: int, *, short_is_buddhist: bool) -> int:
        if number < 100:
            number += 2500 if short_is_buddhist else 2000
        return number - BUDDHIST_OFFSET if number >= FIRST_BUDDHIST_YEAR else number

    def month_or_day(self, place: int, assumed_year: int | None = None) -> Read | None:
        """5 March 2019, March 5, March 2023, มีนาคม 2566, 5 มี.ค. 62, in March."""
        begin = self.skip(place, Kind.GLUE)
        day = self.number(begin)
        at_month = self.skip(begin + 1, Kind.GLUE) if day is not None else begin
        if self.unit(at_month) is Unit.MONTH and self.kind(at_month + 1) is Kind.MONTH:
            at_month += 1
        if self.kind(at_month) is not Kind.MONTH or (day is not None and day > 31):
            return None
        month_number = self.symbols[at_month].value
        after = at_month + 1
        if day is None and self._day_follows(after):
            day, after = self.number(after), after + 1
        year, after = self._year_after(after)
        year = year or assumed_year
        if year is None and day is None and self._is_modal(at_month, place):
            return None
        return self._in_calendar(year, int(str(month_number)), day, after)

    def _day_follows(self, place: int) -> bool:
        number = self.number(place)
        if number is None or not 1 <= number <= 31:
            return False
        return self.symbols[place].end - self.symbols[place].start <= 4

    def _is_modal(self, at_month: int, place: int) -> bool:
        """Whether "may" or "march" is likely a verb: no year, no preposition before it."""
        symbol = self.symbols[at_month]
        if symbol.value not in (3, 5) or symbol.end - symbol.start > 5:
            return False
        before = self.kind(place - 1) if place else None
        openers = (
            Kind.WITHIN, Kind.SINCE, Kind.BEFORE, Kind.AFTER, Kind.UNTIL, Kind.NEXT, Kind.LAST,
            Kind.THIS, Kind.BETWEEN, Kind.TO, Kind.END, Kind.START, Kind.MIDDLE,
        )  # fmt: skip
        return before not in openers

    def _year_after(self, place: int) -> tuple[int | None, int]:
        """Read a year that may follow a month: its number and the place after it."""
        begin = self.skip(place, Kind.GLUE, Kind.COMMA)
        short = False
        marked = False
        while self.kind(begin) in (Kind.BUDDHIST, Kind.CHRISTIAN) or self.unit(begin) is Unit.YEAR:
            marked = marked or self.kind(begin) is Kind.CHRISTIAN
            short = True
            begin += 1
        number = self.number(begin)
        if number is None:
            relative = self.relative(begin - 1 if short else begin)
            start = relative.period.start if relative else None
            if relative and start and relative.period == calendar.year(start.year):
                return start.year, relative.after
            return None, place
        if number < 100:
            if number < SHORTEST_BUDDHIST_YEAR:
                return None, place
            return number + (2000 if marked else 2500 - BUDDHIST_OFFSET), begin + 1
        if not is_year(number):
            return None, place
        after = begin + 1
        if self.kind(after) in (Kind.BUDDHIST, Kind.CHRISTIAN):
            marked = self.kind(after) is Kind.CHRISTIAN
            after += 1
        return (number if marked else gregorian(number)), after

    def _in_calendar(
        self, year: int | None, month_number: int, day: int | None, after: int
    ) -> Read | None:
        if year is not None:
            if day is None:
                return _month_read(year, month_number, after)
            return _day_read(year, month_number, day, after)
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

    def _part(self, place: int) -> Read | None:
        """Q3 2024, the first half of 2021, ไตรมาส 3 ปี 2567, ครึ่งปีแรก 2564."""
        begin = self.skip(place, Kind.GLUE)
        kind = self.kind(begin)
        if kind in (Kind.QUARTER, Kind.HALF):
            number, after = int(str(self.symbols[begin].value)), begin + 1
        elif self.unit(begin) is Unit.QUARTER:
            at = self.skip(begin + 1, Kind.GLUE)
            given = self.number(at)
            if given is None or not 1 <= given <= 4:
                return None
            kind, number, after = Kind.QUARTER, given, at + 1
        else:
            return None
        parts = 4 if kind is Kind.QUARTER else 2
        year, after = self._year_after(after)
        known = year is not None
        period = calendar.part_of_year(year or self.today.year, number, parts)
        return Read(period, after, year_known=known)

    def _fiscal(self, place: int) -> Read | None:
        """Fiscal year 2566, FY2569, ปีงบประมาณ 66, this fiscal year."""
        begin = self.skip(place, Kind.GLUE)
        if self.kind(begin) is Kind.FISCAL:
            number, after = int(str(self.symbols[begin].value)), begin + 1
        elif self.unit(begin) is Unit.FISCAL_YEAR:
            at = self.skip(begin + 1, Kind.GLUE, Kind.BUDDHIST, Kind.CHRISTIAN)
            given = self.number(at)
            if given is None:
                return None
            number, after = given, at + 1
        else:
            return None
        if number < 100:
            number += 2500 if number >= SHORTEST_BUDDHIST_YEAR else 2000
        if not is_year(number):
            return None
        return Read(calendar.fiscal_year(gregorian(number)), after)

    def _decade(self, place: int) -> Read | None:
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

    def relative(self, place: int) -> Read | None:
        """Next year, this month, last quarter, next March; ปีหน้า, เดือนนี้, ไตรมาสที่แล้ว, ปีก่อน."""
        offsets = {Kind.NEXT: 1, Kind.THIS: 0, Kind.LAST: -1}
        begin = self.skip(place, Kind.GLUE)
        kind = self.kind(begin)
        if kind in offsets:
            return self._relative_english(begin, offsets[kind])
        unit = self.unit(begin)
        after = begin + 1
        if unit is None:
            return None
        if self.kind(after) in offsets:
            return Read(
                calendar.around(self.today, unit, offsets[self.symbols[after].kind]), after + 1
            )
        if self.kind(after) in (Kind.BEFORE, Kind.PAST) and not self.period(after + 1):
            return Read(calendar.around(self.today, unit, -1), after + 1)
        if self.kind(after) is Kind.AHEAD:
            return Read(calendar.around(self.today, unit, 1), after + 1)
        return None

    def _relative_english(self, place: int, offset: int) -> Read | None:
        unit = self.unit(place + 1)
        if unit is not None:
            return Read(calendar.around(self.today, unit, offset), place + 2)
        if self.kind(place + 1) is Kind.MONTH:
            read = self.month_or_day(place + 1)
            if read and not read.year_known:
                chosen = read.if_past if offset < 0 and read.if_past else read.period
                if offset == 0 and chosen.start:
                    number = chosen.start.month
                    chosen = calendar.month(self.today.year, number)
                return Read(chosen, read.after)
        return None

    def _day_word(self, place: int) -> Read | None:
        if self.kind(place) is not Kind.TODAY:
            return None
        days = int(str(self.symbols[place].value))
        return Read(calendar.around(self.today, Unit.DAY, days), place + 1)

    def _year(self, place: int) -> Read | None:
        """In 2022, ปี 65, พ.ศ. 2565, B.E. 2565, and a year by itself (`bare`)."""
        begin = self.skip(place, Kind.GLUE)
        cue = begin
        marked = False
        while (
            self.kind(cue) in (Kind.BUDDHIST, Kind.CHRISTIAN, Kind.GLUE)
            or self.unit(cue) is Unit.YEAR
        ):
            marked = marked or self.kind(cue) is Kind.CHRISTIAN
            cue += 1
        number = self.number(cue)
        if number is None:
            return None
        named = any(self.kind(i) is not Kind.GLUE for i in range(begin, cue))
        if number < 100 and named and number >= SHORTEST_BUDDHIST_YEAR and not marked:
            return Read(calendar.year(number + 2500 - BUDDHIST_OFFSET), cue + 1)
        if not is_year(number):
            return None
        after = cue + 1
        if self.kind(after) in (Kind.BUDDHIST, Kind.CHRISTIAN) and self.text(after) != "be":
            marked = self.kind(after) is Kind.CHRISTIAN
            after += 1
        value = number if marked else gregorian(number)
        before = self.kind(place - 1) if place else None
        bare = not named and before not in (Kind.WITHIN, Kind.TO, Kind.BETWEEN)
        return Read(calendar.year(value), after, bare=bare)


def _third(period: Period, part: int, word: str) -> Period:
    """Return the first, middle or last part of a period; "end of" a year is its last quarter."""
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    if word == "สิ้น":
        return Period(end, end)
    days = (end - start).days + 1
    share = 4 if part == 3 and word.startswith("end") else 3
    if days > 300:
        return calendar.part_of_year(start.year, share if part == 3 else part, share)
    third = days // 3
    if part == 1:
        return Period(start, start + ONE_DAY * (third - 1))
    if part == 2:
        return Period(start + ONE_DAY * third, end - ONE_DAY * third)
    return Period(end - ONE_DAY * (third - 1), end)


def _month_read(year: int, month_number: int, after: int) -> Read | None:
    if not 1 <= month_number <= 12 or not is_year(year):
        return None
    return Read(calendar.month(year, month_number), after)


def _day_read(year: int, month_number: int, day: int, after: int) -> Read | None:
    try:
        exact = date(year, month_number, day)
    except ValueError:
        return None
    return Read(Period(exact, exact), after) if is_year(year) else None
