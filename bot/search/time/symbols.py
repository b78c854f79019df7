"""A text as symbols of time, English and Thai alike: what the grammar reads from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.search.normal_form import THAI
from bot.search.time.period import Unit
from bot.search.time.time_words import SHORT_MONTHS, Kind, Meaning, time_words

__all__ = ["Kind", "Symbol", "symbols_of"]


class Symbol(NamedTuple):
    """One word or sign: its kind, its number or unit, and its characters `start` to `end`."""

    kind: Kind
    value: int | Unit | str
    start: int
    end: int
    typed: str = ""


_LATIN_WORD = re.compile(r"[a-z]+")
_LATIN_LETTER = re.compile(r"[a-z0-9]")
_THAI_RUN = re.compile(f"[{THAI}]+")
_NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}-(?:0[1-9]|1[0-2]))(?![\d/-])"
    r"|(?P<dmy>\d{1,2}(?P<between>[/.-])\d{1,2}(?P=between)\d{2,4})(?![\d/-])"
    r"|(?P<my>\d{1,2}/\d{4})(?![\d/])"
    r"|(?P<ym>\d{4}/\d{1,2})(?![\d/])"
    r"|(?P<compact>(?:19|20|25)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\da-z])"
    r"|(?P<decade>(?:19|20)\d0|[3-9]0)s(?![a-z0-9])"
    r"|fy ?'?(?:\d{2,4}/)?(?P<fiscal>\d{2,4})(?!\d)"
    r"|q(?P<quarter>[1-4])(?![a-z0-9])"
    r"|h(?P<half>[12])(?![a-z0-9])"
    r"|(?P<quarter_first>[1-4])(?:q(?=[ '/]?\d\d)|(?:st|nd|rd|th) quarter)"
    r"|(?P<half_first>[12])(?:h(?=[ '/]?\d\d)|(?:st|nd) half)"
    r"|(?P<era>be|ad|ce)(?=\d{4}(?!\d))"
    r"|(?P<prefix>pre|post)-?(?=(?:1[89]|2[0156])\d\d(?!\d))"
    r"|'(?P<short>\d\d)(?![\da-z])"
    r"|(?P<nth>\d{1,2})(?:st|nd|rd|th)(?![a-z0-9])"
    r"|(?P<year>\d{4})(?=(?:be|ad|ce)(?![a-z])|[ -]?[qh][1-4](?![a-z0-9]))"
    r"|(?P<number>\d{1,4})(?![\da-z%]|[.,:/]\d|-00)"
)
_NUMERIC_KINDS = {
    "iso": Kind.DATE, "dmy": Kind.DATE, "my": Kind.DATE, "ym": Kind.DATE, "compact": Kind.DATE,
    "decade": Kind.DECADE, "fiscal": Kind.FISCAL, "quarter": Kind.QUARTER, "half": Kind.HALF,
    "quarter_first": Kind.QUARTER, "half_first": Kind.HALF, "short": Kind.NUMBER,
    "nth": Kind.NUMBER, "year": Kind.NUMBER, "number": Kind.NUMBER,
}  # fmt: skip
#: These may begin with a letter or a sign.
_NOT_DIGITS_FIRST = frozenset({"fiscal", "quarter", "half", "era", "prefix", "short"})
#: A run of letters and digits that is none of the above: 5g, 27001:2013, 2019/12.
_ANY_WORD = re.compile(r"[a-z0-9]+(?:[.:/,]\d+)*|\S")


#: "And before 2020" goes on with a time; "2020 and before" ends with what is said of it.
_JOINED = re.compile(
    r"(?:and|or)(?= (?:before|after|since)(?: the| end of| start of| early| late| [a-z]{3,9})* ?\d)"
)


def _by_first(table: dict[str, Meaning]) -> dict[str, list[tuple[str, Meaning]]]:
    """File Latin phrases under their first word, Thai words under their first letter."""
    filed: dict[str, list[tuple[str, Meaning]]] = {}
    for phrase, meaning in sorted(table.items(), key=lambda item: -len(item[0])):
        word = _LATIN_WORD.match(phrase)
        filed.setdefault(word[0] if word else phrase[0], []).append((phrase, meaning))
    return filed


_FILED = _by_first(time_words())


def symbols_of(folded: str) -> list[Symbol]:
    """Return the symbols of a text in normal form; what is no word of time is OTHER."""
    return [
        Symbol(kind, value, start, end, folded[start:end])
        for kind, value, start, end, _ in _joined(_lex(folded))
    ]


def _lex(folded: str) -> Iterator[Symbol]:
    place = 0
    while place < len(folded):
        if folded[place] == " ":
            place += 1
            continue
        symbol = _symbol_at(folded, place)
        place = symbol.end
        yield symbol


def _symbol_at(folded: str, place: int) -> Symbol:
    numeric = _NUMERIC.match(folded, place)
    if numeric and (folded[place].isdigit() or numeric.lastgroup in _NOT_DIGITS_FIRST):
        return _numeric_symbol(numeric)
    run = _THAI_RUN.match(folded, place)
    if run:
        return _thai_symbol(folded, place, run.end())
    return _latin_symbol(folded, place)


def _numeric_symbol(numeric: re.Match[str]) -> Symbol:
    name = numeric.lastgroup or ""
    start, end, text = numeric.start(), numeric.end(), numeric[name]
    if name == "era":
        return Symbol(Kind.BUDDHIST if text == "be" else Kind.CHRISTIAN, text, start, end)
    if name == "prefix":
        return Symbol(Kind.BEFORE if text == "pre" else Kind.AFTER, text, start, end)
    kind = _NUMERIC_KINDS[name]
    if kind is Kind.DATE:
        return Symbol(kind, text, start, end)
    number = int(text)
    if name == "short":
        number += 2500 if number >= 40 else 2000
    if name == "decade" and number < 100:
        number += 1900
    return Symbol(kind, number, start, end)


def _thai_symbol(folded: str, place: int, run_end: int) -> Symbol:
    whole = folded[place:run_end]
    if whole in SHORT_MONTHS:
        return Symbol(Kind.MONTH, SHORT_MONTHS[whole], place, run_end)
    for word, (kind, value) in _FILED.get(folded[place], ()):
        if folded.startswith(word, place):
            return Symbol(kind, value, place, place + len(word))
    return Symbol(Kind.OTHER, "", place, place + 1)


def _latin_symbol(folded: str, place: int) -> Symbol:
    if joined := _JOINED.match(folded, place):
        return Symbol(Kind.OTHER, "", place, joined.end())
    word = _LATIN_WORD.match(folded, place)
    for phrase, (kind, value) in _FILED.get(word[0], ()) if word else ():
        end = place + len(phrase)
        if folded.startswith(phrase, place) and not _LATIN_LETTER.match(folded, end):
            return Symbol(kind, value, place, end)
    sign = folded[place]
    if sign in ",/":
        return Symbol(Kind.COMMA, sign, place, place + 1)
    if sign in "-–—~":
        return Symbol(Kind.TO, "-", place, place + 1)
    if sign == "&":
        return Symbol(Kind.TO, "and", place, place + 1)
    any_word = _ANY_WORD.match(folded, place)
    end = any_word.end() if any_word else place + 1
    return Symbol(Kind.OTHER, folded[place:end], place, end)


def _joined(symbols: Iterator[Symbol]) -> Iterator[Symbol]:
    """Join neighbouring OTHER symbols of Thai letters, so that a word is one symbol."""
    waiting: Symbol | None = None
    for symbol in symbols:
        if (
            waiting
            and symbol.kind is Kind.OTHER
            and not symbol.value
            and waiting.end == symbol.start
        ):
            waiting = Symbol(Kind.OTHER, "", waiting.start, symbol.end)
            continue
        if waiting:
            yield waiting
        waiting = symbol if symbol.kind is Kind.OTHER and not symbol.value else None
        if waiting is None:
            yield symbol
    if waiting:
        yield waiting
