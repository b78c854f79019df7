"""Dates as offices write them, read as far as they tell and never further."""

from __future__ import annotations

from datetime import date

import pytest

from bot.importing.date_cells import DateHabit, habit_of, read_date
from bot.importing.grids import Cell
from bot.importing.unread import CellReason, Unread

BUDDHIST = DateHabit(is_buddhist=True)
GREGORIAN = DateHabit(is_buddhist=False)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2022", "2022"),
        ("2022-08", "2022-08"),
        ("2022-08-05", "2022-08-05"),
        (date(2022, 8, 5), "2022-08-05"),
        (44778, "2022-08-05"),
        ("44778", "2022-08-05"),
        (44778.5, "2022-08-05"),
        (20220805, "2022-08-05"),
        ("5/8/2022", "2022-08-05"),
        ("05.08.2022", "2022-08-05"),
        ("5-8-2022", "2022-08-05"),
        ("8/25/2022", "2022-08-25"),
        ("08/2022", "2022-08"),
        ("2022/8/5", "2022-08-05"),
        ("2022-08-05T00:00:00", "2022-08-05"),
        ("5 August 2022", "2022-08-05"),
        ("Friday, 5th August 2022", "2022-08-05"),
        ("Aug 5, 2022", "2022-08-05"),
        ("5-Aug-22", "2022-08-05"),
        ("August 2022", "2022-08"),
    ],
)
def test_gregorian_dates_are_read(cell: Cell, read: str) -> None:
    assert str(read_date(cell, habit_of([cell]))) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2565", "2022"),
        (2565, "2022"),
        ("ปี 2565", "2022"),
        ("พ.ศ. 2565", "2022"),
        ("2565-08-05", "2022-08-05"),
        (date(2565, 8, 5), "2022-08-05"),
        ("5/8/2565", "2022-08-05"),
        ("5/8/2565 00:00:00", "2022-08-05"),
        ("25650805", "2022-08-05"),
        ("5 ส.ค. 2565", "2022-08-05"),
        ("5 ส.ค. 65", "2022-08-05"),
        ("5 สค 2565", "2022-08-05"),
        ("5สิงหาคม2565", "2022-08-05"),
        ("๕ สิงหาคม ๒๕๖๕", "2022-08-05"),
        ("วันที่ 5 เดือน สิงหาคม พ.ศ. 2565", "2022-08-05"),
        ("วันศุกร์ที่ 5 สิงหาคม 2565", "2022-08-05"),
        ("5 สิงหาคม พ.ศ. 2565 (2022)", "2022-08-05"),
        ("ส.ค. 2565", "2022-08"),
        ("00/08/2565", "2022-08"),
        ("5 August 2565", "2022-08-05"),
        ("29 ก.พ. 2567", "2024-02-29"),
    ],
)
def test_buddhist_dates_are_read_as_the_same_days(cell: Cell, read: str) -> None:
    assert str(read_date(cell, habit_of([cell]))) == read


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31 ก.พ. 2565", CellReason.NO_SUCH_DAY),
        ("29/2/2566", CellReason.NO_SUCH_DAY),
        ("32/1/2022", CellReason.NO_SUCH_DAY),
        ("พ.ศ. 2022", CellReason.ERAS_DISAGREE),
        ("ค.ศ. 2565", CellReason.ERAS_DISAGREE),
        ("25/8/65", CellReason.TWO_DIGIT_YEAR),
        ("about 2020", CellReason.NOT_A_DATE),
        ("ไตรมาส 3 2565", CellReason.NOT_A_DATE),
        ("5 ปี", CellReason.NOT_A_DATE),
        ("30 เมษายน 2564 - 30 เมษายน 2567", CellReason.NOT_A_DATE),
        ("สิงหาคม", CellReason.NOT_A_DATE),
        (True, CellReason.NOT_A_DATE),
        (3, CellReason.NOT_A_DATE),
        (12.5, CellReason.NOT_A_DATE),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(cell: Cell, reason: CellReason) -> None:
    with pytest.raises(Unread) as caught:
        read_date(cell, habit_of([cell]))

    assert caught.value.reason is reason
    assert caught.value.value == str(cell)


@pytest.mark.parametrize(("habit", "read"), [(BUDDHIST, "2022-08-25"), (GREGORIAN, "1965-08-25")])
def test_two_digits_of_a_year_are_of_the_calendar_of_their_column(
    habit: DateHabit, read: str
) -> None:
    assert str(read_date("25/8/65", habit)) == read


def test_a_column_with_one_american_date_writes_the_month_first() -> None:
    habit = habit_of(["8/5/2022", "8/25/2022", None])

    assert str(read_date("8/5/2022", habit)) == "2022-08-05"


def test_where_a_column_mixes_both_orders_a_doubtful_day_is_not_guessed() -> None:
    habit = habit_of(["25/8/2022", "8/25/2022"])

    assert str(read_date("25/8/2022", habit)) == "2022-08-25"
    assert str(read_date("8/8/2022", habit)) == "2022-08-08"
    with pytest.raises(Unread) as caught:
        read_date("5/8/2022", habit)
    assert caught.value.reason is CellReason.DAY_OR_MONTH_FIRST


def test_a_column_of_both_calendars_has_none_for_two_digits() -> None:
    assert habit_of(["5/8/2565", "5/8/2022"]).is_buddhist is None
    assert habit_of([date(2565, 1, 1), "5/8/2564"]).is_buddhist is True
