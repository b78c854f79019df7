"""Which group messages a bot in privacy mode gets to see; keeps out the making of updates.

Telegram's own list: commands, replies to the bot, messages sent through it, service messages, and
posts of the linked channel. Whether a bare @mention arrives is told differently by different
sources, so it is a switch. An administrator bot, or one without privacy mode, sees everything.
"""

from dataclasses import dataclass
from typing import Final

from tests.botapi.chats import Message
from tests.botapi.entities import entity_text
from tests.botapi.people import Member, User
from tests.botapi.records import Json

SERVICE_FIELDS: Final = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "group_chat_created",
        "supergroup_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
        "forum_topic_edited",
    }
)


@dataclass(slots=True)
class Privacy:
    """The switches of privacy mode.

    ``foreign_commands``: also deliver ``/x@other_bot``. ``bots``: deliver what other bots write.
    """

    enabled: bool = True
    mentions: bool = True
    foreign_commands: bool = False
    bots: bool = True

    def lets_through(self, message: Message, bot: Member) -> bool:
        """Whether a message of any chat reaches the bot."""
        if message.chat.kind == "private":
            return True
        if not bot.is_present or (is_from_bot(message) and not self.bots):
            return False
        open_to_bot = message.chat.kind == "channel" or bot.is_administrator or not self.enabled
        return open_to_bot or self._is_meant(message, bot.user)

    def _is_meant(self, message: Message, bot: User) -> bool:
        """Whether privacy mode makes an exception for this message."""
        body = message.body
        if SERVICE_FIELDS & set(body) or body.get("is_automatic_forward"):
            return True
        if body.get("via_bot", {}).get("id") == bot.id:
            return True
        if message.reply_to is not None and message.reply_to.sender_id == bot.id:
            return True
        return self._is_addressed(body, bot)

    def _is_addressed(self, body: Json, bot: User) -> bool:
        """Whether the text begins with a command or mentions the bot."""
        text = body.get("text") or body.get("caption") or ""
        own_name = f"@{bot.username}".lower()
        for entity in body.get("entities") or body.get("caption_entities") or []:
            words = entity_text(text, entity).lower()
            if entity["type"] == "bot_command" and entity["offset"] == 0:
                _, at, name = words.partition("@")
                return not at or at + name == own_name or self.foreign_commands
            if entity["type"] == "mention" and words == own_name and self.mentions:
                return True
            if entity["type"] == "text_mention" and entity["user"]["id"] == bot.id:
                return True
        return False


def is_from_bot(message: Message) -> bool:
    """Whether another bot wrote it (anonymous administrators and channels are no such bots)."""
    sender = message.body.get("from", {})
    return bool(sender.get("is_bot")) and "sender_chat" not in message.body
