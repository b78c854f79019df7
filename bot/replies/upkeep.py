"""What is said before and after a change: previews, outcomes, the log of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.agreements.agreement import Agreement
from bot.agreements.audit import AuditEntry, Deed, FieldChange
from bot.agreements.errors import AgreementError, Problem
from bot.agreements.taking_back import is_addition, taken_back
from bot.replies.changes import change_lines, consequences, heading, step_lines
from bot.replies.dates import day_text
from bot.replies.lines import EMPTY, Action, Button, Line, Reply, code, line
from bot.replies.problems import problem_line, problem_lines
from bot.replies.values import ValueWords
from bot.replies.words import Words
from bot.search.day_view import DayView

#: So many changes stand in one message of a history.
LOG_PAGE = 8
_HEADINGS = {
    Deed.ADDED: "upkeep.new-record",
    Deed.REMOVED: "upkeep.remove",
    Deed.RESTORED: "upkeep.restore",
    Deed.UNDONE: "upkeep.take-back",
}
_OUTCOMES = {
    Deed.ADDED: "upkeep.added",
    Deed.REMOVED: "upkeep.removed",
    Deed.RESTORED: "upkeep.restored",
    Deed.UNDONE: "upkeep.undone",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A change that was planned: the record before (None: a new one) and as it would be."""

    before: Agreement | None
    after: Agreement
    changes: tuple[FieldChange, ...]
    deed: Deed
    reason: str = ""
    warnings: tuple[Problem, ...] = ()


def planned_lines(planned: Planned, view: DayView, values: ValueWords) -> Iterator[Line]:
    """Yield a change as it would be: old → new, what follows, what looks wrong."""
    words = values.words
    key = _HEADINGS.get(planned.deed, "upkeep.before-after")
    yield heading(key, planned.before or planned.after, values)
    yield from change_lines(planned.changes, values)
    followed = []
    if not planned.after.removed:
        before = planned.before if planned.before and not planned.before.removed else None
        followed = list(consequences(before, planned.after, view, values))
        links = {"supersedes", "amends", "in_force", "signed"}
        if any(change.field in links for change in planned.changes):
            followed.extend(step_lines(planned.after, view, values))
    if followed:
        yield EMPTY
        yield words.line("upkeep.follows")
        yield from followed
    yield from warning_lines(planned.warnings, values)
    if planned.reason:
        yield words.line("upkeep.reason", reason=planned.reason)


def warning_lines(warnings: Sequence[Problem], values: ValueWords) -> Iterator[Line]:
    """Yield what looks wrong but is kept all the same."""
    if warnings:
        yield EMPTY
        yield values.words.line("upkeep.warnings")
        for problem in warnings:
            yield line("⚠️ ", problem_line(problem, values))


def refusal(error: AgreementError, values: ValueWords) -> Reply:
    """Return why something was not done."""
    lines = problem_lines(error, values)
    return Reply((values.words.line("upkeep.refused"), *lines))


def outcome(entry: AuditEntry, words: Words) -> Reply:
    """Return that a change is in the register, with the button that takes it back."""
    key = _OUTCOMES.get(entry.deed, "upkeep.saved")
    told = words.line(key, id=entry.agreement_id, revision=entry.revision)
    name = "button.redo" if entry.deed is Deed.UNDONE else "button.undo"
    button = Button(words.text(name), Action("undo", "", str(entry.number)))
    return Reply((told,), ((button,),))


def stale_lines(error: AgreementError, values: ValueWords) -> Iterator[Line]:
    """Yield that somebody else came first, with both values of each field that differs."""
    yield values.words.line("upkeep.stale")
    for problem in error.problems:
        if problem.field != "revision":
            yield problem_line(problem, values)


# -- the log ------------------------------------------------------------------------------------


class LogReply:
    """Writes the history of a record, newest first, a page at a time."""

    def __init__(self, values: ValueWords, zone: ZoneInfo) -> None:
        self._values = values
        self._words = values.words
        self._zone = zone

    def reply(self, agreement_id: str, entries: Sequence[AuditEntry], page: int = 0) -> Reply:
        """Return one page of the changes."""
        if not entries:
            return Reply((self._words.line("log.none", id=agreement_id),))
        gone = taken_back(entries)
        first = page * LOG_PAGE
        shown = entries[::-1][first : first + LOG_PAGE]
        lines = [self._words.line("log.title", id=agreement_id, count=len(entries))]
        for entry in shown:
            lines.append(EMPTY)
            lines.extend(self._entry(entry, is_gone=entry.number in gone))
        buttons: tuple[tuple[Button, ...], ...] = ()
        if len(entries) > first + LOG_PAGE:
            label = self._words.text("button.earlier")
            buttons = ((Button(label, Action("log", agreement_id, str(page + 1))),),)
        return Reply(tuple(lines), buttons)

    def _entry(self, entry: AuditEntry, *, is_gone: bool) -> Iterator[Line]:
        words = self._words
        yield line(
            words.line(
                "log.entry",
                revision=entry.revision,
                date=self.date(entry),
                deed=words.text(f"deed.{entry.deed}"),
                name=self.name(entry),
            ),
            *((" · ", words.line("log.taken-back")) if is_gone else ()),
        )
        if is_addition(entry):
            yield words.line("log.fields", count=len(entry.changes))
        else:
            yield from change_lines(entry.changes, self._values)
        if entry.reason:
            yield words.line("upkeep.reason", reason=entry.reason)
        if entry.approver:
            yield words.line("log.approved", name=entry.approver.name)

    def date(self, entry: AuditEntry) -> str:
        """Return the day of a change in the office."""
        return day_text(entry.at.astimezone(self._zone).date(), self._words)

    def name(self, entry: AuditEntry) -> str:
        """Return who made a change."""
        actor = entry.actor
        if actor.name:
            return actor.name
        return str(actor.user_id) if actor.user_id else self._words.text("log.operator")

    def summary(self, entry: AuditEntry) -> Line:
        """Return a change in one line: what was done, when, by whom."""
        deed = self._words.text(f"deed.{entry.deed}")
        return self._words.line(
            "upkeep.done-by", deed=deed, date=self.date(entry), name=self.name(entry)
        )


def codes_line(key: str, ids: Iterable[str], words: Words) -> Line:
    """Return a message that names records."""
    return words.line(key, ids=", ".join(ids))


def record_rows(agreements: Iterable[Agreement], words: Words) -> Iterator[Line]:
    """Yield a line for each record: its code, then its name."""
    for agreement in agreements:
        yield line("• ", code(agreement.id), " ", agreement.name.in_language(words.language))
