"""An export that is read back changes nothing, whatever the records say, in every form."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement, Evidence, Owner
from bot.agreements.text import Text
from bot.catalogue.vocabulary import load_vocabulary
from bot.documents.export import Form, export
from bot.importing.comparing import Comparison, OnRecord, Outcome, compare
from bot.importing.reading import read_file
from bot.importing.records_in import records_in
from bot.search.asking import Desk
from tests.agreements.generated import agreements, patient
from tests.conftest import NOW, TODAY

FORMS = tuple(Form)
#: No fixture: a property that fails would write it out, all of its 45,000 characters.
VOCABULARY = load_vocabulary()
slow = settings(patient, max_examples=15, suppress_health_check=[HealthCheck.too_slow])


def read_back(
    records: Iterable[Agreement],
    form: Form,
    *,
    contacts: bool = True,
    on_record: Iterable[Agreement] | None = None,
) -> Comparison:
    """Export records, read the file, and compare it with the same register or another."""
    records = tuple(records)
    made = export(records, form, VOCABULARY, made=NOW, contacts=contacts)
    reading = read_file(made.data, f"register.{form}")
    known = {a.id: a for a in (records if on_record is None else on_record)}
    return compare(records_in(reading, VOCABULARY), OnRecord(known), VOCABULARY)


def told(comparison: Comparison) -> list[object]:
    """Return what of a comparison is not the same, for a failing test to show."""
    return [item for item in comparison.items if item.outcome is not Outcome.SAME]


@pytest.mark.parametrize("form", FORMS)
@given(generated=agreements())
@slow
def test_an_export_that_is_read_back_changes_nothing(form: Form, generated: Agreement) -> None:
    comparison = read_back([generated], form)

    assert told(comparison) == []
    assert comparison.count(Outcome.SAME) == 1


@pytest.mark.parametrize("form", FORMS)
@given(generated=agreements())
@slow
def test_an_export_read_into_an_empty_register_gives_the_same_records(
    form: Form, generated: Agreement
) -> None:
    comparison = read_back([generated], form, on_record=[])

    assert [item.after for item in comparison.items] == [generated]
    assert comparison.count(Outcome.NEW) == 1


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
@given(
    generated=agreements(),
    sign=st.sampled_from("=+-@\t'"),
    text=st.sampled_from(("1+1", "cmd|' /C calc'!A0", "SUM(A1)", "-", "", "N/A", "'=x")),
)
@slow
def test_texts_that_look_like_formulas_or_like_nothing_come_back_as_they_are(
    form: Form, generated: Agreement, sign: str, text: str
) -> None:
    odd = (sign + text).strip()
    record = generated.changed(
        title=Text(odd or "-", odd), notes=Text(odd), aliases=(odd,) if odd else (),
        scope_areas=(Text(odd or "-"),),
    )  # fmt: skip

    assert told(read_back([record], form)) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_whole_starter_register_comes_back_the_same(
    starter: tuple[Agreement, ...], desk: Desk, form: Form
) -> None:
    """With status and deadlines beside, which are worked out and never read back."""
    made = export(starter, form, VOCABULARY, made=NOW, contacts=True, view=desk.view(TODAY))
    known = OnRecord({record.id: record for record in starter})

    comparison = compare(
        records_in(read_file(made.data, f"register.{form}"), VOCABULARY), known, VOCABULARY
    )

    assert told(comparison) == []
    assert comparison.count(Outcome.SAME) == len(starter)


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_what_no_cell_can_hold_is_left_alone_when_the_sheet_is_read_back(
    starter: tuple[Agreement, ...], form: Form
) -> None:
    long = tuple(Evidence("x", source=f"S{n}", note=Text("long" * 500)) for n in range(20))
    record = starter[0].changed(evidence=long)

    assert told(read_back([record], form)) == []


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_a_sheet_without_contacts_leaves_the_contacts_alone(
    starter: tuple[Agreement, ...], form: Form
) -> None:
    contact = Owner("Digital desk", "digital@example.org")
    record = starter[0].changed(owner=contact)

    assert told(read_back([record], form, contacts=False)) == []


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_an_export_without_its_codes_is_known_again_by_what_it_says(
    starter: tuple[Agreement, ...], form: Form
) -> None:
    made = export(starter, form, VOCABULARY, made=NOW, contacts=True)
    reading = read_file(made.data, f"register.{form}")
    reading = reading.with_column(reading.tables[0].sheet, "A", None)
    known = OnRecord({record.id: record for record in starter})

    comparison = compare(records_in(reading, VOCABULARY), known, VOCABULARY)

    assert told(comparison) == []
