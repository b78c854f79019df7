"""Each person's own language, kept durably; Telegram's setting where none was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.agreements.text import LANGUAGES, Language
from bot.store import Collection, Store


def _encode(language: Language) -> dict[str, Any]:
    return {"language": language}


def _decode(row: Mapping[str, Any]) -> Language:
    return "th" if row["language"] == "th" else "en"


LANGUAGE_CHOICES: Collection[Language] = Collection("languages", _encode, _decode)


class Languages:
    """The language in which to speak to somebody who has not asked anything yet."""

    def __init__(self, store: Store, default: Language) -> None:
        self._store = store
        self._default = default

    def of(self, user_id: int, code: str | None) -> Language:
        """Return the language chosen, else that of a language code such as `th` or `pt-br`."""
        chosen = self._store.get(LANGUAGE_CHOICES, str(user_id))
        if chosen:
            return chosen
        start = (code or "").casefold().partition("-")[0]
        return next((language for language in LANGUAGES if language == start), self._default)

    async def choose(self, user_id: int, language: Language) -> None:
        """Keep a person's choice."""
        await self._store.commit(lambda t: t.put(LANGUAGE_CHOICES, str(user_id), language))
