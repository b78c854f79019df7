"""Draws a timeline: months along the top, under them a name, dates and a bar for each agreement.

Why the name stands over its bar and not beside it: a phone is narrow, Thai names are long, and a
bar across the whole width shows a month in forty pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from bot.agreements.milestones import MilestoneKind
from bot.agreements.partial_date import PartialDate, add_months
from bot.documents.picture_sheet import (
    BLUE,
    BODY,
    GREEN,
    HEADING,
    INK,
    INNER,
    LEADING,
    MARGIN,
    ORANGE,
    PALE_BLUE,
    PAPER,
    PURPLE,
    RULE,
    RUST,
    SMALL,
    SOFT,
    VERMILION,
    Sheet,
)
from bot.documents.timeline import Segment, Stretch, Timeline, TimelineRow, whole_month
from bot.replies.dates import short_day, short_partial
from bot.replies.words import words_in

RIGHT = MARGIN + INNER
#: A bar, and the room above and below it that its marks need.
BAR, ABOVE_BAR, BELOW_BAR = 28, 24, 24
_END_MARK = 8
_SAMPLE = 56
_ROUND_THE_TEXT = " · "


def picture_of(timeline: Timeline) -> bytes:
    """Return the timeline as a PNG file."""
    drawing = TimelineDrawing(timeline)
    return drawing.sheet.png(drawing.height)


class TimelineDrawing:
    """A timeline drawn on a sheet from the top down; `height` is where it ends."""

    def __init__(self, timeline: Timeline) -> None:
        self.sheet = Sheet()
        self._timeline = timeline
        self._words = words_in(timeline.language)
        self._days = (timeline.months.latest - timeline.months.earliest).days + 1
        self._drawn: set[Stretch | MilestoneKind] = set()
        self.height = float(MARGIN)
        self._draw_heading()
        if timeline.rows:
            self._draw_months()
        for row in timeline.rows:
            self._draw_row(row)
        self._draw_notes()
        if timeline.rows:
            self._draw_legend()
        self.height += MARGIN

    def x_of(self, day: date) -> float:
        """Return where a day begins; days outside the months are drawn at their edge."""
        months = self._timeline.months
        if day > months.latest:
            return float(RIGHT)
        passed = max((day - months.earliest).days, 0)
        return MARGIN + INNER * passed / self._days

    def _next_line(self, size: int) -> float:
        """Go one line down and return its baseline."""
        self.height += size * LEADING
        return self.height

    # -- above the rows -------------------------------------------------------------------------

    def _draw_heading(self) -> None:
        sheet, words, timeline = self.sheet, self._words, self._timeline
        heading = sheet.fitted(timeline.heading, INNER, HEADING, bold=True)
        self.height += HEADING * (LEADING - 1) / 2
        sheet.write(MARGIN, self._next_line(HEADING) - HEADING / 4, heading, HEADING, bold=True)
        first, last = (
            short_partial(whole_month(day), words)
            for day in (timeline.months.earliest, timeline.months.latest)
        )
        today = words.text("timeline.today", date=short_day(timeline.today, words))
        told = words.text("timeline.months", first=first, last=last)
        line = sheet.fitted(f"{told}{_ROUND_THE_TEXT}{today}", INNER, BODY)
        sheet.write(MARGIN, self._next_line(BODY), line, BODY, colour=SOFT)
        self.height += 16

    def _month_starts(self) -> list[date]:
        first = self._timeline.months.earliest
        count = 0
        starts = []
        while (start := add_months(first, count)) <= self._timeline.months.latest:
            starts.append(start)
            count += 1
        return starts

    def _draw_months(self) -> None:
        """Write the years, and under them every second month, the first of the year among them."""
        years_at, months_at = self._next_line(BODY), self._next_line(SMALL)
        starts = self._month_starts()
        for year in dict.fromkeys(start.year for start in starts):
            own = [start for start in starts if start.year == year]
            left, right = self.x_of(own[0]), self.x_of(add_months(own[-1], 1))
            shown = short_partial(PartialDate(year), self._words)
            for text in (self._words.text("timeline.year", year=shown), shown):
                if self.sheet.width_of(text, BODY, bold=True) <= right - left:
                    middle = (left + right) / 2
                    self.sheet.write(middle, years_at, text, BODY, bold=True, side="center")
                    break
            if left > MARGIN:
                self.sheet.rule((left, years_at - BODY), (left, years_at + 8), SOFT)
        for start in starts:
            if start.month % 2:
                middle = (self.x_of(start) + self.x_of(add_months(start, 1))) / 2
                name = short_day(start, self._words).split(" ")[1]
                self.sheet.write(middle, months_at, name, SMALL, colour=SOFT, side="center")
        self.height += 12
        self.sheet.rule((MARGIN, self.height), (RIGHT, self.height), SOFT)

    # -- a row ----------------------------------------------------------------------------------

    def _draw_row(self, row: TimelineRow) -> None:
        sheet = self.sheet
        baseline = self._next_line(BODY)
        sheet.write(MARGIN, baseline, row.code, BODY, bold=True)
        after = MARGIN + sheet.width_of(row.code, BODY, bold=True) + 14
        sheet.write(after, baseline, sheet.fitted(row.name, RIGHT - after, BODY), BODY)
        # Vowels below the name and tone marks above the dates need a little more room.
        self.height += 4
        colour = RUST if row.is_late else SOFT
        for line in sheet.lines_of(row.dates, _ROUND_THE_TEXT, INNER, SMALL):
            sheet.write(MARGIN, self._next_line(SMALL), line, SMALL, colour=colour)
        top = self.height + ABOVE_BAR
        self._draw_grid(top)
        for segment in row.segments:
            self._draw_segment(segment, top)
        for mark in row.marks:
            if self._timeline.months.earliest <= mark.day <= self._timeline.months.latest:
                self._drawn.add(mark.kind)
                self._draw_mark(mark.kind, self.x_of(mark.day), top)
        self.height = top + BAR + BELOW_BAR
        sheet.rule((MARGIN, self.height), (RIGHT, self.height), RULE)

    def _draw_grid(self, top: float) -> None:
        """Draw the months and today behind a bar, not through the names."""
        upper, lower = top - 8, top + BAR + 12
        starts = self._month_starts()
        self.sheet.grid(map(self.x_of, starts), upper, lower, RULE)
        self.sheet.grid((self.x_of(s) for s in starts if s.month == 1), upper, lower, SOFT, 2)
        today = self.x_of(self._timeline.today)
        self.sheet.rule((today, upper), (today, lower), PURPLE, 6, above=True)

    def _draw_segment(self, segment: Segment, top: float) -> None:
        left = self.x_of(segment.days.earliest)
        last = min(segment.days.latest, self._timeline.months.latest)
        right = self.x_of(last + timedelta(days=1))
        if right > left:
            self._drawn.add(segment.stretch)
            self._draw_bar(segment.stretch, left, top, right - left)

    def _draw_bar(self, stretch: Stretch, x: float, y: float, width: float) -> None:
        draw = self.sheet.box
        if stretch is Stretch.RECORDED:
            draw(x, y, width, BAR, BLUE, edge=BLUE)
        elif stretch is Stretch.COMPUTED:
            draw(x, y, width, BAR, PALE_BLUE, edge=BLUE, hatch="/")
        elif stretch is Stretch.POSSIBLE:
            draw(x, y, width, BAR, PAPER, edge=SOFT, hatch=".")
        else:
            draw(x, y, width, BAR, PAPER, edge=BLUE, dashed=True)

    def _draw_mark(self, kind: MilestoneKind, x: float, top: float) -> None:
        """Draw a mark at its own height, so that two of one day are both seen."""
        if kind is MilestoneKind.EXPIRES:
            self.sheet.box(x - _END_MARK / 2, top - 8, _END_MARK, BAR + 16, INK, edge=PAPER)
        elif kind is MilestoneKind.DECIDE_BY:
            self.sheet.mark(x, top + BAR / 2, "D", VERMILION)
        elif kind is MilestoneKind.NOTICE_BY:
            self.sheet.mark(x, top, "v", ORANGE)
        elif kind is MilestoneKind.IN_FORCE:
            self.sheet.mark(x, top + BAR, "^", GREEN)

    # -- under the rows -------------------------------------------------------------------------

    def _draw_notes(self) -> None:
        self.height += 10
        for note in self._timeline.notes:
            for line in self.sheet.lines_of(note.split(" "), " ", INNER, SMALL):
                self.sheet.write(MARGIN, self._next_line(SMALL), line, SMALL, colour=SOFT)
        self.height += 10

    def _draw_legend(self) -> None:
        """Explain what was drawn, and only that."""
        x, top = float(MARGIN), self.height + 20
        for label, draw in self._samples():
            width = _SAMPLE + 14 + self.sheet.width_of(label, SMALL)
            if x > MARGIN and x + width > RIGHT:
                x, top = float(MARGIN), top + BAR + 26
            draw(x, top)
            self.sheet.write(x + _SAMPLE + 14, top + BAR - 5, label, SMALL)
            x += width + 36
        self.height = top + BAR + 10

    def _samples(self) -> list[tuple[str, Callable[[float, float], None]]]:
        samples: list[tuple[str, Callable[[float, float], None]]] = [
            (stretch.value, partial(self._draw_bar, stretch, width=_SAMPLE))
            for stretch in Stretch
            if stretch in self._drawn
        ]
        samples += [
            (kind.value, partial(self._draw_mark_sample, kind))
            for kind in MilestoneKind
            if kind in self._drawn
        ]
        samples.append(("today", self._draw_today_sample))
        return [(self._words.text(f"timeline.legend-{key}"), draw) for key, draw in samples]

    def _draw_mark_sample(self, kind: MilestoneKind, x: float, y: float) -> None:
        """Draw a mark in the middle of its line, wherever it stands at a bar."""
        shift = {MilestoneKind.NOTICE_BY: BAR / 2, MilestoneKind.IN_FORCE: -BAR / 2}
        self._draw_mark(kind, x + _SAMPLE / 2, y + shift.get(kind, 0))

    def _draw_today_sample(self, x: float, y: float) -> None:
        middle = x + _SAMPLE / 2
        self.sheet.rule((middle, y - 8), (middle, y + BAR + 8), PURPLE, 6, above=True)
