"""A tap whose button the bot made for this chat, as it reaches whoever handles its kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import MaybeInaccessibleMessage, User

from bot.agreements.audit import Actor
from bot.agreements.text import Language
from bot.handlers.places import Place
from bot.people.roles import Viewer
from bot.replies.lines import Action
from bot.replies.words import Words, words_in


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap that was made by the bot for this chat, and whose it is."""

    action: Action
    viewer: Viewer
    message: MaybeInaccessibleMessage
    user: User
    language: Language

    @property
    def place(self) -> Place:
        """Where the tap is answered."""
        return Place.under(self.message)

    @property
    def words(self) -> Words:
        """The messages of the language of whoever tapped."""
        return words_in(self.language)

    @property
    def actor(self) -> Actor:
        """Whoever tapped, as the audit log names somebody who changes a record."""
        return Actor(self.user.id, self.message.chat.id, self.user.full_name)


#: What a tap of another kind does; returns what to say in passing.
OtherTap = Callable[[Tapped], Awaitable[str]]
