"""What a reminder's button carries comes back as it was, and fits its 64 bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.agreements.milestones import MilestoneKind
from bot.handlers.callbacks import LONGEST_PLAIN_ID, MOST_BYTES, CallbackCodec
from bot.reminders.delivering import Escalation
from bot.reminders.ledger import Awaited
from bot.reminders.subscriptions import Interest, Subscription
from bot.replies.answer_codes import AnswerCode, Gesture, mark_of
from bot.replies.lines import Action
from bot.replies.reminding import Reminding
from bot.search.asking import Desk

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


def test_several_that_nobody_answered_are_opened_by_number_for_their_chat(
    desk_of: Callable[..., Desk],
) -> None:
    records = [{"id": name, "signed": "2022-01-01", "expires": "2027-08-04"} for name in "AB"]
    since = datetime(2027, 1, 6, tzinfo=UTC)
    kind, chat = MilestoneKind.DECIDE_BY, "-1001/42"
    waiting = tuple(Awaited(name, kind, DAY, chat, since) for name in "AB")
    subscription = Subscription("s", -1001, 42, Interest(), "en", DAY, 1)
    view = desk_of(*records).view(date(2027, 1, 13))

    told = Reminding(view, "en", chat).escalation(Escalation(subscription, waiting, 5))

    assert "these 2 reminders in chat -1001 for 5 working days" in told.text
    (row,) = told.buttons
    assert [(button.label, button.action.agreement_id) for button in row] == [
        ("1", "A"),
        ("2", "B"),
    ]
    opened = AnswerCode(Gesture.OPEN, kind, DAY, mark_of(chat))
    assert {AnswerCode.read(button.action.detail) for button in row} == {opened}
