"""Follow-ups: a question set against the one before, inheriting only what it lacks.

A question that says by itself what it is about inherits nothing but what was asked ("and with
Romania?"). One that names nothing is about the agreement in focus ("when does it end?"), or about
the ones just told ("which of them are in force?"). A correction replaces what it names. What was
not understood leaves the conversation where it was.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.search.another_time import (
    about_the_same_date,
    is_another_time,
    is_only_a_time,
)
from bot.search.context import Context
from bot.search.inheriting import corrected, in_another_year, inherited, with_its_limits, without
from bot.search.merely_asked import (
    SHORT,
    asks_its_status,
    asks_which_of_these,
    may_mean_these,
    mode_about_one,
    only_counts,
    status_asked,
)
from bot.search.period_beside import period_beside
from bot.search.question import NOT_ASKED, Ask, Mode, Pick, Question
from bot.search.same_again import is_list_of_these, told_again
from bot.search.told_before import about, numbered, pair, the_other, with_the_same

#: "Has a newer one been signed" asks whether there is one, not about it.
_ANY_NEWER = re.compile(
    r"\b(?:a|any) (?:newer|later|new|renewed|more recent)\b|มีฉบับ(?:ใหม่|ต่อมา|ถัดไป)|มีการลงนามฉบับใหม่"
)
#: A question that begins with all agreements; "the agreements" may be those just told.
_OF_ALL = re.compile(
    r"(?:please )?(?:which|what|how many|list|show(?: me)?|give me|find|are there)?"
    r"(?: any| all)?(?: of)?(?: our| all our)? ?"
    r"(?:agreements|mous|mocs|memoranda|memorandums|treaties|texts|instruments)\b"
    "|(?:มี)?(?:ความตกลง|ข้อตกลง|เอ็มโอยู)(?:ใด|ไหน|ที่|ทั้งหมด)"
)
_OF_THESE = re.compile(
    r"\b(?:these|those|of them|among them|same|you (?:just )?(?:listed|told|showed|mentioned))\b|"
    "เหล่านี้|พวกนี้|ในนี้|ข้างต้น|ดังกล่าว|ที่กล่าว"
)
#: "That one" after "what did it replace" is the text just named, "it" the one in focus.
_THAT_ONE = re.compile(
    r"\bthat (?:one|text|agreement|mou|moc)\b|\b(?:was|is|does|did|has|will) that\b|"
    r"(?:ฉบับ|อัน|ตัว)นั้น"
)


def follow(question: Question, context: Context | None) -> tuple[Question, bool]:
    """Return the question with what it inherits, and whether it inherits anything."""
    question = _picking(question)
    if context is None or question.codes or question.unknown_codes:
        return question, False
    if question.title_like and not (question.link.correcting or question.link.relative):
        return question, False  # "no, the newer one, is it over too" is no title
    if _is_of_all(question):
        return question, False
    question = replace(question, title_like=False)
    same = question.link.same_partner and not question.parties
    followed = (
        with_the_same(question, context) if same else period_beside(question, context.question)
    )
    followed = followed or _followed(question, context)
    return (question, False) if followed is None else (followed, True)


def _is_of_all(question: Question) -> bool:
    """Whether "which agreements renew by themselves" asks anew, of the whole register."""
    several = question.mode in (Mode.LIST, Mode.COUNT)
    of_all = _OF_ALL.match(question.normal) is not None
    return several and of_all and _OF_THESE.search(question.normal) is None


def _picking(question: Question) -> Question:
    """Read "when did the old Japan MoC end" as a question about the older text.

    "Is there a newer one" asks what replaces a text, so it picks nothing.
    """
    direction = question.link.relative
    if question.mode is Mode.COMPARE or question.order or Ask.ADDED in question.asks:
        return question  # both are meant; or the first or last of all
    others = tuple(a for a in question.asks if a not in (Ask.SUPERSEDES, Ask.REPLACED_BY))
    one = question.mode is Mode.OPEN and not question.missing
    if one and Ask.REPLACED_BY in question.asks and _ANY_NEWER.search(question.normal):
        return replace(question, asks=(Ask.REPLACED_BY,), statuses=(), recorded=())
    dated = bool(question.dates)
    picks = others or dated or direction < 0 or question.link.correcting
    if not direction or question.codes or not picks:
        return question
    return replace(question, pick=Pick(direction), asks=others)


def _followed(question: Question, context: Context) -> Question | None:
    if again := told_again(question, context):
        return again
    if question.mode in NOT_ASKED:
        return None
    link = question.link
    if context.named and not question.names_something and _THAT_ONE.search(question.normal):
        return about(question, context, context.named)
    if link.ordinal and not question.parties and context.offered:
        return numbered(question, context, link.ordinal)
    if those := _of_those(question, context):
        return those
    is_own = question.areas or question.asks or question.dates
    if question.parties and all(slot.excluded for slot in question.parties) and not is_own:
        return without(question, context)
    if not question.parties and context.told and (question.pick or _newer(question, context)):
        return _relative(question, context)
    if link.correcting or _contrasts(question):
        return corrected(replace(question, not_areas=()), context)
    if question.names_something or question.years:
        return _named(question, context)
    return _merely_asked(question, context) or _unnamed(question, context)


def _contrasts(question: Question) -> bool:
    """Whether it sets one subject against another, as corrections do: "postal, not ICT"."""
    sets = question.areas and question.not_areas and not question.parties
    return bool(sets) and question.mode is Mode.OPEN


def _of_those(question: Question, context: Context) -> Question | None:
    """Set "the other one", "both" and "all of them", with nothing named, against what was told."""
    link = question.link
    if question.names_something:
        return None
    if link.other and not link.relative and (other := the_other(question, context)):
        return other
    if link.pair:
        return pair(question, context)
    return _told(question, context, mode=Mode.LIST) if link.every and context.told else None


def _told(question: Question, context: Context, *, mode: Mode | None = None) -> Question:
    """Ask about the agreements just told."""
    if question.link.narrowing and question.parties and _asks_who(question):
        question = replace(question, asks=())  # "only those that the ministry signed"
    listed = context.question.mode in (Mode.LIST, Mode.COUNT) and question.link.narrowing
    if listed and question.mode is Mode.OPEN and not question.asks:
        mode = mode or Mode.LIST
    if question.mode is Mode.DUE and not question.dates:
        question = replace(question, statuses=())  # the order in which these are due
    question = replace(
        question,
        among=context.told,
        asks=question.asks or context.question.asks,
        parties=question.parties or context.question.parties,
        mode=mode or question.mode,
    )
    return with_its_limits(question, context.question) if question.link.narrowing else question


def _newer(question: Question, context: Context) -> bool:
    """Whether nothing but "the newer one" is said, than the one in focus, or its first version."""
    if question.link.first_of_line and context.focus is not None:
        return True
    more = question.names_something or question.asks or question.mode is not Mode.OPEN
    return question.link.relative > 0 and context.focus is not None and not more


def _relative(question: Question, context: Context) -> Question:
    """Ask of the older one than that in focus, among what was told and its own line."""
    asks = question.asks or context.question.asks
    if Ask.SCOPE_AREAS in asks:
        # "Does the newer one cover X" asks about that text, whether or not it does.
        question = replace(question, areas=())
    first = question.link.first_of_line
    direction = -1 if first else question.link.relative
    return replace(
        question,
        among=context.told,
        asks=asks,
        parties=question.parties or context.question.parties,
        pick=Pick(direction, context.focus or "", furthest=first),
        mode=Mode.OPEN,
        words=(),
        statuses=(),
        order=None,
    )


def _named(question: Question, context: Context) -> Question | None:
    """Set a question that names something against the one before."""
    before = context.question
    link = question.link
    short = len(question.normal.split()) <= SHORT
    unnamed = not question.parties and not question.names
    only_years = bool(question.years) and not question.names_something
    if only_years and before.dates and short and not question.asks:
        return in_another_year(question, before)
    if only_years and context.told and (short or link.refers):
        return _told(question, context)
    of_it = link.pronoun or not question.mentions_texts  # Thai leaves the "it" out
    if Ask.SCOPE_AREAS in question.asks and unnamed and of_it and context.focus:
        return about(question, context, context.focus)
    if Ask.SCOPE_AREAS in question.asks and unnamed and (link.refers or question.years):
        # "Does the 2017 one cover X" asks about that text, whether or not it does.
        return _told(replace(question, areas=(), words=()), context) if context.told else None
    if link.narrowing or (unnamed and link.refers):
        return _told(question, context) if context.told else inherited(question, before)
    if link.lead_in and _asks_what_else_it_covers(question, context):
        return about(replace(question, asks=before.asks), context, context.focus or "")
    if link.lead_in:
        return inherited(question, before)
    return _named_party(question, context) if question.parties else None


def _named_party(question: Question, context: Context) -> Question | None:
    """Set a question that names a party against the ones told, or against the one in focus."""
    one, short = question.link.anaphor, len(question.normal.split()) <= SHORT
    if one and len(context.told) > 1 and context.focus is None:
        return _told(question, context)
    if one and short and not question.asks:
        return on_its_own(question, context)
    if context.focus and _asks_who_of_focus(question, context):
        return about(question, context, context.focus)
    return None


def _asks_who(question: Question) -> bool:
    return bool(question.asks) and {Ask.PARTIES, Ask.SIGNATORIES}.issuperset(question.asks)


def _asks_who_of_focus(question: Question, context: Context) -> bool:
    """Whether "which Chinese body signed" is asked of the text in focus, which is with China."""
    more = question.areas or question.kinds or question.dates or question.years or question.names
    held = {party for slot in context.question.parties for party in slot.ids}
    named = {party for slot in question.parties for party in slot.ids}
    is_open = question.mode is Mode.OPEN and not (more or question.mentions_texts)
    return bool(_asks_who(question) and is_open and named and named <= held)


def _asks_what_else_it_covers(question: Question, context: Context) -> bool:
    """Whether "what about AI" follows "is 5G in it": the same is asked of the text in focus."""
    asked = Ask.SCOPE_AREAS in context.question.asks and bool(context.question.areas)
    more = question.parties or question.asks or question.names or question.mode is not Mode.OPEN
    return bool(context.focus and asked and question.areas and not more)


def on_its_own(question: Question, context: Context) -> Question:
    """Return "the Japan one" where none of what was told is with Japan: asked the same."""
    same = question.parties and question.link.anaphor
    return replace(question, asks=question.asks or context.question.asks) if same else question


def _merely_asked(question: Question, context: Context) -> Question | None:
    """Set "still in force?" and "how many?", with nothing else said, against what was told."""
    if context.focus and asks_its_status(question):
        asks = question.asks or status_asked(question)
        return about(replace(question, asks=asks), context, context.focus)
    if context.told and only_counts(question):
        return _told(question, context)
    if is_list_of_these(question, context):
        return _told(replace(question, mode=Mode.LIST), context)
    if asks_which_of_these(question, context) and not question.link.lead_in:
        return _told(question, context)
    return None


def _asked_of_each(question: Question) -> Question:
    """Ask "does it renew by itself" of each of several, rather than pick out those that do."""
    if not (question.statuses and question.is_yes_no) or question.link.plural:
        return question
    return replace(question, asks=question.asks or status_asked(question), statuses=())


def _unnamed(question: Question, context: Context) -> Question | None:
    """Set a question that names nothing against the one before."""
    link = question.link
    if link.which and context.told and not question.asks:
        return _told(replace(question, mode=Mode.LIST), context)
    if question.order and context.told and may_mean_these(question, context):
        return _told(question, context)
    filters = bool(question.filters_something or question.grouping or question.order)
    several = question.mode is Mode.COUNT or filters
    several = several or (question.mode is Mode.LIST and not question.asks)
    if context.focus and link.pronoun and not link.plural and question.mode is not Mode.COUNT:
        asks = question.asks or status_asked(question)
        return about(replace(question, asks=asks, mode=Mode.OPEN), context, context.focus)
    question = about_the_same_date(question, context.question)
    if link.lead_in and not link.narrowing and is_another_time(question, context.question):
        return inherited(question, context.question)
    if several and context.told and link.refers:
        return _told(_asked_of_each(question), context)
    if several:
        follows = link.lead_in or is_only_a_time(question)
        return inherited(question, context.question) if follows else None
    if not (question.asks or link.refers or question.mode is not Mode.OPEN):
        return None
    if context.focus:
        return about(replace(question, mode=mode_about_one(question)), context, context.focus)
    if context.told:
        return _told(question, context)
    return inherited(question, context.question) if question.asks else None
