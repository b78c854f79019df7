"""/due, /overdue and /gaps in words: what is coming, what is late, what is not recorded."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import Step
from bot.agreements.milestones import Milestone, MilestoneKind
from bot.agreements.partial_date import add_months
from bot.agreements.text import Language
from bot.reminders.coming import milestones_on
from bot.reminders.overdue import Overdue, overdue_on
from bot.replies.dates import months_text
from bot.replies.lines import EMPTY, Line, Reply
from bot.replies.reminding import Reminding
from bot.replies.words import words_in
from bot.search.day_view import DayView
from bot.search.missing import is_missing

#: How far /due looks when nothing is said (months).
USUAL_MONTHS = 12
#: Rows of a list that was asked for; longer ones are told as a number.
ROWS = 20
_GAP_ROWS = 12
#: Records not verified for so long (months) count as a gap.
VERIFIED_WITHIN = 12


class DueViews:
    """Writes the views of dates over what a viewer may see."""

    def __init__(self, view: DayView, language: Language, seen: list[Agreement]) -> None:
        self._view = view
        self._words = words_in(language)
        self._reminding = Reminding(view, language)
        self._seen = seen

    def due(self, months: int = USUAL_MONTHS) -> Reply:
        """Return the dates of the coming months to act on, and how many are overdue."""
        words, coming = self._words, self.coming(months)
        length = months_text(months, words)
        key = "due.heading" if coming else "due.nothing"
        lines = [words.line(key, count=len(coming), length=length)]
        lines += self._reminding.rows(coming[:ROWS])
        if len(coming) > ROWS:
            lines.append(words.line("due.more", count=len(coming) - ROWS))
        late = len(self._overdue())
        if late:
            lines += [EMPTY, words.line("due.overdue", count=late)]
        return Reply(tuple(lines))

    def due_refused(self) -> Reply:
        """Return what is said to a number of months that makes no sense."""
        return Reply((self._words.line("due.bad-months"),))

    def coming(self, months: int) -> list[Milestone]:
        """Return the dates from today on, soonest first; reviews are no dates to act on."""
        today = self._view.today
        until = add_months(today, months)
        found = [
            milestone
            for agreement in self._seen
            for milestone in milestones_on(self._view, agreement)
            if today <= milestone.day <= until and milestone.kind is not MilestoneKind.REVIEW
        ]
        return sorted(found, key=lambda m: (m.day, m.agreement_id))

    def overdue(self) -> Reply:
        """Return what should have been decided: still running first, then what has lapsed."""
        words, found = self._words, self._overdue()
        if not found:
            return Reply((words.line("overdue.nothing"),))
        lines = [words.line("overdue.heading", count=len(found))]
        for key, has_lapsed in (("overdue.late", False), ("overdue.lapsed", True)):
            part = [item for item in found if item.has_lapsed is has_lapsed]
            if part:
                lines += [EMPTY, words.line(key)]
                lines += [self._reminding.overdue_row(item) for item in part[:ROWS]]
            if len(part) > ROWS:
                lines.append(words.line("due.more", count=len(part) - ROWS))
        return Reply(tuple(lines))

    def _overdue(self) -> list[Overdue]:
        found = (overdue_on(self._view, agreement) for agreement in self._seen)
        late = sorted((item for item in found if item), key=lambda o: (o.day, o.agreement.id))
        running = [item for item in late if not item.has_lapsed]
        # What has run longest past its date comes first, what lapsed last is the freshest loss.
        return running + [item for item in reversed(late) if item.has_lapsed]

    def gaps(self) -> Reply:
        """Return how much is not recorded, and where successive texts leave a gap or overlap."""
        words, view = self._words, self._view
        lines = [words.line("gaps.heading", count=len(self._seen))]
        for name in ("expires", "owner", "source"):
            count = sum(is_missing(agreement, name, view) for agreement in self._seen)
            lines.append(words.line(f"gaps.{name}", count=count))
        lines.append(words.line("gaps.verified", count=sum(map(self._is_stale, self._seen))))
        steps = list(self._steps())
        if steps:
            lines += [EMPTY, words.line("gaps.between"), *steps[:_GAP_ROWS]]
        if len(steps) > _GAP_ROWS:
            lines.append(words.line("due.more", count=len(steps) - _GAP_ROWS))
        return Reply((*lines, EMPTY, words.line("gaps.ask")))

    def _is_stale(self, agreement: Agreement) -> bool:
        since = add_months(self._view.today, -VERIFIED_WITHIN)
        return agreement.verified is None or agreement.verified.on.latest < since

    def _steps(self) -> Iterator[Line]:
        ids = {agreement.id for agreement in self._seen}
        for agreement in self._seen:
            if not (agreement.supersedes or agreement.amends):
                continue
            for step in self._view.steps(self._view.chain(agreement)):
                if step.after == agreement.id and step.before in ids:
                    yield from self._step(step, agreement)

    def _step(self, step: Step, after: Agreement) -> Iterator[Line]:
        days = step.gap_days
        if days is None or days in (0, 1):
            return
        # A text that amends another runs beside it by intent; only a new text may overlap.
        if days > 0:
            yield self._words.line("gaps.gap", before=step.before, after=step.after, count=days)
        elif step.before in after.supersedes:
            overlap = {"before": step.before, "after": step.after, "count": 1 - days}
            yield self._words.line("gaps.overlap", **overlap)
