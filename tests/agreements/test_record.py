"""Reading a record: all that is wrong is told at once, with its field, and nothing is lost."""

from __future__ import annotations

import pytest

from bot.agreements.agreement import Agreement, Evidence, Party, Verified
from bot.agreements.errors import WARNINGS, Reason
from bot.agreements.kinds import (
    InstrumentKind,
    PartyType,
    RenewalMode,
    TermKind,
    Visibility,
)
from bot.agreements.partial_date import PartialDate
from bot.agreements.record import read_line, read_record
from bot.agreements.text import Text
from tests.agreements.reading import Fields, kept, read, refused, sentences

# -- what is taken -------------------------------------------------------------------------------


def test_only_the_title_is_required() -> None:
    result = read_record({"title": "A text"})

    assert result.problems == ()
    assert result.agreement == Agreement("", Text("A text"))


def test_a_plain_text_is_filed_under_the_language_of_its_script() -> None:
    assert kept(title="Postal field").title == Text(en="Postal field")
    assert kept(title="ความร่วมมือด้านไปรษณีย์").title == Text(th="ความร่วมมือด้านไปรษณีย์")


def test_an_amount_in_baht_does_not_make_a_text_thai() -> None:
    assert kept(title="Grant of ฿500 million").title == Text(en="Grant of ฿500 million")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("mou", InstrumentKind.MOU),
        ("MoU", InstrumentKind.MOU),
        ("Joint statement", InstrumentKind.JOINT_STATEMENT),
        ("exchange_of_notes", InstrumentKind.EXCHANGE_OF_NOTES),
        (" Work  Plan ", InstrumentKind.WORK_PLAN),
    ],
)
def test_a_kind_is_known_however_it_is_written(written: str, kind: InstrumentKind) -> None:
    assert kept(kind=written).kind is kind


def test_a_party_may_be_a_plain_name() -> None:
    assert kept(parties=["Japan", "สปป. ลาว"]).parties == (
        Party(Text(en="Japan")),
        Party(Text(th="สปป. ลาว")),
    )


def test_a_party_may_be_an_object() -> None:
    party = {"name": {"en": "Ministry"}, "country": "jp", "type": "Ministry", "formerly": "Office"}

    assert kept(parties=[party]).parties == (
        Party(Text("Ministry"), "", "JP", PartyType.MINISTRY, ("Office",)),
    )


def test_a_party_known_by_its_abbreviation_alone_is_called_so() -> None:
    assert kept(parties=[{"abbreviation": "MIC"}]).parties == (Party(Text("MIC"), "MIC"),)


def test_a_year_written_as_a_number_is_a_date() -> None:
    assert kept(signed=2022).signed == PartialDate(2022)


def test_a_term_of_months_is_a_fixed_term() -> None:
    term = kept(term={"months": 60}).term

    assert (term.kind, term.months) == (TermKind.FIXED, 60)


def test_one_item_alone_counts_as_a_list_of_one() -> None:
    agreement = kept(aliases="Old name", supersedes="JP-0", parties="Japan", evidence="Cabinet")

    assert agreement.aliases == ("Old name",)
    assert agreement.supersedes == ("JP-0",)
    assert agreement.parties == (Party(Text("Japan")),)
    assert agreement.evidence == (Evidence(source="Cabinet"),)


def test_null_means_not_recorded() -> None:
    fields = dict.fromkeys(("signed", "term", "parties", "binding", "owner", "verified", "kind"))

    assert kept(**fields) == kept()


def test_every_part_of_a_record_is_taken_over() -> None:
    agreement = kept(
        binding=False,
        renewal={"mode": "new text", "notice_months": 6, "approval_days": 90, "times": 1},
        termination_notice_months=3,
        owner={"unit": "Division A", "contact": "Desk 5"},
        visibility="staff",
        verified={"on": "2026-01", "by": "Division A"},
    )

    assert agreement.binding is False
    assert agreement.renewal.mode is RenewalMode.NEW_TEXT
    assert agreement.renewal.approval_days == 90
    assert agreement.termination_notice_months == 3
    assert agreement.owner.unit == "Division A"
    assert agreement.visibility is Visibility.STAFF
    assert agreement.verified == Verified(PartialDate(2026, 1), "Division A")


def test_control_characters_are_dropped_but_line_ends_stay() -> None:
    assert kept(notes="one\x00\x1b[31m\ntwo").notes == Text("one[31m\ntwo")


