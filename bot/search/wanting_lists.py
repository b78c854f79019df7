"""Whether a question of open shape wants all that fits, or the one text that is meant."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agreements.agreement import Agreement
from bot.search.question import Ask, Mode, Question, Slot
from bot.search.vocabulary import Vocabulary

#: A choice of more than this is a list.
MOST_CHOICES = 20


def wants_list(question: Question, agreements: Sequence[Agreement], vocabulary: Vocabulary) -> bool:
    """Return whether agreements that fit a question are to be listed."""
    if Ask.ADDED in question.asks:  # it is asked of the text that renews another
        return False
    dated = question.dates or question.statuses or question.missing
    filtered = bool(dated or question.level or question.term_months or question.notice_months)
    others = [s for s in question.parties if not (_is_own(s, vocabulary) or s.excluded)]
    names_one = others or question.names or question.codes or question.among
    if question.mode is Mode.LIST:
        return True
    if filtered and not (question.asks and names_one):
        return True
    if filtered and Ask.PARTIES in question.asks:
        return True
    one_text = question.mentions_texts and question.language != "th"  # Thai has no plural
    asks = set(question.asks) - {Ask.SCOPE_AREAS}
    if question.areas and not (names_one or asks or one_text):
        return True  # nothing but a subject is named, so what there is on it is asked for
    if question.asks and not names_one and Ask.PARTIES in question.asks:
        return True
    return bool(question.asks and not names_one and len(agreements) > MOST_CHOICES)


def _is_own(slot: Slot, vocabulary: Vocabulary) -> bool:
    country_of = vocabulary.directory.country_of
    return all(country_of(i) == vocabulary.own_country for i in slot.ids)
