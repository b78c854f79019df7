"""Codes on record that are like one which is not: JP-2022-ICT for JP-2023-ICT."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: So many letters or digits may be wrong in a code.
MOST_WRONG = 2
#: So many are told.
MOST_TOLD = 3
#: A part of a code is of so many letters or more where one of them may be wrong.
SHORTEST_PART = 5
#: Of so many unknown codes in a text it is looked for what they may mean.
MOST_TYPED = 3


def code_meant(typed: str, known: Iterable[str]) -> str | None:
    """Return the one code on record that was typed with one letter wrong, None where none is.

    A year or a country that differs makes another code, and so does a short word.
    """
    parts = typed.casefold().split("-")
    alike = (code for code in known if abs(len(code) - len(typed)) <= 1)
    meant = [code for code in alike if _is_mistyped(parts, code.casefold().split("-"))]
    return meant[0] if len(meant) == 1 else None


def _is_mistyped(typed: list[str], known: list[str]) -> bool:
    if len(typed) != len(known):
        return False
    wrong = [(a, b) for a, b in zip(typed, known, strict=True) if a != b]
    if len(wrong) != 1:
        return False
    ((part, meant),) = wrong
    letters = meant.isalpha() and part.isalpha()
    return (
        letters and len(meant) >= SHORTEST_PART and OSA.distance(part, meant, score_cutoff=1) == 1
    )


def codes_like(typed: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the codes on record that come nearest to those typed, first those of the country."""
    by_folded = {code.casefold(): code for code in known}
    found: dict[str, tuple[bool, float]] = {}
    for code in typed:
        country = code.casefold().split("-")[0]
        alike = process.extract(
            code.casefold(),
            list(by_folded),
            scorer=OSA.distance,
            score_cutoff=MOST_WRONG,
            limit=None,
        )
        for folded, wrong, _ in alike:
            found.setdefault(by_folded[folded], (folded.split("-")[0] != country, wrong))
    return sorted(found, key=lambda code: (found[code], code))[:MOST_TOLD]
