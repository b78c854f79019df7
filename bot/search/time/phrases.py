"""Finds the time phrases of a text: masks what only looks like a date, then asks the grammar."""

from __future__ import annotations

import re
from datetime import date

from bot.search.time.grammar import Grammar, TimePhrase
from bot.search.time.symbols import symbols_of

#: Numbers that name a document, a standard, a plan or a place in a text, never a year or day.
_NOT_A_DATE = re.compile(
    r"\b(?:no|nos|number|resolution|iso(?:/iec)?|article|articles|section|decree|chapter|annex|"
    r"part|vision|agenda|rev|version|v)[. ]*(?:no[. ]*)?\(?\d+(?:[/.:-]\d+)*\)?"
    r"|(?:เลขที่|ข้อที่|ข้อ|มาตรา|ฉบับที่|ครั้งที่|หมายเลข|วิสัยทัศน์) ?\d+(?:[/.:-]\d+)*"
)
#: Nothing of time can stand in a text that has neither a digit nor one of these words.
_MAY_HOLD_TIME = re.compile(
    r"\d|\b(?:year|yr|ytd|month|mth|mos|week|wk|day|quarter|qtr|half|decade|today|tomorrow|"
    r"yesterday|now|soon|shortly|before long|(?:six|seven|eigh|nine)ties|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fiscal|fy|next|last|this)|"
    "ปี|พรุ่งนี้|เดือน|วัน|สัปดาห์|อาทิตย์|ไตรมา|ครึ่ง|คม|ยน|พันธ์|เร็ว ?นี้|ในไม่ช้า|อันใกล้|ทศวรรษ|"
    "นี้|(?:มี?|เม|พฤ?|มิ?|ก|ส|ต|ธ)[คพย](?![ก-๎])"
)


def time_phrases(folded: str, today: date) -> list[TimePhrase]:
    """Return the time phrases of a text in normal form, left to right.

    Shapes: see `TimePhrase`; places are characters of `folded`.
    """
    if not _MAY_HOLD_TIME.search(folded):
        return []
    masked = _NOT_A_DATE.sub(lambda match: "\x00" * len(match[0]), folded)
    return Grammar(symbols_of(masked), today).phrases()
