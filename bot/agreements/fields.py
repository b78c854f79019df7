"""Takes a JSON object apart field by field, and notes every field that it could not read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from bot.agreements.errors import AgreementError, ProblemList, Reason
from bot.agreements.kinds import InstrumentKind
from bot.agreements.partial_date import PartialDate
from bot.agreements.text import Text

Json = Any  # what json.loads gives; every access below checks its type
Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")

LONGEST_TEXT = 8_000
#: 100 years: longer than any term met, short enough that month arithmetic cannot overflow.
MOST_MONTHS = 1_200
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
#: Halves of characters, and the two code points that are none and that no XML file can hold.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1_024)
def parse_choice(choices: type[Choice], text: str) -> Choice | None:
    """Return the choice that a word names ("Joint statement" is joint-statement), or None."""
    try:
        return choices(re.sub(r"[\s_]+", "-", text.strip().casefold()))
    except ValueError:
        return None


class FieldReader:
    """Takes a record apart field by field; every getter notes what it could not read."""

    def __init__(self, record: Mapping[str, Json], prefix: str = "") -> None:
        self.record = record
        self.prefix = prefix
        self.problems = ProblemList()

    def unknown_keys(self, known: tuple[str, ...]) -> None:
        """Note each key that is not one of the known ones."""
        for key in self.record:
            if key not in known:
                self.problems.add(Reason.UNKNOWN_KEY, self.prefix + str(key), key)

    def _wrong(self, name: str, value: Json, expected: str) -> None:
        self.problems.add(Reason.WRONG_TYPE, self.prefix + name, _as_json(value), expected)

    def string(self, name: str) -> str:
        """Return a text, empty when not recorded; a number is taken as its digits."""
        value = self.record.get(name)
        if value is None:
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self._wrong(name, value, "a text")
            return ""
        return self._short_enough(name, value)

    def _short_enough(self, name: str, value: str) -> str:
        text = _printable(value)
        if len(text) > LONGEST_TEXT:
            self.problems.add(
                Reason.TOO_LONG, self.prefix + name, text[:40], expected=str(LONGEST_TEXT)
            )
            return ""
        return text

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = self.record.get(name)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(name, value, "a list of texts")
            return ()
        texts = (self._short_enough(name, item) for item in value)
        return tuple(text for text in texts if text)

    def text(self, name: str) -> Text:
        """Return a text in one or two languages."""
        value = self.record.get(name)
        if isinstance(value, dict):
            return self.nested(name, value, both_languages)
        return Text.of(self.string(name))

    def boolean(self, name: str) -> bool | None:
        """Return true, false, or None when not recorded."""
        value = self.record.get(name)
        if value is not None and not isinstance(value, bool):
            self._wrong(name, value, "true or false")
            return None
        return value

    def number(self, name: str, most: int = MOST_MONTHS) -> int | None:
        """Return a whole number of 0 or more, or None."""
        value = self.record.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.problems.add(Reason.NEGATIVE, self.prefix + name, value)
            return None
        if value > most:
            self.problems.add(Reason.TOO_LARGE, self.prefix + name, value, str(most))
            return None
        return value

    def date(self, name: str) -> PartialDate | None:
        """Return a partial date, or None when not recorded or not readable."""
        value = self.string(name)
        if not value:
            return None
        try:
            return PartialDate.parse(value, self.prefix + name)
        except AgreementError as error:
            self.problems.found.extend(error.problems)
            return None

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """Return one of the choices, or None."""
        value = self.string(name)
        if not value:
            return None
        chosen = parse_choice(choices, value)
        if chosen is None:
            reason = Reason.UNKNOWN_KIND if choices is InstrumentKind else Reason.UNKNOWN_CHOICE
            self.problems.add(reason, self.prefix + name, value, ", ".join(choices))
        return chosen

    def one(self, name: str, read: Callable[[FieldReader], Item], default: Item) -> Item:
        """Return a nested object, read by `read`."""
        value = self.record.get(name)
        if value is None:
            return default
        if not isinstance(value, dict):
            self._wrong(name, value, "an object")
            return default
        return self.nested(name, value, read)

    def many(self, name: str, read: Callable[[FieldReader | str], Item | None]) -> tuple[Item, ...]:
        """Return a list whose items are objects or plain texts, read by `read`."""
        value = self.record.get(name)
        if value is None:
            return ()
        if isinstance(value, (str, dict)):
            value = [value]
        if not isinstance(value, list):
            self._wrong(name, value, "a list")
            return ()
        items = (self._item(f"{name}[{place}]", item, read) for place, item in enumerate(value, 1))
        return tuple(item for item in items if item is not None)

    def _item(
        self, name: str, value: Json, read: Callable[[FieldReader | str], Item | None]
    ) -> Item | None:
        if isinstance(value, dict):
            return self.nested(name, value, read)
        if isinstance(value, str):
            return read(self._short_enough(name, value))
        self._wrong(name, value, "a text or an object")
        return None

    def nested(
        self, name: str, value: Mapping[str, Json], read: Callable[[FieldReader], Item]
    ) -> Item:
        """Read an object that stands under a name; its problems are told with that name."""
        reader = FieldReader(value, f"{self.prefix}{name}.")
        item = read(reader)
        self.problems.found.extend(reader.problems.found)
        return item


def _printable(value: str) -> str:
    """Return a text without what cannot be shown or stored.

    Control characters are dropped, every sort of line end becomes the usual one, and what is no
    character (half of one, which no file can hold, or a code point that no workbook can) becomes
    the sign for an unreadable one, so that the loss shows.
    """
    if value.isprintable():
        # Nearly every text: 10,000 records have 300,000 of them.
        return value.strip()
    text = _LINE_END.sub("\n", value)
    return _NO_CHARACTER.sub("\ufffd", _CONTROL.sub("", text)).strip()


def _as_json(value: Json) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return f"a {type(value).__name__} that is nested too deeply"


def both_languages(reader: FieldReader) -> Text:
    """Read an object of two wordings, {"en": ..., "th": ...}."""
    reader.unknown_keys(("en", "th"))
    return Text(reader.string("en"), reader.string("th"))
