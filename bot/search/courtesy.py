"""What people write around a question: greeting, who they are, good wishes, thanks, signature."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.search.asking_form import is_question
from bot.search.normal_form import NormalText
from bot.search.time.grammar import TimePhrase
from bot.search.wording import Wording

#: What may stand before a question, one after the other; each ends where a sentence or clause does.
_OPENINGS = re.compile(
    r"^(?:"
    r"(?:dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))\b"
    r"[^,.!?:;]{0,40}[,.!:;]"
    r"|(?:i )?(?:hope|trust) (?:this|that|you|all|everything)\b[^.!?]{0,80}[.!]"
    r"|this is [^,.!?]{1,60}[,.!]|[^,.!?]{1,60} here[,.!]"
    r"|(?:sorry|apologies)\b[^,.!?]{0,40}[,.!]"
    r"|(?:(?:please|pls|can you|could you) )?(?:open|pull up|bring up|look up|call up|display) "
    r"(?=(?:me )?(?:the|our|my|all)\b)"
    r"|(?:กราบ)?เรียน(?! ?(?:ต่อ|รู้|ภาษา|การ))[^ ]{0,30} |สวัสดี[^ ]{0,20} "
    r")\s*"
)
#: What may stand after it; it has to be the rest of the message.
_CLOSING = Wording(
    r"(?:(?<=[.,!?;\-] )|(?<=[.,!?;]))(?:(?:many|best|kind|warm|with|yours|very) ?)*"
    r"(?:thanks|thank you|thx|tks|cheers|regards|wishes|sincerely|faithfully|truly|respectfully)\b"
    r".*$|(?:(?<= )|(?<=ค่ะ)|(?<=คะ)|(?<=ครับ)|(?<=[?]))"
    r"(?:จึงเรียนมา|ขอบคุณ|ขอบพระคุณ|ด้วยความเคารพ|ขอแสดงความนับถือ).*$",
    "thank|thx|tks|cheers|regards|wishes|sincerely|faithfully|truly|respectfully|จึงเรียนมา|ขอบคุณ|"
    "ขอบพระคุณ|ด้วยความเคารพ|ขอแสดงความนับถือ",
)
LONGEST_CLOSING = 120
#: The day on which people meet is no date of an agreement: "my director meets Laos tomorrow".
_OCCASION = re.compile(
    r"\b(?:meet|meets|meeting|met|visit|visits|visiting|brief|briefs|briefing|travel|travels|fly|"
    r"flies|arrive|arrives|sees|seeing|talks? (?:to|with)|need (?:it|this)|needed)\b[^.?!]{0,40}$"
    r"|(?:ประชุม|เข้าพบ|ไปพบ|จะพบ|เดินทาง|มาเยือน|ไปเยือน|ต้องใช้|รายงานนาย)[^?]{0,30}$"
)
_OCCASION_AFTER = re.compile(
    r"^(?:'?s)? ?(?:meeting|visit|briefing|talks\b)|^ ?(?:นี้)?(?:มี|จะมี)?(?:ประชุม|เข้าพบ|การประชุม)"
)
#: Longer than this no appointment is.
MOST_DAYS = 7


def without_courtesy(text: NormalText) -> NormalText:
    """Return a text without what only surrounds the question; itself where nothing else is said."""
    start, end = 0, len(text.folded)
    while found := _OPENINGS.match(text.folded[start:]):
        start += found.end()
    closing = _CLOSING.search(text.folded, start)
    if closing and closing.end() - closing.start() <= LONGEST_CLOSING:
        end = closing.start() if not is_question(closing[0]) else end
    folded, cased = text.folded[start:end], text.cased[start:end]
    before = len(folded) - len(folded.lstrip())
    after = len(folded.rstrip(" ,;-"))
    if not folded[before:after]:
        return text
    return NormalText(folded[before:after], cased[before:after])


def without_occasions(folded: str, phrases: Iterable[TimePhrase]) -> list[TimePhrase]:
    """Return the times in a text that are not merely the day on which somebody meets."""
    return [phrase for phrase in phrases if not _is_occasion(folded, phrase)]


def _is_occasion(folded: str, phrase: TimePhrase) -> bool:
    first, last = phrase.period.start, phrase.period.end
    if first is None or last is None or (last - first).days >= MOST_DAYS:
        return False
    before, after = folded[: phrase.start], folded[phrase.end :]
    return bool(_OCCASION.search(before) or _OCCASION_AFTER.match(after))
