"""Text and entities in UTF-16 units, in which Telegram counts; keeps out where they come from."""

from typing import Final

from tests.botapi.records import Json

NESTING_ORDER: Final = ("blockquote", "expandable_blockquote", "text_link", "pre", "code")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of all Bot API offsets and limits."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def reading_order(entity: Json) -> tuple[int, int, int]:
    """Earlier first, longer first, and of equal spans the enclosing kind first."""
    rank = NESTING_ORDER.index(entity["type"]) if entity["type"] in NESTING_ORDER else 9
    return entity["offset"], -entity["length"], rank


def overlap(one: Json, other: Json) -> bool:
    """Whether two entities share a code unit."""
    ends = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < ends[1] and other["offset"] < ends[0])


def entity_text(text: str, entity: Json) -> str:
    """The part of the text an entity covers (offsets are UTF-16 units)."""
    units = text.encode("utf-16-le")
    start = entity["offset"] * 2
    return units[start : start + entity["length"] * 2].decode("utf-16-le", "replace")


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text as Telegram stores it: outer white space gone, entities moved and cut to fit."""
    first = min((entity["offset"] for entity in entities), default=utf16_length(text))
    start = 0
    while start < len(text) and start < first and text[start].isspace():
        start += 1
    cut = text[start:].rstrip()
    end, shift = utf16_length(cut), utf16_length(text[:start])
    kept = []
    for entity in entities:
        offset = entity["offset"] - shift
        length = min(entity["length"], end - offset)
        if length > 0:
            kept.append(entity | {"offset": offset, "length": length})
    return cut, kept
