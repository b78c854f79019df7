"""What a count is to be broken down by: partners, years, kinds, or bodies of the own side."""

from __future__ import annotations

from collections.abc import Iterable

from bot.search.cue import Cue
from bot.search.question import Grouping
from bot.search.wording import Wording

#: "Which country have we signed the most MoUs with": the words between say which texts count.
_MOST_WITH = Wording(
    r"\bmost (?:of (?:our|the) )?(?:[\w-]+ ){1,3}with\b|"
    r"\b(?:which|what) (?:countr(?:y|ies)|partners?)\b[^?]*\bmost\b",
    "most",
)
_BODIES = (
    r"(?:agenc(?:y|ies)|ministr(?:y|ies)|bod(?:y|ies)|departments?|offices?|organi[sz]ations?)"
)
#: Bodies of the own side: "which agency of ours has the most", "which Thai ministry".
_OURS = Wording(
    rf"\b{_BODIES} (?:of ours|on our side|in thailand)\b|"
    rf"\b(?:of|which|what)(?: one)?(?: of)? (?:our|thai)(?: own)? {_BODIES}\b|"
    "(?:หน่วยงาน|กระทรวง|กรม|องค์กร)(?:ใด|ไหน)?(?:ของ|ฝ่าย|ฝั่ง)?(?:เรา|ไทย)",
    "ours|our|thai|เรา|ไทย",
)


def grouping_asked(folded: str, cues: Iterable[Cue]) -> Grouping | None:
    """Return what the words of a question in normal form break a count down by, or None."""
    named = next((name for cue in cues if (name := cue.named("group"))), None)
    grouping = Grouping(named) if named else None
    if grouping is None and _MOST_WITH.search(folded):
        grouping = Grouping.COUNTRY
    if grouping is Grouping.COUNTRY and _OURS.search(folded):
        return Grouping.OWN_BODY
    return grouping
