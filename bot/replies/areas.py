"""Which scope areas of a text are about what was asked."""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.search.day_view import DayView
from bot.search.normal_form import normal_text
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary


def areas_about(
    agreement: Agreement, asked: frozenset[str], view: DayView, language: Language
) -> list[str]:
    """Return the recorded scope areas that are about areas of the glossary (`asked`, ids)."""
    vocabulary = view.holdings.vocabulary
    return [
        area.in_language(language)
        for area in agreement.scope_areas
        if _is_about(area.wordings, asked, vocabulary)
    ]


def _is_about(wordings: tuple[str, ...], asked: frozenset[str], vocabulary: Vocabulary) -> bool:
    for wording in wordings:
        for mention in vocabulary.lexicon.scan(normal_text(wording)):
            for area in mention.ids(Category.AREA):
                if asked & ({area} | vocabulary.glossary.wider(area)):
                    return True
    return False
