"""Rows of an office's sheet become agreements, and what cannot be read is told by its cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.errors import Reason
from bot.agreements.kinds import InstrumentKind, PartyType, RenewalMode, TermKind, Visibility
from bot.agreements.text import Text
from bot.importing.comparing import Compared, Comparison, OnRecord, Outcome, compare
from bot.importing.grids import Cell, CellError, FileForm, Grid, RawFile
from bot.importing.reading import read_file, understood
from bot.importing.records_in import records_in
from bot.importing.unread import CellReason
from bot.search.vocabulary import Vocabulary
from tests.conftest import agreement
from tests.importing.office_sheet import OWN, office_row, office_workbook


@pytest.fixture(scope="module")
def office(vocabulary: Vocabulary) -> Comparison:
    """The office's 300 rows, two of them with a day that does not exist, in an empty register."""
    reading = read_file(office_workbook(bad_dates=(4, 200)), "mou-2569.xlsx")
    return compare(records_in(reading, vocabulary), OnRecord({}), vocabulary)


def sheet(
    vocabulary: Vocabulary, *rows: Sequence[Cell], known: Sequence[Agreement] = ()
) -> tuple[Compared, ...]:
    """Return what the rows of a sheet are to a register."""
    raw = RawFile(FileForm.XLSX, (Grid("Sheet1", rows),))
    incoming = records_in(understood(raw, "x.xlsx"), vocabulary)
    return compare(incoming, OnRecord({a.id: a for a in known}), vocabulary).items


def one(vocabulary: Vocabulary, headings: Sequence[str], cells: Sequence[Cell]) -> Compared:
    (item,) = sheet(vocabulary, headings, cells)
    return item


def made(vocabulary: Vocabulary, headings: Sequence[str], cells: Sequence[Cell]) -> Agreement:
    item = one(vocabulary, headings, cells)
    assert item.after is not None, item
    return item.after


# -- an office's workbook ------------------------------------------------------------------------


def test_every_row_of_both_sheets_is_read_but_those_with_a_day_that_does_not_exist(
    office: Comparison,
) -> None:
    assert len(office.items) == 300
    assert office.count(Outcome.NEW) == 298
    assert office.count(Outcome.UNREADABLE) == 2


def test_an_unreadable_cell_is_told_with_sheet_cell_heading_text_and_reason(
    office: Comparison,
) -> None:
    first, second = office.of(Outcome.UNREADABLE)

    (trouble,) = first.troubles
    assert (trouble.place, trouble.value) == ("ทวิภาคี!H8", "31 ก.พ. 2565")
    assert (trouble.heading, trouble.reason) == ("วันที่ลงนาม", CellReason.NO_SUCH_DAY)
    assert second.troubles[0].place == "พหุภาคี!H54"


def test_the_day_is_the_same_in_whatever_way_it_was_written(office: Comparison) -> None:
    for number, item in enumerate(office.items):
        if item.after:
            assert str(item.after.signed) == office_row(number).signed.isoformat()


def test_a_row_becomes_a_whole_agreement(office: Comparison) -> None:
    record = office.items[1].after
    assert record is not None

    assert record.title == Text(th=office_row(1).title)
    assert record.kind is InstrumentKind.MOU
    assert [p.name.th for p in record.parties] == [OWN, "กระทรวงไปรษณีย์และโทรคมนาคมกัมพูชา"]
    assert record.countries == ("TH", "KH")
    assert record.scope_areas == (Text(th="ไปรษณีย์"), Text(th="การแลกเปลี่ยนผู้เชี่ยวชาญ"))
    assert (record.term.kind, record.term.months) == (TermKind.FIXED, 60)
    assert record.renewal.mode is RenewalMode.TACIT
    assert record.owner.unit == "กองการต่างประเทศ"
    assert record.visibility is Visibility.PUBLIC


def test_new_records_are_given_codes_of_their_own(office: Comparison) -> None:
    codes = [item.after.id for item in office.taken if item.after]

    assert len(set(codes)) == 298
    assert codes[0].startswith("JP-2015-")


def test_signatories_have_no_place_and_are_told_so() -> None:
    reading = read_file(office_workbook(6), "mou.xlsx")

    not_read = [use.heading for use in reading.tables[0].uses if not use.is_understood]

    assert not_read == ["ผู้ลงนามฝ่ายไทย"]


