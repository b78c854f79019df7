"""What a question is about, unit by unit (an area, a word), and which records answer to each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from bot.search.features import SCOPE, TITLE
from bot.search.index import Index
from bot.search.question import Mode, Question
from bot.search.words import stem, thai_trigrams

#: So many of a Thai piece's trigrams must stand in a record for the piece to count as found.
THAI_SHARE = 0.75
#: An area counts as what a text is about from this weight on: its title or first scope areas.
MAIN_AREA = SCOPE * 0.75


#: What stands between two things that are asked for side by side.
_SIDE_BY_SIDE = re.compile(r"\band\b|\bor\b|[,/&;]|และ|หรือ|กับ|รวมทั้ง|รวมถึง")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked about: its reason for `because`, and the records with its weight in each.

    Units of one `segment` belong together ("nature conservation"), those of others stand side by
    side ("rivers, lakes and shared water").
    """

    reason: str
    written: str
    is_area: bool
    weights: Mapping[str, float]
    segment: int = 0


def units_of(question: Question, index: Index) -> list[Unit]:
    """Return the units of a question in order; a word nobody knows answers to no record.

    Words that do not say what is asked about are no units. Areas with nothing between them are
    named side by side in a list: "which texts on stamps parcels".
    """
    placed = [(slot.start, _area_unit(slot.ids, slot.written, index)) for slot in question.areas]
    placed += [
        (word.start, word_unit(word.text, index)) for word in question.words if word.is_decisive
    ]
    several = question.mode in (Mode.LIST, Mode.COUNT)
    placed.sort(key=lambda pair: pair[0])
    units: list[Unit] = []
    segment, last = 0, 0
    for start, unit in placed:
        between = question.normal[last:start]
        listed = several and units and units[-1].is_area and unit.is_area and not between.strip()
        if units and (listed or _SIDE_BY_SIDE.search(between)):
            segment += 1
        units.append(replace(unit, segment=segment))
        last = start + len(unit.written)
    return units


def _area_unit(ids: tuple[str, ...], written: str, index: Index) -> Unit:
    weights = index.with_area(ids[0])
    for area in ids[1:]:
        others = index.with_area(area)
        weights = {i: max(weights.get(i, 0.0), others.get(i, 0.0)) for i in {**weights, **others}}
    if not weights:
        # The glossary knows it, no record is filed under it; its words may stand there still.
        words = [stem(word) for word in written.lower().split()]
        weights = dict.fromkeys(index.holding(words, len(words)), 1.0)
    return Unit("area:" + "/".join(ids), written, is_area=True, weights=weights)


def word_unit(word: str, index: Index) -> Unit:
    """Return the records that hold a word, one of Latin letters or a piece of Thai."""
    if word.isascii():
        return Unit("words:" + word, word, is_area=False, weights=index.with_term(stem(word)))
    trigrams = thai_trigrams(word)
    held = index.holding(trigrams, ceil(THAI_SHARE * len(trigrams)))
    return Unit("words:" + word, word, is_area=False, weights=dict.fromkeys(held, TITLE))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the units of a question are answered among some records.

    `whole`: records that answer to every unit. `any_segment`: those that answer to all units of at
    least one segment. `unanswered`: the units that none of the records answers to.
    """

    whole: set[str]
    any_segment: set[str]
    unanswered: tuple[Unit, ...]


def coverage(units: Sequence[Unit], among: set[str] | None) -> Coverage:
    """Return how units, of which there is one at least, are covered by some records, or by all."""
    each = [_held(among, unit.weights) for unit in units]
    segments: dict[int, set[str]] = {}
    for unit, held in zip(units, each, strict=True):
        segments[unit.segment] = segments.get(unit.segment, held) & held
    unanswered = tuple(unit for unit, held in zip(units, each, strict=True) if not held)
    return Coverage(set.intersection(*each), set[str]().union(*segments.values()), unanswered)


def _held(candidates: set[str] | None, weights: Mapping[str, float]) -> set[str]:
    """Return the candidates that have a weight, reading whichever of the two is the smaller."""
    if candidates is None:
        return set(weights)
    if len(candidates) < len(weights):
        return {i for i in candidates if i in weights}
    return candidates.intersection(weights)
