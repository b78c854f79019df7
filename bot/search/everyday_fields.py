"""Fields asked for by a whole turn of phrase in English, whatever single words of it ask for.

"Where was the renewed text signed" asks for a place, not how it is renewed; "by what date must we
tell them that we do not want the extension" for the day of notice; "does it ever end" for the end.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.search.question import Ask
from bot.search.wording import Wording

_SIGN = r"(?:sign(?:ed|ing)?|conclude[d]?|inked?|adopted?)"
_WHERE_SIGNED = Wording(
    rf"\bwhere (?:exactly )?(?:was|were|is|did|has|had)\b.{{0,90}}\b{_SIGN}\b|"
    rf"\bwhere (?:exactly )?(?:we|they|it) (?:was |were )?{_SIGN}\b|\b{_SIGN} where\b|"
    rf"\b(?:know|knows|tell me|recorded|says?|remember) where .{{1,60}} (?:was|were) {_SIGN}\b|"
    rf"\b(?:at|in) (?:what|which) (?:place|town) (?:.{{1,60}} )?{_SIGN}\b",
    "where|place|town",
)
#: What a place leaves out: how it is renewed, and that it was signed.
_SAID_OF_A_PLACE = frozenset({Ask.RENEWAL, Ask.REPLACED_BY, Ask.SUPERSEDES, Ask.OTHER})
_TELL_BY = Wording(
    r"\b(?:by|before|until|till) (?:when|(?:what|which) (?:date|day|time)) (?:.{0,40} )?"
    r"(?:tell|notify|inform|warn|write to|let \w+ know) (?:.{0,60} )?(?:dont|doesnt|wont|not|"
    r"no longer|without|against|object|opt out|stop|end)\b",
    "tell|notify|inform|warn|write|know",
)
_EVER_ENDS = Wording(
    r"\bever (?:going to )?(?:end|ends|expire|expires|lapse|run out|stop|finish|come to an end)\b|"
    r"\b(?:does|do|will|did) .{1,80} have an (?:actual |agreed )?(?:end|expiry)\b|"
    r"\b(?:go|goes|run|runs|last|lasts|going|running) (?:on )?for ?ever\b",
    "ever |have an|forever|for ever",
)
#: "AI-related texts" are texts on AI; "what are the related texts" asks for others.
_ABOUT = Wording(
    r"\w-related\b|(?<!\bthe)(?<!\bits)(?<!\bany)(?<!\ball)(?<!\bother)(?<!\bwhich)(?<!\bwhat)"
    r"(?<!\bare)(?<!\bis)(?<!\bclosely) related (?:texts?|agreements?|mous?|documents?|deals?)\b",
    "related",
)
_RELATED_FIRST = Wording(r"^(?:list |show )?related\b", "related")
_RUNS = Wording(
    r"\b(?:does|do) (?:it|that|this|they|the [\w ]{1,30})(?: already| still| now| yet)? "
    r"(?:run|apply)(?: already| still| now| yet| today)*\s*(?:[?.!]|$|and\b)",
    "run|apply",
)
#: Until when or for how long it runs tells whether it does.
_TOLD_OF_RUNNING = frozenset({Ask.STATUS, Ask.EXPIRES, Ask.DAYS_LEFT, Ask.TERM, Ask.IN_FORCE})


def in_everyday_words(asks: Iterable[Ask], folded: str, *, when: bool) -> tuple[Ask, ...]:
    """Return the fields that are asked for, of those that single words ask for.

    `when`: a time is asked for.
    """
    found = list(asks)
    if _TELL_BY.search(folded):
        return (Ask.NOTICE_BY,)
    if _WHERE_SIGNED.search(folded):
        kept = [ask for ask in found if ask not in _SAID_OF_A_PLACE]
        found = [Ask.OTHER, *(ask for ask in kept if when or ask is not Ask.SIGNED)]
    if Ask.RELATED in found and not _RELATED_FIRST.search(folded) and _ABOUT.search(folded):
        found.remove(Ask.RELATED)
    if _EVER_ENDS.search(folded):
        found = [Ask.EXPIRES, *(a for a in found if a not in (Ask.EXPIRES, Ask.STATUS))]
    elif _RUNS.search(folded) and _TOLD_OF_RUNNING.isdisjoint(found):
        found.append(Ask.STATUS)
    return tuple(found)
