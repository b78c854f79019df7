"""A year or month may only name the text that is asked about."""

from __future__ import annotations

import pytest

from bot.search.naming_times import with_short_years
from bot.search.normal_form import NormalText


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ฉบับลาว 61 กับ 65 ต่างกันตรงไหน", "ฉบับลาว 2561 กับ 2565 ต่างกันตรงไหน"),
        ("compare singapore 62 and 64", "compare singapore 2562 and 2564"),
        ("ต่างกัน 61 กับ 65 วัน", "ต่างกัน 61 กับ 65 วัน"),
        ("ลาว 61 กับ 65", "ลาว 61 กับ 65"),
    ],
)
def test_short_years_are_buddhist_where_two_are_compared(typed: str, read: str) -> None:
    assert with_short_years(NormalText(typed, typed)).folded == read
