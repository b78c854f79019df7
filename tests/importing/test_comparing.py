"""A file beside the register: new, changed, the same, doubtful; the same file twice is nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence

import pytest

from bot.agreements.agreement import Agreement
from bot.importing.comparing import Comparison, OnRecord, Outcome, compare
from bot.importing.grids import Cell, FileForm, Grid, RawFile
from bot.importing.likeness import Likeness
from bot.importing.reading import Reading, read_file, understood
from bot.importing.records_in import records_in
from bot.importing.unread import CellReason
from bot.search.vocabulary import Vocabulary
from tests.conftest import agreement
from tests.importing.office_sheet import office_workbook

HEADINGS = ("Title", "Country", "Signed", "Expires")


def reading_of(*rows: Sequence[Cell], headings: Sequence[str] = HEADINGS) -> Reading:
    return understood(RawFile(FileForm.XLSX, (Grid("S", [headings, *rows]),)), "x.xlsx")


def compared(
    vocabulary: Vocabulary,
    reading: Reading,
    known: Iterable[Agreement] = (),
    undone: Iterable[str] = (),
) -> Comparison:
    register = OnRecord({record.id: record for record in known}, frozenset(undone))
    return compare(records_in(reading, vocabulary), register, vocabulary)


def taken(comparison: Comparison) -> list[Agreement]:
    return [item.after.changed(revision=1) for item in comparison.taken if item.after]


JAPAN: dict[str, object] = {
    "id": "JP-2022-POSTS", "title": "Memorandum of Cooperation on Posts", "kind": "moc",
    "parties": [{"name": "Japan", "country": "JP"}], "signed": "2022-08-05",
}  # fmt: skip
ROW = ("Memorandum of Cooperation on Posts", "Japan", "2022-08-05", None)


def outcomes(comparison: Comparison) -> list[Outcome]:
    return [item.outcome for item in comparison.items]


# -- the same file twice -------------------------------------------------------------------------


def test_the_same_workbook_twice_changes_nothing(vocabulary: Vocabulary) -> None:
    reading = read_file(office_workbook(40), "mou.xlsx")
    first = compared(vocabulary, reading)

    second = compared(vocabulary, reading, taken(first))

    assert set(outcomes(first)) == {Outcome.NEW}
    assert set(outcomes(second)) == {Outcome.SAME}


def test_an_amended_workbook_changes_what_was_amended(vocabulary: Vocabulary) -> None:
    first = compared(vocabulary, read_file(office_workbook(12), "mou.xlsx"))
    amended = read_file(office_workbook(12, changed={3: "ต่ออายุแล้ว", 8: "รอ ครม."}), "mou.xlsx")

    second = compared(vocabulary, amended, taken(first))

    assert second.count(Outcome.SAME) == 10
    assert [(c.field, c.old, c.new) for item in second.taken for c in item.changes] == [
        ("notes", None, '"ต่ออายุแล้ว"'),
        ("notes", None, '"รอ ครม."'),
    ]


def test_equal_files_and_registers_have_equal_digests_and_others_do_not(
    vocabulary: Vocabulary,
) -> None:
    reading, known = reading_of(ROW), [agreement(JAPAN)]
    empty = compared(vocabulary, reading)

    assert empty.digest == compared(vocabulary, reading).digest
    assert empty.digest != compared(vocabulary, reading, known).digest


def test_a_change_of_the_record_meanwhile_changes_the_digest(vocabulary: Vocabulary) -> None:
    reading = reading_of((*ROW[:3], "2027"))
    before, after = (agreement(JAPAN).changed(revision=n) for n in (1, 2))

    digests = {compared(vocabulary, reading, [known]).digest for known in (before, after)}

    assert len(digests) == 2


# -- which record it is --------------------------------------------------------------------------


def test_a_row_without_a_code_is_the_record_of_its_title_start_and_parties(
    vocabulary: Vocabulary,
) -> None:
    comparison = compared(vocabulary, reading_of((*ROW[:3], "2027-08-04")), [agreement(JAPAN)])

    (item,) = comparison.items
    assert (item.outcome, item.based_on) == (Outcome.CHANGED, 0)
    assert [change.field for change in item.changes] == ["expires"]


def test_the_same_title_of_another_day_or_country_is_another_text(vocabulary: Vocabulary) -> None:
    rows = ((ROW[0], "Japan", "2017-08-05", None), (ROW[0], "Finland", "2022-08-05", None))

    comparison = compared(vocabulary, reading_of(*rows), [agreement(JAPAN)])

    assert outcomes(comparison) == [Outcome.NEW, Outcome.NEW]


def test_a_day_told_more_exactly_is_a_change_of_the_same_record(vocabulary: Vocabulary) -> None:
    year = agreement(JAPAN | {"signed": "2022"})

    (item,) = compared(vocabulary, reading_of(ROW), [year]).items

    assert [(change.old, change.new) for change in item.changes] == [('"2022"', '"2022-08-05"')]


def test_a_title_nearly_the_same_of_the_same_day_and_parties_looks_like_a_duplicate(
    vocabulary: Vocabulary,
) -> None:
    row = ("Memorandum of Cooperation in the field of Posts", "Japan", "2022-08-05", None)

    (item,) = compared(vocabulary, reading_of(row), [agreement(JAPAN)]).items

    assert (item.outcome, item.twins) == (Outcome.DUPLICATE, ("JP-2022-POSTS",))


def test_another_topic_on_the_same_day_with_the_same_partner_is_no_duplicate(
    vocabulary: Vocabulary,
) -> None:
    row = ("Memorandum of Cooperation on Cybersecurity", "Japan", "2022-08-05", None)

    comparison = compared(vocabulary, reading_of(row), [agreement(JAPAN)])

    assert outcomes(comparison) == [Outcome.NEW]


def test_a_title_in_the_other_language_of_the_same_day_and_partner_is_doubtful(
    vocabulary: Vocabulary,
) -> None:
    row = ("บันทึกความร่วมมือด้านไปรษณีย์", "ญี่ปุ่น", "5 ส.ค. 2565", None)

    (item,) = compared(vocabulary, reading_of(row), [agreement(JAPAN)]).items

    assert (item.outcome, item.twins) == (Outcome.DUPLICATE, ("JP-2022-POSTS",))


def test_a_row_that_stands_twice_in_a_file_is_told_with_the_place_of_the_first(
    vocabulary: Vocabulary,
) -> None:
    comparison = compared(vocabulary, reading_of(ROW, ROW))

    assert outcomes(comparison) == [Outcome.NEW, Outcome.DUPLICATE]
    assert comparison.items[1].twins == ("JP-2022-POSTS (S!2)",)


def test_a_row_that_may_be_one_of_two_records_is_left_to_a_person(vocabulary: Vocabulary) -> None:
    known = [agreement(JAPAN), agreement(JAPAN | {"id": "JP-2022-OTHER"})]

    (item,) = compared(vocabulary, reading_of(ROW), known).items

    assert (item.outcome, item.twins) == (
        Outcome.DUPLICATE,
        ("JP-2022-POSTS", "JP-2022-OTHER"),
    )


def test_a_code_decides_against_all_likeness(vocabulary: Vocabulary) -> None:
    reading = reading_of(("JP-2022-NEW", *ROW), headings=("Code", *HEADINGS))

    (item,) = compared(vocabulary, reading, [agreement(JAPAN)]).items

    assert item.outcome is Outcome.NEW
    assert item.after is not None
    assert item.after.id == "JP-2022-NEW"


def test_a_code_that_stands_twice_in_a_file_is_told(vocabulary: Vocabulary) -> None:
    rows = [("JP-1", *ROW), ("jp-1", *ROW)]

    comparison = compared(vocabulary, reading_of(*rows, headings=("Code", *HEADINGS)))

    assert outcomes(comparison) == [Outcome.NEW, Outcome.UNREADABLE]
    (trouble,) = comparison.items[1].troubles
    assert (trouble.place, trouble.reason) == ("S!A3", CellReason.CODE_TWICE)


@pytest.mark.parametrize("headings", [HEADINGS, ("Code", *HEADINGS)])
def test_a_removed_record_is_not_brought_back_unasked(
    vocabulary: Vocabulary, headings: Sequence[str]
) -> None:
    removed = agreement(JAPAN).changed(removed=True, revision=2)
    row = ("JP-2022-POSTS", *ROW) if headings[0] == "Code" else ROW

    (item,) = compared(vocabulary, reading_of(row, headings=headings), [removed]).items

    assert (item.outcome, item.twins) == (Outcome.DUPLICATE, ("JP-2022-POSTS",))
    assert item.is_removed


def test_what_an_undone_import_brought_may_come_again_under_its_old_code(
    vocabulary: Vocabulary,
) -> None:
    undone = agreement(JAPAN).changed(removed=True, revision=2)

    comparison = compared(vocabulary, reading_of(ROW), [undone], undone=["JP-2022-POSTS"])

    (item,) = comparison.items
    assert (item.outcome, item.based_on) == (Outcome.NEW, 2)
    assert item.after is not None
    assert (item.after.id, item.after.removed) == ("JP-2022-POSTS", False)


# -- lines of the interchange format -------------------------------------------------------------


def lines(*texts: str) -> Reading:
    return read_file("\n".join(texts).encode(), "x.jsonl")


def test_a_line_takes_the_place_of_the_whole_record(vocabulary: Vocabulary) -> None:
    reading = lines('{"id": "JP-2022-POSTS", "title": "Memorandum of Cooperation on Posts"}')

    (item,) = compared(vocabulary, reading, [agreement(JAPAN)]).items

    assert [change.field for change in item.changes] == ["kind", "parties", "signed"]


def test_a_key_that_is_not_known_is_told_and_the_line_taken(vocabulary: Vocabulary) -> None:
    (item,) = compared(vocabulary, lines('{"title": "MoU", "colour": "blue"}')).items

    assert item.outcome is Outcome.NEW
    assert [remark.value for remark in item.remarks] == ["colour"]


def test_a_line_that_is_no_record_is_told_with_its_number(vocabulary: Vocabulary) -> None:
    comparison = compared(vocabulary, lines('{"title": "MoU"}', "", "[]", '{"signed": "2022"}'))

    assert [(i.outcome.value, i.place) for i in comparison.items] == [
        ("new", "1"),
        ("unreadable", "3"),
        ("unreadable", "4"),
    ]


def test_a_comparison_is_let_go_without_the_collector(vocabulary: Vocabulary) -> None:
    """What only the collector frees stays for good, for it rests while an import is at work."""
    gc.disable()
    try:
        compared(vocabulary, reading_of(ROW))
        left = [thing for thing in gc.get_objects() if isinstance(thing, Likeness)]
    finally:
        gc.enable()

    assert not left
