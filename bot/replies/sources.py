"""Where what is recorded of an agreement comes from, and where its sources disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.agreements.agreement import DATE_FIELDS, Agreement
from bot.agreements.partial_date import PartialDate
from bot.replies.dates import partial_text
from bot.replies.lines import Line, Span, joined, line
from bot.replies.words import Words

#: "Thai party, day and term are not confirmed": what a record says of its own parties.
_UNCONFIRMED = re.compile(
    r"[^.]*\bpart(?:y|ies)\b[^.]*\bnot confirmed\b[^.]*[.]?|"
    "ยังไม่ยืนยัน(?:หน่วยงาน)?(?:ฝ่าย|ภาคี|คู่ภาคี)[^.]*"
)


def source_lines(agreement: Agreement, words: Words) -> Iterator[Line]:
    """Yield each source once, and the fields of which they tell different things."""
    sources = {(item.source, item.file): item for item in agreement.evidence if item.source}
    if not sources:
        yield words.line("source.not-recorded")
        return
    yield words.line("source.are", count=len(sources))
    for number, item in enumerate(sources.values(), 1):
        name = item.locator.in_language(words.language) or item.source
        yield line(f"{number}. ", Span(name, link=item.source if item.is_address else ""))
        if not item.is_address and item.source != name:
            yield line("   " + item.source)
    yield from contradiction_lines(agreement, DATE_FIELDS, words)


def contradiction_lines(agreement: Agreement, names: Iterable[str], words: Words) -> Iterator[Line]:
    """Yield each of these date fields on which sources disagree, with what each of them says."""
    disagreeing = agreement.contradictions()
    for name in names:
        said: dict[str, Span] = {}
        for item in disagreeing.get(name, ()):
            date = partial_text(PartialDate.parse(item.value), words)
            source = item.locator.in_language(words.language) or item.source
            said.setdefault(date, Span(source, link=item.source if item.is_address else ""))
        if said:
            told = [line(date, " (", source, ")") for date, source in said.items()]
            field = words.text(f"field.{name}")
            yield line(words.line("source.contradiction", field=field), " ", joined(told, "; "))


def unconfirmed_lines(agreement: Agreement, words: Words) -> Iterator[Line]:
    """Yield the sentence of a summary that says that its parties are not confirmed."""
    found = _UNCONFIRMED.search(agreement.summary.in_language(words.language))
    if found:
        yield line("⚠️ ", found[0].strip())
