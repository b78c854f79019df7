"""The words of time phrases, English and Thai: what each of them is in the grammar."""

from __future__ import annotations

from enum import Enum, auto

from bot.search.time.period import Unit


class Kind(Enum):
    """What a symbol is in the grammar."""

    #: A kind is looked up at every step, and by its name that takes five times as long.
    __hash__ = object.__hash__

    NUMBER = auto()
    DATE = auto()
    MONTH = auto()
    UNIT = auto()
    UNIT_END = auto()
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
    SO_FAR = auto()
    REST = auto()
    QUARTER = auto()
    HALF = auto()
    AND_HALF = auto()
    FIRST = auto()
    DECADE = auto()
    FISCAL = auto()
    BUDGET = auto()
    AGO = auto()
    PAST = auto()
    AHEAD = auto()
    LONGER = auto()
    SHORTER = auto()
    LEFT = auto()
    TODAY = auto()
    PRESENT = auto()
    SOON = auto()
    BUDDHIST = auto()
    CHRISTIAN = auto()
    OR = auto()
    COMMA = auto()
    GLUE = auto()
    OTHER = auto()


Meaning = tuple[Kind, int | Unit | str]

_ENGLISH: dict[Kind, str] = {
    Kind.NEXT: "next|nxt|coming|upcoming|forthcoming|following",
    Kind.LAST: "last|past|previous|preceding|lst",
    Kind.THIS: "this|current|the running",
    Kind.BEFORE: "before|prior to|earlier than|ahead of",
    Kind.AFTER: "after|later than|beyond|newer than|no sooner than",
    Kind.SINCE: "since|as of|as at|as from|starting from|starting in|starting|beginning in|"
    "beginning from|not before|no earlier than|not earlier than|not until",
    Kind.UNTIL: "not later than|no later than|not after|until|till|til|up until|up to|"
    "latest by|at the latest by|by|not beyond|not past",
    Kind.WITHIN: "within|inside|during|over the|throughout|in the course of|in",
    Kind.BETWEEN: "between|from|btw|betw",
    Kind.TO: "through to|through|thru|to|and|&|all the way to",
    Kind.ONWARD: "onwards|onward|and later|or later|and after|or after|or newer|and newer|"
    "and onwards|or more recent|or thereafter|and thereafter|thereafter|and beyond|or beyond|"
    "and since",
    Kind.EARLIER: "or earlier|and earlier|or before|and before|or older|and older|"
    "at the latest|or sooner",
    Kind.START: "the start of|start of|the beginning of|beginning of|early in|early part of|early",
    Kind.MIDDLE: "the middle of|middle of|mid of|mid",
    Kind.END: "the end of|end of|the close of|close of|the late part of|late in|late",
    Kind.SO_FAR: "earlier this|earlier in this|earlier in the|so far this|so far in this|"
    "already this",
    Kind.REST: "later this|later in this|the rest of this|the rest of the|rest of the|"
    "rest of this|the remainder of this|the remainder of the|remainder of the|"
    "what is left of this|what is left of the",
    Kind.AGO: "ago|back|old",
    Kind.AHEAD: "from now|from today|ahead|hence|to come",
    Kind.LONGER: "more than|longer than|older than|over|at least|upwards of",
    Kind.SHORTER: "less than|fewer than|no more than|not more than|under|at most|no longer than|"
    "not longer than",
    Kind.LEFT: "left|remaining|to go|left to run|still to run|to run",
    Kind.AND_HALF: "and a half|and half",
    Kind.FIRST: "first",
    Kind.SOON: "soon|shortly|in the near future|any time soon|before long",
    Kind.PRESENT: "the present|present|present day|date",
    Kind.BUDGET: "fiscal|budget",
    Kind.BUDDHIST: "b e|be|buddhist year|buddhist era",
    Kind.CHRISTIAN: "a d|ad|ce|c e|anno domini",
    Kind.OR: "or",
    Kind.GLUE: "the|for|of|year of|years of|a|an|on|at|calendar|month of|period|day|around|circa|"
    "whole of|all of|roughly|anytime|any time|sometime|some time|dated|approximately",
}
_THAI: dict[Kind, str] = {
    Kind.NEXT: "หน้า|ถัดไป|ต่อไป|ถัดจากนี้",
    Kind.LAST: "ที่แล้ว|ทีแล้ว|ก่อนหน้านี้|กลาย",
    Kind.THIS: "ปัจจุบัน|นี้",
    Kind.BEFORE: "ก่อนหน้า|ก่อน",
    Kind.AFTER: "หลังจาก|ภายหลังจาก|ภายหลัง|หลัง|ถัดจาก|พ้นจาก|พ้น",
    Kind.SINCE: "นับตั้งแต่|ตั้งแต่|นับแต่|นับจาก|เริ่มจาก|เริ่มตั้งแต่|ไม่ก่อน|ไม่เร็วกว่า|ไม่ต่ำกว่า|ณ วันที่|ณ",
    Kind.UNTIL: "จนกระทั่งถึง|จนกระทั่ง|ไปจนถึง|จวบจน|จนถึง|ไม่เกิน|อย่างช้าไม่เกิน|อย่างช้า|ไม่ช้ากว่า|"
    "ไม่หลัง|อย่างช้าที่สุด|ไม่เกินกว่า|จน",
    Kind.WITHIN: "ภายในช่วง|ภายใน|ในช่วงเวลา|ในช่วง|ในระหว่าง|ในระยะเวลา|ในระยะ|ในรอบ|รอบ|ในอีก|ช่วง|"
    "อีก|ใน",
    Kind.BETWEEN: "ระหว่าง|จาก",
    Kind.TO: "ถึง|และ|กับ|ไปถึง",
    Kind.ONWARD: "เป็นต้นไป|เป็นต้นมา|ขึ้นไป|หรือหลังจากนั้น|และหลังจากนั้น|หรือใหม่กว่า|หรือใหม่กว่านั้น|"
    "หรือหลังกว่านั้น|ขึ้นมา",
    Kind.EARLIER: "ลงไป|ย้อนลงไป|ลงมา|หรือก่อนหน้านั้น|และก่อนหน้านั้น|หรือก่อนหน้า|และก่อนหน้า|"
    "หรือก่อนนั้น|หรือเก่ากว่านั้น|หรือเก่ากว่า",
    Kind.START: "ต้น",
    Kind.MIDDLE: "กลาง",
    Kind.END: "สิ้น|ปลาย",
    Kind.REST: "ที่เหลือของ|ส่วนที่เหลือของ|ช่วงที่เหลือของ",
    Kind.PAST: "ที่ผ่านมา|ผ่านมา|ย้อนหลัง|หลังสุด|หลังมานี้|มานี้|ล่าสุด",
    Kind.AGO: "มาแล้ว|มา",
    Kind.AHEAD: "ข้างหน้า|ต่อจากนี้|นับจากนี้|นับจากวันนี้|จากนี้ไป|จากนี้|นับแต่นี้|ที่จะถึงนี้|ที่จะถึง|ที่จะมาถึง|นับแต่วันนี้",
    Kind.LONGER: "มากกว่า|เกินกว่า|เกิน|นานกว่า|อย่างน้อย|มากว่า|นานเกิน|กว่า",
    Kind.SHORTER: "น้อยกว่า|ไม่ถึง|ต่ำกว่า|ไม่ครบ|ไม่เต็ม",
    Kind.LEFT: "เหลือเวลาอีก|เหลือเวลา|เหลืออายุอีก|เหลืออายุ|อายุเหลือ|เหลืออีก|เหลือ|คงเหลือ",
    Kind.AND_HALF: "ครึ่ง",
    Kind.FIRST: "แรก",
    Kind.OR: "หรือ",
    Kind.SOON: "เร็วนี้|เร็ว นี้|ในไม่ช้า|ในอนาคตอันใกล้",
    Kind.PRESENT: "เดี๋ยวนี้|บัดนี้",
    Kind.BUDGET: "งบประมาณ|งบ|งปม",
    Kind.BUDDHIST: "พุทธศักราช|พศ|พ ศ",
    Kind.CHRISTIAN: "คริสต์ศักราช|คริสตศักราช|คศ|ค ศ",
    Kind.GLUE: "วันที่|เมื่อ|ของ|ประจำ|ที่|ประมาณ|ราว|ตลอด|ทั้ง",
}
_UNITS: dict[Unit, str] = {
    Unit.DAY: "days|day|วัน",
    Unit.WEEK: "weeks|week|wks|wk|สัปดาห์|อาทิตย์",
    Unit.MONTH: "months|month|mths|mth|mos|เดือน",
    Unit.QUARTER: "quarters|quarter|qtr|ไตรมาส|ไตรมาศ",
    Unit.HALF: "half-years|half years|half-year|half year|half a year|ครึ่งปี",
    Unit.FISCAL_YEAR: "fiscal years|fiscal year|financial years|financial year|budget years|"
    "budget year|fy|ปีงบประมาณ|ปี งบประมาณ|ปีงปม|ปี งปม|ปีงบ|ปี งบ|งบประมาณปี|งบปี",
    Unit.YEAR: "calendar years|calendar year|years|year|yrs|yr|ปี|ปีปฏิทิน",
    Unit.DECADE: "decades|decade|ทศวรรษ",
}
_UNIT_ENDS: dict[Unit, str] = {
    Unit.YEAR: "year-end|year end|yearend|end-year|year is out|year is over|year ends",
    Unit.MONTH: "month-end|month end|month is out|month is over|month ends",
    Unit.QUARTER: "quarter-end|quarter end|quarter ends",
    Unit.FISCAL_YEAR: "fiscal year-end|fiscal year end|fiscal year ends|fiscal year is out|fy end",
}
_MONTHS = (
    "january jan janury มกราคม มกรา", "february feb febuary febr กุมภาพันธ์ กุมภาพัน กุมภาพันธ กุมภา",
    "march mar มีนาคม มีนา", "april apr เมษายน เมษา", "may พฤษภาคม พฤษภา",
    "june jun มิถุนายน มิถุนา", "july jul กรกฎาคม กรกฏาคม กรกฏา กรกฎา", "august aug สิงหาคม สิงหา",
    "september sept sep กันยายน กันยา", "october oct ตุลาคม ตุลา",
    "november nov พฤศจิกายน พฤษจิกายน พฤษจิกา พฤศจิกา", "december dec ธันวาคม ธันวา",
)  # fmt: skip
_NUMBERS = (
    "one หนึ่ง", "two สอง", "three few สาม", "four สี่", "five ห้า", "six หก", "seven เจ็ด",
    "eight แปด", "nine เก้า", "ten สิบ", "eleven สิบเอ็ด", "twelve dozen สิบสอง",
)  # fmt: skip
_MORE_NUMBERS = {
    "couple of": 2, "couple": 2, "few of": 3, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "twenty-four": 24, "thirty": 30, "thirty-six": 36, "forty": 40, "fifty": 50, "sixty": 60,
    "ninety": 90, "hundred": 100, "สิบห้า": 15, "สิบแปด": 18, "ยี่สิบ": 20, "ยี่สิบสี่": 24,
    "สามสิบ": 30, "หกสิบ": 60, "เก้าสิบ": 90, "สองสาม": 3, "ไม่กี่": 3, "ร้อย": 100,
}  # fmt: skip
_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
_TODAY = {
    "tomorrow": 1, "today": 0, "now": 0, "right now": 0, "yesterday": -1,
    "มะรืนนี้": 2, "พรุ่งนี้": 1, "วันนี้": 0, "ขณะนี้": 0, "ตอนนี้": 0, "ระหว่างนี้": 0,
    "เมื่อวานนี้": -1, "เมื่อวาน": -1,
}  # fmt: skip
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}
#: Read only where they stand alone, for they occur inside other words.
SHORT_MONTHS = {
    word: number
    for number, word in enumerate(
        ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค"), 1
    )
}


