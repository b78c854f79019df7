"""Who may use a command: the role of this moment, the right place, and a message meant just now.

Why so strict for what changes something: Telegram hands a bot edited and forwarded commands like
new ones, an anonymous group administrator has no id of his own, and after an outage commands come
that their senders have long given up.
"""

from __future__ import annotations

from datetime import timedelta

from telegram import Message, Update, User

from bot.handlers.asked import Asked
from bot.handlers.groups import GroupHandlers
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.rooms import Command
from bot.people.roles import Role
from bot.replies.lines import Reply
from bot.replies.words import words_in

#: A command that changes something and took longer to arrive is asked for again.
OLDEST = timedelta(minutes=10)


class Gate:
    """Lets through what may pass and tells the others why not."""

    def __init__(self, hall: Hall, groups: GroupHandlers) -> None:
        self._hall = hall
        self._groups = groups

    def asked(self, message: Message, user: User, text: str) -> Asked:
        """Return a message with what is known of its sender at this moment."""
        language = self._hall.languages.of(user.id, user.language_code)
        viewer = self._hall.desk.access.viewer(user.id, message.chat.id)
        return Asked(message, user, viewer, Place.of(message), language, text)

    async def passed(self, update: Update, command: Command) -> Asked | None:
        """Return what was asked where it may be done; else say why not and return None."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.is_automatic_forward:
            return None
        if user.is_bot and message.sender_chat is None:
            return None
        text = (message.text or message.caption or "").partition(" ")[2].strip()
        asked = self.asked(message, user, text)
        refusal = self._refusal(asked, command)
        if refusal is None:
            return asked
        if refusal == "access.group":
            await self._groups.meet(message.chat, None)
        else:
            line = asked.words.line(refusal, id=user.id)
            await self._hall.sender.send(asked.place, Reply((line,)))
        return None

    def _refusal(self, asked: Asked, command: Command) -> str | None:
        """Return the message that tells why a command is not obeyed, or None where it is."""
        role = asked.viewer.role
        if role < command.role and role is Role.NOBODY:
            return "access.person" if asked.place.is_private else "access.group"
        if asked.message.sender_chat is not None and command.changes:
            return "gate.anonymous"
        if role < command.role:
            return f"gate.{command.role.name.lower()}"
        if not asked.place.is_private and not command.in_groups:
            return "gate.private"
        return self._not_meant_now(asked.message) if command.changes else None

    def _not_meant_now(self, message: Message) -> str | None:
        if message.edit_date is not None:
            return "gate.edited"
        if message.forward_origin is not None or message.via_bot is not None:
            return "gate.forwarded"
        if self._hall.desk.clock() - message.date > OLDEST:
            return "gate.old"
        return None

    async def refuse(self, asked: Asked, key: str, **values: object) -> None:
        """Say why something was not done."""
        line = words_in(asked.language).line(key, **values)
        await self._hall.sender.send(asked.place, Reply((line,)))
