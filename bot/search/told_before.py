"""Which of the texts just told a follow-up picks: the second one, the other one, these two."""

from __future__ import annotations

from dataclasses import replace

from bot.search.context import Context
from bot.search.question import Mode, Question


def about(question: Question, context: Context, agreement_id: str) -> Question:
    """Ask about one agreement; what the conversation was about stays known for the next turn."""
    before = context.question
    return replace(
        question,
        codes=(agreement_id,),
        parties=question.parties or before.parties,
        areas=question.areas or before.areas,
        statuses=(),
        dates=(),
        years=(),
        missing=(),
        order=None,
    )


def numbered(question: Question, context: Context, ordinal: int) -> Question | None:
    """Ask about the one of that number; -1 is the last."""
    place = ordinal - 1 if ordinal > 0 else ordinal
    if not -len(context.offered) <= place < len(context.offered):
        return None
    asks = question.asks or context.question.asks
    picked = replace(question, asks=asks, years=(), words=(), mode=Mode.OPEN, pick=None)
    return about(picked, context, context.offered[place])


def pair(question: Question, context: Context) -> Question | None:
    """Ask of these two: the two that were told, else the two that were in focus last."""
    two = context.told if len(context.told) == 2 else context.recent[:2]
    if len(two) < 2:
        two = context.told[:2]
    if len(two) < 2:
        return None
    mode = question.mode if question.mode in (Mode.COMPARE, Mode.COUNT) else Mode.LIST
    return replace(question, among=two, mode=mode, statuses=(), words=(), pick=None)


def with_the_same(question: Question, context: Context) -> Question | None:
    """Anything else with them: all that is on record with whom the conversation is about."""
    parties = tuple(slot for slot in context.question.parties if not slot.excluded)
    parties = parties or context.partners
    mode = question.mode if question.mode is Mode.COUNT else Mode.LIST
    return replace(question, parties=parties, mode=mode, asks=(), words=()) if parties else None


def the_other(question: Question, context: Context) -> Question | None:
    """Ask the same of the other one of two that were told, of more than two of all the others.

    Where one alone was told, the others are those with the same partner.
    """
    others = tuple(i for i in context.offered or context.told if i != context.focus)
    if context.focus is None:
        return None
    if not others:
        return with_the_same(question, context)
    asked = replace(question, asks=question.asks or context.question.asks, words=(), pick=None)
    if len(others) == 1:
        return about(replace(asked, mode=Mode.OPEN), context, others[0])
    return replace(asked, among=others, mode=Mode.LIST)
