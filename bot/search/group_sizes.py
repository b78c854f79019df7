"""How many agreements a partner must have to be told: "more than three", "only one"."""

from __future__ import annotations

import re

from bot.search.term_reading import NUMBERS

_NUMBER = rf"(?P<{{name}}>\d{{{{1,3}}}}|{'|'.join(NUMBERS)})"
_TEXTS = r"(?:agreements?|mous?|mocs?|texts?|deals?|documents?|memoranda|memorandums)\b"
_UNIT = r" ?(?:ฉบับ|เรื่อง|รายการ)"


def _number(name: str) -> str:
    return _NUMBER.format(name=name)


_SIZES = re.compile(
    rf"\b(?:more than|over) {_number('above')} {_TEXTS}"
    rf"|\b(?:at least|no fewer than|not less than) {_number('least')} {_TEXTS}"
    rf"|\b{_number('least_2')} or more {_TEXTS}"
    rf"|\b(?:fewer than|less than|under) {_number('below')} {_TEXTS}"
    rf"|\b(?:only|exactly|just) (?:an? )?(?:single )?{_number('exactly')} {_TEXTS}"
    rf"|\b(?P<single>(?:only an?|a single|just an?) )(?:single )?{_TEXTS}"
    rf"|(?:มากกว่า|เกิน(?:กว่า)?) ?{_number('above_2')}{_UNIT}"
    rf"|(?:อย่างน้อย|ไม่น้อยกว่า|ตั้งแต่) ?{_number('least_3')}{_UNIT}"
    rf"|(?:น้อยกว่า|ไม่ถึง) ?{_number('below_2')}{_UNIT}"
    rf"|(?:เพียง|แค่|แต่) ?{_number('exactly_2')}{_UNIT}"
    rf"|(?P<single_2>(?:เพียง|แค่)?{_UNIT.strip()}เดียว)"
)
_WHO = re.compile(
    r"\b(?:who|which (?:countries|country|partners?|organi[sz]ations?)|countries|partners)\b|"
    "ประเทศ(?:ใด|ไหน|ที่)|คู่ภาคี|ใคร|หน่วยงาน(?:ใด|ไหน)"
)
#: No partner has so many.
MOST = 10**6


def sizes_asked(folded: str) -> tuple[int, int] | None:
    """Return how few and how many agreements a partner is to have, None where that is not asked."""
    found = _SIZES.search(folded)
    if found is None or _WHO.search(folded) is None:
        return None
    name, text = next((n, t) for n, t in found.groupdict().items() if t)
    kind = name.partition("_")[0]
    number = 1 if kind == "single" else int(text) if text.isdigit() else NUMBERS[text]
    return {
        "above": (number + 1, MOST),
        "least": (number, MOST),
        "below": (1, number - 1),
        "exactly": (number, number),
        "single": (1, 1),
    }[kind]
