"""Wordings: looked for only where they can stand, and found wherever they do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any

import pytest

import bot.search
from bot.search.normal_form import normal_text
from bot.search.wording import DIGITS, Wording

#: So many texts are made up for a pattern; its longest list of words has thirty.
TEXTS = 500
#: The standard library's own reading of a pattern: nothing else tells what it may match.
parsed: Any = vars(re)["_parser"].parse


def every_wording() -> dict[str, Wording]:
    """Return all wordings that some module of the search looks for, by module and name."""
    modules = [import_module(f"bot.search.{m.name}") for m in iter_modules(bot.search.__path__)]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Wording)
    }


def made_up(parts: Iterable[tuple[Any, Any]], chance: Random) -> str:
    """Return a text that a pattern may match; what it says of the text around is left aside."""
    return "".join(_piece(str(part), value, chance) for part, value in parts)


def _piece(part: str, value: Any, chance: Random) -> str:
    if part == "LITERAL":
        return chr(value)
    if part == "IN":
        return _one_of(value, chance)
    if part in ("ANY", "NOT_LITERAL"):
        return "x"
    if part == "BRANCH":
        return made_up(chance.choice(value[1]), chance)
    if part == "SUBPATTERN":
        return made_up(value[3], chance)
    if part == "MAX_REPEAT":
        least, most, repeated = value
        times = chance.randint(least, min(int(most), least + 2))
        return "".join(made_up(repeated, chance) for _ in range(times))
    assert part in ("AT", "ASSERT", "ASSERT_NOT"), part
    return ""


def _one_of(choices: list[tuple[Any, Any]], chance: Random) -> str:
    part, value = chance.choice(choices)
    if str(part) == "LITERAL":
        return chr(value)
    if str(part) == "RANGE":
        return chr(chance.randint(*value))
    signs = {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "axฟ7"}
    return chance.choice(signs.get(str(value), "a"))


@pytest.mark.parametrize("wording", every_wording().values(), ids=every_wording())
def test_what_a_pattern_matches_is_found_with_its_pieces_looked_for_first(wording: Wording) -> None:
    """No piece is missing that a text with the wording may do without."""
    chance, parts = Random(wording.pattern.pattern), parsed(wording.pattern.pattern)
    # Some patterns want the end of a sentence before them.
    made = (chance.choice(["", ". "]) + made_up(parts, chance) for _ in range(TEXTS))
    texts = {normal_text(text).folded for text in made}
    matched = {text for text in texts if wording.pattern.search(text)}
    assert matched
    assert {text for text in matched if not wording.search(text)} == set()


def test_a_thai_piece_is_looked_for_in_a_text_of_both_languages() -> None:
    """A text with one Thai letter may hold any of the pieces."""
    wording = Wording("ปี|year", "ปี|year")
    assert wording.search("year ปี")
    assert wording.search("ปี 2565")
    assert not wording.search("day")


def test_places_are_counted_from_where_the_search_began() -> None:
    """A wording before the place to begin at is not found."""
    assert not Wording("or", "or").search("or not", 1)
    assert [match.start() for match in Wording(r"\d", DIGITS).finditer("a1b2")] == [1, 3]
    assert not list(Wording(r"\d", DIGITS).finditer("none"))
