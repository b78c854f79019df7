"""Who asks what must be decided from now on hears what is late already."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.asking import Desk
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.mark.parametrize(
    "text", ["what must be decided within 30 days", "ต้องตัดสินใจเรื่องใดภายใน 12 เดือนข้างหน้า"]
)
def test_what_is_late_is_named_beside_what_comes(desk: Desk, text: str) -> None:
    assert "LA-2022-ICT" in said(desk, text)


@pytest.mark.parametrize(
    "text", ["what must be decided with Japan within a year", "which agreements end next year"]
)
def test_what_is_late_is_not_named_where_something_else_is_asked(desk: Desk, text: str) -> None:
    assert "already:" not in said(desk, text)
