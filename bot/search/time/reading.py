"""What the grammar of time reads from: symbols by index, and what a rule has read so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.agreements.partial_date import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR
from bot.search.time.period import Period, Unit
from bot.search.time.symbols import Kind, Symbol

_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2199
_LAST_BUDDHIST_YEAR = 2700


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule read: the phrase's range and the index of the symbol after it."""

    period: Period
    after: int
    if_past: Period | None = None
    bare: bool = False
    counted: int = 0
    limit: bool = False
    is_age: bool = False
    is_soon: bool = False
    year_known: bool = True


class SymbolReader:
    """Looks at one list of symbols, by index; past its end there is nothing."""

    def __init__(self, symbols: list[Symbol], today: date) -> None:
        self.symbols = symbols
        self.today = today

    def kind(self, place: int) -> Kind | None:
        """Return the kind of a symbol, or None past the end."""
        return self.symbols[place].kind if place < len(self.symbols) else None

    def text(self, place: int) -> str:
        """Return the word of a symbol, or nothing where it has a number or unit."""
        value = self.symbols[place].value if place < len(self.symbols) else ""
        return value if isinstance(value, str) else ""

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
        return symbol.value if symbol and isinstance(symbol.value, Unit) else None


def is_year(number: int) -> bool:
    """Return whether a number may be a year, Gregorian or Buddhist."""
    return (
        _EARLIEST_YEAR <= number <= _LATEST_YEAR
        or FIRST_BUDDHIST_YEAR <= number <= _LAST_BUDDHIST_YEAR
    )


def gregorian(number: int) -> int:
    """Return the Gregorian year of a year of either calendar."""
    return number - BUDDHIST_OFFSET if number >= FIRST_BUDDHIST_YEAR else number
