"""What the grammar of time reads from: symbols by index, and what a rule has read so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.agreements.partial_date import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR
from bot.search.time.period import Period, Unit
from bot.search.time.symbols import Kind, Symbol

_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2199
_LAST_BUDDHIST_YEAR = 2700
#: Two digits from here on are a Buddhist year (65 is 2565); fewer are of this century.
SHORTEST_BUDDHIST_YEAR = 40


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule read: the phrase's range and the index of the symbol after it.

    `inner`: the period that an open end was made from. `year_known`: it does not hang on today.
    `is_fiscal`: a fiscal year, so that a year after "to" is one too. For the rest see
    `TimePhrase`.
    """

    period: Period
    after: int
    if_past: Period | None = None
    bare: bool = False
    counted: int = 0
    limit: bool = False
    is_age: bool = False
    is_soon: bool = False
    is_left: bool = False
    inner: Period | None = None
    year_known: bool = True
    is_fiscal: bool = False
    end_of: Period | None = None


class SymbolReader:
    """Looks at one list of symbols, by index; past its end there is nothing."""

    def __init__(self, symbols: list[Symbol], today: date) -> None:
        self.symbols = symbols
        self.today = today

    def kind(self, place: int) -> Kind | None:
        """Return the kind of a symbol, or None past the end."""
        return self.symbols[place].kind if 0 <= place < len(self.symbols) else None

    def text(self, place: int) -> str:
        """Return the word of a symbol, or nothing where it has a number or unit."""
        value = self.symbols[place].value if 0 <= place < len(self.symbols) else ""
        return value if isinstance(value, str) else ""

    def typed(self, place: int) -> str:
        """Return the characters of a symbol, whatever it means."""
        return self.symbols[place].typed if 0 <= place < len(self.symbols) else ""

    def touches(self, place: int) -> bool:
        """Return whether nothing stands between a symbol and the next."""
        two = self.symbols[place : place + 2]
        return len(two) == 2 and two[0].end == two[1].start

    def skip(self, place: int, *kinds: Kind) -> int:
        """Return the first place from here on whose symbol is none of these kinds."""
        while self.kind(place) in kinds:
            place += 1
        return place

    def number(self, place: int) -> int | None:
        """Return the number of a symbol, or None."""
        symbol = self.symbols[place] if place < len(self.symbols) else None
        if symbol and symbol.kind is Kind.NUMBER and isinstance(symbol.value, int):
            return symbol.value
        return None

    def unit(self, place: int) -> Unit | None:
        """Return the unit of a symbol, or None."""
        symbol = self.symbols[place] if place < len(self.symbols) else None
        is_unit = symbol is not None and symbol.kind is Kind.UNIT
        return symbol.value if symbol and is_unit and isinstance(symbol.value, Unit) else None


def is_year(number: int) -> bool:
    """Return whether a number may be a year, Gregorian or Buddhist."""
    return (
        _EARLIEST_YEAR <= number <= _LATEST_YEAR
        or FIRST_BUDDHIST_YEAR <= number <= _LAST_BUDDHIST_YEAR
    )


def gregorian(number: int) -> int:
    """Return the Gregorian year of a year of either calendar, of two digits or four."""
    if number < 100:
        number += 2500 if number >= SHORTEST_BUDDHIST_YEAR else 2000
    return number - BUDDHIST_OFFSET if number >= FIRST_BUDDHIST_YEAR else number
