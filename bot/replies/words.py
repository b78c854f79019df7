"""The message catalogues: every user-visible sentence, by key, in English and in Thai.

A message may mark **bold** and _italic_ stretches and name values in {braces}. Marks are read
before values are filled in, so a value is never markup. Where a number decides the form, a message
has `one` and `other`. `~` is a space that Thai letters on both sides of it do without.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from string import Formatter
from typing import Any

from bot.agreements.text import Language, has_thai
from bot.replies.lines import Line, Span, Style

#: Stands for a space where Thai needs one: beside a sign, a number or Latin letters, and not
#: between two Thai words ("กับ~{party}~ในทะเบียน").
GAP = "~"
#: The same within a message, where a value may well hold the sign itself.
_GAP = "\ue000"
_MARK = re.compile(r"\*\*(.+?)\*\*|(?<!\w)_(.+?)_(?!\w)|`(.+?)`")
Message = str | dict[str, str]


class Words:
    """The messages of one language."""

    def __init__(self, language: Language, messages: dict[str, Message]) -> None:
        self.language: Language = language
        self._messages = messages

    def __contains__(self, key: object) -> bool:
        return key in self._messages

    def keys(self) -> frozenset[str]:
        """Return all keys."""
        return frozenset(self._messages)

    def template(self, key: str, count: int | None = None) -> str:
        """Return the unfilled message for a number."""
        message = self._messages[key]
        if isinstance(message, str):
            return message
        return message["one"] if count == 1 and "one" in message else message["other"]

    def text(self, key: str, **values: object) -> str:
        """Return a message as plain text; `count` chooses the form."""
        return self.line(key, **values).text

    def line(self, key: str, **values: object) -> Line:
        """Return a message as a line with its styles."""
        count = values.get("count")
        template = self.template(key, count if isinstance(count, int) else None)
        spans = tuple(_filled(span, values) for span in _spans(template.replace(GAP, _GAP)))
        return Line(_spaced(spans) if GAP in template else spans)

    def placeholders(self, key: str) -> frozenset[str]:
        """Return the names of the values a message takes."""
        message = self._messages[key]
        texts = [message] if isinstance(message, str) else message.values()
        names = (name for text in texts for _, name, _, _ in Formatter().parse(text) if name)
        return frozenset(names)


@lru_cache(maxsize=4_096)
def _spans(template: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    place = 0
    for mark in _MARK.finditer(template):
        if mark.start() > place:
            spans.append(Span(template[place : mark.start()]))
        style = (Style.BOLD, Style.ITALIC, Style.CODE)[(mark.lastindex or 1) - 1]
        spans.append(Span(mark[mark.lastindex or 1], style))
        place = mark.end()
    if place < len(template):
        spans.append(Span(template[place:]))
    return tuple(spans)


def _filled(span: Span, values: dict[str, object]) -> Span:
    return Span(span.text.format(**values), span.style) if "{" in span.text else span


@lru_cache(maxsize=2)
def words_in(language: Language) -> Words:
    """Return the catalogue of a language."""
    messages: dict[str, Message] = {}
    for source in sorted(resources.files("bot.replies").iterdir(), key=lambda file: file.name):
        if source.name == f"{language}.toml" or re.fullmatch(f"{language}-.*[.]toml", source.name):
            messages |= _flat(tomllib.loads(source.read_text(encoding="utf-8")))
    return Words(language, messages)


def _flat(tables: dict[str, Any], prefix: str = "") -> dict[str, Message]:
    messages: dict[str, Message] = {}
    for key, value in tables.items():
        name = f"{prefix}{key}"
        if isinstance(value, str) or "other" in value:
            messages[name] = value
        else:
            messages |= _flat(value, f"{name}.")
    return messages


def _spaced(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Put a space for each gap, or nothing between two Thai letters."""
    whole = "".join(span.text for span in spans)
    place, told = 0, []
    for span in spans:
        text = "".join(
            _gap(whole, place + at) if letter == _GAP else letter
            for at, letter in enumerate(span.text)
        )
        told.append(replace(span, text=text))
        place += len(span.text)
    return tuple(told)


def _gap(text: str, place: int) -> str:
    around = text[place - 1 : place], text[place + 1 : place + 2]
    return "" if all(map(has_thai, around)) else " "
