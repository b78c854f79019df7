"""Chats, their topics and their messages; keeps out who may do what in them (``world.py``)."""

from dataclasses import dataclass, field
from typing import Final, Literal

from tests.botapi.people import Member, User
from tests.botapi.records import Json

ChatKind = Literal["private", "group", "supergroup", "channel"]

GENERAL_TOPIC: Final = 1
IDS_PER_CHAT: Final = 10_000
"""Each chat numbers its messages from a ten thousand of its own: mixing up two chats fails."""


@dataclass(slots=True)
class Topic:
    """One topic of a forum; its id is that of the service message that created it."""

    id: int
    name: str
    is_closed: bool = False
    is_deleted: bool = False


@dataclass(slots=True, eq=False)
class Message:
    """One message. ``body`` holds its own fields; chat, ids and reply are added when written out.

    ``version`` counts edits. ``keyboard`` is the reply markup as the bot sent it, also the kinds
    that Telegram does not repeat in the message; ``reaction`` is the bot's own.
    """

    chat: "Chat"
    id: int
    sender_id: int
    body: Json
    reply_to: "Message | None" = None
    thread_id: int | None = None
    keyboard: Json | None = None
    reaction: str | None = None
    version: int = 0
    is_deleted: bool = False

    def as_json(self, *, with_reply: bool = True) -> Json:
        """A ``Message``; the message replied to is written without its own reply."""
        written: Json = {"message_id": self.id, "chat": self.chat.as_json(), **self.body}
        if self.thread_id is not None:
            written |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        if with_reply and self.reply_to is not None:
            written["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        return written


@dataclass(slots=True, eq=False)
class Chat:
    """One chat. ``bot_messages`` lists what our bot has sent here, in order."""

    id: int
    kind: ChatKind
    title: str = ""
    username: str | None = None
    user: User | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    bot_messages: list[Message] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    linked: "Chat | None" = None
    migrated_to: "Chat | None" = None
    is_gone: bool = False
    hides_members: bool = False
    next_message_id: int = 1

    def as_json(self) -> Json:
        """A ``Chat``."""
        body: Json = {"id": self.id, "type": self.kind}
        if self.user is not None:
            names = self.user.as_json()
            body |= {k: names[k] for k in ("first_name", "last_name", "username") if k in names}
            return body
        body["title"] = self.title
        if self.username:
            body["username"] = self.username
        if self.is_forum:
            body["is_forum"] = True
        return body

    def as_full_info(self) -> Json:
        """A ``ChatFullInfo``."""
        body = self.as_json() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                (
                    "unlimited_gifts",
                    "limited_gifts",
                    "unique_gifts",
                    "premium_subscription",
                    "gifts_from_channels",
                ),
                False,
            ),
        }
        if self.linked is not None:
            body["linked_chat_id"] = self.linked.id
        if self.pinned:
            body["pinned_message"] = self.messages[self.pinned[-1]].as_json(with_reply=False)
        return body

    def member(self, user: User) -> Member:
        """What a user is here; somebody never seen has left."""
        return self.members.get(user.id, Member(user, "left"))

    def add(
        self,
        sender_id: int,
        body: Json,
        *,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Put a message at the end."""
        message = Message(self, self.next_message_id, sender_id, body, reply_to, thread_id)
        self.next_message_id += 1
        self.messages[message.id] = message
        return message

    def found(self, message_id: int) -> Message | None:
        """A message that has not been deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.is_deleted else message
