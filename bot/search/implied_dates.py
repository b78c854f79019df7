"""The date that "when" asks for where no cue names one: "when did we do it", ครบ 3 ปีเมื่อไหร่."""

from __future__ import annotations

import re

from bot.search.question import Ask

#: "ครบ 3 ปีเมื่อไหร่": too short to be a cue, for it stands within other words.
_RUNS_OUT = re.compile(r"ครบ|(?<!ทั้ง)หมด")
#: "When did we do the LoI with them": a text is done when it is signed.
_CONCLUDED = re.compile(r"\b(?:did we|we did|done|agreed?|came about)\b|ทำ|ตกลงกัน")

#: A text is of the year in which it was signed.
_OF_WHICH_YEAR = re.compile(r"\b(?:which|what) year\b")
#: "The Fraunhofer memo, what about?" asks what it is about, and begins no question.
_ABOUT_WHAT = re.compile(
    r"\w[,:;]? (?:what (?:is it |its )?about|about what)(?: exactly)? ?[?.!]*$"
)
_TILL_WHEN = re.compile(r"\b(?:till|until|up to) (?:what|which|when)\b|(?:ถึง|จน)เมื่อ(?:ไร|ไหร่|ใด)")


def field_worded(folded: str) -> Ask | None:
    """Return what "till when", "of which year" and "what about?" ask for, or None."""
    if _ABOUT_WHAT.search(folded):
        return Ask.SCOPE_AREAS
    if _OF_WHICH_YEAR.search(folded):
        return Ask.SIGNED
    return Ask.EXPIRES if _TILL_WHEN.search(folded) else None


def date_implied(folded: str, *, named: bool) -> Ask | None:
    """Return the date that a question for a time is about by its verb, or None.

    `named`: it says which agreements it is about; else "when did we do it" may ask for anything.
    """
    if _RUNS_OUT.search(folded):
        return Ask.EXPIRES
    return Ask.SIGNED if named and _CONCLUDED.search(folded) else None
