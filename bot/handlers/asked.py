"""A command or message as it reaches a room: who sent it, where from, in which language."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, User

from bot.agreements.audit import Actor
from bot.agreements.text import Language
from bot.handlers.places import Place
from bot.people.roles import Viewer
from bot.replies.words import Words, words_in


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked. `text`: the words after the command, or the whole text where there is none.

    `viewer` is who asks with the role of this moment; what may be shown depends on it.
    """

    message: Message
    user: User
    viewer: Viewer
    place: Place
    language: Language
    text: str

    @property
    def words(self) -> Words:
        """The messages of the asker's language."""
        return words_in(self.language)

    @property
    def actor(self) -> Actor:
        """The asker as the audit log names somebody who changes a record."""
        return Actor(self.user.id, self.place.chat_id, self.user.full_name)
