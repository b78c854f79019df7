"""Whether a list is of what was signed with somebody: no drafts, no talks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.search.cue import Cue
from bot.search.question import Ask

#: What was signed, of which drafts and talks are no part.
_SIGNED = re.compile(r"\b(?:signed|inked|concluded|did .{0,30}\b(?:sign|ink|conclude))$")
#: "Signed or just talks" leaves open which.
_UNSIGNED = re.compile(r"\b(?:talks?|drafts?|negotiat\w+|planned|proposed)\b")


def only_signed(folded: str, cues: Iterable[Cue]) -> bool:
    """Return whether cues that no range of time has taken ask for signed texts alone."""
    said = any(cue.named("ask") == Ask.SIGNED and _SIGNED.search(folded[: cue.end]) for cue in cues)
    return said and _UNSIGNED.search(folded) is None
