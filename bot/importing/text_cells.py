"""Cells of text that say the same in two languages, each on lines of its own."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.text import Language, Text, has_thai


def both_languages(text: str) -> Text | None:
    """Return a cell that says the same in two languages, each on lines of its own."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    thai = [line for line in lines if has_thai(line)]
    other = [line for line in lines if not has_thai(line)]
    if not thai or not other or lines not in ([*thai, *other], [*other, *thai]):
        return None
    return Text(" ".join(other), " ".join(thai))


def wordings_of(text: Text) -> Iterator[tuple[Language, str]]:
    """Yield each wording there is with its language."""
    if text.en:
        yield "en", text.en
    if text.th:
        yield "th", text.th
