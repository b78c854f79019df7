"""The words of time phrases, English and Thai, as symbols that the grammar reads alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.search.normal_form import THAI
from bot.search.time.period import Unit


class Kind(Enum):
    """What a symbol is in the grammar."""

    NUMBER = auto()
    DATE = auto()
    MONTH = auto()
    UNIT = auto()
    NEXT = auto()
    LAST = auto()
    THIS = auto()
    BEFORE = auto()
    AFTER = auto()
    SINCE = auto()
    UNTIL = auto()
    WITHIN = auto()
    BETWEEN = auto()
    TO = auto()
    ONWARD = auto()
    EARLIER = auto()
    START = auto()
    MIDDLE = auto()
    END = auto()
    QUARTER = auto()
    HALF = auto()
    DECADE = auto()
    FISCAL = auto()
    AGO = auto()
    PAST = auto()
    AHEAD = auto()
    LONGER = auto()
    SHORTER = auto()
    TODAY = auto()
    SOON = auto()
    BUDDHIST = auto()
    CHRISTIAN = auto()
    OR = auto()
    COMMA = auto()
    GLUE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Symbol:
    """One word or sign: its kind, its number or unit, and its characters `start` to `end`."""

    kind: Kind
    value: int | Unit | str
    start: int
    end: int


_ENGLISH: dict[Kind, str] = {
    Kind.NEXT: "next|coming|upcoming|forthcoming",
    Kind.LAST: "last|past|previous|preceding",
    Kind.THIS: "this|current",
    Kind.BEFORE: "before|prior to|earlier than",
    Kind.AFTER: "after|later than|following",
    Kind.SINCE: "since|as of|as from|starting from|starting in|starting|not before|no earlier than"
    "|not earlier than",
    Kind.UNTIL: "not later than|no later than|not after|until|till|up until|up to|latest by|by",
    Kind.WITHIN: "within|inside|during|over the|throughout|in",
    Kind.BETWEEN: "between|from",
    Kind.TO: "through to|through|thru|to|and",
    Kind.ONWARD: "onwards|onward|and later|or later|and after|or after|or newer|and newer|on",
    Kind.EARLIER: "or earlier|and earlier|or before|and before|or older|and older",
    Kind.START: "start of|beginning of|early in|early",
    Kind.MIDDLE: "middle of|mid of|mid",
    Kind.END: "end of|close of|late in|late",
    Kind.AGO: "ago|back",
    Kind.AHEAD: "from now|from today|ahead|hence|to come",
    Kind.LONGER: "more than|longer than|older than|over|at least",
    Kind.SHORTER: "less than|no more than|not more than|under|at most",
    Kind.SOON: "soon|shortly|in the near future",
    Kind.BUDDHIST: "b e|be|buddhist year|buddhist era",
    Kind.CHRISTIAN: "a d|ad|ce|c e|anno domini",
    Kind.OR: "or",
    Kind.GLUE: "the|for|of|year of|a|an|on|at|calendar|month of|period|day",
}
_THAI: dict[Kind, str] = {
    Kind.NEXT: "หน้า|ถัดไป|ต่อไป",
    Kind.LAST: "ที่แล้ว|ก่อนหน้านี้",
    Kind.THIS: "ปัจจุบัน|นี้",
    Kind.BEFORE: "ก่อนหน้า|ก่อน",
    Kind.AFTER: "หลังจาก|ภายหลัง|หลัง",
    Kind.SINCE: "นับตั้งแต่|ตั้งแต่|นับแต่|นับจาก|เริ่มจาก",
    Kind.UNTIL: "จนกระทั่งถึง|จนกระทั่ง|จนถึง|ไม่เกิน|อย่างช้า|ไม่ช้ากว่า|ไม่หลัง",
    Kind.WITHIN: "ภายในช่วง|ภายใน|ในช่วงเวลา|ในอีก|ในช่วง|ช่วง|อีก|ใน",
    Kind.BETWEEN: "ระหว่าง|จาก",
    Kind.TO: "ถึง|และ|กับ",
    Kind.ONWARD: "เป็นต้นไป|เป็นต้นมา|ขึ้นไป",
    Kind.EARLIER: "ลงไป|ย้อนลงไป",
    Kind.START: "ต้น",
    Kind.MIDDLE: "กลาง",
    Kind.END: "สิ้น|ปลาย",
    Kind.PAST: "ที่ผ่านมา|ผ่านมา|ย้อนหลัง",
    Kind.AGO: "มาแล้ว",
    Kind.AHEAD: "ข้างหน้า|ต่อจากนี้|นับจากนี้|นับจากวันนี้|จากนี้|ที่จะถึง|ที่จะมาถึง",
    Kind.LONGER: "มากกว่า|เกินกว่า|เกิน|นานกว่า|อย่างน้อย",
    Kind.SHORTER: "น้อยกว่า",
    Kind.OR: "หรือ",
    Kind.SOON: "เร็วนี้|เร็ว นี้|ในไม่ช้า|ในอนาคตอันใกล้",
    Kind.BUDDHIST: "พุทธศักราช|พศ",
    Kind.CHRISTIAN: "คริสต์ศักราช|คศ",
    Kind.GLUE: "วันที่|เมื่อ|ของ|ประจำ|ที่",
}
_UNITS: dict[Unit, str] = {
    Unit.DAY: "days|day|วัน",
    Unit.WEEK: "weeks|week|สัปดาห์|อาทิตย์",
    Unit.MONTH: "months|month|เดือน",
    Unit.QUARTER: "quarters|quarter|ไตรมาส",
    Unit.FISCAL_YEAR: "fiscal years|fiscal year|financial year|budget year|fy|ปีงบประมาณ|ปีงบ",
    Unit.YEAR: "calendar year|years|year|yrs|yr|ปี",
    Unit.DECADE: "decades|decade|ทศวรรษ",
}
_MONTHS = (
    "january jan มกราคม มกรา", "february feb กุมภาพันธ์ กุมภา", "march mar มีนาคม มีนา",
    "april apr เมษายน เมษา", "may พฤษภาคม พฤษภา", "june jun มิถุนายน มิถุนา",
    "july jul กรกฎาคม กรกฎา", "august aug สิงหาคม สิงหา", "september sept sep กันยายน กันยา",
    "october oct ตุลาคม ตุลา", "november nov พฤศจิกายน พฤศจิกา", "december dec ธันวาคม ธันวา",
)  # fmt: skip
#: Read only where they stand alone, for they occur inside other words.
_SHORT_MONTHS = ["มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค"]
_NUMBERS = (
    "one หนึ่ง", "two สอง", "three สาม", "four สี่", "five ห้า", "six หก", "seven เจ็ด",
    "eight แปด", "nine เก้า", "ten สิบ", "eleven สิบเอ็ด", "twelve สิบสอง",
)  # fmt: skip
_MORE_NUMBERS = {"eighteen": 18, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_TODAY = {
    "tomorrow": 1, "today": 0, "now": 0, "yesterday": -1,
    "มะรืนนี้": 2, "พรุ่งนี้": 1, "วันนี้": 0, "ขณะนี้": 0, "เมื่อวานนี้": -1, "เมื่อวาน": -1,
}  # fmt: skip
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}

Meaning = tuple[Kind, int | Unit | str]
_LATIN_WORD = re.compile(r"[a-z]+")
_LATIN_LETTER = re.compile(r"[a-z0-9]")
_THAI_RUN = re.compile(f"[{THAI}]+")
_NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}(?:-\d{1,2})?)(?![\d-])"
    r"|(?P<dmy>\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?![\d/])"
    r"|(?P<my>\d{1,2}/\d{4})(?![\d/])"
    r"|(?P<decade>(?:19|20)\d0)s(?![a-z0-9])"
    r"|fy ?(?P<fiscal>\d{2,4})(?!\d)"
    r"|q(?P<quarter>[1-4])(?![a-z0-9])"
    r"|h(?P<half>[12])(?![a-z0-9])"
    r"|(?P<nth>\d{1,2})(?:st|nd|rd|th)(?![a-z0-9])"
    r"|(?P<number>\d{1,4})(?![\da-z%]|[.,:/]\d)"
)
_NUMERIC_KINDS = {"iso": Kind.DATE, "dmy": Kind.DATE, "my": Kind.DATE, "decade": Kind.DECADE,
                  "fiscal": Kind.FISCAL, "quarter": Kind.QUARTER, "half": Kind.HALF,
                  "nth": Kind.NUMBER, "number": Kind.NUMBER}  # fmt: skip
#: A run of letters and digits that is none of the above: 5g, 27001:2013, 2019/12.
_ANY_WORD = re.compile(r"[a-z0-9]+(?:[.:/,]\d+)*|\S")


def _meanings() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for kinds in (_ENGLISH, _THAI):
        for kind, words in kinds.items():
            table.update((word, (kind, word)) for word in words.split("|"))
    for unit, words in _UNITS.items():
        table.update((word, (Kind.UNIT, unit)) for word in words.split("|"))
    for number, words in enumerate(_MONTHS, 1):
        table.update((word, (Kind.MONTH, number)) for word in words.split())
        clipped = words.split()[-1]
        # มีนาคน, เมษายม: endings that people mix up.
        table.update((clipped + end, (Kind.MONTH, number)) for end in ("คน", "ยม", "ยน", "คม"))
    for number, words in enumerate(_NUMBERS, 1):
        table.update((word, (Kind.NUMBER, number)) for word in words.split())
    table.update((word, (Kind.NUMBER, number)) for word, number in _MORE_NUMBERS.items())
    table.update((word, (Kind.TODAY, days)) for word, days in _TODAY.items())
    for number, ordinal in _ORDINALS.items():
        table[f"{ordinal} quarter"] = (Kind.QUARTER, number)
        table[f"{ordinal} half"] = (Kind.HALF, number)
    table |= {"last quarter of": (Kind.QUARTER, 4), "last half of": (Kind.HALF, 2)}
    table |= {"ครึ่งปีแรก": (Kind.HALF, 1), "ครึ่งแรก": (Kind.HALF, 1)}
    table |= {"ครึ่งปีหลัง": (Kind.HALF, 2), "ครึ่งหลัง": (Kind.HALF, 2)}
    table |= {"ไตรมาสแรก": (Kind.QUARTER, 1), "ไตรมาสสุดท้าย": (Kind.QUARTER, 4)}
    return table


def _by_first(table: dict[str, Meaning]) -> dict[str, list[tuple[str, Meaning]]]:
    """File Latin phrases under their first word, Thai words under their first letter."""
    filed: dict[str, list[tuple[str, Meaning]]] = {}
    for phrase, meaning in sorted(table.items(), key=lambda item: -len(item[0])):
        first = phrase.split()[0] if phrase[0].isascii() else phrase[0]
        filed.setdefault(first, []).append((phrase, meaning))
    return filed


_FILED = _by_first(_meanings())
_SHORT_MONTH_NUMBERS = {word: number for number, word in enumerate(_SHORT_MONTHS, 1)}


def symbols_of(folded: str) -> list[Symbol]:
    """Return the symbols of a text in normal form; what is no word of time is OTHER."""
    return list(_joined(_lex(folded)))


def _lex(folded: str) -> Iterator[Symbol]:
    place = 0
    while place < len(folded):
        if folded[place] == " ":
            place += 1
            continue
        symbol = _symbol_at(folded, place)
        place = symbol.end
        yield symbol


def _symbol_at(folded: str, place: int) -> Symbol:
    numeric = _NUMERIC.match(folded, place)
    if numeric and (folded[place].isdigit() or numeric.lastgroup in ("fiscal", "quarter", "half")):
        name = numeric.lastgroup or ""
        text = numeric[name]
        value: int | str = text if _NUMERIC_KINDS[name] is Kind.DATE else int(text)
        return Symbol(_NUMERIC_KINDS[name], value, place, numeric.end())
    run = _THAI_RUN.match(folded, place)
    if run:
        return _thai_symbol(folded, place, run.end())
    return _latin_symbol(folded, place)


def _thai_symbol(folded: str, place: int, run_end: int) -> Symbol:
    whole = folded[place:run_end]
    if whole in _SHORT_MONTH_NUMBERS:
        return Symbol(Kind.MONTH, _SHORT_MONTH_NUMBERS[whole], place, run_end)
    for word, (kind, value) in _FILED.get(folded[place], ()):
        if folded.startswith(word, place):
            return Symbol(kind, value, place, place + len(word))
    return Symbol(Kind.OTHER, "", place, place + 1)


def _latin_symbol(folded: str, place: int) -> Symbol:
    word = _LATIN_WORD.match(folded, place)
    for phrase, (kind, value) in _FILED.get(word[0], ()) if word else ():
        end = place + len(phrase)
        if folded.startswith(phrase, place) and not _LATIN_LETTER.match(folded, end):
            return Symbol(kind, value, place, end)
    if folded[place] == ",":
        return Symbol(Kind.COMMA, ",", place, place + 1)
    if folded[place] in "-–—":
        return Symbol(Kind.TO, "-", place, place + 1)
    any_word = _ANY_WORD.match(folded, place)
    end = any_word.end() if any_word else place + 1
    return Symbol(Kind.OTHER, folded[place:end], place, end)


def _joined(symbols: Iterator[Symbol]) -> Iterator[Symbol]:
    """Join neighbouring OTHER symbols of Thai letters, so that a word is one symbol."""
    waiting: Symbol | None = None
    for symbol in symbols:
        if (
            waiting
            and symbol.kind is Kind.OTHER
            and not symbol.value
            and waiting.end == symbol.start
        ):
            waiting = Symbol(Kind.OTHER, "", waiting.start, symbol.end)
            continue
        if waiting:
            yield waiting
        waiting = symbol if symbol.kind is Kind.OTHER and not symbol.value else None
        if waiting is None:
            yield symbol
    if waiting:
        yield waiting
