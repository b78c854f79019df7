"""Records that are refused: each with record and field, in a sentence, however hostile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.agreements.errors import Reason
from bot.agreements.fields import LONGEST_TEXT, MOST_MONTHS
from bot.agreements.kinds import (
    InstrumentKind,
)
from bot.agreements.partial_date import PartialDate
from bot.agreements.record import LONGEST_ID, read_line, read_record
from tests.agreements.reading import Fields, kept, read, refused, sentences

# -- what is refused -----------------------------------------------------------------------------


def test_a_buddhist_year_is_refused_with_record_field_and_the_right_year() -> None:
    problem = refused(signed="2565-08-05")

    assert problem.reason is Reason.BUDDHIST_YEAR
    assert str(problem) == (
        "line 7, JP-1, signed: 2565-08-05 looks like a Buddhist year; write 2022-08-05"
    )


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert str(refused(expires="2023-02-29")) == (
        "line 7, JP-1, expires: there is no such day: 2023-02-29"
    )


def test_what_is_no_date_is_refused() -> None:
    assert str(refused(approved="last year")) == (
        "line 7, JP-1, approved: last year is not a date; write 2022, 2022-08 or 2022-08-05"
    )


@pytest.mark.parametrize("slip", ["0022-08-05", "0001", "0999-12"])
def test_a_year_that_is_a_slip_of_the_pen_is_refused(slip: str) -> None:
    assert refused(signed=slip).reason is Reason.NOT_A_DATE


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    sentence = str(refused(kind="pact"))

    assert sentence.startswith("line 7, JP-1, kind: pact is not a kind of instrument; one of ")
    for kind in InstrumentKind:
        assert kind.value in sentence


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"visibility": "everybody"}, "visibility"),
        ({"term": {"kind": "long"}}, "term.kind"),
        ({"renewal": {"mode": "maybe"}}, "renewal.mode"),
        ({"parties": [{"name": "A"}, {"name": "B", "type": "club"}]}, "parties[2].type"),
    ],
)
def test_an_unknown_choice_is_refused_with_the_choices_there_are(
    fields: Fields, place: str
) -> None:
    problem = refused(**fields)

    assert (problem.reason, problem.field) == (Reason.UNKNOWN_CHOICE, place)
    assert "is not one of" in str(problem)


def test_an_end_before_the_start_is_refused() -> None:
    assert str(refused(signed="2022-08-05", expires="2021")) == (
        "line 7, JP-1, expires: it ends (2021) before it starts (2022-08-05)"
    )


def test_an_end_that_may_be_the_start_is_taken() -> None:
    assert kept(signed="2022-08-05", expires="2022").expires == PartialDate(2022)


def test_talks_with_a_signature_are_refused() -> None:
    assert str(refused(kind="talks", signed="2022")) == (
        "line 7, JP-1, signed: talks are not signed, yet 2022 is given"
    )


def test_a_missing_title_is_told() -> None:
    assert str(refused(title="")) == "line 7, JP-1, title: it is missing"


def test_a_party_without_name_is_told_with_its_place() -> None:
    assert str(refused(parties=["Japan", {"type": "state"}])) == (
        "line 7, JP-1, parties[2].name: it is missing"
    )


@pytest.mark.parametrize("code", ["two words", "a/b", "<b>", "-A", "x" * (LONGEST_ID + 1), "ไทย 1"])
def test_a_code_that_nobody_can_type_is_refused(code: str) -> None:
    problem = refused(id=code)

    assert (problem.reason, problem.field) == (Reason.BAD_ID, "id")


@pytest.mark.parametrize(
    ("fields", "place", "expected"),
    [
        ({"title": ["A"]}, "title", "a text"),
        ({"binding": "yes"}, "binding", "true or false"),
        ({"aliases": ["a", 1]}, "aliases", "a list of texts"),
        ({"supersedes": {"id": "A"}}, "supersedes", "a list of texts"),
        ({"parties": 5}, "parties", "a list"),
        ({"parties": [None]}, "parties[1]", "a text or an object"),
        ({"term": "five years"}, "term", "an object"),
        ({"owner": []}, "owner", "an object"),
        ({"summary": {"en": 5, "th": []}}, "summary.th", "a text"),
        ({"evidence": [{"source": True}]}, "evidence[1].source", "a text"),
    ],
)
def test_a_wrong_type_is_told_with_what_it_should_be(
    fields: Fields, place: str, expected: str
) -> None:
    problems = read(**fields).problems

    assert [(p.reason, p.field, p.expected) for p in problems if not p.is_warning][:1] == [
        (Reason.WRONG_TYPE, place, expected)
    ]
    assert str(problems[0]).startswith(f"line 7, JP-1, {place}: ")


@pytest.mark.parametrize("value", [-1, 1.5, True, "12", float("nan"), float("inf")])
def test_a_number_of_months_is_whole_and_not_negative(value: object) -> None:
    problem = refused(term={"months": value})

    assert (problem.reason, problem.field) == (Reason.NEGATIVE, "term.months")
    assert "should be a whole number of 0 or more" in str(problem)


def test_a_number_of_months_that_is_too_large_is_told_how_large_it_may_be() -> None:
    assert str(MOST_MONTHS) in str(refused(term={"months": 5_000}))


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"title": "x" * (LONGEST_TEXT + 1)}, "title"),
        ({"notes": {"en": "x" * (LONGEST_TEXT + 1)}}, "notes.en"),
        ({"aliases": ["short", "x" * (LONGEST_TEXT + 1)]}, "aliases"),
        ({"parties": ["Japan", "x" * (LONGEST_TEXT + 1)]}, "parties[2]"),
    ],
)
def test_a_text_that_is_too_long_is_refused(fields: Fields, place: str) -> None:
    problems = [p for p in read(**fields).problems if p.reason is Reason.TOO_LONG]

    assert [p.field for p in problems] == [place]
    assert str(LONGEST_TEXT) in str(problems[0])


# -- hostile records -----------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_line_nested_without_end_is_refused_in_a_sentence(opening: str) -> None:
    result = read_line('{"title": "x", "signed": ' + opening * 100_000, 3)

    assert result.agreement is None
    assert len(sentences(result)[0]) < 150


def test_a_value_nested_without_end_is_refused_in_a_sentence() -> None:
    nested: Any = []
    for _ in range(100_000):
        nested = [nested]

    problem = refused(signed=nested)

    assert (problem.reason, problem.field) == (Reason.WRONG_TYPE, "signed")


def test_a_number_of_thousands_of_digits_is_refused_in_a_sentence() -> None:
    for digits in (4_000, 5_000):
        result = read_line('{"title": "x", "term": {"months": ' + "9" * digits + "}}", 3)
        assert result.agreement is None
        assert len(sentences(result)[0]) < 200


def test_a_hostile_value_does_not_flood_the_sentence() -> None:
    for fields in ({"kind": "x" * 7_000}, {"binding": ["x"] * 7_000}):
        (sentence,) = sentences(read_record({"title": "A text"} | fields))
        assert len(sentence) < 400


def test_a_hostile_code_does_not_flood_the_sentence() -> None:
    (sentence,) = sentences(read(id="x" * 7_000))

    assert len(sentence) < 400


def test_a_hostile_key_does_not_flood_the_sentence() -> None:
    (sentence,) = sentences(read(**{"k" * 100_000: 1}))

    assert len(sentence) < 400


def test_a_hostile_key_cannot_write_to_the_terminal() -> None:
    (sentence,) = sentences(read(**{"\x1b[2J\nJP-2, title": 1}))

    assert sentence.isprintable()


@pytest.mark.parametrize("sign", ["\\ud800", "\\ufffe", "\\uffff"])
def test_what_is_no_character_does_not_get_into_a_record(sign: str) -> None:
    result = read_line(f'{{"title": "x", "notes": "{sign}"}}')

    assert result.agreement is None or json.dumps(result.agreement.notes.en).isascii()
    assert result.agreement is None or result.agreement.notes.en.encode() is not None
