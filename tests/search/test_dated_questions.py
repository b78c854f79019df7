"""Which date a question is about; and that numbers which are no dates are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.search.asking import Desk
from tests.conftest import TODAY

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> Iterator[list[str]]:
    for row in (DATA / name).read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            yield row.split("\t")


def _dated() -> Iterator[Any]:
    for question, *meant in _rows("dated_questions.tsv"):
        yield pytest.param(question, tuple(meant), id=question)


DATE_FREE = [row[0] for row in _rows("date_free_questions.txt")]


def dates(desk: Desk, text: str) -> list[tuple[str, str, str]]:
    """Return the date filters of a question: field, first and last day."""
    return [
        (str(d.field), str(d.period.start or "-"), str(d.period.end or "-"))
        for d in desk.ask(text, TODAY).question.dates
    ]


@pytest.mark.parametrize(("question", "meant"), list(_dated()))
def test_a_question_is_about_this_date(
    desk: Desk, question: str, meant: tuple[str, str, str]
) -> None:
    assert dates(desk, question) == [meant]


@pytest.mark.parametrize("question", DATE_FREE)
def test_a_question_without_a_date_has_none(desk: Desk, question: str) -> None:
    understood = desk.ask(question, TODAY).question

    assert understood.dates == ()
    assert understood.years == ()


def test_the_banks_are_as_long_as_promised() -> None:
    assert len(list(_dated())) > 60
    assert len(DATE_FREE) > 60


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "MoUs signed in 2022 that expire in 2027",
            [("signed", "2022-01-01", "2022-12-31"), ("expires", "2027-01-01", "2027-12-31")],
        ),
        (
            "ฉบับที่ลงนามปี 2565 และจะหมดอายุปี 2570",
            [("signed", "2022-01-01", "2022-12-31"), ("expires", "2027-01-01", "2027-12-31")],
        ),
    ],
)
def test_each_range_takes_the_date_it_stands_beside(
    desk: Desk, text: str, meant: list[tuple[str, str, str]]
) -> None:
    assert dates(desk, text) == meant


@pytest.mark.parametrize(
    ("text", "year"),
    [("when does the Japan MoC of 2017 end", 2017), ("MoC ญี่ปุ่นปี 2560 หมดอายุเมื่อไหร่", 2017)],
)
def test_a_year_beside_a_text_tells_which_text_is_meant(desk: Desk, text: str, year: int) -> None:
    question = desk.ask(text, TODAY).question

    assert question.years == (year,)
    assert question.dates == ()


@pytest.mark.parametrize("text", ["agreements in force today", "ฉบับที่มีผลใช้บังคับอยู่วันนี้"])
def test_today_beside_in_force_says_nothing_more(desk: Desk, text: str) -> None:
    question = desk.ask(text, TODAY).question

    assert question.dates == ()
    assert [status.value for status in question.statuses] == ["in_force"]


def test_a_partial_date_is_kept_where_all_of_it_fits(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of(
        {"id": "A-YEAR", "signed": "2022"},
        {"id": "A-MONTH", "signed": "2022-08"},
        {"id": "A-DAY", "signed": "2022-08-05"},
        {"id": "A-NONE"},
    )
    whole = desk.ask("what was signed in 2022", TODAY)
    august = desk.ask("what was signed in August 2022", TODAY)

    assert {match.id for match in whole.found} == {"A-YEAR", "A-MONTH", "A-DAY"}
    assert not any(match.possibly for match in whole.found)
    assert {match.id for match in august.found} == {"A-MONTH", "A-DAY"}
    assert set(august.undetermined) == {"A-YEAR", "A-NONE"}


def test_a_partial_date_that_half_fits_is_told_as_possible(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-YEAR", "signed": "2022"})
    answer = desk.ask("what was signed in the first half of 2022", TODAY)

    assert [(match.id, match.possibly) for match in answer.found] == [("A-YEAR", True)]
