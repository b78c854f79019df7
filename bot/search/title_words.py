"""The word of a title on record that a mistyped Thai word is near to: โบราไค is โบราเคย์.

Such names stand in no list that is shipped. They are looked for by how they begin, which the index
knows, and compared by how they sound.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.search.features import TITLE
from bot.search.holdings import Holdings
from bot.search.normal_form import normal
from bot.search.sounds import sound_of
from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS, thai_trigrams

#: With fewer letters too many words begin alike, and in more titles the word is no name.
SHORTEST, MOST_TITLES = 5, 3
#: Letters that must begin both, and how alike they must sound (0 to 100).
BEGINNING, ALIKE = 4, 80.0
#: A name may be so much longer than what was typed (letters).
LONGER = 3


def titled(piece: str, holdings: Holdings) -> str | None:
    """Return the word of a title that a Thai piece is meant to be, or None."""
    if len(piece) < SHORTEST:
        return None
    index = holdings.index
    weights = [index.with_term(trigram) for trigram in thai_trigrams(piece[:BEGINNING])]
    ids = [i for i in weights[0] if all(each.get(i, 0.0) >= TITLE for each in weights)]
    if not 0 < len(ids) <= MOST_TITLES:
        return None
    sound, best = sound_of(piece), (ALIKE, "")
    for agreement_id in ids:
        agreement = holdings.get(agreement_id)
        for wording in agreement.title.wordings if agreement else ():
            for word in _beginning(normal(wording), piece):
                best = max(best, (fuzz.ratio(sound_of(word), sound), word))
    return best[1] or None


def _beginning(title: str, piece: str) -> list[str]:
    """Return the words in a title that may begin as a piece does, of about its length."""
    at = title.find(piece[:BEGINNING])
    if at < 0:
        return []
    ends = range(at + len(piece) - 1, min(len(title), at + len(piece) + LONGER) + 1)
    return [title[at:end] for end in ends if _is_whole(title, end)]


def _is_whole(title: str, end: int) -> bool:
    after = title[end] if end < len(title) else " "
    return after not in THAI_FOLLOWERS and title[end - 1] not in THAI_LEADERS
