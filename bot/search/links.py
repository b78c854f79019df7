"""How a question hangs on the one before: "and with Romania?", "when does it end?"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.search.wording import DIGITS, Wording

#: "The MoU" with nothing said about it is the one just told; "the MoU with Japan" is not.
_THE_TEXT = re.compile(
    r"\b(?:this|that|the)(?: same)? (?:agreement|mou|moc|moa|memorandum|text|treaty|document)\b"
    r"(?! (?:with|on|of|about|for|between|from|to|in|by|covering|concerning|regarding|relating|"
    r"signed|that|which)\b)"
)
_LEAD_IN = re.compile(
    r"^(?:and|what about|how about|and what about|also|then|same for|the same for|what of|"
    r"(?:the )?same (?:question|thing|again|here) (?:for|about|with)|ditto for|likewise for|"
    r"ok and|but what about|but|or)\b|^(?:แล้ว|ส่วน|และ|กรณี)|(?:ล่ะ|ละ)(?: ?(?:ครับ|คะ|ค่ะ))?[? ]*$"
)
_CORRECTING = re.compile(
    r"^(?:no|nope|not that|not this|wrong|sorry|i meant?|i mean)\b[ ,.:;-]*|\bi meant?\b|"
    "^(?:ไม่ใช่|ไม่ครับ|ไม่ค่ะ|หมายถึง|ผิด)|หมายถึง"
)
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1,
    "แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "สุดท้าย": -1,
}  # fmt: skip
_ORDINAL = Wording(
    r"(?:^|\bthe )(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|seventh|"
    r"eighth|ninth|tenth|last)"
    r"(?: one| of them| agreement| mou| moc)?\b(?=[ ?.!]*$| one| of them)"
    r"|^(?:number|no|#|ข้อ|ข้อที่|อันที่|ฉบับที่|ลำดับที่|เลข)? ?(\d{1,2})(?: ?(?:please|ครับ|ค่ะ|คะ))?[ ?.!]*$"
    r"|^(?:and |แล้ว)?(?:number|no\.?|item|ข้อ(?:ที่)?|อันที่|ฉบับที่|ลำดับที่|รายการที่) ?(\d{1,2})"
    r"(?![\d/.-])(?! ?(?:ปี|เดือน|วัน|ฉบับ|อัน|years?|months?|days?))"
    "|^(?:แล้ว)?(?:ข้อ|อัน|ฉบับ)(?:ที่)? ?(แรก|หนึ่ง|สอง|สาม|สี่|ห้า|สุดท้าย)",
    DIGITS + "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|ข้อ|อัน|ฉบับ",
)
_ANAPHOR = Wording(
    r"\b(?:one|ones|of them|of those|of these|those|these|among them|other|others|only|just)\b|"
    "เฉพาะ|เอาแค่|ขอแค่|"
    "(?<!กี่)(?<!ทุก)ฉบับ(?!ใด|ไหน|ที่ลง|อะไร)|(?<!เหมือน)อัน(?!ใด|ไหน|ดับ|ตราย|ดามัน)|ตัวที่|"
    "ในนั้น|ในจำนวนนี้|ในจำนวนนั้น|พวกนี้|เหล่านี้",
    "one|them|those|these|other|only|just|เฉพาะ|เอาแค่|ขอแค่|ฉบับ|อัน|ตัวที่|ในนั้น|ในจำนวน|พวกนี้|เหล่านี้",
)
_NARROWING = Wording(
    r"\b(?:only|just|of them|of those|of these|which of|among them|those with|the ones with|"
    r"without|leave out|drop|skip|except|exclude|excluding|minus|remove)\b|"
    "^ที่(?:ทำ|ลงนาม|เซ็น|ร่วม)?กับ|"
    "เฉพาะ|(?<!ไม่)เอา(?:แค่|ของ|ที่|อัน|ตัว|ฉบับ|ด้าน|เรื่อง|กับ)|ขอแค่|ในนั้น|ในจำนวนนี้|"
    "ไม่รวม|ไม่เอา|ตัด|ยกเว้น|ไม่นับ|เว้น",
    "only|just|of them|of those|of these|which of|among them|those with|ones with|without|"
    "leave out|drop|skip|except|exclud|minus|remove|กับ|เฉพาะ|เอา|ขอแค่|ในนั้น|ในจำนวน|ไม่รวม|ตัด|ยกเว้น|"
    "ไม่นับ|เว้น",
)
_PAIR = Wording(
    r"\b(?:both|these two|those two|the two|either|each of them|the two of them)\b|"
    "ทั้งสอง|ทั้งคู่|สองฉบับ|สองอัน|2 ?ฉบับ|2 ?อัน",
    "both|these two|those two|the two|either|each of them|ทั้งสอง|ทั้งคู่|สองฉบับ|สองอัน|2 ฉบับ|2ฉบับ|"
    "2 อัน|2อัน",
)
_OLDER = Wording(
    r"\b(?:older|earlier|previous|prior|old|former|preceding|original)"
    r"(?: (?:one|version|text|agreement|mou|moc|memorandum))\b|\bthe (?:older|earlier|previous|"
    r"former)\b(?=[ ?.!]*$| (?:cover|include|end|expire|run|is|was|has)\w*\b)|"
    r"\bthe one (?:right )?before(?: it| that)?\b(?=[ ?.!]*$)|"
    r"^(?:and |just |only |ok )?(?:older|earlier|previous)\b(?=[ ?.!]*$)|"
    r"\b(?:one|anything|another|something) (?:right )?before (?:it|that|this)\b|"
    "(?:ฉบับ|อัน|ตัว|ของ)(?:ที่)?(?:เก่า|เดิม|ก่อน|แรกเดิม)(?!ที่สุด|สุด)|"
    "ก่อนหน้า(?:นั้น|นี้)?(?:เคย)?(?:มี|ล่ะ|คือ|เป็น)",
    "older|earlier|previous|prior |old |former|preceding|original|before|เก่า|เดิม|ก่อน",
)
_NEWER = Wording(
    r"\b(?:newer|later|new|renewed|current)(?: (?:one|version|text|agreement|mou|moc))\b|"
    r"\bthe (?:newer|later)\b(?=[ ?.!]*$| (?:cover|include|end|expire|run|is|was|has)\w*\b)|"
    "(?:ฉบับ|อัน|ตัว)(?:ที่)?(?:ใหม่|ต่ออายุ|หลัง|ถัดมา|ต่อมา)(?!ที่สุด|สุด|ล่าสุด)",
    "newer|later|new |renewed|current|ใหม่|ต่ออายุ|หลัง|ถัดมา|ต่อมา",
)
#: "The first version" is the first of the line of the text in focus.
_FIRST_OF_LINE = re.compile(
    r"\b(?:first|original|initial|earliest|oldest) (?:ever )?(?:version|edition)\b|"
    "ฉบับ(?:แรก(?:สุด|เริ่ม)|ดั้งเดิม|แรก(?=[ ?.!]*(?:ล่ะ|ละ|ครับ|ค่ะ|คะ)?$))"
)
#: "Anything else with them?" asks for what is on record with the same country or body.
_SAME_PARTNER = Wording(
    r"\b(?:else|other|others|more|all|everything|anything|what|any)\b.*\bwith "
    r"(?:them|that country|this country|the same (?:country|party|partner|ministry|side))\b|"
    r"กับ(?:เขา|เค้า|พวกเขา|ประเทศ(?:นี้|นั้น|เดียวกัน|เดิม)|คู่(?:ภาคี)?(?:เดิม|เดียวกัน)).*(?:อีก|อื่น|บ้าง|ไหม|มั้ย)|"
    r"(?:อีก|อื่น).*กับ(?:เขา|เค้า|พวกเขา|ประเทศ(?:นี้|นั้น|เดียวกัน|เดิม)|คู่(?:ภาคี)?(?:เดิม|เดียวกัน))",
    "with them|with that|with this|with the same|กับ",
)
_OTHER = Wording(
    r"\bthe other(?: one| ones| two| text| agreement| mou| moc)?\b(?=[ ?.!]*$| one)|"
    "อีก(?:ฉบับ|อัน|ตัว)(?! ?(?:กี่|ใด|ไหน))|(?:ฉบับ|อัน|ตัว)(?:อื่น|ที่เหลือ)(?!ๆ)",
    "the other|อีก|อื่น|ที่เหลือ",
)
#: "which ones?" after a number asks for the list behind it.
_WHICH = re.compile(
    r"^(?:which|which ones|what are they|list them|show them|ฉบับไหนบ้าง|ฉบับใดบ้าง|มีอะไรบ้าง|"
    r"อะไรบ้าง)[ ?.]*(?:ครับ|คะ|ค่ะ)?$"
)
_PLURAL = Wording(
    r"\b(?:they|them|these|those|their|ones)\b|พวกนี้|เหล่านี้|พวกนั้น",
    "they|them|these|those|their|ones|พวกนี้|เหล่านี้|พวกนั้น",
)


@dataclass(frozen=True, slots=True)
class Link:
    """How a question hangs on the one before.

    `lead_in`: it begins with "and", "what about". `pronoun`: it says "it", "this one".
    `correcting`: "no, I meant ...". `every`: "all of them". `ordinal`: "the second one" is 2.
    `anaphor`: "one", "of these", "the ones": something told before is meant. `narrowing`: "only",
    "of them", "leave out". `pair`: "both", "these two", "either". `relative`: -1 for "the older
    one", 1 for "the newer one". `which`: it asks for the list behind a number. `plural`: "they".
    `same_partner`: "anything else with them". `other`: "the other one". `first_of_line`: "the
    first version".
    """

    lead_in: bool = False
    pronoun: bool = False
    correcting: bool = False
    every: bool = False
    ordinal: int | None = None
    anaphor: bool = False
    narrowing: bool = False
    pair: bool = False
    relative: int = 0
    which: bool = False
    plural: bool = False
    same_partner: bool = False
    other: bool = False
    first_of_line: bool = False

    @property
    def refers(self) -> bool:
        """Whether it points to something told before."""
        return self.pronoun or self.anaphor or self.narrowing or self.pair or bool(self.relative)


def read_link(folded: str, links: Collection[str]) -> Link:
    """Return how a text in normal form hangs on the one before. `links`: its link cues."""
    ordinal = _ORDINAL.search(folded)
    number: int | None = None
    if ordinal:
        word = next(group for group in ordinal.groups() if group)
        number = int(word) if word.isdigit() else _ORDINALS[word]
    pair = _PAIR.search(folded) is not None
    return Link(
        lead_in=_LEAD_IN.search(folded) is not None,
        pronoun="pronoun" in links or _THE_TEXT.search(folded) is not None,
        correcting=_CORRECTING.search(folded) is not None,
        every=not pair
        and ("all" in links or folded.strip(" ?.!") in ("all", "all of them", "ทั้งหมด", "ทุกฉบับ")),
        ordinal=None if pair else number,
        anaphor=_ANAPHOR.search(folded) is not None,
        narrowing=_NARROWING.search(folded) is not None,
        pair=pair,
        relative=_relative(folded),
        which=_WHICH.search(folded) is not None,
        other=_OTHER.search(folded) is not None,
        same_partner=_SAME_PARTNER.search(folded) is not None,
        plural=_PLURAL.search(folded) is not None,
        first_of_line=_FIRST_OF_LINE.search(folded) is not None,
    )


def _relative(folded: str) -> int:
    """Return -1 for "the older one", 1 for "the newer one", 0 where neither is said."""
    if _OLDER.search(folded):
        return -1
    return 1 if _NEWER.search(folded) else 0
