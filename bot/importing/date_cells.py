"""Dates as offices write them, in either calendar: read as far as they tell, or refused.

Nothing is guessed. Two digits of a year and a day that may be a month are read only where the
rest of their column, a Thai month or an era mark tells which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.agreements.errors import AgreementError
from bot.agreements.partial_date import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR, PartialDate
from bot.agreements.text import has_thai
from bot.importing.grids import Cell
from bot.importing.unread import CellReason, Unread
from bot.search.normal_form import normal
from bot.search.time.period import Unit
from bot.search.time.symbols import Kind, Symbol, symbols_of

#: No agreement of an office is older, none will end later; outside it is no year.
_FIRST_YEAR, _LAST_YEAR = 1500, 2300
_LAST_BUDDHIST_YEAR = _LAST_YEAR + BUDDHIST_OFFSET
#: Two digits up to this one are of the 2000s in the Gregorian calendar.
_LAST_SHORT_YEAR = 60
#: The days that a spreadsheet program counts from, and the counts that can be meant: 1954 to 2105.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 75_000)

_TIME = re.compile(r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z|am|pm|น)?$")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?|\b(?:mon|tue|wed|thu|fri|sat|sun)\b,?"
    r"|(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?=\s*ที่|\s*\d)"
)
_AS_STORED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FOUR_DIGITS = re.compile(r"(?<!\d)(\d{4})(?!\d)")
#: The same year in both calendars, "2565 (2022)"; the mark of the second era may be left out.
_BOTH_ERAS = re.compile(r"(\d{4})\s*[(/]\s*(?:(?:คศ|พศ|a\.?d|b\.?e|ce)\.?\s*)?(\d{4})\s*\)?$")
_SILENT = frozenset({Kind.GLUE, Kind.COMMA, Kind.TO})
_SILENT_UNITS = frozenset({Unit.DAY, Unit.MONTH, Unit.YEAR})


@dataclass(frozen=True, slots=True)
class DateHabit:
    """How a column writes its dates, as far as its cells agree on it; None where they do not.

    `is_buddhist`: the calendar of its years of four digits. `month_first`: 8/25/2022.
    `any_year`: years of four digits are taken as they are, however long ago.
    """

    is_buddhist: bool | None = None
    month_first: bool | None = False
    any_year: bool = False


_ANY_YEAR = DateHabit(any_year=True)


def habit_of(cells: Iterable[Cell]) -> DateHabit:
    """Return how the cells of a column write their dates."""
    years: set[bool] = set()
    orders: set[bool] = set()
    for cell in cells:
        text = normal(cell) if isinstance(cell, str) else ""
        years.update(int(year) >= FIRST_BUDDHIST_YEAR for year in _FOUR_DIGITS.findall(text))
        if isinstance(cell, date):
            years.add(cell.year >= FIRST_BUDDHIST_YEAR)
        numbers = _DAY_FIRST.fullmatch(text)
        if numbers and max(int(numbers[1]), int(numbers[2])) > 12:
            orders.add(int(numbers[2]) > 12)
    both = len(orders) > 1
    return DateHabit(_only(years), None if both else (_only(orders) or False))


def _only(said: set[bool]) -> bool | None:
    return next(iter(said)) if len(said) == 1 else None


def read_date(cell: Cell, habit: DateHabit = DateHabit()) -> PartialDate:
    """Return the date that a cell tells. Raises Unread with the reason."""
    if isinstance(cell, bool):
        raise Unread(CellReason.NOT_A_DATE, cell)
    if isinstance(cell, date):
        return _made(cell, cell.year, cell.month, cell.day, habit)
    if isinstance(cell, float):
        if not cell.is_integer() and int(cell) in _SERIALS:
            return PartialDate.of(_DAY_ZERO + timedelta(days=int(cell)))
        raise Unread(CellReason.NOT_A_DATE, cell)
    text = _in_one_era(_TIME.sub("", normal(str(cell))))
    return _from_digits(cell, text, habit) or _from_words(cell, text, habit)


def _in_one_era(text: str) -> str:
    """Leave the second of two years out where both are the same one."""
    both = _BOTH_ERAS.search(text)
    if both and abs(int(both[1]) - int(both[2])) == BUDDHIST_OFFSET:
        return text[: both.end(1)]
    return text


def _from_digits(cell: Cell, text: str, habit: DateHabit) -> PartialDate | None:
    """Read a date written in digits alone; None where there are words."""
    if isinstance(cell, str) and _AS_STORED.fullmatch(text) and int(text[:4]) < _FIRST_YEAR:
        # What an export wrote, however long ago.
        return _made(cell, int(text[:4]), int(text[5:7] or 0), int(text[8:] or 0), _ANY_YEAR)
    if text.isdigit() and int(text) in _SERIALS:
        return PartialDate.of(_DAY_ZERO + timedelta(days=int(text)))
    if text.isdigit() and len(text) == 4:
        return _made(cell, int(text), None, None, habit)
    whole = _ISO.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    if whole:
        return _made(cell, int(whole[1]), int(whole[2]), int(whole[3] or 0), habit)
    month_and_year = _MONTH_AND_YEAR.fullmatch(text)
    if month_and_year:
        return _made(cell, int(month_and_year[2]), int(month_and_year[1]), None, habit)
    numbers = _DAY_FIRST.fullmatch(text)
    if not numbers:
        return None
    day, month = int(numbers[1]), int(numbers[2])
    if habit.month_first is None and day != month and max(day, month) <= 12:
        raise Unread(CellReason.DAY_OR_MONTH_FIRST, cell)
    if (habit.month_first and day <= 12) or month > 12 >= day:
        day, month = month, day
    return _made(cell, int(numbers[3]), month, day, habit)


def _made(
    cell: Cell, year: int, month: int | None, day: int | None, habit: DateHabit
) -> PartialDate:
    """Return the date of a year written in either calendar; a day or month of 0 is not known."""
    gregorian = _year(cell, year, habit)
    parts = [f"{gregorian:04}", *(f"{part:02}" for part in (month, day if month else 0) if part)]
    try:
        return PartialDate.parse("-".join(parts))
    except AgreementError:
        raise Unread(CellReason.NO_SUCH_DAY, cell) from None


def _year(cell: Cell, year: int, habit: DateHabit) -> int:
    if habit.any_year and year:
        return year
    if year < 100:
        if habit.is_buddhist is None:
            raise Unread(CellReason.TWO_DIGIT_YEAR, cell)
        if habit.is_buddhist:
            return 2500 + year - BUDDHIST_OFFSET
        return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)
    if FIRST_BUDDHIST_YEAR <= year <= _LAST_BUDDHIST_YEAR:
        return year - BUDDHIST_OFFSET
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return year
    raise Unread(CellReason.NOT_A_DATE, cell)


# -- words --------------------------------------------------------------------------------------


def _from_words(cell: Cell, text: str, habit: DateHabit) -> PartialDate:
    """Read a date with a month's name or an era mark in it."""
    lexed = symbols_of(_WEEKDAY.sub(" ", text))
    symbols = [s for s in lexed if not _is_silent(s)]
    eras: set[Kind] = {s.kind for s in symbols} & {Kind.BUDDHIST, Kind.CHRISTIAN}
    told = [s for s in symbols if s.kind not in eras]
    months = [s for s in told if s.kind is Kind.MONTH]
    numbers = [int(s.value) for s in told if s.kind is Kind.NUMBER]  # type: ignore[arg-type]  # a NUMBER is an int
    parts = len(months) + len(numbers)
    if len(months) > 1 or not numbers or len(numbers) > 1 + len(months) or parts != len(told):
        return _with_era_before_digits(cell, told, eras, habit)
    if not months and not eras and not (lexed[0].kind is Kind.UNIT or numbers[0] >= 100):
        # "5 ปี" is a length of time, "ปี 65" a year.
        raise Unread(CellReason.NOT_A_DATE, cell)
    day, year = _day_and_year(cell, numbers)
    month = int(months[0].value) if months else None  # type: ignore[arg-type]  # a MONTH is an int
    calendar = _calendar(cell, text, year, eras, habit)
    return _made(cell, year, month, day, DateHabit(calendar))


