"""Where what is recorded of an agreement comes from, and where its sources disagree."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.agreement import Agreement
from bot.replies.lines import Line, Span, line
from bot.replies.words import Words


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
    for name, said in agreement.contradictions().items():
        values = " / ".join(dict.fromkeys(item.value for item in said))
        field = words.text(f"field.{name}")
        yield words.line("source.contradiction", field=field, values=values)
