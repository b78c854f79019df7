"""What a "not" or an "except" stands before: what is named there is left out, never asked for.

A word of denial reaches only what it stands before, over words that carry no meaning of their own
("not about cyber security", "have never been superseded"), and over what an "or" or "and" joins to
that. A question that opens with "isn't" or "hasn't" asks for a yes and denies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.search.question import StatusFilter, Word
from bot.search.senses import Mention
from bot.search.wording import Wording

#: No wording of "except" is longer (characters).
LONGEST_DENIAL = 80
_CONTRACTED = "(?:is|are|was|were|has|have|had|do|does|did|wo|ca|could|should|would)nt"
_NOT = (
    r"(?<!or )\bnot|\bnever|\bneither|\bnor|\bcannot|"
    rf"(?<!^)(?<!and )(?<!but )(?<!, )\b{_CONTRACTED}"
)
_EXCEPT = (
    r"\bexcept(?: for)?|\bexcluding|\bexclude|\bother than|\bapart from|\bbesides|\bminus|"
    r"\bleave out|\bleaving out|\bskip|\bdrop|\bremove|\btake out|\bwithout|\bignoring|"
    r"\brather than|\bbut not|\bwith no|\bhaving no|\bthat have no"
)
_EVERYTHING = r"\b(?:all|every|everything|anything|each|else)\b"
#: "Everything with India but China"; "all of them, but with dates" adds a wish.
_BUT_NAME = (
    rf"{_EVERYTHING}[^,.?!]{{0,50}} "
    r"but(?! (?:with|on|about|for|from|in|by|only|just|sort\w*|also|one|signed|which|is|are)\b)"
)
#: "All MoUs signed in 2022 but still in force" narrows; "all but the ended ones" leaves out.
_BUT_STATE = (
    r"\b(?:all|everything|anything) but(?! (?:signed|one|not|in|still|never|also|only|with)\b)|"
    rf"{_EVERYTHING}[^,.?!]{{0,50}} but(?= (?:the|those|these|our|what)\b)"
)
#: Between a denial and the name of what is left out.
_TO_NAME = (
    r"(?: (?:been|be|being|also|even|an?|any|the|those|these|ones?|our|ours|in|of|as|either|"
    r"made|done|concluded|signed|agreed|to do|having|have|has|deal\w*|contain\w*))*"
    r"(?: (?:(?!only|just|merely)\w+ )?(?:with|from|by|about|on|for|between|regarding|involv\w+|"
    r"includ\w+|concern\w*|cover\w*|mention\w*|relat\w+ to|touch\w*))?"
    r"(?: (?:an?|any|the|those|these|ones|our|either))*"
)
_EXCEPT_THAI = (
    "ยกเว้น|นอกจาก|นอกเหนือจาก|ไม่รวม|ไม่นับ|ไม่เอา|ที่ไม่มี|ซึ่งไม่มี|"
    "(?<!หรือ)(?:ไม่|มิ)(?:ได้)?(?:เป็น|ทำ|จัดทำ|ลงนามกับ|เซ็นกับ|เกี่ยวข้อง|เกี่ยว|ครอบคลุม|พูดถึง|กล่าวถึง)|ตัด|เว้น|เอาออก"
)
_TO_NAME_THAI = "(?:ที่ทำ|ที่เป็น|ที่)?(?:ของ|กับ|พวก|ฉบับ|อัน|เรื่อง|ด้าน|ถึง|ใน|ความตกลง|ข้อตกลง|เกี่ยวกับ|การทำ)*"
_NAME_LEFT_OUT = Wording(
    rf"(?:(?:{_NOT}|{_EXCEPT}|{_BUT_NAME}){_TO_NAME}\s+|\bnon[- ])$|"
    # "ไม่ใช่ อันของอิสราเอล" corrects, "ไม่ใช่ของอิสราเอล" leaves out.
    rf"(?:(?<!หรือ)ไม่ใช่|(?:{_EXCEPT_THAI})\s*){_TO_NAME_THAI}\s*$",
    "excep|exclud|other than|apart from|besides|minus|leav|skip|drop|remov|take out|without|"
    "ignoring|rather|but|not|no |non|nt|never|neither|nor|cannot|ยกเว้น|นอก|ไม่|มิ|ตัด|เว้น|เอาออก",
)
_DENIAL = re.compile(
    rf"\b(?:not|non|no|but|never|neither|nor|cannot|{_CONTRACTED}|except|excluding|exclude|"
    r"other than|apart from|besides|minus|leav(?:e|ing) out|skip|drop|remove|take out|without|"
    r"ignoring|rather than)\b|ยกเว้น|นอก|ไม่|มิ|ตัด|เว้น|เอาออก"
)
#: Between a denial and what is said of a text: "have never been superseded".
_TO_STATE = (
    r"(?: (?:been|be|being|going to|to|due to|set to|yet|ever|currently|actually|already|really|"
    r"so far|an?|any|the|has|have|had|is|are|was|were|got|get|by|in|subject to|necessarily|fully|"
    r"considered|marked|as))*"
)
_STATE_DENIED = Wording(
    rf"(?:{_NOT}|\bwithout|\bnon){_TO_STATE}[ -]+$|"
    rf"(?:{_EXCEPT}|{_BUT_STATE})"
    r"(?: (?:an?|any|the|those|these|ones?|our|all|texts|agreements|mous|of|what|which|"
    r"that|who|is|are|was|were|has|have|had|been|be|already|now))* $|"
    "(?:ยกเว้น|นอกจาก|ไม่รวม|ไม่นับ|ไม่เอา)(?:ฉบับ|อัน|ความตกลง|ข้อตกลง|พวก|ที่|ซึ่ง|ยัง|ถูก|ได้)*\\s*$|"
    "(?<!หรือ)(?:ไม่|มิ)(?:ได้|เคย|มี|ใช่|ถูก|การ|ที่|เป็น|แบบ|ให้|ต้อง)*\\s*$",
    "not|nt|never|neither|nor|cannot|without|non|excep|exclud|other than|apart from|besides|minus|"
    "leav|skip|drop|remov|take out|ignoring|rather|but|no |ไม่|มิ|ยกเว้น|นอกจาก",
)
#: "Nobody replaced it": only of what somebody does to a text.
_BY_NOBODY = Wording(
    rf"\b(?:nobody|no one|nothing|none){_TO_STATE} $|\bno $|ไม่มี(?:ใคร|อะไร|ฉบับใด|ผู้ใด)\s*$",
    "nobody|no |nothing|none|ไม่มี",
)
_DONE_BY_SOMEBODY = frozenset({StatusFilter.REPLACED, StatusFilter.RENEWS_ITSELF})
#: "Not signed in 2022": the day is denied, not the signature.
_DATE_DENIED = Wording(
    rf"(?:(?:{_NOT}|{_EXCEPT}|{_BUT_STATE})"
    r"(?: (?:been|be|being|those|ones|that|which|texts|agreements|mous|are|were|was|have|"
    r"an?|any|the|our|from|of))*"
    r"(?: (?:sign\w*|conclud\w*|adopt\w*|made|expir\w*|end|ends|ended|ending|laps\w*|run out|"
    r"running out|due|approv\w*|inked))?(?: (?:in|on|during|within|by))?\s+)$|"
    "(?:ยกเว้น|นอกจาก|ไม่รวม|ไม่เอา|(?<!หรือ)ไม่(?:ได้|ใช่|ถูก|มีการ|มี)?)(?:ที่|ฉบับที่|ฉบับ|ของ)?"
    "(?:ลงนาม|เซ็น|หมดอายุ|สิ้นสุด|ครบกำหนด|จัดทำ|ทำ|เห็นชอบ|อนุมัติ|หมด)?"
    "(?:กัน|ไป)?(?:เมื่อ|ใน|ช่วง|ภายใน)?\\s*$",
    "not|nt|never|neither|nor|cannot|excep|exclud|other than|apart from|besides|minus|leav|skip|"
    "drop|remov|take out|without|ignoring|rather|but|no |ยกเว้น|นอกจาก|ไม่",
)
#: What leaves out a word that is no name: a bare "not" belongs to whatever is said.
_WORD_LEFT_OUT = re.compile(
    r"\b(?:with|by|about|on|from|of|for|mention\w*|includ\w+|involv\w+|cover\w*|without|except|"
    r"excluding|other than|nor|neither)(?: (?:an?|the|any|our))*\s+$|"
    "(?:ยกเว้น|นอกจาก|ไม่รวม|กับ|เรื่อง|ด้าน|เกี่ยวกับ|ของ|ถึง)\\s*$"
)
_JOINS = re.compile(
    r"\s*(?:,\s*)?(?P<word>or|nor|and|and/or|หรือ|และ|กับ|แล้วก็)?\s*"
    r"(?:with |about |on |from |by |กับ|เรื่อง|ด้าน)?(?:an? |the |any )?\s*"
)
#: What is asked for by what it is not, and what that is.
DENIED = {
    StatusFilter.NOT_RENEWING_ITSELF: StatusFilter.RENEWS_ITSELF,
    StatusFilter.NOT_TERMINATED: StatusFilter.TERMINATED,
    StatusFilter.NOT_OPEN_ENDED: StatusFilter.OPEN_ENDED,
    StatusFilter.NOT_OVERDUE: StatusFilter.OVERDUE,
    StatusFilter.NOT_EXPIRING: StatusFilter.EXPIRING,
}
_OPPOSITE = {
    StatusFilter.IN_FORCE: StatusFilter.ENDED,
    StatusFilter.ENDED: StatusFilter.IN_FORCE,
    StatusFilter.NOTHING_SIGNED: StatusFilter.CONCLUDED,
    StatusFilter.BINDING: StatusFilter.NOT_BINDING,
    StatusFilter.NOT_BINDING: StatusFilter.BINDING,
} | {status: denied for denied, status in DENIED.items()}
_KIND = r"(?:mou|moc|moa|memorandum|agreement|protocol|declaration|treat(?:y|ie)|memoranda)s?"
#: "MoUs but not MoCs with China": what follows is said of both kinds.
_OF_BOTH_KINDS = re.compile(rf"\b{_KIND}\b,? (?:but |and )?not (?:an? |any |the )?{_KIND} \w+ $")
#: "No, the postal one" names what is meant, it leaves nothing out.
_OPENS_WITH_NO = re.compile(r"^(?:no|not|ไม่ใช่)\b|^ไม่ใช่")


@lru_cache(maxsize=64)
def _may_deny(folded: str) -> bool:
    """Whether any word of denial stands in a text; of a long title few are looked at further."""
    return _DENIAL.search(folded) is not None


def is_left_out(folded: str, start: int) -> bool:
    """Return whether what is named at a place is to be left out: "except", "not with", ยกเว้น."""
    before = _before(folded, start)
    if not _may_deny(folded) or _OF_BOTH_KINDS.search(before):
        return False
    return _NAME_LEFT_OUT.search(before) is not None


def are_left_out(
    folded: str, mentions: Iterable[Mention], *, correcting: bool = True
) -> list[Mention]:
    """Return the mentions that are left out, with what an "or" or "and" joins to one of them.

    `correcting`: a text that opens with "no" may correct what was told before.
    """
    if not _may_deny(folded) or (correcting and _OPENS_WITH_NO.match(folded)):
        return []
    found: list[Mention] = []
    for run in _runs(folded, sorted(mentions, key=lambda m: m.start)):
        if is_left_out(folded, run[0].start):
            found += run
        else:
            found += [m for m in run[1:] if is_left_out(folded, m.start)]
    return found


def words_left_out(folded: str, words: Iterable[Word]) -> tuple[str, ...]:
    """Return the words that some record holds and that are left out: "nor with Tus"."""
    if _OPENS_WITH_NO.match(folded):
        return ()
    return tuple(
        word.text
        for word in words
        if word.is_held
        and is_left_out(folded, word.start)
        and _WORD_LEFT_OUT.search(_before(folded, word.start))
    )


def _runs(folded: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Yield what is listed together: "Japan, China or India"; "not Japan, Korea" are two runs."""
    run: list[Mention] = []
    joined = False
    for mention in mentions:
        join = _JOINS.fullmatch(folded, run[-1].end, mention.start) if run else None
        word = join["word"] if join else None
        if run and (join is None or not (word or "," in join[0])):
            yield from _listed(run, joined=joined)
            run, joined = [], False
        joined = joined or bool(word)
        run.append(mention)
    if run:
        yield from _listed(run, joined=joined)


def _listed(run: list[Mention], *, joined: bool) -> Iterator[list[Mention]]:
    """Yield a run whole where a word joins it, else each of it apart."""
    if joined:
        yield run
    else:
        yield from ([mention] for mention in run)


def status_said(folded: str, start: int, status: StatusFilter) -> StatusFilter | None:
    """Return a status at a place, or its opposite where it is denied; None for "not replaced"."""
    if not is_denied(folded, start):
        nobody = status in _DONE_BY_SOMEBODY and _BY_NOBODY.search(_before(folded, start))
        if not nobody:
            return status
    return None if status is StatusFilter.REPLACED else _OPPOSITE.get(status, status)


def is_denied(folded: str, start: int) -> bool:
    """Return whether what is said of a text at a place is denied: "have never been superseded"."""
    return _STATE_DENIED.search(_before(folded, start)) is not None


def is_date_denied(folded: str, start: int) -> bool:
    """Return whether a range of time at a place is left out: "not signed in 2022"."""
    return _DATE_DENIED.search(_before(folded, start)) is not None


def _before(folded: str, start: int) -> str:
    return folded[max(0, start - LONGEST_DENIAL) : start]
