"""What tests hold of messages: the bot's replies with their buttons, what people said, and taps.

Keeps out the people and the rooms (``driver.py``, ``driver_rooms.py``).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.botapi.chats import Message
from tests.botapi.entities import entity_text
from tests.botapi.posting import deliver_message, edit, text_content
from tests.botapi.records import Json
from tests.botapi.world import Tap, World

if TYPE_CHECKING:
    from tests.botapi.driver import Cast, Person

#: Real seconds: a busy machine may take long, and what comes at once is not waited for.
PATIENCE = 20.0
"""Real seconds a test waits before it fails."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button of a keyboard. ``data`` and ``url`` are empty where it has none."""

    text: str
    data: str
    url: str
    row: int


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person saw after a tap; an empty text only stops the progress bar."""

    text: str
    show_alert: bool
    url: str


class PendingTap:
    """A tap whose answer can be awaited."""

    def __init__(self, cast: "Cast", tap: Tap) -> None:
        self._cast = cast
        self.tap = tap

    async def answer(self, within: float = PATIENCE) -> Toast:
        """Wait for ``answerCallbackQuery``."""
        what = f"an answer to the tap {self.tap.data!r}"
        given = await self._cast.wait_for(lambda: self.tap.answers or None, what, within)
        first = given[0]
        return Toast(first.get("text", ""), first.get("show_alert", False), first.get("url", ""))


class Reply:
    """A message of the bot, as it stands now."""

    def __init__(self, cast: "Cast", message: Message) -> None:
        self._cast = cast
        self.message = message
        self._seen = message.version

    def __repr__(self) -> str:
        return f"<Reply {self.message_id} {self.text[:60]!r} {[b.text for b in self.buttons]}>"

    @property
    def message_id(self) -> int:
        """The id within its chat."""
        return self.message.id

    @property
    def raw(self) -> Json:
        """The whole ``Message`` object."""
        return self.message.as_json()

    @property
    def text(self) -> str:
        """Plain text or caption."""
        return str(self.message.body.get("text") or self.message.body.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """Entities of text or caption."""
        body = self.message.body
        return list(body.get("entities") or body.get("caption_entities") or [])

    @property
    def thread_id(self) -> int | None:
        """The topic, None outside of topics and in the general one."""
        return self.message.thread_id

    @property
    def reply_to_id(self) -> int | None:
        """The id of the message replied to."""
        return self.message.reply_to.id if self.message.reply_to else None

    @property
    def is_deleted(self) -> bool:
        """Whether the bot has deleted it."""
        return self.message.is_deleted

    def styled(self, kind: str) -> list[str]:
        """The pieces of text with an entity of this kind, such as "bold"."""
        return [entity_text(self.text, e) for e in self.entities if e["type"] == kind]

    @property
    def buttons(self) -> list[Button]:
        """All buttons in reading order."""
        keyboard = self.message.keyboard or {}
        rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or []
        return [
            Button(b["text"], b.get("callback_data", ""), b.get("url", ""), row)
            for row, line in enumerate(rows)
            for b in line
        ]

    def button(self, wanted: str) -> Button:
        """The button with this text or data, or the only one whose text contains it."""
        exact = [b for b in self.buttons if wanted in {b.text, b.data}]
        found = exact or [b for b in self.buttons if wanted in b.text]
        assert len(found) == 1, f"{len(found)} buttons fit {wanted!r} of {self.buttons}"
        return found[0]

    @property
    def file(self) -> tuple[str | None, bytes]:
        """Name and content of the document (or photo, without a name)."""
        body = self.message.body
        shown = body["document"] if "document" in body else body["photo"][-1]
        stored = self._cast.world.files.known(shown["file_id"])
        return stored.name, stored.content

    async def edited(self, within: float = PATIENCE) -> "Reply":
        """Wait until the bot edits it; this object then shows the new version."""
        what = f"an edit of {self!r}"
        await self._cast.wait_for(
            lambda: True if self.message.version > self._seen else None, what, within
        )
        self._seen = self.message.version
        return self

    async def deleted(self, within: float = PATIENCE) -> None:
        """Wait until the bot deletes it."""
        what = f"the deletion of {self!r}"
        await self._cast.wait_for(lambda: self.is_deleted or None, what, within)

    async def tapped(self, wanted: str, by: "Person", *, data: str | None = None) -> PendingTap:
        """A person taps a button; with ``data`` a modified app sends that instead."""
        chosen = self.button(wanted).data if data is None else data
        return tap(self._cast, by, chosen, self.message)


class Said:
    """A message of a person (or channel)."""

    def __init__(self, world: World, message: Message) -> None:
        self._world = world
        self.message = message

    @property
    def message_id(self) -> int:
        """The id within its chat."""
        return self.message.id

    async def edited_to(self, text: str) -> None:
        """The author edits the text (or caption)."""
        name = "text" if "text" in self.message.body else "caption"
        entities = {"text": "entities", "caption": "caption_entities"}[name]
        self.message.body.pop(entities, None)
        edit(self._world, self.message, text_content(self._world, {name: text}, name))
        deliver_message(self._world, self.message, edited=True)


def tap(cast: "Cast", by: "Person", data: str, message: Message | None, **extra: str) -> PendingTap:
    """Deliver a callback query; a deleted message is named but no longer shown."""
    world = cast.world
    asked = Tap(f"tap-{len(world.taps) + 1}", by.user, data, world.clock.now(), message)
    world.taps[asked.id] = asked
    body: Json = {"id": asked.id, "from": by.user.as_json(), "data": data, **extra}
    body["chat_instance"] = f"instance-{message.chat.id if message else 0}"
    if message is not None:
        body["message"] = shown_to_bot(message)
    world.deliver("callback_query", body)
    return PendingTap(cast, asked)


def shown_to_bot(message: Message) -> Json:
    """The message, or an ``InaccessibleMessage``."""
    if not message.is_deleted:
        return message.as_json()
    return {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
