"""What somebody typed after a command, taken apart: the code, the rest, the reason."""

from __future__ import annotations

import re

#: A reason stands at the end, after one of these words.
_REASON = re.compile(
    r"(?:^|\s)(?:because(?: of)?|reason:|เพราะ(?:ว่า)?|เนื่องจาก|เหตุผล:?)\s*(?P<reason>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)


def code_and_rest(text: str) -> tuple[str, str]:
    """Return the first word and what follows it."""
    parts = text.split(None, 1)
    first = parts[0] if parts else ""
    return first.strip("`"), parts[1].strip() if len(parts) > 1 else ""


def reason_in(text: str) -> tuple[str, str]:
    """Return a text without its reason, and the reason, or nothing."""
    found = _REASON.search(text)
    if not found:
        return text, ""
    return text[: found.start()].rstrip(), found["reason"].strip()
