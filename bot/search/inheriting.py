"""What a follow-up takes over from the question before: all that it leaves open itself."""

from __future__ import annotations

from dataclasses import replace

from bot.search.context import Context
from bot.search.question import DateFilter, Mode, Question
from bot.search.time.period import year


def inherited(question: Question, before: Question) -> Question:
    """Fill what a question with a lead-in leaves open from the one before."""
    if _is_another_partner(question, before):
        return replace(question, asks=question.asks or before.asks, kinds=before.kinds)
    names_subject = bool(question.areas or question.words or question.names)
    filters = (question.dates, question.statuses, question.missing, question.recorded)
    narrowed = any(filters) or bool(question.years)
    same_subject = not names_subject
    return replace(
        question,
        mode=question.mode if question.mode is not Mode.OPEN else before.mode,
        asks=question.asks or before.asks,
        parties=question.parties or before.parties,
        areas=before.areas if same_subject else question.areas,
        words=tuple(w for w in before.words if w.is_held) if same_subject else question.words,
        normal=before.normal if same_subject else question.normal,
        terms=before.terms | question.terms if same_subject else question.terms,
        kinds=question.kinds or before.kinds,
        dates=question.dates if narrowed else before.dates,
        statuses=question.statuses if narrowed else before.statuses,
        missing=question.missing if narrowed else before.missing,
        years=question.years if narrowed or question.parties or names_subject else before.years,
        grouping=question.grouping or before.grouping,
    )


def _is_another_partner(question: Question, before: Question) -> bool:
    """Whether "and Amazon?" follows "with Google?": a name nobody knows, in a partner's place."""
    only_words = question.words and not any(word.is_held for word in question.words)
    more = question.parties or question.areas or question.names
    subject = before.areas or before.words or before.names
    return bool(only_words and before.parties) and not (more or subject)


def narrowed_anew(question: Question, context: Context) -> Question:
    """Return "only with China" as the question before with it, where nothing told was with China.

    The filters of that question stay: who narrows a list does not ask for another.
    """
    return inherited(question, context.question)


def with_its_limits(question: Question, before: Question) -> Question:
    """Keep what limited the list that is narrowed: the heading has to say it still."""
    return replace(
        question,
        areas=question.areas or before.areas,
        kinds=question.kinds or before.kinds,
        dates=question.dates or before.dates,
        statuses=question.statuses or before.statuses,
        missing=question.missing or before.missing,
        recorded=question.recorded or before.recorded,
    )


def without(question: Question, context: Context) -> Question:
    """Leave out the ASEAN ones: everything stays as it was, less what is named."""
    before = context.question
    kept = tuple(slot for slot in before.parties if slot not in question.parties)
    return replace(
        before,
        parties=(*kept, *question.parties),
        among=before.among,
        codes=(),
        mode=Mode.LIST if before.mode is Mode.OPEN else before.mode,
        text=question.text,
        language=question.language,
        normal=before.normal,
        link=question.link,
        pick=None,
    )


def corrected(question: Question, context: Context) -> Question:
    """No, the postal one: what it names replaces, the rest stays."""
    before = context.question
    names_subject = bool(question.areas or question.words or question.names)
    # "No, I asked when the cloud one ends" corrects the field, not the text.
    another = bool(question.areas) and _ids_of(question) != _ids_of(before) and not question.asks
    return replace(
        question,
        rejected=context.focus or "" if another else "",
        mode=question.mode if question.mode is not Mode.OPEN else before.mode,
        asks=question.asks or before.asks,
        parties=question.parties or before.parties or context.partners,
        areas=question.areas if names_subject else before.areas,
        words=question.words if names_subject else before.words,
        normal=question.normal if names_subject else before.normal,
        kinds=question.kinds or before.kinds,
        terms=before.terms | question.terms if not names_subject else question.terms,
    )


def in_another_year(question: Question, before: Question) -> Question:
    """2029: the same question for another year."""
    first = before.dates[0]
    wanted = tuple(DateFilter(first.field, year(y), guessed=first.guessed) for y in question.years)
    return replace(before, dates=wanted, years=(), codes=(), text=question.text, link=question.link)


def _ids_of(question: Question) -> set[tuple[str, ...]]:
    return {slot.ids for slot in question.areas}
