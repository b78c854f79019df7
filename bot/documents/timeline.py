"""What the picture of the coming months shows: rows of plain values, in words, not yet drawn.

Why apart from the drawing: these values can be handed to another thread or process, and what a
reader is told can be tested without looking at pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import TermKind
from bot.agreements.milestones import MilestoneKind
from bot.agreements.partial_date import PartialDate, Span, add_months
from bot.agreements.text import Language
from bot.documents.coming_dates import ComingDate, dates_of, end_of, is_over, next_term
from bot.replies.dates import short_partial, short_span
from bot.replies.ends import short_end
from bot.replies.words import Words, words_in
from bot.search.day_view import DayView

#: So many whole months are shown after the current one.
MONTHS = 24
#: More rows make a picture that nobody looks through to its end on a phone.
MOST_ROWS = 18
_DAY = timedelta(days=1)


class Stretch(StrEnum):
    """Why a stretch of a bar is there. POSSIBLE: a date known in part leaves it open."""

    RECORDED = "recorded"
    COMPUTED = "computed"
    POSSIBLE = "possible"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a term; `days` are inclusive and may reach beyond the months shown."""

    stretch: Stretch
    days: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A date to be marked; of a partial one the earliest possible day."""

    kind: MilestoneKind
    day: date


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One agreement: its code, short name, dates in words, bar and marks.

    `is_late`: the date to decide by has passed.
    """

    code: str
    name: str
    dates: tuple[str, ...]
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture in words: `months` from the first to the last day shown, `notes` under it."""

    language: Language
    heading: str
    today: date
    months: Span
    rows: tuple[TimelineRow, ...]
    notes: tuple[str, ...] = ()


def timeline_of(
    agreements: Iterable[Agreement],
    view: DayView,
    language: Language,
    *,
    heading: str = "",
    most: int = MOST_ROWS,
) -> Timeline:
    """Return the terms and deadlines of the coming 24 months, nearest dates first.

    The caller passes only agreements that the reader may see. `heading`: what they are ("MoUs
    with Japan"), else a general one. Those without a row are told as numbers.
    """
    words = words_in(language)
    first = view.today.replace(day=1)
    months = Span(first, add_months(first, MONTHS + 1) - _DAY)
    left_out: Counter[str] = Counter()
    found: list[tuple[date, TimelineRow]] = []
    for agreement in agreements:
        dates = dates_of(agreement, view)
        nearest = _nearest(dates, view.today, months)
        if nearest is None:
            left_out[_why_not(agreement, dates, view)] += 1
        else:
            found.append((nearest, _row(agreement, dates, view, words)))
    rows = [row for _, row in sorted(found, key=lambda item: (item[0], item[1].code))]
    left_out["more"] = max(len(rows) - most, 0)
    return Timeline(
        language,
        heading or words.text("timeline.heading"),
        view.today,
        months,
        tuple(rows[:most]),
        tuple(_notes(left_out, words, is_empty=not rows)),
    )


def draw_timeline(timeline: Timeline) -> bytes:
    """Return the picture as a PNG, 1080 pixels wide. Pure; takes some tenths of a second of CPU.

    Raises PicturesNotInstalled where the extra `pictures` is missing.
    """
    from bot.documents.timeline_picture import picture_of  # noqa: PLC0415 - heavy, and an extra

    return picture_of(timeline)


def _nearest(dates: tuple[ComingDate, ...], today: date, months: Span) -> date | None:
    """Return the day a row is sorted by, or None where nothing falls into the months.

    A date to decide by that has passed is pressing as long as the term runs.
    """
    is_late = any(d.kind is MilestoneKind.DECIDE_BY and d.span.earliest < today for d in dates)
    ahead = [d.span.earliest for d in dates if d.span.earliest >= today]
    shown = [day for day in ahead if day <= months.latest]
    if shown:
        return min(shown)
    may_be_over = any(d.span.earliest < today <= d.span.latest for d in dates)
    if is_late or may_be_over:
        return min(ahead, default=today)
    return None


def _why_not(agreement: Agreement, dates: tuple[ComingDate, ...], view: DayView) -> str:
    if is_over(agreement, view):
        return "over"
    return "later" if dates else "undated"


def _notes(left_out: Counter[str], words: Words, *, is_empty: bool) -> Iterator[str]:
    if is_empty:
        yield words.text("timeline.nothing")
    for reason in ("more", "later", "undated", "over"):
        if left_out[reason]:
            yield words.text(f"timeline.{reason}", count=left_out[reason])


def _row(
    agreement: Agreement, dates: tuple[ComingDate, ...], view: DayView, words: Words
) -> TimelineRow:
    return TimelineRow(
        agreement.id,
        agreement.name.in_language(words.language),
        tuple(_date_text(date, agreement, view, words) for date in dates),
        tuple(_segments(agreement, view)),
        tuple(Mark(date.kind, date.span.earliest) for date in dates),
        any(d.kind is MilestoneKind.DECIDE_BY and d.span.earliest < view.today for d in dates),
    )


def _date_text(date: ComingDate, agreement: Agreement, view: DayView, words: Words) -> str:
    told = short_span(date.span, words)
    if date.kind is MilestoneKind.DECIDE_BY:
        passed = date.span.earliest < view.today
        return words.text("card.decide-passed" if passed else "card.decide-by", date=told)
    if date.kind is MilestoneKind.NOTICE_BY:
        return words.text("timeline.notice-by", date=told)
    if date.kind is MilestoneKind.IN_FORCE:
        return words.text("timeline.enters", date=told)
    if agreement.terminated:
        terminated = short_partial(agreement.terminated, words)
        return words.text("short.terminated", date=terminated)
    return short_end(agreement, view, words)


def _segments(agreement: Agreement, view: DayView) -> Iterator[Segment]:
    """Yield the stretches of the bar. A start that is not known is left of what is shown."""
    start = Span.of(agreement.start) if agreement.start else Span(date.min, date.min)
    if not start.is_exact:
        yield Segment(Stretch.POSSIBLE, Span(start.earliest, start.latest - _DAY))
    end = end_of(agreement, view)
    if end is None:
        is_open = agreement.term.kind in (TermKind.OPEN_ENDED, TermKind.UNTIL_COMPLETED)
        stretch = Stretch.RECORDED if is_open else Stretch.POSSIBLE
        yield Segment(stretch, Span(start.latest, date.max))
        return
    stretch = Stretch.COMPUTED if end.computed else Stretch.RECORDED
    yield Segment(stretch, Span(start.latest, end.span.earliest))
    if not end.span.is_exact:
        yield Segment(Stretch.POSSIBLE, Span(end.span.earliest + _DAY, end.span.latest))
    further = next_term(agreement, view)
    if further:
        yield Segment(Stretch.RENEWAL, further)


def whole_month(day: date) -> PartialDate:
    """Return the month a day falls into."""
    return PartialDate(day.year, day.month)
