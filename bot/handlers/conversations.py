"""What each conversation is about, per chat, topic and person; forgotten after a while.

In memory only: a context is worth minutes, and after a restart a person simply asks in full. The
button rows that must survive a restart carry all they need or rest in the store.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.search.context import Context

#: After this long without a word a question stands for itself.
LAPSES_AFTER = timedelta(minutes=30)
#: So many conversations, and answers that an edited question may change, are remembered.
MOST_REMEMBERED = 5_000

Key = tuple[int, int | None, int]


@dataclass(slots=True)
class _Kept:
    context: Context | None
    at: datetime


class Conversations:
    """Remembers contexts, and which messages answered which question."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._contexts: OrderedDict[Key, _Kept] = OrderedDict()
        self._answers: OrderedDict[tuple[int, int], tuple[int, ...]] = OrderedDict()
        self._questions: OrderedDict[tuple[int, int], tuple[str, datetime]] = OrderedDict()

    def context(self, key: Key) -> Context | None:
        """Return what a conversation is about, if it was about something lately."""
        kept = self._contexts.get(key)
        if kept is None or self._clock() - kept.at > LAPSES_AFTER:
            return None
        return kept.context

    def keep(self, key: Key, context: Context | None) -> None:
        """Remember what a conversation is about now."""
        self._contexts[key] = _Kept(context, self._clock())
        self._contexts.move_to_end(key)
        while len(self._contexts) > MOST_REMEMBERED:
            self._contexts.popitem(last=False)

    def answered(self, chat_id: int, question_id: int, answer_ids: list[int], text: str) -> None:
        """Remember which messages answered a question, and its words for the buttons under them."""
        self._answers[chat_id, question_id] = tuple(answer_ids)
        for answer_id in answer_ids:
            self._questions[chat_id, answer_id] = (text, self._clock())
        while len(self._answers) > MOST_REMEMBERED:
            self._answers.popitem(last=False)
        while len(self._questions) > MOST_REMEMBERED:
            self._questions.popitem(last=False)

    def question_of(self, chat_id: int, answer_id: int) -> str:
        """Return the words of the question that a message answered lately, else nothing."""
        text, at = self._questions.get((chat_id, answer_id), ("", None))
        return text if at is not None and self._clock() - at <= LAPSES_AFTER else ""

    def answers_to(self, chat_id: int, question_id: int) -> tuple[int, ...]:
        """Return the messages that answered a question."""
        return self._answers.get((chat_id, question_id), ())
