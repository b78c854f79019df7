"""Words filed by length and letters: none that is near is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.search.filed_words import FiledWords
from bot.search.spelling import PHRASE_CUTOFF, PHRASE_LETTERS

words = st.text("abcx ", min_size=1, max_size=14)


@given(st.lists(words, unique=True), words)
def test_every_word_within_two_errors_is_near_in_the_order_given(
    known: list[str], typed: str
) -> None:
    near = FiledWords(known).near(typed, length=2, letters=4)
    assert near == [word for word in known if word in near]
    assert {word for word in known if OSA.distance(word, typed) <= 2} <= set(near)


@given(st.lists(words, unique=True), words)
def test_every_name_that_is_alike_enough_is_near(known: list[str], typed: str) -> None:
    letters = int(PHRASE_LETTERS * len(typed))
    near = FiledWords(known).near(typed, length=letters, letters=letters)
    assert {word for word in known if fuzz.ratio(word, typed) >= PHRASE_CUTOFF} <= set(near)


def test_a_word_of_other_letters_or_another_length_is_not_near() -> None:
    filed = FiledWords(["treaty", "tray", "harbour"])
    assert filed.near("treaty", length=1, letters=2) == ["treaty"]
    assert filed.near("traty", length=1, letters=2) == ["treaty", "tray"]
