"""A calendar file (.ics) of the dates of agreements, each telling why it is what it is.

Why a file updates: the UID is made of the agreement's code, the kind of date and the cycle, so it
stays the same when the date changes; SEQUENCE is the record's revision and LAST-MODIFIED the
moment of writing, so a calendar that already holds the event takes the newer one. What is over by
then is not in a later file; a calendar keeps what it once took in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vText

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import End
from bot.agreements.kinds import Visibility
from bot.agreements.milestones import MilestoneKind
from bot.agreements.text import Language
from bot.documents.coming_dates import ComingDate, dates_of, end_of, next_term
from bot.replies.dates import day_text, partial_text, span_text
from bot.replies.ends import end_lines
from bot.replies.fields import FieldAnswers
from bot.replies.naming import kind_text, party_name, party_text
from bot.replies.words import Words, words_in
from bot.search.day_view import DayView

#: A decide-by date is announced so many days before, at nine in the morning of the reader.
ALARM_DAYS = (30, 7)
ALARM_HOUR = 9
_KEPT_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar ready to be sent: UTF-8 with CRLF line ends.

    `events`: how many dates are in it; with none the file holds no event and need not be sent.
    `without_dates`: the codes of the agreements of which no date is in it.
    """

    content: bytes
    events: int
    without_dates: tuple[str, ...]


def calendar_file(
    agreements: Iterable[Agreement],
    view: DayView,
    language: Language,
    now: datetime,
    time_zone: str,
    *,
    name: str = "",
) -> CalendarFile:
    """Return the dates of the agreements as all-day events.

    The caller passes only agreements that the reader may see; contacts and persons are never
    written. `now` (aware) is the moment of writing, `time_zone` the reader's ("Asia/Bangkok"),
    `name` what the calendar is called, else a general one.
    """
    words = words_in(language)
    calendar = _empty(words, name, time_zone)
    writer = _EventWriter(view, words, now.astimezone(UTC))
    events, without_dates = 0, []
    for agreement in agreements:
        dates = dates_of(agreement, view)
        for date in dates:
            calendar.add_component(writer.event(agreement, date))
        events += len(dates)
        if not dates:
            without_dates.append(agreement.id)
    return CalendarFile(calendar.to_ical(), events, tuple(without_dates))


def _empty(words: Words, name: str, time_zone: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Sanya//Agreement register//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    shown = " ".join(_readable(name).split()) or words.text("calendar.name")
    # As a text: the library would write a property it does not know without escaping it.
    calendar.add("x-wr-calname", vText(shown))
    calendar.add("x-wr-timezone", vText(time_zone))
    return calendar


class _EventWriter:
    """Writes events in one language on one day."""

    def __init__(self, view: DayView, words: Words, now: datetime) -> None:
        self._view = view
        self._words = words
        self._now = now
        self._fields = FieldAnswers(view, words)

    def event(self, agreement: Agreement, date: ComingDate) -> Event:
        """Return the event of one date."""
        day = date.span.earliest
        event = Event()
        event.add("uid", _readable(f"{agreement.id}.{date.kind}.{date.cycle}@sanya"))
        event.add("dtstamp", self._now)
        event.add("last-modified", self._now)
        event.add("sequence", agreement.revision)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", self._summary(agreement, date))
        event.add("description", _readable("\n".join(self._description(agreement, date))))
        event.add("categories", [_readable(word) for word in self._categories(agreement, date)])
        is_public = agreement.visibility is Visibility.PUBLIC
        event.add("class", "PUBLIC" if is_public else "PRIVATE")
        event.add("transp", "TRANSPARENT")
        if date.kind is MilestoneKind.DECIDE_BY and day >= self._view.today:
            for days in ALARM_DAYS:
                event.add_component(self._alarm(agreement, date, days))
        return event

    def _summary(self, agreement: Agreement, date: ComingDate) -> str:
        name = " ".join(agreement.name.in_language(self._words.language).split())
        key = f"calendar.{self._heading(agreement, date)}"
        return _readable(self._words.text(key, name=name, id=agreement.id))

    def _heading(self, agreement: Agreement, date: ComingDate) -> str:
        if date.kind is not MilestoneKind.EXPIRES:
            return date.kind
        if agreement.terminated:
            return "terminated"
        end = end_of(agreement, self._view)
        heading = "term-ends" if next_term(agreement, self._view) else "expires"
        return f"{heading}-computed" if end and end.computed else heading

    def _description(self, agreement: Agreement, date: ComingDate) -> Iterator[str]:
        words, language = self._words, self._words.language
        yield agreement.title.in_language(language)
        yield from self._why(agreement, date)
        if not date.span.is_exact:
            yield words.text("calendar.partial", date=span_text(date.span, words))
        yield ""
        kind = kind_text(agreement, self._view.holdings.vocabulary).in_language(language)
        yield f"{agreement.id} · {kind}"
        yield from (party_text(party, language) for party in agreement.parties)
        source = next((item for item in agreement.evidence if item.source), None)
        if source:
            name = source.locator.in_language(language)
            told = dict.fromkeys(text for text in (name, source.source) if text)
            yield " ".join((words.text("card.source"), *told))
        today = day_text(self._view.today, words)
        yield words.text("calendar.as-of", date=today, revision=agreement.revision)

    def _why(self, agreement: Agreement, date: ComingDate) -> Iterator[str]:
        """Yield how the date is known, in the words of the replies but without days to go."""
        words = self._words
        if date.kind is MilestoneKind.IN_FORCE:
            yield words.text("calendar.recorded-entry", date=span_text(date.span, words))
            return
        if agreement.terminated:
            told = partial_text(agreement.terminated, words)
            yield words.text("calendar.recorded-termination", date=told)
            return
        end = end_of(agreement, self._view)
        if date.kind is MilestoneKind.DECIDE_BY:
            yield self._fields.why_decide(agreement).text
        elif date.kind is MilestoneKind.NOTICE_BY and end:
            told = span_text(end.span, words) + self._computed(end)
            yield words.text("notice.why", count=agreement.renewal.notice_months, end=told)
        elif end and not end.computed:
            yield words.text("calendar.recorded-end", date=span_text(end.span, words))
        # The first of these lines tells the end and the days left, which a calendar shows itself.
        yield from (line.text for line in list(end_lines(agreement, self._view, words))[1:])

    def _computed(self, end: End) -> str:
        return self._words.text("short.computed") if end.computed else ""

    def _categories(self, agreement: Agreement, date: ComingDate) -> Iterator[str]:
        vocabulary, language = self._view.holdings.vocabulary, self._words.language
        yield self._words.text(f"calendar.category-{date.kind}")
        yield kind_text(agreement, vocabulary).in_language(language)
        for country in agreement.countries:
            if country != vocabulary.own_country:
                yield party_name(country, vocabulary, language)

    def _alarm(self, agreement: Agreement, date: ComingDate, days: int) -> Alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(hours=ALARM_HOUR) - timedelta(days=days))
        told = day_text(date.span.earliest, self._words)
        name = " ".join(agreement.name.in_language(self._words.language).split())
        text = self._words.text("calendar.alarm", date=told, name=name, id=agreement.id)
        alarm.add("description", _readable(text))
        return alarm


def _readable(text: str) -> str:
    """Return the text without what a calendar file cannot hold: controls and half characters."""
    return "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in _KEPT_CONTROLS or unicodedata.category(letter) not in ("Cc", "Cs")
    )
