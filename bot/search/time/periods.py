"""Reads one period: a day, a month, a quarter, a year, "next month", "early 2022"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.agreements.partial_date import add_months
from bot.search.time import period as calendar
from bot.search.time.days import DayReader, third
from bot.search.time.period import ONE_DAY, Period, Unit
from bot.search.time.reading import Read, gregorian, is_year
from bot.search.time.symbols import Kind, Symbol

_EDGES = {Kind.START: 1, Kind.MIDDLE: 2, Kind.END: 3}
#: Units that may stand alone for the one we are in: "by the end of the year", ก่อนสิ้นเดือน.
_RUNNING = (Unit.YEAR, Unit.FISCAL_YEAR, Unit.MONTH, Unit.QUARTER, Unit.WEEK)
_LATEST = ("ล่าสุด", "หลังสุด")
#: What a length of time may come before.
_EVENTS = ("หมดอายุ", "สิ้นสุด", "ครบ", "วัน", "กำหนด")


class PeriodReader(DayReader):
    """The rules for a period; `period` tries them in turn."""

    def __init__(self, symbols: list[Symbol], today: date) -> None:
        super().__init__(symbols, today)
        # Every longer rule asks for the period at a place anew.
        self._periods: dict[int, Read | None] = {}

    def period(self, place: int) -> Read | None:
        """Read the period that begins at a symbol, or return None."""
        if place not in self._periods:
            self._periods[place] = self._period(place)
        return self._periods[place]

    def _period(self, place: int) -> Read | None:
        rules = (
            self._edge,
            self._unit_end,
            self._so_far,
            self.numeric_date,
            self.days_of_month,
            self.month_or_day,
            self._part,
            self._months_of,
            self.fiscal,
            self.decade,
            self.relative,
            self._day_word,
            self.year,
        )
        for rule in rules:
            read = rule(place)
            if read:
                return self._narrowed(read)
        return None

    def _narrowed(self, read: Read) -> Read:
        """Read a quarter, half or month after the year it is of: ปี 2565 ไตรมาส 3, 2022 Q3."""
        start, end = read.period.start, read.period.end
        if not (start and end and 364 <= (end - start).days <= 366):
            return read
        at = self.skip(read.after, Kind.COMMA, Kind.GLUE)
        at += self.text(at) == "-" and self.touches(at - 1)
        part = self._numbered_part(at)
        if part and not self._whole_after(part[2]):
            kind, number, after = part
            return Read(_part_of(read.period, number, 4 if kind is Kind.QUARTER else 2), after)
        in_year = start.month == 1 and (self.kind(at) is Kind.MONTH or self.unit(at) is Unit.MONTH)
        month = self.month_or_day(at, assumed_year=start.year) if in_year else None
        inside = month and month.period.start and month.period.start.year == start.year
        return month if month and inside else read

    def _edge(self, place: int) -> Read | None:
        """End of 2027; ต้นปี 2566; early next year; สิ้นเดือนนี้; the end of the year."""
        kind = self.kind(place)
        if kind not in _EDGES:
            kind = self.kind(self.skip(place, Kind.GLUE))
            if kind not in _EDGES:
                return None
            place = self.skip(place, Kind.GLUE)
        begin = self.skip(place + 1, Kind.GLUE)
        begin += self.text(begin) == "-"
        read = self.period(begin)
        unit = self.unit(begin)
        if not read and unit in _RUNNING and not self.number(begin + 1):
            read = Read(calendar.around(self.today, unit), begin + 1)
        if not read or not read.period.start or not read.period.end:
            return None
        word = self.text(place)
        past = read.if_past and third(read.if_past, _EDGES[kind], word)
        period = third(read.period, _EDGES[kind], word)
        return replace(read, period=period, if_past=past, bare=False, end_of=read.period)

    def _unit_end(self, place: int) -> Read | None:
        """Year-end, fiscal year end 2570: the last day."""
        begin = self.skip(place, Kind.GLUE)
        unit = self.symbols[begin].value if self.kind(begin) is Kind.UNIT_END else None
        if not isinstance(unit, Unit):
            return None
        end = calendar.around(self.today, unit).end
        year, after = self.year_after(begin + 1)
        if year:
            named = calendar.fiscal_year(year) if unit is Unit.FISCAL_YEAR else calendar.year(year)
            end = named.end
        return Read(Period(end, end), after)

    def _so_far(self, place: int) -> Read | None:
        """Earlier this year, year to date: until today; the rest of the year: from today."""
        kind = self.kind(place)
        if kind not in (Kind.SO_FAR, Kind.REST):
            return None
        value = self.symbols[place].value
        unit = value if isinstance(value, Unit) else self.unit(place + 1)
        if unit is None:
            return None
        after = place + 1 if isinstance(value, Unit) else place + 2
        after += self.kind(after) is Kind.THIS
        whole = calendar.around(self.today, unit)
        if kind is Kind.SO_FAR:
            return Read(Period(whole.start, self.today), after)
        return Read(Period(self.today, whole.end), after)

    def _numbered_part(self, place: int) -> tuple[Kind, int, int] | None:
        """Read Q3, the first half, ไตรมาส 3: what part, its number, the place after it."""
        kind = self.kind(place)
        if kind in (Kind.QUARTER, Kind.HALF):
            return kind, int(str(self.symbols[place].value)), place + 1
        if self.unit(place) not in (Unit.QUARTER, Unit.HALF):
            return None
        at = self.skip(place + 1, Kind.GLUE)
        number = self.number(at)
        parts = 4 if self.unit(place) is Unit.QUARTER else 2
        if number is None or not 1 <= number <= parts or self.unit(at + 1) is Unit.MONTH:
            return None
        return (Kind.QUARTER if parts == 4 else Kind.HALF), number, at + 1

    def _whole_after(self, place: int) -> tuple[Period, int] | None:
        """Read the year, fiscal or not, that a quarter or half is of."""
        fiscal = self.fiscal(self.skip(place, Kind.GLUE, Kind.COMMA))
        relative = self.relative_unit(self.skip(place, Kind.GLUE, Kind.COMMA))
        if not fiscal and relative and relative.is_fiscal:
            fiscal = relative
        if fiscal:
            return fiscal.period, fiscal.after
        year, after = self.year_after(place)
        return (calendar.year(year), after) if year else None

    def _part(self, place: int) -> Read | None:
        """Q3 2024, the first half of 2021, ไตรมาส 3/2567, ไตรมาส 1 ปีงบประมาณ 2566."""
        begin = self.skip(place, Kind.GLUE)
        dated = self._dated_quarter(begin)
        if dated:
            return dated
        part = self._numbered_part(begin)
        if not part:
            return None
        kind, number, after = part
        parts = 4 if kind is Kind.QUARTER else 2
        whole = self._whole_after(after)
        if whole:
            return Read(_part_of(whole[0], number, parts), whole[1])
        this = calendar.part_of_year(self.today.year, number, parts)
        ahead, back = this, this
        if this.end and this.end < self.today:
            ahead = calendar.part_of_year(self.today.year + 1, number, parts)
        if this.start and this.start > self.today:
            back = calendar.part_of_year(self.today.year - 1, number, parts)
        return Read(ahead, after, if_past=back, year_known=False)

    def _dated_quarter(self, place: int) -> Read | None:
        """ไตรมาส 1/2567, which is read as a month elsewhere."""
        at = self.skip(place + 1, Kind.GLUE)
        number, slash, year = self.text(at).partition("/")
        if self.unit(place) is not Unit.QUARTER or not slash or not (number + year).isdigit():
            return None
        value = gregorian(int(year))
        if len(year) not in (2, 4) or not is_year(value) or not 1 <= int(number) <= 4:
            return None
        return Read(calendar.part_of_year(value, int(number), 4), at + 1)

    def _months_of(self, place: int) -> Read | None:
        """Read the first six months of 2022, the last 3 months of 2564, 9 เดือนแรกของปี 2565."""
        begin = self.skip(place, Kind.GLUE)
        edge = self.kind(begin)
        at = begin + 1 if edge in (Kind.FIRST, Kind.LAST) else begin
        number = self.number(at)
        if number is None or self.unit(at + 1) is not Unit.MONTH or not 1 <= number <= 11:
            return None
        after = at + 2
        if self.kind(after) is Kind.FIRST or self.text(after) in ("หลัง", "สุดท้าย"):
            edge = Kind.FIRST if self.kind(after) is Kind.FIRST else Kind.LAST
            after += 1
        whole = self._whole_after(after) if edge in (Kind.FIRST, Kind.LAST) else None
        start, end = (whole[0].start, whole[0].end) if whole else (None, None)
        if not (whole and start and end):
            return None
        if edge is Kind.FIRST:
            return Read(Period(start, add_months(start, number) - ONE_DAY), whole[1])
        return Read(Period(add_months(end + ONE_DAY, -number), end), whole[1])

    def relative(self, place: int) -> Read | None:
        """Next year, last quarter, next March; ปีหน้า, เดือนนี้, ไตรมาสที่แล้ว, ปีก่อน."""
        unit = self.relative_unit(place)
        if unit:
            return unit
        begin = self.skip(place, Kind.GLUE)
        past = self.kind(begin + 1) is Kind.PAST and self.text(begin + 1) not in _LATEST
        ago = past or self.is_thai_ago(begin + 1)
        at = self.unit(begin)
        if at and ago and not self.period(begin + 2):
            return Read(calendar.around(self.today, at, -1), begin + 2)
        return self._relative_month(begin)

    def is_thai_ago(self, place: int) -> bool:
        """Return whether ก่อน is "ago": in "6 เดือนก่อนหมดอายุ" it is "before"."""
        if self.text(place) not in ("ก่อน", "ก่อนหน้า"):
            return False
        following = "".join(self.typed(i) for i in range(place + 1, place + 4))
        return not following.startswith(_EVENTS)

    def _relative_month(self, place: int) -> Read | None:
        kind = self.kind(place)
        if kind not in (Kind.NEXT, Kind.THIS, Kind.LAST) or self.kind(place + 1) is not Kind.MONTH:
            return None
        read = self.month_or_day(place + 1)
        if read is None or read.year_known:
            return None
        chosen = read.if_past if kind is Kind.LAST and read.if_past else read.period
        if kind is Kind.THIS and chosen.start:
            chosen = calendar.month(self.today.year, chosen.start.month)
        return Read(chosen, read.after)

    def _day_word(self, place: int) -> Read | None:
        begin = self.skip(place, Kind.GLUE)
        if self.kind(begin) is not Kind.TODAY:
            return None
        days = int(str(self.symbols[begin].value))
        return Read(calendar.around(self.today, Unit.DAY, days), begin + 1)


def _part_of(whole: Period, number: int, parts: int) -> Period:
    """Return the n-th of equal parts of a year, whenever it begins."""
    if whole.start is None:
        return whole
    months = 12 // parts
    start = add_months(whole.start, (number - 1) * months)
    return Period(start, add_months(start, months) - ONE_DAY)
