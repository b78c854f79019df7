"""Who asks, for whom, and who told it: what stands around a question and is no part of it.

"A colleague at EGAT is curious about the Australian MoU", "ผมอยู่ฝ่ายการเงินครับ ขอทราบว่า ...": no
agreement with EGAT is asked for, nothing on finance. "I was told that it runs until 2027, please
confirm" states something and asks whether that is so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.search.normal_form import NormalText
from bot.search.purposes import without_purpose
from bot.search.wording import Wording

#: Longer than this is no introduction (characters).
_LONGEST = 70
_ROLE = (
    r"(?:hi |hello |so |well |ok )?(?:i|im|ive|we|were|weve|my|our|his|her|the|an?|someone|"
    r"somebody|people|they|colleagues?|friends?|boss|bosses|directors?|ministers?|deputy|permanent|"
    r"secretar\w+|reporters?|journalists?|press|staff|students?|researchers?|lawyers?|legal|"
    r"auditors?|embass\w+|ambassadors?|khun|ajarn|acharn|dr|mr|mrs|ms|prof\w*|maam|madam|sir|its|"
    r"got|received|rumou?rs?|word|a note|from)\b"
)
_ASKING = (
    r"ask(?:s|ed|ing)?|want(?:s|ed)?|would like|need(?:s|ed)?|wonder(?:s|ed|ing)?|"
    r"[ie]nquir(?:es|ed|ing)|curious|request(?:s|ed|ing)?|inquisitive|interested"
)
_TELLING = (
    r"told|tells|says?|said|saying|insist(?:s|ed|ing)?|claim(?:s|ed|ing)?|thinks?|thought|"
    r"believes?|reckons?|swears?|swore|heard|hears?|informed|advised|assured|mentioned|reports|"
    r"reported|it|has it"
)
#: What belongs to a verb of asking or telling: "told me that", "wants to know whether".
_AFTER_VERB = (
    r"(?:[ ,:]+(?:me|us|him|her|you|please|that|whether|if|about|for|to know|to see|to have|"
    r"know|in|the following|a|an))*"
)
_FRAME = re.compile(
    rf"^{_ROLE}(?P<said>[^.?!]{{0,{_LONGEST}}}?)\b(?:(?P<asks>{_ASKING})|(?P<tells>{_TELLING}))\b"
    rf"{_AFTER_VERB}[ ,:]+"
)
_ACCORDING = re.compile(
    r"^(?:according to|as per) (?:(?:khun|ajarn|dr|mr|mrs|ms|my|our|the|a) )?[^,.?!]{1,40}?"
    r"(?:, | (?=the\b|our\b))|^(?:apparently|allegedly|supposedly|reportedly),? "
)
#: A frame with one of these in it is the question itself.
_IS_QUESTION = re.compile(
    r"\b(?:what|whats|which|when|who|whom|whose|how|where|why|mous?|mocs?|moas?|agreements?|"
    r"treat(?:y|ies)|memorand\w+|pacts?|texts?|documents?|not|nt)\b|ความตกลง|ข้อตกลง|บันทึก|สัญญา|ฉบับ|"
    "เมื่อ|อะไร|ไหน|ใด|กี่|หมด|ลงนาม|เซ็น|ต่ออายุ|สิ้นสุด"
)
_ROLE_THAI = (
    "(?:สวัสดี[^ ]* ?)?(?:ผม|ดิฉัน|ฉัน|หนู|กระผม|ข้าพเจ้า|เรา|พี่|น้อง|คุณ|นาย|ท่าน|ผอ|หัวหน้า|เจ้านาย|เพื่อน|"
    "อาจารย์|ครู|นัก|ผู้|สื่อ|สถานทูต|สถานเอก|ทูต|เจ้าหน้าที่|จนท|พนักงาน|ข้าราชการ|ประชาชน|ฝ่าย|กอง|กรม|กระทรวง|สำนัก|"
    "ศาล|มหาวิทยาลัย|บริษัท|รมว|รมต|รัฐมนตรี|ปลัด|รองปลัด|อธิบดี|เลขา|จาก|ได้(?=ยิน|ข่าว)|มี(?=คน|ข่าว)|เค้า|เขา|"
    "ติดต่อจาก|โทรจาก|โทรมาจาก)"
)
_FRAME_THAI = re.compile(
    rf"^{_ROLE_THAI}(?P<said>[^?]{{0,{_LONGEST}}}?)(?:"
    "(?P<asks>(?:ขอ|อยาก|ต้องการ|ใคร่|ใคร่ขอ|ฝาก|ให้|จะ|มา)*(?:สอบถาม|ถาม|ทราบ|รู้|ได้ข้อมูล|ข้อมูล|เช็ค|เช็ก)"
    "(?:มา|หน่อย|ข้อมูล|เกี่ยวกับ|เรื่อง)*(?:ว่า)?)|"
    "(?P<tells>(?:บอก|แจ้ง|เล่า|อ้าง|ยืนยัน|พูด|เขียน|ยิน|ข่าว|รายงาน)(?:มา|ให้ฟัง|ให้)*ว่า))[ ,:]*"
)
_INTRODUCED_THAI = re.compile(
    rf"^{_ROLE_THAI}[^ ?]{{0,40}}?(?:นะครับ|นะคะ|ครับผม|ครับ|ค่ะ|คะ|ฮะ|จ้า|จ้ะ)[ ,]+"
)
#: "The Minister sees the Japanese ambassador tomorrow. Which texts ...": what is going on.
_OCCASION = re.compile(
    r"^[^.?!]{8,100}[.!] (?=(?:which|what|when|who|how|is|are|do|does|did|can|could|please|list|"
    r"show|give|find)\b)"
)
_IN_PARENTHESES = Wording(
    r" ?\([^()]{0,60}(?:ถาม|ฝาก|ขอมา|asked|asking|asks|on behalf of (?:my|our|his|her))"
    r"[^()]{0,30}\)",
    "(",
)
_CONFIRM = Wording(
    r"[,;.?! -]*\b(?:(?:please|pls|kindly|can you|could you) (?:please )?(?:confirm|verify|check)"
    r"(?: (?:this|that|it))?|is (?:he|she|that|this|it) (?:right|correct|true|so)|true|correct|"
    r"right|confirm|is that so)\s*[?.!]*$|"
    "(?:ช่วย|โปรด|ขอ)?(?:ยืนยัน|ตรวจสอบ|เช็ค)(?:ให้)?(?:ด้วย|หน่อย|ที)(?: ?(?:ครับ|ค่ะ|คะ))?$",
    "confirm|verify|check|right|correct|true|so|ยืนยัน|ตรวจสอบ|เช็ค",
)
_RIGHT = {True: " ใช่ไหม", False: ", right?"}


#: "Which of our texts with them", or an embassy asks: with whom is said in the frame alone.
_THEY = re.compile(r"\b(?:them|they|their|theirs|it|its)\b")
_EMBASSY = re.compile(r"\b(?:embass(?:y|ies)|ambassador|consulate)\b|สถาน(?:เอกอัครราช)?ทูต|ทูต")


class Framed(NamedTuple):
    """A question without its frame, and the frame."""

    question: NormalText
    frame: str

    @property
    def may_name_partner(self) -> bool:
        """Whether the frame may tell whom the question is about."""
        they = _THEY.search(self.question.folded)
        return they is not None or _EMBASSY.search(self.frame) is not None


def without_frame(text: NormalText) -> Framed | None:
    """Return a question and what frames it; None where nothing does."""
    if within := _IN_PARENTHESES.search(text.folded):
        start, end = within.span()
        text = NormalText(
            text.folded[:start] + text.folded[end:], text.cased[:start] + text.cased[end:]
        )
    whole, text = text, without_purpose(text)
    end, is_told = _frame(text.folded)
    if not (end or within or text is not whole):
        return None
    rest = NormalText(text.folded[end:], text.cased[end:])
    if not rest.folded.strip(" ?.!,"):
        return None
    return Framed(_as_premise(rest) if is_told else rest, text.folded[:end])


def _frame(folded: str) -> tuple[int, bool]:
    """Return where the frame ends, and whether it tells something rather than asks."""
    found = _FRAME.match(folded) or _FRAME_THAI.match(folded)
    if found and not _IS_QUESTION.search(found["said"]):
        return found.end(), found["tells"] is not None
    told = _ACCORDING.match(folded)
    introduced = None if told else _INTRODUCED_THAI.match(folded) or _OCCASION.match(folded)
    if introduced and _IS_QUESTION.search(introduced[0]):
        introduced = None
    found = told or introduced
    return (found.end() if found else 0), told is not None


def _as_premise(text: NormalText) -> NormalText:
    """Return what somebody was told as something to be confirmed or denied."""
    confirm = _CONFIRM.search(text.folded)
    end = confirm.start() if confirm else len(text.folded)
    if "?" in text.folded[:end]:
        return text  # a question follows by itself
    right = _RIGHT[not text.folded.isascii()]
    return NormalText(text.folded[:end] + right, text.cased[:end] + right)
