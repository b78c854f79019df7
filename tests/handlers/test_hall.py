"""A question of ours is expected to be answered before it is asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram.error import BadRequest, TimedOut

from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.prompts import Prompts
from bot.replies.lines import Reply
from bot.store import MemoryStore
from tests.conftest import FakeClock

GROUP, PERSON = -100, 7
QUESTION = Reply(())


class Answered:
    """Sends a question; where `is_quick` it is answered before its sender knows it was sent."""

    def __init__(self, prompts: Prompts, error: Exception | None = None) -> None:
        self.prompts = prompts
        self.error = error
        self.waited: list[bool] = []
        self.is_quick = False

    async def send(self, place: Place, reply: Reply) -> list[int]:
        self.waited.append(self.prompts.waiting(place.chat_id, PERSON) is not None)
        if self.is_quick:
            await self.prompts.clear(place.chat_id, PERSON)
        if self.error:
            raise self.error
        return [41, 42]


def hall_of(error: Exception | None = None) -> tuple[Hall, Answered]:
    prompts = Prompts(MemoryStore(), FakeClock())
    sender = Answered(prompts, error)
    other: Any = SimpleNamespace()
    hall = Hall(other, other, cast(Any, sender), other, other, other, prompts, other)
    return hall, sender


async def test_the_answer_is_expected_before_the_question_is_sent() -> None:
    hall, sender = hall_of()

    await hall.ask(Place(GROUP, is_private=False), PERSON, QUESTION, "kind", "detail")

    assert sender.waited == [True]
    waiting = hall.prompts.waiting(GROUP, PERSON)
    assert waiting is not None
    assert (waiting.message_id, waiting.detail) == (42, "detail")


async def test_an_answer_quicker_than_the_sending_is_not_expected_again() -> None:
    hall, sender = hall_of()
    sender.is_quick = True

    await hall.ask(Place(GROUP, is_private=False), PERSON, QUESTION, "kind")

    assert hall.prompts.waiting(GROUP, PERSON) is None


@pytest.mark.parametrize(("error", "waits"), [(BadRequest("no"), False), (TimedOut(), True)])
async def test_only_what_was_surely_not_asked_is_not_expected(
    error: Exception, *, waits: bool
) -> None:
    hall, _ = hall_of(error)

    with pytest.raises(type(error)):
        await hall.ask(Place(PERSON), PERSON, QUESTION, "kind")

    assert (hall.prompts.waiting(PERSON, PERSON) is not None) is waits
