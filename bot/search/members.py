"""A bloc with which nothing is on record is asked about through its members: G7, CLMV."""

from __future__ import annotations

from dataclasses import replace

from bot.search.day_view import DayView
from bot.search.question import Question
from bot.search.slots import of_members


def through_members(question: Question, view: DayView) -> Question:
    """Return the question about the members of blocs with which themselves nothing is on record."""
    if question.title_like or question.codes or question.names:
        return question
    vocabulary = view.holdings.vocabulary
    parties = tuple(
        slot
        if slot.group or slot.excluded or any(map(view.holdings.index.with_party, slot.ids))
        else of_members(slot, vocabulary)
        for slot in question.parties
    )
    return question if parties == question.parties else replace(question, parties=parties)
