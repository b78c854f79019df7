"""Draws counts as horizontal bars, the name over each bar and the number at its end."""

from __future__ import annotations

from bot.documents.charts import Bar, Chart
from bot.documents.picture_sheet import (
    BLUE,
    BODY,
    HEADING,
    INK,
    INNER,
    LEADING,
    MARGIN,
    PAPER,
    RULE,
    SMALL,
    SOFT,
    Sheet,
)

BAR = 26
_GAP = 14
_NARROWEST = 4


def picture_of(charts: tuple[Chart, ...]) -> bytes:
    """Return the charts one below the other as a PNG file."""
    drawing = ChartsDrawing(charts)
    return drawing.sheet.png(drawing.height)


class ChartsDrawing:
    """Charts drawn on a sheet from the top down; `height` is where they end."""

    def __init__(self, charts: tuple[Chart, ...]) -> None:
        self.sheet = Sheet()
        self.height = float(MARGIN)
        for number, chart in enumerate(charts):
            if number:
                self.height += MARGIN
                self.sheet.rule((MARGIN, self.height), (MARGIN + INNER, self.height), RULE)
            self._draw_chart(chart)
        self.height += MARGIN

    def _write(self, text: str, size: int, *, bold: bool = False, colour: str = INK) -> None:
        """Write lines over the whole width, as many as the text needs."""
        for line in self.sheet.lines_of(text.split(" "), " ", INNER, size, bold=bold):
            self.height += size * LEADING
            self.sheet.write(MARGIN, self.height, line, size, bold=bold, colour=colour)

    def _draw_chart(self, chart: Chart) -> None:
        self._write(chart.heading, HEADING, bold=True)
        self.height += _GAP
        self._write(chart.day, SMALL, colour=SOFT)
        self.height += _GAP
        most = max((bar.number for bar in chart.bars), default=0)
        for bar in chart.bars:
            self._draw_bar(bar, most)
        for note in chart.notes:
            self._write(note, SMALL, colour=SOFT)
        self.height += _GAP

    def _draw_bar(self, bar: Bar, most: int) -> None:
        sheet = self.sheet
        self.height += BODY * LEADING
        label = sheet.fitted(bar.label, INNER, BODY)
        sheet.write(MARGIN, self.height, label, BODY)
        top = self.height + 21
        room = INNER - sheet.width_of(str(most), BODY, bold=True) - _GAP
        width = max(room * bar.number / most, _NARROWEST)
        if bar.is_recorded:
            sheet.box(MARGIN, top, width, BAR, BLUE, edge=BLUE)
        else:
            sheet.box(MARGIN, top, width, BAR, PAPER, edge=SOFT, hatch="/")
        number_at = top + BAR / 2 + BODY * 0.35
        sheet.write(MARGIN + width + _GAP, number_at, str(bar.number), BODY, bold=True)
        self.height = top + BAR + _GAP
