"""How messages come into chats: from the bot, from people, from Telegram itself.

Keeps out access to chats (``world.py``) and which method asked. Every new or edited message passes
through here, so that dates, topics, replies and the updates that follow are made in one place.
"""

from typing import Final

from tests.botapi.chats import GENERAL_TOPIC, Chat, Message
from tests.botapi.detect import detected
from tests.botapi.errors import NotImplementedHereError, bad_request
from tests.botapi.limits import formatted, text_siblings
from tests.botapi.people import TELEGRAM, User
from tests.botapi.records import Json
from tests.botapi.world import World

FORMATTED: Final = {"text": "entities", "caption": "caption_entities"}


def text_content(world: World, params: Json, name: str = "text") -> Json:
    """``text`` or ``caption`` with entities, as a message carries them; empty for no text."""
    parse_mode, entities = text_siblings(name, params)
    text, explicit = formatted(str(params.get(name) or ""), parse_mode, entities)
    if not text:
        return {}
    resolved = [resolved_mention(world, entity) for entity in explicit]
    found = detected(text, [entity for entity in resolved if entity])
    return {name: text} | ({FORMATTED[name]: found} if found else {})


def resolved_mention(world: World, entity: Json) -> Json | None:
    """A ``text_mention`` with its user written out; None for a user the bot has not met."""
    if "user_id" not in entity:
        return entity
    user = world.users.get(entity["user_id"])
    if user is None or not world.knows(user):
        return None
    return {k: v for k, v in entity.items() if k != "user_id"} | {"user": user.as_json()}


def post_as_bot(world: World, params: Json, content: Json, *, right: str = "text") -> Message:
    """Send what a ``send...`` method asks for. Raises ApiError.

    ``right`` is the noun in the refusal of a bot that may not send this kind.
    """
    chat = world.chat_for(params["chat_id"])
    check_may_post(world, chat, right)
    thread_id = thread_for(world, chat, params.get("message_thread_id"))
    reply_to = reply_target(chat, params.get("reply_parameters"))
    if thread_id is None and reply_to is not None and chat.is_forum:
        thread_id = reply_to.thread_id
    body: Json = {"date": world.clock.unix()}
    body["sender_chat" if chat.kind == "channel" else "from"] = (
        chat.as_json() if chat.kind == "channel" else world.bot.as_json()
    )
    body |= content | {k: params[k] for k in ("link_preview_options",) if k in params}
    if params.get("protect_content"):
        body["has_protected_content"] = True
    message = chat.add(
        world.bot.id, body, reply_to=reply_to or topic_start(chat, thread_id), thread_id=thread_id
    )
    set_keyboard(message, params.get("reply_markup"))
    chat.bot_messages.append(message)
    forward_to_linked_group(world, message)
    world.bell.ring()
    return message


def set_keyboard(message: Message, markup: Json | None) -> None:
    """Put reply markup on a message; only inline keyboards are repeated in the message itself."""
    message.keyboard = markup
    message.body.pop("reply_markup", None)
    if markup and markup.get("inline_keyboard"):
        message.body["reply_markup"] = markup


def check_may_post(world: World, chat: Chat, what: str) -> None:
    """Refuse a bot without the right to post. Raises ApiError."""
    bot = world.bot_in(chat)
    if chat.kind == "channel" and not bot.may("can_post_messages"):
        refusal = "need administrator rights in the channel chat"
        raise bad_request(refusal)
    if chat.user is None and bot.status == "restricted" and not bot.may_send:
        refusal = f"not enough rights to send {what} messages to the chat"
        raise bad_request(refusal)


def thread_for(world: World, chat: Chat, thread_id: int | None) -> int | None:
    """The topic a message goes to; only a forum has topics. Raises ApiError.

    The general topic has no thread id of its own: naming it is an error, as on the official server.
    """
    if not chat.is_forum:
        return None
    topic = chat.topics.get(thread_id or GENERAL_TOPIC)
    if thread_id == GENERAL_TOPIC or topic is None or topic.is_deleted:
        what = "message thread not found"
        raise bad_request(what)
    if topic.is_closed and not world.bot_in(chat).may("can_manage_topics"):
        what = "TOPIC_CLOSED"
        raise bad_request(what)
    return thread_id or None


def topic_start(chat: Chat, thread_id: int | None) -> Message | None:
    """The service message that opened a topic: what a message in it "replies" to otherwise."""
    return chat.messages.get(thread_id) if thread_id is not None else None


def reply_target(chat: Chat, parameters: Json | None) -> Message | None:
    """The message replied to. Raises ApiError unless the bot may send without it."""
    if not parameters:
        return None
    if parameters.get("chat_id", chat.id) != chat.id:
        what = "replies to messages of another chat"
        raise NotImplementedHereError(what)
    message = chat.found(parameters["message_id"])
    if message is None and not parameters.get("allow_sending_without_reply"):
        what = "message to be replied not found"
        raise bad_request(what)
    return message


def post_as_person(
    world: World,
    chat: Chat,
    sender: User,
    content: Json,
    *,
    reply_to: Message | None = None,
    thread_id: int | None = None,
) -> Message:
    """A message of somebody else, delivered to the bot as far as privacy mode allows.

    ``content`` may bring a ``sender_chat``; a channel's post has no ``from``.
    """
    body: Json = {"date": world.clock.unix()}
    body |= (
        {"sender_chat": chat.as_json()} if chat.kind == "channel" else {"from": sender.as_json()}
    )
    if reply_to is not None and thread_id is None:
        thread_id = reply_to.thread_id
    message = chat.add(
        sender.id,
        body | content,
        reply_to=reply_to or topic_start(chat, thread_id),
        thread_id=thread_id,
    )
    deliver_message(world, message)
    forward_to_linked_group(world, message)
    return message


def deliver_message(world: World, message: Message, *, edited: bool = False) -> None:
    """Tell the bot of a message, if it may know."""
    if world.privacy.lets_through(message, world.bot_in(message.chat)):
        kind = "channel_post" if message.chat.kind == "channel" else "message"
        world.deliver(f"edited_{kind}" if edited else kind, message.as_json())
    world.bell.ring()


def forward_to_linked_group(world: World, post: Message) -> None:
    """A channel's post appears in its discussion group by itself."""
    group = post.chat.linked
    if post.chat.kind != "channel" or group is None:
        return
    carried = {k: v for k, v in post.body.items() if k not in {"sender_chat", "reply_markup"}}
    origin = {
        "type": "channel",
        "date": post.body["date"],
        "chat": post.chat.as_json(),
        "message_id": post.id,
    }
    copy = group.add(
        TELEGRAM.id,
        carried
        | {
            "from": TELEGRAM.as_json(),
            "sender_chat": post.chat.as_json(),
            "is_automatic_forward": True,
            "forward_origin": origin,
        },
    )
    deliver_message(world, copy)


def edit(world: World, message: Message, content: Json) -> None:
    """Put new fields on a message and date the edit."""
    message.body |= content | {"edit_date": world.clock.unix()}
    message.version += 1
    world.bell.ring()
