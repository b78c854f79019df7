"""Whether agreements with companies or between public bodies are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.search.cue import Cue
from bot.search.question import Level

_NEGATED = re.compile(
    r"(?:\bwithout|\bexcluding|\bexcept|\bnot|\bno|\bbut not)(?: the| any)?\s*$"
    r"|(?:ไม่รวม|ไม่เอา|ยกเว้น|ไม่ใช่|นอกจาก)(?:กับ|พวก)?\s*$"
)


def level_asked(folded: str, cues: Iterable[Cue]) -> tuple[Level | None, Level | None]:
    """Return with whom the agreements should be, and with whom not."""
    for cue in cues:
        name = cue.named("level")
        if name and _NEGATED.search(folded[: cue.start]):
            return None, Level(name)
        if name:
            return Level(name), None
    return None, None
