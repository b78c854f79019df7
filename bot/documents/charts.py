"""How many agreements there are by status, country, scope area: rows of plain values, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import InstrumentKind
from bot.agreements.partial_date import PartialDate
from bot.agreements.status import Status
from bot.agreements.text import Language
from bot.replies.dates import day_text, short_partial
from bot.replies.naming import area_name, is_recorded, party_name
from bot.replies.words import Words, words_in
from bot.search.day_view import DayView
from bot.search.grouping import groups_of
from bot.search.question import Grouping, Question

#: What an overview counts by.
OVERVIEW = (Grouping.STATUS, Grouping.COUNTRY, Grouping.SCOPE)
#: More bars are told as a number.
MOST_BARS = 10
#: Groups of which one agreement can belong to several.
_SEVERAL = frozenset({Grouping.COUNTRY, Grouping.OWN_BODY, Grouping.SCOPE})

#: What a text names or does not, so that nothing is missing where it names none.
_NAMED_BY_TEXT = frozenset({Grouping.COUNTRY, Grouping.OWN_BODY})


@dataclass(frozen=True, slots=True)
class Bar:
    """A group and how many agreements are in it; not `is_recorded`: those that do not tell."""

    label: str
    number: int
    is_recorded: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """One count: its heading, the day it is of, its bars, and notes under them.

    Bars go from the largest to the smallest (years in order), those that do not tell come last.
    """

    heading: str
    day: str
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()


def chart_of(
    grouping: Grouping,
    agreements: Iterable[Agreement],
    view: DayView,
    language: Language,
    *,
    most: int = MOST_BARS,
) -> Chart:
    """Return how many of the agreements are in each group on the day of the view.

    `most` groups are shown, and besides them those that do not tell. The caller passes only
    agreements that the reader may see.
    """
    words, counted = words_in(language), list(agreements)
    question = Question(text="", language=language, grouping=grouping)
    groups = groups_of(question, counted, view) if counted else ()
    bars = [
        Bar(_label(grouping, group, view, words), number, _tells(group)) for group, number in groups
    ]
    telling = [bar for bar in bars if bar.is_recorded]
    silent = [bar for bar in bars if not bar.is_recorded]
    notes = []
    if not bars:
        notes.append(words.text("charts.nothing"))
    if len(telling) > most:
        notes.append(words.text("charts.more", count=len(telling) - most))
    if grouping in _SEVERAL and sum(bar.number for bar in bars) > len(counted):
        notes.append(words.text(f"charts.several-{grouping}"))
    return Chart(
        words.text(f"charts.by-{grouping}", count=len(counted)),
        words.text("charts.as-of", date=day_text(view.today, words)),
        (*telling[:most], *silent),
        tuple(notes),
    )


def overview_of(
    agreements: Iterable[Agreement], view: DayView, language: Language
) -> tuple[Chart, ...]:
    """Return the counts by status, country and scope area."""
    counted = list(agreements)
    return tuple(chart_of(grouping, counted, view, language) for grouping in OVERVIEW)


def draw_charts(charts: Iterable[Chart]) -> bytes:
    """Return the charts one below the other as a PNG, 1080 pixels wide. Pure; CPU work.

    Raises PicturesNotInstalled where the extra `pictures` is missing.
    """
    from bot.documents.charts_picture import picture_of  # noqa: PLC0415 - heavy, and an extra

    return picture_of(tuple(charts))


def _tells(group: str) -> bool:
    return is_recorded(group) and group != Status.UNKNOWN


def _label(grouping: Grouping, group: str, view: DayView, words: Words) -> str:
    vocabulary, language = view.holdings.vocabulary, words.language
    if not is_recorded(group):
        # A text with the ITU alone names its parties; what it lacks is a country.
        key = f"no-{grouping}" if grouping in _NAMED_BY_TEXT else ""
        return words.text(f"charts.{key}" if key else "short.not-recorded")
    if grouping is Grouping.STATUS:
        return words.text(f"status.{group}")
    if grouping is Grouping.OWN_BODY:
        known = vocabulary.directory.get(group)
        return known.name.in_language(language) if known else group
    if grouping is Grouping.COUNTRY:
        return party_name(group, vocabulary, language)
    if grouping is Grouping.SCOPE:
        return area_name(group, vocabulary, language)
    if grouping is Grouping.KIND:
        return vocabulary.kinds[InstrumentKind(group)].name.in_language(language)
    if grouping is Grouping.YEAR:
        return short_partial(PartialDate(int(group)), words)
    return group
