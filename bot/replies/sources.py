"""Where what is recorded of an agreement comes from, and where its sources disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.agreements.agreement import DATE_FIELDS, Agreement
from bot.agreements.kinds import RenewalMode
from bot.agreements.partial_date import PartialDate
from bot.replies.dates import partial_text
from bot.replies.lines import Line, Span, joined, line
from bot.replies.words import Words

#: How the sources word a renewal.
_RENEWED = (
    (RenewalMode.TACIT, re.compile(r"\b(?:automatic\w*|tacit\w*|by itself)\b")),
    (RenewalMode.EXPRESS, re.compile(r"\b(?:consent|agreement|agreed|express|request)\b")),
)
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
    """Yield each of these fields on which sources disagree, with what each of them says.

    Of dates, and of how a text is renewed; what else they say is worded too freely to compare.
    """
    disagreeing = agreement.contradictions()
    for name in names:
        if name == "renewal":
            yield from _renewal_lines(agreement, words)
        said: dict[str, Span] = {}
        for item in disagreeing.get(name, ()):
            date = partial_text(PartialDate.parse(item.value), words)
            source = item.locator.in_language(words.language) or item.source
            said.setdefault(date, Span(source, link=item.source if item.is_address else ""))
        if said:
            told = [line(date, " (", source, ")") for date, source in said.items()]
            field = words.text(f"field.{name}")
            yield line(words.line("source.contradiction", field=field), " ", joined(told, "; "))


def _renewal_lines(agreement: Agreement, words: Words) -> Iterator[Line]:
    """Yield that one source has it renewed by itself and another by consent, where they do."""
    said: dict[RenewalMode, Span] = {}
    for item in agreement.evidence_for("renewal"):
        mode = next((mode for mode, how in _RENEWED if how.search(item.value)), None)
        if mode:
            source = item.locator.in_language(words.language) or item.source
            said.setdefault(mode, Span(source, link=item.source if item.is_address else ""))
    if len(said) > 1:
        told = [
            line(words.text(f"renewal.said-{mode}"), " (", source, ")")
            for mode, source in said.items()
        ]
        field = words.text("field.renewal")
        yield line(words.line("source.contradiction", field=field), " ", joined(told, "; "))


def unconfirmed_lines(agreement: Agreement, words: Words) -> Iterator[Line]:
    """Yield the sentence of a summary that says that its parties are not confirmed."""
    found = _UNCONFIRMED.search(agreement.summary.in_language(words.language))
    if found:
        yield line("⚠️ ", found[0].strip())
