"""Asks a register a question: understood, set against the last one, decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import Language
from bot.search.answer import Answer, AnswerKind
from bot.search.asked_fields import with_what_is_recorded
from bot.search.capitals import may_be_titles
from bot.search.context import Context
from bot.search.conversation import follow, on_its_own
from bot.search.day_view import DayView
from bot.search.decide import decide
from bot.search.features import PARTIES
from bot.search.holdings import Allowed, Holdings
from bot.search.inheriting import narrowed_anew
from bot.search.lacking import are_lacking_asked
from bot.search.question import Mode, Question
from bot.search.traits import with_parties
from bot.search.two_questions import two_questions
from bot.search.two_sides import sides_of, two_countries
from bot.search.understand import Understander
from bot.search.words import stem
from bot.search.writing import LONGEST_QUESTION

#: With more words that nobody knows a long text asks for nothing that could be told.
MOST_UNKNOWN = 2


def everything(agreement: Agreement) -> bool:
    """Let everything be seen."""
    del agreement
    return True


class Desk:
    """Answers questions from holdings. Keeps what does not depend on the question."""

    def __init__(self, holdings: Holdings, lead_times: LeadTimes) -> None:
        self.holdings = holdings
        self._lead_times = lead_times
        self._understanders = {holdings: Understander(holdings)}
        self._view: DayView | None = None

    def view(self, today: date, allowed: Allowed = everything) -> DayView:
        """Return the register on a day, of it only what may be shown."""
        if self._view is None or self._view.today != today:
            self._view = DayView(self.holdings, today, self._lead_times)
        return self._view.seen_by(allowed)

    def understand(
        self,
        text: str,
        today: date,
        language: Language | None = None,
        allowed: Allowed = everything,
        *,
        capitals: bool = True,
        titles: bool = True,
    ) -> Question:
        """Return what a text says, without looking for an answer.

        `capitals`: whether a capital may stand for its country. `titles`: whether it may be the
        title of a text.
        """
        seen = self.holdings.seen_by(allowed)
        if seen not in self._understanders:
            self._understanders[seen] = Understander(seen)
        return self._understanders[seen].understand(
            text, today, language, capitals=capitals, titles=titles
        )

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
        parts = two_questions(text[:LONGEST_QUESTION])
        if parts is None:
            return self._answer(text, today, context, allowed, language)
        first = self._answer(parts[0], today, context, allowed, language)
        going_on = Context.after(first, context)
        if going_on is not None:
            # Nobody has seen a list yet: "the last one" is no number in it.
            going_on = replace(going_on, offered=())
        second = self._answer(parts[1], today, going_on, allowed, language)
        told = second.kind is not AnswerKind.NONE or are_lacking_asked(second.question)
        if first.kind is AnswerKind.NONE or not told:
            return self._answer(text, today, context, allowed, language)
        return replace(first, question=replace(first.question, text=text), also=second)

    def _answer(
        self,
        text: str,
        today: date,
        context: Context | None,
        allowed: Allowed,
        language: Language | None,
    ) -> Answer:
        alone = self._understood(text, today, language, allowed)
        question, follows = follow(alone, context)
        if not follows and (sides := self._sides(alone, today, allowed)):
            question = replace(question, codes=sides, parties=(), areas=(), words=(), kinds=())
        question = question if follows else with_what_is_recorded(question)
        view = self.view(today, allowed)
        answer = decide(question, view)
        nothing = follows and not answer.ids and question.among
        if nothing and context and _is_beside(question, view):
            # None of what was told is of that partner or year, but another text may be.
            is_narrower = alone.link.narrowing and not question.years
            beside = narrowed_anew(alone, context) if is_narrower else replace(question, among=())
            question, answer = beside, decide(beside, view)
        if follows and not answer.ids and question.among and alone.names_something:
            # Nothing of what was just told is meant, so it is a question of its own.
            question, follows = on_its_own(alone, context) if context else alone, False
            answer = decide(question, view)
        if follows and not answer.ids and context and _is_another_text(alone):
            own = replace(alone, asks=alone.asks or context.question.asks)
            told = decide(own, view)
            if told.kind is AnswerKind.ONE:
                return told
        if not answer.ids and not follows and (apart := two_countries(text)):
            told = self._answer(apart, today, context, allowed, language)
            if told.ids:
                return replace(told, question=replace(told.question, text=text))
        if not answer.ids and may_be_titles(alone):
            named = self.understand(text, today, language, allowed, capitals=False)
            titled = decide(named, view)
            if _are_called_by(titled, alone.capitals, view):
                return titled
        return replace(answer, follows=follows)

    def _understood(
        self, text: str, today: date, language: Language | None, allowed: Allowed
    ) -> Question:
        """Return what a text says; a long one that is no title on record is what it asks for."""
        question = self.understand(text, today, language, allowed)
        if not question.title_like or question.title_worded:
            return question
        if decide(question, self.view(today, allowed)).ids:
            return question
        asked = self.understand(text, today, language, allowed, titles=False)
        unknown = [word for word in asked.words if not word.is_held]
        return question if len(unknown) > MOST_UNKNOWN else asked

    def _sides(self, question: Question, today: date, allowed: Allowed) -> tuple[str, ...]:
        """Return the ids of the two texts that are compared, where each side means one surely."""
        view = self.view(today, allowed)
        ids: list[str] = []
        for side in sides_of(question) or ():
            alone = replace(self.understand(side, today, None, allowed), mode=Mode.OPEN)
            answer = decide(alone, view)
            shared = not (alone.parties or alone.codes or alone.names)
            if shared and answer.kind is not AnswerKind.ONE:
                # "Cambodia's on scams and on digital": whom it is with is said once.
                alone = replace(alone, parties=question.parties)
                answer = decide(alone, view)
            if answer.kind is not AnswerKind.ONE or not alone.names_something:
                return ()
            ids.append(answer.ids[0])
        return tuple(ids) if len(set(ids)) == 2 else ()


#: "What about Boracay" turns to another text; "and on stamps" narrows.
_TURNS_TO = re.compile(r"(?:and |ok |so )?(?:what|how) about\b|แล้ว.{1,30}(?:ล่ะ|ละ)")


def _is_another_text(question: Question) -> bool:
    """Whether a follow-up names nothing but a word on record, as another text may be called."""
    named = question.parties or question.areas or question.codes or question.names
    words = [word for word in question.words if word.is_decisive]
    said = words and all(word.is_held for word in words)
    return bool(said and not named and _TURNS_TO.match(question.normal))


def _is_beside(question: Question, view: DayView) -> bool:
    """Whether a question about what was told names a partner that none of it has, or a year."""
    having = with_parties(question.parties, view, named=True)
    return having is not None and (bool(question.years) or having.isdisjoint(question.among))


def _are_called_by(answer: Answer, capitals: Iterable[str], view: DayView) -> bool:
    """Whether all that was found has the capitals in a title or in the name of a party."""
    index = view.holdings.index
    words = [stem(word) for capital in capitals for word in capital.lower().split()]
    weights = [index.with_term(word) for word in words]
    return bool(answer.ids) and all(
        weight.get(i, 0.0) >= PARTIES for i in answer.ids for weight in weights
    )
