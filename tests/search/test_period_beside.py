"""The period after or before is counted from the one asked before, not from today."""

from __future__ import annotations

from datetime import date

import pytest

from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.time.period import Period
from tests.conftest import TODAY


def period_after(desk: Desk, *texts: str) -> Period:
    """Say one thing after another; return the range of time of the last."""
    context: Context | None = None
    for text in texts:
        answer = desk.ask(text, TODAY, context=context)
        context = Context.after(answer, context)
    return answer.question.dates[0].period


@pytest.mark.parametrize(
    ("before", "then", "first", "last"),
    [
        ("ปีงบ 2566 ลงนามกี่ฉบับ", "แล้วปีงบถัดไปล่ะ", "2023-10-01", "2024-09-30"),
        ("ปีงบ 2566 ลงนามกี่ฉบับ", "ปีงบก่อนหน้านั้นล่ะคะ", "2021-10-01", "2022-09-30"),
        ("ปี 2566 ลงนามอะไรบ้าง", "ปีถัดมาล่ะ", "2024-01-01", "2024-12-31"),
        ("ไตรมาส 3 ปี 2565 เซ็นอะไรบ้าง", "ไตรมาสต่อมา", "2022-10-01", "2022-12-31"),
        ("เดือนธันวาคม 2567 เซ็นกับใครบ้าง", "เดือนถัดไปล่ะ", "2025-01-01", "2025-01-31"),
        ("what did we sign in fiscal year 2023", "the fiscal year after that", "2023-10-01",
         "2024-09-30"),
        ("what did we sign in Q3 2022", "and the quarter before that?", "2022-04-01", "2022-06-30"),
        ("what did we sign in Q3 2022", "and the year after?", "2023-07-01", "2023-09-30"),
        ("how many did we sign in 2019", "and next year?", "2027-01-01", "2027-12-31"),
    ],
)  # fmt: skip
def test_the_next_period_follows_the_one_asked_before(
    desk: Desk, before: str, then: str, first: str, last: str
) -> None:
    wanted = Period(date.fromisoformat(first), date.fromisoformat(last))

    assert period_after(desk, before, then) == wanted


def test_what_must_be_notified_or_decided_is_all_that_falls_due(desk: Desk) -> None:
    answer = desk.ask("ภายในครึ่งปีนี้ไปมีอะไรต้องแจ้งล่วงหน้าหรือต้องตัดสินใจมั้ย", date(2026, 11, 30))

    assert set(answer.ids) == {"LA-2022-ICT", "JP-2022-ICT"}
