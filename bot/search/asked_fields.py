"""Of the fields that the words of a question may ask for, those that it does ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.search.everyday_fields import in_everyday_words
from bot.search.question import Ask, Mode, Question

#: What is asked, and what only stands beside it: what must go to the Cabinet is not approved yet.
_SAID_WITH = (
    (Ask.NOTICE_BY, Ask.TERMINATED),
    (Ask.NOTICE_BY, Ask.TERM),
    (Ask.DECIDE_BY, Ask.RENEWAL),
    (Ask.DECIDE_BY, Ask.TERM),
    (Ask.DECIDE_BY, Ask.APPROVED),
)
#: What to list where several texts are asked for and nothing but a field is said of them.
_RECORDED = {
    Ask.NOTICE_BY: "notice_by",
    Ask.OWNER: "owner",
    Ask.RENEWAL: "renewal",
    Ask.TERM: "term",
    Ask.TERMINATED: "terminated",
    Ask.GAP: "gap",
}
#: What is said of two texts when the days between them are asked for.
_SAID_OF_A_GAP = (
    Ask.RENEWAL,
    Ask.SUPERSEDES,
    Ask.REPLACED_BY,
    Ask.DAYS_LEFT,
    Ask.TERM,
    Ask.EXPIRES,
)
#: "Which say nothing about renewal" asks for those without it.
_NEGATED = re.compile(
    r"\b(?:nothing|nobody|none|no|not|never|without|missing|lacks?|lacking)\b|nt\b|ไม่|ขาด"
)
#: "When do we have to start the renewal" asks for the day by which it must be decided.
_START_CABINET = re.compile(
    r"\b(?:start|begin|initiate|prepare|kick off|launch|submit|submitted|send|sent|"
    r"take|taken|bring|brought)\b.*\bcabinet\b"
)
_IN_CABINET = re.compile(
    r"\bcabinet (?:file|papers?|submission|memo|dossier)\b.*\b(?:go in|be in|submit\w*|sent|ready|"
    r"filed|lodged|handed in)\b"
)
_START_RENEWAL = re.compile(
    r"\b(?:start|begin|initiate|prepare|kick off|launch)\b.*\brenew|เริ่ม.*ต่ออายุ"
)
#: "Which document did it extend" asks for the text before it.
_EXTENDS_WHAT = re.compile(
    r"\b(?:what|which)\b.*\b(?:does|did|do|has)\b.*\b(?:extend|amend|renew|prolong)(?:ed|ing)?\b"
    r"(?! by\b)|(?<!แจ้ง)(?<!กำหนด)(?<!ต้อง)(?<!ขอ)"
    r"(?:ต่ออายุ|แก้ไข|ขยาย)(?:จาก|ต่อจาก|ให้)? ?(?:ฉบับ|อัน|ตัว)(?:ใด|ไหน|อะไร)"
)
#: "When was it renewed" asks for the day on which the text that renews was signed.
_WAS_RENEWED = re.compile(
    r"\b(?:was|were|got|been) (?:[\w']+ ){0,6}?(?:renewed|extended|prolonged)\b|"
    r"\b(?:renewed|extended|prolonged) (?:when|on what)\b|ต่ออายุ(?:ไป|แล้ว|กัน)*เมื่อ|"
    r"ต่ออายุ(?:กับ\S{1,40})?(?:ไป|แล้ว|กัน)+(?:เมื่อ|ตอน ?ไหน|วันไหน|วันใด|ปีไหน|ปีใด)"
)
#: "It was renewed, right?" asks whether another text came after it.
_HAS_BEEN_RENEWED = re.compile(
    r"\b(?:was|were|has|have|had|got|been|did|already)\b.{0,60}\b(?:renew|extend|prolong)(?:ed)?\b"
    r"(?! by it)|ต่อ(?:อายุ)?(?:ไป)?(?:แล้ว|หรือยัง|รึยัง|ยัง)"
)
#: A text that extends another, not how one is extended.
_THE_EXTENSION = re.compile(r"\bextension\b(?! (?:terms?|clause|possible|option)\b)|ฉบับต่ออายุ")
#: "What does it replace" asks for the text before it, "what replaces it" for the one after.
_REPLACES_WHAT = re.compile(
    r"\b(?:what|which)\b.*\b(?:does|did|do|has|have)\b.*\b(?:replace|supersede|replaced|superseded)\b"
    r"(?! by\b)|\b(?:does|did) (?:it|this|that|the [\w ]{1,40}) (?:replace|supersede)\b(?! by\b)|"
    r"(?:แทน|แทนที่) ?(?:ฉบับ|อัน|ตัว)(?:ใด|ไหน|อะไร)"
)

#: "ฉบับที่มาแทน ... ลงนามวันไหน": the later text is named, and something is asked of it.
_THE_LATER = re.compile("(?:ฉบับ|ตัว|อัน)(?:ใหม่)?ที่(?:เข้า|จะ)?มาแทน")


def asked_of(asks: tuple[Ask, ...], folded: str) -> tuple[Ask, ...]:
    """Return what to tell: of "the text that came in its place" what that was."""
    if len(asks) < 2 or Ask.REPLACED_BY not in asks or not _THE_LATER.search(folded):
        return asks
    others = tuple(ask for ask in asks if ask not in (Ask.REPLACED_BY, Ask.SUPERSEDES))
    return (*others, Ask.SUPERSEDES)


def with_what_is_recorded(question: Question) -> Question:
    """Narrow "which need notice" to the records that tell of it, "which say nothing" to the others.

    Without it the whole register would be listed, most of it as "not recorded".
    """
    several = question.mode in (Mode.LIST, Mode.COUNT)
    bare = several and not (question.filters_something or question.grouping or question.order)
    wanted = tuple(_RECORDED[ask] for ask in question.asks if ask in _RECORDED) if bare else ()
    if not wanted:
        return question
    if _NEGATED.search(question.normal):
        return replace(question, missing=wanted)
    return replace(question, recorded=wanted)


#: "What does the renewed text cover", "renewed for how many years": no field by itself.
_RENEWED_TEXT = re.compile(r"(?:ฉบับ|อัน|ตัว)(?:ที่|การ)?ต่ออายุ")
_RENEWED_FOR = re.compile(
    r"ต่อ(?:อายุ|สัญญา)?(?:ได้|ไป|อีก|ออกไป|คราวละ|ครั้งละ|ให้|เอง|อัตโนมัติ|โดยอัตโนมัติ)*(?:กี่|นานเท่า|นานแค่|นานกี่)|"
    r"\b(?:renew\w*|extend\w*|extension)\b.{0,20}\bhow (?:long|many)|"
    r"\bhow (?:long|many \w+)\b.{0,20}\b(?:renew|exten)\w*"
)


#: "ใครเป็นคนไปเซ็น" asks for people, of whom no record tells.
_WHO_SIGNED = re.compile(r"(?:ใคร|ท่านใด|ท่านไหน|คนไหน).{0,15}(?:เซ็น|ลงนาม)")

#: "หน่วยงานฝ่ายจีนชื่ออะไร" asks for the name of a party, not of the text.
_PARTY_CALLED = re.compile(
    "(?:หน่วยงาน|หน่วย|กระทรวง|องค์กร|คู่สัญญา|คู่ภาคี|ฝ่าย)(?:(?!ฉบับ|ความตกลง|บันทึก|เอกสาร)[^ ]){0,20}"
    "(?:ชื่อ|เรียก)(?:เต็ม|ว่า|ทางการ|อะไร)"
)


def _settle_name(asks: list[Ask], folded: str) -> None:
    """Tell the name of a party from that of the text."""
    if Ask.TITLE in asks and _PARTY_CALLED.search(folded):
        asks[asks.index(Ask.TITLE)] = Ask.PARTIES


def _settle_who(asks: list[Ask], folded: str) -> None:
    """Leave the day of signature out where it is asked who signed."""
    if Ask.PARTIES in asks or Ask.SIGNATORIES in asks:
        asks.remove(Ask.SIGNED)
    elif _WHO_SIGNED.search(folded):
        asks[asks.index(Ask.SIGNED)] = Ask.SIGNATORIES


def _settle_renewal(asks: list[Ask], folded: str, *, yes_no: bool) -> None:
    """Leave out a renewal that only names the text, and the term where it is the renewal's."""
    if yes_no and asks == [Ask.RENEWAL] and _HAS_BEEN_RENEWED.search(folded):
        asks[:] = [Ask.REPLACED_BY, Ask.EXPIRES]
    if asks == [Ask.RENEWAL] or Ask.RENEWAL not in asks:
        return
    if _RENEWED_TEXT.search(folded):
        asks.remove(Ask.RENEWAL)
    elif Ask.TERM in asks and _RENEWED_FOR.search(folded):
        asks.remove(Ask.TERM)


