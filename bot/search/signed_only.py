"""Whether a list is of what was signed with somebody: no drafts, no talks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.agreements.kinds import InstrumentKind
from bot.search.cue import Cue
from bot.search.question import Ask
from bot.search.wording import Wording

#: What was signed, of which drafts and talks are no part.
_SIGNED = re.compile(r"\b(?:signed|inked|concluded|did .{0,30}\b(?:sign|ink|conclude))$")
#: "เซ็นกับใครไว้บ้าง", "ลงนามอะไรไปบ้าง".
_SIGNED_THAI = re.compile(
    "(?<!ไม่)(?<!ไม่ได้)(?<!จะ)(?:เซ็น|ลงนาม)(?:กับ|อะไร|ฉบับ)[^ ]{0,15}?(?:ไว้|ไป|แล้ว)(?:แล้ว)?บ้าง"
)
#: "Signed or just talks" leaves open which.
_UNSIGNED = re.compile(r"\b(?:talks?|drafts?|negotiat\w+|planned|proposed)\b")
_PLANNED = "(?:planned|proposed|drafts?|unsigned)"
_NOT_YET = (
    r"(?:drafted|under negotiation|negotiated|being negotiated|pending|in the pipeline|"
    r"not(?: yet)?(?= signed|[ ?.!]*$))"
)
_SIGNED_OR_NOT = Wording(
    rf"\bsigned (?:(?:or|and|as well as)(?: (?:still|only|just|merely|even))* {_PLANNED}|"
    rf"or(?: (?:still|only|just|merely|being|to be|is|are))* {_NOT_YET})\b|"
    rf"\b{_PLANNED} (?:or|and|as well as)(?: already)? signed\b|"
    "(?:ลงนาม|เซ็น)แล้ว(?:หรือ|และ|กับ|รวมทั้ง)(?:ที่)?(?:ยังไม่|ร่าง|อยู่ระหว่าง)",
    "signed|ลงนาม|เซ็น",
)


def only_signed(folded: str, cues: Iterable[Cue]) -> bool:
    """Return whether cues that no range of time has taken ask for signed texts alone."""
    if _SIGNED_THAI.search(folded):
        return True
    said = any(cue.named("ask") == Ask.SIGNED and _SIGNED.search(folded[: cue.end]) for cue in cues)
    return said and _UNSIGNED.search(folded) is None


def is_signed_or_not(folded: str) -> bool:
    """Return whether both are asked for: "signed or planned", ทั้งที่ลงนามแล้วและยังไม่ลงนาม."""
    return _SIGNED_OR_NOT.search(folded) is not None


def with_talks(kinds: tuple[InstrumentKind, ...], folded: str) -> tuple[InstrumentKind, ...]:
    """Return kinds with talks where "signed or planned" says that those count as well."""
    both = kinds and is_signed_or_not(folded) and InstrumentKind.TALKS not in kinds
    return (*kinds, InstrumentKind.TALKS) if both else kinds
