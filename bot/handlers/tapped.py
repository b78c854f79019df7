"""A tap whose button the bot made for this chat, as it reaches whoever handles its kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import MaybeInaccessibleMessage, User

from bot.agreements.text import Language
from bot.people.roles import Viewer
from bot.replies.lines import Action


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap that was made by the bot for this chat, and whose it is."""

    action: Action
    viewer: Viewer
    message: MaybeInaccessibleMessage
    user: User
    language: Language


#: What a tap of another kind does; returns what to say in passing.
OtherTap = Callable[[Tapped], Awaitable[str]]
