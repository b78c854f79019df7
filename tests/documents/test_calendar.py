"""What stands in a calendar file, and what a calendar makes of it when it is taken in again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.milestones import MilestoneKind, milestones_of
from bot.agreements.status import ENDED
from bot.agreements.text import Language, Text
from bot.documents.calendar import CalendarFile, calendar_file
from bot.documents.coming_dates import dates_of
from bot.search.day_view import DayView
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.agreements.generated import agreements, patient
from tests.conftest import NOW, TODAY, agreement

JAPAN: dict[str, object] = {
    "id": "JP-2022-ICT",
    "title": {"en": "ICT cooperation", "th": "ความร่วมมือด้านไอซีที"},
    "kind": "moc",
    "parties": [{"name": "Ministry of Communications", "country": "JP"}],
    "signed": "2022-08-05",
    "term": {"kind": "fixed", "months": 60},
}
LAOS: dict[str, object] = {
    "id": "LA-2022-ICT",
    "title": "Posts and ICT",
    "in_force": "2022-11-07",
    "term": {"kind": "fixed", "months": 60},
    "renewal": {"mode": "tacit", "period_months": 36, "notice_months": 6, "approval_days": 30},
}


def view_of(vocabulary: Vocabulary, *held: Agreement, today: date = TODAY) -> DayView:
    return DayView(Holdings(vocabulary, held), today, LeadTimes())


def written(
    vocabulary: Vocabulary,
    *held: Agreement,
    language: Language = "en",
    now: datetime = NOW,
    today: date = TODAY,
    name: str = "",
) -> CalendarFile:
    view = view_of(vocabulary, *held, today=today)
    return calendar_file(held, view, language, now, "Asia/Bangkok", name=name)


def events_of(file: CalendarFile) -> dict[str, Any]:
    """Read the file back as a calendar would: no fault in it, each event by its UID."""
    calendar = Calendar.from_ical(file.content)
    assert not calendar.errors
    events = {str(event["uid"]): event for event in calendar.events}
    assert len(events) == len(calendar.events) == file.events
    assert not any(event.errors for event in calendar.events)
    return events


def of_kind(file: CalendarFile, kind: MilestoneKind) -> Any:
    [event] = [e for uid, e in events_of(file).items() if f".{kind}." in uid]
    return event


def test_a_file_says_whose_it_is_and_that_it_is_published(vocabulary: Vocabulary) -> None:
    calendar: Any = Calendar.from_ical(written(vocabulary, agreement(JAPAN)).content)
    calendar.validate()
    assert calendar["version"] == "2.0"
    assert calendar["method"] == "PUBLISH"
    assert calendar["prodid"] == "-//Sanya//Agreement register//EN"
    assert calendar["x-wr-calname"] == "Agreements: dates to act on"
    assert calendar["x-wr-timezone"] == "Asia/Bangkok"


def test_the_dates_of_the_term_are_events_of_a_whole_day(vocabulary: Vocabulary) -> None:
    events = events_of(written(vocabulary, agreement(LAOS)))
    assert {uid: event["dtstart"].dt for uid, event in events.items()} == {
        "LA-2022-ICT.decide-by.1@sanya": date(2027, 4, 6),
        "LA-2022-ICT.notice-by.1@sanya": date(2027, 5, 6),
        "LA-2022-ICT.expires.1@sanya": date(2027, 11, 6),
    }
    for event in events.values():
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert event["transp"] == "TRANSPARENT"


def test_the_description_tells_why_the_date_is_what_it_is(vocabulary: Vocabulary) -> None:
    file = written(vocabulary, agreement(JAPAN))
    told = str(of_kind(file, MilestoneKind.DECIDE_BY)["description"])
    assert (
        "Why: it ends 4 August 2027 (computed), less 180 days for approval, the office's setting."
        in told
    )
    assert "Computed: 5 years from its signature, 5 August 2022." in told
    assert "From the register as of 22 November 2026, revision 0." in told


def test_a_computed_end_is_marked_in_the_name_of_the_event(vocabulary: Vocabulary) -> None:
    file = written(vocabulary, agreement(JAPAN))
    summary = of_kind(file, MilestoneKind.EXPIRES)["summary"]
    assert summary == "Ends (computed): ICT cooperation · JP-2022-ICT"


def test_an_end_after_which_it_renews_itself_is_not_called_the_end(vocabulary: Vocabulary) -> None:
    event = of_kind(written(vocabulary, agreement(LAOS)), MilestoneKind.EXPIRES)
    assert str(event["summary"]).startswith("Term ends (computed), then renews by itself:")
    assert (
        "It then renews by itself for 3 years, until 6 November 2030 (computed), "
        "unless notice is given by 6 May 2027."
    ) in str(event["description"])


def test_a_notice_tells_the_end_it_is_counted_from(vocabulary: Vocabulary) -> None:
    event = of_kind(written(vocabulary, agreement(LAOS)), MilestoneKind.NOTICE_BY)
    assert "6 months before the end of the term, 6 November 2027 (computed)." in str(
        event["description"]
    )


def test_thai_events_show_thai_words_and_buddhist_years(vocabulary: Vocabulary) -> None:
    file = written(vocabulary, agreement(JAPAN), language="th")
    event = of_kind(file, MilestoneKind.DECIDE_BY)
    assert event["summary"] == "ครบกำหนดตัดสินใจ: ความร่วมมือด้านไอซีที · JP-2022-ICT"
    assert "สิ้นสุด 4 สิงหาคม พ.ศ. 2570 (2027) (คำนวณ)" in str(event["description"])


def test_categories_name_the_kind_of_date_the_kind_of_text_and_the_country(
    vocabulary: Vocabulary,
) -> None:
    file = written(vocabulary, agreement(JAPAN))
    categories = of_kind(file, MilestoneKind.DECIDE_BY)["categories"]
    assert [str(word) for word in categories.cats] == [
        "Decide by",
        "Memorandum of Cooperation",
        "Japan",
    ]


def test_only_the_date_to_decide_by_rings_thirty_and_seven_days_before_at_nine(
    vocabulary: Vocabulary,
) -> None:
    events = events_of(written(vocabulary, agreement(LAOS)))
    rings = {
        uid: [alarm["trigger"].dt for alarm in event.walk("VALARM")]
        for uid, event in events.items()
    }
    nine = timedelta(hours=9)
    assert rings.pop("LA-2022-ICT.decide-by.1@sanya") == [
        nine - timedelta(days=30),
        nine - timedelta(days=7),
    ]
    assert not any(rings.values())


def test_a_date_to_decide_by_that_has_passed_does_not_ring(vocabulary: Vocabulary) -> None:
    file = written(vocabulary, agreement(JAPAN), today=date(2027, 2, 6))
    assert not of_kind(file, MilestoneKind.DECIDE_BY).walk("VALARM")


def test_a_date_known_in_part_stands_on_its_earliest_day_and_says_so(
    vocabulary: Vocabulary,
) -> None:
    file = written(vocabulary, agreement(JAPAN | {"expires": "2027-08"}))
    event = of_kind(file, MilestoneKind.EXPIRES)
    assert event["dtstart"].dt == date(2027, 8, 1)
    assert "Known only in part: August 2027. This is the earliest possible day." in str(
        event["description"]
    )


def test_an_entry_into_force_is_an_event_only_while_it_is_to_come(vocabulary: Vocabulary) -> None:
    held = agreement(JAPAN | {"in_force": "2027-01-01"})
    event = of_kind(written(vocabulary, held), MilestoneKind.IN_FORCE)
    assert event["dtstart"].dt == date(2027, 1, 1)
    later = events_of(written(vocabulary, held, today=date(2027, 1, 2)))
    assert not [uid for uid in later if ".in-force." in uid]


def test_a_termination_to_come_goes_before_the_end_of_the_term(vocabulary: Vocabulary) -> None:
    events = events_of(written(vocabulary, agreement(JAPAN | {"terminated": "2027-03-01"})))
    [event] = events.values()
    assert event["dtstart"].dt == date(2027, 3, 1)
    assert "terminated" in str(event["summary"])


@pytest.mark.parametrize(
    "record",
    [
        JAPAN | {"term": {"kind": "open-ended"}},
        JAPAN | {"expires": "2024-01-01"},
        JAPAN | {"kind": "talks", "signed": None, "expires": "2030-01-01"},
        JAPAN | {"terminated": "2026-01-01"},
    ],
    ids=["no end", "ended", "nothing signed", "terminated"],
)
def test_what_has_no_date_to_wait_for_is_named_and_not_written(
    vocabulary: Vocabulary, record: dict[str, object]
) -> None:
    file = written(vocabulary, agreement(record))
    assert file.events == 0
    assert file.without_dates == ("JP-2022-ICT",)


def test_a_text_that_was_replaced_has_no_events(vocabulary: Vocabulary) -> None:
    successor = {"id": "JP-2026-ICT", "signed": "2026-01-01", "supersedes": ["JP-2022-ICT"]}
    file = written(vocabulary, agreement(JAPAN), agreement(JAPAN | successor))
    assert file.without_dates == ("JP-2022-ICT",)


def test_a_changed_date_keeps_its_uid_and_raises_the_sequence(vocabulary: Vocabulary) -> None:
    before = agreement(JAPAN).changed(revision=1)
    after = agreement(JAPAN | {"expires": "2027-12-31"}).changed(revision=2)
    first = of_kind(written(vocabulary, before), MilestoneKind.DECIDE_BY)
    second = of_kind(
        written(vocabulary, after, now=NOW + timedelta(days=1)), MilestoneKind.DECIDE_BY
    )
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert first["dtstart"].dt < second["dtstart"].dt
    assert first["last-modified"].dt < second["last-modified"].dt


def test_the_next_cycle_of_a_tacit_renewal_has_events_of_its_own(vocabulary: Vocabulary) -> None:
    first = events_of(written(vocabulary, agreement(LAOS)))
    second = events_of(written(vocabulary, agreement(LAOS), today=date(2028, 1, 1)))
    assert not first.keys() & second.keys()
    assert "LA-2022-ICT.expires.2@sanya" in second


def test_the_moment_of_writing_is_told_in_universal_time(vocabulary: Vocabulary) -> None:
    in_bangkok = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=7)))
    event = of_kind(written(vocabulary, agreement(JAPAN), now=in_bangkok), MilestoneKind.DECIDE_BY)
    assert event["dtstamp"].dt == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_contacts_and_persons_are_never_written(vocabulary: Vocabulary) -> None:
    private = {
        "owner": {"unit": "Unit", "contact": "someone@example.org"},
        "verified": {"on": "2026-01-01", "by": "Somebody"},
        "notes": "an internal note",
        "visibility": "staff",
    }
    for language in ("en", "th"):
        file = written(vocabulary, agreement(JAPAN | private), language=language)
        text = file.content.decode().replace("\r\n ", "")
        for value in ("someone@example.org", "Somebody", "internal note"):
            assert value not in text
        assert {str(event["class"]) for event in events_of(file).values()} == {"PRIVATE"}


def test_the_name_of_the_calendar_cannot_become_a_line_of_the_file(vocabulary: Vocabulary) -> None:
    name = "MoUs; with, Japan\r\nMETHOD:CANCEL\\n"
    content = written(vocabulary, agreement(JAPAN), name=name).content
    calendar: Any = Calendar.from_ical(content)
    assert calendar["method"] == "PUBLISH"
    escaped = rb"X-WR-CALNAME:MoUs\; with\, Japan METHOD:CANCEL\\n"
    assert escaped in content.split(b"\r\n")


@patient
# A code is one word that can be typed; control signs never become part of one.
@given(
    title=st.text(min_size=1),
    code=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20),
)
def test_a_title_of_any_text_comes_back_as_it_was(
    vocabulary: Vocabulary, title: str, code: str
) -> None:
    held = agreement(JAPAN).changed(id=code, title=Text(en=title))
    file = written(vocabulary, held)
    event = of_kind(file, MilestoneKind.DECIDE_BY)
    expected = f"Decide: {' '.join(title.split())} · {code}".replace("\r\n", "\n")
    assert _readable(str(event["summary"])) == _readable(expected.replace("\r", "\n"))


def _readable(text: str) -> str:
    """Leave out what no calendar file can hold."""
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() or ord(c) > 0x9F))


@settings(patient, max_examples=20)
@given(held=st.lists(agreements(), max_size=4, unique_by=lambda a: a.id))
def test_any_register_makes_a_file_that_reads_back(
    vocabulary: Vocabulary, held: list[Agreement]
) -> None:
    file = written(vocabulary, *held, language="th")
    events = events_of(file)
    for line in file.content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
    without = {a.id for a in held if not any(uid.startswith(f"{a.id}.") for uid in events)}
    assert without == set(file.without_dates)


@pytest.mark.parametrize("today", [TODAY, date(2022, 1, 1), date(2028, 6, 30)])
def test_the_dates_are_the_milestones_that_reminders_go_by(
    vocabulary: Vocabulary, starter: tuple[Agreement, ...], today: date
) -> None:
    view = view_of(vocabulary, *starter, today=today)
    compared = 0
    for held in starter:
        facts = view.facts(held)
        if facts.status in ENDED or held.terminated:
            continue
        milestones = {
            (m.kind, m.day)
            for m in milestones_of(held, facts.status, facts.deadlines)
            if m.kind is not MilestoneKind.REVIEW
            and not (m.kind is MilestoneKind.IN_FORCE and m.day < today)
        }
        assert {(d.kind, d.span.earliest) for d in dates_of(held, view)} == milestones
        compared += len(milestones)
    assert compared > 5
