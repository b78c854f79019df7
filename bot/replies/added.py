"""What a renewed text covers that the one before it did not, area by area as both are recorded."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.text import Text
from bot.replies.lines import Line, code, line
from bot.replies.words import Words
from bot.search.day_view import DayView
from bot.search.normal_form import normal


def added_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield the areas of a text that stand in none that it replaces or extends."""
    ids = (*agreement.amends, *agreement.supersedes)
    before = [other for i in ids if (other := view.holdings.get(i))]
    if not before:
        yield words.line("added.follows-nothing")
        return
    if not agreement.scope_areas or not any(other.scope_areas for other in before):
        yield words.line("added.not-recorded")
        return
    known = {_key(area) for other in before for area in other.scope_areas}
    new = [area for area in agreement.scope_areas if _key(area) not in known]
    kept = [area for area in agreement.scope_areas if _key(area) in known]
    codes = ", ".join(other.id for other in before)
    yield words.line("added.are" if new else "added.nothing", count=len(new), id=codes)
    for number, area in enumerate(new, 1):
        yield line(f"{number}. {area.in_language(words.language)}")
    if kept:
        named = "; ".join(area.in_language(words.language) for area in kept)
        yield words.line("added.kept", areas=named)
    for other in before:
        named = "; ".join(area.in_language(words.language) for area in other.scope_areas)
        yield line(words.line("added.before"), " ", code(other.id), f": {named}")


def _key(area: Text) -> str:
    return normal(area.en or area.th)
