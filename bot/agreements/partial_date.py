"""A date as far as the source tells it: a year, a month or a day; never more precise than that."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.agreements.errors import AgreementError, Problem, Reason, shown

#: Years before are refused: no text in a register is older, and 0022 is a slip for 2022.
FIRST_YEAR = 1000
#: Years from here on are refused: 2400 is past any agreement and before any Buddhist year in use.
FIRST_BUDDHIST_YEAR = 2400
BUDDHIST_OFFSET = 543

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def days_in_month(year: int, month: int) -> int:
    """Return 28 to 31."""
    return calendar.monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier); a missing day becomes the month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def last_day_of_term(start: date, months: int) -> date:
    """Return the last day in force of a term of `months` that starts on `start` (inclusive).

    It is the day before the corresponding day; where the last month has no corresponding day,
    it is that month's last day (Thai Civil and Commercial Code, section 193/5). So five years
    from 5 August 2022 end on 4 August 2027, and one year from 29 February 2024 on 28 February
    2025.
    """
    corresponding = add_months(start, months)
    exists = corresponding.day == start.day
    return corresponding - timedelta(days=1) if exists else corresponding


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A Gregorian year, month or day. `earliest` and `latest` are the days it may stand for."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str, field: str = "") -> PartialDate:
        """Read `2022`, `2022-08` or `2022-08-05`.

        Raises AgreementError for anything else, for a year before 1000, for a day that does not
        exist, and for a Buddhist year, which it names in Gregorian form.
        """
        shape = _SHAPE.fullmatch(text.strip())
        if not shape or int(shape[1]) < FIRST_YEAR:
            raise AgreementError(Problem(Reason.NOT_A_DATE, field, shown(text, 40)))
        year = int(shape[1])
        month, day = (int(part) if part else None for part in shape.group(2, 3))
        if year >= FIRST_BUDDHIST_YEAR:
            gregorian = str(year - BUDDHIST_OFFSET) + text.strip()[4:]
            raise AgreementError(Problem(Reason.BUDDHIST_YEAR, field, text, gregorian))
        if not cls._exists(year, month, day):
            raise AgreementError(Problem(Reason.NO_SUCH_DAY, field, text))
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the full date."""
        return cls(day.year, day.month, day.day)

    @staticmethod
    def _exists(year: int, month: int | None, day: int | None) -> bool:
        if month is not None and not 1 <= month <= 12:
            return False
        return day is None or (month is not None and 1 <= day <= days_in_month(year, month))

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    @property
    def earliest(self) -> date:
        """The first day it may stand for."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may stand for."""
        month = self.month or 12
        return date(self.year, month, self.day or days_in_month(self.year, month))

    def __str__(self) -> str:
        """ISO form, as precise as the date is: `2022`, `2022-08` or `2022-08-05`."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something happens; both are the same when the day is known."""

    earliest: date
    latest: date

    @classmethod
    def of(cls, when: PartialDate) -> Span:
        """Return all days that a partial date may stand for."""
        return cls(when.earliest, when.latest)

    @property
    def is_exact(self) -> bool:
        """Whether only one day is possible."""
        return self.earliest == self.latest

    def minus_months(self, months: int) -> Span:
        """Return the span so many months before."""
        return Span(_months_before(self.earliest, months), _months_before(self.latest, months))

    def minus_days(self, days: int) -> Span:
        """Return the span so many days before."""
        return Span(_days_before(self.earliest, days), _days_before(self.latest, days))


def _months_before(day: date, months: int) -> date:
    """Count back; before the calendar begins, its first day is taken."""
    return add_months(day, -months) if day.year * 12 + day.month - months > 12 else date.min


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, date.min.toordinal()))