# -- cells ---------------------------------------------------------------------------------------


def test_a_failed_formula_is_told_as_what_it_shows(vocabulary: Vocabulary) -> None:
    item = one(vocabulary, ("Title", "Signed"), ("MoU on ICT", CellError("#REF!")))

    assert item.outcome is Outcome.UNREADABLE
    assert (item.troubles[0].place, item.troubles[0].value) == ("Sheet1!B2", "#REF!")


def test_all_troubles_of_a_row_are_told_at_once(vocabulary: Vocabulary) -> None:
    item = one(
        vocabulary,
        ("Title", "Kind", "Signed", "Visibility"),
        ("MoU on ICT", "poem", "someday", "cosmic"),
    )

    assert [(t.place, t.reason) for t in item.troubles] == [
        ("Sheet1!B2", CellReason.UNKNOWN_KIND),
        ("Sheet1!C2", CellReason.NOT_A_DATE),
        ("Sheet1!D2", CellReason.UNKNOWN_WORD),
    ]


def test_an_end_before_the_start_is_told_at_the_cell_of_the_end(vocabulary: Vocabulary) -> None:
    item = one(vocabulary, ("Title", "Signed", "Expires"), ("MoU", "2022-01-05", "2021-01-05"))

    assert (item.troubles[0].place, item.troubles[0].reason) == (
        "Sheet1!C2",
        Reason.END_BEFORE_START,
    )


def test_a_row_without_a_title_is_told(vocabulary: Vocabulary) -> None:
    item = one(vocabulary, ("Title", "Signed", "Expires"), (None, "2022", "2023"))

    assert item.troubles[0].reason is Reason.MISSING


def test_a_date_that_is_pending_is_no_date_and_no_trouble(vocabulary: Vocabulary) -> None:
    record = made(vocabulary, ("ชื่อความตกลง", "วันลงนาม"), ("บันทึกความเข้าใจ", "รอลงนาม"))

    assert record.signed is None


def test_an_end_of_no_end_makes_an_open_ended_term(vocabulary: Vocabulary) -> None:
    record = made(vocabulary, ("ชื่อความตกลง", "วันสิ้นสุด"), ("บันทึกความเข้าใจ", "ไม่มีกำหนด"))

    assert (record.expires, record.term.kind) == (None, TermKind.OPEN_ENDED)


@pytest.mark.parametrize(
    ("word", "visibility"),
    [("ลับ", Visibility.PRIVATE), ("ภายใน", Visibility.STAFF), ("Public", Visibility.PUBLIC)],
)
def test_who_may_see_it_is_read_in_the_words_of_offices(
    vocabulary: Vocabulary, word: str, visibility: Visibility
) -> None:
    record = made(vocabulary, ("Title", "ชั้นความลับ"), ("MoU on ICT", word))

    assert record.visibility is visibility


def test_titles_of_two_columns_are_one_text_in_two_languages(vocabulary: Vocabulary) -> None:
    record = made(vocabulary, ("ชื่อภาษาไทย", "ชื่อภาษาอังกฤษ"), ("บันทึกความเข้าใจ", "MoU on\n ICT"))

    assert record.title == Text("MoU on ICT", "บันทึกความเข้าใจ")


def test_a_cell_that_says_it_in_both_languages_is_taken_apart(vocabulary: Vocabulary) -> None:
    record = made(vocabulary, ("ชื่อความตกลง", "ประเภท"), ("บันทึกความเข้าใจ\nMoU on ICT", "MoU"))

    assert record.title == Text("MoU on ICT", "บันทึกความเข้าใจ")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Thailand, Japan and Laos", ["Thailand", "Japan", "Lao PDR"]),
        ("1. Thailand 2. Finland", ["Thailand", "Finland"]),
        ("Japan; ITU", ["Japan", "International Telecommunication Union"]),
        ("ระหว่าง ไทย กับ ฟินแลนด์", ["Thailand", "Finland"]),
        ("Ministry of Digital Economy and Society", ["Ministry of Digital Economy and Society"]),
        ("Ministry of Posts and Rivers", ["Ministry of Posts and Rivers"]),
    ],
)  # fmt: skip
def test_a_cell_of_parties_is_cut_only_where_every_piece_is_known(
    vocabulary: Vocabulary, cell: str, names: list[str]
) -> None:
    record = made(vocabulary, ("Title", "Parties"), ("MoU on ICT", cell))

    assert [party.name.in_language("en") for party in record.parties] == names


