"""Whether a text tells the bot to change a record, which no question does: "ช่วยแก้วันหมดอายุ ..."."""

from __future__ import annotations

import re

from bot.search.asking_form import asks_for_something

_CODE = r"[a-z]{2,12}-(?:\d{4}|undated)-[a-z0-9]+"
#: Where somebody is told to do something: at the start, or behind a polite or joining word.
_TOLD = (
    r"(?:^|[,;:.!] ?|\b(?:please|kindly|(?:can|could|would|will) you|just|now|and|then|to) )"
    r"(?:please |kindly |just |now |also )?"
)
_TEXT = (
    r"(?:records?|entry|entries|agreements?|mous?|mocs?|moas?|memorand\w+|texts?|treat(?:y|ies))"
)
_THAI_TOLD = "(?:^|ช่วย|กรุณา|โปรด|รบกวน| )"
_THAI_TEXT = "(?:ข้อมูล|ฉบับ|รายการ|ความตกลง|ข้อตกลง|บันทึก)"
_TO_A_VALUE = (
    r"\b.{1,80}\b(?:to|as|into|until|till) .{0,30}"
    r"(?:\d|expired|ended|terminated|signed|renewed|verified|in force|cancelled|binding|replaced)"
)
_CHANGES = re.compile(
    rf"{_TOLD}(?:set|change|update|edit|amend|overwrite|correct|shift|adjust|mark|extend|rename)"
    rf"(?! me\b| us\b){_TO_A_VALUE}"
    rf"|{_TOLD}(?:put|enter|record|note|type|save) .{{0,40}}\d.{{0,40}}"
    r"\b(?:as|for|into|in|under) (?:the )?(?:new )?(?:expiry|end|signature|signing|term|date)\b"
    rf"|{_TOLD}(?:delete|erase|wipe|purge|destroy)\b"
    rf"|{_TOLD}(?:remove|drop) (?:{_CODE}|"
    r".{0,40}\bfrom the (?:register|database|system|records?)\b)"
    rf"|{_TOLD}(?:add|create|insert|register|enter) (?:a |an |the |this |another )?new {_TEXT}\b"
    rf"|^(?:please |kindly )?(?:renew|terminate|cancel|sign|approve|verify|extend|restore|undo) "
    rf"(?:{_CODE}|(?:it|this|that)\b|(?:the|our) .{{0,60}}\b{_TEXT}\b)"
    rf"|{_THAI_TOLD}(?:แก้ไข|แก้|เปลี่ยน|ปรับ|ตั้งค่า)(?!เมื่อ).{{1,80}}เป็น ?"
    r"(?:\d|ปี|พ\.?ศ|วันที่|สิ้นสุด|หมดอายุ|ลงนาม)"
    rf"|{_THAI_TOLD}ลบ ?(?:{_THAI_TEXT}|ทั้งหมด|ทะเบียน|{_CODE})"
    rf"|{_THAI_TOLD}เพิ่ม{_THAI_TEXT}.{{0,30}}(?:ใหม่|เข้า)"
)
#: What stands before an order, in any number.
_POLITE = (
    r"^(?:(?:please|kindly|can you|could you|would you|will you|i want to|i need to|"
    r"i would like to|i want you to|help me)\s+)*"
)
_POLITE_THAI = (
    r"^(?:ช่วย|รบกวน|กรุณา|โปรด|ขอให้|วาน|อยากให้|อยาก|ต้องการ|ขอ|ฝาก|ให้|คุณ|บอท|บอต|พี่|น้อง|ที่|หน่อย| )*"
)
_OBJECT = (
    r"(?:expiry|expiration|end|signature|signing|dates?|status|titles?|name|records?|entry|entries|"
    r"agreements?|mous?|mocs?|owner|term|renewal|parties|scope|data|information)\b"
)
_OBJECT_THAI = (
    r"(?:วัน|ข้อมูล|สถานะ|ชื่อ|ปี|รายการ|ระเบียน|mou|moc|เอ็มโอยู|เอ็มโอซี|ฉบับ|ความตกลง|ข้อตกลง|บันทึก|ระยะเวลา|"
    r"หน่วยงาน|ผู้รับผิดชอบ|เจ้าของ|คู่ภาคี|คู่สัญญา|ประเภท|ขอบเขต|สาขา|อายุ|หมายเหตุ|กำหนด|แหล่งที่มา|ให้เป็น|เป็นปี|เป็นวันที่)"
)
_ORDER = re.compile(
    _POLITE + r"(?:(?:change|set|update|correct|edit|modify|delete|erase|fix|enter|record)\s+"
    r"(?:the |its |our |this |that |all |all the )?(?:[\w'-]+ ){0,3}?" + _OBJECT + r"|"
    r"add (?:a |an |the |this |new |a new |the new )*" + _OBJECT + r"|"
    r"(?:remove|delete|erase|take|drop)\b.{1,60}\b(?:from|off|out of) the "
    r"(?:register|database|system|records|list of records))"
)
_ORDER_THAI = re.compile(
    _POLITE_THAI + r"(?:(?:แก้ไข(?!เพิ่มเติม)|แก้(?!ไข)|เปลี่ยน(?!ผ่าน|แปลง)|ลบ|เพิ่ม(?!เติม)|ปรับแก้|ปรับ|"
    r"อัปเดต|อัพเดต|อัพเดท|อัปเดท|ใส่|กรอก|ลง|บันทึก(?!ความ|ข้อ|ช่วย)|ตั้ง|กำหนด) ?"
    + _OBJECT_THAI
    + r"|(?:ลบ|เอา|นำ|ตัด|ถอด).{1,60}ออกจาก ?(?:ระบบ|ทะเบียน|ฐานข้อมูล)"
    r"|ต่ออายุ.{1,60}(?:ให้หน่อย|ให้ที|ให้ด้วย|ให้เลย|ไปอีก))"
)
#: Who asks when something was changed, or which, gives no order.
_ASKING = re.compile(
    r"\b(?:when|which|who|why|how many)\b|เมื่อ ?(?:[ไใ]หร่|ไร|ใด)|ฉบับ(?:ไหน|ใด)|อันไหน|กี่|[ไใ]หนบ้าง|"
    r"อะไร|ใคร|ล่าสุด"
)


def asks_for_change(folded: str) -> bool:
    """Return whether a text in normal form orders a change of the register."""
    if _CHANGES.search(folded) and not asks_for_something(folded):
        return True
    is_order = _ORDER.match(folded) or _ORDER_THAI.match(folded)
    return is_order is not None and _ASKING.search(folded) is None
