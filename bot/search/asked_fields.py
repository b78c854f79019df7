"""Of the fields that the words of a question may ask for, those that it does ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.search.question import Ask, Mode, Question

#: What is asked, and what only stands beside it: what must go to the Cabinet is not approved yet.
_SAID_WITH = (
    (Ask.NOTICE_BY, Ask.TERMINATED),
    (Ask.NOTICE_BY, Ask.TERM),
    (Ask.DECIDE_BY, Ask.RENEWAL),
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
_START_RENEWAL = re.compile(
    r"\b(?:start|begin|initiate|prepare|kick off|launch)\b.*\brenew|เริ่ม.*ต่ออายุ"
)
#: "What does it replace" asks for the text before it, "what replaces it" for the one after.
_REPLACES_WHAT = re.compile(
    r"\b(?:what|which)\b.*\b(?:does|did|do|has|have)\b.*\b(?:replace|supersede|replaced|superseded)\b"
    r"(?! by\b)|(?:แทน|แทนที่) ?(?:ฉบับ|อัน|ตัว)(?:ใด|ไหน|อะไร)"
)


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


def settled(found: Iterable[Ask], folded: str, *, when: bool, yes_no: bool) -> tuple[Ask, ...]:
    """Return the fields that are asked for, of those that were found, each once.

    `when`: a time is asked for. `yes_no`: a yes or no is asked for.
    """
    asks = list(dict.fromkeys(found))
    if len(asks) > 1 and Ask.SUMMARY in asks:
        asks.remove(Ask.SUMMARY)
    asked_who = Ask.PARTIES in asks or Ask.SIGNATORIES in asks
    if asked_who and Ask.SIGNED in asks and not when:
        asks.remove(Ask.SIGNED)
    if Ask.GAP in asks:
        asks = [ask for ask in asks if ask not in _SAID_OF_A_GAP]
        dates = [ask for ask in asks if ask in (Ask.APPROVED, Ask.SIGNED, Ask.IN_FORCE)]
        asks = asks if len(dates) > 1 else [Ask.GAP]
    starts = Ask.RENEWAL in asks and _START_RENEWAL.search(folded)
    if when and (starts or _START_CABINET.search(folded)):
        asks = [Ask.DECIDE_BY]
    for asked, other in _SAID_WITH:
        if asked in asks and other in asks:
            asks.remove(other)
    if Ask.DAYS_LEFT in asks:
        asks.insert(0, Ask.EXPIRES)
    if Ask.REPLACED_BY in asks and _REPLACES_WHAT.search(folded):
        asks[asks.index(Ask.REPLACED_BY)] = Ask.SUPERSEDES
    if Ask.EXPIRES in asks and yes_no and not when:
        asks[asks.index(Ask.EXPIRES)] = Ask.STATUS
    return tuple(dict.fromkeys(asks))
