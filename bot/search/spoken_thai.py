"""Thai as it is spoken and as phones type it, put into the words that are looked for.

อะไร loses its first syllable (ทำไร, เรื่องไร), หรือเปล่า its first (ป่าว), and letters are held down
(มั้ยยย, ค่าาา). ไร is only a question word after a word that one follows, for it is part of others
(กำไร, ไร่).
"""

from __future__ import annotations

import re

from bot.search.normal_form import NormalText

#: Words that อะไร follows.
_BEFORE_WHAT = (
    "มี|เรื่อง|ทำ|ด้าน|ได้|ถึง|เป็น|กับ|ต้อง|ชื่อ|คือ|สาขา|หัวข้อ|แบบ|ประเภท|ชนิด|ร่วมมือ|ครอบคลุม|เกี่ยวกับ|เพราะ|"
    "เกิด|เอา|ใช้|ตกลง|ลงนาม|เซ็น|หน่วยงาน|กระทรวง|ประเทศ|ฉบับ|เอกสาร|ปี|เดือน|วัน|ว่า|อัน|ตัว|บอก|พูด"
)
#: What a question word may stand before: the end of the question, or a word that goes on from it.
_GOES_ON = (
    "(?= |[?]|$|บ้าง|มั่ง|กับ|กะ|กัน|ไหม|มั้ย|อยู่|ที่|ให้|ต้อง|แล้ว|ไว้|ด้วย|เรา|เขา|นะ|อ่ะ|อะ|ครับ|คับ|คะ|ค่ะ|ล่ะ|ละ|"
    "จะ|เซ็น|ลงนาม|หมด|สิ้นสุด|ของ|ใน)"
)
_END = "(?= ?(?:ครับ|คับ|คะ|ค่ะ|นะ|อะ|อ่ะ)?[ ?]*$)"
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # Letters held down; ถนน and พรรค have two alike by right.
        ("([ะ-ฺ็-๎])\\1+", r"\1"),
        ("([ก-ฮ])\\1{2,}", r"\1"),
        ("((?:ครับ|คับ|ด้วย|มั้ย|ป่าว|หน่อย|เลย|แล้ว|ไหน|ไหม)(?<=([ก-ฮ])))\\2+(?![ก-๎])", r"\1"),
        (f"({_BEFORE_WHAT})(?:ไร|รัย|อัลไล|อะรัย){_GOES_ON}", r"\1อะไร"),
        (f"(?:เมื่อ|เมือ่|เมือ|เมื่|มื่อ)(?:ไหร่|ไหล่|ไหร|ใหร่|ไร่|ไร|รัย|ไหน่){_GOES_ON}", "เมื่อไร"),
        (f"(วัน|ตอน|ปี|เดือน|อัน|ตัว|ฉบับ|ที่)(?:ไน|ใหน|หนัย){_GOES_ON}", r"\1ไหน"),
        ("(?:ยัง|หยั่ง)(?:งัย|งาย|ไงง)", "ยังไง"),
        ("(?:หรือ|รึ|หรึ)(?:ป่าว|ปล่าว|เป่า|ป่ะ|ปะ)", "หรือเปล่า"),
        (f"(?<!หรือ)(?<!รึ)(?<![เแโใไ])(?:ป่าว|ปล่าว|เปล่า|ป่ะ|ป้ะ|ปะ){_END}", "หรือเปล่า"),
        (f"(?:หมั้ย|มั๊ย|ม้าย|มัย|ไม๊){_END}", "มั้ย"),
        ("(?:ควม|คาวม|ควมา)(?=[ก-ฮเแโใไ])", "ความ"),
        ("เดื่อน|เดีอน|เดิอน|เดิื่อน", "เดือน"),
        ("วันที(?=ไหน|ใด|เท่า|อะไร)", "วันที่"),
        ("(?:เซน|เช็น|เซ็ณ|เซ็(?=กับ))(?=วัน|เมื่อ|กับ|ปี|แล้ว|ตอน|ยัง)", "เซ็น"),
        ("ความเข้า(?:จัย|จาย|ไจ|จั้ย|จัยย)", "ความเข้าใจ"),
        ("อินโด(?:เน|นิ|เนี|นิย)เซีย", "อินโดนีเซีย"),
        ("กี(?=ฉบับ|อัน|เรื่อง|รายการ|ประเทศ|วัน|เดือน|ปี)", "กี่"),
    )
)


def written_out(text: NormalText) -> NormalText:
    """Return a text in normal form with its spoken Thai as it is written."""
    folded, cased = text
    if folded.isascii():
        return text
    for pattern, written in _SPOKEN:
        if pattern.search(folded):
            folded, cased = pattern.sub(written, folded), pattern.sub(written, cased)
    return NormalText(folded, cased)
