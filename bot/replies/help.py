"""What can be asked, in words: the examples that /help and a greeting show."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.lines import Line, line
from bot.replies.words import Words


def help_lines(words: Words, count: int) -> Iterator[Line]:
    """Yield what can be asked, with examples."""
    yield words.line("help.what", count=count)
    for number in range(1, 7):
        yield line("• ", words.line(f"help.example-{number}"))
    yield words.line("help.honest")
