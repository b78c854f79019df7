"""Whether a piece of Thai, which has no spaces, is made of nothing but ordinary words."""

from __future__ import annotations

from collections.abc import Container

from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS

#: No ordinary word is longer or shorter (letters).
_LONGEST, _SHORTEST = 14, 2


def is_plain_thai(piece: str, words: Container[str]) -> bool:
    """Return whether a piece can be cut into words of a list without tearing a syllable."""
    ends = {0}
    for start in range(len(piece)):
        if start not in ends:
            continue
        for end in range(start + _SHORTEST, min(len(piece), start + _LONGEST) + 1):
            is_torn = end < len(piece) and piece[end] in THAI_FOLLOWERS
            if not is_torn and piece[end - 1] not in THAI_LEADERS and piece[start:end] in words:
                ends.add(end)
    return len(piece) in ends
