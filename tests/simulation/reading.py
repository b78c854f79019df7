"""What a message of the bot tells, read from the message as it arrived at Telegram."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime

from tests.botapi.records import Call

KINDS = {"d": "decide-by", "n": "notice-by", "e": "expires", "i": "in-force", "r": "review"}
_ROW = re.compile(r"^(\d+)\. <code>([^<]+)</code>", re.MULTILINE)
_WEEKLY = re.compile(r"^(?:✅|🗓) (?:Checked|ตรวจสอบ)")
#: Only the entry into force has no button: nobody has to answer it.
ENTRY = "in-force"


def is_weekly(call: Call) -> bool:
    """Whether it is the weekly line."""
    return bool(_WEEKLY.match(str(call.params.get("text", ""))))


def dates_told(call: Call) -> Iterator[tuple[str, str, date | None]]:
    """Each date a message tells: code, kind and day; of an entry into force no day."""
    text = str(call.params.get("text", ""))
    if is_weekly(call) or text.startswith(("⏰", "❓", "🚫")):
        return
    numbered: set[str] = set()
    found: dict[tuple[str, str, date], None] = {}
    for label, data in _buttons(call):
        parts = data.split("|")
        if len(parts) == 5 and parts[1] == "answer":
            kind, day = parts[3][1], datetime.strptime(parts[3][2:], "%Y%m%d").date()  # noqa: DTZ007
            found[parts[2], KINDS[kind], day] = None
            numbered.add(label)
    yield from found
    for number, code in _ROW.findall(text):
        if number not in numbered:
            yield code, ENTRY, None


def _buttons(call: Call) -> Iterator[tuple[str, str]]:
    markup = call.params.get("reply_markup") or {}
    if isinstance(markup, str):
        markup = json.loads(markup)
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            yield button["text"], button.get("callback_data", "")
