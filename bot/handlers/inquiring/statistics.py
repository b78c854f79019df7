"""/stats: the register in numbers, as text and as one picture, of what the reader may see."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.documents.charts import Chart, draw_charts, overview_of
from bot.documents.pictures import can_draw
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.inquiries.book import InquiryBook
from bot.reminders.book import ReminderBook
from bot.reminders.ledger import State
from bot.replies.dates import day_text
from bot.replies.lines import Reply
from bot.replies.statistics import Counted, Workings, statistics_lines, workings_lines

#: How far the numbers of questions and of reminders look back (days).
QUESTION_DAYS, REMINDER_DAYS = 30, 365


class StatisticsHandlers:
    """Counts what a viewer may see."""

    def __init__(self, hall: Hall, book: InquiryBook, reminders: ReminderBook) -> None:
        self._hall = hall
        self._book = book
        self._reminders = reminders
        self._drawing = asyncio.Lock()

    async def stats(self, asked: Asked) -> None:
        """Show the register in numbers; how the desk is used is for the office's people."""
        today, words = self._hall.desk.today(), asked.words
        view = self._hall.desk.register.view(today, asked.viewer.may_see)
        charts = overview_of(view.holdings, view, asked.language)
        lines = [*statistics_lines(map(_counted, charts))]
        if asked.viewer.is_inside:
            lines += workings_lines(self._workings(), words)
        await self._hall.sender.send(asked.place, Reply(tuple(lines)))
        if can_draw() and len(view.holdings):
            # One at a time: drawing takes the processor for a second and much memory.
            async with self._drawing:
                picture = await asyncio.to_thread(draw_charts, charts)
            caption = words.line("stats.picture", date=day_text(today, words))
            await self._hall.sender.send_photo(asked.place, picture, Reply((caption,)))

    def _workings(self) -> Workings:
        now = self._hall.desk.clock()
        first = now - timedelta(days=REMINDER_DAYS)
        sent = {
            row.batch
            for row in self._reminders.rows()
            if row.state is State.SENT and row.at >= first
        }
        answers = sum(given.at >= first for given in self._reminders.answers())
        asked_since = self._hall.desk.today() - timedelta(days=QUESTION_DAYS - 1)
        count = self._book.counted(asked_since)
        return Workings(count, QUESTION_DAYS, len(sent), answers, REMINDER_DAYS)


def _counted(chart: Chart) -> Counted:
    groups = tuple((bar.label, bar.number) for bar in chart.bars)
    return Counted(chart.heading, groups, chart.notes)
