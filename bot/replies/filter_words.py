"""The filter of a list in words: what was understood, so that a wrong reading is seen."""

from __future__ import annotations

from dataclasses import replace

from bot.agreements.kinds import InstrumentKind
from bot.agreements.partial_date import Span
from bot.replies.dates import day_text, month_text, months_text, short_span
from bot.replies.naming import area_name, party_name
from bot.replies.words import Words
from bot.search.answer import Absent, Answer, absent_name
from bot.search.both_subjects import are_both_wanted
from bot.search.directory import REGION
from bot.search.extremes import how_many
from bot.search.question import NOT_VERIFIED_SINCE, DateFilter, Order, Question, Slot
from bot.search.traits import KIND_FAMILIES
from bot.search.vocabulary import Vocabulary


def filter_text(question: Question, vocabulary: Vocabulary, words: Words) -> str:
    """Return the whole filter in words."""
    parts = filter_parts(question, vocabulary, words)
    if not parts:
        return words.text("filter.among" if question.among else "filter.everything")
    if question.among:
        parts = [words.text("filter.among"), *parts]
    return words.text("filter.join").join(parts)


def answer_filter(answer: Answer, vocabulary: Vocabulary, words: Words) -> str:
    """Return the filter that an answer came from: without what was left aside in the end."""
    question = answer.question
    if "date" in answer.widened:
        question = replace(question, dates=())
    if "year" in answer.widened:
        question = replace(question, years=())
    if "recorded" in answer.widened:
        question = replace(question, recorded=())
    if "kind" in answer.widened:
        question = replace(question, kinds=())
    without = {value for reason, value in answer.absent if reason is Absent.PARTY}
    question = replace(
        question, parties=tuple(s for s in question.parties if absent_name(s) not in without)
    )
    absent = {value for reason, value in answer.absent if reason is Absent.AREA}
    areas = tuple(slot for slot in question.areas if "/".join(slot.ids) not in absent)
    if absent and areas:
        question = replace(question, areas=areas)
    return filter_text(question, vocabulary, words)


def _about(question: Question, vocabulary: Vocabulary, words: Words) -> list[str]:
    """Return the areas and words of a filter, nothing where there are none."""
    areas = [
        " / ".join(area_name(i, vocabulary, words.language) for i in slot.ids)
        for slot in question.areas
    ]
    areas += [f"“{word.text}”" for word in question.words if word.is_decisive]
    both = len(question.areas) > 1 and are_both_wanted(question.normal)
    key = "filter.about-both" if both else "filter.about"
    return [words.text(key, areas=", ".join(areas))] if areas else []


def filter_parts(question: Question, vocabulary: Vocabulary, words: Words) -> list[str]:
    """Return the parts of the filter in words: kind, parties, areas, status, dates."""
    language = words.language
    parts = [*question.codes]
    left_out_too = frozenset(question.not_kinds)
    parts += [kind_family(kind, vocabulary, words, without=left_out_too) for kind in question.kinds]
    left_out = [_kind_name(kind, vocabulary, words) for kind in question.not_kinds]
    left_out += [f"“{word}”" for word in question.not_words]
    parts += [words.text("filter.without-kind", kind=name) for name in left_out]
    for slot in question.owners:
        unit = slot_text(slot, vocabulary, words)
        parts.append(words.text("filter.owner", unit=unit))
    parts += [_party_part(slot, vocabulary, words) for slot in question.parties]
    parts += _about(question, vocabulary, words)
    for key, months in (("term", question.term_months), ("notice", question.notice_months)):
        if months:
            parts.append(words.text(f"filter.{key}", term=months_text(months, words)))
    not_on = [area_name(i, vocabulary, language) for s in question.not_areas for i in s.ids]
    if not_on:
        parts.append(words.text("filter.without-area", areas=", ".join(not_on)))
    if question.level:
        parts.append(words.text(f"filter.level-{question.level}"))
    if question.not_level:
        parts.append(words.text(f"filter.not-level-{question.not_level}"))
    parts += [words.text(f"filter.status-{status}") for status in question.statuses]
    parts += [date_filter_text(wanted, words) for wanted in question.dates]
    parts += [words.text(f"filter.missing-{name}") for name in question.missing]
    parts += [words.text(f"filter.recorded-{name}") for name in question.recorded]
    parts += [words.text("filter.year", year=year_text(year, words)) for year in question.years]
    ends = (Order.NEWEST, Order.OLDEST)
    if question.order and (question.order not in ends or how_many(question.normal)):
        parts.append(words.text(f"filter.order-{question.order}"))
    return parts


def _party_part(slot: Slot, vocabulary: Vocabulary, words: Words) -> str:
    key = "filter.without-party" if slot.excluded else "filter.party"
    return words.text(key, party=slot_text(slot, vocabulary, words))


def kind_family(
    kind: InstrumentKind,
    vocabulary: Vocabulary,
    words: Words,
    *,
    without: frozenset[InstrumentKind] = frozenset(),
) -> str:
    """Return the kinds that a word for one of them covers: MoU, MoC; less those left out."""
    own = _kind_name(kind, vocabulary, words)
    family = KIND_FAMILIES.get(kind, frozenset())
    others = [
        _kind_name(k, vocabulary, words) for k in InstrumentKind if k in family - {kind} - without
    ]
    return words.text("filter.kinds", kind=own, others=", ".join(others)) if others else own


def _kind_name(kind: InstrumentKind, vocabulary: Vocabulary, words: Words) -> str:
    known = vocabulary.kinds[kind]
    return next(iter(known.codes), known.name.in_language(words.language))


def slot_text(slot: Slot, vocabulary: Vocabulary, words: Words) -> str:
    """Return the parties of a slot in words."""
    if slot.group:
        return group_name(slot.group, vocabulary, words)
    names = [party_name(i, vocabulary, words.language) for i in slot.ids]
    if slot.any_of or len(names) == 1:
        return ", ".join(names)
    return words.text("filter.or").join(names)


def group_name(group: str, vocabulary: Vocabulary, words: Words) -> str:
    """Return what the countries of a bloc or region are called."""
    name = party_name(group, vocabulary, words.language)
    known = vocabulary.directory.get(group)
    is_region = known is not None and known.type == REGION
    return name if is_region else words.text("filter.members", group=name)


def date_filter_text(wanted: DateFilter, words: Words) -> str:
    """Return a range of dates in words: "ending 22 November 2026 to 22 November 2027"."""
    field = words.text(f"filter.field-{wanted.field}")
    start, end = wanted.period.start, wanted.period.end
    if wanted.field == NOT_VERIFIED_SINCE and end:
        return words.text("filter.not-verified", date=day_text(end, words))
    if wanted.month:
        month = month_text(wanted.month, words)
        said = words.text("filter.any-year", field=field, month=month)
    elif start and end:
        said = f"{field} {short_span(Span(start, end), words)}"
    elif start:
        said = words.text("filter.from", field=field, date=day_text(start, words))
    elif end:
        said = words.text("filter.until", field=field, date=day_text(end, words))
    else:
        said = field
    return words.text("filter.date-denied", dates=said) if wanted.denied else said


def year_text(year: int, words: Words) -> str:
    """Return a year in the calendar of a language."""
    return f"พ.ศ. {year + 543} ({year})" if words.language == "th" else str(year)
