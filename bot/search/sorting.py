"""What a list is to be sorted by: "sorted by signing date", เรียงตามวันลงนาม.

The words that say so ask for nothing else: "by signing date" asks for no date, "the oldest first"
for no oldest text, "by year" for no number of each year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.search.cue import DATE_ASKS, Cue
from bot.search.question import Ask, Order

#: Letters that may stand between the words of sorting and the date they name.
NEAR = 8
#: Letters that may stand before the end that comes first, or before "by" and a date:
#: "เรียงความตกลงกับลาวจากเก่าไปใหม่".
FAR = 30
_BY = re.compile(r"\bby (?:the |their )?$|ตาม(?:ลำดับ)?$")
_ENDS = frozenset({Ask.EXPIRES, Ask.DAYS_LEFT})
_AHEAD = frozenset({Ask.NOTICE_BY, Ask.DECIDE_BY})


class Sorting(NamedTuple):
    """How to sort, None where it is not said; the other cues; the text without the words of it.

    `shown`: the date it goes by, which each line is to show.
    """

    order: Order | None
    shown: tuple[Ask, ...]
    cues: list[Cue]
    folded: str


def sorting_asked(folded: str, cues: Sequence[Cue]) -> Sorting:
    """Return what a text in normal form wants its list sorted by."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    first = next((cue for cue in ordered if cue.named("sort")), None)
    if first is None:
        return Sorting(None, (), list(cues), folded)
    used = [first]
    for cue in ordered:
        gap = cue.start - used[-1].end
        if gap >= 0 and gap <= _reach(cue, folded):
            used.append(cue)
    start, end = first.start, used[-1].end
    masked = folded
    for cue in used:
        masked = masked[: cue.start] + " " * (cue.end - cue.start) + masked[cue.end :]
    if len(masked[start:end].strip()) <= NEAR:  # else what is sorted is named in between
        masked = masked[:start] + " " * (end - start) + masked[end:]
    shown = tuple(Ask(name) for cue in used if (name := cue.named("ask")) in DATE_ASKS)
    others = [cue for cue in cues if cue not in used]
    return Sorting(_order(used), shown[:1], others, masked)


def _reach(cue: Cue, folded: str) -> int:
    """Return how far from the word before it a cue may still belong to the sorting."""
    if cue.named("sort") or cue.named("order") or cue.named("group") == "year":
        return FAR
    is_date = cue.named("ask") in DATE_ASKS or cue.named("ask") in _ENDS
    if not is_date or cue.named("status"):
        return -1
    return FAR if _BY.search(folded[: cue.start]) else NEAR


def _order(used: Sequence[Cue]) -> Order:
    asks = {cue.named("ask") for cue in used}
    if asks & _ENDS:
        return Order.ENDING
    if asks & _AHEAD:
        return Order.DECIDING
    named = [cue.named("sort") or cue.named("order") for cue in used]
    wanted = next((name for name in named if name in (Order.NEWEST, Order.OLDEST)), None)
    return Order(wanted) if wanted else Order.OLDEST
