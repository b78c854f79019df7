"""[Make an alias] in the queue: words that were not understood are given a meaning."""

from __future__ import annotations

import json

from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.prompts import Prompt
from bot.handlers.tapped import Tapped
from bot.handlers.upkeep.naming import Naming
from bot.inquiries.book import InquiryBook
from bot.inquiries.missed import Missed, unknown_words
from bot.people.roles import Role
from bot.replies.inquiries import InquiryWriter

#: The prompt whose answer is what a name stands for.
MEANING = "alias-meaning"


class AliasHandlers:
    """Begins /alias with the words of an entry, and takes the entry out once it is done."""

    def __init__(self, hall: Hall, book: InquiryBook, naming: Naming) -> None:
        self._hall = hall
        self._book = book
        self._naming = naming

    def unknown(self, missed: Missed) -> tuple[str, ...]:
        """Return the words of an entry that nothing explains; none where all are understood now."""
        desk = self._hall.desk
        return unknown_words(missed.text, desk.register.understand(missed.text, desk.today()))

    async def begin(self, tapped: Tapped, missed: Missed, place: int) -> str:
        """Ask what the words at a place stand for."""
        words = self.unknown(missed)
        if place >= len(words):
            return tapped.words.text("unanswered.gone")
        if not self._naming.may_give(tapped.viewer):
            return tapped.words.text("gate.administrator")
        reply = InquiryWriter(tapped.language, self._book.days).meaning(words[place])
        detail = json.dumps([missed.key, words[place]], ensure_ascii=False)
        await self._hall.ask(tapped.place, tapped.user.id, reply, MEANING, detail)
        return ""

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Give the name; where it cannot be, the question waits on."""
        key, name = json.loads(prompt.detail)
        if asked.viewer.role < Role.EDITOR or not self._naming.may_give(asked.viewer):
            await self._hall.prompts.clear(asked.place.chat_id, asked.user.id)
            await self._naming.refuse(asked)
            return
        # Another name may be meant than the words as they stand: "the blue book = Japan".
        typed = asked.text if "=" in asked.text else f"{name} = {asked.text}"

        async def resolve() -> None:
            await self._hall.prompts.clear(asked.place.chat_id, asked.user.id)
            missed = self._book.get(key)
            if missed is not None:
                await self._book.dismiss(missed)

        await self._naming.give(asked, typed, resolve)
