"""A wording that a question may have: a pattern, tried only where it can stand at all.

Why: some sixty patterns are looked for in each question, and hardly one is found. To try ten words
at every place of a long title takes fifty microseconds; to see that the title holds none of the
letters that these words are made of takes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: The pieces of a pattern that has a number in it.
DIGITS = "0|1|2|3|4|5|6|7|8|9"


class Wording:
    """A pattern, and pieces of which every text that it matches holds at least one.

    `pieces` are parted by "|". One that is missing hides what is said, so a test makes up texts
    for each pattern and looks whether all are found.
    """

    def __init__(self, pattern: str, pieces: str) -> None:
        self.pattern = re.compile(pattern)
        self._every = tuple(pieces.split("|"))
        self._latin = tuple(piece for piece in self._every if piece.isascii())

    def may_stand_in(self, text: str) -> bool:
        """Return whether a text holds one of the pieces."""
        for piece in self._latin if text.isascii() else self._every:  # noqa: SIM110, this is faster
            if piece in text:
                return True
        return False

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first place in a text, from a place on, where it stands, or None."""
        return self.pattern.search(text, start) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all places in a text where it stands, in order."""
        return self.pattern.finditer(text) if self.may_stand_in(text) else iter(())
