"""The people tests play with, and the making of users and chats; keeps out the HTTP server.

A test reads like a play::

    official = server.user(1001, first_name="Official A", language_code="th")
    await official.says("when does the Finland MoU expire?")
    reply = await official.private_chat().next_reply()
    await official.taps("History")

To show that the bot stays silent, let somebody ask a question it must answer afterwards and look
at ``unread``: there is no moment at which silence could be measured.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from tests.botapi.calls import CallLog
from tests.botapi.chats import Chat
from tests.botapi.driver_messages import PATIENCE, PendingTap, Reply, Said, tap
from tests.botapi.driver_rooms import ChannelRoom, GroupRoom, Handle, PrivateRoom, Room
from tests.botapi.inline import LONGEST_QUERY, InlineQuestion
from tests.botapi.membership import tell_change
from tests.botapi.methods_messages import origin_of
from tests.botapi.people import USUAL_BOT_RIGHTS, Member, Status, User
from tests.botapi.posting import text_content
from tests.botapi.records import Json
from tests.botapi.world import World

Found = TypeVar("Found")
AnyRoom = TypeVar("AnyRoom", bound=Room)


class Person:
    """Somebody who talks with the bot."""

    def __init__(self, cast: "Cast", user: User) -> None:
        self._cast = cast
        self.user = user

    @property
    def id(self) -> int:
        """The user id, which is also the private chat's."""
        return self.user.id

    def private_chat(self) -> PrivateRoom:
        """The private chat with the bot."""
        return self._cast.room(self._cast.world.chats[self.id], PrivateRoom)

    def _post(self, content: Json, room: Room | None, reply_to: Handle | None) -> Said:
        """Put content into a room; writing privately means having started the bot."""
        if room is None:
            assert not self.user.blocked, "unblock the bot first"
            self.user.started = True
        return (room or self.private_chat()).post(self.user, content, reply_to=reply_to)

    async def says(
        self, text: str, *, room: Room | None = None, reply_to: Handle | None = None
    ) -> Said:
        """Write, privately unless a room is named."""
        return self._post(self.private_chat().text(text), room, reply_to)

    async def starts(self, payload: str = "") -> Said:
        """Press Start, through a deep link if there is a payload."""
        return await self.says(f"/start {payload}".strip())

    async def sends_document(
        self,
        name: str | None,
        content: bytes,
        *,
        caption: str = "",
        room: Room | None = None,
        reply_to: Handle | None = None,
        mime_type: str | None = None,
        claimed_size: int | None = None,
    ) -> Said:
        """Send a file; ``claimed_size`` is what the message says, if not the truth."""
        world = self._cast.world
        stored = world.files.add(content, name, mime_type=mime_type, claimed_size=claimed_size)
        body = {"document": stored.as_document()}
        return self._post(body | self._caption(caption), room, reply_to)

    async def sends_photo(
        self,
        content: bytes,
        *,
        caption: str = "",
        album: str = "",
        room: Room | None = None,
        claimed_size: int | None = None,
    ) -> Said:
        """Send a picture; those of one ``album`` are sent one after the other."""
        files = self._cast.world.files
        stored = files.add(content, None, folder="photos", claimed_size=claimed_size)
        body: Json = {"photo": files.photo(stored)} | self._caption(caption)
        group = {"media_group_id": album} if album else {}
        return self._post(body | group, room, None)

    def _caption(self, caption: str) -> Json:
        return text_content(self._cast.world, {"caption": caption}, "caption")

    async def edits(self, said: Said, text: str) -> None:
        """Edit an own message."""
        assert said.message.sender_id == self.id, "people edit their own messages only"
        await said.edited_to(text)

    async def forwards(
        self, original: Handle, *, room: Room | None = None, hidden_name: str | None = None
    ) -> Said:
        """Forward a message; ``hidden_name`` stands for an author who hides the account."""
        body = original.message.body
        names = ("text", "entities", "caption", "caption_entities", "document", "photo")
        content = {name: body[name] for name in names if name in body}
        origin = origin_of(original.message)
        if hidden_name is not None:
            origin = {
                "type": "hidden_user",
                "date": origin["date"],
                "sender_user_name": hidden_name,
            }
        return self._post(content | {"forward_origin": origin}, room, None)

    async def taps(self, wanted: str, *, room: Room | None = None) -> PendingTap:
        """Tap a button, by text or data, on the latest message of the room that has it."""
        replies = (room or self.private_chat()).all_replies
        for reply in reversed(replies):
            if any(wanted in {b.text, b.data} or wanted in b.text for b in reply.buttons):
                return await reply.tapped(wanted, self)
        message = f"no button {wanted!r} in {replies[-3:]}"
        raise AssertionError(message)

    async def taps_inline_message(self, data: str, inline_message_id: str) -> PendingTap:
        """Tap a button under a message that was sent through inline mode."""
        self._cast.world.inline_messages.add(inline_message_id)
        return tap(self._cast, self, data, None, inline_message_id=inline_message_id)

    async def asks_inline(
        self, query: str, offset: str = "", *, room: Room | None = None
    ) -> InlineQuestion:
        """Type ``@bot query`` in a room (the private chat with the bot by default).

        Nothing reaches the bot where inline mode is off or Telegram's cache has the answer.
        """
        world = self._cast.world
        assert len(query) <= LONGEST_QUERY, "an app sends no more"
        question = world.inline.ask(self.user, query, offset)
        kind = "sender" if room is None else room.chat.kind
        body = {"id": question.id, "from": self.user.as_json(), "query": query, "offset": offset}
        if world.inline.enabled and not question.from_cache:
            world.deliver("inline_query", body | {"chat_type": kind})
        return question

    async def inline_results(
        self, question: InlineQuestion, within: float = PATIENCE
    ) -> list[Json]:
        """Wait for the results of an inline query."""
        what = f"results for {question.query!r}"
        answers = await self._cast.wait_for(lambda: question.answers or None, what, within)
        return list(answers[0]["results"])

    async def chooses_inline(
        self, question: InlineQuestion, number: int, *, room: Room | None = None
    ) -> Said:
        """Tap the so-manieth result: its text goes into the room as an own message by the bot."""
        world = self._cast.world
        result = (await self.inline_results(question))[number - 1]
        content = result["input_message_content"]
        text = text_content(world, {**content, "text": content["message_text"]})
        chosen = {"result_id": result["id"], "from": self.user.as_json(), "query": question.query}
        world.deliver("chosen_inline_result", chosen)
        return self._post(text | {"via_bot": world.bot.as_json()}, room, None)

    async def blocks_bot(self) -> None:
        """Block the bot; it gets ``my_chat_member``."""
        self._set_blocked(blocked=True)

    async def unblocks_bot(self) -> None:
        """Unblock the bot; it gets ``my_chat_member``."""
        self._set_blocked(blocked=False)

    def _set_blocked(self, *, blocked: bool) -> None:
        self.user.blocked = blocked
        world = self._cast.world
        member, kicked = Member(world.bot), Member(world.bot, "kicked")
        before, after = (member, kicked) if blocked else (kicked, member)
        tell_change(world, world.chats[self.id], self.user, before, after)

    async def deactivates_account(self) -> None:
        """Leave Telegram; bots are not told."""
        self.user.deactivated = True