def _is_silent(symbol: Symbol) -> bool:
    if symbol.kind is Kind.UNIT:
        return symbol.value in _SILENT_UNITS
    return symbol.kind in _SILENT


def _with_era_before_digits(
    cell: Cell, told: list[Symbol], eras: set[Kind], habit: DateHabit
) -> PartialDate:
    """Read "5/8/2565 พ.ศ." and the like: one date in digits beside an era mark."""
    if len(told) == 1 and told[0].kind is Kind.DATE and eras:
        when = _from_digits(cell, str(told[0].value), habit)
        years = _FOUR_DIGITS.findall(str(told[0].value))
        is_buddhist = any(int(year) >= FIRST_BUDDHIST_YEAR for year in years)
        if when and eras == {_mark(is_buddhist=is_buddhist)}:
            return when
        raise Unread(CellReason.ERAS_DISAGREE, cell)
    raise Unread(CellReason.NOT_A_DATE, cell)


def _day_and_year(cell: Cell, numbers: list[int]) -> tuple[int | None, int]:
    """Return which of the numbers is the day: the one before the year, unless that is no day."""
    if len(numbers) == 1:
        return None, numbers[0]
    first, last = numbers
    day, year = (last, first) if first > 99 else (first, last)
    if not 1 <= day <= 31:
        raise Unread(CellReason.NO_SUCH_DAY, cell)
    return day, year


def _calendar(cell: Cell, text: str, year: int, eras: set[Kind], habit: DateHabit) -> bool | None:
    """Return whether a year beside words is Buddhist. Raises Unread where the marks contradict."""
    is_long = year >= 100
    is_buddhist = year >= FIRST_BUDDHIST_YEAR
    if len(eras) > 1 or (is_long and eras and eras != {_mark(is_buddhist=is_buddhist)}):
        raise Unread(CellReason.ERAS_DISAGREE, cell)
    if eras:
        return Kind.BUDDHIST in eras
    if has_thai(text):
        # A Thai month with two digits is always a Buddhist year: 5 ส.ค. 65.
        return True
    if habit.is_buddhist is None and year <= _LAST_SHORT_YEAR:
        return False
    return habit.is_buddhist


def _mark(*, is_buddhist: bool) -> Kind:
    return Kind.BUDDHIST if is_buddhist else Kind.CHRISTIAN
