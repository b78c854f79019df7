"""Telegram's HTML mode: markup text to plain text plus entities; keeps out limits and sending.

Why a scanner of our own: ``html.parser`` repairs what Telegram refuses (``a < b``, stray end tags).
The rules, including the odd ones, are TDLib's ``parse_html``: a named reference may lack its
semicolon, an unknown one stays as text, ``</>`` closes whatever is open, an unquoted attribute is
a name token, and offsets in errors count UTF-8 bytes while entity offsets count UTF-16 units.
"""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from tests.botapi.entities import reading_order, utf16_length
from tests.botapi.records import Json

TYPE_OF_TAG: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
SPACES: Final = " \t\r\n\v\0"
PLAIN: Final = re.compile(r"[^<&]+")
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))(;?)")
LONGEST_NUMERIC: Final = 10
LAST_CODE_POINT: Final = 0x10FFFF
USER_LINK: Final = re.compile(r"tg://user\?id=(\d+)$")
LINK: Final = re.compile(
    r"(?:(https?|tg|ton|tonsite)://)?[^\s/?#.:]+(\.|\?|:|/|$)[^\s]*", re.IGNORECASE
)


class MarkupError(Exception):
    """The text TDLib would refuse with; the Bot API puts "can't parse entities: " before it."""


@dataclass
class OpenTag:
    """A start tag still waiting for its end."""

    name: str
    argument: str
    offset: int
    characters_before: int


