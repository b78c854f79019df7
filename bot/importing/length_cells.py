"""Terms, notices and renewals as offices write them: lengths of time and what happens at the end.

A cell is read whole or not at all: words beside a length that this module does not know are a
reason to refuse it, for they may say the opposite ("5 years, not counting ...").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.agreements.kinds import RenewalMode, TermKind
from bot.catalogue.columns import Columns, plain
from bot.importing.grids import Cell
from bot.importing.headings import Unit
from bot.importing.unread import CellReason, Unread
from bot.search.normal_form import normal

_MONTHS_IN = {Unit.YEARS: 12, Unit.MONTHS: 1}
_DAYS_IN_A_MONTH = 30
_UNITS: dict[Unit, str] = {
    Unit.YEARS: "years|year|yrs|yr|ปี",
    Unit.MONTHS: "months|month|mos|mo|เดือน",
    Unit.DAYS: "days|day|วัน",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
_LENGTH = re.compile(
    rf"(?P<count>\d+(?:\.\d+)?)[\s-]*(?:\(\s*\d+\s*\)[\s-]*)?(?P<unit>{'|'.join(_UNIT_OF)})(?![a-z])"
    r"(?P<half>\s?ครึ่ง)?"
)
_NUMBER_WORDS = (
    "one หนึ่ง", "two สอง", "three สาม", "four สี่", "five ห้า", "six หก", "seven เจ็ด",
    "eight แปด", "nine เก้า", "ten สิบ", "eleven สิบเอ็ด", "twelve สิบสอง",
)  # fmt: skip
_NUMBERS = {w: str(n) for n, words in enumerate(_NUMBER_WORDS, 1) for w in words.split()}
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?:สิบเอ็ด|สิบสอง|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)(?=\s*(?:\(\s*\d+\s*\))?\s*(?:ปี|เดือน|วัน))"
)
#: Words beside a length that say from when, or nothing at all.
_BESIDE = re.compile(
    r"(?:an? |the )?(?:initial )?(?:period|term|duration)s?(?: of)?|valid(?:ity)?(?: for)?"
    r"|(?:from|after|since|upon|starting|on|at|of|and|the|for|a|an|in|force|effect|its|total)\b"
    r"|(?:date|day) of (?:signature|signing|entry into force)|entry into force|effective date"
    r"|signature|signing|last signature|prior(?: written)?(?: notice)?|in advance|notice|before"
    r"|เป็นระยะเวลา|ระยะเวลา|เป็นเวลา|มีกำหนด|กำหนด|มีอายุ|อายุ|มีผลใช้บังคับ|มีผลบังคับใช้|มีผล|รวม"
    r"|นับตั้งแต่|นับแต่|นับจาก|ตั้งแต่|จาก|วันที่|วันลงนาม|ลงนาม|วัน|เริ่ม|ล่วงหน้า|และ|ใช้บังคับ|บังคับใช้|ก่อน|แจ้ง"
)


def read_months(cell: Cell, unit: Unit | None) -> int:
    """Return the months that a cell tells; a bare number counts `unit`. Raises Unread."""
    months, rest = _months_and_rest(cell, unit)
    if months is None or rest:
        raise Unread(CellReason.NOT_A_LENGTH, cell)
    return months


def read_days(cell: Cell, unit: Unit | None) -> int:
    """Return the days that a cell tells; a month counts 30 days. Raises Unread."""
    number = _bare_number(cell)
    if number is not None:
        return number * (1 if unit in (None, Unit.DAYS) else _DAYS_IN_A_MONTH * _MONTHS_IN[unit])
    text = _with_digits(normal(str(cell)))
    found = _LENGTH.fullmatch(text)
    if not found or "." in found["count"] or found["half"]:
        raise Unread(CellReason.NOT_A_LENGTH, cell)
    told = _UNIT_OF[found["unit"]]
    return int(found["count"]) * (1 if told is Unit.DAYS else _DAYS_IN_A_MONTH * _MONTHS_IN[told])


def read_count(cell: Cell) -> int:
    """Return a whole number. Raises Unread."""
    number = _bare_number(cell)
    if number is None:
        found = re.fullmatch(r"(\d+)\s*(?:times?|ครั้ง)?", _with_digits(normal(str(cell))))
        if not found:
            raise Unread(CellReason.NOT_A_NUMBER, cell)
        number = int(found[1])
    return number


@dataclass(frozen=True, slots=True)
class SaidTerm:
    """What a cell says of a term; `months` for a fixed one."""

    kind: TermKind
    months: int | None = None


def read_term(cell: Cell, unit: Unit | None, columns: Columns) -> SaidTerm:
    """Return the term that a cell tells: a length, or words such as "no end date"."""
    choice = columns.choice_in("term", cell) if isinstance(cell, str) else None
    if choice:
        return SaidTerm(TermKind(choice.value))
    months, rest = _months_and_rest(cell, unit)
    if months is None or rest:
        raise Unread(CellReason.NOT_A_LENGTH, cell)
    return SaidTerm(TermKind.FIXED, months)


@dataclass(frozen=True, slots=True)
class SaidRenewal:
    """What a cell says of a renewal; None where it says nothing of that part."""

    mode: RenewalMode | None = None
    period_months: int | None = None
    notice_months: int | None = None


_YES = frozenset(map(plain, ("yes", "y", "true", "ใช่", "มี", "ได้", "✓", "✔")))
_NO = frozenset(map(plain, ("no", "n", "false", "ไม่ใช่", "ไม่")))
_BY_ITSELF = re.compile(r"auto|อัตโนมัติ|ปริยาย")
_PIECE = rf"(?:\d+[\s-]*(?:\(\s*\d+\s*\)[\s-]*)?(?:{'|'.join(_UNIT_OF)})(?![a-z]))"
_PERIOD = re.compile(
    r"(?:(?:for|by)\s+)?(?:(?:a|an)\s+)?"
    r"(?:further|additional|another|successive|consecutive|more)?"
    rf"(?:\s+(?:periods?|terms?)(?:\s+of)?)?\s*(?P<first>{_PIECE})"
    r"(?:\s+(?:each|at a time|periods?|terms?))?"
    rf"|(?:ออกไป)?(?:อีก)?(?:คราว|ครั้ง)?(?:ละ)?\s*(?P<second>{_PIECE})"
)
_NOTICE = re.compile(
    rf"(?P<first>{_PIECE})(?:\s*(?:prior|written|advance))*\s*(?:notice|in advance|before)[a-z\s]*"
    rf"|(?:notice(?: of)?|unless notified)\s*(?P<second>{_PIECE})[a-z\s]*"
    r"|(?:เว้นแต่[^\d]{0,40}?)?(?:แจ้ง|บอกกล่าว)[^\d]{0,60}?ล่วงหน้า"
    rf"[^\d]{{0,20}}?(?P<third>{_PIECE})[^\d]*"
)
_SIGNS = re.compile(r"[\s,;.()/]+")


def read_renewal(cell: Cell, heading: str, columns: Columns) -> SaidRenewal:
    """Return what happens at a term's end, with period and notice where the cell tells them."""
    text = cell if isinstance(cell, str) else str(cell).lower()
    choice = columns.choice_in("renewal", text)
    if choice:
        return SaidRenewal(RenewalMode(choice.value))
    if plain(text) in _YES | _NO:
        if _BY_ITSELF.search(normal(heading)) and plain(text) in _YES:
            return SaidRenewal(RenewalMode.TACIT)
        if not _BY_ITSELF.search(normal(heading)) and plain(text) in _NO:
            return SaidRenewal(RenewalMode.NONE)
        raise Unread(CellReason.UNKNOWN_RENEWAL, cell)
    return _in_longer_words(cell, text, columns)


