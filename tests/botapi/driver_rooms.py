"""Rooms: where tests let people speak and read what the bot replied, chat by chat.

Keeps out the people themselves (``driver.py``) and the state behind (``world.py``).
"""

from typing import TYPE_CHECKING, Final

from tests.botapi.chats import Chat, Message, Topic
from tests.botapi.driver_messages import PATIENCE, Reply, Said
from tests.botapi.membership import change_bot, change_member, service_message
from tests.botapi.people import (
    ANONYMOUS_ADMINISTRATOR,
    CHANNEL_AS_SENDER,
    USUAL_BOT_RIGHTS,
    Member,
    Status,
    User,
)
from tests.botapi.posting import deliver_message, post_as_person, text_content
from tests.botapi.records import Json

if TYPE_CHECKING:
    from tests.botapi.driver import Cast, Person

Handle = Reply | Said
TOPIC_COLOUR: Final = 0x6FB9F0


class Room:
    """One chat as tests see it. Replies are read in order, each once."""

    def __init__(self, cast: "Cast", chat: Chat) -> None:
        self._cast = cast
        self.chat = chat
        self._read = 0

    @property
    def chat_id(self) -> int:
        """The chat's id."""
        return self.chat.id

    @property
    def unread(self) -> list[Reply]:
        """Replies not read yet; looking does not read them."""
        return [Reply(self._cast, message) for message in self.chat.bot_messages[self._read :]]

    @property
    def all_replies(self) -> list[Reply]:
        """Everything the bot ever sent here."""
        return [Reply(self._cast, message) for message in self.chat.bot_messages]

    async def next_reply(self, within: float = PATIENCE) -> Reply:
        """Wait for the next reply not read yet."""
        return (await self.replies(1, within))[0]

    async def replies(self, number: int, within: float = PATIENCE) -> list[Reply]:
        """Wait for so many replies."""
        end = self._read + number
        what = f"{number} replies in {self.chat.kind} chat {self.chat_id}, got {self.unread}"
        await self._cast.wait_for(
            lambda: True if len(self.chat.bot_messages) >= end else None, what, within
        )
        found = [Reply(self._cast, m) for m in self.chat.bot_messages[self._read : end]]
        self._read = end
        return found

    def post(
        self,
        sender: User,
        content: Json,
        *,
        reply_to: Handle | None = None,
        thread: int | None = None,
    ) -> Said:
        """Put any content into the chat."""
        target = reply_to.message if reply_to is not None else None
        message = post_as_person(
            self._cast.world, self.chat, sender, content, reply_to=target, thread_id=thread
        )
        return Said(self._cast.world, message)

    def text(self, text: str) -> Json:
        """Text content as people type it, entities found by Telegram."""
        return text_content(self._cast.world, {"text": text})


class PrivateRoom(Room):
    """The private chat of one person with the bot."""


