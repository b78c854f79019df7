"""Whether agreements with companies or between public bodies are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.search.cue import Cue
from bot.search.negation import is_left_out
from bot.search.question import Level

_TOO = re.compile(r"\s*(?:included|too|as well|also)\b|\s*ด้วย")
_ALSO = re.compile(
    r"(?:\bincluding(?: the)?|\beven|\balso) $|(?<!ไม่)รวม(?:ถึง|ทั้ง)?(?:ที่ทำ)?(?:กับ|ของ)?\s*$"
)
_NO = re.compile(r"\bno $|ไม่มี\s*$")


def level_asked(folded: str, cues: Iterable[Cue]) -> tuple[Level | None, Level | None]:
    """Return with whom the agreements should be, and with whom not."""
    asked: Level | None = None
    left_out: Level | None = None
    for cue in cues:
        name = cue.named("level")
        if not name:
            continue
        if _TOO.match(folded[cue.end :]) or _ALSO.search(folded[: cue.start]):
            continue  # "companies included" leaves nobody out
        if is_left_out(folded, cue.start) or _NO.search(folded[: cue.start]):
            left_out = left_out or Level(name)
        else:
            asked = asked or Level(name)
    return asked, left_out
