"""Working days of a country: weekends, public holidays and the days they are moved to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bot.agreements.tiers import IsWorkingDay, weekdays_only


class UnknownHolidaysError(Exception):
    """No public holidays are known for a country; the text names it."""


@lru_cache(maxsize=64)
def working_days(country: str) -> IsWorkingDay:
    """Return the rule of a country (ISO 3166-1 alpha-2); of "none" that Monday to Friday work.

    Raises UnknownHolidaysError where the `holidays` package does not know the country.
    """
    if country == "none":
        return weekdays_only
    # The package takes a while to load, and only what reminds needs it.
    import holidays  # noqa: PLC0415

    if country not in holidays.list_supported_countries():
        raise UnknownHolidaysError(country)
    calendar = holidays.country_holidays(country)

    @lru_cache(maxsize=4_096)
    def is_working(day: date) -> bool:
        return calendar.is_working_day(day)

    return is_working
