"""The Telegram bot as a whole: what is wired to what, in the order in which Telegram tries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.handlers.callbacks import CallbackCodec, signing_key
from bot.handlers.commands import CommandHandlers
from bot.handlers.conversations import Conversations
from bot.handlers.desk import Connection, Desk
from bot.handlers.groups import GroupHandlers
from bot.handlers.limiter import ChatLimiter
from bot.handlers.pages import Lists
from bot.handlers.people import Languages
from bot.handlers.questions import QuestionHandlers
from bot.handlers.reminding.room import ReminderRoom
from bot.handlers.sending import Sender
from bot.handlers.tapped import OtherTap
from bot.handlers.taps import TapHandlers
from bot.handlers.trouble import TroubleHandlers

Library = Application[ExtBot[int], Any, Any, Any, Any, Any]

#: What the bot wants to hear of. Told at each start: unset, Telegram keeps the setting before.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
#: So many updates are handled at once, so that one group cannot hold up a private chat.
AT_ONCE = 64

#: A person's own words: not a bot's, not forwarded by the channel this group is linked to.
_PEOPLE = ~filters.VIA_BOT & ~filters.SenderChat.ALL & ~filters.IS_AUTOMATIC_FORWARD


class TelegramBot:
    """Builds the library's application for a desk."""

    def __init__(
        self,
        desk: Desk,
        connection: Connection,
        key: bytes,
        limiter: ChatLimiter | None = None,
    ) -> None:
        builder = (
            ApplicationBuilder()
            .token(connection.token.reveal())
            .rate_limiter(limiter or ChatLimiter())
            .concurrent_updates(AT_ONCE)
        )
        if connection.api_address:
            builder = builder.base_url(f"{connection.api_address}/bot")
            builder = builder.base_file_url(f"{connection.api_address}/file/bot")
        self.application: Library = builder.build()
        self._desk = desk
        bot = self.application.bot
        callbacks = CallbackCodec(key, lambda: desk.register.agreements)
        self.sender = Sender(bot, callbacks)
        self.languages = Languages(desk.store, desk.language)
        self.reminding = ReminderRoom(bot, desk, self.sender, self.languages)
        self.groups = GroupHandlers(
            bot,
            desk.store,
            desk.access,
            self.sender,
            self.languages,
            desk.clock,
            self.reminding.wishes,
            self.reminding.book,
        )
        conversations = Conversations(desk.clock)
        lists = Lists(desk.store, desk.clock)
        self._commands = CommandHandlers(desk.register, desk.access, self.sender, self.languages)
        self._questions = QuestionHandlers(
            desk.register,
            desk.access,
            self.sender,
            conversations,
            lists,
            self.languages,
            self.groups,
            desk.today,
        )
        self._taps = TapHandlers(
            desk.register,
            desk.access,
            self.sender,
            callbacks,
            conversations,
            lists,
            self.languages,
            desk.today,
            self._other_taps(),
        )
        self._trouble = TroubleHandlers(desk.access, self.sender, self.languages, desk.clock)
        self._wire()

    @classmethod
    async def build(
        cls, desk: Desk, connection: Connection, limiter: ChatLimiter | None = None
    ) -> TelegramBot:
        """Return the bot, with its buttons' signing key from the store."""
        return cls(desk, connection, await signing_key(desk.store), limiter)

    def _other_taps(self) -> Mapping[str, OtherTap]:
        return {
            "language": self._commands.language_chosen,
            "admit": self.groups.admit,
            "leave": self.groups.admit,
            "answer": self.reminding.answering.answered,
            "sent-again": self.reminding.answering.settled,
            "was-there": self.reminding.answering.settled,
            "unsubscribe": self.reminding.subscribing.removed,
        }

    def _wire(self) -> None:
        people = _PEOPLE & ~filters.UpdateType.CHANNEL_POSTS
        text = filters.TEXT & ~filters.COMMAND & people
        in_groups = filters.ChatType.GROUPS & text
        add = self.application.add_handler
        for name, answer in (
            ("start", self._commands.start),
            ("help", self._commands.help),
            ("language", self._commands.language),
            ("privacy", self._commands.privacy),
            ("whoami", self._commands.whoami),
            ("subscribe", self.reminding.subscribing.subscribe),
            ("follow", self.reminding.subscribing.follow),
            ("subscriptions", self.reminding.subscribing.subscriptions),
            ("due", self.reminding.views.due),
            ("overdue", self.reminding.views.overdue),
            ("gaps", self.reminding.views.gaps),
        ):
            add(CommandHandler(name, answer, filters.UpdateType.MESSAGE & people))
        add(CommandHandler("ask", self._questions.command, people))
        add(MessageHandler(filters.ChatType.PRIVATE & text, self._questions.private))
        add(MessageHandler(in_groups, self._questions.in_group))
        add(
            MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND & people, self._commands.help)
        )
        add(MessageHandler(filters.StatusUpdate.MIGRATE, self.groups.migrated))
        add(CallbackQueryHandler(self._taps.tapped))
        add(ChatMemberHandler(self.groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
        self.application.add_error_handler(self._trouble.failed)
