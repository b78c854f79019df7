"""Inline questions and Telegram's cache of their results; keeps out how answers are checked.

The cache is what leaked a chat's messages in a real bot: unless an answer is personal, Telegram
serves it to *any* user who types the same words, without asking the bot again.
"""

from dataclasses import dataclass, field
from typing import Final

from tests.botapi.clock import Clock
from tests.botapi.people import User
from tests.botapi.records import Json

USUAL_CACHE_TIME: Final = 300
LIFETIME: Final = 30.0
LONGEST_QUERY: Final = 256

Key = tuple[str, str, int | None]


@dataclass(slots=True, eq=False)
class InlineQuestion:
    """An inline query and the answers it got; ``from_cache`` says that no bot was asked."""

    id: str
    user: User
    query: str
    asked: float
    offset: str = ""
    from_cache: bool = False
    answers: list[Json] = field(default_factory=list)


@dataclass
class InlineQuestions:
    """All questions by id, and the answers still good for the next who asks the same."""

    clock: Clock
    enabled: bool = True
    by_id: dict[str, InlineQuestion] = field(default_factory=dict)
    _cache: dict[Key, tuple[Json, float]] = field(default_factory=dict)

    def ask(self, user: User, query: str, offset: str) -> InlineQuestion:
        """A new question, answered at once where the cache has an answer."""
        number = len(self.by_id) + 1
        question = InlineQuestion(f"inline-{number}", user, query, self.clock.now(), offset)
        self.by_id[question.id] = question
        for key in ((query, offset, user.id), (query, offset, None)):
            answer, until = self._cache.get(key, ({}, 0.0))
            if answer and until > self.clock.now():
                question.from_cache = True
                question.answers.append(answer)
                break
        return question

    def open_question(self, question_id: str) -> InlineQuestion | None:
        """A question that can still be answered: known, not answered, not too old."""
        question = self.by_id.get(question_id)
        if question is None or question.answers:
            return None
        return question if self.clock.now() - question.asked <= LIFETIME else None

    def answer(self, question: InlineQuestion, params: Json) -> None:
        """Note an answer, and keep it for whom it may be served to."""
        question.answers.append(params)
        owner = question.user.id if params.get("is_personal") else None
        until = self.clock.now() + params.get("cache_time", USUAL_CACHE_TIME)
        self._cache[question.query, question.offset, owner] = params, until
