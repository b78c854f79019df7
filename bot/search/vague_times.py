"""Times that nobody here can date: since covid, before the floods, until the chinese new year.

They say when, not what about, so they neither narrow nor refuse; that they were left aside is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.search.leftovers import Leftover, is_subject
from bot.search.senses import Category, Mention

_OPENED = re.compile(
    r"\b(?:since|before|after|until|till|prior to|post|pre) (?:the |this |last |next |our )?$"
)
#: "Cooperation after floods" is about floods; "after the floods, which ..." and "since" say when.
_SINCE = re.compile(r"(?:\b(?:since|until|till|prior to) |\b(?:before|after) the )(?:the )?$")
_CLOSED = re.compile(
    r"^ ?(?:$|[,.;?!]|(?:which|what|who|how|when|did|do|have|has|is|are|was|were|list|show|any|"
    r"with)\b)"
)
#: A feast of several words whose day is another each year.
_FEAST = re.compile(r"\w+ new year\b")


def vague_times(
    folded: str, mentions: Iterable[Mention], left: Iterable[Leftover]
) -> tuple[list[Mention], list[Leftover], tuple[str, ...]]:
    """Return the areas and words that merely say when, and how each was typed with its opener."""
    areas = [m for m in mentions if _is_only_area(m) and _says_when(folded, m.start, m.end)]
    words = [
        piece
        for piece in left
        if piece.text.isalpha()
        and _OPENED.search(folded[: piece.start])
        and not is_subject(folded, piece)
    ]
    spans = sorted({(m.start, m.end) for m in areas} | {(w.start, w.end) for w in words})
    return areas, words, tuple(_typed(folded, *span) for span in spans)


def _is_only_area(mention: Mention) -> bool:
    return all(sense.category is Category.AREA for sense in mention.senses)


def _says_when(folded: str, start: int, end: int) -> bool:
    return bool(_SINCE.search(folded[:start]) and _CLOSED.match(folded[end:]))


def _typed(folded: str, start: int, end: int) -> str:
    opened, feast = _OPENED.search(folded[:start]), _FEAST.match(folded, start)
    return folded[opened.start() if opened else start : feast.end() if feast else end]
