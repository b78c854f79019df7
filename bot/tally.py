"""Counts of what happened since the start, for whoever watches the process; no words, no ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


class Tally:
    """Counts by a name and one label: ("questions", "one"), ("sends", "failed")."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, name: str, label: str, times: int = 1) -> None:
        """Count something."""
        self._counts[name, label] += times

    def of(self, name: str) -> Mapping[str, int]:
        """Return the counts of a name by label."""
        return {label: count for (what, label), count in self._counts.items() if what == name}
