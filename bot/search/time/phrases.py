"""Finds the time phrases of a text: masks what only looks like a date, then asks the grammar."""

from __future__ import annotations

import re
from datetime import date

from bot.search.time.grammar import Grammar, TimePhrase
from bot.search.time.symbols import symbols_of
from bot.search.time.time_words import TELLING_WORDS

#: Numbers that name a document, a standard, a plan or a place in a text, never a year or day.
_NOT_A_DATE = re.compile(
    r"\b(?:no|nos|number|resolution|iso(?:/iec)?|article|articles|section|decree|chapter|annex|"
    r"part|vision|agenda|rev|version|v)[. ]*(?:no[. ]*)?\(?\d+(?:[/.:-]\d+)*\)?"
    r"|(?:เลขที่|ข้อที่|ข้อ|มาตรา|ฉบับที่|ครั้งที่|หมายเลข|วิสัยทัศน์) ?\d+(?:[/.:-]\d+)*"
)
#: "The last day of the memorandum" is its end; "in the last day" is since yesterday.
_ITS_LAST_DAY = re.compile(r"(?<!\bin the )(?<!\bwithin the )(?<!\bduring the )\blast day\b")
#: Nothing of time can stand in a text without a digit, one of these, or a telling English word.
_MAY_HOLD_TIME = re.compile(
    r"\d|ปี|พรุ่งนี้|เดือน|วัน|สัปดาห์|อาทิตย์|ไตรมา|ครึ่ง|คม|ยน|พันธ์|เร็ว ?นี้|ในไม่ช้า|อันใกล้|ทศวรรษ|"
    "นี้|(?:มี?|เม|พฤ?|มิ?|ก|ส|ต|ธ)[คพย](?![ก-๎])"
)
_LATIN = re.compile("[a-z]+")


def time_phrases(folded: str, today: date) -> list[TimePhrase]:
    """Return the time phrases of a text in normal form, left to right.

    Shapes: see `TimePhrase`; places are characters of `folded`.
    """
    if _MAY_HOLD_TIME.search(folded) is None and TELLING_WORDS.isdisjoint(_LATIN.findall(folded)):
        return []
    masked = folded
    for pattern in (_NOT_A_DATE, _ITS_LAST_DAY):
        masked = pattern.sub(lambda match: "\x00" * len(match[0]), masked)
    return Grammar(symbols_of(masked), today).phrases()
