"""A reply as lines of styled text with buttons, before any messenger's markup.

Why not strings: a value (a title, a name somebody typed) goes into a span as it is and is escaped
once, where the line is written out; so no text of the register can become markup, and a reply can
be split between lines without tearing a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

_LINE_ENDS = re.compile("[ \\t]*[\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029]+[ \\t]*")


class Style(Enum):
    """How a span looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style; with `link` it leads to an address.

    It stands in one line: a line end within a value (a note of several lines) becomes a space.
    """

    text: str
    style: Style = Style.PLAIN
    link: str = ""

    def __post_init__(self) -> None:
        if _LINE_ENDS.search(self.text):
            object.__setattr__(self, "text", _LINE_ENDS.sub(" ", self.text))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reply; an empty one separates paragraphs."""

    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The line without styles."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a verb, the agreement it is about, and a detail (a field, a page).

    Front ends turn it into their own form and check again who may do it when it is used.
    """

    verb: str
    agreement_id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its words and what it does."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: lines, and rows of buttons under them."""

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()

    @property
    def text(self) -> str:
        """The reply as plain text."""
        return "\n".join(line.text for line in self.lines)


def line(*parts: Span | str | Line) -> Line:
    """Put spans, plain texts and other lines together into one line."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, Line):
            spans.extend(part.spans)
        elif isinstance(part, Span):
            spans.append(part)
        elif part:
            spans.append(Span(part))
    return Line(tuple(spans))


def joined(lines: Iterable[Line], separator: str = " ") -> Line:
    """Put lines side by side into one."""
    spans: list[Span] = []
    for item in lines:
        if not item.spans:
            continue
        if spans:
            spans.append(Span(separator))
        spans.extend(item.spans)
    return Line(tuple(spans))


def bold(text: str) -> Span:
    """Return a bold span."""
    return Span(text, Style.BOLD)


def code(text: str) -> Span:
    """Return a span in fixed width, for what people copy."""
    return Span(text, Style.CODE)


EMPTY = Line()
