"""Asks a register a question: understood, set against the last one, decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import Language
from bot.search.answer import Answer
from bot.search.conversation import Context, follow
from bot.search.day_view import DayView
from bot.search.decide import decide
from bot.search.holdings import Holdings
from bot.search.question import Question
from bot.search.scoring import Allowed
from bot.search.understand import Understander


def everything(agreement: Agreement) -> bool:
    """Let everything be seen."""
    del agreement
    return True


class Desk:
    """Answers questions from holdings. Keeps what does not depend on the question."""

    def __init__(self, holdings: Holdings, lead_times: LeadTimes) -> None:
        self.holdings = holdings
        self._lead_times = lead_times
        self._understander = Understander(holdings)
        self._view: DayView | None = None

    def view(self, today: date) -> DayView:
        """Return the register on a day."""
        if self._view is None or self._view.today != today:
            self._view = DayView(self.holdings, today, self._lead_times)
        return self._view

    def understand(self, text: str, today: date, language: Language | None = None) -> Question:
        """Return what a text says, without looking for an answer."""
        return self._understander.understand(text, today, language)

    def ask(
        self,
        text: str,
        today: date,
        *,
        context: Context | None = None,
        allowed: Allowed = everything,
        language: Language | None = None,
    ) -> Answer:
        """Return the answer to a text on a day; never raises, whatever the text.

        `context`: what the conversation is about so far, see `Context.after`.
        """
        alone = self.understand(text, today, language)
        question, follows = follow(alone, context)
        answer = decide(question, self.view(today), allowed)
        if follows and not answer.found and question.among and alone.names_something:
            # Nothing of what was just told is meant, so it is a question of its own.
            question, follows = alone, False
            answer = decide(alone, self.view(today), allowed)
        return replace(answer, follows=follows)
