"""Follow-ups: a question set against the one before, inheriting only what it lacks.

A question that says by itself what it is about inherits nothing but what was asked ("and with
Romania?"). One that names nothing is about the agreement in focus ("when does it end?"), or about
the ones just told ("which of them are in force?"). A correction replaces what it names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.search.answer import Answer, AnswerKind
from bot.search.question import Mode, Question

#: So many of the agreements told are remembered, for "the second one" and "which of them".
MOST_REMEMBERED = 200
#: A text of so few words may be a mere remainder of the question before.
SHORT = 6

_ONE_OF_THEM = re.compile(
    r"\b(?:one|ones|of them|of those|of these|those|among them|other|others|only|just)\b|"
    "เฉพาะ|เอาแค่|ขอแค่|"
    "(?<!กี่)(?<!ทุก)ฉบับ(?!ใด|ไหน|ที่ลง|อะไร)|อันที่|ตัวที่|ในนั้น|ในจำนวนนี้|ในจำนวนนั้น|พวกนี้|เหล่านี้"
)

_NARROWS = re.compile(
    r"\b(?:only|just|of them|of those|of these|among them|those with|the ones with|without)\b|"
    "เฉพาะ|เอาแค่|ขอแค่|ในนั้น|ในจำนวนนี้|ไม่รวม|ไม่เอา"
)
#: "which ones?" after a number asks for the list behind it.
_WHICH = re.compile(
    r"^(?:which|which ones|what are they|list them|show them|ฉบับไหนบ้าง|ฉบับใดบ้าง|มีอะไรบ้าง|"
    r"อะไรบ้าง)[ ?.]*(?:ครับ|คะ|ค่ะ)?$"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation is about: the question as resolved, what was told, what is in focus.

    `offered`: what was numbered in the reply, the nearest too; only a number picks one of these.
    """

    question: Question
    told: tuple[str, ...] = ()
    focus: str | None = None
    offered: tuple[str, ...] = ()

    @classmethod
    def after(cls, answer: Answer, before: Context | None = None) -> Context | None:
        """Return the context an answer leaves; chat and help leave the old one."""
        if answer.kind is AnswerKind.HELP:
            return before
        told = tuple(match.id for match in answer.found[:MOST_REMEMBERED])
        offered = told or tuple(match.id for match in answer.nearest)
        if not told and before and answer.follows:
            told = before.told
        return cls(answer.question, told, answer.focus, offered)


def follow(question: Question, context: Context | None) -> tuple[Question, bool]:
    """Return the question with what it inherits, and whether it inherits anything."""
    if context is None or question.title_like or question.codes or question.unknown_codes:
        return question, False
    followed = _followed(question, context)
    return (question, False) if followed is None else (followed, True)


def _followed(question: Question, context: Context) -> Question | None:
    if question.mode in (Mode.HELP, Mode.GREETING, Mode.THANKS):
        return None
    link = question.link
    if link.ordinal and not question.parties:
        return _ordinal(question, context, link.ordinal)
    if link.every and not question.names_something and context.told:
        return _told(question, context, mode=Mode.LIST)
    if link.correcting:
        return _corrected(question, context)
    if question.names_something or question.years:
        return _named(question, context)
    return _unnamed(question, context)


def _ordinal(question: Question, context: Context, ordinal: int) -> Question | None:
    place = ordinal - 1 if ordinal > 0 else ordinal
    if not -len(context.offered) <= place < len(context.offered):
        return None
    asks = question.asks or context.question.asks
    picked = replace(question, asks=asks, years=(), words=(), mode=Mode.OPEN)
    return _about(picked, context, context.offered[place])


def _about(question: Question, context: Context, agreement_id: str) -> Question:
    """Ask about one agreement; what the conversation was about stays known for the next turn."""
    before = context.question
    return replace(
        question,
        codes=(agreement_id,),
        parties=question.parties or before.parties,
        areas=question.areas or before.areas,
    )


def _told(question: Question, context: Context, *, mode: Mode | None = None) -> Question:
    """Ask about the agreements just told."""
    return replace(
        question,
        among=context.told,
        asks=question.asks or context.question.asks,
        parties=question.parties or context.question.parties,
        mode=mode or question.mode,
    )


def _corrected(question: Question, context: Context) -> Question:
    """No, the postal one: what it names replaces, the rest stays."""
    before = context.question
    names_subject = bool(question.areas or question.words or question.names)
    return replace(
        question,
        mode=question.mode if question.mode is not Mode.OPEN else before.mode,
        asks=question.asks or before.asks,
        parties=question.parties or before.parties,
        areas=question.areas if names_subject else before.areas,
        words=question.words if names_subject else before.words,
        normal=question.normal if names_subject else before.normal,
        kinds=question.kinds or before.kinds,
        terms=before.terms | question.terms if not names_subject else question.terms,
    )


def _named(question: Question, context: Context) -> Question | None:
    """Set a question that names something against the one before."""
    before = context.question
    refers = _ONE_OF_THEM.search(question.normal) is not None
    short = len(question.normal.split()) <= SHORT
    narrows = _NARROWS.search(question.normal) is not None
    unnamed = not question.parties and not question.names
    if narrows or (unnamed and (refers or question.link.pronoun)):
        return _told(question, context) if context.told else _inherited(question, before)
    if question.link.lead_in:
        return _inherited(question, before)
    if question.parties and short and not question.asks and refers:
        return replace(question, asks=before.asks)
    only_years = question.years and not question.names_something
    return _told(question, context) if only_years and short and context.told else None


def _inherited(question: Question, before: Question) -> Question:
    """Fill what a question with a lead-in leaves open from the one before."""
    names_subject = bool(question.areas or question.words or question.names)
    narrowed = bool(question.dates or question.statuses or question.missing or question.years)
    same_subject = not names_subject
    return replace(
        question,
        mode=question.mode if question.mode is not Mode.OPEN else before.mode,
        asks=question.asks or before.asks,
        parties=question.parties or before.parties,
        areas=before.areas if same_subject else question.areas,
        words=before.words if same_subject else question.words,
        normal=before.normal if same_subject else question.normal,
        terms=before.terms | question.terms if same_subject else question.terms,
        kinds=question.kinds or before.kinds,
        dates=question.dates if narrowed else before.dates,
        statuses=question.statuses if narrowed else before.statuses,
        missing=question.missing if narrowed else before.missing,
        years=question.years if narrowed or question.parties else before.years,
        grouping=question.grouping or before.grouping,
    )


def _unnamed(question: Question, context: Context) -> Question | None:
    """Set a question that names nothing against the one before."""
    if _WHICH.search(question.normal) and context.told and not question.asks:
        return _told(replace(question, mode=Mode.LIST), context)
    filters = bool(question.filters_something or question.grouping or question.order)
    several = question.mode is Mode.COUNT or filters
    several = several or (question.mode is Mode.LIST and not question.asks)
    refers = _ONE_OF_THEM.search(question.normal) is not None or question.link.pronoun
    refers = refers or _NARROWS.search(question.normal) is not None
    if several and context.told and refers:
        return _told(question, context)
    if several:
        return _inherited(question, context.question) if question.link.lead_in else None
    if not (question.asks or question.link.pronoun or question.mode is not Mode.OPEN):
        return None
    if context.focus:
        return _about(replace(question, mode=Mode.OPEN), context, context.focus)
    if context.told:
        return _told(question, context)
    return _inherited(question, context.question) if question.asks else None
