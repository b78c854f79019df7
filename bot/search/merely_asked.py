"""What a question that names nothing asks of the text in focus, or of the ones just told."""

from __future__ import annotations

import re

from bot.search.context import Context
from bot.search.question import Ask, Mode, Question, StatusFilter

#: A text of so few words may be a mere remainder of the question before.
SHORT = 6
_WHICH = re.compile(r"^(?:and |so |ok )?(?:which|how many)\b|(?:อัน|ฉบับ|ตัว)(?:ไหน|ใด)|กี่ ?(?:ฉบับ|อัน)")
#: The field that tells of one text whether it has a status, where not the status itself.
_TOLD_BY = {
    StatusFilter.RENEWS_ITSELF: Ask.RENEWAL,
    StatusFilter.OVERDUE: Ask.DECIDE_BY,
    StatusFilter.BINDING: Ask.BINDING,
    StatusFilter.NOT_BINDING: Ask.BINDING,
}


def only_counts(question: Question) -> bool:
    """Return whether nothing is said but "how many": of what was just told."""
    narrows = question.filters_something or question.mentions_texts or question.grouping
    return question.mode is Mode.COUNT and not narrows and len(question.normal.split()) <= SHORT


def asks_its_status(question: Question) -> bool:
    """Return whether "still in force?" is all that is asked: of the text in focus."""
    narrows = question.dates or question.kinds or question.missing or question.order
    link = question.link
    several = link.narrowing or link.plural or link.anaphor or question.mode is not Mode.OPEN
    return bool(question.statuses) and not (narrows or several or question.mentions_texts)


def status_asked(question: Question) -> tuple[Ask, ...]:
    """Return the fields that tell of one text whether it has the statuses asked about."""
    return tuple(dict.fromkeys(_TOLD_BY.get(s, Ask.STATUS) for s in question.statuses))


def may_mean_these(question: Question, context: Context) -> bool:
    """Return whether "the latest" is of what was told, rather than of the whole register."""
    return len(context.told) > 1 and (question.link.refers or not question.mentions_texts)


def asks_which_of_these(question: Question, context: Context) -> bool:
    """Return whether "which is still in force" is of the several just told.

    A range of time is not: "what ends next year" is asked of the whole register.
    """
    before = context.question
    of_several = len(context.told) > 1 and context.focus is None and before.filters_something
    names = question.dates or question.mentions_texts or question.kinds
    wider = bool(names) or StatusFilter.EXPIRING in question.statuses
    filters = question.statuses or question.recorded or question.missing
    return bool(of_several and filters and not wider and _WHICH.search(question.normal))


def mode_about_one(question: Question) -> Mode:
    """Return the shape of the answer where a question turns to one text."""
    return question.mode if question.mode in (Mode.HISTORY, Mode.COMPARE) else Mode.OPEN