class Cast:
    """Makes users and chats and keeps their handles; the part of the server tests talk to."""

    def __init__(self, world: World, calls: CallLog) -> None:
        self.world = world
        self.calls = calls
        self._rooms: dict[int, Room] = {}

    @property
    def bot(self) -> User:
        """Our bot's user."""
        return self.world.bot

    def room(self, chat: Chat, kind: type[AnyRoom]) -> AnyRoom:
        """The one handle of a chat."""
        room = self._rooms.setdefault(chat.id, kind(self, chat))
        assert isinstance(room, kind)
        return room

    def user(
        self,
        user_id: int,
        first_name: str = "Official",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        is_bot: bool = False,
        started: bool = False,
    ) -> Person:
        """A new user. ``started`` means: has pressed Start before the test begins."""
        user = User(user_id, first_name, last_name, username, language_code, is_bot, started)
        return Person(self, self.world.add_user(user))

    def group(
        self,
        title: str = "Group",
        members: Iterable[Person] = (),
        *,
        bot: Status = "member",
        bot_rights: frozenset[str] = USUAL_BOT_RIGHTS,
    ) -> GroupRoom:
        """A basic group in which the bot already is; the first member is its creator."""
        chat = self.world.add_chat("group", title=title)
        return self._peopled(self.room(chat, GroupRoom), members, bot, bot_rights)

    def supergroup(
        self,
        title: str = "Supergroup",
        members: Iterable[Person] = (),
        *,
        bot: Status = "member",
        bot_rights: frozenset[str] = USUAL_BOT_RIGHTS,
        is_forum: bool = False,
        username: str | None = None,
    ) -> GroupRoom:
        """A supergroup, with topics if it is a forum."""
        chat = self.world.add_chat("supergroup", title=title, is_forum=is_forum, username=username)
        return self._peopled(self.room(chat, GroupRoom), members, bot, bot_rights)

    def channel(
        self,
        title: str = "Channel",
        members: Iterable[Person] = (),
        *,
        bot: Status = "administrator",
        bot_rights: frozenset[str] = USUAL_BOT_RIGHTS,
        discussion: GroupRoom | None = None,
    ) -> ChannelRoom:
        """A channel, whose posts also appear in its discussion group."""
        chat = self.world.add_chat("channel", title=title)
        if discussion is not None:
            chat.linked, discussion.chat.linked = discussion.chat, chat
        return self._peopled(self.room(chat, ChannelRoom), members, bot, bot_rights)

    def _peopled(
        self, room: AnyRoom, members: Iterable[Person], bot: Status, rights: frozenset[str]
    ) -> AnyRoom:
        """Put people and the bot into a new chat without telling anybody."""
        for index, person in enumerate(members):
            status: Status = "member" if index else "creator"
            room.chat.members[person.id] = Member(person.user, status)
        if bot != "left":
            held = rights if bot == "administrator" else frozenset()
            room.chat.members[self.bot.id] = Member(self.bot, bot, held)
        return room

    async def wait_for(
        self, found: Callable[[], Found | None], what: str, within: float = PATIENCE
    ) -> Found:
        """Wait until ``found()`` is not None. Raises AssertionError with the last calls."""
        try:
            return await self.world.bell.until(found, within)
        except TimeoutError:
            calls = [f"{c.method} {c.outcome} {str(c.params)[:120]}" for c in self.calls[-5:]]
            problems = [str(violation) for violation in self.world.violations[-3:]]
            message = "\n".join([f"waited {within} s for {what}", *calls, *problems])
            raise AssertionError(message) from None

    async def next_call(self, method: str, number: int = 1, within: float = PATIENCE) -> Json:
        """Wait for the so-manieth finished call of a method; returns its parameters."""

        def done() -> Json | None:
            calls = [call for call in self.calls.of(method) if call.outcome != "pending"]
            return calls[number - 1].params if len(calls) >= number else None

        return await self.wait_for(done, f"call {number} of {method}", within)


__all__ = ["Cast", "Person", "Reply", "Room", "Said"]
