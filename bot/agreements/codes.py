"""Short codes people can type, JP-2022-ICT: made from party, year and topic, each only once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.agreements.agreement import Agreement
from bot.agreements.text import Text

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


def same_code(codes: Iterable[str], typed: str) -> str | None:
    """Return the code that was typed in any case, or None."""
    folded = typed.casefold()
    return next((code for code in codes if code.casefold() == folded), None)


class CodeBook:
    """The codes of a register: by which code a record that comes from elsewhere is known here.

    A code is known in any case. A record without one is the text of the same title and start on
    record, unless the parties say that it is another: a title like "MoU on ICT" is used for many.
    """

    def __init__(self, agreements: Iterable[Agreement], own_country: str = "TH") -> None:
        self._own_country = own_country
        self._by_folded: dict[str, str] = {}
        self._by_text: dict[tuple[Text, str], list[Agreement]] = {}
        for agreement in agreements:
            self._take(agreement)

    def _take(self, agreement: Agreement) -> None:
        self._by_folded[agreement.id.casefold()] = agreement.id
        self._by_text.setdefault(_text_key(agreement), []).append(agreement)

    def coded(self, agreement: Agreement) -> Agreement:
        """Return the record under the code by which it is known, else under its own or a new one.

        The book remembers it, so that the next of the same text is known too.
        """
        code = self._known(agreement) or agreement.id or self._new(agreement)
        coded = agreement.changed(id=code)
        if code.casefold() not in self._by_folded:
            self._take(coded)
        return coded

    def _known(self, agreement: Agreement) -> str | None:
        if agreement.id:
            return self._by_folded.get(agreement.id.casefold())
        alike = self._by_text.get(_text_key(agreement), ())
        return next((other.id for other in alike if _may_be_one(agreement, other)), None)

    def _new(self, agreement: Agreement) -> str:
        return new_code(
            agreement, lambda code: code.casefold() in self._by_folded, self._own_country
        )


def _text_key(agreement: Agreement) -> tuple[Text, str]:
    return (agreement.title, str(agreement.start))


def _may_be_one(agreement: Agreement, other: Agreement) -> bool:
    """Return whether the parties leave it possible: the same ones, or more told of one text."""
    parties, others = ({p.name for p in a.parties} for a in (agreement, other))
    return parties <= others or others <= parties
