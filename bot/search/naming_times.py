"""Times that name a text rather than say something of it: ฉบับ ม.ค. 2568, "the January 2025 text".

Such a time tells which text is meant by when it was signed, whatever is asked of it: nobody who
asks when "the January 2025 text" ends says that it ends then.
"""

from __future__ import annotations

import re

from bot.search.cue import Cue
from bot.search.dated_cues import field_of
from bot.search.normal_form import NormalText
from bot.search.question import Ask
from bot.search.time.grammar import TimePhrase
from bot.search.time.period import year
from bot.search.wording import Wording

_TEXT = (
    r"(?:mou|moc|moa|text|memorandum|agreement|declaration|letter|protocol|treaty|plan|draft|"
    r"document|statement)"
)
#: "ฉบับปี 2565" is the text of that year; "กี่ฉบับปี 2565" asks how many there are.
_THE_ONE_OF = re.compile(r"(?<!กี่)(?<!ทุก)(?:ฉบับ|อัน|ตัว)(?:ของ)?\s*$")
#: "ร่างอินเดียปี 65 เซ็นหรือยัง": the year is the draft's, it was not to be signed then.
_OF_THE_DRAFT = re.compile("ร่าง(?:(?!ลงนาม|เซ็น|เห็นชอบ|อนุมัติ|ครม|เมื่อ| ใน).){0,40}$")
#: "จะบอกเลิกบันทึกญี่ปุ่น 2565": the year stands after a text, not after what is done to it.
_AFTER_A_TEXT = re.compile("บันทึก|ความตกลง|ข้อตกลง|เอ็มโอ|mou|moc|moa|หนังสือ|แถลงการณ์|ปฏิญญา")
_MADE = re.compile("(?:จัดทำ|ทำ)(?:ไว้|กัน)? ?$")
#: "MoC ที่ทำไว้กับญี่ปุ่นเมื่อ ส.ค. 65 หมดเมื่อไร": it was made then, it does not end then.
_MADE_WITH = re.compile("(?:จัดทำ|ทำ)(?:ไว้|กัน)?(?:กับ|ระหว่าง)(?:(?!หมด|สิ้นสุด|ครบ).){1,40}$")
#: "the January 2025 Cambodia text", with the time taken out; "the memorandum of January 2025".
_BEFORE_TEXT = re.compile(rf"\s+(?:[\w'-]+ ){{0,3}}{_TEXT}\b")
_TEXT_OF = re.compile(rf"\b{_TEXT}(?: with [\w'-]+)?\s*$")
_OF = frozenset({"of", "from", "dated"})
#: "๖๑ กับ ๖๕" in a comparison are two Buddhist years, as no other numbers are set side by side.
_SHORT_YEARS = Wording(
    r"(?<![\d.:/-])(?<!\d )([4-7]\d) ?(กับ|และ|เทียบ|and|vs|versus|with) ?(?:ปี ?|ฉบับ ?)?([4-7]\d)"
    r"(?![\d.:/%-])(?! ?(?:ฉบับ|เรื่อง|รายการ|วัน|เดือน|คน|ประเทศ|agreement|text|day|month|year|mou))",
    "4|5|6|7",
)
_COMPARED = Wording(
    r"\b(?:compare|differ\w*|versus|vs)\b|ต่าง|เทียบ|เหมือน",
    "compare|differ|versus|vs|ต่าง|เทียบ|เหมือน",
)


def is_the_one_of(before: str) -> bool:
    """Return whether what stands before a year in Thai makes it the year of a text: ฉบับปี 2565."""
    return _THE_ONE_OF.search(before) is not None


def is_whole_year(phrase: TimePhrase) -> bool:
    """Return whether a range is one year from end to end."""
    start = phrase.period.start
    return start is not None and phrase.period == year(start.year)


def two_years(phrase: TimePhrase) -> tuple[int, ...]:
    """Return the first and last year of "between the 2017 and 2022 memoranda", or nothing."""
    start, end = phrase.period.start, phrase.period.end
    if start is None or end is None or start.year == end.year:
        return ()
    whole = (start, end) == (year(start.year).start, year(end.year).end)
    return (start.year, end.year) if whole else ()


def is_year_of_text(folded: str, phrase: TimePhrase, cue: Cue) -> bool:
    """Return whether a year beside a cue is that of the draft or the text that is named."""
    if not (phrase.bare or phrase.opener == "ปี"):
        return False
    if cue.start >= phrase.end:
        return _OF_THE_DRAFT.search(folded[: phrase.start]) is not None
    between = folded[cue.end : phrase.start]
    return field_of(cue) != Ask.SIGNED and _AFTER_A_TEXT.search(between) is not None


def was_made(before: str) -> bool:
    """Return whether a time in Thai is when a text was made: ทำตั้งแต่ปี 2566."""
    return _MADE.search(before) is not None


def is_month_of_text(folded: str, phrase: TimePhrase) -> bool:
    """Return whether a range shorter than a year names a text: "the January 2025 text"."""
    start, end = phrase.period.start, phrase.period.end
    if start is None or end is None or phrase.counted or (end - start).days > 200:
        return False
    before, after = folded[: phrase.start], folded[phrase.end :]
    if is_the_one_of(before) or _MADE_WITH.search(before):
        return True
    if phrase.opener == "the":
        return _BEFORE_TEXT.match(after) is not None
    return phrase.opener in _OF and _TEXT_OF.search(before) is not None


def with_short_years(text: NormalText) -> NormalText:
    """Return a comparison of "61 กับ 65" as one of two Buddhist years."""
    found = _SHORT_YEARS.search(text.folded)
    if found is None or _COMPARED.search(text.folded) is None:
        return text
    years = f"25{found[1]} {found[2]} 25{found[3]}"
    first, last = found.span()
    return NormalText(
        text.folded[:first] + years + text.folded[last:],
        text.cased[:first] + years + text.cased[last:],
    )
