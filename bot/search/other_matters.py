"""Questions about a country, a body or a subject itself, of which no register of agreements tells.

"How far is Kigali", "who is the digital minister", "what is blockchain": they name what agreements
are with or about, and ask for none of them. Words that only other matters have are cues
(talk.elsewhere); here stand the shapes that such questions have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.search.question import Word
from bot.search.senses import Category, Mention
from bot.search.wording import Wording

_OFFICE = (
    r"(?:prime )?ministers?|directors?(?: general)?|secretary(?: general)?|presidents?|ceos?|"
    r"heads?|chiefs?|boss|chair\w*|ambassadors?|king|queen|governors?|founders?|owners?|spokes\w+"
)
_OFFICE_THAI = "รัฐมนตรี|ผู้อำนวยการ|เลขาธิการ|ประธาน|อธิบดี|ผู้ว่า"
_SHAPES = Wording(
    # people and their offices
    rf"\bwho (?:is|was|are|s|will be)\b.{{0,40}}\b(?:{_OFFICE})\b(?! (?:who|that|of record))|"
    r"\bwho (?:founded|owns|invented|built|won|made|runs)\b|"
    # countries and towns
    r"\bhow (?:far|big|large|tall|hot|cold|warm|rich|safe)\b|\bwhat time is it\b|\bat war\b|"
    r"\bwhat (?:language|currency|religion|food|continent)\b|\btime zone\b|\bgdp\b|"
    r"\bwhat is the (?:time|temperature|population|capital|currency|address|website)\b|"
    r"\bhow many (?:people|inhabitants|citizens|employees|staff|islands|users|students)\b|"
    r"\b(?:rain(?:s|ing|y)?|snow(?:s|ing)?|sunny|thunderstorms?|earthquakes?|typhoon)\b|"
    # travel, work, shopping
    r"\bhow (?:do|can|should) (?:i|you|people) (?:apply|get to|travel|fly|send|buy|use|cook)\b|"
    r"\bhow to (?:send|cook|travel|fly|buy|get to|install|fix|use)\b|"
    r"\b(?:fly|flights?|drive|travel) (?:to|from)\b|\bair ?fares?\b|\bopening hours\b|"
    r"\bjobs? (?:at|in|with|opening)\b|\b(?:vacanc(?:y|ies)|internships?|laptop|printer|wifi)\b|"
    r"\bper diem\b|\breimburse\w*\b|\bexpense claims?\b|\btravel expenses\b|"
    r"\bclaim (?:my |the |an? )?(?:expenses?|travel|allowance|overtime)\b|"
    r"\b(?:recipe|ramen|restaurant|stock market|share price)\b|\b(?:spend|spent|spending)\b|"
    # what goes on, and opinions of it
    r"\bwhat (?:happened|is happening|happens|is going on|do you think) (?:in|to|at|about|of)\b|"
    r"\bnext\b.{0,20}\b(?:summit|meeting|election)\b|\bnews (?:on|about|from|in|of)\b|"
    r"\bwhen was \w+ (?:founded|established)\b|\bwill \w+ (?:replace|take over|destroy|win)\b|"
    r"\b(?:stronger|weaker|better|cheaper|faster|bigger) than\b|"
    r"\bwrite (?:me )?(?:a )?(?:code|script|program)\b|"
    # money of other offices, and words of anger
    "งบ(?:ประมาณ)?(?:ของ)?(?:กระทรวง|กรม|ปี)|เบิก(?:จ่าย|ค่า|งบ|เงิน|ได้|ยัง|ไม่)|สถานะ(?:การ)?เบิก|"
    "(?:เบิก|เคลียร์|ขอ).{0,12}(?:ค่าเดินทาง|ค่าตั๋ว|ค่าที่พัก|เบี้ยเลี้ยง)|"
    "^(?:แก|มึง|คุณ|เธอ|เอ็ง|บอท|ไอ้บอท|นี่)?(?:มัน)?(?:ตอบ|พูด)?(?:มั่ว|โง่|ห่วย|กาก|งี่เง่า|ไร้สาระ|ไม่ได้เรื่อง)"
    "(?:อีก|แล้ว|ไหม|มั้ย|หรือเปล่า|ป่าว|เนี่ย|นี่|นะ|ว่ะ|วะ|จัง|มาก|แตก|เลย|อะ|อ่ะ|ครับ|ค่ะ|คะ|ใช่|[ ?!.])*$|"
    rf"รมว|(?:ใคร|ชื่ออะไร).{{0,25}}(?:{_OFFICE_THAI})|"
    rf"(?:{_OFFICE_THAI}|ผอ).{{0,25}}(?:คือใคร|ชื่ออะไร|เป็นใคร)|"
    "ฝนตก|หิมะตก|แดดออก|แผ่นดินไหว|ทวีป(?:อะไร|ไหน)|อยู่ทวีป|รบกับ|สงครามกับ|สกุลเงิน|ภาษาอะไร|"
    "นับถือศาสนา|วันหยุด(?:ราชการ|ยาว|นักขัต)|แม่บ้าน|หวย|อร่อย|ไปเที่ยว|น่าเที่ยว|ตั๋วเครื่องบิน|รับสมัคร|สมัครงาน|สมัครเรียน|ตำแหน่งงาน|ฝึกงาน|"
    "หุ้น(?:เท่า|ตัว|วันนี้|ขึ้น|ลง|กี่)|พนักงานกี่|กี่โมง|ตั้งอยู่|อยู่ที่ไหน|ก่อตั้งเมื่อ|ตั้งขึ้นเมื่อ|ส่งของ(?:ไป|ถึง)|"
    "ส่งพัสดุไป|ประชุมครั้ง(?:หน้า|ต่อไป|ถัดไป)|ข่าวล่าสุด|ใครชนะ|ดีกว่ากัน|น่าเชื่อถือไหม|ปลอดภัยไหม",
    "who|how |what |war|time|gdp|rain|snow|sunny|thunder|earthquake|typhoon|fly|flight|drive|"
    "travel|fare|hours|job|vacanc|intern|laptop|printer|wifi|recipe|ramen|restaurant|stock market|"
    "share price|per diem|reimburse|expense|claim|spen|งบ|เบิก|เคลียร์|มั่ว|โง่|ห่วย|กาก|งี่เง่า|ไร้สาระ|"
    "ไม่ได้เรื่อง|ค่าเดินทาง|"
    "ค่าตั๋ว|ค่าที่พัก|เบี้ยเลี้ยง|next|news|when was|will |than|write|รมว|ใคร|ชื่อ|รัฐมนตรี|ผู้|เลขาธิการ|ประธาน|"
    "อธิบดี|ผอ|ฝน|หิมะ|แดด|แผ่นดิน|ทวีป|รบ|สงคราม|สกุล|ภาษา|นับถือ|วันหยุด|แม่บ้าน|หวย|อร่อย|เที่ยว|ตั๋ว|สมัคร|งาน|หุ้น|"
    "โมง|อยู่|ตั้ง|ส่ง|ประชุม|ข่าว|ชนะ|ดีกว่า|น่าเชื่อถือ|ปลอดภัย",
)
#: The budget of a project is another matter where nobody is named who may have agreed to pay it.
_BUDGET = Wording("งบ(?:ประมาณ)?(?:ของ)?(?:โครงการ|เน็ต)", "งบ")
_WHAT_IS = re.compile(
    r"^(?:so |and |ok )?(?:what(?:s| is| are| exactly is)|define|explain(?: to me)?|"
    r"what does \w+ mean)(?: an?| the)? $"
)
_WHAT_IS_AFTER = re.compile(r"^(?: to me| please| exactly| mean)*\s*[?.!]*$")
_WHAT_IT_IS = re.compile(r"^ ?(?:นี่|มัน)?(?:คืออะไร|คือ ?อะไร|หมายถึงอะไร|แปลว่าอะไร|หมายความว่าอะไร)")
#: What is between us and somebody: a question with one of these may well ask for an agreement.
_BETWEEN_US = re.compile(
    r"\b(?:we|us|our|ours|with|between|thailand|thai|both|together|any|anything|everything|list|"
    r"show|all|sides?|partners?|in place|on record|on file)\b"
)
#: A word of this length says something by itself.
_SHORTEST = 3


def is_other_matter(folded: str, mentions: Sequence[Mention]) -> bool:
    """Return whether a question has the shape of one about other matters than agreements."""
    if any("ask.gap" in mention.ids(Category.CUE) for mention in mentions):
        return False  # "was there a gap, and how big"
    if _BUDGET.search(folded) and not any(mention.has(Category.PARTY) for mention in mentions):
        return True
    return _SHAPES.search(folded) is not None or _is_definition(folded, mentions)


def is_about_them(folded: str, words: Iterable[Word]) -> bool:
    """Return whether a question that only names a party asks about that party: "is X safe"."""
    said = [word for word in words if len(word.text) >= _SHORTEST]
    if any(word.is_held for word in said) or _BETWEEN_US.search(folded):
        return False  # "the Phuket grant from the Americans" is on record
    return any(word.text.isascii() and not word.is_decisive for word in said)


def _is_definition(folded: str, mentions: Sequence[Mention]) -> bool:
    """Whether nothing but the meaning of a subject is asked for: "what is blockchain"."""
    areas = [m for m in mentions if m.has(Category.AREA)]
    if len(areas) != 1 or any(m.has(Category.PARTY) or m.has(Category.KIND) for m in mentions):
        return False
    before, after = folded[: areas[0].start], folded[areas[0].end :]
    if _WHAT_IS.search(before):
        return _WHAT_IS_AFTER.match(after) is not None
    return not before.strip() and _WHAT_IT_IS.match(after) is not None
