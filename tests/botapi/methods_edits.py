"""Methods that change a message after it was sent; keeps out new messages."""

from tests.botapi.answers import Method
from tests.botapi.chats import Message
from tests.botapi.errors import NOT_MODIFIED, bad_request
from tests.botapi.posting import edit, set_keyboard, text_content
from tests.botapi.records import Json
from tests.botapi.world import World

CAPTIONED = frozenset({"document", "photo", "video", "audio", "voice", "animation"})


class EditMethods:
    """The methods, by name, over one world.

    An edit without ``reply_markup`` takes the inline keyboard away, as on Telegram.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        return {
            "editMessageText": self.edit_text,
            "editMessageCaption": self.edit_caption,
            "editMessageReplyMarkup": self.edit_keyboard,
        }

    def edit_text(self, params: Json) -> Json | bool:
        """New text."""
        if "text" not in params:
            what = "message text is empty"
            raise bad_request(what)
        content = text_content(self._world, params)
        content |= {k: params[k] for k in ("link_preview_options",) if k in params}
        return self._edit(params, content, {"text", "entities", "link_preview_options"}, "text")

    def edit_caption(self, params: Json) -> Json | bool:
        """New caption; none takes it away."""
        content = text_content(self._world, params, "caption")
        return self._edit(params, content, {"caption", "caption_entities"}, "caption")

    def edit_keyboard(self, params: Json) -> Json | bool:
        """New inline keyboard only."""
        return self._edit(params, {}, set(), None)

    def _edit(
        self, params: Json, content: Json, fields: set[str], needed: str | None
    ) -> Json | bool:
        """Replace ``fields`` by ``content`` and the keyboard by the given one. Raises ApiError."""
        if "inline_message_id" in params:
            return self._edit_inline(params["inline_message_id"])
        message = self._editable(params, needed)
        old = {k: message.body[k] for k in fields | {"reply_markup"} if k in message.body}
        markup = params.get("reply_markup")
        visible = {"reply_markup": markup} if markup and markup.get("inline_keyboard") else {}
        if old == content | visible:
            raise bad_request(NOT_MODIFIED)
        for name in fields:
            message.body.pop(name, None)
        set_keyboard(message, markup)
        edit(self._world, message, content)
        return message.as_json()

    def _edit_inline(self, inline_message_id: str) -> bool:
        """Messages sent through inline mode are known by their id alone."""
        if inline_message_id not in self._world.inline_messages:
            what = "MESSAGE_ID_INVALID"
            raise bad_request(what)
        return True

    def _editable(self, params: Json, needed: str | None) -> Message:
        """One of the bot's own messages with the kind of content needed. Raises ApiError."""
        chat = self._world.chat_for(params["chat_id"])
        message = self._world.message_for(chat, params["message_id"], "message to edit")
        foreign = message.sender_id != self._world.bot.id
        reply_keyboard = bool(message.keyboard) and "inline_keyboard" not in (
            message.keyboard or {}
        )
        if foreign or reply_keyboard or "forward_origin" in message.body:
            what = "message can't be edited"
            raise bad_request(what)
        captioned = bool(CAPTIONED & set(message.body))
        missing = {"text": "text" not in message.body, "caption": not captioned}
        if needed is not None and missing[needed]:
            what = f"there is no {needed} in the message to edit"
            raise bad_request(what)
        return message
