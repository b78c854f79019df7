"""Codes on record that are like one which is not: JP-2022-ICT for JP-2023-ICT."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: So many letters or digits may be wrong in a code.
MOST_WRONG = 2
#: So many are told.
MOST_TOLD = 3


def codes_like(typed: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the codes on record that come nearest to those typed, nearest first."""
    by_folded = {code.casefold(): code for code in known}
    found: dict[str, float] = {}
    for code in typed:
        alike = process.extract(
            code.casefold(),
            list(by_folded),
            scorer=OSA.distance,
            score_cutoff=MOST_WRONG,
            limit=MOST_TOLD,
        )
        for folded, wrong, _ in alike:
            found.setdefault(by_folded[folded], wrong)
    return sorted(found, key=lambda code: (found[code], code))[:MOST_TOLD]
