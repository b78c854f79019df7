"""A length of term or notice that a list is narrowed by: "with a term of five years"."""

from __future__ import annotations

import re

from bot.search.wording import Wording

#: Numbers in words.
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7,
    "แปด": 8, "เก้า": 9, "สิบ": 10,
}  # fmt: skip
_NUMBER = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"
_TERM = Wording(
    rf"\b(?:terms?|duration|validity|period)(?: of)? {_NUMBER} ?(years?|yrs?|months?)\b|"
    rf"\b(?:runs|lasts|lasting|(?:run|runs|last|lasts|valid|concluded|signed) for) {_NUMBER} ?"
    r"(years?|yrs?|months?)(?! ago| old| left| from now)\b|"
    rf"\b(?:agreements|mous|mocs|memoranda|texts) (?:for|of) {_NUMBER} ?(years?|months?)\b|"
    rf"\b{_NUMBER}[ -](year|month) (?:terms?|agreements?|mous?|mocs?|memoranda|texts?)\b|"
    rf"(?:มีอายุ|อายุความตกลง|อายุ|ระยะเวลา|มีกำหนด) ?{_NUMBER} ?(ปี|เดือน)(?!ที่แล้ว|ก่อน)",
    "year|yr|month|อายุ|ระยะเวลา|มีกำหนด",
)

_NOTICE = Wording(
    rf"\b{_NUMBER}[ -](years?|yrs?|months?) (?:of )?(?:written |prior |advance )?notice\b|"
    rf"\bnotice (?:period )?of {_NUMBER} (years?|yrs?|months?)\b|"
    rf"แจ้ง(?:เป็นลายลักษณ์อักษร)?ล่วงหน้า ?{_NUMBER} ?(ปี|เดือน)",
    "notice|แจ้ง",
)


def term_asked(folded: str) -> int | None:
    """Return the length of term in months that a text in normal form names, or None."""
    return _months(_TERM.search(folded))


def notice_asked(folded: str) -> int | None:
    """Return the period of notice in months that a text in normal form names, or None."""
    return _months(_NOTICE.search(folded))


def _months(found: re.Match[str] | None) -> int | None:
    if not found:
        return None
    number, unit = (group for group in found.groups() if group)
    count = int(number) if number.isdigit() else NUMBERS[number]
    return count * (1 if unit.startswith(("month", "เดือน")) else 12)
