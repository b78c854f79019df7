"""Words filed by length and letters: none that is near is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.search.filed_words import FiledWords

words = st.text("abcx ", min_size=1, max_size=14)


@given(st.lists(words, unique=True), words)
def test_every_word_within_two_errors_is_found_in_the_order_given(
    known: list[str], typed: str
) -> None:
    found = FiledWords(known).within(typed, 2)
    assert found == [word for word in known if word in found]
    assert {word for word in known if OSA.distance(word, typed) <= 2} <= set(found)


@given(st.lists(words, unique=True), words, st.sampled_from([70.0, 86.0, 100.0]))
def test_every_word_that_is_alike_enough_is_found(
    known: list[str], typed: str, percent: float
) -> None:
    found = FiledWords(known).alike(typed, percent)
    assert {word for word in known if fuzz.ratio(word, typed) >= percent} <= set(found)


def test_a_word_of_other_letters_or_another_length_is_not_found() -> None:
    filed = FiledWords(["treaty", "tray", "harbour"])
    assert filed.within("traty", 1) == ["treaty", "tray"]
    assert filed.within("treaty", 1) == ["treaty"]
    assert filed.alike("treatx", 80.0) == ["treaty"]
