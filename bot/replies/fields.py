"""The asked-for thing first: one field of one agreement, answered in a line or a few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import Deadlines
from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.partial_date import PartialDate
from bot.agreements.partial_date import Span as DaySpan
from bot.agreements.status import ENDED, Status
from bot.replies.added import added_lines
from bot.replies.dates import (
    dated_line,
    day_text,
    distance_text,
    months_text,
    span_text,
)
from bot.replies.ends import end_lines, rests_on_setting
from bot.replies.intervals import gap_lines
from bot.replies.lines import EMPTY, Line, bold, line
from bot.replies.naming import in_script, kind_text, party_text, unit_text
from bot.replies.relations import related_lines, replaced_by_lines, supersedes_lines
from bot.replies.signatures import signature_lines
from bot.replies.sources import source_lines, unconfirmed_lines
from bot.replies.words import Words
from bot.search.day_view import DayView
from bot.search.question import Ask


class FieldAnswers:
    """Answers fields of agreements in one language on one day.

    `inside`: with contacts, notes and who verified it, which are for the office's people alone.
    """

    def __init__(self, view: DayView, words: Words, *, inside: bool = False) -> None:
        self._view = view
        self._words = words
        self._inside = inside
        self._by_ask: dict[Ask, Callable[[Agreement], Iterator[Line]]] = {
            Ask.EXPIRES: self._expires,
            Ask.DAYS_LEFT: self._days_left,
            Ask.SIGNED: self._signed,
            Ask.IN_FORCE: self._in_force,
            Ask.APPROVED: self._approved,
            Ask.TERMINATED: self._terminated,
            Ask.PARTIES: self._parties,
            Ask.SIGNATORIES: self._signatories,
            Ask.SCOPE_AREAS: self._scope_areas,
            Ask.ADDED: partial(added_lines, view=view, words=words),
            Ask.STATUS: self._status,
            Ask.REPLACED_BY: partial(replaced_by_lines, view=view, words=words),
            Ask.SUPERSEDES: partial(supersedes_lines, view=view, words=words),
            Ask.RELATED: partial(related_lines, view=view, words=words),
            Ask.GAP: partial(gap_lines, view=view, words=words),
            Ask.SOURCE: self._source,
            Ask.NOTICE_BY: self._notice_by,
            Ask.DECIDE_BY: self._decide_by,
            Ask.RENEWAL: self._renewal,
            Ask.TERM: self._term,
            Ask.OWNER: self._owner,
            Ask.BINDING: self._binding,
            Ask.SUMMARY: self._summary,
            Ask.VERIFIED: self._verified,
            Ask.KIND: self._kind,
            Ask.TITLE: self._title,
            Ask.OTHER: self._other,
        }

    def lines(self, ask: Ask, agreement: Agreement) -> list[Line]:
        """Return the answer to one field."""
        return list(self._by_ask[ask](agreement))

    # -- dates --------------------------------------------------------------------------------

    def _expires(self, agreement: Agreement) -> Iterator[Line]:
        yield from end_lines(agreement, self._view, self._words)

    def _days_left(self, agreement: Agreement) -> Iterator[Line]:
        end = self._view.facts(agreement).end
        if end and end.is_exact and end.latest > self._view.today:
            days = (end.latest - self._view.today).days
            yield self._words.line("end.days-left", count=days)
        else:
            yield from self._expires(agreement)

    def _dated(self, key: str, when: PartialDate) -> Line:
        return dated_line(key, when, self._view.today, self._words)

    def _signed(self, agreement: Agreement) -> Iterator[Line]:
        yield from signature_lines(agreement, self._view, self._words)

    def _in_force(self, agreement: Agreement) -> Iterator[Line]:
        if agreement.in_force:
            yield self._dated("in-force.on", agreement.in_force)
            status = self._view.facts(agreement).status
            if status in ENDED:
                yield self._words.line(f"status-answer.{status}")
            return
        yield self._words.line("in-force.not-recorded")
        if agreement.signed:
            yield from self._signed(agreement)
        if agreement.term.kind is TermKind.FIXED and not agreement.term.months:
            yield from self._told(agreement)  # from when its term counts

    def _approved(self, agreement: Agreement) -> Iterator[Line]:
        if agreement.approved:
            yield self._dated("approved.on", agreement.approved)
        else:
            yield self._words.line("approved.not-recorded")

    def _terminated(self, agreement: Agreement) -> Iterator[Line]:
        if agreement.terminated:
            yield self._dated("terminated.on", agreement.terminated)
        else:
            yield self._words.line("terminated.not-recorded")
            yield from self._status(agreement)

    def _verified(self, agreement: Agreement) -> Iterator[Line]:
        if agreement.verified:
            yield self._dated("verified.on", agreement.verified.on)
            if agreement.verified.by and self._inside:
                yield self._words.line("verified.by", by=agreement.verified.by)
        else:
            yield self._words.line("verified.never")

    # -- deadlines ------------------------------------------------------------------------------

    def _notice_by(self, agreement: Agreement) -> Iterator[Line]:
        words, deadlines = self._words, self._view.facts(agreement).deadlines
        months = agreement.renewal.notice_months
        if months and deadlines.notice_by and deadlines.end:
            yield words.line(
                "notice.by",
                date=day_text(deadlines.notice_by.earliest, words),
                distance=distance_text(deadlines.notice_by.earliest, self._view.today, words),
            )
            yield from self._earliest(deadlines.notice_by)
            yield words.line("notice.why", count=months, end=span_text(deadlines.end.span, words))
        elif months:
            yield words.line("notice.months", count=months)
        if agreement.termination_notice_months:
            yield words.line("notice.termination", count=agreement.termination_notice_months)
        if not months and not agreement.termination_notice_months:
            yield words.line("notice.not-recorded")

    def _decide_by(self, agreement: Agreement) -> Iterator[Line]:
        words, facts = self._words, self._view.facts(agreement)
        deadlines = facts.deadlines
        if facts.status in ENDED or agreement.is_talks:
            yield words.line("decide.nothing-left")
            yield from self._expires(agreement)
            return
        if not deadlines.decide_by or not deadlines.end:
            is_open = agreement.term.kind is TermKind.OPEN_ENDED
            yield words.line("decide.open-ended" if is_open else "decide.no-end")
            return
        key = "decide.by" if deadlines.decide_by.earliest >= self._view.today else "decide.passed"
        yield words.line(
            key,
            date=day_text(deadlines.decide_by.earliest, words),
            distance=distance_text(deadlines.decide_by.earliest, self._view.today, words),
        )
        yield from self._earliest(deadlines.decide_by)
        yield self.why_decide(agreement)

    def _earliest(self, span: DaySpan) -> Iterator[Line]:
        """Say so where a deadline is the earliest of several possible days."""
        if not span.is_exact:
            yield self._words.line("decide.earliest")

    def why_decide(self, agreement: Agreement, deadlines: Deadlines | None = None) -> Line:
        """Return how the decide-by date is reckoned; of the current term where none is given."""
        words, deadlines = self._words, deadlines or self._view.facts(agreement).deadlines
        if not deadlines.end:
            return EMPTY
        computed = words.text("short.computed") if deadlines.end.computed else ""
        told = {
            "end": span_text(deadlines.end.span, words) + computed,
            "setting": words.text("decide.setting") if rests_on_setting(agreement) else "",
        }
        days = deadlines.approval_days
        if deadlines.notice_by:
            notice = span_text(deadlines.notice_by, words)
            return words.line("decide.why-notice", count=days, notice=notice, **told)
        return words.line("decide.why-end", count=days, **told)

    def _renewal(self, agreement: Agreement) -> Iterator[Line]:
        words, renewal = self._words, agreement.renewal
        period = months_text(renewal.period_months, words) if renewal.period_months else ""
        if renewal.mode is RenewalMode.UNKNOWN:
            yield words.line("renewal.not-recorded")
        elif period:
            yield words.line(f"renewal.{renewal.mode}-for", period=period)
        else:
            yield words.line(f"renewal.{renewal.mode}")
        if renewal.notice_months:
            yield words.line("notice.months", count=renewal.notice_months)
        facts = self._view.facts(agreement)
        if facts.replaced_by:
            yield words.line("end.replaced-by", ids=", ".join(facts.replaced_by))
        elif facts.amended_by:
            yield words.line("end.amended-by", ids=", ".join(facts.amended_by))
        elif facts.status is Status.EXPIRED:
            yield from self._expires(agreement)
        elif facts.deadlines.decide_by:
            yield from self._decide_by(agreement)

    def _term(self, agreement: Agreement) -> Iterator[Line]:
        term = agreement.term
        if term.months:
            yield self._words.line("term.fixed", term=months_text(term.months, self._words))
        elif term.kind in (TermKind.OPEN_ENDED, TermKind.UNTIL_COMPLETED):
            yield self._words.line(f"term.{term.kind}")
        elif term.kind is TermKind.FIXED:
            yield self._words.line("term.fixed-unknown")
            yield from self._told(agreement)
        else:
            yield self._words.line("term.not-recorded")
        yield from self._expires(agreement)

    # -- what and who ------------------------------------------------------------------------------

    def _parties(self, agreement: Agreement) -> Iterator[Line]:
        if not agreement.parties:
            yield self._words.line("parties.not-recorded")
            return
        yield self._words.line("parties.are", count=len(agreement.parties))
        for party in agreement.parties:
            yield line("• ", bold(party_text(party, self._words.language)))
            names = ", ".join(in_script(party.formerly, self._words.language))
            if names:
                yield self._words.line("parties.formerly", names=names)
        yield from unconfirmed_lines(agreement, self._words)

    def _signatories(self, agreement: Agreement) -> Iterator[Line]:
        yield from self._parties(agreement)
        yield self._words.line("parties.no-people")

    def _scope_areas(self, agreement: Agreement) -> Iterator[Line]:
        areas = agreement.scope_areas
        if not areas:
            yield self._words.line("scope.not-recorded")
            return
        yield self._words.line("scope.are", count=len(areas))
        for number, area in enumerate(areas, 1):
            yield line(f"{number}. {area.in_language(self._words.language)}")

    def _status(self, agreement: Agreement) -> Iterator[Line]:
        status = self._view.facts(agreement).status
        yield self._words.line(f"status-answer.{status}")
        is_undated = status is Status.UNKNOWN and not (agreement.start or agreement.expires)
        has_end = agreement.term.kind is TermKind.OPEN_ENDED or not is_undated
        if status is not Status.NOTHING_SIGNED and has_end:
            yield from self._expires(agreement)

    def _source(self, agreement: Agreement) -> Iterator[Line]:
        yield from source_lines(agreement, self._words)
        if any(item.source for item in agreement.evidence):
            yield from self._verified(agreement)

    def _owner(self, agreement: Agreement) -> Iterator[Line]:
        owner = agreement.owner
        if not owner.unit:
            yield self._words.line("owner.not-recorded")
            return
        unit = unit_text(owner.unit, self._view.holdings.vocabulary, self._words.language)
        yield self._words.line("owner.is", unit=unit)
        if self._inside:  # whether a contact is recorded is not for outsiders to know either
            key = "owner.contact" if owner.contact else "owner.no-contact"
            yield self._words.line(key, contact=owner.contact)

    def _binding(self, agreement: Agreement) -> Iterator[Line]:
        key = {True: "binding.yes", False: "binding.no", None: "binding.not-recorded"}
        yield self._words.line(key[agreement.binding])

    def _summary(self, agreement: Agreement) -> Iterator[Line]:
        text = agreement.summary.in_language(self._words.language)
        if text:
            yield line(text)
        yield from self._status(agreement)

    def _other(self, agreement: Agreement) -> Iterator[Line]:
        """Answer what no field holds: a budget, a place, an annex; the texts may tell it."""
        yield self._words.line("other.not-recorded")
        yield from self._told(agreement)

    def _told(self, agreement: Agreement) -> Iterator[Line]:
        """Yield what the texts of a record tell."""
        notes = (agreement.notes,) if self._inside else ()
        for text in (agreement.summary, *notes):
            told = text.in_language(self._words.language)
            if told:
                yield line(told)

    def _kind(self, agreement: Agreement) -> Iterator[Line]:
        kind = kind_text(agreement, self._view.holdings.vocabulary)
        yield self._words.line("kind.is", kind=kind.in_language(self._words.language))

    def _title(self, agreement: Agreement) -> Iterator[Line]:
        for wording in agreement.title.wordings:
            yield line(bold(wording))
