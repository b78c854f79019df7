"""What texts are called decides where it is no kind of its own, and is never dropped unsaid."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from tests.conftest import TODAY

GRANTS = {"DE-2024-CLIMATE", "US-2022-PHUKET"}


@pytest.mark.parametrize(
    "text",
    [
        "any grants from foreign governments in the register?",
        "list the grants we have",
        "grant agreements on file",
        "how many grants do we have",
    ],
)
def test_grants_are_the_texts_that_are_called_so(desk: Desk, text: str) -> None:
    assert set(desk.ask(text, TODAY).ids) == GRANTS


@pytest.mark.parametrize(
    "text", ["framework agreements on file", "list our partnership agreements"]
)
def test_a_word_on_record_is_not_dropped_for_the_whole_register(desk: Desk, text: str) -> None:
    assert 0 < desk.ask(text, TODAY).total < len(desk.view(TODAY).holdings)


def test_to_grant_something_is_no_grant(desk: Desk) -> None:
    answer = desk.ask("did the cabinet grant access to the Laos MoU", TODAY)
    assert answer.ids[:1] == ("LA-2022-ICT",)
