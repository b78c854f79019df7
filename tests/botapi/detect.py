"""The entities Telegram finds by itself in plain text; keeps out what markup says (``markup.py``).

Only the kinds a bot may meet in conversation: commands, mentions, hashtags, links, e-mail
addresses. A command counts where it touches no letter, digit, ``_``, ``/``, ``<`` or ``>``.
"""

import re
from typing import Final

from tests.botapi.entities import overlap, reading_order, utf16_length
from tests.botapi.records import Json

KINDS: Final = (
    ("url", re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?(?![\w/<>])"),
    ),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z]\w{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


def detected(text: str, entities: list[Json] | None = None) -> list[Json]:
    """``entities`` plus those Telegram adds where nothing of the kind stands yet."""
    found = list(entities or [])
    closed = [entity for entity in found if entity["type"] in {"code", "pre", "text_link"}]
    for kind, pattern in KINDS:
        for match in pattern.finditer(text):
            offset = utf16_length(text[: match.start()])
            entity = {"type": kind, "offset": offset, "length": utf16_length(match[0])}
            if not any(overlap(entity, other) for other in closed):
                found.append(entity)
                closed.append(entity)
    return sorted(found, key=reading_order)
