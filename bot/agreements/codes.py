"""Short codes people can type: JP-2022-ICT, made from party, year and topic, each only once."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.agreements.agreement import Agreement

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
#: Words that tell nothing about a topic.
_EMPTY = frozenset(
    {
        "memorandum", "understanding", "cooperation", "agreement", "between", "and", "the", "of",
        "on", "for", "in", "field", "concerning", "government", "republic", "kingdom", "ministry",
        "with", "to", "thailand", "thai", "protocol", "convention", "declaration", "joint", "mou",
        "moc", "treaty", "statement", "framework", "operation", "arrangement", "regarding",
    }
)  # fmt: skip
LONGEST_TOPIC = 12


def new_code(agreement: Agreement, is_taken: Callable[[str], bool], own_country: str = "TH") -> str:
    """Return a code for a record that has none; a number is added where it is taken."""
    foreign = [c for c in agreement.countries if c != own_country]
    place = foreign[0] if len(foreign) == 1 else "MULTI" if foreign else own_country
    when = agreement.start or agreement.approved or agreement.expires
    year = str(when.year) if when else "UNDATED"
    base = f"{place}-{year}-{_topic(agreement)}"
    number = 1
    code = base
    while is_taken(code):
        number += 1
        code = f"{base}-{number}"
    return code


def _topic(agreement: Agreement) -> str:
    words = _WORD.findall(agreement.name.en or " ".join(a.en for a in agreement.scope_areas))
    telling = [word for word in words if word.casefold() not in _EMPTY]
    return telling[0][:LONGEST_TOPIC].upper() if telling else "TEXT"
