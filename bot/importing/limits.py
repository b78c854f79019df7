"""How much of a file is read: beyond these numbers it is refused before it costs anything."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for.

    `bytes_given`: its size, 20 MB being the most that Telegram hands to a bot. `bytes_unpacked`:
    all parts of a workbook together; 100,000 rows of 35 columns are 430 MB. `cells` bounds the
    rectangle that the cells span, for the reader below keeps every cell of it, filled or not
    (about 32 bytes each). `characters`: all texts together. `memory` (bytes) and `seconds` (of the
    processor) bound the process that reads.
    """

    bytes_given: int = 20 * MEGABYTE
    bytes_unpacked: int = 500 * MEGABYTE
    parts: int = 2_000
    rows: int = 100_000
    columns: int = 1_000
    cells: int = 5_000_000
    characters: int = 150 * MEGABYTE
    memory: int = 2_000 * MEGABYTE
    seconds: int = 60
