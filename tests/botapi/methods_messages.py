"""Methods that send, copy, delete and mark messages; keeps out edits and files."""

from tests.botapi.answers import Method
from tests.botapi.chats import Chat, Message
from tests.botapi.errors import bad_request
from tests.botapi.posting import deliver_message, post_as_bot, text_content
from tests.botapi.privacy import SERVICE_FIELDS
from tests.botapi.records import Json
from tests.botapi.world import World

DELETABLE_FOR = 48 * 3600
NOT_COPIED = frozenset(
    {
        "date",
        "from",
        "sender_chat",
        "edit_date",
        "reply_markup",
        "forward_origin",
        "via_bot",
        "is_automatic_forward",
        "has_protected_content",
        "media_group_id",
    }
)


class MessageMethods:
    """The methods, by name, over one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        return {
            "sendMessage": self.send_message,
            "copyMessage": self.copy_message,
            "forwardMessage": self.forward_message,
            "deleteMessage": self.delete_message,
            "deleteMessages": self.delete_messages,
            "sendChatAction": self.send_chat_action,
            "setMessageReaction": self.set_reaction,
            "pinChatMessage": self.pin,
            "unpinChatMessage": self.unpin,
            "unpinAllChatMessages": self.unpin_all,
        }

    def send_message(self, params: Json) -> Json:
        """Send text."""
        content = text_content(self._world, params)
        return post_as_bot(self._world, params, content).as_json()

    def _source(self, params: Json, role: str) -> Message:
        """The message to copy or forward. Raises ApiError."""
        chat = self._world.chat_for(params["from_chat_id"], write=False)
        message = self._world.message_for(chat, params["message_id"], f"message to {role}")
        if SERVICE_FIELDS & set(message.body):
            past = "copied" if role == "copy" else "forwarded"
            what = f"the message can't be {past}"
            raise bad_request(what)
        return message

    def copy_message(self, params: Json) -> Json:
        """Send the content again as the bot's own, with another caption if wanted."""
        source = self._source(params, "copy")
        content = {k: v for k, v in source.body.items() if k not in NOT_COPIED}
        if "caption" in params and "text" not in content:
            content = {k: v for k, v in content.items() if not k.startswith("caption")}
            content |= text_content(self._world, params, "caption")
        return {"message_id": post_as_bot(self._world, params, content).id}

    def forward_message(self, params: Json) -> Json:
        """Send the content again with its origin."""
        source = self._source(params, "forward")
        if source.body.get("has_protected_content"):
            what = "the message can't be forwarded"
            raise bad_request(what)
        content = {k: v for k, v in source.body.items() if k not in NOT_COPIED}
        content["forward_origin"] = origin_of(source)
        return post_as_bot(self._world, params, content).as_json()

    def delete_message(self, params: Json) -> bool:
        """Delete one message."""
        chat = self._world.chat_for(params["chat_id"])
        message = self._world.message_for(chat, params["message_id"], "message to delete")
        if not self._may_delete(chat, message):
            what = "message can't be deleted"
            raise bad_request(what)
        self._delete(message)
        return True

    def delete_messages(self, params: Json) -> bool:
        """Delete several; those not found are skipped, one that can't be deleted stops all."""
        chat = self._world.chat_for(params["chat_id"])
        found = [m for i in params["message_ids"] if (m := chat.found(i)) is not None]
        if not all(self._may_delete(chat, message) for message in found):
            what = "message can't be deleted"
            raise bad_request(what)
        for message in found:
            self._delete(message)
        return True

    def _may_delete(self, chat: Chat, message: Message) -> bool:
        """Own or private messages, others with the right, none after 48 hours."""
        if message.body["date"] <= self._world.clock.unix() - DELETABLE_FOR:
            return False
        own = message.sender_id == self._world.bot.id
        allowed = self._world.bot_in(chat).may("can_delete_messages")
        return own or chat.kind == "private" or allowed

    def _delete(self, message: Message) -> None:
        message.is_deleted = True
        self._world.bell.ring()

    def send_chat_action(self, params: Json) -> bool:
        """Show "typing" and the like; only the call log keeps it."""
        self._world.chat_for(params["chat_id"])
        return True

    def set_reaction(self, params: Json) -> bool:
        """One reaction at most, which the message keeps under a private name."""
        chat = self._world.chat_for(params["chat_id"])
        message = self._world.message_for(chat, params["message_id"], "message to react")
        reactions = params.get("reaction") or []
        if len(reactions) > 1:
            what = "REACTIONS_TOO_MANY"
            raise bad_request(what)
        message.reaction = reactions[0].get("emoji") if reactions else None
        self._world.bell.ring()
        return True

    def _pinning_chat(self, params: Json) -> Chat:
        """A chat where the bot may pin. Raises ApiError."""
        chat = self._world.chat_for(params["chat_id"])
        right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
        if chat.kind != "private" and not self._world.bot_in(chat).may(right):
            what = "not enough rights to manage pinned messages in the chat"
            raise bad_request(what)
        return chat

    def pin(self, params: Json) -> bool:
        """Pin a message; a service message says so."""
        chat = self._pinning_chat(params)
        message = self._world.message_for(chat, params["message_id"], "message to pin")
        chat.pinned.append(message.id)
        service = chat.add(
            self._world.bot.id,
            {
                "date": self._world.clock.unix(),
                "from": self._world.bot.as_json(),
                "pinned_message": message.as_json(with_reply=False),
            },
        )
        deliver_message(self._world, service)
        return True

    def unpin(self, params: Json) -> bool:
        """Unpin the named message, or the latest one."""
        chat = self._pinning_chat(params)
        wanted = params.get("message_id", chat.pinned[-1] if chat.pinned else 0)
        if wanted not in chat.pinned:
            what = "message to unpin not found"
            raise bad_request(what)
        chat.pinned.remove(wanted)
        return True

    def unpin_all(self, params: Json) -> bool:
        """Unpin everything."""
        self._pinning_chat(params).pinned.clear()
        return True


def origin_of(message: Message) -> Json:
    """The ``MessageOrigin`` a forward of this message carries."""
    if "forward_origin" in message.body:
        return dict(message.body["forward_origin"])
    date = message.body["date"]
    if message.chat.kind == "channel":
        chat = message.chat.as_json()
        return {"type": "channel", "date": date, "chat": chat, "message_id": message.id}
    if "sender_chat" in message.body:
        return {"type": "chat", "date": date, "sender_chat": message.body["sender_chat"]}
    return {"type": "user", "date": date, "sender_user": message.body["from"]}