#: One of these stands in every time phrase without a digit, but for those all in Thai.
TELLING_WORDS = frozenset(
    "year years yr yrs ytd yearend month months mth mths mos week weeks wk wks day days quarter "
    "quarters qtr half decade decades fiscal fy today tomorrow yesterday now soon shortly long "
    "sixties seventies eighties nineties next last this".split()
).union(*(filter(str.isascii, words.split()) for words in _MONTHS))


def time_words() -> dict[str, Meaning]:
    """Return every word and phrase of time with its meaning."""
    table: dict[str, Meaning] = {}
    for kinds in (_ENGLISH, _THAI):
        for kind, words in kinds.items():
            table.update((word, (kind, word)) for word in words.split("|"))
    for unit, words in _UNITS.items():
        table.update((word, (Kind.UNIT, unit)) for word in words.split("|"))
    for unit, words in _UNIT_ENDS.items():
        table.update((word, (Kind.UNIT_END, unit)) for word in words.split("|"))
    return table | dict(_month_words()) | _number_words() | _part_words()


def _month_words() -> list[tuple[str, Meaning]]:
    found: list[tuple[str, Meaning]] = []
    for number, words in enumerate(_MONTHS, 1):
        found += [(word, (Kind.MONTH, number)) for word in words.split()]
        clipped = words.split()[-1]
        # มีนาคน, เมษายม: endings that people mix up.
        found += [(clipped + end, (Kind.MONTH, number)) for end in ("คน", "ยม", "ยน", "คม")]
    return found


