"""What Telegram knows: users, chats, questions asked; and what our bot may touch of it.

Keeps out how messages come about (``posting.py``) and the methods (``methods_*.py``). The refusals
follow the official server's ``check_chat_access`` and its neighbours.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.botapi.chats import GENERAL_TOPIC, IDS_PER_CHAT, Chat, ChatKind, Message, Topic
from tests.botapi.clock import Clock
from tests.botapi.errors import ApiError, bad_request, forbidden
from tests.botapi.files import FileStore
from tests.botapi.inline import InlineQuestions
from tests.botapi.judge import complaints_about_update
from tests.botapi.people import Member, User
from tests.botapi.privacy import Privacy
from tests.botapi.records import Json, Violation
from tests.botapi.updates import QueuedUpdate, UpdateQueue
from tests.botapi.waiting import Bell

SUPERGROUP_BASE: Final = -1_000_000_000_000


@dataclass(slots=True, eq=False)
class Tap:
    """A callback query and the answers it got (there should be exactly one)."""

    id: str
    user: User
    data: str
    asked: float
    message: Message | None = None
    answers: list[Json] = field(default_factory=list)


@dataclass
class World:
    """All state of the server except the call log and the faults.

    ``tap_lifetime``: seconds within which a tap can be answered. Telegram does not publish it; the
    default is how long the official server keeps the update itself.
    """

    clock: Clock
    bell: Bell
    bot: User
    queue: UpdateQueue
    files: FileStore
    inline: InlineQuestions
    privacy: Privacy = field(default_factory=Privacy)
    tap_lifetime: float = 150.0
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    inline_messages: set[str] = field(default_factory=set)
    violations: list[Violation] = field(default_factory=list)
    delivered: list[QueuedUpdate] = field(default_factory=list)

    def add_user(self, user: User) -> User:
        """Make a user known to Telegram; the private chat exists from now on, not yet started."""
        self.users[user.id] = user
        if user is not self.bot:
            self.add_chat("private", chat_id=user.id, user=user)
        return user

    def add_chat(self, kind: ChatKind, *, chat_id: int | None = None, **fields: Any) -> Chat:
        """Make a chat with an id of the right range."""
        number = len(self.chats) + 1
        if chat_id is None:
            chat_id = (
                -4000 - number if kind == "group" else SUPERGROUP_BASE - 2_000_000_000 - number
            )
        chat = Chat(chat_id, kind, next_message_id=number * IDS_PER_CHAT + 1, **fields)
        if chat.is_forum:
            chat.topics[GENERAL_TOPIC] = Topic(GENERAL_TOPIC, "General")
        self.chats[chat_id] = chat
        return chat

    def deliver(self, kind: str, body: Json) -> QueuedUpdate | None:
        """Queue an update for the bot if it wants the kind; our own mistakes are noted."""
        if not self.queue.wants(kind):
            return None
        update = self.queue.add(kind, {kind: body})
        self.judge_update(update)
        self.delivered.append(update)
        return update

    def judge_update(self, update: QueuedUpdate) -> None:
        """Note what aiogram's models have against one of our own updates."""
        for complaint in complaints_about_update(update.as_json()):
            self.violations.append(Violation("update", complaint, update.as_json()))

    def bot_in(self, chat: Chat) -> Member:
        """What our bot is in a chat."""
        return chat.member(self.bot)

    def knows(self, user: User) -> bool:
        """Whether the bot has met the user: started, or together in some chat."""
        return user.started or any(
            chat.member(user).is_present and self.bot_in(chat).is_present
            for chat in self.chats.values()
        )

    def chat_for(self, chat_id: int | str, *, write: bool = True) -> Chat:
        """The chat a method names, if the bot may reach it. Raises ApiError."""
        chat = self._named(chat_id)
        if chat is None:
            what = "chat not found"
            raise bad_request(what)
        if chat.user is not None:
            self._check_private(chat.user, write=write)
        else:
            self._check_membership(chat, write=write)
        return chat

    def _named(self, chat_id: int | str) -> Chat | None:
        """A chat by id or by @name."""
        if isinstance(chat_id, int):
            return self.chats.get(chat_id)
        name = chat_id.removeprefix("@").lower()
        return next(
            (chat for chat in self.chats.values() if (chat.username or "").lower() == name), None
        )

    def _check_private(self, user: User, *, write: bool) -> None:
        """The refusals of a private chat. Raises ApiError."""
        if not self.knows(user):
            what = "chat not found"
            raise bad_request(what)
        refusals = {
            "user is deactivated": user.deactivated,
            "bot was blocked by the user": user.blocked,
            "bot can't send messages to bots": user.is_bot,
            "bot can't initiate conversation with a user": not user.started,
        }
        for what, applies in refusals.items():
            if write and applies:
                raise forbidden(what)

    def _check_membership(self, chat: Chat, *, write: bool) -> None:
        """The refusals of a group or channel. Raises ApiError."""
        if self.bot.id not in chat.members:
            what = "chat not found"
            raise bad_request(what)
        basic = chat.kind == "group"
        if basic and write and chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to.id},
            )
        if basic and write and chat.is_gone:
            what = "the group chat was deleted"
            raise forbidden(what)
        status = self.bot_in(chat).status
        if status == "kicked" and (write or not basic):
            what = f"bot was kicked from the {chat.kind} chat"
            raise forbidden(what)
        if status == "left" and (write or not (basic or chat.username)):
            what = f"bot is not a member of the {chat.kind} chat"
            raise forbidden(what)

    def message_for(self, chat: Chat, message_id: int, role: str) -> Message:
        """A message the bot names. ``role`` is what the refusal calls it. Raises ApiError."""
        message = chat.found(message_id)
        if message is None:
            what = f"{role} not found"
            raise bad_request(what)
        return message

    def unanswered_taps(self) -> list[Tap]:
        """Taps still without an answer."""
        return [tap for tap in self.taps.values() if not tap.answers]

    def taps_answered_twice(self) -> list[Tap]:
        """Taps answered more than once, refused further answers included."""
        return [tap for tap in self.taps.values() if len(tap.answers) > 1]
