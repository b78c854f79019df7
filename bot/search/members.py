"""A bloc with which nothing is on record is asked about through its members: G7, CLMV."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from bot.search.day_view import DayView
from bot.search.question import Question, Slot
from bot.search.slots import of_members


def through_members(question: Question, view: DayView) -> Question:
    """Return the question about the members of blocs with which themselves nothing is on record."""
    if question.title_like or question.codes or question.names:
        return question
    parties = tuple(_through(slot, view) for slot in question.parties)
    return question if parties == question.parties else replace(question, parties=parties)


def _through(slot: Slot, view: DayView) -> Slot:
    vocabulary, holders = view.holdings.vocabulary, view.holdings.index.with_party
    if slot.group or slot.excluded:
        return slot
    if slot.any_of:
        # "The Nordics with Estonia": each that is a bloc stands for its members.
        members = vocabulary.directory.members_of
        each = ((() if holders(party) else members(party)) or (party,) for party in slot.ids)
        ids = dict.fromkeys(chain.from_iterable(each))
        ids.pop(vocabulary.own_country, None)
        return replace(slot, ids=tuple(ids))
    return slot if any(map(holders, slot.ids)) else of_members(slot, vocabulary)