def _in_longer_words(cell: Cell, text: str, columns: Columns) -> SaidRenewal:
    """Read "by itself for 3 years each, unless 6 months' notice" part by part."""
    rest = _with_digits(normal(text))
    notice, rest = _taken(_NOTICE, rest)
    period, rest = _taken(_PERIOD, rest)
    rest = plain(rest)
    for choice in columns.choices_of("renewal"):
        wording = max((w for w in map(plain, choice.wordings) if w in rest), key=len, default="")
        if wording:
            left = _SIGNS.sub("", rest.replace(wording, "", 1))
            if left and not _is_silent(left):
                break
            return SaidRenewal(RenewalMode(choice.value), period, notice)
    raise Unread(CellReason.UNKNOWN_RENEWAL, cell)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[int | None, str]:
    """Return the months of the length that a pattern finds, and the text without it."""
    found = pattern.search(text)
    piece = next((part for part in found.groups() if part), None) if found else None
    if found is None or piece is None:
        return None, text
    return read_months(piece, None), f"{text[: found.start()]} {text[found.end() :]}"


_SILENT_BESIDE = re.compile(
    r"unless|otherwise|and|or|the|agreement|this|mou|is|be|shall|will|may|renewed|renewal|renews"
    r"|extended|extension|for|each|time|by|either|party|parties|of|to|terminate|ต่ออายุ|ขยาย|ออกไป|ได้"
    r"|ความตกลง|บันทึกความเข้าใจ|อีก|ครั้งละ|คราวละ|และ|โดย|สามารถ|มีผล|เว้นแต่|จะ|ทั้งสองฝ่าย|คู่ภาคี|ฝ่ายใด"
)


def _is_silent(text: str) -> bool:
    return not _SILENT_BESIDE.sub("", text).strip()


# -- lengths ------------------------------------------------------------------------------------


def _months_and_rest(cell: Cell, unit: Unit | None) -> tuple[int | None, str]:
    """Return the months of a cell and what words are left beside them."""
    number = _bare_number(cell)
    if number is not None:
        if unit is None:
            raise Unread(CellReason.UNIT_MISSING, cell)
        if unit is Unit.DAYS:
            raise Unread(CellReason.NOT_WHOLE_MONTHS, cell)
        return number * _MONTHS_IN[unit], ""
    text = _with_digits(normal(str(cell)))
    found = list(_LENGTH.finditer(text))
    months = sum(_months_of(length, cell) for length in found) if found else None
    rest = _BESIDE.sub(" ", _LENGTH.sub(" ", text))
    return months, _SIGNS.sub("", rest)


def _months_of(length: re.Match[str], cell: Cell) -> int:
    unit = _UNIT_OF[length["unit"]]
    if unit is Unit.DAYS:
        # 180 days are not six months: the day on which they end differs.
        raise Unread(CellReason.NOT_WHOLE_MONTHS, cell)
    months = float(length["count"]) * _MONTHS_IN[unit]
    if length["half"]:
        months += _MONTHS_IN[unit] / 2
    if not months.is_integer():
        raise Unread(CellReason.NOT_WHOLE_MONTHS, cell)
    return int(months)


def _bare_number(cell: Cell) -> int | None:
    if isinstance(cell, bool):
        raise Unread(CellReason.NOT_A_NUMBER, cell)
    if isinstance(cell, (int, float)):
        if cell < 0 or (isinstance(cell, float) and not cell.is_integer()):
            raise Unread(CellReason.NOT_A_NUMBER, cell)
        return int(cell)
    text = normal(str(cell))
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None


def _with_digits(text: str) -> str:
    return _NUMBER_WORD.sub(lambda word: _NUMBERS[word[0]], text)
