"""What a reminder's button carries: the gesture, the kind of date and the date, in ten letters.

Short, because Telegram allows 64 bytes a button; with the date, because a tap on an old reminder
must not answer for a date that has changed since. Where somebody is asked to answer for another
chat, eight letters more tell which: its number and topic are too long, so it is a digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.agreements.milestones import MilestoneKind


class Gesture(StrEnum):
    """What a tap says; the first four are answers."""

    IN_HAND = "in-hand"
    UNDER_WAY = "under-way"
    NOT_RENEWING = "not-renewing"
    RENEWED = "renewed"
    SNOOZE = "snooze"
    WITHDRAW = "withdraw"
    OPEN = "open"


#: Letters of a code without a mark, and of a mark.
_LONGEST, _MARK = 10, 8
_GESTURES = dict(zip("hunrswo", Gesture, strict=True))
_KINDS = dict(zip("dneir", MilestoneKind, strict=True))


@dataclass(frozen=True, slots=True)
class AnswerCode:
    """A gesture about a date."""

    gesture: Gesture
    kind: MilestoneKind
    day: date
    #: The mark of the chat for which it answers, where that is not the one with the button.
    chat_mark: str = ""

    @property
    def text(self) -> str:
        """The code as it stands in a button."""
        letter = next(key for key, value in _GESTURES.items() if value is self.gesture)
        kind = next(key for key, value in _KINDS.items() if value is self.kind)
        return f"{letter}{kind}{self.day:%Y%m%d}{self.chat_mark}"

    @classmethod
    def read(cls, text: str) -> AnswerCode | None:
        """Return what a text stands for, or None."""
        gesture, kind = _GESTURES.get(text[:1]), _KINDS.get(text[1:2])
        digits, mark = text[2:_LONGEST], text[_LONGEST:]
        if gesture is None or kind is None or len(mark) not in (0, _MARK) or len(digits) != 8:
            return None
        if not digits.isdecimal():
            return None
        try:
            day = date(int(text[2:6]), int(text[6:8]), int(text[8:10]))
        except ValueError:
            return None
        return cls(gesture, kind, day, mark)


def mark_of(chat: str) -> str:
    """Return the mark of a chat's key."""
    return hashlib.blake2b(chat.encode(), digest_size=_MARK // 2).hexdigest()
