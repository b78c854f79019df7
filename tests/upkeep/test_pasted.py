"""A record out of a pasted text: labelled lines in both languages, free lines, JSON."""

from __future__ import annotations

import pytest

from bot.agreements.errors import AgreementError, Reason
from bot.agreements.kinds import InstrumentKind, RenewalMode
from bot.search.vocabulary import Vocabulary
from bot.upkeep.amending import Amender
from bot.upkeep.pasted import is_json, record_in_json, record_in_text
from tests.conftest import TODAY


@pytest.fixture
def amender(vocabulary: Vocabulary) -> Amender:
    return Amender(vocabulary, TODAY, lambda _: None)


def test_labelled_lines_are_a_record(amender: Amender) -> None:
    record = record_in_text(
        """Title: Memorandum of Understanding on Cyber Security
Code: SG-2026-CYBER
Parties: Ministry of Digital Economy and Society; Cyber Security Agency of Singapore
Scope areas:
- cyber security
- data protection
Signed: 5 March 2026
Term: 3 years
Renewal: automatic renewal
Source: https://example.org/1""",
        amender,
    )

    assert record.id == "SG-2026-CYBER"
    assert record.kind is InstrumentKind.MOU
    assert [party.country for party in record.parties] == ["TH", "SG"]
    assert [area.en for area in record.scope_areas] == ["cyber security", "data protection"]
    assert (str(record.signed), record.term.months) == ("2026-03-05", 36)
    assert record.renewal.mode is RenewalMode.TACIT
    assert record.evidence[0].source == "https://example.org/1"


def test_labelled_lines_in_thai_are_a_record(amender: Amender) -> None:
    record = record_in_text(
        """ชื่อความตกลง: บันทึกความเข้าใจว่าด้วยความร่วมมือด้านไปรษณีย์
คู่ภาคี: ไทย กับ เวียดนาม
วันลงนาม: ๕ มีนาคม ๒๕๖๙
วันสิ้นสุด: 4 มี.ค. 2572
หน่วยงานเจ้าของเรื่อง: กองการต่างประเทศ""",
        amender,
    )

    assert record.title.th == "บันทึกความเข้าใจว่าด้วยความร่วมมือด้านไปรษณีย์"
    assert record.kind is InstrumentKind.MOU
    assert [party.country for party in record.parties] == ["TH", "VN"]
    assert (str(record.signed), str(record.expires)) == ("2026-03-05", "2029-03-04")
    assert record.owner.unit == "กองการต่างประเทศ"


def test_free_lines_are_understood_as_far_as_they_are_sure(amender: Amender) -> None:
    record = record_in_text(
        """Memorandum of Cooperation with Vietnam on postal services
Signed on 5 March 2026
ends 4 March 2029""",
        amender,
    )

    assert record.title.en == "Memorandum of Cooperation with Vietnam on postal services"
    assert record.kind is InstrumentKind.MOC
    assert [party.country for party in record.parties] == ["VN"]
    assert (str(record.signed), str(record.expires)) == ("2026-03-05", "2029-03-04")


def test_what_no_field_holds_is_kept_as_a_note(amender: Amender) -> None:
    record = record_in_text("Title: A text\nThe ministers met in the morning", amender)

    assert record.notes.en == "The ministers met in the morning"


def test_all_that_cannot_be_read_is_told_at_once(amender: Amender) -> None:
    with pytest.raises(AgreementError) as refused:
        record_in_text("Title: A text\nSigned: some day\nKind: handshake", amender)

    assert [p.reason for p in refused.value.problems] == [Reason.NOT_A_DATE, Reason.UNKNOWN_KIND]


def test_json_is_a_record() -> None:
    assert is_json(' {"title": "A text"}')
    assert record_in_json('{"title": "A text", "signed": "2026"}').title.en == "A text"
    assert record_in_json('[{"title": "A text"}]').title.en == "A text"


@pytest.mark.parametrize("text", ["{", "[1, 2]", "[]", "{}", '{"title": ""}', "[" * 100_000])
def test_what_is_no_json_record_is_refused(text: str) -> None:
    with pytest.raises(AgreementError):
        record_in_json(text)
