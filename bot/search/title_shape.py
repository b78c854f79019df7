"""Whether a text is the title of an agreement, written out, rather than a question about one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.search.asking_form import PLURAL
from bot.search.cue import cues_of
from bot.search.question import Ask
from bot.search.senses import Category, Mention

#: So many words without a question word are a title.
TITLE_LENGTH = 7
#: Words that people say and titles do not.
_SPOKEN = re.compile(
    r"\b(?:we|us|our|i|my|you|your|any|please|pls|thing|things|that one|this one|exp|vs)\b|"
    "เรา|ครับ|ค่ะ|คะ|หน่อย|ช่วย|เท่า|กี่|แล้ว(?!แต่)|ล่ะ|ถาม"
)
_TITLE_MARK = re.compile(
    r"\b(?:between|concerning|regarding|relating to|on the|for the|to the|amending|establishing|"
    r"in the field of)\b|ระหว่าง|ว่าด้วย"
)
#: "Date of Cabinet approval for the China AI memorandum" asks for a field.
_FIELD_OF = re.compile(
    r"(?:the )?(?:exact )?(?:dates?|day|year|month|expiry|expiration|end|signature|signing|"
    r"approval|duration|length|status|scope|parties|sources?|owner|notice period|renewal terms?|"
    r"entry into force)(?: date| day)? (?:of|for)\b"
)
#: Of these words none stands in a request.
_WORDING = re.compile(
    r"\b(?:between|concerning|regarding|relating to|amending|establishing|in the field of)\b|"
    "ระหว่าง|ว่าด้วย"
)


def reads_like_title(folded: str, words: int, mentions: Sequence[Mention], *, asks: bool) -> bool:
    """Return whether a text reads like a title: long, asking nothing, filtering nothing.

    `words`: how many words it has; a run of Thai counts as one. `asks`: it is a question.
    """
    cues = cues_of(mentions)
    shaped = any(cue.named("mode") and cue.start < 12 for cue in cues)
    shaped = shaped or any(cue.named("ask") and cue.start < 4 for cue in cues)
    filters = any(cue.named("status") and cue.named("ask") for cue in cues)
    filters = filters or any(cue.named("missing") for cue in cues)
    if shaped or filters or asks or PLURAL.search(folded):
        return False
    if _FIELD_OF.match(folded):
        return False
    asks_for = any(cue.named("order") or cue.named("ask") == Ask.TITLE for cue in cues)
    if _SPOKEN.search(folded) or asks_for:
        return False
    first_kind = next((m for m in mentions if m.has(Category.KIND)), None)
    starts_so = first_kind is not None and first_kind.start <= 4
    long = words >= TITLE_LENGTH or len(folded) > 60
    return (starts_so and _TITLE_MARK.search(folded) is not None and len(folded) > 30) or long


def is_worded_as_title(folded: str, mentions: Sequence[Mention]) -> bool:
    """Return whether what reads like a title also begins like one or joins its parts like one."""
    first_kind = next((m for m in mentions if m.has(Category.KIND)), None)
    starts_so = first_kind is not None and first_kind.start <= 4
    return starts_so or _WORDING.search(folded) is not None
