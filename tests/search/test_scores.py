"""Scores found the quick way are those that looking at every record would give."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.features import reader_of
from bot.search.index import Index
from bot.search.scores import MOST_COMPARED, Scores
from bot.search.vocabulary import Vocabulary
from tests.conftest import agreement

FIRST = ("Harbour", "Lantern", "Meadow", "Quarry", "Saffron")
SECOND = ("bridge", "canal", "ferry", "lighthouse", "tunnel", "viaduct")
PLACES = ("north", "south", "east", "west", "upper")
TERMS = ("harbour", "lantern", "meadow", "bridg", "canal", "ferri", "north", "south", "east")


@pytest.fixture(scope="module")
def index(vocabulary: Vocabulary) -> Index:
    """Return the index of more records than are compared in full."""
    names = (" ".join(words) for words in product(FIRST, SECOND, PLACES))
    records = [agreement({"id": f"A-{n}", "title": name}) for n, name in enumerate(names)]
    assert len(records) > MOST_COMPARED
    return Index(reader_of(vocabulary), records)


weighed_terms = st.dictionaries(st.sampled_from(TERMS), st.sampled_from([0.5, 1.0, 2.0]))


@settings(max_examples=60)
@given(terms=weighed_terms, count=st.integers(1, 20))
def test_the_best_are_those_that_scoring_every_record_gives(
    index: Index, terms: dict[str, float], count: int
) -> None:
    scores = Scores(index, terms)
    every = sorted((scores.of(f"A-{n}") for n in range(len(index))), reverse=True)

    best = [score for _, score in scores.best(count)]

    assert best == pytest.approx([score for score in every[:count] if score], abs=1e-5)


@settings(max_examples=60)
@given(terms=weighed_terms, asked=st.integers(0, 150))
def test_scores_of_many_are_the_scores_of_each(
    index: Index, terms: dict[str, float], asked: int
) -> None:
    scores, ids = Scores(index, terms), [f"A-{n}" for n in range(asked)]

    assert scores.of_many(ids) == pytest.approx([scores.of(i) for i in ids], abs=1e-5)


def test_a_record_that_is_not_there_has_no_score(index: Index) -> None:
    scores = Scores(index, {"harbour": 1.0})

    assert scores.of("B-1") == 0.0
    assert scores.of_many(["B-1"]) == [0.0]
