"""The shape of answer that the cue words of a question want: a list, a count, a comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.search.asking_form import PLURAL
from bot.search.cue import HOW_LONG, HOW_OFTEN, Cue
from bot.search.question import Ask, Mode
from bot.search.signed_only import is_signed_or_not

_OPEN_LIST = re.compile(r"^(?:so |and |ok )?(?:what|whats|wat|anything|everything)\b")
#: "From when did it count" asks for no number of texts.
_COUNTS_FROM = re.compile(
    r"\bcount(?:s|ed)? (?:from|as of|the days)\b|\b(?:did|does|do|to) (?:it |they )?count\b"
)
#: "What has depa signed" asks for all that it signed.
_SIGNED_WHAT = re.compile(
    r"^(?:so |and |ok )?(?:what|which ones) (?:has|have|had|did) [\w ]{1,40}? "
    r"(?:sign(?:ed)?|conclude(?:d)?|inked|agreed)\b"
)
#: It asks for a date, not for a list.
WHICH_DAY = re.compile(r"(?:which|what) (?:date|day|year|month)\b")


def mode_asked(folded: str, cues: Sequence[Cue], *, named: bool) -> Mode:
    """Return the shape of the answer; `named`: the question says which agreements it is about."""
    asks_when = [c for c in cues if WHICH_DAY.match(folded, c.start)]
    said = [cue for cue in cues if cue not in asks_when]
    shapes = {name for cue in said if (name := cue.named("mode"))}
    if _COUNTS_FROM.search(folded):
        shapes.discard(Mode.COUNT)
    renewed = any(cue.named("ask") == Ask.RENEWAL for cue in cues)
    if HOW_LONG.search(folded) or (renewed and HOW_OFTEN.search(folded)):
        shapes.discard(Mode.COUNT)
    for mode in (Mode.COMPARE, Mode.HISTORY, Mode.COUNT):
        if mode in shapes:
            return mode
    if Mode.DUE in shapes and not named:
        return Mode.DUE
    if named and any(cue.named("ask") == Ask.GAP for cue in cues):
        return Mode.OPEN  # "the gap between the memoranda" is of one line of texts
    if Mode.LIST in shapes or PLURAL.search(folded) or is_signed_or_not(folded):
        return Mode.LIST
    if _SIGNED_WHAT.search(folded) or (not named and _OPEN_LIST.search(folded)):
        return Mode.LIST
    return Mode.OPEN