def _settle_extension(asks: list[Ask], folded: str, *, when: bool) -> None:
    """Tell how a text is renewed from what it extends, and from when that was done."""
    if Ask.RENEWAL not in asks:
        return
    place = asks.index(Ask.RENEWAL)
    if _EXTENDS_WHAT.search(folded):
        asks[place] = Ask.SUPERSEDES
    elif when and _WAS_RENEWED.search(folded):
        asks[place : place + 1] = [Ask.SIGNED, Ask.SUPERSEDES]
    elif {Ask.SIGNED, Ask.EXPIRES, Ask.APPROVED} & set(asks) and _THE_EXTENSION.search(folded):
        asks.remove(Ask.RENEWAL)


def _is_deciding(asks: list[Ask], folded: str) -> bool:
    """Whether the time to begin a renewal, or to go to the Cabinet, is asked for."""
    starts = Ask.RENEWAL in asks and _START_RENEWAL.search(folded)
    return bool(starts or _START_CABINET.search(folded) or _IN_CABINET.search(folded))


def settled(found: Iterable[Ask], folded: str, *, when: bool, yes_no: bool) -> tuple[Ask, ...]:
    """Return the fields that are asked for, of those that were found, each once.

    `when`: a time is asked for. `yes_no`: a yes or no is asked for.
    """
    asks = list(dict.fromkeys(found))
    if len(asks) > 1 and Ask.SUMMARY in asks:
        asks.remove(Ask.SUMMARY)
    if Ask.SIGNED in asks and not when:
        _settle_who(asks, folded)
    _settle_name(asks, folded)
    if Ask.GAP in asks:
        asks = [ask for ask in asks if ask not in _SAID_OF_A_GAP]
        dates = [ask for ask in asks if ask in (Ask.APPROVED, Ask.SIGNED, Ask.IN_FORCE)]
        asks = asks if len(dates) > 1 else [Ask.GAP]
    if when and _is_deciding(asks, folded):
        asks = [Ask.DECIDE_BY]
    asks = [Ask.ADDED] if Ask.ADDED in asks else asks
    for asked, other in _SAID_WITH:
        if asked in asks and other in asks:
            asks.remove(other)
    _settle_extension(asks, folded, when=when)
    _settle_renewal(asks, folded, yes_no=yes_no and not when)
    if Ask.DAYS_LEFT in asks:
        asks.insert(0, Ask.EXPIRES)
    if Ask.REPLACED_BY in asks and _REPLACES_WHAT.search(folded):
        asks[asks.index(Ask.REPLACED_BY)] = Ask.SUPERSEDES
    if Ask.EXPIRES in asks and yes_no and not when:
        asks[asks.index(Ask.EXPIRES)] = Ask.STATUS
    return tuple(dict.fromkeys(in_everyday_words(asks, folded, when=when)))
