"""Which texts on record a title that was typed out may mean, and whether it surely means one."""

from __future__ import annotations

from collections.abc import Callable

from bot.agreements.agreement import Agreement
from bot.search.choice import LIKENESS_ENOUGH, WRITTEN_OUT

#: A title must be matched to this share of its telling words to be taken for the one meant.
TITLE_SHARE = 0.62
#: Texts within this factor of the best are as good as it: of a title written out, and of another.
WRITTEN_MARGIN, WORDED_MARGIN = 1.08, 1.15
#: A title this much as alike as the best one's is as alike, whoever its parties are.
AS_ALIKE = 0.95

Ranked = list[tuple[Agreement, float, float]]


def titles_meant(
    ranked: Ranked,
    has_all_parties: Callable[[Agreement], bool],
    likeness: Callable[[Agreement], float],
) -> tuple[list[Agreement], bool]:
    """Return the texts that a typed title may mean, best first, and whether the first surely is.

    `ranked`: records, best first, with the share (0 to 1) of the typed title that each answers to
    and its score. `likeness`: how alike its title and the typed one are (0 to 1). None are
    returned where no title on record is like it.
    """
    if not ranked or ranked[0][1] < TITLE_SHARE:
        return [], False
    is_written_out = ranked[0][1] >= WRITTEN_OUT
    like = [(agreement, score) for agreement, share, score in ranked if share >= TITLE_SHARE]
    if not is_written_out:
        # A text without somebody whom the title names is not the one.
        like = [one for one in like if has_all_parties(one[0])] or like
    margin = WRITTEN_MARGIN if is_written_out else WORDED_MARGIN
    close = [agreement for agreement, score in like if score * margin >= like[0][1]]
    if not is_written_out:
        close += [a for a in _as_alike(close[0], ranked, likeness) if a not in close]
    is_sure = len(close) == 1 and (is_written_out or has_all_parties(close[0]))
    return close, is_sure


def _as_alike(
    best: Agreement, ranked: Ranked, likeness: Callable[[Agreement], float]
) -> list[Agreement]:
    """Return what is titled as like it as the best: "Revised Protocol" beside "Protocol"."""
    if likeness(best) < LIKENESS_ENOUGH:
        return []
    enough = likeness(best) * AS_ALIKE
    return [a for a, share, _ in ranked if share >= TITLE_SHARE and likeness(a) >= enough]
