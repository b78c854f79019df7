"""Typed values in fields: what is understood, what is refused, and that nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.agreements.agreement import Agreement, Owner, Term
from bot.agreements.audit import changes_between
from bot.agreements.errors import AgreementError, Reason
from bot.agreements.kinds import InstrumentKind, RenewalMode, TermKind, Visibility
from bot.agreements.text import Text
from bot.search.vocabulary import Vocabulary
from bot.upkeep.amending import Amender, field_of
from bot.upkeep.field_names import OFFERED, field_and_value, field_by_code
from tests.conftest import TODAY, agreement

RECORD = agreement(
    {
        "id": "JP-1",
        "title": {"en": "Memorandum on ICT", "th": "บันทึกด้านไอซีที"},
        "kind": "mou",
        "parties": [
            {"name": "Ministry of Digital Economy and Society", "country": "TH"},
            {"name": "Ministry of Internal Affairs and Communications", "country": "JP"},
        ],
        "scope_areas": ["cyber security", {"en": "smart cities", "th": "เมืองอัจฉริยะ"}],
        "signed": "2022-08-05",
        "evidence": [{"source": "https://example.org/1"}],
    }
)


@pytest.fixture
def amender(vocabulary: Vocabulary) -> Amender:
    return Amender(vocabulary, TODAY, lambda code: {"la-1": "LA-1"}.get(code.casefold()))


def amended(amender: Amender, typed: str, record: Agreement = RECORD) -> Agreement:
    found = field_and_value(typed)
    assert found is not None, typed
    return amender.amended(record, *found)


def refused(amender: Amender, typed: str) -> Reason:
    with pytest.raises(AgreementError) as error:
        amended(amender, typed)
    return error.value.problem.reason


@pytest.mark.parametrize(
    "typed",
    [
        "ends 4 August 2027",
        "ends 4/8/2570",
        "expires: 2027-08-04",
        "end date = 4 Aug 2027",
        "วันสิ้นสุด 4 สิงหาคม 2570",
        "วันสิ้นสุด ๔ ส.ค. ๒๕๗๐",
        "วันสิ้นสุด: 4 ส.ค. 70",
    ],
)
def test_a_day_is_understood_in_either_calendar(amender: Amender, typed: str) -> None:
    assert str(amended(amender, typed).expires) == "2027-08-04"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("ends 2570", "2027"), ("ends August 2027", "2027-08"), ("ends ส.ค. 2570", "2027-08")],
)
def test_a_date_is_kept_as_precise_as_it_was_typed(amender: Amender, typed: str, told: str) -> None:
    assert str(amended(amender, typed).expires) == told


def test_a_day_may_be_told_from_today(amender: Amender) -> None:
    assert str(amended(amender, "terminated today").terminated) == "2026-11-22"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ends 31 ก.พ. 2565", Reason.NO_SUCH_DAY),
        ("ends 31/2/2565", Reason.NO_SUCH_DAY),
        ("ends 8/4/27", Reason.NOT_A_DATE),
        ("ends 5 August", Reason.NOT_A_DATE),
        ("ends soon", Reason.NOT_A_DATE),
        ("ends in 6 months", Reason.NOT_A_DATE),
        ("ends 4 August 2027 or 2028", Reason.NOT_A_DATE),
        ("kind handshake", Reason.UNKNOWN_KIND),
        ("visibility nobody", Reason.UNKNOWN_CHOICE),
        ("term some time", Reason.NOT_A_LENGTH),
        ("replaces XX-1", Reason.DANGLING_ID),
        ("scope - blockchain", Reason.UNKNOWN_CHOICE),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    amender: Amender, typed: str, reason: Reason
) -> None:
    assert refused(amender, typed) is reason


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("kind agreement", "kind", InstrumentKind.AGREEMENT),
        ("ประเภท บันทึกความร่วมมือ", "kind", InstrumentKind.MOC),
        ("term 5 years", "term", Term(TermKind.FIXED, 60)),
        ("ระยะเวลา 18 เดือน", "term", Term(TermKind.FIXED, 18)),
        ("term open-ended", "term", Term(TermKind.OPEN_ENDED)),
        ("visibility staff", "visibility", Visibility.STAFF),
        ("binding not binding", "binding", False),
        ("owner Legal Division", "owner", Owner("Legal Division")),
        ("replaces la-1", "supersedes", ("LA-1",)),
        ("termination notice 6 months", "termination_notice_months", 6),
        ("other names the Japan one", "aliases", ("the Japan one",)),
    ],
)
def test_each_field_takes_what_people_write(
    amender: Amender, typed: str, field: str, value: Any
) -> None:
    changed = amended(amender, typed)

    assert getattr(changed, field) == value
    assert [change.field for change in changes_between(RECORD, changed)] == [field]


def test_a_renewal_is_read_with_its_period_and_notice(amender: Amender) -> None:
    renewal = amended(amender, "renewal automatic renewal for 3 years").renewal

    assert (renewal.mode, renewal.period_months) == (RenewalMode.TACIT, 36)


def test_a_part_of_the_owner_leaves_the_other(amender: Amender) -> None:
    with_unit = amended(amender, "owner Legal Division")

    changed = amended(amender, "contact person ext. 12", with_unit)

    assert changed.owner == Owner("Legal Division", "ext. 12")


def test_a_title_of_one_language_leaves_the_other(amender: Amender) -> None:
    assert amended(amender, "title Memorandum on digital affairs").title == Text(
        "Memorandum on digital affairs", "บันทึกด้านไอซีที"
    )
    assert amended(amender, "title ชื่อใหม่").title == Text("Memorandum on ICT", "ชื่อใหม่")


def test_a_title_of_both_languages_takes_the_place_of_both(amender: Amender) -> None:
    assert amended(amender, "title ชื่อใหม่ // A new title").title == Text("A new title", "ชื่อใหม่")


def test_scope_areas_are_added_taken_away_and_replaced(amender: Amender) -> None:
    def areas(typed: str) -> list[str]:
        changed = amended(amender, typed)
        return [area.in_language("en") for area in changed.scope_areas]

    assert areas("scope + postal services") == [
        "cyber security",
        "smart cities",
        "postal services",
    ]
    assert areas("scope - cyber security") == ["smart cities"]
    assert areas("scope - 2") == ["cyber security"]
    assert areas("ขอบเขต ลบ เมืองอัจฉริยะ") == ["cyber security"]
    assert areas("scope smart cities; data exchange") == ["smart cities", "data exchange"]
    assert areas("scope -") == []


def test_an_area_of_the_glossary_is_kept_in_both_languages(amender: Amender) -> None:
    added = amended(amender, "scope + cloud computing").scope_areas[-1]

    assert added.en == "cloud computing"
    assert added.th


def test_an_area_that_begins_with_the_word_for_adding_is_an_area(amender: Amender) -> None:
    changed = amended(amender, "scope เพิ่มขีดความสามารถบุคลากร")

    assert [area.th for area in changed.scope_areas] == ["เพิ่มขีดความสามารถบุคลากร"]


def test_a_party_on_record_stays_as_it_is_recorded(amender: Amender) -> None:
    changed = amended(amender, "parties ministry of digital economy and society; Singapore")

    assert changed.parties[0] == RECORD.parties[0]
    assert changed.parties[1].country == "SG"


def test_parties_are_added_and_taken_away(amender: Amender) -> None:
    added = amended(amender, "parties + Laos")
    assert [party.country for party in added.parties] == ["TH", "JP", "LA"]

    left = amended(amender, "parties - laos", added)
    assert left.parties == RECORD.parties


def test_a_source_is_added_and_none_is_lost(amender: Amender) -> None:
    changed = amended(amender, "source https://example.org/2")

    assert [item.source for item in changed.evidence] == [
        "https://example.org/1",
        "https://example.org/2",
    ]


def test_a_dash_empties_a_field(amender: Amender) -> None:
    assert amended(amender, "signed -").signed is None
    assert amended(amender, "scope -").scope_areas == ()
    assert amended(amender, "kind -").kind is InstrumentKind.OTHER


@pytest.mark.parametrize("word", ["flavour 3", "status expired", "code XX-1", "2030", "end"[::-1]])
def test_what_is_no_field_of_a_record_is_none(word: str) -> None:
    assert field_and_value(word) is None


def test_every_offered_field_is_one_and_rests_in_a_field_of_the_record() -> None:
    for code in OFFERED:
        field = field_by_code(code)
        assert field is not None, code
        assert hasattr(RECORD, field_of(field)), code
