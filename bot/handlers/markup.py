"""A reply as Telegram HTML: escaped at the leaf, split between lines, within Telegram's limits.

A message holds 4096 UTF-16 units after its markup is read, and 100 entities. Lines are never torn
unless one alone is too long; then it is cut at a space.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bot.replies.lines import Line, Reply, Span, Style

#: A little less than Telegram's 4096 and 100, for the limits are not contractual.
MOST_UNITS = 4_000
MOST_ENTITIES = 90
#: What stands under a picture or a file: a little less than Telegram's 1024.
MOST_CAPTION = 1_000
_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}


@dataclass(frozen=True, slots=True)
class Part:
    """One message's worth of a reply: as HTML, and plain for the case that HTML is refused."""

    html: str
    plain: str


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def span_html(span: Span) -> str:
    """Return a span as HTML; its text can hold anything."""
    html = escape(span.text, quote=False)
    tag = _TAGS.get(span.style)
    if tag and span.text.strip():
        html = f"<{tag}>{html}</{tag}>"
    if span.link and span.text.strip():
        html = f'<a href="{escape(span.link)}">{html}</a>'
    return html


def line_html(line: Line) -> str:
    """Return a line as HTML."""
    return "".join(map(span_html, line.spans))


def parts_of(reply: Reply, most: int = MOST_UNITS) -> list[Part]:
    """Return the messages of at most `most` units that a reply needs, in order; at least one."""
    groups: list[list[Line]] = [[]]
    length = entities = 0
    for line in _short_lines(reply.lines, most):
        size, marks = units(line.text) + 1, _entities(line)
        full = length + size > most or entities + marks > MOST_ENTITIES
        if full and groups[-1]:
            groups.append([])
            length = entities = 0
        groups[-1].append(line)
        length, entities = length + size, entities + marks
    return [_part(lines) for lines in groups if any(line.text.strip() for line in lines)] or [
        Part("…", "…")
    ]


def _part(lines: list[Line]) -> Part:
    html = "\n".join(map(line_html, lines)).strip("\n")
    return Part(html, "\n".join(line.text for line in lines).strip("\n"))


def _entities(line: Line) -> int:
    return sum((span.style in _TAGS) + bool(span.link) for span in line.spans)


def _short_lines(lines: tuple[Line, ...], most: int) -> Iterator[Line]:
    """Yield the lines, cut where one alone would not fit a message."""
    for line in lines:
        if units(line.text) <= most and _entities(line) <= MOST_ENTITIES:
            yield line
            continue
        current: list[Span] = []
        size = 0
        for span in (piece for whole in line.spans for piece in _short_spans(whole, most)):
            if current and (size + units(span.text) > most or len(current) >= MOST_ENTITIES):
                yield Line(tuple(current))
                current, size = [], 0
            current.append(span)
            size += units(span.text)
        yield Line(tuple(current))


def _short_spans(span: Span, most: int) -> Iterator[Span]:
    text = span.text
    while units(text) > most:
        cut = text.rfind(" ", 0, most // 2) + 1 or most // 2
        yield Span(text[:cut], span.style, span.link)
        text = text[cut:]
    yield Span(text, span.style, span.link)
