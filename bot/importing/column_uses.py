"""What the columns of a sheet hold: the row of headings, searched for, and what each is taken for.

Why the row of headings is searched for: offices put titles, logos and notes above their tables.
The row on which most headings are understood is the one; where it stands under wider headings
("Date" over "signed" and "ends"), both are read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.agreements.text import Language, has_thai
from bot.catalogue.columns import Column, Holds
from bot.importing.grids import Area, Cell, Grid, Row, letter_of
from bot.importing.headings import Guess, Headings, Unit

#: Headings are looked for among so many first rows.
_HEADING_ROWS = 60
#: Columns of these kinds may stand in a sheet several times; their cells are put together.
_REPEATABLE = frozenset({Holds.PARTIES, Holds.AREAS, Holds.SOURCE, Holds.LIST, Holds.COUNTRY})


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column of a sheet is taken for.

    `column` is None where the heading is not understood. `is_taken`: another column of the sheet
    says the same thing better, so this one is left. `filled` counts its cells below the headings;
    `samples` are the first of them.
    """

    place: int
    heading: str
    column: Column | None = None
    language: Language | None = None
    unit: Unit | None = None
    is_sure: bool = True
    is_taken: bool = False
    filled: int = 0
    samples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """Return the column's letter."""
        return letter_of(self.place)

    @property
    def is_understood(self) -> bool:
        """Whether the column means something to a record, or is known to mean nothing to it."""
        known = self.column is not None and self.column.holds is not Holds.NOT_UNDERSTOOD
        return known and not self.is_taken

    @property
    def is_read(self) -> bool:
        """Whether its cells go into records."""
        return (
            self.column is not None
            and self.is_understood
            and self.column.holds is not Holds.LEFT_ASIDE
        )


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The row in which a sheet's headings stand: its place (from 0) and the rows down to it."""

    place: int
    top: tuple[Row, ...]


def heading_row(grid: Grid, headings: Headings) -> HeadingRow | None:
    """Return the row on which most headings are understood, or None where too few are."""
    top = _filled(grid.rows[:_HEADING_ROWS], grid.merged)
    (understood, share), above = max(
        ((_score(guesses), -row) for row, guesses in _guessed(top, headings)),
        default=((0, 0.0), 0),
    )
    if understood < 2 and not (understood == 1 and share == 1.0):
        return None
    return HeadingRow(-above, tuple(map(tuple, top)))


def _filled(rows: Sequence[Row], merged: Iterable[Area]) -> list[list[Cell]]:
    """Return the first rows with each merged area filled with its value."""
    copied = [list(row) for row in rows]
    for area in merged:
        if area.top >= len(copied):
            continue
        value = at(copied[area.top], area.left)
        for number in range(area.top, min(area.bottom + 1, len(copied))):
            row = copied[number]
            row.extend([None] * (min(area.right, 999) + 1 - len(row)))
            row[area.left : area.right + 1] = [value] * (min(area.right, 999) + 1 - area.left)
    return copied


def at(row: Sequence[Cell], place: int) -> Cell:
    """Return what stands at a place of a row, which may be shorter."""
    return row[place] if place < len(row) else None


def _guessed(
    top: Sequence[Sequence[Cell]], headings: Headings
) -> Iterator[tuple[int, list[Guess | None]]]:
    """Yield each row with what its texts mean as headings."""
    for number, row in enumerate(top):
        texts = [_heading(top, number, place) for place in range(len(row))]
        yield number, [_meaning(own, above, headings) for own, above in texts if own]


def _heading(top: Sequence[Sequence[Cell]], row: int, place: int) -> tuple[str, str]:
    own, above = at(top[row], place), at(top[row - 1], place) if row else None
    own_text = own.strip() if isinstance(own, str) else ""
    above_text = above.strip() if isinstance(above, str) and above != own else ""
    return own_text, above_text


def _meaning(own: str, above: str, headings: Headings) -> Guess | None:
    guess = headings.understood(own)
    if above and (guess is None or not guess.is_sure):
        return headings.understood(f"{above} {own}") or guess
    return guess


def _score(guesses: list[Guess | None]) -> tuple[int, float]:
    """Return how many different fields are understood, and which share of the row that is."""
    known = [g for g in guesses if g and g.column.holds is not Holds.NOT_UNDERSTOOD]
    fields = {(guess.column.id, guess.language) for guess in known}
    return len(fields), len(known) / len(guesses) if guesses else 0.0


def column_uses(
    found: HeadingRow, headings: Headings, below: Sequence[Row]
) -> tuple[ColumnUse, ...]:
    """Return what each column that has a heading or a cell below it is taken for."""
    width = max((len(cells) for cells in (found.top[found.place], *below)), default=0)
    uses = []
    for place in range(width):
        own, above = _heading(found.top, found.place, place)
        guess = _meaning(own, above, headings) if own else None
        if guess:
            uses.append((guess.rank, _use(place, own, guess)))
        elif own or any(at(cells, place) is not None for cells in below):
            uses.append((0, ColumnUse(place, own)))
    return _each_once(uses, below)


def _use(place: int, heading: str, guess: Guess) -> ColumnUse:
    return ColumnUse(
        place, heading, guess.column, guess.language, guess.unit, is_sure=guess.is_sure
    )


def _each_once(
    ranked: Sequence[tuple[int, ColumnUse]], below: Sequence[Row]
) -> tuple[ColumnUse, ...]:
    """Let each field have one column: the surest and best named; two titles get their scripts."""
    said = [(rank, _with_script(use, [u for _, u in ranked], below)) for rank, use in ranked]
    best: dict[tuple[str, Language | None], tuple[bool, int, int]] = {}
    for rank, use in said:
        if use.column:
            order = (not use.is_sure, rank, use.place)
            key = (use.column.id, use.language)
            best[key] = min(best.get(key, order), order)
    return tuple(
        replace(use, is_taken=True) if _is_taken(use, rank, best) else use for rank, use in said
    )


def _is_taken(
    use: ColumnUse, rank: int, best: Mapping[tuple[str, Language | None], tuple[bool, int, int]]
) -> bool:
    if use.column is None or use.column.holds in _REPEATABLE or not use.is_understood:
        return False
    if use.column.holds is Holds.LEFT_ASIDE:
        return False
    return best[use.column.id, use.language] != (not use.is_sure, rank, use.place)


def _with_script(use: ColumnUse, uses: Sequence[ColumnUse], below: Sequence[Row]) -> ColumnUse:
    """Give a text column without a language that of its script where the field stands twice."""
    if use.column is None or not use.column.has_languages or use.language:
        return use
    if use.column.holds is not Holds.TEXT:
        return use
    if sum(other.column is use.column for other in uses) < 2:
        return use
    texts = [cell for row in below if isinstance(cell := at(row, use.place), str)]
    thai = sum(map(has_thai, texts))
    return replace(use, language="th" if thai * 2 > len(texts) else "en")
