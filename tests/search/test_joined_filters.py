"""A status joined to what is wanted filters; joined to a question about one text it asks."""

from __future__ import annotations

import pytest

from bot.search.joined_filters import is_joined


@pytest.mark.parametrize(
    ("text", "status", "dated", "joined"),
    [
        ("ฉบับที่มีเรื่องสแกม และยังไม่หมดอายุ", "ยังไม่หมดอายุ", False, True),
        ("ลาวเรื่องไปรษณีย์ และยังไม่หมดอายุ", "ยังไม่หมดอายุ", False, False),
        ("signed since 2019 and still in force", "still in force", True, True),
        ("when was it signed, in force", "in force", False, False),
    ],
)
def test_a_status_joined_to_a_description_filters(
    *, text: str, status: str, dated: bool, joined: bool
) -> None:
    assert is_joined(text, text.index(status), dated=dated) is joined