@dataclass
class HtmlScanner:
    """One pass over one text; use ``parse_html``."""

    source: str
    position: int = 0
    plain: list[str] = field(default_factory=list)
    units: int = 0
    open_tags: list[OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        """Plain text and entities, in order of appearance."""
        while self.position < len(self.source):
            if self.source[self.position] == "<":
                start = self.position
                self.position += 1
                if self.peek() == "/":
                    self.end_tag(start)
                else:
                    self.start_tag(start)
                self.position += 1
            elif run := PLAIN.match(self.source, self.position):
                self.position = run.end()
                self.put(run[0])
            else:
                self.put(self.character())
        if self.open_tags:
            name = self.open_tags[-1].name
            message = f'Can\'t find end tag corresponding to start tag "{name}"'
            raise MarkupError(message)
        return "".join(self.plain), sorted(self.entities, key=reading_order)

    def peek(self) -> str:
        """The present character, or NUL behind the last one."""
        return self.source[self.position] if self.position < len(self.source) else "\0"

    def byte_offset(self, position: int) -> int:
        """Where TDLib says it is."""
        return len(self.source[:position].encode())

    def put(self, text: str) -> None:
        """Append plain text."""
        self.plain.append(text)
        self.units += utf16_length(text)

    def character(self) -> str:
        """Read one character or reference."""
        if self.peek() == "&" and (decoded := self.reference()):
            return decoded
        self.position += 1
        return self.source[self.position - 1]

    def reference(self) -> str:
        """Read a reference that Telegram knows, or nothing."""
        match = REFERENCE.match(self.source, self.position)
        if match is None:
            return ""
        hexadecimal, decimal, name, semicolon = match.groups()
        if name is not None:
            decoded = NAMED.get(name, "")
        else:
            code = int(hexadecimal or "0", 16) if decimal is None else int(decimal or "0")
            length = match.end() - match.start() - len(semicolon)
            decoded = (
                "" if not 0 < code < LAST_CODE_POINT or length >= LONGEST_NUMERIC else chr(code)
            )
        if "\ud800" <= decoded <= "\udfff":
            message = (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
            raise MarkupError(message)
        if decoded:
            self.position = match.end()
        return decoded

    def skip(self, characters: str) -> None:
        """Move over any of these characters."""
        while self.position < len(self.source) and self.peek() in characters:
            self.position += 1

    def read_until(self, characters: str) -> str:
        """Read up to one of these characters or the end."""
        start = self.position
        while self.position < len(self.source) and self.peek() not in characters:
            self.position += 1
        return self.source[start : self.position]

    def start_tag(self, start: int) -> None:
        """Read ``<name attributes``; stops on the closing ``>``."""
        at = f"at byte offset {self.byte_offset(start)}"
        name = self.read_until(SPACES + ">").lower()
        if self.position >= len(self.source):
            raise MarkupError("Unclosed start tag " + at)
        if name not in TYPE_OF_TAG:
            message = f'Unsupported start tag "{name}" {at}'
            raise MarkupError(message)
        argument = ""
        while self.peek() != ">":
            self.skip(SPACES)
            if self.peek() == ">":
                break
            attribute, value = self.attribute(name, at)
            argument = meaning(name, attribute, value) or argument
        if name == "span" and argument != "spoiler":
            raise MarkupError('Tag "span" must have class "tg-spoiler" ' + at)
        self.open_tags.append(OpenTag(name, argument, self.units, len(self.plain)))

    def attribute(self, tag: str, at: str) -> tuple[str, str]:
        """Read one ``name``, ``name=token`` or ``name="text"``."""
        name = self.read_until(SPACES + "=>/\"'")
        if not name:
            message = f'Empty attribute name in the tag "{tag}" {at}'
            raise MarkupError(message)
        self.skip(SPACES)
        has_value = self.peek() == "="
        if has_value:
            self.position += 1
            self.skip(SPACES)
        if self.position >= len(self.source):
            message = f'Unclosed start tag "{tag}" {at}'
            raise MarkupError(message)
        value = self.attribute_value() if has_value else ""
        if self.position >= len(self.source):
            raise MarkupError("Unclosed start tag " + at)
        return name, value

    def attribute_value(self) -> str:
        """Read a name token, lower-cased, or a quoted text with its references decoded."""
        quote = self.peek()
        if quote not in "'\"":
            start = self.position
            token = re.compile(r"[0-9A-Za-z.\-]*").match(self.source, start)
            self.position = token.end() if token else start
            if self.peek() not in SPACES + ">":
                message = f"Unexpected end of name token at byte offset {self.byte_offset(start)}"
                raise MarkupError(message)
            return self.source[start : self.position].lower()
        self.position += 1
        value = []
        while self.position < len(self.source) and self.peek() != quote:
            value.append(self.character())
        self.position += 1
        return "".join(value)

    def end_tag(self, start: int) -> None:
        """Read ``</name``; stops on the closing ``>``."""
        at = f"at byte offset {self.byte_offset(start)}"
        if not self.open_tags:
            raise MarkupError("Unexpected end tag " + at)
        self.position += 1
        name = self.read_until(SPACES + ">").lower()
        self.skip(SPACES)
        if self.peek() != ">":
            raise MarkupError("Unclosed end tag " + at)
        opened = self.open_tags.pop()
        if name and name != opened.name:
            message = f'Unmatched end tag {at}, expected "</{opened.name}>", found "</{name}>"'
            raise MarkupError(message)
        if self.units > opened.offset:
            self.close(opened)

    def close(self, tag: OpenTag) -> None:
        """Turn a finished tag into an entity, if it becomes one."""
        content = "".join(self.plain[tag.characters_before :])
        entity: Json = {
            "type": TYPE_OF_TAG[tag.name],
            "offset": tag.offset,
            "length": self.units - tag.offset,
        }
        same_span = self.entities and all(
            self.entities[-1][key] == entity[key] for key in ("offset", "length")
        )
        inner = self.entities[-1] if same_span else {}
        if tag.name == "a":
            self.entities += link_entities(entity, tag.argument or content)
        elif tag.name == "tg-emoji" and not tag.argument.isdigit():
            raise MarkupError("Invalid custom emoji identifier specified")
        elif tag.name == "tg-emoji":
            self.entities.append(entity | {"custom_emoji_id": tag.argument})
        elif tag.name == "blockquote" and tag.argument:
            self.entities.append(entity | {"type": "expandable_blockquote"})
        elif tag.name == "code" and tag.argument and inner.get("type") == "pre":
            inner["language"] = tag.argument
        elif tag.name == "pre" and inner.get("type") == "code" and inner.get("language"):
            inner["type"] = "pre"
        elif tag.name == "code" and tag.argument:
            self.entities.append(entity | {"language": tag.argument})
        else:
            self.entities.append(entity)


def meaning(tag: str, attribute: str, value: str) -> str:
    """What an attribute says that Telegram listens to; empty for all others."""
    if (tag, attribute) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, attribute) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, attribute) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, attribute) == ("blockquote", "expandable") else ""


def link_entities(entity: Json, address: str) -> list[Json]:
    """A ``text_link`` with its address completed, a ``text_mention``, or nothing for a bad one."""
    if user := USER_LINK.match(address):
        return [entity | {"type": "text_mention", "user_id": int(user[1])}]
    if not LINK.fullmatch(address) or ("." not in address and "://" not in address):
        return []
    parts = urlsplit(address if "://" in address else "http://" + address)
    if parts.scheme in {"http", "https"} and not parts.path:
        parts = parts._replace(path="/")
    return [entity | {"url": urlunsplit(parts)}]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of an HTML-mode text. Raises MarkupError in TDLib's words."""
    text, entities = HtmlScanner(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
