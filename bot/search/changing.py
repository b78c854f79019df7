"""Whether a text tells the bot to change a record, which no question does: "ช่วยแก้วันหมดอายุ ..."."""

from __future__ import annotations

import re

from bot.search.asking_form import asks_for_something

_CODE = r"[a-z]{2,12}-(?:\d{4}|undated)-[a-z0-9]+"
#: Where somebody is told to do something: at the start, or behind a polite or joining word.
_TOLD = (
    r"(?:^|[,;:.!] ?|\b(?:please|kindly|(?:can|could|would|will) you|i (?:want|need) to|just|now|"
    r"and|then) )"
    r"(?:please |kindly |just |now |also )?"
)
_TEXT = (
    r"(?:records?|entry|entries|agreements?|mous?|mocs?|moas?|memorand\w+|texts?|treat(?:y|ies))"
)
_FIELD = (
    r"(?:expiry|expiration|end|signature|signing|dates?|status|titles?|name|owner|term|renewal|"
    r"parties|scope|records?|entry)\b"
)
_THAI_POLITE = "(?:ช่วย|กรุณา|โปรด|รบกวน)"
_THAI_TOLD = rf"(?:^|{_THAI_POLITE}| )"
_THAI_TEXT = "(?:ข้อมูล|ฉบับ|รายการ|ความตกลง|ข้อตกลง|บันทึก|เอ็มโอยู|เอ็มโอซี|mou|moc)"
_THAI_FIELD = "(?:วัน|ข้อมูล|สถานะ|ชื่อ|ปี|รายการ|ระยะเวลา|หน่วยงาน)"
_TO_A_VALUE = (
    r"\b.{1,80}\b(?:to|as|into|until|till) .{0,30}"
    r"(?:\d|expired|ended|terminated|signed|renewed|verified|in force|cancelled|binding|replaced)"
)
_CHANGES = re.compile(
    rf"{_TOLD}(?:set|change|update|edit|amend|overwrite|correct|shift|adjust|mark|extend|rename)"
    rf"(?! me\b| us\b){_TO_A_VALUE}"
    rf"|{_TOLD}(?:change|update|edit|correct|modify|fix) (?:the|its|our|this|that) "
    rf"(?:\w+ )?{_FIELD}"
    rf"|{_TOLD}(?:put|enter|record|note|type|save) .{{0,40}}\d.{{0,40}}"
    rf"\b(?:as|for|into|in|under) (?:the )?(?:new )?{_FIELD}"
    rf"|{_TOLD}(?:delete|erase|wipe|purge|destroy)\b"
    rf"|{_TOLD}(?:remove|drop) (?:{_CODE}|"
    r".{0,40}\bfrom the (?:register|database|system|records?)\b)"
    rf"|{_TOLD}(?:add|create|insert|register|enter) (?:a |an |the |this |another )?new {_TEXT}\b"
    rf"|^(?:please |kindly )?(?:renew|terminate|cancel|sign|approve|verify|extend|restore|undo) "
    rf"(?:{_CODE}|(?:it|this|that)\b|(?:the|our) .{{0,60}}\b{_TEXT}\b)"
    rf"|{_THAI_TOLD}(?:แก้ไข|แก้|เปลี่ยน|ปรับ|ตั้งค่า)(?!เมื่อ).{{1,80}}เป็น ?"
    r"(?:\d|ปี|พ\.?ศ|วันที่|สิ้นสุด|หมดอายุ|ลงนาม)"
    rf"|{_THAI_TOLD}ลบ ?(?:{_THAI_TEXT}|ทั้งหมด|ทะเบียน|{_CODE})"
    rf"|{_THAI_TOLD}เพิ่ม ?{_THAI_TEXT}.{{0,60}}(?:ใหม่|เข้า)"
    rf"|{_THAI_POLITE}(?:แก้ไข|แก้|เปลี่ยน|ปรับแก้|ใส่|กรอก|บันทึก) ?{_THAI_FIELD}"
    r"|(?:ลบ|เอา|นำ|ตัด|ถอด).{1,60}ออกจาก ?(?:ระบบ|ทะเบียน|ฐานข้อมูล)"
    r"|ต่ออายุ.{1,60}ให้(?:หน่อย|ที|ด้วย|เลย)"
)


def asks_for_change(folded: str) -> bool:
    """Return whether a text in normal form orders a change of the register."""
    return _CHANGES.search(folded) is not None and not asks_for_something(folded)
