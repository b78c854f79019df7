"""Terms, notices and renewals in the words of offices."""

from __future__ import annotations

import pytest

from bot.agreements.kinds import RenewalMode, TermKind
from bot.catalogue.columns import load_columns
from bot.importing.grids import Cell
from bot.importing.headings import Unit
from bot.importing.length_cells import (
    SaidRenewal,
    SaidTerm,
    read_count,
    read_days,
    read_months,
    read_renewal,
    read_term,
)
from bot.importing.unread import CellReason, Unread

COLUMNS = load_columns()


@pytest.mark.parametrize(
    ("cell", "unit", "months"),
    [
        ("5 ปี", None, 60),
        ("๕ ปี", None, 60),
        ("ห้าปี", None, 60),
        ("five (5) years", None, 60),
        ("5-year term", None, 60),
        ("5 years from the date of signature", None, 60),
        ("5 ปี นับแต่วันลงนาม", None, 60),
        ("3 ปี 6 เดือน", None, 42),
        ("2 ปีครึ่ง", None, 30),
        ("1.5 years", None, 18),
        (5, Unit.YEARS, 60),
        ("60", Unit.MONTHS, 60),
    ],
)
def test_a_length_is_a_fixed_term(cell: Cell, unit: Unit | None, months: int) -> None:
    assert read_term(cell, unit, COLUMNS) == SaidTerm(TermKind.FIXED, months)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("ไม่มีกำหนด", TermKind.OPEN_ENDED),
        ("จนกว่าจะบอกเลิก", TermKind.OPEN_ENDED),
        ("No end date", TermKind.OPEN_ENDED),
        ("until completed", TermKind.UNTIL_COMPLETED),
    ],
)
def test_a_term_may_have_no_length(cell: str, kind: TermKind) -> None:
    assert read_term(cell, None, COLUMNS) == SaidTerm(kind)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("5", CellReason.UNIT_MISSING),
        ("180 วัน", CellReason.NOT_WHOLE_MONTHS),
        ("5 ปี เว้นแต่จะตกลงกันเป็นอย่างอื่น", CellReason.NOT_A_LENGTH),
        ("2561-2565", CellReason.NOT_A_LENGTH),
        (-5, CellReason.NOT_A_NUMBER),
    ],
)
def test_a_term_that_is_not_wholly_understood_is_refused(cell: Cell, reason: CellReason) -> None:
    with pytest.raises(Unread) as caught:
        read_term(cell, None, COLUMNS)

    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("cell", "heading", "renewal"),
    [
        ("ต่ออายุอัตโนมัติ", "การต่ออายุ", SaidRenewal(RenewalMode.TACIT)),
        ("ต่ออายุอัตโนมัติครั้งละ 3 ปี", "การต่ออายุ", SaidRenewal(RenewalMode.TACIT, 36)),
        (
            "ต่ออายุโดยอัตโนมัติอีก 3 ปี เว้นแต่ฝ่ายใดแจ้งล่วงหน้า 6 เดือน",
            "การต่ออายุ",
            SaidRenewal(RenewalMode.TACIT, 36, 6),
        ),
        (
            "Automatically renewed for successive 3 year periods unless 6 months notice",
            "Renewal",
            SaidRenewal(RenewalMode.TACIT, 36, 6),
        ),
        ("by mutual consent", "Renewal", SaidRenewal(RenewalMode.EXPRESS)),
        ("ไม่ต่ออายุ", "การต่ออายุ", SaidRenewal(RenewalMode.NONE)),
        ("จัดทำฉบับใหม่", "การต่ออายุ", SaidRenewal(RenewalMode.NEW_TEXT)),
        ("yes", "Auto renewal", SaidRenewal(RenewalMode.TACIT)),
        ("no", "Renewable", SaidRenewal(RenewalMode.NONE)),
    ],
)
def test_a_renewal_is_read_with_its_period_and_notice(
    cell: str, heading: str, renewal: SaidRenewal
) -> None:
    assert read_renewal(cell, heading, COLUMNS) == renewal


@pytest.mark.parametrize("cell", ["not automatic", "see article 7", "yes", "ตามที่ตกลง"])
def test_a_renewal_in_other_words_is_refused_rather_than_guessed(cell: str) -> None:
    with pytest.raises(Unread) as caught:
        read_renewal(cell, "Renewal", COLUMNS)

    assert caught.value.reason is CellReason.UNKNOWN_RENEWAL


def test_notices_count_months_and_approvals_count_days() -> None:
    assert read_months("6 months prior written notice", None) == 6
    assert read_months("หกเดือน", None) == 6
    assert read_days("180 วัน", None) == 180
    assert read_days("3 เดือน", None) == 90
    assert read_count("2 ครั้ง") == 2
