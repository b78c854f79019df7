"""Which texts on record a title that was typed out may mean, and whether it surely means one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from bot.agreements.agreement import Agreement
from bot.search.choice import LIKENESS_ENOUGH, WRITTEN_OUT

#: A title must be matched to this share of its telling words to be taken for the one meant.
TITLE_SHARE = 0.62
#: Texts within this factor of the best are as good as it: of a title written out, and of another.
WRITTEN_MARGIN, WORDED_MARGIN = 1.08, 1.15
#: A title this much as alike as the best one's is as alike, whoever its parties are.
AS_ALIKE = 0.95

Ranked = list[tuple[Agreement, float]]
Measure = Callable[[Agreement], float]


def titles_meant(
    ranked: Ranked,
    has_all_parties: Callable[[Agreement], bool],
    share: Measure,
    likeness: Measure,
) -> tuple[list[Agreement], bool]:
    """Return the texts that a typed title may mean, best first, and whether the first surely is.

    `ranked`: records with their scores, best first. `share`: how much of the typed title a record
    answers to (0 to 1). `likeness`: how alike its title and the typed one are (0 to 1). None are
    returned where no title on record is like it.
    """
    best_share = share(ranked[0][0]) if ranked else 0.0
    if best_share < TITLE_SHARE:
        return [], False
    if best_share >= WRITTEN_OUT:
        near = _within(WRITTEN_MARGIN, ranked)
        close = [agreement for agreement in near if share(agreement) >= TITLE_SHARE]
        return close, len(close) == 1
    like = [one for one in ranked if share(one[0]) >= TITLE_SHARE]
    # A text without somebody whom the title names is not the one.
    close = _within(WORDED_MARGIN, [one for one in like if has_all_parties(one[0])] or like)
    near = _as_alike(close[0], [agreement for agreement, _ in like], likeness)
    close += [agreement for agreement in near if agreement not in close]
    return close, len(close) == 1 and has_all_parties(close[0])


def _within(margin: float, ranked: Ranked) -> list[Agreement]:
    """Return the texts that are as good as the first, within a factor."""
    first = ranked[0][1]
    return [agreement for agreement, _ in takewhile(lambda one: one[1] * margin >= first, ranked)]


def _as_alike(best: Agreement, like: list[Agreement], likeness: Measure) -> list[Agreement]:
    """Return what is titled as like it as the best: "Revised Protocol" beside "Protocol"."""
    if likeness(best) < LIKENESS_ENOUGH:
        return []
    enough = likeness(best) * AS_ALIKE
    return [agreement for agreement in like if likeness(agreement) >= enough]
