"""What somebody typed after a command, taken apart: the code, the rest, the reason."""

from __future__ import annotations

import re

_REASON_WORDS = r"(?:because(?: of)?|reason:|เพราะ(?:ว่า)?|เนื่องจาก|เหตุผล:?)\s*(?P<reason>\S.*)$"
#: A reason stands at the end, after one of these words.
_REASON = re.compile(rf"(?:^|\s){_REASON_WORDS}", re.DOTALL | re.IGNORECASE)
_REASON_LINE = re.compile(rf"(?:^|\n)\s*{_REASON_WORDS}", re.DOTALL | re.IGNORECASE)


def code_and_rest(text: str) -> tuple[str, str]:
    """Return the first word and what follows it."""
    parts = text.split(None, 1)
    first = parts[0] if parts else ""
    return first.strip("`"), parts[1].strip() if len(parts) > 1 else ""


def reason_in(text: str, *, on_its_own_line: bool = False) -> tuple[str, str]:
    """Return a text without its reason, and the reason, or nothing.

    In a sentence "because" may be meant, so there a reason has to begin a line.
    """
    found = (_REASON_LINE if on_its_own_line else _REASON).search(text)
    if not found:
        return text, ""
    return text[: found.start()].rstrip(), found["reason"].strip()
