"""Agreements and JSON values for property tests: any record the format allows, any JSON at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from bot.agreements.agreement import (
    DATE_FIELDS,
    Agreement,
    Evidence,
    Owner,
    Party,
    Renewal,
    StoredFile,
    Term,
    Verified,
)
from bot.agreements.kinds import InstrumentKind, PartyType, RenewalMode, TermKind, Visibility
from bot.agreements.partial_date import PartialDate
from bot.agreements.record import KEYS
from bot.agreements.text import Text

#: Properties are checked without a time limit: two tests may share one slow core.
patient = settings(max_examples=50)

#: The days that agreements of this office may touch, with room before and after.
days = st.dates(date(1850, 1, 1), date(2200, 12, 31))
months = st.integers(0, 1_200)


def partial(day: date, precision: int) -> PartialDate:
    """Return the year (1), the month (2) or the day (3) of a date."""
    full = (day.year, day.month, day.day)
    return PartialDate(*full[:precision])


partial_dates = st.builds(partial, days, st.integers(1, 3))

#: What people can read: no control characters, nothing that is no character, no space at the ends.
words = (
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
        ),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    .filter(bool)
)
several_words = st.lists(words, max_size=3).map(tuple)
texts = st.builds(Text, words, words) | st.builds(Text, en=words) | st.builds(Text, th=words)
maybe_text = st.just(Text()) | texts
maybe_words = st.just("") | words
codes = st.from_regex(r"[A-Z]{2}-[0-9]{4}-[A-Z]{1,8}", fullmatch=True)

parties = st.builds(
    Party,
    texts,
    maybe_words,
    st.sampled_from(("", "TH", "JP", "LA")),
    st.none() | st.sampled_from(PartyType),
    several_words,
)
terms = st.builds(Term, st.sampled_from(TermKind)) | st.builds(
    Term, st.just(TermKind.FIXED), months
)
renewals = st.builds(
    Renewal,
    st.sampled_from(RenewalMode),
    st.none() | months,
    st.none() | months,
    st.none() | st.integers(0, 3_660),
    st.none() | st.integers(0, 5),
)

_files = st.builds(StoredFile, st.text("0123456789abcdef", min_size=64, max_size=64), months)
_evidence = st.builds(
    Evidence, maybe_words, maybe_words, maybe_words, maybe_text, maybe_text, st.none() | _files
)


@st.composite
def dates_in_order(draw: st.DrawFn) -> dict[str, PartialDate | None]:
    """Draw the five dates of a record, or some of them, in the order in which they happen."""
    drawn = draw(st.lists(partial_dates, min_size=5, max_size=5))
    in_order = sorted(drawn, key=lambda when: when.earliest)
    known = draw(st.lists(st.booleans(), min_size=5, max_size=5))
    return {
        name: when if is_known else None
        for name, when, is_known in zip(DATE_FIELDS, in_order, known, strict=True)
    }


@st.composite
def dated_agreements(draw: st.DrawFn) -> Agreement:
    """Draw an agreement of which only dates, term and renewal are recorded."""
    bare = Agreement("A-1", Text("A text"), term=draw(terms), renewal=draw(renewals))
    return bare.changed(**draw(dates_in_order()))


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Draw an agreement with any of its fields recorded, none of them contradicting another."""
    code = draw(codes)
    links = st.lists(codes.filter(lambda other: other != code), max_size=2).map(tuple)
    dates = draw(dates_in_order())
    kind = draw(st.sampled_from(InstrumentKind))
    if kind is InstrumentKind.TALKS:
        dates["signed"] = None
    drawn = Agreement(
        id=code,
        title=draw(texts),
        short_title=draw(maybe_text),
        aliases=draw(several_words),
        kind=kind,
        binding=draw(st.none() | st.booleans()),
        parties=draw(st.lists(parties, max_size=2).map(tuple)),
        scope_areas=draw(st.lists(texts, max_size=2).map(tuple)),
        summary=draw(maybe_text),
        notes=draw(maybe_text),
        term=draw(terms),
        renewal=draw(renewals),
        termination_notice_months=draw(st.none() | months),
        supersedes=draw(links),
        amends=draw(links),
        implements=draw(links),
        related=draw(links),
        owner=draw(st.builds(Owner, maybe_words, maybe_words)),
        visibility=draw(st.sampled_from(Visibility)),
        evidence=draw(st.lists(_evidence, max_size=2).map(tuple)),
        verified=draw(st.none() | st.builds(Verified, partial_dates, maybe_words)),
    )
    return drawn.changed(**dates)


_keys = st.text(max_size=4) | st.sampled_from(
    ("en", "th", "name", "country", "kind", "months", "mode", "source", "on", "unit")
)
#: Whatever a JSON file can hold; NaN and the infinities too, which Python's reader lets in.
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=8,
)
#: Records in which every field may hold anything.
json_records = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), json_values, max_size=6)
