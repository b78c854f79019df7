"""When an agreement ends, in words: recorded, computed, renewing itself, open or not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import computed_end, renewal_period
from bot.agreements.kinds import TermKind
from bot.agreements.partial_date import Span, add_months
from bot.agreements.status import ENDED, IN_FORCE, Status
from bot.replies.dates import (
    as_partial,
    distance_text,
    months_text,
    partial_text,
    short_day,
    short_partial,
    short_span,
    span_text,
    when_text,
)
from bot.replies.lines import Line
from bot.replies.words import Words
from bot.search.day_view import DayView

#: A text that ran out or was replaced before the day of its termination is told as that.
_TOLD_AS_TERMINATED = frozenset({Status.TERMINATED, Status.UNKNOWN, *IN_FORCE})


def end_lines(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield what is known of the end, the answer first, how it is known after."""
    facts = view.facts(agreement)
    end = facts.deadlines.end
    if agreement.is_talks:
        yield words.line("end.nothing-signed")
    elif agreement.terminated and facts.status in _TOLD_AS_TERMINATED:
        key = "terminated" if facts.status is Status.TERMINATED else "terminates"
        yield words.line(f"end.{key}", when=when_text(Span.of(agreement.terminated), words))
    elif end:
        yield from _with_end(agreement, view, words)
    elif agreement.term.kind is TermKind.OPEN_ENDED:
        yield words.line("end.open-ended")
    elif agreement.term.kind is TermKind.UNTIL_COMPLETED:
        yield words.line("end.until-completed")
    else:
        yield words.line("end.not-recorded")
        yield _why_not(agreement, words)
    if agreement.terminated is None:
        yield from _afterwards(agreement, view, words)


def _with_end(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    facts = view.facts(agreement)
    end = facts.deadlines.end
    if end is None:
        return
    is_over = end.span.latest < view.today
    key = "end.ended" if is_over else "end.ends"
    told = when_text(end.span, words)
    if end.span.is_exact:
        distance = distance_text(end.span.earliest, view.today, words)
        yield words.line(key, when=told, distance=distance)
    else:
        yield words.line(f"{key}-partly", when=told)
    if end.computed and end.months:
        yield _computed(agreement, end.months, words)
    if end.cycle > 1:
        yield words.line("end.renewed-by-itself", cycle=end.cycle)
    computed = computed_end(agreement)
    recorded = agreement.expires
    if recorded and computed and computed.earliest > recorded.latest:
        yield words.line("end.differs", date=span_text(computed, words))
    if recorded and computed and computed.latest < recorded.earliest:
        yield words.line("end.differs", date=span_text(computed, words))


def _computed(agreement: Agreement, months: int, words: Words) -> Line:
    start = agreement.start
    if start is None:
        return Line()
    key = "end.computed-from-entry" if agreement.in_force else "end.computed-from-signature"
    return words.line(key, term=months_text(months, words), start=partial_text(start, words))


def _why_not(agreement: Agreement, words: Words) -> Line:
    """Tell what is missing for an end to be computed."""
    start = agreement.start
    if agreement.term.months and not start:
        return words.line("end.no-start", term=months_text(agreement.term.months, words))
    if agreement.term.kind is TermKind.FIXED:
        return words.line("end.no-length")
    if start:
        return words.line("end.no-term", start=partial_text(start, words))
    return words.line("end.nothing-known")


def _afterwards(agreement: Agreement, view: DayView, words: Words) -> Iterator[Line]:
    """Yield what follows the end: a successor, a tacit renewal, or nothing on record."""
    facts = view.facts(agreement)
    end = facts.deadlines.end
    if facts.replaced_by:
        yield words.line("end.replaced-by", ids=", ".join(facts.replaced_by))
        return
    if facts.amended_by:
        yield words.line("end.amended-by", ids=", ".join(facts.amended_by))
        yield from _extended_until(facts.amended_by, view, words)
        return
    if end and end.span.latest < view.today:
        yield words.line("end.no-renewal-recorded")
        return
    period = renewal_period(agreement)
    if period and end and end.renews:
        length = months_text(period, words)
        notice = facts.deadlines.notice_by
        until = span_text(_moved(end.span, period), words)
        if notice:
            told = span_text(notice, words)
            yield words.line("end.tacit-with-notice", period=length, until=until, notice=told)
        else:
            yield words.line("end.tacit", period=length, until=until)


def _moved(span: Span, months: int) -> Span:
    """Return the end of the next term, so many months after the last day of this one."""
    one_day = timedelta(days=1)
    first, last = (
        add_months(day + one_day, months) - one_day for day in (span.earliest, span.latest)
    )
    return Span(first, last)


def _short_when(span: Span, words: Words) -> str:
    if as_partial(span):
        return short_span(span, words)
    first, last = short_day(span.earliest, words), short_day(span.latest, words)
    return words.text("short.range", first=first, last=last)


def short_end(agreement: Agreement, view: DayView, words: Words) -> str:
    """Return the end in a few words, for lists."""
    facts = view.facts(agreement)
    end = facts.deadlines.end
    if agreement.is_talks:
        return words.text("short.nothing-signed")
    if agreement.terminated and facts.status in _TOLD_AS_TERMINATED:
        key = "terminated" if facts.status is Status.TERMINATED else "terminates"
        return words.text(f"short.{key}", date=short_partial(agreement.terminated, words))
    if not end:
        is_open = agreement.term.kind is TermKind.OPEN_ENDED
        return words.text("short.open-ended" if is_open else "short.end-not-recorded")
    is_over = end.span.latest < view.today
    date = _short_when(end.span, words)
    text = words.text("short.ended" if is_over else "short.ends", date=date)
    return text + words.text("short.computed") if end.computed else text


def _extended_until(ids: tuple[str, ...], view: DayView, words: Words) -> Iterator[Line]:
    """Yield the end of each text that extends one: by it the matter ran on, or runs on."""
    for agreement_id in ids:
        other = view.holdings.get(agreement_id)
        end = view.facts(other).end if other else None
        if end:
            key = "end.extended-past" if end.latest < view.today else "end.extended-until"
            yield words.line(key, id=agreement_id, date=span_text(end, words))


def rests_on_setting(agreement: Agreement) -> bool:
    """Return whether the time for approval is the office's setting: the record has none."""
    return agreement.renewal.approval_days is None


def setting_line(shown: Iterable[Agreement], view: DayView, words: Words) -> Iterator[Line]:
    """Say once on what the decide-by dates of a list rest, where no record tells it."""
    days = sorted(
        {
            facts.deadlines.approval_days
            for facts in map(view.facts, filter(rests_on_setting, shown))
            if facts.deadlines.decide_by and facts.status not in ENDED
        }
    )
    if days:
        told = "–".join(str(number) for number in dict.fromkeys((days[0], days[-1])))
        yield words.line("list.setting", days=told)
