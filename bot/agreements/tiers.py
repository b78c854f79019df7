"""How long before a milestone somebody is told, and on which working day.

A tier is a number of days before the milestone. The day on which it is told is never a holiday or
weekend, and always moved earlier, never later. Tiers of more than `SINGLE_FROM` days are gathered
in one digest; nearer ones are told one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.agreements.milestones import MilestoneKind

IsWorkingDay = Callable[[date], bool]
Tiers = tuple[int, ...]

SINGLE_FROM = 30
DEFAULT_TIERS: Mapping[MilestoneKind, Tiers] = {
    MilestoneKind.DECIDE_BY: (180, 90, 60, 30, 14, 7, 1, 0),
    MilestoneKind.NOTICE_BY: (30, 7, 0),
    MilestoneKind.EXPIRES: (30, 7, 0),
    MilestoneKind.IN_FORCE: (0,),
    MilestoneKind.REVIEW: (0,),
}
#: No run of holidays is longer; beyond it the day itself is taken.
LONGEST_HOLIDAYS = 20


def told_on(day: date, tier: int, is_working: IsWorkingDay) -> date:
    """Return the working day on which a tier of a milestone is told."""
    wanted = day - timedelta(days=tier)
    for back in range(LONGEST_HOLIDAYS):
        candidate = wanted - timedelta(days=back)
        if is_working(candidate):
            return candidate
    return wanted


def reached(
    day: date, tiers: Tiers, today: date, is_working: IsWorkingDay
) -> tuple[tuple[int, date], ...]:
    """Return the tiers whose day to be told has come, each with that day; the nearest last."""
    days = ((tier, told_on(day, tier, is_working)) for tier in sorted(tiers, reverse=True))
    return tuple((tier, told) for tier, told in days if told <= today)


def working_days_between(start: date, end: date, is_working: IsWorkingDay) -> int:
    """Return the number of working days after `start` up to and including `end`."""
    return sum(is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def weekdays_only(day: date) -> bool:
    """Return whether a day is Monday to Friday: the rule where no holidays are known."""
    return day.weekday() < 5
