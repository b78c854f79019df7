"""What a question is about, without what only asks: to rank the records by, and to compare."""

from __future__ import annotations

from bot.search.features import AREA, KIND, PARTY, text_terms
from bot.search.kinds_named import names_any_text
from bot.search.leftovers import Leftover
from bot.search.normal_form import NormalText
from bot.search.scan import Scan, masked
from bot.search.senses import Category, Mention
from bot.search.words import words_of

#: Words of a question that stand in no title's place.
_FUNCTION_WORDS = frozenset(
    "when what which who whom whose where why how is are was were do does did has have had will "
    "would can could should may it its we us our you your i me my there that this these those any "
    "or not no if please tell show give".split()
)


def without_asking(scan: Scan, mentions: list[Mention]) -> NormalText:
    """Return the text of a question without the words that only ask."""
    asking = [(m.start, m.end) for m in mentions if m.has(Category.CUE)]
    asking += [
        (word.start, word.end)
        for word in scan.words
        if word.text in _FUNCTION_WORDS and word.start not in scan.covered
    ]
    return masked(scan.text, asking)


def ranking_terms(
    scan: Scan,
    mentions: list[Mention],
    left: list[Leftover],
    concepts: tuple[str, ...],
    own_country: str,
) -> dict[str, float]:
    """Return the features to rank by; of a title every word, of a question what it is about.

    `concepts`: all of a text that asks nothing.
    """
    terms: dict[str, float] = {}
    for mention in mentions:
        for party in mention.ids(Category.PARTY):
            if party != own_country:
                terms[PARTY + party] = 1.0
        for area in mention.ids(Category.AREA):
            terms[AREA + area] = 1.0
        for kind in mention.ids(Category.KIND):
            if concepts or not names_any_text(mention):
                terms[KIND + kind] = 1.0
    if concepts:
        return terms | dict.fromkeys(concepts, 1.0)
    about = (Category.AREA, Category.KIND, Category.AGREEMENT, Category.PARTY)
    spans = [
        (m.start, m.end) for m in mentions if any(m.has(c) for c in about) and not names_any_text(m)
    ]
    spans += [(piece.start, piece.end) for piece in left]
    for start, end in spans:
        part = NormalText(scan.text.folded[start:end], scan.text.cased[start:end])
        terms.update(dict.fromkeys(text_terms(words_of(part)), 1.0))
    return terms