class GroupRoom(Room):
    """A group, supergroup or forum."""

    async def says(
        self,
        person: "Person",
        text: str,
        *,
        reply_to: Handle | None = None,
        thread: int | None = None,
        via_bot: User | None = None,
    ) -> Said:
        """A member writes, into a topic if ``thread`` is given."""
        extra = {} if via_bot is None else {"via_bot": via_bot.as_json()}
        content = self.text(text) | extra
        return self.post(person.user, content, reply_to=reply_to, thread=thread)

    async def anonymous_administrator_says(
        self, text: str, *, reply_to: Handle | None = None, thread: int | None = None
    ) -> Said:
        """An administrator who "remains anonymous": the group itself speaks."""
        content = self.text(text) | {"sender_chat": self.chat.as_json()}
        return self.post(ANONYMOUS_ADMINISTRATOR, content, reply_to=reply_to, thread=thread)

    async def channel_says(self, channel: "ChannelRoom", text: str) -> Said:
        """A person speaks in the name of a channel."""
        content = self.text(text) | {"sender_chat": channel.chat.as_json()}
        return self.post(CHANNEL_AS_SENDER, content)

    async def adds_bot(self, by: "Person", *, administrator: bool = False) -> None:
        """The bot enters."""
        self._set_bot(by, "administrator" if administrator else "member")

    async def promotes_bot(self, by: "Person", rights: frozenset[str] = USUAL_BOT_RIGHTS) -> None:
        """The bot becomes an administrator."""
        self._set_bot(by, "administrator", rights)

    async def demotes_bot(self, by: "Person") -> None:
        """The bot becomes an ordinary member."""
        self._set_bot(by, "member")

    async def mutes_bot(self, by: "Person") -> None:
        """The bot may read but not write."""
        self._set_bot(by, "restricted", may_send=False)

    async def kicks_bot(self, by: "Person") -> None:
        """The bot is thrown out."""
        self._set_bot(by, "kicked")

    def _set_bot(
        self,
        by: "Person",
        status: Status,
        rights: frozenset[str] = USUAL_BOT_RIGHTS,
        *,
        may_send: bool = True,
    ) -> None:
        change_bot(
            self._cast.world, self.chat, by=by.user, status=status, rights=rights, may_send=may_send
        )

    async def adds(self, person: "Person", by: "Person") -> None:
        """Somebody enters."""
        change_member(self._cast.world, self.chat, Member(person.user), by=by.user)

    async def removes(self, person: "Person", by: "Person") -> None:
        """Somebody is thrown out."""
        member = Member(person.user, "kicked")
        change_member(self._cast.world, self.chat, member, by=by.user)

    async def promotes(self, person: "Person", by: "Person") -> None:
        """Somebody becomes an administrator."""
        member = Member(person.user, "administrator", frozenset({"can_manage_chat"}))
        change_member(self._cast.world, self.chat, member, by=by.user)

    async def renames(self, title: str, by: "Person") -> None:
        """The group gets a new title."""
        self.chat.title = title
        service_message(self._cast.world, self.chat, by.user, {"new_chat_title": title})

    async def opens_topic(self, name: str, by: "Person") -> int:
        """A new topic of a forum; returns its thread id."""
        body: Json = {"date": self._cast.world.clock.unix(), "from": by.user.as_json()}
        body["forum_topic_created"] = {"name": name, "icon_color": TOPIC_COLOUR}
        start = self.chat.add(by.id, body)
        start.thread_id = start.id
        self.chat.topics[start.id] = Topic(start.id, name)
        deliver_message(self._cast.world, start)
        return start.id

    async def closes_topic(self, thread: int, by: "Person") -> None:
        """Only administrators may write there now; 1 is the general topic."""
        self.chat.topics[thread].is_closed = True
        self._topic_message(thread, by, "forum_topic_closed")

    async def reopens_topic(self, thread: int, by: "Person") -> None:
        """Everybody may write there again."""
        self.chat.topics[thread].is_closed = False
        self._topic_message(thread, by, "forum_topic_reopened")

    def _topic_message(self, thread: int, by: "Person", field: str) -> Message:
        where = thread if thread in self.chat.messages else None
        return service_message(self._cast.world, self.chat, by.user, {field: {}}, thread_id=where)

    async def deletes_topic(self, thread: int) -> None:
        """The topic and its messages are gone; bots are not told."""
        self.chat.topics[thread].is_deleted = True
        for message in self.chat.messages.values():
            if message.thread_id == thread:
                message.is_deleted = True

    async def migrates(self, by: "Person", *, announced: bool = True) -> "GroupRoom":
        """The group becomes a supergroup with a new id; each side tells of the other.

        Without ``announced`` the bot learns it only from the refusal of its next message.
        """
        new = self._cast.world.add_chat("supergroup", title=self.chat.title)
        new.members = dict(self.chat.members)
        if announced:
            told = {"migrate_to_chat_id": new.id}
            service_message(self._cast.world, self.chat, by.user, told)
            told = {"migrate_from_chat_id": self.chat.id}
            service_message(self._cast.world, new, by.user, told)
        self.chat.migrated_to = new
        return self._cast.room(new, GroupRoom)

    async def is_deleted(self) -> None:
        """The basic group is gone for good."""
        self.chat.is_gone = True


class ChannelRoom(GroupRoom):
    """A channel; posts have no author."""

    async def posts(self, text: str) -> Said:
        """A new post, forwarded by itself into the linked group."""
        return self.post(CHANNEL_AS_SENDER, self.text(text))
