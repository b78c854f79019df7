"""Two questions in one text, of which one counts: "how many with Japan, and which ends next?".

Several fields of one agreement are asked in one breath and answered together; a number and
something else are two answers, and the second question goes on from the first.
"""

from __future__ import annotations

import re

_COUNT = re.compile(
    r"\bhow many\b(?! (?:more )?(?:days?|weeks?|months?|years?|yrs?)\b)|\bnumber of\b|"
    "กี่(?! ?(?:วัน|เดือน|ปี|สัปดาห์|โมง))"
)
_ENGLISH = re.compile(
    r"^(?P<first>.+?)[,;.?]*\s+(?:and|&|then|also|plus)\s+"
    r"(?P<second>(?:which|how many|when|who|what|where|is|are|does|do)\b.+)$",
    re.IGNORECASE | re.DOTALL,
)
_THAI = re.compile(
    r"^(?P<first>.*?กี่ ?(?:ฉบับ|อัน|เรื่อง|รายการ|ตัว|ประเทศ|mous?|mocs?|เอ็มโอยู)"
    r"(?:ครับ|คะ|ค่ะ|นะ|บ้าง)*)[ ,?]*(?:แล้วก็|แล้ว|และ)? ?"
    r"(?P<second>(?:ฉบับ|อัน|ตัว|เรื่อง|กับ|แต่ละ|ของ|มี|ใน)\S*.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile("ไหน|ใด|กี่|อะไร|ใคร|เมื่อ|บ้าง|หรือยัง|ไหม|มั้ย")
#: "... กี่ฉบับ ยังไม่หมดอายุกี่ฉบับ": the second number is of those that the first counts.
_THAI_NUMBERS = re.compile(
    r"^(?P<first>.*?กี่ ?(?:ฉบับ|อัน|เรื่อง|รายการ|ตัว))[ ,?]*(?:แล้วก็|แล้ว|และ|โดย)? ?"
    r"(?P<second>(?!ฉบับ|อัน|ตัว).*กี่ ?(?:ฉบับ|อัน|เรื่อง|รายการ|ตัว).*)$",
    re.IGNORECASE | re.DOTALL,
)
#: "... กี่ฉบับ เหลือที่ยังไม่หมดอายุเท่าไหร่": the second number in other words.
_THAI_LEFT = re.compile(
    r"(?P<number>กี่ ?(?:ฉบับ|อัน|เรื่อง|รายการ|ตัว))[ ,?]*(?:แล้วก็|แล้ว|และ|โดย)? ?"
    r"(?:เหลือ)?(?P<second>(?:ที่)?ยัง.{1,60}?)(?:อยู่)?(?:เหลือ|มี)?(?:อีก)?"
    r"เท่า(?:ไร|ไหร่|ใด)(?:ครับ|คะ|ค่ะ|นะ)*[ ?]*$"
)
#: "... แล้วประเทศไหนในกลุ่มที่ยังไม่มี": which members of the bloc just named have nothing.
_THAI_WITHOUT = re.compile(
    r"[ ,?]*(?:แล้วก็|แล้ว|และ) ?(?:มี)?(?:ประเทศ|ชาติ)(?:ไหน|ใด|อะไร)(?:บ้าง)?"
    r"(?:ใน(?:กลุ่ม|นั้น)?(?:นี้|นั้น)?)?(?:บ้าง)?(?:ที่)?(?:เรา)?(?:ยัง)?ไม่มี.{0,12}$"
)
_BLOC = re.compile(r"กลุ่ม ?[A-Za-z0-9]+|กลุ่ม ?[ก-๙]{2,20}?(?=มี| )|อาเซียน|asean", re.IGNORECASE)
#: "... กี่ฉบับ ฉบับไหนบ้าง": a number is told with those that it counts.
_WHICH = re.compile("(?:ฉบับ|อัน|ตัว|เรื่อง)?(?:ไหน|ใด|อะไร)บ้าง(?:ครับ|คะ|ค่ะ|นะ|อะ|อ่ะ)*[ ?]*$")
OF_THOSE = "ในนั้น "
#: What is shorter (characters) asks nothing by itself.
SHORTEST = 6


def two_questions(text: str) -> tuple[str, str] | None:
    """Return the two questions that a text asks, None where it asks one."""
    numbers = _THAI_NUMBERS.match(text.strip())
    if numbers and len(numbers["first"].strip()) >= SHORTEST:
        return numbers["first"].strip(), OF_THOSE + numbers["second"].strip()
    if left := _THAI_LEFT.search(text):
        first, second = text[: left.end("number")], f"{left['second'].strip()}กี่ฉบับ"
        return first.strip(), OF_THOSE + second
    without = _THAI_WITHOUT.search(text)
    if without and (bloc := _BLOC.search(text, 0, without.start())):
        return text[: without.start()].strip(), f"ประเทศไหนใน{bloc[0]}ที่ไม่มีความตกลง"
    found = _ENGLISH.match(text.strip()) or _THAI.match(text.strip())
    if found is None:
        return None
    first, second = found["first"].strip(), found["second"].strip()
    if _WHICH.match(second):
        return None
    counts = _COUNT.search(first) or _COUNT.search(second)
    asks = second.isascii() or _ASKS.search(second)
    if not counts or not asks or min(len(first), len(second)) < SHORTEST:
        return None
    return first, second
