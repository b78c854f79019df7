"""The audit log: every change told with its old and its new value, and kept as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement
from bot.agreements.audit import (
    Actor,
    AuditEntry,
    Deed,
    FieldChange,
    changes_between,
    decode_entry,
    encode_entry,
)
from bot.agreements.record import KEYS, read_record
from bot.agreements.record_writing import write_record
from tests.agreements.generated import agreements, patient, words
from tests.conftest import agreement

BEFORE = agreement({"id": "JP-1", "title": "A text", "signed": "2022", "binding": False})


def test_a_change_holds_the_old_value_and_the_new_one() -> None:
    after = agreement({"id": "JP-1", "title": "A text", "signed": "2022-08-05"})

    assert changes_between(BEFORE, after) == (
        FieldChange("binding", "false", None),
        FieldChange("signed", '"2022"', '"2022-08-05"'),
    )


def test_a_new_record_changes_from_nothing() -> None:
    changes = changes_between(None, BEFORE)

    assert [change.field for change in changes] == ["id", "title", "kind", "binding", "signed"]
    assert {change.old for change in changes} == {None}


def test_removing_a_record_is_one_change() -> None:
    removed = BEFORE.changed(removed=True)

    assert changes_between(BEFORE, removed) == (FieldChange("removed", "false", "true"),)
    assert changes_between(removed, BEFORE) == (FieldChange("removed", "true", "false"),)


def test_thai_stays_readable() -> None:
    after = BEFORE.changed(notes=agreement({"notes": "ไปรษณีย์"}).notes)

    assert changes_between(BEFORE, after) == (FieldChange("notes", None, '"ไปรษณีย์"'),)


@settings(patient, max_examples=20)
@given(agreements())
def test_a_record_differs_in_nothing_from_itself(generated: Agreement) -> None:
    assert changes_between(generated, generated.changed(revision=9)) == ()


@settings(patient, max_examples=20)
@given(agreements(), agreements())
def test_the_changes_alone_lead_from_the_old_record_to_the_new_and_back(
    before: Agreement, after: Agreement
) -> None:
    changes = changes_between(before, after)
    forth, back = write_record(before), write_record(after)
    for change in changes:
        assert change.field in KEYS
        forth[change.field] = json.loads(change.new or "null")
        back[change.field] = json.loads(change.old or "null")

    assert read_record(forth).agreement == after
    assert read_record(back).agreement == before


entries = st.builds(
    AuditEntry,
    st.integers(1),
    st.datetimes(timezones=st.just(UTC)),
    st.builds(Actor, st.integers(), st.integers(), words),
    words,
    st.sampled_from(Deed),
    st.integers(1),
    st.lists(st.builds(FieldChange, words, st.none() | words, st.none() | words)).map(tuple),
    words,
    words,
)


@settings(patient, max_examples=20)
@given(entries)
def test_an_entry_reads_back_from_its_row_as_it_was(entry: AuditEntry) -> None:
    assert decode_entry(json.loads(json.dumps(encode_entry(entry)))) == entry


def test_the_moment_of_an_entry_keeps_its_time_zone() -> None:
    moment = datetime(2026, 11, 22, 3, tzinfo=UTC)
    entry = AuditEntry(1, moment, Actor(), "JP-1", Deed.ADDED, 1)

    assert decode_entry(encode_entry(entry)).at.utcoffset() == moment.utcoffset()
