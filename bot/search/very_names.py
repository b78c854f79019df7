"""Names as they are written: what is held under a former name, and a name that is but a word.

The EEC is an office, and was a community of states; the "EEC Startup Hub" is neither, but has the
very name in its title. What a ministry did under its old name is told first where that is asked.
"""

from __future__ import annotations

from dataclasses import replace

from bot.agreements.agreement import Agreement
from bot.search.day_view import DayView
from bot.search.normal_form import normal
from bot.search.question import Question, Slot, Word
from bot.search.words import stem


def with_names_as_words(question: Question, view: DayView) -> Question:
    """Return a question in which an abbreviation of several bodies is the word that it is."""
    if question.title_like or question.among:
        return question
    slots = [slot for slot in question.parties if _is_a_word(slot, view)]
    words = tuple(Word(slot.written.lower(), slot.start) for slot in slots)
    parties = tuple(slot for slot in question.parties if slot not in slots)
    return (
        replace(question, parties=parties, words=(*question.words, *words)) if slots else question
    )


def _is_a_word(slot: Slot, view: DayView) -> bool:
    is_short = slot.written.isupper() and slot.written.isalpha() and slot.is_doubtful
    return is_short and not slot.excluded and view.holdings.index.knows(stem(slot.written.lower()))


def former_name_first(
    question: Question, agreements: list[Agreement], view: DayView
) -> list[Agreement]:
    """Put what is held under the former name that was asked for before the rest."""
    directory = view.holdings.vocabulary.directory
    former: set[str] = set()
    for slot in question.parties:
        for party_id in slot.ids:
            party = directory.get(party_id)
            names = {normal(name) for name in party.formerly} if party else set()
            former |= names if normal(slot.written) in names else set()
    if not former or question.order or question.sort:
        return agreements
    return sorted(agreements, key=lambda agreement: not _is_held_under(agreement, former))


def _is_held_under(agreement: Agreement, names: set[str]) -> bool:
    return any(
        normal(name) in names
        for party in agreement.parties
        for name in (*party.name.wordings, party.abbreviation)
    )