# -- what is told but kept -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "place", "key"),
    [
        ({"expiry": "2027"}, "expiry", "expiry"),
        ({"term": {"years": 5}}, "term.years", "years"),
        ({"renewal": {"notice": 6}}, "renewal.notice", "notice"),
        ({"parties": [{"name": "A", "nation": "JP"}]}, "parties[1].nation", "nation"),
        ({"title": {"en": "A", "fr": "B"}}, "title.fr", "fr"),
        ({"owner": {"phone": "5"}}, "owner.phone", "phone"),
        ({"evidence": [{"source": "A", "page": "5"}]}, "evidence[1].page", "page"),
        ({"verified": {"on": "2026", "at": "5"}}, "verified.at", "at"),
    ],
)
def test_an_unknown_key_is_told_and_the_record_kept(fields: Fields, place: str, key: str) -> None:
    result = read(**fields)

    assert result.agreement is not None
    assert sentences(result) == [
        f"line 7, JP-1, {place}: the key {key} is not known; it was not taken over"
    ]


def test_an_unknown_country_code_is_told_and_the_party_kept_without_it() -> None:
    result = read(parties=[{"name": "Japan", "country": "JPN"}])

    assert result.agreement is not None
    assert result.agreement.parties == (Party(Text("Japan")),)
    assert [p.reason for p in result.problems] == [Reason.UNKNOWN_COUNTRY]


def test_a_recorded_end_that_the_term_contradicts_is_told_with_both_days() -> None:
    result = read(signed="2017-06-07", term={"months": 60}, expires="2022-06-07")

    assert result.agreement is not None
    assert sentences(result) == [
        "line 7, JP-1, expires: the recorded end 2022-06-07 is not the computed one, 2022-06-06"
    ]


def test_a_termination_before_the_start_is_told_and_kept() -> None:
    result = read(signed="2022-08-05", terminated="2022-01")

    assert result.agreement is not None
    assert [p.reason for p in result.problems] == [Reason.TERMINATED_BEFORE_START]


def test_a_verification_without_a_day_is_not_dropped_silently() -> None:
    assert "verified.on" in [problem.field for problem in read(verified={"by": "Unit"}).problems]


# -- everything at once, and nothing else lost ---------------------------------------------------


def test_everything_that_is_wrong_is_told_at_once() -> None:
    result = read(kind="pact", signed="2565", expires="soon", binding=1, colour="red")

    assert [(p.field, p.reason) for p in result.problems] == [
        ("colour", Reason.UNKNOWN_KEY),
        ("kind", Reason.UNKNOWN_KIND),
        ("binding", Reason.WRONG_TYPE),
        ("signed", Reason.BUDDHIST_YEAR),
        ("expires", Reason.NOT_A_DATE),
    ]


def test_a_warning_takes_nothing_else_away() -> None:
    with_warning = read(signed="2022", summary="What it does", colour="red").agreement

    assert with_warning == kept(signed="2022", summary="What it does")


def test_a_record_is_refused_exactly_when_something_is_more_than_a_warning() -> None:
    for fields in ({"colour": 1}, {"signed": "2565"}, {"signed": "2565", "colour": 1}, {}):
        result = read(**fields)
        has_error = any(problem.reason not in WARNINGS for problem in result.problems)
        assert (result.agreement is None) is has_error


def test_a_record_without_code_is_named_by_its_title() -> None:
    (problem,) = read_record({"title": "Postal field", "signed": "2565"}, 3).problems

    assert str(problem).startswith("line 3, Postal field, signed: ")


@pytest.mark.parametrize("line", ["", "nothing", "[1]", "5", "null", '{"title": "x"', '"text"'])
def test_a_line_that_is_no_object_is_told_with_its_number(line: str) -> None:
    result = read_line(line, 3)

    assert result.agreement is None
    assert sentences(result) == [f"line 3: this is not a JSON object: {line}"]


@pytest.mark.parametrize("link", ["amends", "implements"])
def test_a_link_to_itself_is_told_with_the_field_it_stands_in(link: str) -> None:
    assert str(refused(**{link: ["JP-1"]})) == f"line 7, JP-1, {link}: it names itself"


def test_a_text_that_supersedes_itself_is_refused() -> None:
    assert str(refused(supersedes=["JP-1"])) == "line 7, JP-1, supersedes: it names itself"
