"""The hard filters of a question: status, level, owner, dates, and what is not recorded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from functools import cache, partial
from operator import attrgetter, not_

from bot.agreements.agreement import Agreement
from bot.agreements.partial_date import Span
from bot.agreements.status import ENDED, Status
from bot.search.day_view import DayView
from bot.search.due import due_days, due_in
from bot.search.missing import is_missing
from bot.search.owners import is_owned_by
from bot.search.question import (
    DUE,
    NOT_VERIFIED_SINCE,
    RUNNING,
    Ask,
    DateFilter,
    Question,
)
from bot.search.running import ran_in
from bot.search.status_filters import has_status
from bot.search.time.period import Period
from bot.search.traits import has_level, kinds_left_out, notices_of

#: A partial date is told as possible when at least this share of its days fits.
POSSIBLY_FROM = 0.24


@dataclass(slots=True)
class Filtered:
    """What a filter left: surely, possibly (partial dates), and what it could not tell."""

    kept: list[Agreement]
    possibly: set[str]
    undetermined: list[str]


class _Possibly:
    """A verdict between yes and no: a partial date only overlaps the range."""


_POSSIBLY = _Possibly()
#: True, False, possibly, or None where what decides is not recorded.
Verdict = bool | _Possibly | None
#: Gives a verdict on each of some records, in their order: of a list of 30,000 as one column.
Check = Callable[[Sequence[Agreement]], Iterable[Verdict]]
_ID = attrgetter("id")


def narrowed(question: Question, agreements: list[Agreement], view: DayView) -> Filtered:
    """Apply status, dates, what is missing and years to agreements."""
    possibly, untold = set[str](), set[str]()
    for check in _checks(question, view):
        kept: list[Agreement] = []
        for agreement, verdict in zip(agreements, check(agreements), strict=True):
            if verdict is False:
                continue
            kept.append(agreement)
            if verdict is not True:
                (untold if verdict is None else possibly).add(agreement.id)
        agreements = kept
    undetermined = [a.id for a in agreements if a.id in untold] if untold else []
    if untold:
        agreements = [a for a in agreements if a.id not in untold]
    if possibly:
        possibly.intersection_update(map(_ID, agreements))
    return Filtered(agreements, possibly, undetermined)


def _checks(question: Question, view: DayView) -> Iterator[Check]:
    """Yield what a record must pass; a question about 100,000 of them looks up most of it."""
    own, vocabulary = view.holdings.vocabulary.own_country, view.holdings.vocabulary
    for status in question.statuses:
        yield _looked_up(view, ("status", status), partial(has_status, wanted=status, view=view))
    for name in question.missing:
        yield _looked_up(view, ("missing", name), partial(is_missing, name=name, view=view))
    yield from _recorded_checks(question.recorded, view)
    if question.term_months:
        yield _each(lambda agreement: agreement.term.months == question.term_months)
    if question.notice_months:
        yield _each(lambda agreement: question.notice_months in notices_of(agreement))
    for level in filter(None, (question.level, question.not_level)):
        having = partial(has_level, level=level, own_country=own)
        check = _looked_up(view, ("level", level), having)
        yield check if level is question.level else _unless(check)
    if question.not_kinds:
        left_out = kinds_left_out(question.not_kinds)
        yield _each(lambda agreement: agreement.kind not in left_out)
    for owner in question.owners:
        yield _each(partial(is_owned_by, owner=owner, vocabulary=vocabulary))
    yield from _date_checks(question, view)


def _each(work_out: Callable[[Agreement], Verdict]) -> Check:
    return partial(map, work_out)


def _recorded_checks(names: Iterable[str], view: DayView) -> Iterator[Check]:
    """Yield what must be on record; of a signature it is enough that a source tells of it."""
    for name in names:
        if name == "signed":
            yield _each(lambda a: a.signed is not None or a.is_told_signed)
            continue
        missing = _looked_up(view, ("missing", name), partial(is_missing, name=name, view=view))
        yield _unless(missing)
        if name == "expires":
            yield _each(lambda agreement: date_span(agreement, "expires", view) is not None)


def _looked_up(view: DayView, key: Hashable, work_out: Callable[[Agreement], bool | None]) -> Check:
    column = view.column(key, work_out)
    return lambda agreements: map(column.__getitem__, map(_ID, agreements))


def _unless(check: Check) -> Check:
    return lambda agreements: map(not_, check(agreements))


def _date_checks(question: Question, view: DayView) -> Iterator[Check]:
    """Yield a check for each date; ranges of one field that exclude each other are one, with or."""
    for name in dict.fromkeys(wanted.field for wanted in question.dates):
        each = [wanted for wanted in question.dates if wanted.field == name]
        checks = [_date_check(wanted, view) for wanted in each]
        if len(each) > 1 and _exclude_each_other(each):
            yield partial(_any_of, checks)
        else:
            yield from checks


def _any_of(checks: list[Check], agreements: Sequence[Agreement]) -> Iterator[Verdict]:
    for verdicts in zip(*(check(agreements) for check in checks), strict=True):
        certain = [verdict for verdict in verdicts if verdict]
        unknown: Verdict = None if None in verdicts else False
        yield certain[0] if certain else unknown


def _exclude_each_other(wanted: list[DateFilter]) -> bool:
    first, second = wanted[0].period, wanted[1].period
    return (
        second.start is not None
        and second.end is not None
        and not first.overlaps(second.start, second.end)
    )


def date_verdict(agreement: Agreement, wanted: DateFilter, view: DayView) -> Verdict:
    """Return whether a date lies in the range; None where it is not recorded."""
    return next(iter(_date_check(wanted, view)((agreement,))))


def _date_check(wanted: DateFilter, view: DayView) -> Check:
    """Return what tells whether a date lies in the range; None where it is not recorded."""
    if wanted.denied:
        return _each(partial(_lies_elsewhere, wanted=replace(wanted, denied=False), view=view))
    period = wanted.period
    if wanted.field == NOT_VERIFIED_SINCE:
        return _each(partial(_unverified, since=period.end))
    if wanted.field == RUNNING:
        return _each(partial(ran_in, period=period, view=view))
    if wanted.field == DUE:
        return _each(due_in(period, view))
    column = view.column(("dated", wanted.field), partial(_dated, name=wanted.field, view=view))
    if wanted.month:
        return _each(lambda agreement: _falls_in_month(wanted.month, column[agreement.id]))
    # Of 100,000 records there are some thousand spans.
    lies_within = cache(
        partial(_lies_within, period, period.start or date.min, period.end or date.max)
    )
    if wanted.field in ("decide_by", "notice_by") and period.start is None:
        # Of what has ended nothing is to be decided.
        return _each(
            lambda agreement: (
                view.facts(agreement).status not in ENDED and lies_within(column[agreement.id])
            )
        )
    return lambda agreements: map(lies_within, map(column.__getitem__, map(_ID, agreements)))


def _lies_within(
    period: Period, start: date, end: date, span: tuple[date, date] | _Undated
) -> Verdict:
    if isinstance(span, _Undated):
        is_over = span is _Undated.ENDED
        return False if span is _Undated.NEVER or (is_over and period.start) else None
    earliest, latest = span
    if latest < start or end < earliest:
        return False
    if start <= earliest and latest <= end:
        return True
    return _POSSIBLY if _mostly_fits(period, Span(earliest, latest)) else None


def _lies_elsewhere(agreement: Agreement, wanted: DateFilter, view: DayView) -> Verdict:
    """Return whether a date is none of the range; what has none at all is not asked for.

    Of an end, only what still runs: "what does not expire this year".
    """
    if wanted.field == Ask.EXPIRES:
        status = view.facts(agreement).status
        if status in ENDED or agreement.is_talks:
            return False
        if status is Status.OPEN_ENDED:
            return True
    elif date_span(agreement, wanted.field, view) is None and agreement.is_talks:
        return False
    verdict = date_verdict(agreement, wanted, view)
    return not verdict if isinstance(verdict, bool) else verdict


def _falls_in_month(month: int, span: tuple[date, date] | _Undated) -> Verdict:
    """Return whether a date is of a month (1 to 12) of whatever year."""
    if isinstance(span, _Undated):
        return False if span is _Undated.NEVER else None
    earliest, latest = span
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return earliest.month == month
    months = (latest.year - earliest.year) * 12 + latest.month - earliest.month
    return None if (month - earliest.month) % 12 <= months else False


def _unverified(agreement: Agreement, since: date | None) -> bool:
    verified = agreement.verified
    return verified is None or since is None or verified.on.latest <= since


class _Undated(Enum):
    """A record without the date: whether one that is asked for may yet be its own.

    NEVER: it has none, or what is on paper does not count. ENDED: it is over, nobody recorded
    since when. UNKNOWN: nobody recorded it.
    """

    __hash__ = object.__hash__

    NEVER = auto()
    ENDED = auto()
    UNKNOWN = auto()


def _dated(agreement: Agreement, name: str, view: DayView) -> tuple[date, date] | _Undated:
    """Return the first and last day that a date field may stand for, or how it is without one."""
    span = date_span(agreement, name, view)
    status = view.facts(agreement).status
    if span is not None:
        # Its term still runs on paper though it was replaced or terminated.
        is_paper = name == "expires" and status in ENDED and span.latest >= view.today
        return _Undated.NEVER if is_paper else (span.earliest, span.latest)
    if agreement.is_talks or status is Status.OPEN_ENDED:
        return _Undated.NEVER
    return _Undated.ENDED if name == "expires" and status in ENDED else _Undated.UNKNOWN


def _mostly_fits(period: Period, span: Span) -> bool:
    """Whether enough of the days a partial date stands for lie in the range to tell it.

    "2022" may be a day of July; that is too little to list it under "signed in July 2022".
    """
    first = max(span.earliest, period.start or span.earliest)
    last = min(span.latest, period.end or span.latest)
    days = (last - first).days + 1
    return days / ((span.latest - span.earliest).days + 1) >= POSSIBLY_FROM


def date_span(agreement: Agreement, name: str, view: DayView) -> Span | None:
    """Return the days a date field may stand for; the end is recorded, computed or by ending."""
    if name in ("expires", RUNNING):
        facts = view.facts(agreement)
        if agreement.terminated and facts.status is Status.TERMINATED:
            return Span.of(agreement.terminated)
        return facts.end
    if name == DUE:
        return next(iter(due_days(view.facts(agreement))), None)
    if name in ("decide_by", "notice_by"):
        deadlines = view.facts(agreement).deadlines
        return deadlines.decide_by if name == "decide_by" else deadlines.notice_by
    if name == "verified":
        return Span.of(agreement.verified.on) if agreement.verified else None
    if name == "in_force":
        return Span.of(agreement.start) if agreement.start else None
    value = getattr(agreement, name)
    return Span.of(value) if value else None
