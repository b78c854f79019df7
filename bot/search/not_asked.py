"""What asks for nothing on record: small talk, other matters, commands, what a word means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.agreements.kinds import InstrumentKind
from bot.search.asking_form import asks_for_something
from bot.search.cue import Cue
from bot.search.question import Ask, Mode
from bot.search.senses import Category, Mention

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
_OF_A_WORD = re.compile(
    r"\b(?:mean|means|meaning|definition|define|stands? for|same (?:thing )?as|equal to|"
    r"equivalent to|different from)\b|แปลว่า|หมายความว่า|หมายถึง|ย่อมาจาก|คำเต็ม|นิยาม|เหมือนกับ"
)
_WHAT_IS = re.compile(
    r"^(?:so |and |ok )?(?:what(?:s| is| are| exactly is)|define|explain)"
    r"(?: (?:an?|the (?:term|word)))? $"
)
_WHAT_IT_IS = re.compile(r"^ ?(?:คืออะไร|คือ ?อะไร|หมายถึงอะไร|แปลว่าอะไร)")


def is_change(folded: str) -> bool:
    """Return whether a text in normal form tells the bot to change a record."""
    return _CHANGES.search(folded) is not None and not asks_for_something(folded)


def kinds_explained(
    folded: str, mentions: Iterable[Mention], mode: Mode
) -> tuple[InstrumentKind, ...]:
    """Return the kinds of instrument whose meaning is asked for, where nothing else is named."""
    kinds = [m for m in mentions if m.has(Category.KIND)]
    found = tuple(dict.fromkeys(InstrumentKind(i) for m in kinds for i in m.ids(Category.KIND)))
    if not found:
        return ()
    first, last = kinds[0], kinds[-1]
    alone = not folded[last.end :].strip(" ?.!")
    is_word = (alone and _WHAT_IS.search(folded[: first.start])) or (
        not folded[: first.start].strip() and _WHAT_IT_IS.match(folded[last.end :])
    )
    compares = mode is Mode.COMPARE and len(found) > 1
    return found if is_word or compares or _OF_A_WORD.search(folded) else ()


def talk_meant(
    mode: Mode, cues: Sequence[Cue], mentions: Sequence[Mention], *, named: bool
) -> Mode:
    """Return what a question is for: talk, when it asks for nothing on record."""
    said = {name for cue in cues if (name := cue.named("talk"))}
    order = (Mode.ELSEWHERE, Mode.HELP, Mode.THANKS, Mode.GREETING)
    talk = next((talk for talk in order if talk in said), None)
    if talk is Mode.ELSEWHERE:
        is_text = any(m.has(Category.AGREEMENT) for m in mentions)
        of_kind = named and any(m.has(Category.KIND) for m in mentions)
        of_signing = named and any(cue.named("ask") == Ask.SIGNATORIES for cue in cues)
        return mode if is_text or of_kind or of_signing else talk
    return talk if talk and not named else mode
