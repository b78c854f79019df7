"""Records written and read back are the same; whatever JSON holds, reading it never raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes, deadlines_on
from bot.agreements.record import KEYS, ReadRecord, read_line, read_record
from bot.agreements.record_writing import write_line, write_record
from bot.agreements.status import Status, status_on
from bot.filing import AGREEMENTS
from tests.agreements.generated import agreements, json_records, json_values, patient
from tests.conftest import TODAY


def read_back(agreement: Agreement) -> ReadRecord:
    return read_record(write_record(agreement))


# -- written and read back -----------------------------------------------------------------------


@settings(patient, max_examples=60)
@given(agreements())
def test_an_agreement_reads_back_as_it_was_written(agreement: Agreement) -> None:
    again = read_line(write_line(agreement))

    assert again.agreement == agreement
    assert all(problem.is_warning for problem in again.problems)


@settings(patient, max_examples=20)
@given(agreements())
def test_an_agreement_rests_in_the_store_with_its_revision(agreement: Agreement) -> None:
    kept = agreement.changed(revision=3, removed=True)

    again = AGREEMENTS.decode(json.loads(json.dumps(AGREEMENTS.encode(kept))))

    assert (again, again.revision, again.removed) == (kept, 3, True)


@settings(patient, max_examples=20)
@given(agreements())
def test_what_is_not_recorded_is_not_written(agreement: Agreement) -> None:
    written = write_record(agreement)

    assert list(written) == [key for key in KEYS if key in written]
    assert not any(value in (None, "", [], {}) for value in written.values())


@settings(patient, max_examples=20)
@given(agreements())
def test_a_record_is_one_line(agreement: Agreement) -> None:
    assert "\n" not in write_line(agreement)
    assert "\r" not in write_line(agreement)


def test_every_record_of_the_starter_catalogue_reads_back(starter: tuple[Agreement, ...]) -> None:
    for agreement in starter:
        assert read_back(agreement).agreement == agreement


def test_revision_and_removal_stay_out_of_the_interchange_format() -> None:
    agreement = read_record({"title": "A text"}).agreement
    assert agreement is not None

    assert write_record(agreement.changed(revision=5, removed=True)) == write_record(agreement)


def test_months_of_an_unknown_term_do_not_become_a_fixed_term() -> None:
    agreement = read_record(
        {"title": "A text", "signed": "2020", "term": {"kind": "unknown", "months": 24}}
    ).agreement
    assert agreement is not None

    assert read_back(agreement).agreement == agreement


@pytest.mark.parametrize(
    "fields",
    [
        {"aliases": ["\x01"]},
        {"supersedes": ["\x01"]},
        {"notes": "\x01 a"},
        {"parties": [{"name": "A", "formerly": ["\x01"]}]},
    ],
)
def test_a_text_of_control_characters_is_not_recorded(fields: dict[str, object]) -> None:
    agreement = read_record({"title": "A text"} | fields).agreement
    assert agreement is not None

    assert read_back(agreement).agreement == agreement


# -- any JSON ------------------------------------------------------------------------------------


@settings(patient, max_examples=60)
@given(json_records)
def test_reading_never_raises_whatever_a_record_holds(record: dict[str, Any]) -> None:
    read = read_record(record, 1)

    assert (read.agreement is None) is any(not p.is_warning for p in read.problems)
    for problem in read.problems:
        assert str(problem).startswith("line 1")


@settings(patient, max_examples=60)
@given(json_records)
def test_what_can_be_read_can_be_written_and_placed_in_time(record: dict[str, Any]) -> None:
    agreement = read_record({"title": "A text"} | record).agreement

    if agreement is not None:
        assert isinstance(write_record(agreement), dict)
        deadlines_on(agreement, TODAY, LeadTimes())
        assert status_on(agreement, TODAY, LeadTimes()) in Status


@patient
@given(json_values)
def test_any_json_line_is_a_record_or_a_refusal(value: Any) -> None:
    read = read_line(json.dumps(value), 1)

    assert read.agreement is not None or read.problems
