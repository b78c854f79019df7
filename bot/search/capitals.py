"""Capitals: a seat of government stands for its country, where no place and no title is meant.

"Did we sign with Moscow" asks about Russia. "Signed in Moscow" tells where, "the Manila Plan" is a
title and "the University of Tokyo" a body of its own, so there the words stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.agreements.text import Language
from bot.search.directory import PartyDirectory
from bot.search.question import Correction, Question
from bot.search.senses import Category, Mention, Naming, Sense

_TITLE = (
    r"(?:declarations?|statements?|plans?|programmes?|programs?|agendas?|consensus|initiatives?|"
    r"conventions?|treaty|protocols?|roadmap|principles|charter|accords?|summits?|process|"
    r"conferences?|meetings?|rounds?|statute|consultations?|spirit|commitments?|pledge|"
    r"recommendations?|guidelines|communique|frameworks?|outcome|acts?|compact|goals|vision)\b"
)
_BODY = (
    r"(?:universit\w+|institutes?|college|school|academy|banks?|stock|exchange|metro|metropolitan|"
    r"municipal\w*|city|state|electric|electron|airport|airlines?|airways|museum|ports?|"
    r"chamber|embassy|consulate|office|branch|based|national|regional|technologies|technology)\b"
)
#: What makes a name of a text or of a body of its own, behind the capital and before it.
_NAME_AFTER = re.compile(rf"^(?:'s)?[ -](?:(?!and |or )[a-z]+ )??(?:{_TITLE})|^[ -]{_BODY}")
_NAME_BEFORE = re.compile(
    rf"\b(?:{_BODY}|{_TITLE}|mayor|bishop|lord|hotel) of (?:the )?$"
    "|(?:ปฏิญญา|แถลงการณ์|ถ้อยแถลง|แผน|แผนงาน|แผนปฏิบัติการ|อนุสัญญา|พิธีสาร|ข้อริเริ่ม|ฉันทามติ|กฎบัตร|วาระ|"
    "สนธิสัญญา|หลักการ|กรอบ|ธรรมนูญ|วิสัยทัศน์|มหาวิทยาลัย|สถาบัน|ธนาคาร|เทศบาล|ท่าเรือ|ท่าอากาศยาน|สถานทูต|"
    "สถานเอกอัครราชทูต|ตลาดหลักทรัพย์|เมือง)(?:ดิจิทัล|ร่วม|รัฐมนตรี|แห่ง)* ?$"
)
#: Where something was done or is.
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|around|visit(?:ing|ed|s)?|city of) (?:downtown )?$"
    r"|(?:ที่|ณ|ใน|เยือน) ?(?:นคร)?$"
)
#: Whoever governs there is of that country: "the ministry in Jakarta", "กระทรวงที่โตเกียว".
_BODY_BEFORE = re.compile(
    r"\b(?:ministr(?:y|ies)|minister|agenc(?:y|ies)|department|regulator|authorit(?:y|ies)|"
    r"government|counterparts?|partners?|bureau|colleagues|friends|people|folks|side|ones|"
    r"secretariat|bod(?:y|ies)|officials|capital)(?: (?:over|back|there|based|sitting))* "
    r"(?:in|at) $"
    r"|(?:กระทรวง|หน่วยงาน|กรม|สำนักงาน|รัฐบาล|คู่สัญญา|คู่ภาคี|ฝ่าย|พวก|เพื่อน)[^ ]{0,20} ?"
    r"(?:ใน|ที่|แห่ง|ณ) ?(?:กรุง)?$"
)
#: A partner, not the word of a title: "our deal with Putrajaya".
_PARTNER_BEFORE = re.compile(r"(?:\b(?:with|w|tell|ask|from|to) |\bw/|กับ) ?(?:the )?$")


def with_capitals(
    folded: str, mentions: Iterable[Mention], own_country: str, *, meant: bool
) -> list[Mention]:
    """Return what is named in a text in normal form, capitals as the countries they stand for.

    A capital that stands for none is dropped, so that its words remain words. `meant`: whether any
    may stand for its country.
    """
    return [
        read
        for mention in mentions
        if (read := _read(folded, mention, own_country, meant=meant)).senses
    ]


def _read(folded: str, mention: Mention, own_country: str, *, meant: bool) -> Mention:
    countries = mention.ids(Category.CAPITAL)
    if not countries:
        return mention
    others = tuple(s for s in mention.senses if s.category is not Category.CAPITAL)
    if others or not meant or own_country in countries or _is_place_or_name(folded, mention):
        return mention._replace(senses=others)
    senses = tuple(Sense(Category.PARTY, country, Naming.CAPITAL) for country in countries)
    return mention._replace(senses=senses)


def _is_place_or_name(folded: str, mention: Mention) -> bool:
    before, after = folded[: mention.start], folded[mention.end :]
    return bool(
        _NAME_AFTER.match(after)
        or _NAME_BEFORE.search(before)
        or (_PLACE_BEFORE.search(before) and not _BODY_BEFORE.search(before))
    )


def may_be_titles(question: Question) -> bool:
    """Return whether capitals that were read as countries may stand in the titles of texts."""
    starts = [slot.start for slot in question.parties if slot.written in question.capitals]
    return bool(question.capitals) and not any(
        _PARTNER_BEFORE.search(question.normal[:start]) for start in starts
    )


def capitals_read(
    mentions: Iterable[Mention], directory: PartyDirectory, language: Language
) -> tuple[Correction, ...]:
    """Return the capitals among the names of a text, each as the country it was read as."""
    found: dict[str, Correction] = {}
    for mention in mentions:
        ids = [s.id for s in mention.senses if s.naming is Naming.CAPITAL]
        known = [party for i in ids if (party := directory.get(i))]
        if known:
            read = " / ".join(party.name.in_language(language) for party in known)
            found.setdefault(mention.text, Correction(mention.text, read))
    return tuple(found.values())