def test_a_country_column_tells_the_country_of_the_foreign_side(vocabulary: Vocabulary) -> None:
    record = made(
        vocabulary,
        ("Title", "Thai agency", "Foreign agency", "Country"),
        ("MoU", "ETDA", "Agency for Wonders", "Estonia"),
    )

    assert record.countries == ("TH", "EE")


def test_a_country_alone_is_the_state_as_a_party(vocabulary: Vocabulary) -> None:
    record = made(vocabulary, ("ชื่อความตกลง", "ประเทศ"), ("บันทึกความเข้าใจ", "ญี่ปุ่น"))

    assert [(p.name.en, p.country, p.type) for p in record.parties] == [
        ("Japan", "JP", PartyType.STATE)
    ]


def test_a_new_record_is_of_the_kind_that_its_title_begins_with(vocabulary: Vocabulary) -> None:
    headings = ("Title", "Signed")

    assert made(vocabulary, headings, ("MoU on ICT", 2022)).kind is InstrumentKind.MOU
    assert made(vocabulary, headings, ("Report about an MoU", 2022)).kind is InstrumentKind.OTHER


# -- what a sheet does not say -------------------------------------------------------------------

LAOS: dict[str, object] = {
    "id": "LA-2022-ICT", "title": {"en": "MoU on ICT", "th": "บันทึกความเข้าใจ"},
    "parties": [
        {"name": {"en": "Ministry of Digital Economy and Society", "th": OWN},
         "abbreviation": "MDES", "country": "TH", "type": "ministry"},
        {"name": "Ministry of Technology", "country": "LA", "type": "ministry"},
    ],
    "signed": "2022-11-07", "expires": "2027-11-06", "notes": "kept", "visibility": "staff",
    "owner": {"unit": "Digital desk", "contact": "desk@example.org"},
    "evidence": [{"source": "https://example.org/text"}],
}  # fmt: skip


def test_a_field_without_a_column_and_a_blank_cell_change_nothing(vocabulary: Vocabulary) -> None:
    (item,) = sheet(
        vocabulary,
        ("Code", "Title (English)", "Expires", "Notes"),
        ("la-2022-ict", "MoU on ICT", None, " "),
        known=[agreement(LAOS)],
    )

    assert (item.outcome, item.changes) == (Outcome.SAME, ())


def test_a_dash_empties_a_field(vocabulary: Vocabulary) -> None:
    (item,) = sheet(
        vocabulary,
        ("Code", "Title (English)", "Expires"),
        ("LA-2022-ICT", "MoU on ICT", "-"),
        known=[agreement(LAOS)],
    )

    (change,) = item.changes
    assert (change.field, change.old, change.new) == ("expires", '"2027-11-06"', None)


def test_the_foreign_side_named_alone_leaves_the_own_side(vocabulary: Vocabulary) -> None:
    (item,) = sheet(
        vocabulary,
        ("Code", "Title (English)", "Foreign agency", "Country", "Link"),
        ("LA-2022-ICT", "MoU on ICT", "Ministry of Technology", "Laos", "https://example.org/text"),
        known=[agreement(LAOS)],
    )

    assert item.outcome is Outcome.SAME


def test_a_new_source_is_added_to_those_on_record(vocabulary: Vocabulary) -> None:
    (item,) = sheet(
        vocabulary,
        ("Code", "Title (English)", "Link"),
        ("LA-2022-ICT", "MoU on ICT", "https://example.org/other"),
        known=[agreement(LAOS)],
    )

    assert item.after is not None
    assert [e.source for e in item.after.evidence] == [
        "https://example.org/text",
        "https://example.org/other",
    ]


def test_typed_dates_of_a_thai_program_are_buddhist_years(vocabulary: Vocabulary) -> None:
    record = made(vocabulary, ("Title", "Signed"), ("MoU on ICT", date(2565, 8, 5)))

    assert str(record.signed) == "2022-08-05"
