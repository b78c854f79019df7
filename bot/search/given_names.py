"""Names that an office gave to parties and scope areas itself, beside those of the shipped data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.search.senses import Category, Naming, Sense


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name, the party or scope area (`is_area`) it stands for, who gave it (an id) and when."""

    name: str
    target: str
    is_area: bool
    by: int
    at: datetime

    @property
    def sense(self) -> Sense:
        """Return what the name stands for, as the lexicon holds it."""
        category = Category.AREA if self.is_area else Category.PARTY
        return Sense(category, self.target, Naming.ALIAS)
