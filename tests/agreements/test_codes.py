"""Codes that are made for records without one: telling, typeable, and never given twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement
from bot.agreements.codes import new_code
from bot.agreements.record import is_id
from tests.agreements.generated import agreements, patient
from tests.conftest import agreement

JAPAN = [{"name": "MIC", "country": "JP"}, {"name": "MDES", "country": "TH"}]


def code(fields: dict[str, object], *taken: str) -> str:
    return new_code(agreement(fields), taken.__contains__)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"title": "Memorandum of Cooperation in the Postal Field", "parties": JAPAN,
             "signed": "2016-11"},
            "JP-2016-POSTAL",
        ),
        (
            {"title": "Agreement on Cybersecurity", "parties": [*JAPAN, {"name": "A", "country":
             "LA"}], "approved": "2022"},
            "MULTI-2022-CYBERSECURIT",
        ),
        ({"title": "MoU on ICT"}, "TH-UNDATED-ICT"),
        ({"title": "บันทึกความเข้าใจ", "scope_areas": ["ไปรษณีย์", "Smart cities"]},
         "TH-UNDATED-SMART"),
        ({"title": "บันทึกความเข้าใจ"}, "TH-UNDATED-TEXT"),
    ],
)  # fmt: skip
def test_a_code_tells_party_year_and_topic(fields: dict[str, object], expected: str) -> None:
    assert code(fields) == expected


def test_a_code_that_is_taken_gets_a_number() -> None:
    record: dict[str, object] = {"title": "MoU on ICT"}

    assert code(record, "TH-UNDATED-ICT") == "TH-UNDATED-ICT-2"
    assert code(record, "TH-UNDATED-ICT", "TH-UNDATED-ICT-2") == "TH-UNDATED-ICT-3"


@settings(patient, max_examples=20)
@given(agreements(), st.integers(0, 5))
def test_every_record_gets_a_code_that_can_be_typed_and_is_free(
    generated: Agreement, already: int
) -> None:
    taken: set[str] = set()
    for _ in range(already):
        taken.add(new_code(generated, taken.__contains__))

    made = new_code(generated, taken.__contains__)

    assert is_id(made)
    assert made not in taken
    assert len(taken) == already