def _number_words() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for number, words in enumerate(_NUMBERS, 1):
        table.update((word, (Kind.NUMBER, number)) for word in words.split())
    table.update((word, (Kind.NUMBER, number)) for word, number in _MORE_NUMBERS.items())
    table.update((word, (Kind.DECADE, first)) for word, first in _DECADES.items())
    table.update((word, (Kind.TODAY, days)) for word, days in _TODAY.items())
    return table


def _part_words() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for number, ordinal in _ORDINALS.items():
        table[f"{ordinal} quarter"] = (Kind.QUARTER, number)
        if number <= 2:
            table[f"{ordinal} half"] = (Kind.HALF, number)
    table |= {"last quarter of": (Kind.QUARTER, 4), "last half of": (Kind.HALF, 2)}
    table |= {"final quarter of": (Kind.QUARTER, 4), "latter half of": (Kind.HALF, 2)}
    table |= {"ครึ่งปีแรก": (Kind.HALF, 1), "ครึ่งแรก": (Kind.HALF, 1)}
    table |= {"ครึ่งปีหลัง": (Kind.HALF, 2), "ครึ่งหลัง": (Kind.HALF, 2)}
    table |= {"ไตรมาสแรก": (Kind.QUARTER, 1), "ไตรมาสสุดท้าย": (Kind.QUARTER, 4)}
    table |= {"year to date": (Kind.SO_FAR, Unit.YEAR), "ytd": (Kind.SO_FAR, Unit.YEAR)}
    return table
