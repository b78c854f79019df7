"""Where a message stands and where its answer goes: chat, topic, the message replied to."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import MaybeInaccessibleMessage, Message
from telegram.constants import ChatType


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, a topic in it, and the message that an answer replies to (in groups)."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    is_private: bool = True

    @classmethod
    def of(cls, message: Message) -> Place:
        """Return where a message is to be answered: in its topic, to its sender."""
        is_private = message.chat.type == ChatType.PRIVATE
        return cls(
            message.chat.id,
            message.message_thread_id if message.is_topic_message else None,
            None if is_private else message.message_id,
            is_private,
        )

    @classmethod
    def under(cls, message: MaybeInaccessibleMessage) -> Place:
        """Return where a tap on a message's button is answered, also when the message is old."""
        if isinstance(message, Message):
            return cls.of(message)
        return cls(message.chat.id, is_private=message.chat.id > 0)

    @property
    def key(self) -> tuple[int, int | None]:
        """Return what tells one conversation's place from another: the chat and the topic."""
        return (self.chat_id, self.thread_id)
