"""What a renewal makes of a record: another term of the same text, or a new text in its place.

The old record is never written over: its end stays what was agreed then. Another term of the same
text is a record of its own that extends the old one, from the day after its end; so every cycle
has its dates, its source and its reminders.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.agreements.agreement import Agreement, Evidence, Renewal, Term
from bot.agreements.codes import new_code
from bot.agreements.deadlines import end_on
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.kinds import InstrumentKind, RenewalMode, TermKind
from bot.agreements.partial_date import PartialDate, last_day_of_term
from bot.agreements.text import Text
from bot.importing.length_cells import read_months
from bot.importing.unread import Unread
from bot.upkeep.dates import read_date

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What somebody said of a renewal.

    `is_new_text`: a new text was signed (on `signed`); else the same text goes on. `until` is the
    new end, or nothing where it was not said.
    """

    is_new_text: bool
    signed: PartialDate | None = None
    until: PartialDate | None = None
    months: int | None = None
    source: str = ""

    def applied(
        self, record: Agreement, today: date, is_taken: Callable[[str], bool], own_country: str
    ) -> Agreement:
        """Return the record of the new term, with a code of its own."""
        made = self._new_text(record) if self.is_new_text else self._same_text(record, today)
        code = new_code(made.changed(id="", short_title=record.short_title), is_taken, own_country)
        return made.changed(id=code, evidence=self._evidence())

    def _same_text(self, record: Agreement, today: date) -> Agreement:
        start = day_after_end(record, today)
        until = self.until
        if until is None and self.months and start is not None and start.is_exact:
            until = PartialDate.of(last_day_of_term(start.earliest, self.months))
        return Agreement(
            id="",
            title=_extension_of(record.title),
            short_title=_extension_of(record.short_title) if record.short_title else Text(),
            kind=InstrumentKind.AMENDMENT,
            binding=record.binding,
            parties=record.parties,
            scope_areas=record.scope_areas,
            in_force=start,
            expires=until,
            renewal=record.renewal,
            termination_notice_months=record.termination_notice_months,
            amends=(record.id,),
            owner=record.owner,
            visibility=record.visibility,
        )

    def _new_text(self, record: Agreement) -> Agreement:
        term = Term(TermKind.FIXED, self.months) if self.months else Term()
        return Agreement(
            id="",
            title=record.title,
            kind=record.kind,
            binding=record.binding,
            parties=record.parties,
            scope_areas=record.scope_areas,
            signed=self.signed,
            expires=self.until,
            term=term,
            renewal=record.renewal,
            termination_notice_months=record.termination_notice_months,
            supersedes=(record.id,),
            owner=record.owner,
            visibility=record.visibility,
        )

    def _evidence(self) -> tuple[Evidence, ...]:
        if not self.source:
            return ()
        said = str(self.until) if self.until else ""
        return (Evidence("expires" if said else "", said, self.source),)


def day_after_end(record: Agreement, today: date) -> PartialDate | None:
    """Return the day on which the next term begins, None where the end is not known."""
    end = end_on(record.changed(renewal=_without_tacit(record.renewal)), today)
    if end is None or not end.span.is_exact:
        return None
    return PartialDate.of(end.span.latest + _ONE_DAY)


def _without_tacit(renewal: Renewal) -> Renewal:
    """Return a renewal that rolls nothing on: a renewal that was agreed takes its place."""
    mode = RenewalMode.EXPRESS if renewal.mode is RenewalMode.TACIT else renewal.mode
    return Renewal(mode, renewal.period_months, renewal.notice_months, renewal.approval_days)


def _extension_of(text: Text) -> Text:
    return Text(
        f"Extension of the {text.en}" if text.en else "",
        f"การขยายอายุ{text.th}" if text.th else "",
    )


def end_or_length(typed: str, today: date) -> tuple[PartialDate | None, int | None]:
    """Read "6 November 2030" as an end, "3 years" as a length. Raises AgreementError."""
    try:
        return None, read_months(typed.strip(), None)
    except Unread:
        pass
    try:
        return read_date(typed, today, "expires"), None
    except AgreementError as error:
        if error.problem.reason is Reason.NO_SUCH_DAY:
            raise
        raise AgreementError(Problem(Reason.NOT_A_DATE, "expires", typed[:60])) from None
