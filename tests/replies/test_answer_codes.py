"""What a reminder's button carries comes back as it was, and fits its 64 bytes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.agreements.milestones import MilestoneKind
from bot.handlers.callbacks import LONGEST_PLAIN_ID, MOST_BYTES, CallbackCodec
from bot.replies.answer_codes import AnswerCode, Gesture, mark_of
from bot.replies.lines import Action

DAY = date(2027, 2, 5)


@pytest.mark.parametrize("mark", ["", mark_of("-1001234567890/4242")])
def test_a_code_is_read_as_it_was_written(mark: str) -> None:
    for gesture in Gesture:
        for kind in MilestoneKind:
            code = AnswerCode(gesture, kind, DAY, mark)
            assert AnswerCode.read(code.text) == code


@pytest.mark.parametrize("text", ["", "hd2027020", "hd20270230", "hd20270205abc", "xd20270205"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert AnswerCode.read(text) is None


def test_an_answer_for_another_chat_fits_a_button() -> None:
    code = AnswerCode(Gesture.IN_HAND, MilestoneKind.DECIDE_BY, DAY, mark_of("-1001234567890"))
    action = Action("answer", "A" * LONGEST_PLAIN_ID, code.text)

    data = CallbackCodec(b"key", tuple).data(action, -1001234567890)

    assert len(data.encode()) <= MOST_BYTES
