"""Groups and channels: served when an administrator admitted them, left after a grace time if not.

A bot can be added to any group by anybody. Officials' records are not for every group, so one that
is not admitted is told so once, an administrator is asked, and the bot leaves a day later.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram import Chat, ChatMember, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.handlers.chat_moves import follow_chat
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.rooms import Offers
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.reminders.book import ReminderBook
from bot.reminders.wishes import Wishes
from bot.replies.lines import Action, Button, Reply
from bot.replies.words import words_in
from bot.store import Collection

_log = logging.getLogger(__name__)
GRACE = timedelta(days=1)
_PRESENT = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED})
Callback = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True, slots=True)
class Pending:
    """A chat that waits to be admitted."""

    chat_id: int
    title: str
    since: datetime


def _encode(pending: Pending) -> dict[str, Any]:
    return {
        "chat": pending.chat_id,
        "title": pending.title,
        "since": pending.since.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> Pending:
    return Pending(row["chat"], row["title"], datetime.fromisoformat(row["since"]))


PENDING: Collection[Pending] = Collection("pending_chats", _encode, _decode)


class GroupHandlers:
    """Admits, explains, moves and leaves groups and channels."""

    def __init__(self, hall: Hall, wishes: Wishes, book: ReminderBook) -> None:
        self._wishes = wishes
        self._book = book
        self._bot = hall.bot
        self._store = hall.desk.store
        self._access = hall.desk.access
        self._sender = hall.sender
        self._languages = hall.languages
        self._clock = hall.desk.clock

    def offers(self) -> Offers:
        """Return the buttons with which an administrator admits a chat or has it left."""
        return Offers(taps={"admit": self.admit, "leave": self.admit})

    async def membership(self, update: Update, context: Callback) -> None:
        """Follow where the bot is: added to a group, or taken out of one."""
        change = update.my_chat_member
        if change is None:
            return
        is_in = change.new_chat_member.status in _PRESENT
        was_in = change.old_chat_member.status in _PRESENT
        if is_in and not was_in:
            await self._wishes.reactivate(change.chat.id)
            if change.chat.type != ChatType.PRIVATE:
                await self.meet(change.chat, change.from_user)
        elif was_in and not is_in:
            await self._wishes.deactivate(change.chat.id, "blocked")
            await self._forget(change.chat.id)

    async def migrated(self, update: Update, context: Callback) -> None:
        """Follow a group that became a supergroup with another id."""
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id is not None:
            old, new = message.chat.id, message.migrate_to_chat_id
            await follow_chat(self._book, self._access, old, new)
            await self._forget(message.chat.id)

    async def meet(self, chat: Chat, by: User | None) -> None:
        """Greet an admitted chat; explain to another one, once, and ask the administrators."""
        if by is not None and self._access.role_of(by.id) is Role.ADMINISTRATOR:
            await self._access.grant(chat.id, Role.GUEST, by.id, chat.title or "")
        if self._access.is_admitted(chat.id):
            await self._forget(chat.id)
            if by is not None and chat.type != ChatType.CHANNEL:
                words = words_in(self._languages.of(by.id, by.language_code))
                await self._tell(chat.id, Reply((words.line("group.greeting"),)))
            return
        if self._store.get(PENDING, str(chat.id)) is not None:
            return
        pending = Pending(chat.id, chat.title or str(chat.id), self._clock())
        await self._store.commit(lambda t: t.put(PENDING, str(chat.id), pending))
        language = self._languages.of(by.id if by else 0, by.language_code if by else None)
        await self._tell(chat.id, Reply((words_in(language).line("access.group"),)))
        await self._ask_administrators(pending)

    async def _tell(self, chat_id: int, reply: Reply) -> None:
        """Send where it can be sent: a channel may not let the bot write."""
        try:
            await self._sender.send(Place(chat_id, is_private=False), reply)
        except TelegramError as error:
            _log.info("could not write to chat %d: %s", chat_id, error.message)

    async def _ask_administrators(self, pending: Pending) -> None:
        for administrator in sorted(self._access.administrators):
            words = words_in(self._languages.of(administrator, None))
            question = words.line("group.admit", title=pending.title, id=pending.chat_id)
            detail = str(pending.chat_id)
            buttons = (
                Button(words.text("button.admit"), Action("admit", "", detail)),
                Button(words.text("button.leave"), Action("leave", "", detail)),
            )
            await self._tell(administrator, Reply((question,), (buttons,)))

    async def admit(self, tapped: Tapped) -> str:
        """Admit a chat, as an administrator asked."""
        words = words_in(tapped.language)
        if tapped.viewer.role < Role.ADMINISTRATOR or not tapped.viewer.in_private:
            return words.text("access.tap")
        chat_id = int(tapped.action.detail)
        pending = self._store.get(PENDING, str(chat_id))
        title = pending.title if pending else str(chat_id)
        if tapped.action.verb == "leave":
            await self.leave(chat_id)
            return words.text("group.left", title=title)
        await self._access.grant(chat_id, Role.GUEST, tapped.user.id, title)
        await self._forget(chat_id)
        await self._tell(chat_id, Reply((words.line("group.greeting"),)))
        return words.text("group.admitted", title=title)

    async def leave_overdue(self) -> None:
        """Leave the chats whose grace time is over."""
        for pending in list(self._store.items(PENDING).values()):
            if self._access.is_admitted(pending.chat_id):
                await self._forget(pending.chat_id)
            elif self._clock() - pending.since >= GRACE:
                await self.leave(pending.chat_id)

    async def leave(self, chat_id: int) -> None:
        """Leave a chat that is not to be served."""
        try:
            await self._bot.leave_chat(chat_id)
        except TelegramError as error:
            _log.info("could not leave chat %d: %s", chat_id, error.message)
        await self._forget(chat_id)

    async def _forget(self, chat_id: int) -> None:
        if self._store.get(PENDING, str(chat_id)) is not None:
            await self._store.commit(lambda t: t.delete(PENDING, str(chat_id)))
